"""The status of a case and its turning points, in the order of time: a change made at a line can be taken back.

A change between two others changes the row of the one after it; only the last one changes the case itself.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from sotdesk.data.tables.cases import CaseEvent, CaseTable

STATUS = "status"


def move_case(session: Session, case: CaseTable, new: str, at: datetime, line_id: str = "") -> None:
    """Gives a case this status from `at` on; the timeline shows it. Nothing when it has that status then."""
    later = [event for event in _turns(session, case.id) if event.at > at]
    old = later[0].old if later else case.status
    if old == new:
        return
    day = at.astimezone().date()
    words = arrow(old, new)
    session.add(
        CaseEvent(case_id=case.id, day=day, at=at, kind=STATUS, text=words, line_id=line_id, old=old, new=new)
    )
    if later:
        _follows(session, later[0], new)
    else:
        case.status = new


def move_back(session: Session, line_id: str) -> None:
    """Takes away the changes of status that a line made; each case has the status from before, unless it moved on."""
    for event in session.exec(select(CaseEvent).where(CaseEvent.line_id == line_id)).all():
        turns = _turns(session, event.case_id)
        after = turns[turns.index(event) + 1 :]
        case = session.get(CaseTable, event.case_id)
        if after:
            _follows(session, after[0], event.old)
        elif case is not None and case.status == event.new:
            case.status = event.old
        session.delete(event)


def arrow(old: str, new: str) -> str:
    """A change of status as the timeline shows it."""
    return f"{old} → {new}"


def _turns(session: Session, case_id: str) -> Sequence[CaseEvent]:
    """Every change of status of a case in its order, closing and reopening too."""
    query = select(CaseEvent).where(CaseEvent.case_id == case_id, CaseEvent.new != "")
    return session.exec(query.order_by(col(CaseEvent.at), text("rowid"))).all()


def _follows(session: Session, event: CaseEvent, old: str) -> None:
    """This change now comes after another status; when it changes nothing any more it goes."""
    event.old = old
    if event.kind != STATUS:
        return
    event.text = arrow(old, event.new)
    if old == event.new:
        session.delete(event)
