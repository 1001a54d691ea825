"""At the table: a meeting from its start to its closing. Every method is on disk before the next key is read."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from sotdesk.data.store.actions import of_students, read_actions
from sotdesk.data.store.base import Part
from sotdesk.data.store.keeping import (
    Place,
    complete_last,
    keep,
    known_capture,
    move_capture,
    remove_capture,
    replace_capture,
)
from sotdesk.data.store.meeting_read import item_row, lines_where, read_lines, row_of
from sotdesk.data.store.presence import attendance, come_or_go, set_presence, stay_or_return
from sotdesk.data.tables.desk import Draft
from sotdesk.data.tables.meetings import Attendance, ItemRow, ItemStudent, LineRow, MeetingRow, Stretch
from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.capture_model import Kind, Piece, Reading
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meetings import ItemState, Line, MeetingState, Present

RUNNING, PAUSED = MeetingState.RUNNING.value, MeetingState.PAUSED.value


class AtTable(Part):
    """Het overleg zelf."""

    def start(self, meeting_id: str, present: Sequence[Present]) -> None:
        """Starts the meeting with who is there; the clock of the first item runs."""
        with self.desk.writing("overleg starten") as session:
            if session.exec(select(MeetingRow).where(col(MeetingRow.state).in_((RUNNING, PAUSED)))).first():
                raise RuleError("Er loopt al een overleg. Rond dat eerst af, of ga erheen met 2.")
            row, now = row_of(session, meeting_id), self.desk.now()
            row.state, row.started_at = RUNNING, row.started_at or now
            for i, person in enumerate(present):
                session.add(attendance(meeting_id, person, now if person.here else None, i))
            first = session.exec(_items(meeting_id)).first()
            if first is not None:
                self._charge(session, row, first, now)

    def keep(self, item_id: str, reading: Reading) -> tuple[Line, ...]:
        """Keeps one typed line in an item; gives the lines it became (none when it completed an older one).

        The first line of an item starts its clock (until then the time goes to the item before); a line in a
        pause ends it. What stood half typed at this item is what is kept now, and is forgotten.
        """
        first = reading.pieces[0]
        with self.desk.writing(f"regel ‘{_short(reading.raw)}’") as session:
            item = item_row(session, item_id)
            meeting, now = row_of(session, item.meeting_id), self.desk.now()
            if meeting.state == MeetingState.ADOPTED.value:
                raise RuleError("Dit verslag is vastgesteld. Schrijf een correctie.")
            if meeting.state in (RUNNING, PAUSED):
                self._charge(session, meeting, item, now)
            if (draft := session.get(Draft, half_typed_at(item_id))) is not None:
                session.delete(draft)
            place = self._place(session, item, reading)
            if first.kind is Kind.COMPLETE:
                complete_last(session, first, place, reading.raw)
                return ()
            come_or_go(session, meeting.id, reading, now)
            return lines_where(session, LineRow.capture_id == keep(session, self.desk, place, reading, now))

    def correct(self, capture_id: str, reading: Reading) -> None:
        """Gives a kept line other words; it stays where and when it was. RuleError when it is gone.

        Words that complete an agreement or go somewhere are text here: they have nothing to work on.
        """
        reading = _as_line(reading)
        with self.desk.writing(f"regel verbeteren ‘{_short(reading.raw)}’") as session:
            row = known_capture(session, capture_id)[0]
            item = item_row(session, row.item_id)
            stay_or_return(session, item.meeting_id, row)
            place = self._place(session, item, reading)
            come_or_go(session, item.meeting_id, reading, row.at)
            replace_capture(session, self.desk, place, capture_id, reading)

    def remove(self, capture_id: str) -> None:
        """Takes a kept line away, with what it made: an agreement, a new date, who came or left."""
        with self.desk.writing("regel weghalen") as session:
            row = known_capture(session, capture_id)[0]
            stay_or_return(session, item_row(session, row.item_id).meeting_id, row)
            remove_capture(session, capture_id)

    def move(self, capture_id: str, item_id: str, reading: Reading) -> None:
        """Moves a kept line to another item, into that item's files; clocks stay as they were.

        `reading` is the line as it reads at that item (`@mentor` is another person there). RuleError for a line
        about last time's agreement: it belongs to that pupil.
        """
        with self.desk.writing("regel verplaatsen") as session:
            place = self._place(session, item_row(session, item_id), None)
            move_capture(session, self.desk, place, capture_id, _as_line(reading))

    def go_to(self, item_id: str) -> None:
        """Remembers which item is looked at; its clock starts with its first line."""
        with self.desk.writing("ander agendapunt", can_undo=False) as session:
            item = item_row(session, item_id)
            row_of(session, item.meeting_id).current_item = item_id

    def lines(self, item_id: str) -> tuple[Line, ...]:
        """The lines of one item in order."""
        with self.desk.reading() as session:
            return read_lines(session, [item_id])

    def previous(self, item_id: str) -> tuple[tuple[int, Action], ...]:
        """Last time's agreements of the item's pupils by their fixed number (settled ones of today included)."""
        with self.desk.reading() as session:
            item = item_row(session, item_id)
            return tuple(enumerate(_previous(session, item), start=1))

    # --- the clock

    def pause(self, meeting_id: str) -> None:
        """Pauses: from now the time is charged to nobody."""
        with self.desk.writing("pauze", can_undo=False) as session:
            row = row_of(session, meeting_id)
            if row.state == RUNNING:
                row.state = PAUSED
                _stop_clock(session, meeting_id, self.desk.now())

    def resume(self, meeting_id: str) -> None:
        """Goes on after a pause, with the item that was busy."""
        with self.desk.writing("verder na de pauze", can_undo=False) as session:
            row = row_of(session, meeting_id)
            if row.state != PAUSED:
                return
            row.state = RUNNING
            busy = session.exec(_items(meeting_id).where(ItemRow.state == ItemState.BUSY.value)).first()
            if busy is not None:
                _start_clock(session, busy, self.desk.now())

    # --- closing

    def carry(self, item_id: str, to: date | None = None) -> None:
        """Puts an item off (doorschuiven) to the next meeting."""
        with self.desk.writing("doorschuiven") as session:
            row = item_row(session, item_id)
            self._let_go(session, row)
            row.state, row.carried_to = ItemState.CARRIED.value, to

    def drop(self, item_id: str) -> None:
        """Takes an item off without discussing it."""
        with self.desk.writing("agendapunt laten vervallen") as session:
            row = item_row(session, item_id)
            self._let_go(session, row)
            row.state = ItemState.DROPPED.value

    def take_up(self, item_id: str) -> None:
        """An item that was put off or dropped is open again; one that was spoken of counts as discussed."""
        with self.desk.writing("agendapunt weer open") as session:
            row = item_row(session, item_id)
            spoken = session.exec(select(Stretch).where(Stretch.item_id == item_id)).first()
            row.state = (ItemState.DISCUSSED if spoken else ItemState.OPEN).value
            row.carried_to = None

    def close(self, meeting_id: str) -> None:
        """Closes the meeting: clocks stop, everyone leaves, the report is a concept.

        RuleError while an item about a pupil or a class is still open: put it off or drop it first.
        """
        with self.desk.writing("overleg afronden") as session:
            row, now = row_of(session, meeting_id), self.desk.now()
            items = session.exec(_items(meeting_id)).all()
            if any(i.state == ItemState.OPEN.value and not i.fixed for i in items):
                raise RuleError("Er staan nog punten open. Schuif ze door of laat ze vervallen.")
            _stop_clock(session, meeting_id, now)
            for item in items:
                if item.state in (ItemState.BUSY.value, ItemState.OPEN.value):
                    item.state = ItemState.DISCUSSED.value
            for person in session.exec(select(Attendance).where(Attendance.meeting_id == meeting_id)):
                if person.joined_at and person.left_at is None:
                    person.left_at = now
            row.state, row.closed_at = MeetingState.CONCEPT.value, now

    def reopen(self, meeting_id: str) -> None:
        """Opens a concept again to go on (a vastgesteld report stays closed)."""
        with self.desk.writing("overleg heropenen") as session:
            row = row_of(session, meeting_id)
            if row.state != MeetingState.CONCEPT.value:
                raise RuleError("Alleen een concept kan weer open.")
            if session.exec(select(MeetingRow).where(col(MeetingRow.state).in_((RUNNING, PAUSED)))).first():
                raise RuleError("Er loopt al een overleg. Rond dat eerst af.")
            for person in session.exec(select(Attendance).where(Attendance.meeting_id == meeting_id)):
                if person.left_at == row.closed_at:
                    person.left_at = None
            row.state, row.closed_at = PAUSED, None

    # --- who is there

    def presence(self, meeting_id: str, person: Present, *, here: bool) -> None:
        """Someone joins or leaves now."""
        with self.desk.writing("aanwezigheid") as session:
            set_presence(session, meeting_id, person, here, self.desk.now())

    # --- inside one transaction

    def _place(self, session: Session, item: ItemRow, reading: Reading | None) -> Place:
        """Where a line lands; last time's agreements only when the line names one."""
        query = select(ItemStudent.student_id).where(ItemStudent.item_id == item.id)
        ids = tuple(session.exec(query.order_by(col(ItemStudent.position))).all())
        named = reading is not None and any(piece.kind is Kind.AGREED for piece in reading.pieces)
        numbered = enumerate(_previous(session, item), start=1) if named else ()
        return Place(item.id, ids, {number: action.id for number, action in numbered})

    def _let_go(self, session: Session, item: ItemRow) -> None:
        """An item that is put off or dropped takes no more time."""
        if item.state == ItemState.BUSY.value:
            _stop_clock(session, item.meeting_id, self.desk.now())

    def _charge(self, session: Session, meeting: MeetingRow, item: ItemRow, now: datetime) -> None:
        """From now the time goes to this item, also after a pause; the item before it counts as discussed."""
        meeting.current_item = item.id
        if meeting.state == RUNNING and item.state == ItemState.BUSY.value:
            return  # its clock runs
        meeting.state = RUNNING
        for other in session.exec(_items(meeting.id).where(ItemRow.state == ItemState.BUSY.value)):
            other.state = ItemState.DISCUSSED.value
        for stretch in session.exec(_running(meeting.id)):
            stretch.ended_at = now
        item.state, item.carried_to = ItemState.BUSY.value, None
        _start_clock(session, item, now)


def _items(meeting_id: str) -> SelectOfScalar[ItemRow]:
    return select(ItemRow).where(ItemRow.meeting_id == meeting_id).order_by(col(ItemRow.position))


def _start_clock(session: Session, item: ItemRow, now: datetime) -> None:
    session.add(Stretch(meeting_id=item.meeting_id, item_id=item.id, began_at=now))


def _running(meeting_id: str) -> SelectOfScalar[Stretch]:
    return select(Stretch).where(Stretch.meeting_id == meeting_id, col(Stretch.ended_at).is_(None))


def _stop_clock(session: Session, meeting_id: str, now: datetime) -> None:
    for stretch in session.exec(_running(meeting_id)):
        stretch.ended_at = now


def half_typed_at(item_id: str) -> str:
    """The place under which the half-typed line of an item is kept."""
    return f"line:{item_id}"


def _as_line(reading: Reading) -> Reading:
    """A reading that is kept as a line of its own: what would complete another line, or act, is text."""
    if reading.pieces and reading.pieces[0].kind not in (Kind.COMPLETE, Kind.GO, Kind.ACUTE):
        return reading
    return Reading(reading.raw, (Piece(Kind.FACT, reading.raw.strip()),))


def _previous(session: Session, item: ItemRow) -> list[Action]:
    """Agreements of the item's pupils made before this meeting, open when it began."""
    ids = session.exec(select(ItemStudent.student_id).where(ItemStudent.item_id == item.id)).all()
    if not ids:
        return []
    meeting = row_of(session, item.meeting_id)
    here = set(session.exec(select(ItemRow.id).where(ItemRow.meeting_id == item.meeting_id)))
    return [
        a
        for a in read_actions(session, of_students(ids))
        if a.item_id not in here
        and a.made_on is not None
        and a.made_on <= meeting.day
        and (a.state is ActionState.OPEN or (a.settled_on is not None and a.settled_on >= meeting.day))
    ]


def _short(raw: str) -> str:
    return raw if len(raw) <= 40 else raw[:39] + "…"
