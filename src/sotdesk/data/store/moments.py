"""Contact moments in the store: each typed line kept by its own Enter, as at the table; a change keeps the old text.

A moment is made by its first line or its first filled in field; looking leaves nothing behind.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.effects import open_cases
from sotdesk.data.store.item_facts import facts_outside
from sotdesk.data.store.keeping import (
    Place,
    complete_last,
    keep,
    known_capture,
    remove_capture,
    replace_capture,
    said,
)
from sotdesk.data.store.meeting_read import lines_where
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meetings import LineRow
from sotdesk.data.tables.moments import MomentRow, MomentVersion
from sotdesk.domain.capture_model import Kind, Reading
from sotdesk.domain.cases import Confidentiality
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.item_facts import ItemFacts
from sotdesk.domain.moments import DEFAULT_CHANNEL, Moment, knows, outside_a_meeting, version, version_of
from sotdesk.domain.text import one_line

JUST_THEN = timedelta(minutes=1)
"""So close to its first line the time of a moment is the one it was given by itself."""
GONE = "Dit contactmoment is er niet (meer)."


@dataclass(frozen=True)
class About:
    """The fields of a contact moment besides its lines."""

    at: datetime
    channel: str = DEFAULT_CHANNEL
    with_whom: str = ""
    told_student: str = ""
    told_parents: str = ""
    told_why: str = ""


class Moments(Part):
    """Contactmomenten."""

    def get(self, moment_id: str) -> Moment:
        """One with its lines and earlier versions; NotFound when it is gone."""
        with self.desk.reading() as session:
            return _moment(session, _row(session, moment_id))

    def new(self, student_id: str) -> Moment:
        """One of which nothing is kept yet: now, by telephone. NotFound without the pupil."""
        with self.desk.reading() as session:
            found = students_by_id(session, [student_id])
            if student_id not in found:
                raise NotFound("Deze leerling is er niet (meer).")
            read_by = _confidentiality(session, student_id)
        return Moment("", found[student_id], self.desk.now(), confidentiality=read_by)

    @remembered
    def untold(self, student_id: str) -> tuple[str, ...]:
        """The moments of which it was said neither to parents nor to the pupil, nor why not; the oldest first."""
        query = (
            select(MomentRow.id, MomentRow.at, MomentRow.with_whom, LineRow.voice)
            .join(LineRow, col(LineRow.moment_id) == MomentRow.id, isouter=True)
            .where(
                MomentRow.student_id == student_id, MomentRow.told_student == "", MomentRow.told_parents == "",
                MomentRow.told_why == "",
            )
            .order_by(col(MomentRow.at))
            .distinct()
        )  # fmt: skip
        with self.desk.reading() as session:
            rows = session.exec(query).all()
        voices: dict[str, list[str]] = {}
        for moment_id, _at, with_whom, voice in rows:
            voices.setdefault(moment_id, with_whom.split(",")).append(voice or "")
        return tuple(key for key, named in voices.items() if not knows(named))

    def facts(self, student_id: str, about: str = "") -> ItemFacts:
        """What `ev:` and `toest:` work on for this pupil."""
        with self.desk.reading() as session:
            return facts_outside(session, student_id, self.desk.today(), about)

    # --- lines

    def keep(self, student_id: str, moment_id: str, reading: Reading) -> str:
        """Keeps one typed line; without a moment one is made with it. Gives the moment's id.

        What stood half typed is forgotten by the screen. RuleError for `>vr` alone without an agreement before it.
        """
        reading = outside_a_meeting(reading)
        with self.desk.writing(said(reading)) as session:
            row = _row(session, moment_id) if moment_id else self._made(session, student_id)
            place, first = _place(row), reading.pieces[0]
            if first.kind is Kind.COMPLETE:
                complete_last(session, first, place, reading.raw)
            else:
                keep(session, self.desk, place, reading, self.desk.now())
            return row.id

    def correct(self, capture_id: str, reading: Reading) -> None:
        """Gives a kept line other words; how the moment read before stays readable. RuleError when it is gone."""
        reading = outside_a_meeting(reading)
        if reading.pieces[0].kind in (Kind.COMPLETE, Kind.GO, Kind.ACUTE):
            raise RuleError("Dit zegt niets van deze regel. Typ hem opnieuw, of druk op Esc.")
        with self.desk.writing(f"{said(reading)} verbeteren") as session:
            row = self._row_of(session, capture_id)
            if known_capture(session, capture_id)[0].raw.strip() != reading.raw.strip():
                self._keep_version(session, row)
            replace_capture(session, self.desk, _place(row), capture_id, reading)

    def remove(self, capture_id: str) -> None:
        """Takes a line away with what it made; how the moment read before stays readable."""
        with self.desk.writing("regel weghalen") as session:
            row = self._row_of(session, capture_id)
            self._keep_version(session, row)
            remove_capture(session, capture_id)

    # --- the moment itself

    def edit(self, student_id: str, moment_id: str, about: About) -> str:
        """Fills in its fields; what was filled in before and changes now stays readable. Gives the moment's id."""
        with self.desk.writing("contactmoment") as session:
            row = _row(session, moment_id) if moment_id else self._made(session, student_id)
            if moment_id and _changes(_moment(session, row), about):
                self._keep_version(session, row)
            row.at, row.channel, row.with_whom = about.at, about.channel, one_line(about.with_whom)
            row.told_student, row.told_parents = about.told_student, about.told_parents
            row.told_why = one_line(about.told_why)
            return row.id

    def delete(self, moment_id: str) -> None:
        """Takes the whole moment away, with its lines, agreements and versions: it belonged to somebody else."""
        with self.desk.writing("contactmoment weghalen") as session:
            row = _row(session, moment_id)
            lines = session.exec(select(LineRow.capture_id).where(LineRow.moment_id == row.id)).all()
            for capture_id in dict.fromkeys(lines):
                remove_capture(session, capture_id)
            for old in session.exec(select(MomentVersion).where(MomentVersion.moment_id == row.id)):
                session.delete(old)
            session.delete(row)

    # --- inside one transaction

    def _made(self, session: Session, student_id: str) -> MomentRow:
        cases = open_cases(session, [student_id])
        row = MomentRow(
            id=new_id(), student_id=student_id, case_id=cases[0].id if cases else None, at=self.desk.now()
        )
        session.add(row)
        session.flush()
        return row

    def _row_of(self, session: Session, capture_id: str) -> MomentRow:
        return _row(session, known_capture(session, capture_id)[0].moment_id or "")

    def _keep_version(self, session: Session, row: MomentRow) -> None:
        moment = _moment(session, row)
        who = moment.spoke_with
        head = " · ".join(
            filter(None, [f"{show_date(row.at.date())} {row.at.astimezone():%H:%M}", row.channel, who])
        )
        session.add(MomentVersion(moment_id=row.id, at=self.desk.now(), text=version_of(moment, head)))


def _row(session: Session, moment_id: str) -> MomentRow:
    row = session.get(MomentRow, moment_id)
    if row is None:
        raise NotFound(GONE)
    return row


def _confidentiality(session: Session, student_id: str) -> str:
    """Who reads this pupil's file as a whole; without an open case the SOT."""
    cases = open_cases(session, [student_id])
    return cases[0].confidentiality if cases else Confidentiality.SOT.value


def _place(row: MomentRow) -> Place:
    return Place("", (row.student_id,), moment_id=row.id)


def _changes(moment: Moment, about: About) -> bool:
    """Whether something that was filled in gets other words; filling in what was empty or proposed changes nothing."""
    replaced = [
        (moment.with_whom, one_line(about.with_whom)), (moment.told_student, about.told_student),
        (moment.told_parents, about.told_parents), (moment.told_why, one_line(about.told_why)),
    ]  # fmt: skip
    if moment.channel != DEFAULT_CHANNEL:
        replaced.append((moment.channel, about.channel))
    proposed = any(abs(line.at - moment.at) < JUST_THEN for line in moment.lines)
    return any(old and old != new for old, new in replaced) or (not proposed and moment.at != about.at)


def _moment(session: Session, row: MomentRow) -> Moment:
    lines = lines_where(session, col(LineRow.moment_id) == row.id, also=False)
    others = students_by_id(session, {i for line in lines for i in line.student_ids} - {row.student_id})
    shown = tuple(
        replace(line, also=tuple(others[i] for i in line.student_ids if i in others)) if others else line
        for line in lines
    )
    versions = session.exec(
        select(MomentVersion).where(MomentVersion.moment_id == row.id).order_by(col(MomentVersion.at).desc())
    ).all()
    return Moment(
        id=row.id, student=students_by_id(session, [row.student_id])[row.student_id], at=row.at, channel=row.channel,
        with_whom=row.with_whom, told_student=row.told_student, told_parents=row.told_parents, told_why=row.told_why,
        lines=shown, versions=tuple(version(v.id, v.at, v.text) for v in versions), case_id=row.case_id or "",
        confidentiality=_confidentiality(session, row.student_id),
    )  # fmt: skip
