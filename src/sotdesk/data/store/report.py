"""The report and the agenda of a meeting, read from the vault as plain data (domain/report.py says what is in them)."""

from datetime import datetime

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.meeting_read import read_lines, read_meeting, row_of
from sotdesk.data.store.report_then import as_adopted
from sotdesk.data.store.school import school_of
from sotdesk.data.store.students import around_of, student_of
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.meetings import CorrectionRow, Stretch
from sotdesk.data.tables.people import AgencyRow, StudentRow
from sotdesk.domain.cases import Confidentiality
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meetings import Correction, Meeting, MeetingState
from sotdesk.domain.report import AgendaDoc, Material, Minutes, compose
from sotdesk.domain.report_agenda import agenda_doc
from sotdesk.domain.students import Student


class Reports(Part):
    """Verslag en agenda."""

    def minutes(self, meeting_id: str, *, own: bool = False) -> Minutes:
        """The report of a meeting; `own` is the coordinator's own copy. RuleError when it was not held yet.

        An adopted report reads as it was adopted, whatever changed since; only its corrections are added.
        """
        with self.desk.reading() as session:
            meeting = read_meeting(session, row_of(session, meeting_id))
            if meeting.state is MeetingState.PLANNED:
                raise RuleError("Dit overleg is nog niet gehouden; er is nog geen verslag.")
            material = self._material(session, meeting, own=own)
            if meeting.state is MeetingState.ADOPTED:
                material = as_adopted(session, material)
        return compose(material, own=own)

    def agenda(self, meeting_id: str) -> AgendaDoc:
        """The agenda to hand round: times, initials and class or title, kind and minutes; nothing of a case."""
        with self.desk.reading() as session:
            meeting = read_meeting(session, row_of(session, meeting_id))
            return agenda_doc(meeting, school_of(session).name, everyone(session), known_names(session))

    def students(self) -> tuple[Student, ...]:
        """Every pupil whose name may stand in a text, also those who left: for `Naming` and `third_parties`."""
        with self.desk.reading() as session:
            return everyone(session)

    def known_names(self) -> tuple[str, ...]:
        """Names that are never a pupil's, for texts that are not read from one meeting."""
        with self.desk.reading() as session:
            return known_names(session)

    def _material(self, session: Session, meeting: Meeting, *, own: bool) -> Material:
        return Material(
            meeting=meeting, lines=read_lines(session, [item.id for item in meeting.items]),
            school=school_of(session).name, now=self.desk.now(), stretches=stretches_of(session, meeting.id),
            questions=_questions(session, meeting, own=own), corrections=_corrections(session, meeting.id),
            known_names=known_names(session),
            around={i.id: around_of(session, [s.id for s in i.students]) for i in meeting.items if i.anonymous},
        )  # fmt: skip


def everyone(session: Session) -> tuple[Student, ...]:
    """Every pupil, also those who left."""
    return tuple(student_of(row) for row in session.exec(select(StudentRow)))


def known_names(session: Session) -> tuple[str, ...]:
    """Names that are never a pupil's: contacts, organisations, the school itself."""
    contacts = all_contacts(session)
    school = school_of(session)
    names = [name for c in contacts for name in (c.name, c.organisation)]
    names += list(session.exec(select(AgencyRow.name)))
    return tuple(dict.fromkeys(filter(None, [*names, school.name, school.coordinator])))


def stretches_of(session: Session, meeting_id: str) -> dict[str, list[tuple[datetime, datetime | None]]]:
    query = select(Stretch).where(Stretch.meeting_id == meeting_id).order_by(col(Stretch.began_at))
    found: dict[str, list[tuple[datetime, datetime | None]]] = {}
    for row in session.exec(query):
        found.setdefault(row.item_id, []).append((row.began_at, row.ended_at))
    return found


def _questions(session: Session, meeting: Meeting, *, own: bool) -> dict[str, tuple[str, str]]:
    """Hulpvraag and whose, by pupil: of the case that his item is about; of one that is `alleen OCO` only in her
    own copy."""
    ids = {case_id: s.id for i in meeting.items for s, case_id in zip(i.students, i.case_ids, strict=True)}
    rows = session.exec(select(CaseTable).where(col(CaseTable.id).in_(ids)))
    shut = Confidentiality.OWN.value
    return {
        ids[row.id]: (row.question, row.question_by) for row in rows if own or row.confidentiality != shut
    }


def _corrections(session: Session, meeting_id: str) -> tuple[Correction, ...]:
    query = select(CorrectionRow).where(CorrectionRow.meeting_id == meeting_id)
    rows = session.exec(query.order_by(col(CorrectionRow.day))).all()
    return tuple(Correction(r.id, r.meeting_id, r.item_id, r.text, r.day) for r in rows)
