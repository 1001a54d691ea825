"""Pausing and going on: by hand, because the desk was locked or the machine slept, or after the program was ended."""

from datetime import datetime, timedelta

from sqlmodel import Session

from sotdesk.data.store.base import Part
from sotdesk.data.store.clocks import NOTHING, last_sign, paused_for, running_stretch, start_clock, stop_clock
from sotdesk.data.store.item_rows import item_rows
from sotdesk.data.store.meeting_read import row_of
from sotdesk.data.tables.meetings import MeetingRow
from sotdesk.domain.meetings import ItemState, MeetingState

RUNNING, PAUSED = MeetingState.RUNNING.value, MeetingState.PAUSED.value
BROKEN_OFF = timedelta(minutes=1)
"""So long without a sign of the program, which was ended in a running meeting, counts as pause."""


class TableClock(Part):
    """De klok van het overleg."""

    def pause(self, meeting_id: str, since: datetime | None = None) -> None:
        """Pauses: from now, or from `since` when the machine slept from then, the time is charged to nobody."""
        with self.desk.writing("pauze", can_undo=False) as session:
            row, now = row_of(session, meeting_id), self.desk.now()
            if row.state == RUNNING:
                row.state = PAUSED
                stop_clock(session, meeting_id, min(since or now, now))

    def resume(self, meeting_id: str) -> timedelta:
        """Goes on after a pause, with the item that was busy; gives how long the pause was."""
        with self.desk.writing("verder na de pauze", can_undo=False) as session:
            row, now = row_of(session, meeting_id), self.desk.now()
            if row.state != PAUSED:
                return NOTHING
            long = paused_for(session, meeting_id, now)
            row.state = RUNNING
            busy = [i for i in item_rows(session, meeting_id) if i.state == ItemState.BUSY.value]
            if busy:
                start_clock(session, busy[0], now)
            return long

    def paused_for(self, meeting_id: str) -> timedelta:
        """How long the pause that is going on has lasted; nothing when the clock runs."""
        with self.desk.reading() as session:
            return paused_for(session, meeting_id, self.desk.now())

    def take_up_again(self, meeting_id: str) -> timedelta:
        """The program was ended while the meeting ran: the time since its last sign was pause. Gives how long."""
        with self.desk.reading() as session:
            long = self._gap(session, row_of(session, meeting_id))
        if long < BROKEN_OFF:
            return NOTHING
        self.pause(meeting_id, self.desk.now() - long)
        return self.resume(meeting_id)

    def _gap(self, session: Session, meeting: MeetingRow) -> timedelta:
        last = last_sign(session)
        runs = meeting.state == RUNNING and session.exec(running_stretch(meeting.id)).first() is not None
        return self.desk.now() - last if runs and last else NOTHING
