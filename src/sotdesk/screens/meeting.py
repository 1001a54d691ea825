"""The live meeting: one line captures anything, in the item that is talked about (product.md §4, at the table).

What keys and the line do lives here; what is shown is meeting_view.py's, the grammar domain/capture.py's.
"""

from sotdesk.actions import bindings
from sotdesk.domain.actions import ActionState
from sotdesk.domain.capture_model import Kind, Piece, Reading
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.meetings import ItemState, Line, MeetingState
from sotdesk.screens.meeting_line import ItemLine
from sotdesk.screens.meeting_lists import Stacked
from sotdesk.screens.meeting_move import MoveLineDialog
from sotdesk.screens.meeting_rows import line_row, previous_row
from sotdesk.screens.meeting_view import MeetingView
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.line import Draft
from sotdesk.widgets.lines import Lines


class MeetingScreen(MeetingView):
    """Place 2 while a meeting runs; address: the meeting's id."""

    SCOPE = "meeting"
    ROUTE = "meeting"
    HERE = 2
    BINDINGS = bindings("meeting")
    AUTO_FOCUS = "Capture"
    HELP = """
**De regel**: Enter bewaart meteen, bij het punt dat je ziet. Onder de regel staat wat er is begrepen en wie het leest.

| je typt | wordt |
|---|---|
| `tekst` | een feit, met de tijd |
| `ll: …` `ou: …` `smw: …` | wat die persoon zei |
| `! …` | besluit |
| `* …` | handelingsadvies |
| `@wie wat >wanneer >>evaluatie #waar` | afspraak |
| `? …` | nog uit te zoeken, voor jou |
| `( …` | besloten: niet in terugkoppeling · `(( …` alleen voor jou |
| `=1` · `=1 >vr` · `=1 x reden` | afspraak van vorige keer: gedaan, verzet, vervallen |
| `>vr` of `@svk` | vult de laatste afspraak aan |
| `/` · `/4` · `/davi` | volgend punt · dat punt |
| `+lpa` · `-svk` | komt erbij · gaat weg |

**↑** in de lege regel gaat naar wat je vastlegde: Enter verbetert, v verplaatst, x haalt weg.
**Nog te bepalen** blijft staan tot er een datum is. Een onbekende naam is *nieuw*.
"""

    # --- the line

    def on_capture_changed(self) -> None:
        """Every letter: what is understood now."""
        if self.box.line.value != self._told_at:
            self._told = ""
        self._show_preview()

    def on_capture_cycle(self) -> None:
        """Tab: the next person under an ambiguous name."""
        line = self.box.line
        changed = self._item_line.cycled(line.value) if self._item_line else None
        if changed is not None:
            line.value = changed
            line.cursor_position = len(changed)

    def on_capture_kept(self, event: Capture.Kept) -> None:
        """Enter: kept first, at once; only `/…` acts instead."""
        if self._item_line is None:
            return
        reading = self._item_line.read(event.line)
        first = reading.pieces[0] if reading.pieces else Piece(Kind.FACT, event.line.strip())
        if first.kind is Kind.GO:
            self._go(event.line, reading, first)
            return
        try:
            self._keep(reading)
        except SotdeskError as error:
            self.box.line.give_back(event.line)
            self.tell(error.sentence)

    def _keep(self, reading: Reading) -> None:
        correcting = self._correcting
        if correcting:
            self.store.table.correct(correcting, reading)
            self._stop_correcting()
            self.restore_draft()
        else:
            self._resume()
            self.store.table.keep(self.item_id, reading)
            self._forget_draft()
        self._told, self._told_at = "Verbeterd." if correcting else "", self.box.line.value
        kinds = {piece.kind for piece in reading.pieces}
        if correcting or kinds & {Kind.COMPLETE, Kind.AGREED, Kind.JOIN, Kind.LEAVE}:
            self.reload()
        else:
            self._append()

    def _append(self) -> None:
        """The new lines under the others first; everything that hangs on them after the paint."""
        known = {line.id for line in self._lines}
        self._lines = self.store.table.lines(self.item_id)
        today = self.store.clock.today()
        now = self.query_one("#now", Stacked)
        fresh = [line for line in self._lines if line.id not in known]
        now.add_options([line_row(line, self._masked, today) for line in fresh])
        now.scroll_end(animate=False)
        self._fill_lacks()
        self._show_preview()
        self.call_after_refresh(self._after_append, any(line.kind == Kind.ACTION for line in fresh))

    def _after_append(self, action: bool) -> None:
        self.meeting = self.store.meetings.get(self.ids[0])
        self._fill_agenda()
        if action:
            self._set_line()

    def _go(self, line: str, reading: Reading, piece: Piece) -> None:
        """`/`, `/4`, `/davi`; a name that is found nowhere stays in the line."""
        items = self.meeting.items
        if piece.number is not None and 1 <= piece.number <= len(items):
            self._go_to(items[piece.number - 1].id)
        elif reading.found and not piece.adds and not piece.text:
            self.action_item(1)
        else:
            self.box.line.give_back(line)
            self.tell("Geen agendapunt gevonden met deze letters of dit nummer.")

    # --- going from item to item

    def action_item(self, by: int) -> None:
        """PgDn/PgUp: the next or the previous item."""
        items = self.meeting.items
        here = items.index(self.item)
        there = min(max(here + by, 0), len(items) - 1)
        if there != here:
            self._go_to(items[there].id)

    def _go_to(self, item_id: str) -> None:
        """Looks at an item; its clock starts with its first line."""
        self.keep_draft()
        self.store.table.go_to(item_id)
        self._told = ""
        self._show(item_id)
        self.query_one("#agenda", Lines).go_to(item_id)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: an item, a line to correct, or last time's agreement."""
        where, key = event.option_list.id, event.option_id or ""
        if where == "agenda":
            self._go_to(key)
            self.box.line.focus()
        elif where == "now":
            self._correct(key)
        elif where == "before":
            self._tick_agreement(key)

    # --- captured lines

    def on_capture_back(self) -> None:
        """↑ in the empty line: the last captured line, else last time's agreements."""
        for name in ("#now", "#before"):
            lines = self.query_one(name, Stacked)
            if lines.display and lines.keys:
                lines.focus()
                lines.go_to(lines.keys[-1])
                return

    def on_stacked_edge(self, event: Stacked.Edge) -> None:
        """From today's lines up to last time's agreements; down from the last line back to the line."""
        before, now = self.query_one("#before", Stacked), self.query_one("#now", Stacked)
        if event.lines is now and event.by < 0 and before.display and before.keys:
            before.focus()
            before.go_to(before.keys[-1])
        elif event.lines is before and event.by > 0 and now.keys:
            now.focus()
            now.go_to(now.keys[0])
        elif event.lines is now and event.by > 0:
            self.box.line.focus()

    def _line(self, line_id: str | None) -> Line | None:
        return next((line for line in self._lines if line.id == line_id), None)

    def _chosen(self) -> Line | None:
        now = self.query_one("#now", Stacked)
        return self._line(now.current) if now.has_focus else None

    def _correct(self, line_id: str) -> None:
        """The whole typed line comes back; Enter puts it in the old one's place."""
        line = self._line(line_id)
        if line is not None:
            self.keep_draft()
            self._correcting = line.capture_id
            self.box.line.set_draft(Draft(line.raw, len(line.raw)))
            self.box.line.focus()
            self._told = ""
            self._show_preview()

    def action_move_line(self) -> None:
        """v: to another item, by a few letters."""
        line = self._chosen()
        if line is not None:
            self.open("move_line", line.capture_id)

    def open_move_line(self, capture_id: str) -> None:
        """Asks for the item."""

        def moved(item_id: str | None) -> None:
            if item_id and self.attempt(lambda: self._move(capture_id, item_id)):
                self.reload()
                target = self.meeting.item(item_id)
                self.tell(f"Verplaatst naar {self._masked(target.shown)}." if target else "Verplaatst.")
            self.box.line.focus()

        others = [i for i in self.meeting.items if i.id != self.item_id]
        numbers = {item.id: n for n, item in enumerate(self.meeting.items, start=1)}
        choices = [(i.id, numbers[i.id], self._masked(i.shown)) for i in others]
        self.app.push_screen(MoveLineDialog(choices), moved)

    def _move(self, capture_id: str, item_id: str) -> None:
        """The line as it reads at that item: `@mentor` is another person there."""
        line = next((line for line in self._lines if line.capture_id == capture_id), None)
        target = self.meeting.item(item_id)
        if line is not None and target is not None:
            reading = ItemLine.at(self.store, self.meeting, target, (), has_action=False).read(line.raw)
            self.store.table.move(capture_id, item_id, reading)

    def action_remove_line(self) -> None:
        """x: takes the line away; u brings it back."""
        line = self._chosen()
        if line is not None and self.attempt(lambda: self.store.table.remove(line.capture_id)):
            self.reload()
            self.tell("Regel weggehaald. u of Ctrl+Z haalt hem terug.")

    def action_tick(self) -> None:
        """Spatie: last time's agreement is done, or open again."""
        before = self.query_one("#before", Stacked)
        if before.has_focus and before.current:
            self._tick_agreement(before.current)

    def _tick_agreement(self, action_id: str) -> None:
        action = next((a for _, a in self._previous if a.id == action_id), None)
        if action is None:
            return
        done = action.state is ActionState.OPEN
        state = ActionState.DONE if done else ActionState.OPEN
        if self.attempt(lambda: self.store.actions.settle(action_id, state)):
            self._previous = self.store.table.previous(self.item_id)
            today = self.store.clock.today()
            number, changed = next((n, a) for n, a in self._previous if a.id == action_id)
            row = previous_row(number, changed, self._masked, today)
            self.query_one("#before", Stacked).replace_option_prompt(action_id, row.prompt)
            self._set_line()
            self.tell("Gedaan." if done else "Weer open.")

    # --- the meeting

    def _resume(self) -> None:
        """A line in a paused meeting ends the pause."""
        if self.meeting.state is MeetingState.PAUSED:
            self.store.table.resume(self.meeting.id)

    def action_pause(self) -> None:
        """p: the clocks stand still, or go on."""
        paused = self.meeting.state is MeetingState.PAUSED
        work = self.store.table.resume if paused else self.store.table.pause
        if self.attempt(lambda: work(self.meeting.id)):
            self.reload()
            self.tell("Verder." if paused else "Pauze: de tijd loopt nu voor niemand.")

    def action_put_off(self) -> None:
        """d: this item goes to the next meeting, or is taken up again."""
        item = self.item
        if not item.students and not item.class_name:
            self.tell("Alleen een punt over een leerling of klas kun je doorschuiven.")
            return
        following = self.store.meetings.after(self.meeting)
        put_off = item.state is not ItemState.CARRIED
        if put_off:
            day = following.day if following else None
            work = lambda: self.store.table.carry(item.id, day)  # noqa: E731
        else:
            work = lambda: self.store.table.take_up(item.id)  # noqa: E731
        if self.attempt(work):
            self.reload()
            to = f" naar {show_date(following.day)}" if following else ""
            self.tell(f"Doorgeschoven{to}." if put_off else "Staat weer op de agenda.")

    def action_closing(self) -> None:
        """a or F8: to closing."""
        self.keep_draft()
        self.desk.go(("closing", self.meeting.id))

    def action_capture(self) -> None:
        """i: back to the line."""
        self.box.line.focus()

    def on_capture_leave(self) -> None:
        """Esc: an old line stays as it was; else the keys go to the panels."""
        if self._correcting:
            self._stop_correcting()
            self.restore_draft()
        else:
            self.query_one("#agenda" if self.query_one("#agenda-panel").display else "#now").focus()

    def action_back(self) -> None:
        """Esc in the panels does nothing: a digit or F8 leaves."""

    # --- half-typed

    def keep_draft(self) -> None:
        """The half-typed line waits with its item; words that correct an old line wait apart, with what they correct."""
        draft = self.box.line.draft
        if (draft.text, draft.cursor) == (self._kept_draft.text, self._kept_draft.cursor):
            return
        if self._correcting:
            packed = f"{self._correcting}:{draft.text}"
            self.store.desk.keep_draft(f"correct:{self.item_id}", packed, draft.cursor)
        else:
            self.store.desk.keep_draft(f"line:{self.item_id}", draft.text, draft.cursor)
        self._kept_draft = draft

    def restore_draft(self) -> None:
        """What was half typed at this item, with its cursor."""
        packed, cursor = self.store.desk.draft(f"correct:{self.item_id}")
        self._correcting, _, text = packed.partition(":")
        if not self._correcting:
            text, cursor = self.store.desk.draft(f"line:{self.item_id}")
        self._kept_draft = Draft(text, cursor)
        self.box.line.set_draft(self._kept_draft)
        self._show_preview()

    def _stop_correcting(self) -> None:
        self._correcting = ""
        self.store.desk.keep_draft(f"correct:{self.item_id}", "", 0)

    def _forget_draft(self) -> None:
        """The line was kept: it is no longer half typed."""
        if self._kept_draft.text:
            self.store.desk.keep_draft(f"line:{self.item_id}", "", 0)
            self._kept_draft = Draft("", 0)
