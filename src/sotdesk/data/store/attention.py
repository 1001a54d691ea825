"""What is open over the whole desk, for Vandaag."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from sotdesk.data.store.actions import read_actions
from sotdesk.data.store.acute import read_cards
from sotdesk.data.store.base import Part
from sotdesk.data.store.cases import signal_of
from sotdesk.data.store.meeting_read import read_meeting
from sotdesk.data.store.school import school_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.actions import ActionRow
from sotdesk.data.tables.cases import SignalRow
from sotdesk.data.tables.desk import SetAside
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, LineRow, LineStudent, MeetingRow
from sotdesk.domain.actions import ActionState
from sotdesk.domain.attention import Open, OpenQuestion
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.cases import Signal, Triage
from sotdesk.domain.meetings import ItemState, Meeting, MeetingState


class Attention(Part):
    """Vandaag."""

    def open(self) -> Open:
        """All that may ask for attention, in a handful of queries."""
        with self.desk.reading() as session:
            query = select(ActionRow).where(ActionRow.state == ActionState.OPEN.value)
            return Open(
                actions=read_actions(session, query), signals=_signals(session), questions=_questions(session),
                concepts=_concepts(session), aside=_aside(session), acute=read_cards(session, None),
                coordinator_id=school_of(session).coordinator_id,
            )  # fmt: skip


def _signals(session: Session) -> tuple[Signal, ...]:
    rows = session.exec(select(SignalRow).where(SignalRow.triage == Triage.OPEN.value)).all()
    students = students_by_id(session, [r.student_id for r in rows])
    return tuple(signal_of(row, students[row.student_id]) for row in rows)


def _questions(session: Session) -> tuple[OpenQuestion, ...]:
    """Lines `? …` whose pupil (or kind of meeting, for a general item) was not spoken of again since."""
    query = (
        select(LineRow, MeetingRow, LineStudent)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
        .join(LineStudent, col(LineStudent.line_id) == LineRow.id, isouter=True)
        .where(LineRow.kind == Kind.OPEN.value)
    )
    found = session.exec(query).all()
    students = students_by_id(session, [link.student_id for _, _, link in found if link])
    by_student, by_kind = _last_spoken(session)
    return tuple(
        OpenQuestion(line.id, line.text, meeting.day, students.get(link.student_id) if link else None)
        for line, meeting, link in found
        if (by_student.get(link.student_id) if link else by_kind.get(meeting.kind_id)) in (meeting.day, None)
    )


def _last_spoken(session: Session) -> tuple[dict[str, date], dict[str, date]]:
    """The last day each pupil was discussed, and each kind of meeting was held."""
    discussed = (
        select(col(ItemStudent.student_id), func.max(MeetingRow.day))
        .join(ItemRow, col(ItemRow.id) == ItemStudent.item_id)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
        .where(col(ItemRow.state).in_((ItemState.DISCUSSED.value, ItemState.BUSY.value)))
        .group_by(col(ItemStudent.student_id))
    )
    held = (
        select(col(MeetingRow.kind_id), func.max(MeetingRow.day))
        .where(MeetingRow.state != MeetingState.PLANNED.value)
        .group_by(col(MeetingRow.kind_id))
    )
    return dict(session.exec(discussed).all()), dict(session.exec(held).all())


def _concepts(session: Session) -> tuple[Meeting, ...]:
    rows = session.exec(select(MeetingRow).where(MeetingRow.state == MeetingState.CONCEPT.value)).all()
    return tuple(read_meeting(session, row) for row in rows)


def _aside(session: Session) -> frozenset[tuple[str, str]]:
    return frozenset((row.rule, row.subject_id) for row in session.exec(select(SetAside)))
