"""The stretches of a meeting's clock: time that is charged to an item. Time in no stretch is pause, for nobody."""

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from sotdesk.data.tables.desk import Change
from sotdesk.data.tables.meetings import ItemRow, Stretch

NOTHING = timedelta()


def running_stretch(meeting_id: str) -> SelectOfScalar[Stretch]:
    """The stretch that has no end yet."""
    return select(Stretch).where(Stretch.meeting_id == meeting_id, col(Stretch.ended_at).is_(None))


def start_clock(session: Session, item: ItemRow, now: datetime) -> None:
    """From now the time goes to this item."""
    session.add(Stretch(meeting_id=item.meeting_id, item_id=item.id, began_at=now))


def stop_clock(session: Session, meeting_id: str, now: datetime) -> None:
    """From `now` the time goes to nobody; a moment before the clock began counts as its beginning."""
    for stretch in session.exec(running_stretch(meeting_id)):
        stretch.ended_at = max(now, stretch.began_at)


def paused_for(session: Session, meeting_id: str, now: datetime) -> timedelta:
    """How long the clock has stood still by now; nothing while it runs or before it ever ran."""
    if session.exec(running_stretch(meeting_id)).first() is not None:
        return NOTHING
    last = session.exec(select(func.max(Stretch.ended_at)).where(Stretch.meeting_id == meeting_id)).one()
    return max(now - last, NOTHING) if last else NOTHING


def last_sign(session: Session) -> datetime | None:
    """When something was last written: so long the program certainly ran."""
    return session.exec(select(func.max(Change.at))).one()
