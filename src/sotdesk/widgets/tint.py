"""Colours exactly those parts of a typed line that were understood."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from rich.highlighter import Highlighter
from rich.style import Style as RichStyle
from rich.text import Text
from textual.color import Color
from textual.widget import Widget

from sotdesk.widgets.pieces import ROLES, Role

Span = tuple[int, int, Role]
"""Start, end (character positions in the line) and what it is."""

Reader = Callable[[str, int], Sequence[Span]]
"""Given the line and the cursor: the parts to tint."""


class Tint(Highlighter):
    """Styles the spans that a reader gives for the line; asks the reader once per line and cursor."""

    def __init__(self, widget: Widget, reader: Reader) -> None:
        self._widget = widget
        self._read = lru_cache(maxsize=4)(lambda line, cursor: tuple(reader(line, cursor)))
        self.cursor = 0

    def forget(self) -> None:
        """Ask the reader again: what it knows (people, dates) has changed."""
        self._read.cache_clear()

    def highlight(self, text: Text) -> None:
        """Style the spans of `text` in place."""
        for start, end, role in self._read(text.plain, self.cursor):
            text.stylize(self._style(role), start, end)

    def _style(self, role: Role) -> RichStyle:
        style = RichStyle()
        for word in ROLES[role].split():
            if word.startswith("$"):
                style += RichStyle(color=Color.parse(self._widget.app.theme_variables[word[1:]]).rich_color)
            else:
                style += RichStyle.parse(word)
        return style
