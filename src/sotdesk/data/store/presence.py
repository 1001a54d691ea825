"""Who comes to the table and who leaves, with the time: by hand, or because a line says so (`+lpa`, `-svk`)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, or_, select

from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meetings import Attendance, LineRow
from sotdesk.domain.capture_model import Kind, Reading, Who
from sotdesk.domain.meetings import Present

PRESENCE = (Kind.JOIN, Kind.LEAVE)


def attendance(meeting_id: str, person: Present, joined: datetime | None, position: int) -> Attendance:
    """The row of someone who is expected (no time yet) or here."""
    return Attendance(
        id=person.id or new_id(), meeting_id=meeting_id, contact_id=person.contact_id or None, label=person.label,
        role=person.role, joined_at=joined, position=position, item_id=person.item_id or None,
    )  # fmt: skip


def come_or_go(session: Session, meeting_id: str, reading: Reading, at: datetime) -> None:
    """Does what a line with `+` or `-` says; nothing for any other line."""
    for piece in reading.pieces:
        if piece.kind in PRESENCE:
            for who in piece.who:
                set_presence(session, meeting_id, _present(who), piece.kind is Kind.JOIN, at)


def stay_or_return(session: Session, meeting_id: str, line: LineRow) -> None:
    """Takes back what a line with `+` or `-` did: who came by it was not there yet, who left by it stays."""
    if line.kind not in PRESENCE:
        return
    at = line.at
    query = select(Attendance).where(
        Attendance.meeting_id == meeting_id, or_(Attendance.joined_at == at, Attendance.left_at == at)
    )
    for row in session.exec(query):
        if line.kind == Kind.LEAVE:
            row.left_at = None if row.left_at == at else row.left_at
        elif row.role or row.contact_id:
            row.joined_at = row.left_at = None
        else:
            session.delete(row)


def set_presence(session: Session, meeting_id: str, person: Present, here: bool, now: datetime) -> None:
    """Someone is here from now, or leaves now; who is here already, or was not here, changes nothing."""
    query = select(Attendance).where(Attendance.meeting_id == meeting_id)
    rows = session.exec(query.order_by(col(Attendance.position))).all()
    mine = [row for row in rows if _same(row, person)]
    if not here:
        for row in mine:
            if row.joined_at and row.left_at is None:
                row.left_at = now
        return
    if any(row.joined_at and row.left_at is None for row in mine):
        return
    waiting = next((row for row in [*mine, *_seats(rows, person)] if row.joined_at is None), None)
    if waiting is None:
        session.add(attendance(meeting_id, person, now, len(rows)))
        return
    waiting.joined_at, waiting.label = now, person.label
    waiting.contact_id = person.contact_id or waiting.contact_id


def _present(who: Who) -> Present:
    key = who.person.key if who.person else ""
    contact = "" if key.startswith("role:") else key
    return Present("", who.label, who.person.role if who.person else "", contact)


def _same(row: Attendance, person: Present) -> bool:
    return row.contact_id == person.contact_id if person.contact_id else row.label == person.label


def _seats(rows: Sequence[Attendance], person: Present) -> list[Attendance]:
    """Seats that wait for this role and for nobody in particular."""
    return [row for row in rows if person.role and row.role == person.role and not row.contact_id]
