"""What is open over the whole desk, for Vandaag."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from sotdesk.data.store.absence import due_reports
from sotdesk.data.store.actions import read_actions
from sotdesk.data.store.acute import read_cards
from sotdesk.data.store.attention_unfinished import evaluations, unfinished
from sotdesk.data.store.base import Desk, Part
from sotdesk.data.store.candidates_read import waiting_candidates
from sotdesk.data.store.exchanges import open_exchanges
from sotdesk.data.store.feedback_read import basis_of
from sotdesk.data.store.handed import overdue
from sotdesk.data.store.handover_entries import waiting
from sotdesk.data.store.meldcode_due import run_steps
from sotdesk.data.store.retention import due_of
from sotdesk.data.store.rights_read import waiting_requests
from sotdesk.data.store.school import school_of
from sotdesk.data.store.school_year import offered_year
from sotdesk.data.store.signals import signal_of
from sotdesk.data.store.sisa_read import guide_due, sisa_steps
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.actions import ActionRow
from sotdesk.data.tables.cases import SignalRow
from sotdesk.data.tables.desk import SetAside
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, LineRow, LineStudent, MeetingRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.absence_reports import DueOf
from sotdesk.domain.actions import ActionState
from sotdesk.domain.attention import ENTERING, TELLING, Concept, Open, OpenQuestion, Untold
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.cases import Signal, Triage
from sotdesk.domain.feedback_recipients import Left, left_of
from sotdesk.domain.meetings import ItemState, MeetingState
from sotdesk.domain.retention import Due
from sotdesk.domain.rules import load


class Attention(Part):
    """Vandaag."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._left: dict[str, Left] = {}
        self._at_changes = -1
        self._dues: tuple[DueOf, ...] = ()
        self._due_at: tuple[int, date] | None = None
        self._over: tuple[Due, ...] = ()
        self._over_at: tuple[int, date] | None = None

    def open(self) -> Open:
        """All that may ask for attention, in a handful of queries."""
        with self.desk.reading() as session:
            query = select(ActionRow).where(ActionRow.state == ActionState.OPEN.value)
            aside, school = _aside(session), school_of(session)
            return Open(
                actions=read_actions(session, query), signals=_signals(session), questions=_questions(session),
                concepts=_concepts(session), acute=read_cards(session, None),
                unfinished=(
                    *unfinished(session), *evaluations(session, self.desk.today()),
                    *open_exchanges(session, self.desk.today()), *waiting(session, self.desk.today()),
                    *waiting_candidates(session, self.desk.today()), *sisa_steps(session, self.desk.today()),
                    *run_steps(session, self.desk.today()), *waiting_requests(session, self.desk.today()),
                ),
                absence=self._due(session), over=self._kept_too_long(session),
                outside=overdue(session, self.desk.today()), untold=self._untold(session, aside),
                year_ahead=offered_year(session, self.desk.today()),
                guide=guide_due(session, self.desk.today()), system=school.system, aside=aside,
                coordinator_id=school.coordinator_id,
            )  # fmt: skip

    def _due(self, session: Session) -> tuple[DueOf, ...]:
        """The reports of absence that must be made; counted once until the vault or the day changes."""
        now = (self.desk.changes, self.desk.today())
        if self._due_at != now:
            self._dues, self._due_at = due_reports(session, self.desk.today()), now
        return self._dues

    def _kept_too_long(self, session: Session) -> tuple[Due, ...]:
        """What may be destroyed; looked up once until the vault or the day changes."""
        now = (self.desk.changes, self.desk.today())
        if self._over_at != now:
            self._over, self._over_at = due_of(session, self.desk.today()), now
        return self._over

    def _untold(self, session: Session, aside: frozenset[tuple[str, str]]) -> tuple[Untold, ...]:
        """What is left of each held meeting that is not known to be done; worked out once until the vault changes."""
        if self._at_changes != self.desk.changes:
            self._left, self._at_changes = {}, self.desk.changes
        found = []
        for row in _perhaps_untold(session, self.desk.today()):
            if {(rule, row.id) for rule in (TELLING, ENTERING)} <= aside:
                continue
            if row.id not in self._left:
                self._left[row.id] = left_of(basis_of(session, row.id, self.desk.now(), texts=False))
            left = self._left[row.id]
            if not left.nothing:
                kind = session.get_one(MeetingKindRow, row.kind_id)
                found.append(Untold(row.id, kind.short or kind.name, row.day, left.people, left.pupils))
        return tuple(found)


def _perhaps_untold(session: Session, today: date) -> Iterator[MeetingRow]:
    """The held meetings about a pupil of which not all is known to be told and entered, of the last weeks."""
    spoken = (
        select(ItemRow.meeting_id)
        .join(ItemStudent, col(ItemStudent.item_id) == ItemRow.id)
        .where(ItemRow.state == ItemState.DISCUSSED.value)
    )
    held = (MeetingState.CONCEPT.value, MeetingState.ADOPTED.value)
    since = today - timedelta(days=load("attention")[TELLING]["back_days"])
    query = select(MeetingRow).where(
        col(MeetingRow.state).in_(held), col(MeetingRow.id).in_(spoken), MeetingRow.day > since
    )
    for row in session.exec(query):
        if row.told_all_at is None or (row.closed_at and row.told_all_at < row.closed_at):
            yield row


def _signals(session: Session) -> tuple[Signal, ...]:
    rows = session.exec(select(SignalRow).where(SignalRow.triage == Triage.OPEN.value)).all()
    students = students_by_id(session, [r.student_id for r in rows])
    return tuple(signal_of(row, students[row.student_id]) for row in rows)


def _questions(session: Session) -> tuple[OpenQuestion, ...]:
    """Lines `? …` whose pupil (or kind of meeting, for a general item) was not spoken of again since.

    Those of contact moments count too.
    """
    query = (
        select(LineRow, MeetingRow, LineStudent)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
        .join(LineStudent, col(LineStudent.line_id) == LineRow.id, isouter=True)
        .where(LineRow.kind == Kind.OPEN.value)
    )
    found = session.exec(query).all()
    outside = session.exec(
        select(LineRow, LineStudent.student_id)
        .join(LineStudent, col(LineStudent.line_id) == LineRow.id)
        .where(LineRow.kind == Kind.OPEN.value, col(LineRow.moment_id).is_not(None))
    ).all()
    pupils = [link.student_id for _, _, link in found if link] + [student_id for _, student_id in outside]
    students = students_by_id(session, pupils)
    by_student, by_kind = _last_spoken(session)
    at_table = (
        OpenQuestion(line.id, line.text, meeting.day, students.get(link.student_id) if link else None)
        for line, meeting, link in found
        if (by_student.get(link.student_id) if link else by_kind.get(meeting.kind_id)) in (meeting.day, None)
    )
    in_moments = (
        OpenQuestion(line.id, line.text, line.at.astimezone().date(), students[student_id])
        for line, student_id in outside
        if by_student.get(student_id, date.min) <= line.at.astimezone().date()
    )
    return (*at_table, *in_moments)


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


def _concepts(session: Session) -> tuple[Concept, ...]:
    query = (
        select(MeetingRow, MeetingKindRow)
        .join(MeetingKindRow, col(MeetingKindRow.id) == MeetingRow.kind_id)
        .where(MeetingRow.state == MeetingState.CONCEPT.value)
    )
    return tuple(Concept(row.id, kind.short or kind.name, row.day) for row, kind in session.exec(query))


def _aside(session: Session) -> frozenset[tuple[str, str]]:
    return frozenset((row.rule, row.subject_id) for row in session.exec(select(SetAside)))
