"""A line of text that depends on how much room there is: worked out when it is painted, so a resize needs no refill."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static


class Fitting(Static):
    """`line.fit(words)`: `words(room)` gives what stands in so many cells."""

    def __init__(self, id: str) -> None:
        super().__init__(markup=False, id=id)
        self._words: Callable[[int], Content] = lambda room: Content("")

    def fit(self, words: Callable[[int], Content]) -> None:
        """Show this from now on; its height does not change by it."""
        self._words = words
        self.refresh()

    def render(self) -> Content:
        """The words at the present width."""
        return self._words(self.content_size.width)
