"""The choices that float above the cursor of the capture line. They never take the focus."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.geometry import Offset
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sotdesk.widgets.pieces import literal
from sotdesk.widgets.row import Row, col, flex

MOST_SHOWN = 6
NARROWEST, WIDEST = 26, 52
FRAME = 4
"""Cells the frame and the margins take from a row."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be put in the line: `line[start:end]` becomes `text`."""

    start: int
    end: int
    text: str
    label: str
    """What is shown first: a role, a person, a date word."""
    note: str = ""
    """What is shown behind it: the name, the day it means."""

    def put_in(self, line: str) -> tuple[str, int]:
        """The line with this choice in it, and the cursor behind it and one space."""
        rest = line[self.end :]
        gap = "" if rest.startswith(" ") else " "
        return line[: self.start] + self.text + gap + rest, self.start + len(self.text) + 1

    def is_there(self, line: str) -> bool:
        """Whether the line already says exactly this."""
        return line[self.start : self.end].casefold() == self.text.casefold()


class Choices(OptionList, can_focus=False):
    """The box with the choices; `Capture` opens, moves and closes it."""

    DEFAULT_CSS = """
    Choices, Choices.-textual-compact {
        overlay: screen;
        constrain: inside inside;
        display: none;
        width: auto;
        height: auto;
        max-height: 8;
        border: round $accent !important;
        background: $background;
        padding: 0;
        scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.found: tuple[Choice, ...] = ()
        self.chosen = False
        """Whether ↑ or ↓ was used since the box opened or changed."""

    @property
    def current(self) -> Choice | None:
        """The choice under the mark, when the box is open."""
        if not self.display or self.highlighted is None:
            return None
        return self.found[self.highlighted]

    def open_at(self, found: Sequence[Choice], cell: Offset) -> None:
        """Show these above the cell (on the screen) where the word begins; without room, below it."""
        self.found, self.chosen = tuple(found), False
        self.set_options([Option(_row(each, self._label_width())) for each in found])
        self.highlighted = 0
        width = self._width()
        height = min(len(found), MOST_SHOWN) + 2
        self.styles.width = width
        x = max(0, min(cell.x, self.screen.size.width - width))
        self.absolute_offset = Offset(x, cell.y - height if cell.y >= height else cell.y + 1)
        self.display = True

    def close(self) -> None:
        """Take the box away."""
        self.display = False
        self.found = ()

    def move(self, by: int) -> None:
        """Mark the next (1) or previous (-1) choice, round and round."""
        self.chosen = True
        self.highlighted = ((self.highlighted or 0) + by) % len(self.found)

    def _label_width(self) -> int:
        return min(
            WIDEST - FRAME - 10, max((literal(each.label).cell_length for each in self.found), default=0)
        )

    def _width(self) -> int:
        notes = max((literal(each.note).cell_length for each in self.found), default=0)
        return min(WIDEST, max(NARROWEST, self._label_width() + 2 + notes + FRAME + 1))


def _row(choice: Choice, label: int) -> Row:
    return Row(col(choice.label, label, "strong"), flex(choice.note, "muted"), gap=2)
