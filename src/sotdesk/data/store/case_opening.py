"""The rows of a case that opens: a new one, or a closed one opened again; and its signals that join it."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseEvent, CaseTable, SignalRow
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.errors import NotFound


def open_case(
    session: Session, student_id: str, status: CaseStatus, on: date, at: datetime, *, holder: str = "",
    question: str = "", question_by: str = "",
) -> str:  # fmt: skip
    """The rows of a new case; gives its id."""
    case_id = new_id()
    session.add(
        CaseTable(
            id=case_id, student_id=student_id, status=status.value, opened_on=on, holder=holder,
            question=question, question_by=question_by,
        )
    )  # fmt: skip
    session.add(CaseEvent(case_id=case_id, day=on, at=at, kind="geopend"))
    return case_id


def case_for_signal(session: Session, student_id: str, on: date, at: datetime) -> CaseTable:
    """The pupil's open case; else his closed one, opened again as a signal, or a new one."""
    case = case_open_now(session, student_id)
    if case is not None:
        return case
    closed = session.exec(select(CaseTable).where(CaseTable.student_id == student_id)).first()
    if closed is None:
        return case_row(session, open_case(session, student_id, CaseStatus.SIGNAL, on, at))
    closed.closed_on = None
    turned(session, closed, CaseStatus.SIGNAL, "heropend", "nieuw signaal", on, at)
    return closed


def turned(
    session: Session, case: CaseTable, new: CaseStatus, kind: str, text: str, on: date, at: datetime
) -> None:
    session.add(
        CaseEvent(
            case_id=case.id, day=on, at=at, kind=kind, text=text.strip(), old=case.status, new=new.value
        )
    )
    case.status = new.value


def case_row(session: Session, case_id: str) -> CaseTable:
    row = session.get(CaseTable, case_id)
    if row is None:
        raise NotFound("Deze casus is er niet (meer).")
    return row


def case_open_now(session: Session, student_id: str) -> CaseTable | None:
    query = select(CaseTable).where(CaseTable.student_id == student_id, col(CaseTable.closed_on).is_(None))
    return session.exec(query).first()


def join_signals(session: Session, student_id: str, case_id: str) -> None:
    """The pupil's signals without a case are part of this one from now on."""
    query = select(SignalRow).where(SignalRow.student_id == student_id, col(SignalRow.case_id).is_(None))
    for signal in session.exec(query):
        signal.case_id = case_id
