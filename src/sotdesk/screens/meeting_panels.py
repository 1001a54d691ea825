"""What the keys do in the panels of a meeting: correct, move, remove a kept line, tick last time's agreements."""

from sotdesk.domain.actions import ActionState
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.item_numbers import numbers
from sotdesk.domain.meetings import Line
from sotdesk.screens.meeting_capturing import Capturing
from sotdesk.screens.meeting_line import ItemLine
from sotdesk.screens.meeting_lists import Stacked
from sotdesk.screens.meeting_move import MoveLineDialog
from sotdesk.widgets.lines import Lines

ROUND = ("#agenda", "#before", "#now")
"""The panels that Tab goes round."""


class Panels(Capturing):
    """The lists of a meeting."""

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: an item, a line to correct, or last time's agreement."""
        where, key = event.option_list.id, event.option_id or ""
        if where == "agenda":
            self._go_to(key)
            self.box.line.focus()
        elif where == "now":
            self._correct(key)
        elif where == "before":
            self._begin_about(key)

    def _begin_about(self, action_id: str) -> None:
        """The line begins with this agreement's number: `=1 ` done, with a date moved, with `x reden` dropped."""
        number = next(
            (n for n, a in self._previous if a.id == action_id and a.state is ActionState.OPEN), None
        )
        line = self.box.line
        if number is not None and not line.value:
            line.value = f"={number} "
            line.cursor_position = len(line.value)
        line.focus()

    def action_round(self, by: int) -> None:
        """Tab: the next panel; the line is reached with i."""
        lists = [self.query_one(name, Lines) for name in ROUND]
        shown = [each for each in lists if each.display and all(a.display for a in each.ancestors_with_self)]
        here = next((at for at, each in enumerate(shown) if each.has_focus), -1 if by > 0 else 0)
        shown[(here + by) % len(shown)].focus()

    # --- up from the line

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
        elif event.by > 0:
            self.box.line.focus()

    # --- captured lines

    def _chosen(self) -> Line | None:
        now = self.query_one("#now", Stacked)
        return next((line for line in self._lines if line.id == now.current), None) if now.has_focus else None

    def _chosen_here(self) -> Line | None:
        """The chosen line, when it was typed at this item; one from another item is said where it belongs."""
        line = self._chosen()
        home = self.meeting.item(line.item_id) if line is not None and line.item_id != self.item_id else None
        if home is not None:
            self.tell(f"Deze regel hoort bij {numbers(self.meeting.items)[home.id]}: Enter gaat erheen.")
        return None if home else line

    def action_move_line(self) -> None:
        """v: to another item, by a few letters."""
        line = self._chosen_here()
        if line is not None:
            self.open("move_line", line.capture_id)

    def open_move_line(self, capture_id: str) -> None:
        """Asks for the item."""

        def moved(item_id: str | None) -> None:
            if item_id and self.attempt(lambda: self._move(capture_id, item_id)):
                self.reload()
                target = self.meeting.item(item_id)
                self.tell(f"Verplaatst: {self._masked(target.shown)}" if target else "Verplaatst.")
            self.box.line.focus()

        others = [i for i in self.meeting.items if i.id != self.item_id]
        known = numbers(self.meeting.items)
        choices = [(i.id, known[i.id], self._masked(i.shown)) for i in others]
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
        line = self._chosen_here()
        if line is not None and self.attempt(lambda: self.store.table.remove(line.capture_id)):
            self.reload()
            self.tell("Regel weggehaald. u of Ctrl+Z haalt hem terug.")

    # --- last time's agreements

    def action_tick(self) -> None:
        """Spatie: last time's agreement is done, or open again; as a line, so that the report has it."""
        before = self.query_one("#before", Stacked)
        found = next(((n, a) for n, a in self._previous if a.id == before.current), None)
        if not before.has_focus or found is None or self._item_line is None:
            return
        number, action = found
        if action.state is ActionState.OPEN:
            reading = self._item_line.read(f"={number}")
            done = self.attempt(lambda: self.store.table.keep(self.item_id, reading))
            said = "Gedaan."
        else:
            done = self.attempt(lambda: self._open_again(action.id))
            said = "Weer open."
        if done:
            self.reload(action.id)
            self.tell(said)

    def _open_again(self, action_id: str) -> None:
        """Without the line of today that settled it; what was settled elsewhere is opened itself."""
        about = [x for x in self._lines if x.kind == Kind.AGREED and x.action and x.action.id == action_id]
        if about:
            self.store.table.remove(about[-1].capture_id)
        else:
            self.store.actions.settle(action_id, ActionState.OPEN)
