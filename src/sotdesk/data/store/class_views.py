"""A class, or the pupils of a meeting that comes, as one list: who is in it, and what its klassenscan says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.handovers import Handovers
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.kwadrant import KwadrantValueRow
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, LineRow, LineStudent, MeetingRow
from sotdesk.data.tables.people import StudentRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.capture_model import Audience, Kind
from sotdesk.domain.klassenscan import Scanned
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.students import Student

MEETING = "m:"
"""Before the id of a meeting, where else the name of a class stands."""
MOST_MEETINGS = 3


@dataclass(frozen=True)
class Group:
    """A class, or a meeting (`kind` and `day`): its key, how many pupils, of how many somebody knows a value."""

    key: str
    pupils: int
    known: int
    kind: str = ""
    day: date | None = None

    @property
    def meeting(self) -> bool:
        return self.key.startswith(MEETING)


class ClassViews(Part):
    """Klassen."""

    def groups(self) -> tuple[Group, ...]:
        """The next meetings that have pupils on their agenda, then every class."""
        with self.desk.reading() as session:
            known = set(session.exec(select(KwadrantValueRow.student_id).distinct()))
            query = select(StudentRow.id, StudentRow.class_name).where(col(StudentRow.gone_since).is_(None))
            classes: dict[str, list[str]] = {}
            for student_id, name in session.exec(query):
                classes.setdefault(name, []).append(student_id)
            meetings = list(self._meetings(session, known))
        found = [
            Group(key, len(ids), len(known.intersection(ids))) for key, ids in sorted(classes.items()) if key
        ]
        return (*meetings, *found)

    def _meetings(self, session: Session, known: set[str]) -> Iterable[Group]:
        query = (
            select(MeetingRow, MeetingKindRow)
            .join(MeetingKindRow, col(MeetingKindRow.id) == MeetingRow.kind_id)
            .where(MeetingRow.day >= self.desk.today())
            .where(col(MeetingRow.state).in_([MeetingState.PLANNED.value, MeetingState.RUNNING.value]))
            .order_by(col(MeetingRow.day), col(MeetingRow.start))
            .limit(MOST_MEETINGS)
        )
        for meeting, kind in session.exec(query):
            ids = _on_agenda(session, meeting.id)
            if ids:
                key, words = f"{MEETING}{meeting.id}", kind.short or kind.name
                yield Group(key, len(ids), len(known.intersection(ids)), words, meeting.day)

    def pupils(self, key: str) -> tuple[Student, ...]:
        """The pupils of a class by name, of a meeting in the order of its agenda; empty when there are none."""
        with self.desk.reading() as session:
            if key.startswith(MEETING):
                ids = _on_agenda(session, key.removeprefix(MEETING))
                found = students_by_id(session, ids)
                return tuple(found[i] for i in ids if i in found)
            query = select(StudentRow.id).where(
                StudentRow.class_name == key, col(StudentRow.gone_since).is_(None)
            )
            students = students_by_id(session, session.exec(query)).values()
        return tuple(sorted(students, key=lambda s: s.name.sort_key))

    def scanned(self, class_name: str) -> tuple[Scanned, ...]:
        """The pupils of a class of whom something that works or an advice is kept, by name."""
        pupils = {student.id: student for student in self.pupils(class_name)}
        with self.desk.reading() as session:
            ids = _with_something(session, list(pupils))
        facts = Handovers(self.desk).facts
        return tuple(Scanned(student, facts(key)) for key, student in pupils.items() if key in ids)


def _on_agenda(session: Session, meeting_id: str) -> list[str]:
    """The pupils of a meeting, each once; not one who is discussed without his name."""
    query = (
        select(ItemStudent.student_id)
        .join(ItemRow, col(ItemRow.id) == ItemStudent.item_id)
        .where(ItemRow.meeting_id == meeting_id, col(ItemRow.anonymous).is_(False))
        .order_by(col(ItemRow.position), col(ItemStudent.position))
    )
    return list(dict.fromkeys(session.exec(query)))


def _with_something(session: Session, ids: list[str]) -> set[str]:
    """Who has a case in which stands what works, or an advice that the team may read: the others cost no look."""
    works = select(CaseTable.student_id).where(
        col(CaseTable.student_id).in_(ids), func.trim(CaseTable.what_works) != ""
    )
    advice = (
        select(LineStudent.student_id)
        .join(LineRow, col(LineRow.id) == LineStudent.line_id)
        .where(
            col(LineStudent.student_id).in_(ids), LineRow.kind == Kind.ADVICE.value,
            LineRow.audience == Audience.SOT.value,
        )
    )  # fmt: skip
    return {*session.exec(works), *session.exec(advice)}
