"""What is due in the runs of all cases, for Vandaag: rows that are shielded whole."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import exists, or_
from sqlmodel import Session, col, select

from sotdesk.data.store.meldcode_read import read_routes, read_runs
from sotdesk.data.tables.meldcode import RunRow, RunTask, StaffRouteRow
from sotdesk.domain.attention import Unfinished
from sotdesk.domain.meldcode_due import BOARD, board_dues, dues
from sotdesk.domain.rules import load

ROUTE = "meldcode"


def run_steps(session: Session, today: date) -> Iterator[Unfinished]:
    """What the runs ask for that may be shown by now; those that are closed only for their aftercare."""
    waiting = exists().where(
        col(RunTask.run_id) == col(RunRow.id), col(RunTask.done_on).is_(None), col(RunTask.due).is_not(None)
    )
    rows = session.exec(select(RunRow).where(or_(col(RunRow.closed_on).is_(None), waiting))).all()
    for row, run in zip(rows, read_runs(session, rows), strict=True):
        for due in dues(run, row.changed_at.astimezone().date()):
            if (due.day - today).days <= load("attention")[due.rule]["shown_days"]:
                address: tuple[str, ...] = (ROUTE, run.student.id, run.id)
                yield Unfinished(due.rule, due.subject_id, due.text, due.day, run.student, address)
    shown = session.exec(select(StaffRouteRow).where(col(StaffRouteRow.board_told_on).is_(None))).all()
    routes = {route.id: route for route in read_routes(session, shown)}
    for due in board_dues(routes.values()):
        route = routes[due.subject_id]
        address = (ROUTE, route.student.id, "", f"route:{route.id}")
        yield Unfinished(BOARD, route.id, due.text, due.day, route.student, address)
