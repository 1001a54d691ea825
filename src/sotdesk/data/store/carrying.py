"""Putting an item off (doorschuiven): it stands on the next meeting's agenda, when that is planned, and comes back."""

from datetime import date

from sqlmodel import Session, col, select

from sotdesk.data.store.item_rows import copy_students, delete_item, place_for_new, students_of
from sotdesk.data.store.meeting_read import row_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, LineRow, MeetingRow
from sotdesk.domain.meetings import ItemState, MeetingState


def carry_item(session: Session, row: ItemRow, to: date | None) -> None:
    """Puts an item off to the meeting of its kind on that day; without one it is proposed later."""
    row.state, row.carried_to = ItemState.CARRIED.value, to
    following = _planned_on(session, row_of(session, row.meeting_id), to)
    if following is None or _stands_on(session, following.id, row):
        return
    copy = ItemRow(
        id=new_id(), meeting_id=following.id, position=place_for_new(session, following.id), kind=row.kind,
        title=row.title, class_name=row.class_name, minutes=row.minutes or _whole(session, row).minutes,
        request=row.request, carried_times=row.carried_times + 1, carried_from=row.id,
    )  # fmt: skip
    session.add(copy)
    session.flush()
    copy_students(session, row.id, copy.id)


def stays_after_all(session: Session, row: ItemRow) -> None:
    """The item is not put off any more: it goes off the next agenda, unless something was done with it there."""
    row.carried_to = None
    for copy in session.exec(select(ItemRow).where(ItemRow.carried_from == row.id)).all():
        state = row_of(session, copy.meeting_id).state
        if state == MeetingState.PLANNED.value and not _has_lines(session, copy.id):
            delete_item(session, copy)


def _planned_on(session: Session, meeting: MeetingRow, day: date | None) -> MeetingRow | None:
    if day is None:
        return None
    query = select(MeetingRow).where(
        MeetingRow.kind_id == meeting.kind_id, MeetingRow.day == day, MeetingRow.id != meeting.id,
        MeetingRow.state == MeetingState.PLANNED.value,
    )  # fmt: skip
    return session.exec(query.order_by(col(MeetingRow.start))).first()


def _stands_on(session: Session, meeting_id: str, row: ItemRow) -> bool:
    """Whether the same pupils, class or title are on that agenda already."""
    wanted = {link.student_id for link in students_of(session, row.id)}
    about = select(ItemStudent.student_id).join(ItemRow, col(ItemRow.id) == ItemStudent.item_id)
    there = set(session.exec(about.where(ItemRow.meeting_id == meeting_id)))
    if wanted:
        return wanted <= there
    same = ItemRow.meeting_id == meeting_id, ItemRow.title == row.title, ItemRow.class_name == row.class_name
    return session.exec(select(ItemRow).where(*same)).first() is not None


def _whole(session: Session, row: ItemRow) -> ItemRow:
    """The item that this one is a part of; else itself."""
    return (session.get(ItemRow, row.part_of) if row.part_of else None) or row


def _has_lines(session: Session, item_id: str) -> bool:
    return session.exec(select(LineRow.id).where(LineRow.item_id == item_id)).first() is not None
