"""Moving a captured line to another item: the pupil's first letters and Enter."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input

from sotdesk.actions import bindings
from sotdesk.domain.text import fold
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import col, flex


class MoveLineDialog(ModalScreen[str | None]):
    """`MoveLineDialog([(item id, number, name)])` → the id of the item, or None."""

    BINDINGS = bindings("move_line")

    def __init__(self, items: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._items = items

    def compose(self) -> ComposeResult:
        """A line to type in, the items under it."""
        with Panel(title="Naar welk punt?", subtitle="Enter verplaatsen · Esc annuleren", id="move-line"):
            yield Line(placeholder="eerste letters of het nummer", id="letters")
            yield Lines(id="items", empty="Geen punt met deze letters", always=True)

    def on_mount(self) -> None:
        """The list follows the line."""
        self.query_one("#items", Lines).can_focus = False
        self._fill("")

    def _fill(self, typed: str) -> None:
        words = fold(typed).strip()
        fits = [(key, n, name) for key, n, name in self._items if _fits(words, n, name)]
        rows = [option(key, col(n, 3, "muted", right=True), flex(name)) for key, n, name in fits]
        self.query_one("#items", Lines).refill(rows, fits[0][0] if fits else None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Only what fits."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Enter: to the marked item."""
        chosen = self.query_one("#items", Lines).current
        if chosen:
            self.dismiss(chosen)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """A click."""
        self.dismiss(event.option_id)

    def action_move(self, by: int) -> None:
        """↑/↓ in the list."""
        items = self.query_one("#items", Lines)
        if by < 0:
            items.action_cursor_up()
        else:
            items.action_cursor_down()

    def action_close(self) -> None:
        """Nothing is moved."""
        self.dismiss(None)


def _fits(words: str, number: str, name: str) -> bool:
    return not words or words == number or any(part.startswith(words) for part in fold(name).split())
