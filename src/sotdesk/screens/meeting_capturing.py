"""What Enter, Tab and Esc do in the line of a meeting: keep, go to an item, complete, correct. Never a dialog."""

from dataclasses import replace
from functools import partial

from sotdesk.domain.capture_model import Kind, Piece, Reading
from sotdesk.domain.capture_pupils import Newcomer
from sotdesk.domain.capture_results import outcome_in
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.guests import GuestView
from sotdesk.domain.item_numbers import numbers
from sotdesk.domain.meetings import Line
from sotdesk.domain.outcomes import ADOPT, CLOSE
from sotdesk.screens.meeting_drafts import Half, Halves
from sotdesk.screens.meeting_lists import Stacked
from sotdesk.screens.meeting_view import MeetingView
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.line import Draft
from sotdesk.widgets.lines import Lines

AFTER_THE_PAINT = 0.05
"""Seconds after which all that hangs on a kept line is shown too: clocks, states, what is still lacking."""

NEW_GRAMMAR = (Kind.ACTION, Kind.EVALUATION, Kind.OUTCOME)
"""Kinds after which the line knows other agreements, evaluations or cases."""

NOT_SHOWN = "Bewaard, niet op het scherm zolang er een gast is."
GUEST_LEFT = "Geen gast meer: alles staat weer op het scherm."

SEEN_AT_ONCE = frozenset({Kind.COMPLETE, Kind.AGREED, Kind.JOIN, Kind.LEAVE})
"""Kinds that change something that stands elsewhere on the screen."""


def guest_came(guests: GuestView) -> str:
    """What changes on the screen."""
    return f"Gast: {guests.who}. Andere punten staan er als nummer, tot de gast weg is."


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
        """Tab: the next person under an ambiguous name, else the next evaluation; Shift+Tab the one before."""
        line = self.box.line
        changed = self._item_line.cycled(line.value, event.by) if self._item_line else None
        if changed is not None:
            behind = len(line.value) - line.cursor_position
            line.value = changed
            line.cursor_position = len(changed) - min(behind, len(changed))
        elif self._item_line and self._item_line.evaluates_next(line.value, event.by):
            self._show_preview()

    def keep_line(self, event: Capture.Kept) -> None:
        """Enter: kept first, at once; only `/…` and `!!` act instead. What cannot be kept returns to the line."""
        if self._item_line is None:
            event.capture.give_back(event.line)
            return
        reading = self._item_line.read(event.line)
        try:
            if reading.pieces[0].kind is Kind.ACUTE:
                self._acute()
            elif self._correcting:
                self._put_right(reading)
            elif reading.pieces[0].kind is Kind.GO:
                self._go(event.line, reading, reading.pieces[0])
            else:
                self._keep(reading)
        except SotdeskError as error:
            event.capture.give_back(event.line)
            self.tell(f"✗ {error.sentence}")

    def _keep(self, reading: Reading) -> None:
        guests, hidden = self.guests, self.hidden
        fresh = self.store.table.keep(self.item_id, reading)
        self._halves.forget(self.item_id)
        if hidden or {piece.kind for piece in reading.pieces} & SEEN_AT_ONCE:
            self.reload()
        else:
            self._append(fresh)
        if hidden:
            self.give_back_withheld()
        self._ask(reading)
        if any(not self.guests.shows_line(line) for line in fresh):
            self.tell(NOT_SHOWN)
        elif self.guests != guests:
            self.tell(guest_came(self.guests) if self.guests.on else GUEST_LEFT)

    def _ask(self, reading: Reading) -> None:
        """What an agreement still lacks is asked under the line, never in the way."""
        lacks = {word for piece in reading.pieces for word in piece.missing}
        table = self._item_line.table if self._item_line else None
        acts = [o.act for piece in reading.pieces if table and (o := outcome_in(piece, table))]
        if CLOSE in acts:
            self.tell("Bewaard. Bij het afronden sluit je de casus, met reden en resultaat.")
        elif ADOPT in acts:
            self.tell("Vastgesteld. Het verslag verandert alleen nog met een correctie.")
        elif "wie" in lacks:
            self.tell("Bewaard. Wie doet het? @naam vult aan.")
        elif "wanneer" in lacks:
            self.tell("Bewaard. Wanneer? >datum vult aan; anders staat het bij nog te bepalen.")

    def _append(self, fresh: tuple[Line, ...]) -> None:
        """The new lines under the others first; everything that hangs on them after the paint."""
        self._lines = (*self._lines, *fresh)
        now = self.query_one("#now", Stacked)
        now.add_options([self._line_row(line) for line in self.guests.lines(fresh)])
        now.scroll_end(animate=False, immediate=True)
        self._show_preview()
        renewed = any(line.kind in NEW_GRAMMAR for line in fresh)
        self.set_timer(AFTER_THE_PAINT, partial(self._after_append, renewed))

    def _after_append(self, renewed: bool) -> None:
        if any(line.kind == Kind.CONSENT for line in self._lines):
            self._fill_present()
        self._fill_lacks()
        self.meeting = self.store.meetings.get(self.ids[0])
        self._fill_agenda()
        if renewed and not self._correcting:
            self._set_line()

    def _acute(self) -> None:
        """`!!`: the acute card; an old line that was being corrected stands in the line again."""
        if self._correcting:
            self._correct_again()
        self.desk.go(("acute", "", *self.in_view))

    def _correct_again(self) -> None:
        line = next((line for line in self._lines if line.capture_id == self._correcting), None)
        if line is not None:
            self._take_up(Half(line.raw, len(line.raw), self._correcting, self._before))

    def _go(self, line: str, reading: Reading, piece: Piece) -> None:
        """`/`, `/4`, `/davi`, `/+noor 3m2`; a name that is found nowhere stays in the line."""
        items = {number: item_id for item_id, number in numbers(self.meeting.items).items()}
        if piece.adds:
            self._add(piece.adds)
        elif piece.item in items:
            self._go_to(items[piece.item])
        elif reading.found and not piece.text:
            self._page(1)
        else:
            self.box.line.give_back(line)
            self.tell("Geen agendapunt gevonden met deze letters of dit nummer.")

    # --- correcting

    def _add(self, new: Newcomer) -> None:
        """A pupil on the spot."""
        raise NotImplementedError

    def _correct(self, line_id: str) -> None:
        """The whole typed line comes back; Enter puts it in the old one's place, Esc leaves it as it was.

        A line that was typed at another item is corrected there: `@mentor` is that pupil's.
        """
        line = next((line for line in self._lines if line.id == line_id), None)
        if line is None:
            return
        if line.item_id != self.item_id:
            self._go_to(line.item_id)
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
        """The half-typed line waits with its item, with what it was about to correct.

        What waits there withheld, because a guest may not see it, is kept behind what is typed now.
        """
        half, withheld = self._half(), self._withheld
        if withheld.text:
            half = replace(half, text=f"{half.text} {withheld.text}") if half.text else withheld
        self._halves.keep(self.item_id, half)

    def restore_draft(self) -> None:
        """What was half typed at this item, with its cursor; once, so that what is typed since stays.

        It is withheld while the item is hidden because of a guest.
        """
        if self._restored == self.item_id:
            return
        self._restored = self.item_id
        half = self._halves.of(self.item_id)
        self._withheld = half if self.hidden else Half()
        if not self.hidden:
            self._take_up(half)

    def give_back_withheld(self) -> None:
        """The guest left: what was half typed at this item stands in the line again."""
        half, self._withheld = self._withheld, Half()
        if half.text and not self.hidden:
            self._take_up(half)
            self._halves.keep(self.item_id, half)
