"""Values of one instrument for a class, from a file or a paste: what they change, as a plan to show first.

Pure: nothing is read or stored here. A reason for refusing never repeats what the row says. All of a row or nothing:
a row with one value that cannot be is refused as a whole.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sotdesk.domain.errors import RuleError
from sotdesk.domain.kwadrant import Kwadrant, Measured, Reading
from sotdesk.domain.kwadrant_measuring import Raw, read_all
from sotdesk.domain.kwadrant_rules import Instrument, Value
from sotdesk.domain.roster import Refused, number_key
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row: its number in the file, who it is about, the text per scale, and what its reader found wrong."""

    row: int
    number: str = ""
    full_name: str = ""
    class_name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class ScaleChange:
    """One scale that differs: the raw value that was there, and the new one; `value` = the suggestion is set."""

    raw: Raw
    before: str
    value: bool = False

    @property
    def same_raw(self) -> bool:
        return self.before == self.raw.raw


@dataclass(frozen=True)
class Entry:
    """A pupil, all raw values of his row, and those that differ from what is kept."""

    row: int
    student: Student
    raws: tuple[Raw, ...]
    changes: tuple[ScaleChange, ...] = ()


@dataclass(frozen=True)
class MeasurePlan:
    """What taking it over would do; `take` = suggestions become values."""

    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    refused: tuple[Refused, ...] = ()
    take: bool = False

    @property
    def writes(self) -> tuple[Entry, ...]:
        """The pupils of whom something is kept."""
        return (*self.new, *self.changed)

    @property
    def changes_nothing(self) -> bool:
        """Whether it is all there already, or nothing can be read."""
        return not self.writes

    def suggested(self) -> dict[str, Counter[Value]]:
        """Per scale (its name) how often each value is suggested, of everyone who is read."""
        found: dict[str, Counter[Value]] = {}
        for entry in (*self.writes, *self.unchanged):
            for raw in entry.raws:
                if raw.suggests:
                    found.setdefault(raw.scale.name, Counter())[raw.suggests] += 1
        return found


def plan(
    rows: Sequence[MeasureRow], instrument: Instrument, day: date, pupils: Iterable[Student],
    known: Mapping[str, Kwadrant], *, take: bool = False,
) -> MeasurePlan:  # fmt: skip
    """Compares the rows with what is kept of that instrument on that day; the same rows twice change nothing.

    `known` holds the kwadrant of every pupil that the rows can be about.
    """
    people = _People(pupils)
    found: list[tuple[MeasureRow, Student, tuple[Raw, ...]]] = []
    refused: list[Refused] = []
    for row in rows:
        try:
            found.append((row, people.of(row), _raws(row, instrument)))
        except RuleError as wrong:
            refused.append(Refused(row.row, str(wrong)))
    found, twice = _once(found)
    new: list[Entry] = []
    changed: list[Entry] = []
    unchanged: list[Entry] = []
    for row, student, raws in found:
        kept = known.get(student.id)
        entry = Entry(row.row, student, raws, _changes(raws, instrument, day, kept, take=take))
        if not entry.changes:
            unchanged.append(entry)
        else:
            (changed if _measured(kept, instrument, day) else new).append(entry)
    return MeasurePlan(
        tuple(new), tuple(changed), tuple(unchanged),
        tuple(sorted((*refused, *twice), key=lambda one: one.row)), take,
    )  # fmt: skip


def change_words(change: ScaleChange, *, old: bool) -> str:
    """`motivatie 2`, `motivatie 4 → 2`, `motivatie 2: zorg`; `old` = there was a value of this day before."""
    raw = change.raw
    arrow = f"{change.before or 'leeg'} → " if old and not change.same_raw else ""
    said = f": {raw.suggests}" if change.value else ""
    return f"{raw.scale.name} {arrow}{raw.raw}{said}"


def _raws(row: MeasureRow, instrument: Instrument) -> tuple[Raw, ...]:
    if row.problem:
        raise RuleError(row.problem)
    if not any(text.strip() for text in row.values.values()):
        raise RuleError(f"er staan geen waarden van {instrument.name} in")
    return read_all(instrument, row.values)


class _People:
    """Who a row is about: by number, else by a name that only one pupil has."""

    def __init__(self, pupils: Iterable[Student]) -> None:
        self._here = [s for s in pupils if s.gone_since is None]
        self._by_number = {number_key(s.number): s for s in self._here if number_key(s.number)}

    def of(self, row: MeasureRow) -> Student:
        """The pupil; RuleError when it is nobody, or not sure who."""
        if key := number_key(row.number):
            student = self._by_number.get(key)
            if student is None:
                raise RuleError("dit leerlingnummer staat niet in de leerlingenlijst")
            if row.full_name and not _same_name(row.full_name, student):
                raise RuleError("bij dit leerlingnummer hoort een andere naam")
            return student
        if not row.full_name:
            raise RuleError("het leerlingnummer ontbreekt")
        fits = [s for s in self._here if _key(s.name.full) == _key(row.full_name)]
        if row.class_name:
            fits = [s for s in fits if fold(s.class_name) == fold(row.class_name)]
        if not fits:
            raise RuleError("deze naam staat niet zo in de leerlingenlijst")
        if len(fits) > 1:
            raise RuleError("meer leerlingen heten zo; zet het leerlingnummer erbij")
        return fits[0]


def _key(name: str) -> str:
    return " ".join(fold(name).split())


def _same_name(written: str, student: Student) -> bool:
    """Whether his first or last name is in what is written: `Achterberg, Y.` is Yara Achterberg."""
    said = fold(written)
    return fold(student.last_name) in said or fold(student.first_name) in said


def _once(
    found: list[tuple[MeasureRow, Student, tuple[Raw, ...]]],
) -> tuple[list[tuple[MeasureRow, Student, tuple[Raw, ...]]], list[Refused]]:
    """Who stands in more than one row: of equal rows the first is read, of others none."""
    groups: dict[str, list[tuple[MeasureRow, Student, tuple[Raw, ...]]]] = {}
    for one in found:
        groups.setdefault(one[1].id, []).append(one)
    kept, refused = [], []
    for group in groups.values():
        first, *others = group
        if all(one[2] == first[2] for one in others):
            kept.append(first)
            refused += [
                Refused(o[0].row, f"dezelfde leerling staat al in rij {first[0].row}") for o in others
            ]
        else:
            rows = [one[0].row for one in group]
            refused += [
                Refused(
                    row, f"dezelfde leerling staat ook in rij {next(r for r in rows if r != row)}, anders"
                )
                for row in rows
            ]
    return kept, refused


def _measured(kept: Kwadrant | None, instrument: Instrument, day: date) -> dict[str, Measured]:
    """What is kept of that instrument on that day, by scale."""
    found = kept.measured if kept else ()
    return {m.scale: m for m in found if m.instrument == instrument.code and m.day == day}


def _changes(
    raws: Sequence[Raw], instrument: Instrument, day: date, kept: Kwadrant | None, *, take: bool
) -> tuple[ScaleChange, ...]:
    old = _measured(kept, instrument, day)
    said = {r.part: r for r in (kept.readings if kept else ()) if r.day == day}
    changes = []
    for raw in raws:
        before = old.get(raw.scale.code)
        value = take and raw.suggests is not None and not _is(said.get(raw.scale.part), raw, instrument)
        differs = before is None or (before.raw, before.number) != (raw.raw, raw.number)
        if differs or value:
            changes.append(ScaleChange(raw, before.raw if before else "", value))
    return tuple(changes)


def _is(reading: Reading | None, raw: Raw, instrument: Instrument) -> bool:
    return reading is not None and reading.value is raw.suggests and reading.instrument == instrument.code
