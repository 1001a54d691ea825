"""The cells of one row of the agenda while it is edited: they lie over the row, in the same columns.

What stands in a cell is handed on when the cell is left; there is no save key.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.events import DescendantBlur, Key
from textual.message import Message
from textual.widgets import Input, Static

from sotdesk.actions import bindings
from sotdesk.domain.errors import RuleError
from sotdesk.domain.kind_words import minutes_in
from sotdesk.domain.meetings import Item, ItemKind
from sotdesk.screens.agenda_rows import KIND, MINUTES, TIME
from sotdesk.widgets.ground import Horizontal
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import literal, pieces

KINDS = [(kind.value, kind.value or "–") for kind in ItemKind]
CELLS = ("title", "invited", "kind", "minutes", "request")
TEXTS = ("title", "invited", "minutes", "request")


@dataclass(frozen=True)
class RowLook:
    """How a row stands in the list: its name and time, the columns' widths, who comes in and who is proposed."""

    shown: str
    at: str
    width: int
    who_width: int
    invited: str = ""
    proposed: str = ""


class KindCell(Pick):
    """A Pick that shows only the choice that counts: a cell has no room for all."""

    def render(self) -> Content:
        """`‹voortgang›`."""
        label = self.options[self.place][1]
        edge = "kind" if self.has_focus else "muted"
        return pieces(("‹", edge), label, ("›", edge))  # type: ignore[arg-type]  # both are roles


class CellLine(Line):
    """A text cell. Enter, ↑ and ↓ work in its own turn: letters typed behind them belong to the next row."""

    async def _on_key(self, event: Key) -> None:
        """The same cell of another row, to type on down the column."""
        by = {"enter": 1, "ctrl+j": 1, "down": 1, "up": -1}.get(event.key)
        cells = self.parent
        if by and isinstance(cells, Cells):
            event.stop()
            event.prevent_default()
            cells.action_row(by)


class Cells(Horizontal):
    """The cells over one row: `edit(item, …)` opens them, `close()` puts them away."""

    DEFAULT_CSS = f"""
    Cells {{
        layer: cells; height: 1; display: none; background: $background;
        Line.-textual-compact {{ background: $soft; }}
        Line.-textual-compact:ansi {{ text-style: underline; }}
        #cell-mark {{ width: 2; padding: 0; color: $accent; }}
        #cell-time {{ width: {TIME + 1}; padding: 0; color: $text-muted; }}
        #cell-name {{ padding: 0; }}
        #cell-invited {{ margin: 0 1 0 0; }}
        #cell-kind {{ width: {KIND + 1}; }}
        #cell-nothing {{ width: {KIND + 1}; padding: 0; }}
        #cell-minutes {{ width: {MINUTES + 1}; }}
        #cell-request {{ margin: 0 1; }}
    }}
    """
    BINDINGS = bindings("agenda.cells")

    class Typing(Message):
        """The minutes being typed, to compute the times at once; None while they are no number."""

        def __init__(self, item_id: str, minutes: int | None) -> None:
            super().__init__()
            self.item_id = item_id
            self.minutes = minutes

    def __init__(
        self, kept: Callable[[str, dict[str, object]], None], left: Callable[[int, str], None]
    ) -> None:
        """Both are called at once, so that what is typed ahead lands in the row where it belongs: `kept(item_id,
        fields)` when a cell was left and these fields changed; `left(by, cell)` when the row is left, to the list
        (`by` 0) or to the next or previous row, in this cell.
        """
        super().__init__(id="cells")
        self._kept, self._left = kept, left
        self.item: Item | None = None
        self._minutes_for: Callable[[ItemKind], int] = lambda _kind: 10
        self._before: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Mark, time, name or title, who comes in, kind, minutes, question."""
        yield Static(literal("▌ "), id="cell-mark", markup=False)
        yield Static(id="cell-time", markup=False)
        yield Static(id="cell-name", markup=False)
        yield CellLine(id="cell-title")
        yield CellLine(id="cell-invited")
        yield KindCell(KINDS, id="cell-kind")
        yield Static(id="cell-nothing", markup=False)
        yield CellLine(id="cell-minutes")
        yield CellLine(placeholder="vraag aan het SOT", id="cell-request")

    # --- opening and closing

    def edit(self, item: Item, row: RowLook, minutes_for: Callable[[ItemKind], int], cell: str = "") -> None:
        """Opens the cells for an item that stands so on its row; `cell` names the one to begin in."""
        self.item, self._minutes_for = item, minutes_for
        about = bool(item.students or item.class_name)
        for name in ("name", "title"):
            part = self.query_one(f"#cell-{name}")
            part.styles.width = row.width if name == "title" else row.width + 1
            part.display = about is (name == "name")
        self.query_one("#cell-title").styles.margin = (0, 1, 0, 0)
        self.query_one("#cell-time", Static).update(literal(row.at))
        self.query_one("#cell-name", Static).update(literal(row.shown, "strong"))
        self.line("invited").styles.width = row.who_width
        self.line("invited").placeholder = row.proposed or "wie erbij"
        self.query_one("#cell-kind").display = about
        self.query_one("#cell-nothing").display = not about
        values = {
            "title": item.title,
            "invited": row.invited,
            "kind": item.kind.value,
            "minutes": str(item.minutes),
            "request": item.request,
        }
        self._before = values
        self.fill(values)
        self.display = True
        self.go_to(cell if cell in self.names else "request" if about else "title")

    def close(self) -> None:
        """Puts the cells away."""
        self.item = None
        self.display = False

    @property
    def names(self) -> list[str]:
        """The cells of this row, from left to right."""
        return [name for name in CELLS if self.query_one(f"#cell-{name}").display]

    @property
    def values(self) -> dict[str, str]:
        """What stands in the cells."""
        return {
            name: self.query_one("#cell-kind", Pick).value if name == "kind" else self.line(name).value
            for name in CELLS
        }

    def fill(self, values: dict[str, str]) -> None:
        """Puts these texts in the cells."""
        for name, value in values.items():
            if name == "kind":
                self.query_one("#cell-kind", Pick).value = value
            elif name in TEXTS:
                self.line(name).value = value
                self.line(name).cursor_position = 0

    def line(self, name: str) -> Line:
        """The text field of a cell."""
        return self.query_one(f"#cell-{name}", Line)

    @property
    def current(self) -> str:
        """The cell that has the focus; empty when none has."""
        focused = self.screen.focused
        names = [name for name in CELLS if focused is self.query_one(f"#cell-{name}")]
        return names[0] if names else ""

    def go_to(self, name: str) -> None:
        """The focus to a cell, the cursor at the end of its text."""
        cell = self.query_one(f"#cell-{name}")
        if isinstance(cell, Line):
            cell.cursor_position = len(cell.value)
        cell.focus()

    # --- keeping

    def keep(self) -> bool:
        """Hands on what changed; False (and back to the cell) when the minutes are no number."""
        if self.item is None:
            return True
        changed = {name: value for name, value in self.values.items() if value != self._before[name]}
        fields: dict[str, object] = dict(changed)
        if "minutes" in changed:
            try:
                fields["minutes"] = minutes_in(changed["minutes"])
            except RuleError as error:
                self.notify(error.sentence, markup=False, timeout=3)
                self.go_to("minutes")
                return False
        if "kind" in changed:
            fields["kind"] = ItemKind(changed["kind"])
        if fields:
            self._before = {**self._before, **changed}
            self._kept(self.item.id, fields)
        return True

    # --- keys

    def action_next(self, by: int) -> None:
        """Tab: the next cell; from the last one the next row."""
        names, here = self.names, self.current
        place = names.index(here) + by if here in names else 0
        if not self.keep():
            return
        if 0 <= place < len(names):
            self.go_to(names[place])
        else:
            self._left(by, names[0] if by > 0 else names[-1])

    def action_row(self, by: int) -> None:
        """↑, ↓ and Enter: the same cell of another row."""
        here = self.current
        if self.keep():
            self._left(by, here)

    def action_leave(self) -> None:
        """Esc: back to the list; what stands in the cells is kept, unless the minutes are no number."""
        if self.item and not self.line("minutes").value.strip().isdecimal():
            self.line("minutes").value = self._before["minutes"]
        if self.keep():
            self._left(0, "")

    def on_pick_submitted(self, event: Pick.Submitted) -> None:
        """Enter on the kind: that of the next row."""
        event.stop()
        self.action_row(1)

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Another kind: its own minutes, unless others were chosen."""
        event.stop()
        if self.item is None or event.pick.value == self._before["kind"]:
            return
        usual = {str(self._minutes_for(kind)) for kind in ItemKind}
        if self.line("minutes").value in usual:
            self.line("minutes").value = str(self._minutes_for(ItemKind(event.pick.value)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Minutes count at once in the times."""
        if self.item and event.input.id == "cell-minutes":
            typed = event.value.strip()
            self.post_message(self.Typing(self.item.id, int(typed) if typed.isdecimal() else None))

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """A click elsewhere leaves the row."""
        self.call_after_refresh(self._left_by_click)

    def _left_by_click(self) -> None:
        if self.item and self.is_attached and self.app.screen is self.screen and not self.current:
            self.action_leave()
