"""The fictional school's past as a list of steps, each with its moment, played in the order in which they happened."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time
from itertools import count

from sotdesk.data.demo.one_go import Hands


class Script:
    """Steps with their moments; of two at the same moment the one written first goes first."""

    def __init__(self) -> None:
        self._steps: list[tuple[datetime, int, Callable[[], object]]] = []
        self._numbers = count()

    def add(self, day: date, clock: time, step: Callable[[], object]) -> None:
        """On that day at that time this happens; a step may add later ones."""
        moment = datetime.combine(day, clock).astimezone()
        heapq.heappush(self._steps, (moment, next(self._numbers), step))

    def play(self, hands: Hands, progress: Callable[[int, int], None] | None = None) -> None:
        """Does every step at its moment; a step may move the clock on. `progress` gets (done, in all)."""
        done = 0
        while self._steps:
            moment, _, step = heapq.heappop(self._steps)
            hands.at_moment(moment)
            step()
            done += 1
            if progress:
                progress(done, done + len(self._steps))
