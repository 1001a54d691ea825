"""The rows of a meeting's items: their order, whom they are about, adding and taking away."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.meetings import InviteRow, ItemAway, ItemRow, ItemStudent

CLOSING = 1000
"""Items that close a meeting stand from this position on, so that new ones come before them."""


def item_rows(session: Session, meeting_id: str) -> Sequence[ItemRow]:
    """The items of a meeting in their order."""
    query = select(ItemRow).where(ItemRow.meeting_id == meeting_id).order_by(col(ItemRow.position))
    return session.exec(query).all()


def place_for_new(session: Session, meeting_id: str) -> int:
    """A position after every item but the closing ones; the closing ones move up when there is no room."""
    rows = item_rows(session, meeting_id)
    closing = [r for r in rows if r.fixed and r.position >= CLOSING]
    others = [r.position for r in rows if r not in closing]
    place = max(others, default=-1) + 1
    for row in closing:
        row.position = max(row.position, place + CLOSING)
    return place


def make_room(session: Session, meeting_id: str, position: int) -> None:
    """Every item from this position on moves up by one."""
    for row in item_rows(session, meeting_id):
        if row.position >= position:
            row.position += 1


def delete_item(session: Session, row: ItemRow) -> None:
    """Takes an item away, with who it was about, who was to come in for it and who was not."""
    for table in (ItemStudent, InviteRow, ItemAway):
        for link in session.exec(select(table).where(table.item_id == row.id)):
            session.delete(link)
    session.delete(row)


# --- whom an item is about


def students_of(session: Session, item_id: str) -> Sequence[ItemStudent]:
    """The pupils an item is about, in their order."""
    query = select(ItemStudent).where(ItemStudent.item_id == item_id)
    return session.exec(query.order_by(col(ItemStudent.position))).all()


def set_students(session: Session, item_id: str, student_ids: Sequence[str]) -> None:
    """An item is about these pupils, each with his case when he has one (an open one first)."""
    for old in students_of(session, item_id):
        session.delete(old)
    query = select(CaseTable).where(col(CaseTable.student_id).in_(student_ids))
    cases = {
        row.student_id: row.id for row in session.exec(query.order_by(col(CaseTable.closed_on).is_(None)))
    }
    session.add_all(
        ItemStudent(item_id=item_id, student_id=student_id, case_id=cases.get(student_id), position=i)
        for i, student_id in enumerate(student_ids)
    )


def copy_students(session: Session, item_id: str, to: str) -> None:
    """Another item is about the same pupils, with the same cases."""
    session.add_all(
        ItemStudent(item_id=to, student_id=s.student_id, case_id=s.case_id, position=s.position)
        for s in students_of(session, item_id)
    )
