"""The kwadrant in the store: values set by a person, raw values of instruments, conclusions (domain.md §8)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.roster import COLUMNS_SETTING, remember_columns, remembered_columns
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.kwadrant import KwadrantConclusionRow, KwadrantValueRow, MeasuredRow
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.kwadrant import Conclusion, Kwadrant, Measured, Reading, kwadrant
from sotdesk.domain.kwadrant_measuring import Raw
from sotdesk.domain.kwadrant_rules import Instrument, Value, part_names
from sotdesk.domain.text import one_line

GONE = "Dit staat niet meer in het kwadrant van deze leerling."
FUTURE = "Die dag is nog niet geweest."
AT_ONCE = 50
"""Pupils of a long list that are written before it is told how far it is: about a quarter of a second."""
READING = (
    KwadrantValueRow.student_id, KwadrantValueRow.id, KwadrantValueRow.part, KwadrantValueRow.value,
    KwadrantValueRow.day, KwadrantValueRow.who, KwadrantValueRow.note, KwadrantValueRow.instrument,
)  # fmt: skip
MEASURED = (
    MeasuredRow.student_id, MeasuredRow.id, MeasuredRow.instrument, MeasuredRow.scale, MeasuredRow.raw,
    MeasuredRow.number, MeasuredRow.day, MeasuredRow.who,
)  # fmt: skip
"""Only these columns: a class has some two thousand values, and an object of each row costs five times as much."""


@dataclass(frozen=True)
class Taken:
    """The raw values of one pupil from one instrument, and the parts that get the value they suggest."""

    student_id: str
    raws: Sequence[Raw]
    take: frozenset[str] = frozenset()
    """Codes of the scales whose suggestion is set as the value: only those that a person ticked."""


class Kwadrants(Part):
    """Kwadrant."""

    # --- reading

    @remembered
    def of_student(self, student_id: str, since: date | None = None) -> Kwadrant:
        """The kwadrant of a pupil today; `since`: what moved is told from that day on. NotFound when he is gone."""
        with self.desk.reading() as session:
            if student_id not in students_by_id(session, [student_id]):
                raise NotFound("Deze leerling staat niet (meer) in de kluis.")
            return read_kwadrants(session, [student_id], self.desk.today(), since)[student_id]

    def of_students(self, student_ids: Iterable[str], since: date | None = None) -> dict[str, Kwadrant]:
        """The kwadrant of each of these pupils, in their order; three queries for a whole class."""
        with self.desk.reading() as session:
            return read_kwadrants(session, list(student_ids), self.desk.today(), since)

    # --- writing

    def say(
        self, student_id: str, part: str, value: Value, *, day: date | None = None, note: str = "", who: str = "",
        instrument: str = "",
    ) -> str:  # fmt: skip
        """Sets the value of a quadrant or aspect on a day (today when none is given); gives its id.

        One a day: a second value of that day replaces the first. RuleError for a day to come.
        """
        on = self._day(day)
        with self.desk.writing(f"kwadrant: {part_names()[part]} {value}") as session:
            return self._say(session, student_id, part, value, on, note, who, instrument).id

    def annotate(self, reading_id: str, *, day: date, note: str, who: str, instrument: str = "") -> None:
        """Changes what stands beside a value: its day, who said it, a note, what it rests on."""
        on = self._day(day)
        with self.desk.writing("kwadrant: toelichting") as session:
            row = _value(session, reading_id)
            row.day, row.note, row.who, row.instrument = on, one_line(note), one_line(who), instrument

    def remove(self, reading_id: str) -> None:
        """Takes a value away; what stood there before stands there again."""
        with self.desk.writing("kwadrant: waarde weg") as session:
            session.delete(_value(session, reading_id))

    def columns(self, instrument: str) -> dict[str, str]:
        """Header → field of lists with values of this instrument, as mapped by hand before."""
        with self.desk.reading() as session:
            return remembered_columns(session, f"{COLUMNS_SETTING}.{instrument}")

    def measure(
        self, instrument: Instrument, found: Sequence[Taken], *, day: date | None = None, who: str = "",
        headers: Mapping[str, str] | None = None, far: Callable[[int, int], None] | None = None,
    ) -> int:  # fmt: skip
        """Keeps raw values of one instrument for one or more pupils, and sets the values that were ticked.

        The same scale on the same day replaces what was there. Gives how many raw values were kept; all or nothing.
        `headers` (header → field, as mapped by hand) is remembered for the next list of this instrument; `far` is
        told now and then how many pupils are done, of how many.
        """
        on, kept, ids = self._day(day), 0, [one.student_id for one in found]
        with self.desk.writing(f"kwadrant: {instrument.name}") as session:
            if headers:
                remember_columns(session, headers, f"{COLUMNS_SETTING}.{instrument.code}")
            old, said = _measured_on(session, ids, instrument.code, on), _said_on(session, ids, on)
            for done, one in enumerate(found):
                if far and done and done % AT_ONCE == 0:
                    session.flush()
                    far(done, len(found))
                for raw in one.raws:
                    row = old.get((one.student_id, raw.scale.code)) or MeasuredRow(
                        id=new_id(), student_id=one.student_id, instrument=instrument.code, scale=raw.scale.code,
                        raw="", day=on, noted_at=self.desk.now(),
                    )  # fmt: skip
                    row.raw, row.number, row.who = raw.raw, raw.number, one_line(who)
                    session.add(row)
                    old[one.student_id, raw.scale.code] = row
                    kept += 1
                    if raw.suggests and raw.scale.code in one.take:
                        at = (one.student_id, raw.scale.part)
                        said[at] = self._set(
                            session, said.get(at), *at, raw.suggests, on, "", who, instrument.code
                        )
        return kept

    def conclude(self, student_id: str, text: str, conclusion_id: str = "") -> None:
        """Keeps her own conclusion, new or changed; an empty text is refused."""
        text = one_line(text)
        if not text:
            raise RuleError("Schrijf in een paar woorden wat je concludeert.")
        with self.desk.writing("kwadrant: conclusie") as session:
            row = session.get(KwadrantConclusionRow, conclusion_id) if conclusion_id else None
            if conclusion_id and row is None:
                raise NotFound(GONE)
            row = row or KwadrantConclusionRow(
                id=new_id(), student_id=student_id, text=text, day=self.desk.today(), noted_at=self.desk.now()
            )
            row.text = text
            session.add(row)

    def _day(self, day: date | None) -> date:
        on = day or self.desk.today()
        if on > self.desk.today():
            raise RuleError(FUTURE)
        return on

    def _say(
        self, session: Session, student_id: str, part: str, value: Value, on: date, note: str, who: str,
        instrument: str,
    ) -> KwadrantValueRow:  # fmt: skip
        query = select(KwadrantValueRow).where(
            KwadrantValueRow.student_id == student_id,
            KwadrantValueRow.part == part,
            KwadrantValueRow.day == on,
        )
        row = session.exec(query).first()
        return self._set(session, row, student_id, part, value, on, note, who, instrument)

    def _set(
        self, session: Session, row: KwadrantValueRow | None, student_id: str, part: str, value: Value, on: date,
        note: str, who: str, instrument: str,
    ) -> KwadrantValueRow:  # fmt: skip
        """A new value of that day, or another value in the row that there was."""
        if row is None:
            row = KwadrantValueRow(
                id=new_id(), student_id=student_id, part=part, value="", day=on, noted_at=self.desk.now()
            )
        row.value, row.noted_at = value.value, self.desk.now()
        row.note, row.who = one_line(note) or row.note, one_line(who) or row.who
        row.instrument = instrument or row.instrument
        session.add(row)
        return row


def read_kwadrants(
    session: Session, student_ids: Sequence[str], today: date, since: date | None = None
) -> dict[str, Kwadrant]:
    """The kwadrant of each of these pupils; three queries."""
    readings, measured = _readings_of(session, student_ids), _measured_of(session, student_ids)
    conclusions = _conclusions_of(session, student_ids)
    return {
        key: kwadrant(
            readings.get(key, ()), today, measured=measured.get(key, ()), since=since,
            conclusions=conclusions.get(key, ()),
        )
        for key in student_ids
    }  # fmt: skip


def _readings_of(session: Session, ids: Sequence[str]) -> Mapping[str, list[Reading]]:
    query = columns(*map(col, READING)).where(col(KwadrantValueRow.student_id).in_(ids))
    found: dict[str, list[Reading]] = defaultdict(list)
    values = {value.value: value for value in Value}
    rows = session.execute(query.order_by(col(KwadrantValueRow.noted_at)))
    for seen, (student_id, key, part, value, day, who, note, instrument) in enumerate(rows):
        found[student_id].append(Reading(key, part, values[value], day, who, note, instrument, seen))
    return found


def _measured_of(session: Session, ids: Sequence[str]) -> Mapping[str, list[Measured]]:
    query = columns(*map(col, MEASURED)).where(col(MeasuredRow.student_id).in_(ids))
    found: dict[str, list[Measured]] = defaultdict(list)
    for student_id, *measured in session.execute(query.order_by(col(MeasuredRow.noted_at))):
        found[student_id].append(Measured(*measured))
    return found


def _conclusions_of(session: Session, ids: Sequence[str]) -> Mapping[str, list[Conclusion]]:
    query = select(KwadrantConclusionRow).where(col(KwadrantConclusionRow.student_id).in_(ids))
    found: dict[str, list[Conclusion]] = defaultdict(list)
    for row in session.exec(query.order_by(col(KwadrantConclusionRow.noted_at))):
        found[row.student_id].append(Conclusion(row.id, row.text, row.day))
    return found


def _measured_on(
    session: Session, ids: Sequence[str], instrument: str, on: date
) -> dict[tuple[str, str], MeasuredRow]:
    """What is kept of an instrument on that day, by pupil and scale; one query for a whole class."""
    query = select(MeasuredRow).where(
        col(MeasuredRow.student_id).in_(ids), MeasuredRow.instrument == instrument, MeasuredRow.day == on
    )
    return {(row.student_id, row.scale): row for row in session.exec(query)}


def _said_on(session: Session, ids: Sequence[str], on: date) -> dict[tuple[str, str], KwadrantValueRow]:
    """The values of that day, by pupil and part."""
    query = select(KwadrantValueRow).where(
        col(KwadrantValueRow.student_id).in_(ids), KwadrantValueRow.day == on
    )
    return {(row.student_id, row.part): row for row in session.exec(query)}


def _value(session: Session, reading_id: str) -> KwadrantValueRow:
    row = session.get(KwadrantValueRow, reading_id)
    if row is None:
        raise NotFound(GONE)
    return row
