"""At the table: a meeting from its start to its closing. Every method is on disk before the next key is read."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from sotdesk.data.store.actions import of_students, read_actions
from sotdesk.data.store.carrying import stays_after_all
from sotdesk.data.store.clocks import running_stretch, start_clock, stop_clock
from sotdesk.data.store.effects import ask_consent
from sotdesk.data.store.item_rows import delete_item
from sotdesk.data.store.keeping import (
    Place,
    complete_last,
    keep,
    known_capture,
    move_capture,
    remove_capture,
    replace_capture,
    said,
)
from sotdesk.data.store.meeting_read import item_row, line_of, lines_at_item, lines_where, row_of
from sotdesk.data.store.presence import (
    come_or_go,
    come_or_go_instead,
    end_visits,
    everyone_leaves,
    everyone_returns,
    home_of,
    refuse_to_move_guest,
    seat,
    set_presence,
    stay_or_return,
)
from sotdesk.data.store.table_clock import TableClock
from sotdesk.data.store.table_items import TableItems
from sotdesk.data.store.table_outcomes import TableOutcomes, refuse_final
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.desk import Draft
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, LineRow, MeetingRow
from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.capture_model import Kind, Piece, Reading
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.meetings import ItemState, Line, MeetingState, Present

RUNNING, PAUSED = MeetingState.RUNNING.value, MeetingState.PAUSED.value
BY_ITSELF = frozenset((Kind.FACT, Kind.VOICE, Kind.DECISION, Kind.ADVICE, Kind.OPEN))
"""Lines that work on nothing else: what was kept need not be read back."""


class AtTable(TableOutcomes, TableItems, TableClock):
    """Het overleg zelf."""

    def start(self, meeting_id: str, present: Sequence[Present]) -> None:
        """Starts the meeting with who is there; the clock of the first item runs."""
        with self.desk.writing("overleg starten") as session:
            if session.exec(select(MeetingRow).where(col(MeetingRow.state).in_((RUNNING, PAUSED)))).first():
                raise RuleError("Er loopt al een overleg. Rond dat eerst af, of ga erheen met 2.")
            row, now = row_of(session, meeting_id), self.desk.now()
            row.state, row.started_at = RUNNING, row.started_at or now
            first = session.exec(_items(meeting_id)).first()
            for i, person in enumerate(present):
                at = first.id if first else ""
                session.add(seat(meeting_id, person, now if person.here else None, i, at))
            if first is not None:
                self._charge(session, row, first, now)

    def keep(self, item_id: str, reading: Reading, asks: Sequence[Present] = ()) -> tuple[Line, ...]:
        """Keeps one typed line in an item; gives the lines it became (none when it completed an older one).

        The first line of an item starts its clock (until then the time goes to the item before); a line in a
        pause ends it. What stood half typed at this item is what is kept now, and is forgotten. That a guest leaves
        is kept with the item he was at, wherever it was typed. A line that adopts the report before cannot be undone.
        `asks` = for whom the line, an agreement, asks consent.
        """
        first, adopted = reading.pieces[0], self.adopted_by(item_id, reading)
        with self.desk.writing(said(reading), can_undo=not adopted) as session:
            at_item, meeting, draft = _at_table(session, item_id)
            item, now = home_of(session, at_item, reading), self.desk.now()
            if meeting.state == MeetingState.ADOPTED.value:
                raise RuleError("Dit verslag is vastgesteld. Schrijf een correctie.")
            if meeting.state in (RUNNING, PAUSED):
                self._charge(session, meeting, item, now)
            if draft is not None:
                session.delete(draft)
            place = self._place(session, item, reading)
            if first.kind is Kind.COMPLETE:
                complete_last(session, first, place, reading.raw)
                return ()
            capture_id = new_id()
            come_or_go(session, item, reading, capture_id, now)
            rows = keep(session, self.desk, place, reading, now, capture_id)
            self.settle_outcomes(session, item, reading, capture_id, adopted)
            if asks:
                ask_consent(session, known_capture(session, capture_id)[0], asks, place.student_ids)
            named = any(piece.also for piece in reading.pieces)
            if not named and all(piece.kind in BY_ITSELF for piece in reading.pieces):
                return tuple(line_of(row, place.student_ids) for row in rows)
            return lines_where(session, LineRow.capture_id == capture_id, also=named)

    def correct(self, capture_id: str, reading: Reading) -> None:
        """Gives a kept line other words; it stays where and when it was. RuleError when it is gone.

        Words that complete an agreement or go somewhere are text here: they have nothing to work on.
        """
        reading = _as_line(reading)
        with self.desk.writing(f"{said(reading)} verbeteren") as session:
            rows = known_capture(session, capture_id)
            refuse_final(session, rows)
            row, item = rows[0], item_row(session, rows[0].item_id or "")
            place = self._place(session, item, reading)
            come_or_go_instead(session, item, reading, capture_id, row.at)
            replace_capture(session, self.desk, place, capture_id, reading)
            self.settle_outcomes(session, item, reading, capture_id)

    def remove(self, capture_id: str) -> None:
        """Takes a kept line away, with what it made: an agreement, a new date, who came or left."""
        with self.desk.writing("regel weghalen") as session:
            rows = known_capture(session, capture_id)
            refuse_final(session, rows)
            stay_or_return(session, item_row(session, rows[0].item_id or "").meeting_id, capture_id)
            remove_capture(session, capture_id)

    def move(self, capture_id: str, item_id: str, reading: Reading) -> None:
        """Moves a kept line to another item, into that item's files; clocks stay as they were.

        `reading` is the line as it reads at that item (`@mentor` is another person there). RuleError for a line
        about last time's agreement, or by which a guest came or left: these belong to that pupil.
        """
        with self.desk.writing("regel verplaatsen") as session:
            item = item_row(session, item_id)
            refuse_to_move_guest(session, item.meeting_id, capture_id)
            refuse_final(session, known_capture(session, capture_id))
            place = self._place(session, item, None)
            move_capture(session, self.desk, place, capture_id, _as_line(reading))

    def go_to(self, item_id: str) -> None:
        """Remembers which item is looked at; its clock starts with its first line."""
        with self.desk.writing("ander agendapunt", can_undo=False) as session:
            item = item_row(session, item_id)
            row_of(session, item.meeting_id).current_item = item_id

    def lines(self, item_id: str) -> tuple[Line, ...]:
        """The lines of one item in order, with those typed elsewhere in the meeting that name its pupils."""
        with self.desk.reading() as session:
            return lines_at_item(session, item_id)

    def previous(self, item_id: str) -> tuple[tuple[int, Action], ...]:
        """Last time's agreements of the item's pupils by their fixed number (settled ones of today included)."""
        with self.desk.reading() as session:
            item = item_row(session, item_id)
            return tuple(enumerate(_previous(session, item), start=1))

    # --- closing

    def close(self, meeting_id: str) -> None:
        """Closes the meeting: clocks stop, everyone leaves, the report is a concept.

        RuleError while an item about a pupil or a class is still open: put it off or drop it first. A part that was
        split off and never begun goes.
        """
        with self.desk.writing("overleg afronden") as session:
            row, now = row_of(session, meeting_id), self.desk.now()
            items = session.exec(_items(meeting_id)).all()
            if any(i.state == ItemState.OPEN.value and not i.fixed and not i.part_of for i in items):
                raise RuleError("Er staan nog punten open. Schuif ze door of laat ze vervallen.")
            stop_clock(session, meeting_id, now)
            for item in items:
                if item.part_of and item.state == ItemState.OPEN.value:
                    delete_item(session, item)
                elif item.state in (ItemState.BUSY.value, ItemState.OPEN.value):
                    item.state = ItemState.DISCUSSED.value
            everyone_leaves(session, meeting_id, now)
            row.state, row.closed_at = MeetingState.CONCEPT.value, now

    def reopen(self, meeting_id: str) -> None:
        """Opens a concept again to go on (a vastgesteld report stays closed)."""
        with self.desk.writing("overleg heropenen") as session:
            row = row_of(session, meeting_id)
            if row.state != MeetingState.CONCEPT.value:
                raise RuleError("Alleen een concept kan weer open.")
            if session.exec(select(MeetingRow).where(col(MeetingRow.state).in_((RUNNING, PAUSED)))).first():
                raise RuleError("Er loopt al een overleg. Rond dat eerst af.")
            everyone_returns(session, meeting_id, row.closed_at)
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
        ids = tuple(session.connection().execute(query.order_by(col(ItemStudent.position))).scalars())
        named = reading is not None and any(piece.kind is Kind.AGREED for piece in reading.pieces)
        numbered = enumerate(_previous(session, item), start=1) if named else ()
        return Place(item.id, ids, {number: action.id for number, action in numbered})

    def _charge(self, session: Session, meeting: MeetingRow, item: ItemRow, now: datetime) -> None:
        """From now the time goes to this item, also after a pause; the item before it counts as discussed."""
        meeting.current_item = item.id
        if meeting.state == RUNNING and item.state == ItemState.BUSY.value:
            return  # its clock runs
        meeting.state = RUNNING
        end_visits(session, meeting.id, now, but_at=item.id)
        for other in session.exec(_items(meeting.id).where(ItemRow.state == ItemState.BUSY.value)):
            other.state = ItemState.DISCUSSED.value
        for stretch in session.exec(running_stretch(meeting.id)):
            stretch.ended_at = now
        if item.state == ItemState.CARRIED.value:
            stays_after_all(session, item)
        item.state = ItemState.BUSY.value
        start_clock(session, item, now)


def _items(meeting_id: str) -> SelectOfScalar[ItemRow]:
    return select(ItemRow).where(ItemRow.meeting_id == meeting_id).order_by(col(ItemRow.position))


def _at_table(session: Session, item_id: str) -> tuple[ItemRow, MeetingRow, Draft | None]:
    """An item with its meeting and what is half typed at it, in one question: every Enter asks it."""
    query = select(ItemRow, MeetingRow, Draft).join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
    typed = query.outerjoin(Draft, col(Draft.place) == half_typed_at(item_id))
    found = session.exec(typed.where(ItemRow.id == item_id)).first()
    if found is None:
        raise NotFound("Dit agendapunt is er niet (meer).")
    return found


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
