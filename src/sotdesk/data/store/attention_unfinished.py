"""What held meetings left to complete: consents without purpose, data or proof, cases that were to be closed; and
measures whose evaluation has come."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session, col, select

from sotdesk.data.store.consents import cases_to_close, consent_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.store.support_read import supports_of
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.tables.meetings import ItemRow, MeetingRow
from sotdesk.data.tables.support import SupportRow
from sotdesk.domain.attention import Unfinished
from sotdesk.domain.consents import ConsentState
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.rules import load
from sotdesk.domain.support import SupportState

EVALUATION = "evaluation"
"""The rule of Vandaag about evaluations."""
HELD = (MeetingState.CONCEPT.value, MeetingState.ADOPTED.value)


def unfinished(session: Session) -> tuple[Unfinished, ...]:
    """All of it, of every meeting that was held."""
    return (*_consents(session), *_cases(session))


def evaluations(session: Session, today: date) -> Iterator[Unfinished]:
    """The measures whose evaluation has come or is near; Enter goes to that measure on the card."""
    until = today + timedelta(days=load("attention")[EVALUATION]["shown_days"])
    query = select(SupportRow).where(
        SupportRow.state == SupportState.RUNNING.value, col(SupportRow.evaluate_on) <= until
    )
    waiting = [s for s in supports_of(session, session.exec(query).all()) if s.to_evaluate]
    students = students_by_id(session, [support.student_id for support in waiting])
    for support in waiting:
        if support.evaluate_on and support.student_id in students:
            yield Unfinished(
                EVALUATION, support.id, support.name, support.evaluate_on, students[support.student_id],
                ("student", support.student_id, support.id), support.audience,
            )  # fmt: skip


def _consents(session: Session) -> Iterator[Unfinished]:
    query = (
        select(ConsentRow, MeetingRow)
        .join(ItemRow, col(ItemRow.id) == ConsentRow.item_id)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
        .where(
            col(MeetingRow.state).in_(HELD),
            ConsentRow.state == ConsentState.GIVEN.value,
            col(ConsentRow.complete).is_(False),
        )
    )
    found = [(consent_of(row), meeting) for row, meeting in session.exec(query)]
    students = students_by_id(session, [consent.student_id for consent, _ in found])
    for consent, meeting in found:
        if lacks := consent.lacks:
            to = f"voor {consent.receiver}: " if consent.receiver else ""
            text, student = f"{to}{', '.join(lacks)}", students[consent.student_id]
            yield Unfinished(
                "consent", consent.id, text, meeting.day, student, ("closing", meeting.id, "todo")
            )


def _cases(session: Session) -> Iterator[Unfinished]:
    meetings = session.exec(select(MeetingRow).where(col(MeetingRow.state).in_(HELD))).all()
    days = {meeting.id: meeting.day for meeting in meetings}
    for meeting_id, case in cases_to_close(session, days):
        text = "met reden, resultaat en hoe tevreden"
        yield Unfinished(
            "close_case", case.case_id, text, days[meeting_id], case.student, ("case", case.case_id)
        )
