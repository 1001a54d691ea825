"""The kwadrant of one pupil (domain.md §8): what was said of each quadrant and aspect, how old it is, what moved.

Nothing here adds up or judges: a value is set by a person, a number stays what it was. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sotdesk.domain.kwadrant_rules import Quadrant, Value, instruments, only_involved, quadrant_of, quadrants


@dataclass(frozen=True)
class Reading:
    """A value that a person gave a part (`willen` or `willen.motivatie`) on a day; `instrument` = what it rests on.

    `seen` orders two readings of one day: the later one counts.
    """

    id: str
    part: str
    value: Value
    day: date
    who: str = ""
    note: str = ""
    instrument: str = ""
    seen: int = 0


@dataclass(frozen=True)
class Measured:
    """A raw value as it was given: instrument, scale, the words on paper and the number in them, day, who."""

    id: str
    instrument: str
    scale: str
    raw: str
    number: float | None
    day: date
    who: str = ""

    @property
    def suggests(self) -> Value | None:
        """What the table of the instrument has for it; a person decides."""
        known = instruments().get(self.instrument)
        return known.suggests(self.number) if known else None

    @property
    def part(self) -> str:
        """The part that its scale says something about; empty when the rules no longer know the scale."""
        known = instruments().get(self.instrument)
        found = [scale.part for scale in known.scales if scale.code == self.scale] if known else []
        return found[0] if found else ""


@dataclass(frozen=True)
class Conclusion:
    """What the coordinator concludes herself, on a day."""

    id: str
    text: str
    day: date


class Move(StrEnum):
    """What moved since the time before."""

    UP = "▲"
    DOWN = "▼"
    SAME = "="
    NONE = "·"
    """Nothing to compare with."""
    UNKNOWN = "?"


@dataclass(frozen=True)
class Standing:
    """Where a part stands: its last reading, the one it is compared with, what moved, how old it is.

    Nobody ever said anything of it: `now` is None and the value is unknown.
    """

    part: str
    now: Reading | None
    before: Reading | None
    move: Move
    age_days: int | None
    old: bool

    @property
    def value(self) -> Value:
        """Its value; unknown as long as nobody said otherwise."""
        return self.now.value if self.now else Value.UNKNOWN

    @property
    def fresh(self) -> bool:
        """Known, and not old."""
        return self.value.known and not self.old


@dataclass(frozen=True)
class Kwadrant:
    """All standings of a pupil by part, and the readings they rest on, oldest first."""

    standings: dict[str, Standing]
    readings: tuple[Reading, ...] = ()
    measured: tuple[Measured, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()

    def __getitem__(self, part: str) -> Standing:
        """The standing of a quadrant or an aspect."""
        return self.standings[part]

    @property
    def empty(self) -> bool:
        """Whether nobody ever said or measured anything."""
        return not self.readings and not self.measured


def in_order(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Oldest first; of one day in the order in which they were given."""
    return tuple(sorted(readings, key=lambda r: (r.day, r.seen)))


def kwadrant(
    readings: Sequence[Reading], today: date, *, measured: Sequence[Measured] = (),
    conclusions: Sequence[Conclusion] = (), since: date | None = None,
) -> Kwadrant:  # fmt: skip
    """The kwadrant as it stands on `today`; `since` = what moved is told from that day on, not from the last time."""
    ordered = in_order([r for r in readings if r.day <= today])
    parts = [code for q in quadrants() for code in (q.code, *(a.code for a in q.aspects))]
    by_part: dict[str, list[Reading]] = {part: [] for part in parts}
    for reading in ordered:
        if reading.part in by_part:
            by_part[reading.part].append(reading)
    standings = {part: standing(part, found, today, since) for part, found in by_part.items()}
    by_day = tuple(sorted(measured, key=lambda m: m.day))
    return Kwadrant(standings, ordered, by_day, tuple(conclusions))


def for_guest(found: Kwadrant, today: date, since: date | None = None) -> Kwadrant:
    """What may be seen with a guest at the table: nothing of an instrument for those directly involved (SAQI: P43)."""
    readings = [reading for reading in found.readings if not only_involved(reading.instrument)]
    measured = [raw for raw in found.measured if not only_involved(raw.instrument)]
    return kwadrant(readings, today, measured=measured, since=since)


def standing(part: str, readings: Sequence[Reading], today: date, since: date | None = None) -> Standing:
    """Where one part stands, from its own readings in order."""
    quadrant = quadrant_of(part)
    if not readings:
        return Standing(part, None, None, Move.UNKNOWN, None, old=False)
    now = readings[-1]
    before = _before(quadrant, now, readings[:-1], since)
    age = (today - now.day).days
    return Standing(part, now, before, moved(now, before), age, old=age > quadrant.old_after_days)


def _before(
    quadrant: Quadrant, now: Reading, earlier: Sequence[Reading], since: date | None
) -> Reading | None:
    """The reading that `now` is compared with: the last known one, or the last one on or before `since`.

    A correction on the same day is no time before. On kunnen only one of the same instrument counts: another test
    measures something else (domain.md §8.1).
    """
    found = [r for r in earlier if r.value.known and r.day < now.day and (since is None or r.day <= since)]
    if quadrant.same_instrument:
        found = [r for r in found if now.instrument and r.instrument == now.instrument]
    return found[-1] if found else None


def moved(now: Reading, before: Reading | None) -> Move:
    """Up, down or the same; nothing to compare with; unknown."""
    if not now.value.known:
        return Move.UNKNOWN
    if before is None:
        return Move.NONE
    if now.value.step == before.value.step:
        return Move.SAME
    return Move.UP if now.value.step > before.value.step else Move.DOWN
