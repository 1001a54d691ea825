"""Who comes to the table and who leaves, with the time: by hand, because a line says so (`+lpa`, `-svk`), and a
guest by himself, when the clock goes to another item (product.md §4, "Guests and shielding")."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from sotdesk.data.store.meeting_read import item_row, row_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meetings import Attendance, ItemRow, Stretch
from sotdesk.domain.capture_model import Kind, Reading, Who
from sotdesk.domain.errors import RuleError
from sotdesk.domain.guests import guest_until, is_relative
from sotdesk.domain.meetings import ItemState, Present

PRESENCE = (Kind.JOIN, Kind.LEAVE)


def seat(
    meeting_id: str, person: Present, joined: datetime | None, position: int, item_id: str
) -> Attendance:
    """The row of someone who is expected (no time yet) or here as the meeting starts.

    A parent or the pupil is never a member: ticked at the start he is a guest at the first item.
    """
    guest = is_relative(person.role)
    return Attendance(
        id=person.id or new_id(), meeting_id=meeting_id, contact_id=person.contact_id or None,
        item_id=item_id if guest else None, label=person.label, role=person.role, guest=guest, joined_at=joined,
        position=position, seat=person.label,
    )  # fmt: skip


# --- by a typed line


def come_or_go(session: Session, item: ItemRow, reading: Reading, capture_id: str, at: datetime) -> None:
    """Does what a line with `+` or `-` says, at this item and moment; nothing for any other line."""
    for piece in reading.pieces:
        for who in piece.who if piece.kind in PRESENCE else ():
            for person in _people(who, item.id):
                if piece.kind is Kind.JOIN:
                    _come(session, item.meeting_id, person, capture_id, at)
                else:
                    _go(session, item.meeting_id, person, capture_id, at)


def stay_or_return(session: Session, meeting_id: str, capture_id: str) -> list[tuple[datetime, str]]:
    """Takes back what a line did: who came by it was not there (his seat waits again), who left by it stays.

    Gives when, and by which line, those who came by it had left since.
    """
    since = []
    for row in _rows(session, meeting_id):
        if row.left_by == capture_id:
            row.left_by, row.left_at = "", _until(session, row)
        if row.came_by != capture_id:
            continue
        if row.left_at and row.left_by:
            since.append((row.left_at, row.left_by))
        if row.seat:
            row.contact_id = row.contact_id if row.label == row.seat else None
            row.label, row.came_by, row.left_by = row.seat, "", ""
            row.joined_at = row.left_at = None
        else:
            session.delete(row)
    session.flush()
    return since


def come_or_go_instead(
    session: Session, item: ItemRow, reading: Reading, capture_id: str, at: datetime
) -> None:
    """A line was corrected: what it did is taken back, what it says now is done, at its own time.

    Who left since, under the name that was wrong, left under the right one too.
    """
    since = stay_or_return(session, item.meeting_id, capture_id)
    come_or_go(session, item, reading, capture_id, at)
    came = [row for row in _rows(session, item.meeting_id) if row.came_by == capture_id]
    if len(came) == len(since):
        for row, (left_at, left_by) in zip(came, since, strict=True):
            row.left_at, row.left_by = left_at, left_by


def home_of(session: Session, item: ItemRow, reading: Reading) -> ItemRow:
    """The item a line belongs to: a guest's leaving stands with the item he was at, wherever it is typed."""
    if not reading.pieces or reading.pieces[0].kind is not Kind.LEAVE:
        return item
    people = [person for who in reading.pieces[0].who for person in _people(who, item.id)]
    rows = _rows(session, item.meeting_id)
    homes = {row.item_id for row in rows for p in people if row.guest and _is_here(row) and _same(row, p)}
    others = {row.id for row in rows for p in people if not row.guest and _is_here(row) and _same(row, p)}
    home = homes.pop() if len(homes) == 1 and not others else None
    return item_row(session, home) if home else item


def refuse_to_move_guest(session: Session, meeting_id: str, capture_id: str) -> None:
    """RuleError for a line by which a guest came: he is at that item, and belongs in no other pupil's file."""
    if any(row.guest and capture_id in (row.came_by, row.left_by) for row in _rows(session, meeting_id)):
        raise RuleError(
            "Een gast hoort bij dit punt. Haal de regel weg met x en typ hem bij het andere punt."
        )


# --- by hand, and by the clock


def set_presence(session: Session, meeting_id: str, person: Present, here: bool, now: datetime) -> None:
    """Someone is here from now, or leaves now; who is here already, or was not here, changes nothing."""
    if here:
        _come(session, meeting_id, person, "", now)
    else:
        _go(session, meeting_id, person, "", now)


def end_visits(session: Session, meeting_id: str, now: datetime, *, but_at: str = "") -> None:
    """Guests leave now, save those at the item `but_at`: the clock went there, or their item is over."""
    for row in _rows(session, meeting_id):
        if row.guest and _is_here(row) and row.item_id != but_at:
            row.left_at = now


def everyone_leaves(session: Session, meeting_id: str, now: datetime) -> None:
    """The meeting is over."""
    for row in _rows(session, meeting_id):
        if _is_here(row):
            row.left_at = now


def everyone_returns(session: Session, meeting_id: str, closed_at: datetime | None) -> None:
    """The meeting goes on: who was there until it closed is there again; a guest went home."""
    for row in _rows(session, meeting_id):
        if row.left_at == closed_at and not row.guest and not row.left_by:
            row.left_at = None


# --- one person


def _come(session: Session, meeting_id: str, person: Present, capture_id: str, at: datetime) -> None:
    rows = _rows(session, meeting_id)
    mine = [row for row in rows if _same(row, person) and (not person.guest or row.item_id == person.item_id)]
    if any(_is_here(row) for row in mine):
        return
    waiting = [
        r for r in [*(r for r in rows if _same(r, person)), *_seats(rows, person)] if r.joined_at is None
    ]
    row = next((r for r in waiting if not is_relative(r.role)), None)
    if row is None:
        row = Attendance(
            meeting_id=meeting_id, label=person.label, role=person.role, contact_id=person.contact_id or None,
            guest=person.guest, item_id=person.item_id if person.guest else None, position=len(rows),
        )  # fmt: skip
        session.add(row)
    elif not _same(row, person):  # a seat for his role, and for nobody in particular
        row.label, row.contact_id = person.label, person.contact_id or None
    row.joined_at, row.came_by = at, capture_id
    session.flush()
    row.left_at = _until(session, row)


def _go(session: Session, meeting_id: str, person: Present, capture_id: str, at: datetime) -> None:
    """Leaves at this moment, also when he is known to have left by himself later.

    A guest who came in under his role alone (`moeder`) is found by it when his name was filled in since.
    """
    there = [row for row in _rows(session, meeting_id) if _stayed(row, at)]
    mine = [row for row in there if _same(row, person)]
    by_role = [row for row in there if row.guest and person.guest and row.role and row.role == person.role]
    for row in mine or by_role:
        row.left_at, row.left_by = at, capture_id


def _until(session: Session, row: Attendance) -> datetime | None:
    """When someone whom no line sends away left: a guest with his item, anyone else as the meeting closed."""
    meeting = row_of(session, row.meeting_id)
    if row.joined_at is None:
        return None
    if not row.guest or not row.item_id:
        return max(meeting.closed_at, row.joined_at) if meeting.closed_at else None
    stretches = session.exec(select(Stretch).where(Stretch.meeting_id == row.meeting_id))
    clock = [(stretch.item_id, stretch.began_at, stretch.ended_at) for stretch in stretches]
    over = item_row(session, row.item_id).state != ItemState.BUSY.value
    return guest_until(row.item_id, row.joined_at, clock, over=over)


def _people(who: Who, item_id: str) -> Iterable[Present]:
    """The people that a typed name means; a name nobody knows is an outsider, and so a guest at this item."""
    if who.person is None:
        yield Present("", who.label, item_id=item_id, guest=True)
        return
    for person in who.person.all_of or (who.person,):
        contact = "" if person.key.startswith("role:") else person.key
        item = item_id if person.guest else ""
        yield Present("", person.label, person.role, contact, item_id=item, guest=person.guest)


def _rows(session: Session, meeting_id: str) -> Sequence[Attendance]:
    query = select(Attendance).where(Attendance.meeting_id == meeting_id)
    return session.exec(query.order_by(col(Attendance.position))).all()


def _stayed(row: Attendance, at: datetime) -> bool:
    """Whether someone was there at this moment, and no line has sent him away before or since."""
    came = row.joined_at is not None and row.joined_at <= at
    return came and (row.left_at is None or (row.left_at > at and not row.left_by))


def _is_here(row: Attendance) -> bool:
    return row.joined_at is not None and row.left_at is None


def _same(row: Attendance, person: Present) -> bool:
    return row.contact_id == person.contact_id if person.contact_id else row.label == person.label


def _seats(rows: Sequence[Attendance], person: Present) -> list[Attendance]:
    """Seats that wait for this role and for nobody in particular."""
    return [row for row in rows if person.role and row.role == person.role and not row.contact_id]
