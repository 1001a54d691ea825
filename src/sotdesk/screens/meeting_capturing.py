"""What Enter, Tab and Esc do in the line of a meeting: keep, go to an item, complete, correct. Never a dialog."""

from functools import partial

from sotdesk.domain.capture_model import Kind, Piece, Reading
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.meetings import Line
from sotdesk.screens.meeting_drafts import Half, Halves
from sotdesk.screens.meeting_lists import Stacked
from sotdesk.screens.meeting_rows import line_row
from sotdesk.screens.meeting_view import MeetingView
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.line import Draft
from sotdesk.widgets.lines import Lines

AFTER_THE_PAINT = 0.05
"""Seconds after which all that hangs on a kept line is shown too: clocks, states, what is still lacking."""

SEEN_AT_ONCE = frozenset({Kind.COMPLETE, Kind.AGREED, Kind.JOIN, Kind.LEAVE})
"""Kinds that change something that stands elsewhere on the screen."""


class Capturing(MeetingView):
    """The line of a meeting."""

    _halves: Halves

    def on_capture_changed(self) -> None:
        """Every letter: what is understood now."""
        self._show_preview()

    def on_input_changed(self) -> None:
        """Also when the cursor stayed where it was (Delete)."""
        self._show_preview()

    def on_capture_cycle(self, event: Capture.Cycle) -> None:
        """Tab: the next person under an ambiguous name; Shift+Tab the one before."""
        line = self.box.line
        changed = self._item_line.cycled(line.value, event.by) if self._item_line else None
        if changed is not None:
            behind = len(line.value) - line.cursor_position
            line.value = changed
            line.cursor_position = len(changed) - min(behind, len(changed))

    def keep_line(self, event: Capture.Kept) -> None:
        """Enter: kept first, at once; only `/…` acts instead. What cannot be kept returns to the line."""
        if self._item_line is None:
            event.capture.give_back(event.line)
            return
        reading = self._item_line.read(event.line)
        try:
            if self._correcting:
                self._put_right(reading)
            elif reading.pieces[0].kind is Kind.GO:
                self._go(event.line, reading, reading.pieces[0])
            else:
                self._keep(reading)
        except SotdeskError as error:
            event.capture.give_back(event.line)
            self.tell(f"✗ {error.sentence}")

    def _keep(self, reading: Reading) -> None:
        fresh = self.store.table.keep(self.item_id, reading)
        self._halves.forget(self.item_id)
        if {piece.kind for piece in reading.pieces} & SEEN_AT_ONCE:
            self.reload()
        else:
            self._append(fresh)
        self._ask(reading)

    def _ask(self, reading: Reading) -> None:
        """What an agreement still lacks is asked under the line, never in the way."""
        lacks = {word for piece in reading.pieces for word in piece.missing}
        if "wie" in lacks:
            self.tell("Bewaard. Wie doet het? @naam vult aan.")
        elif "wanneer" in lacks:
            self.tell("Bewaard. Wanneer? >datum vult aan; anders staat het bij nog te bepalen.")

    def _append(self, fresh: tuple[Line, ...]) -> None:
        """The new lines under the others first; everything that hangs on them after the paint."""
        self._lines = (*self._lines, *fresh)
        today = self.store.clock.today()
        now = self.query_one("#now", Stacked)
        now.add_options([line_row(line, self._masked, today) for line in fresh])
        now.scroll_end(animate=False, immediate=True)
        self._show_preview()
        action = any(line.kind == Kind.ACTION for line in fresh)
        self.set_timer(AFTER_THE_PAINT, partial(self._after_append, action))

    def _after_append(self, action: bool) -> None:
        self._fill_lacks()
        self.meeting = self.store.meetings.get(self.ids[0])
        self._fill_agenda()
        if action and not self._correcting:
            self._set_line()

    def _go(self, line: str, reading: Reading, piece: Piece) -> None:
        """`/`, `/4`, `/davi`; a name that is found nowhere stays in the line."""
        items = self.meeting.items
        if piece.number is not None and 1 <= piece.number <= len(items):
            self._go_to(items[piece.number - 1].id)
        elif reading.found and not piece.text:
            self._page(1)
        else:
            self.box.line.give_back(line)
            self.tell("Geen agendapunt gevonden met deze letters of dit nummer.")

    # --- correcting

    def _correct(self, line_id: str) -> None:
        """The whole typed line comes back; Enter puts it in the old one's place, Esc leaves it as it was."""
        line = next((line for line in self._lines if line.id == line_id), None)
        if line is None:
            return
        before = self._half().before if self._correcting else self.box.line.value
        self._take_up(Half(line.raw, len(line.raw), line.capture_id, before))
        self.box.line.focus()

    def _put_right(self, reading: Reading) -> None:
        self.store.table.correct(self._correcting, reading)
        self._stop_correcting("Verbeterd.")

    def _stop_correcting(self, said: str) -> None:
        """The line is as it was before."""
        before = self._before
        self._take_up(Half(before, len(before)))
        self.reload()
        self.tell(said)

    def on_capture_leave(self) -> None:
        """Esc: an old line stays as it was; else the keys go to the panels."""
        if self._correcting:
            self._stop_correcting("Niet veranderd.")
        else:
            self.query_one("#agenda" if self.query_one("#agenda-panel").display else "#now", Lines).focus()

    # --- half typed

    def _half(self) -> Half:
        line = self.box.line
        return Half(line.value, line.cursor_position, self._correcting, self._before)

    def _take_up(self, half: Half) -> None:
        """This stands in the line now."""
        known = any(line.capture_id == half.correcting for line in self._lines)
        self._correcting = half.correcting if known else ""
        self._before = half.before if known else ""
        self._set_line()
        self.box.line.set_draft(Draft(half.text, half.cursor))
        self._show_preview()

    def keep_draft(self) -> None:
        """The half-typed line waits with its item, with what it was about to correct."""
        self._halves.keep(self.item_id, self._half())

    def restore_draft(self) -> None:
        """What was half typed at this item, with its cursor; once, so that what is typed since stays."""
        if self._restored != self.item_id:
            self._restored = self.item_id
            self._take_up(self._halves.of(self.item_id))
