"""A part of a screen in a round quiet frame: the one with the focus takes the accent and a bold title.

The title says whose or what it is, the bottom edge how much. Both are literal.
"""

from typing import cast

from textual.content import Content
from textual.widget import Widget

from sotdesk.widgets.ground import Vertical
from sotdesk.widgets.pieces import literal


class Panel(Vertical):
    """`Panel(Lines(id="mine"), title="Mijn afspraken", subtitle="4")`; change with `label`."""

    DEFAULT_CSS = """
    Panel {
        border: round $line;
        border-title-color: $foreground;
        border-title-align: left;
        border-subtitle-color: $text-muted;
        padding: 0;
        height: 1fr;
        &:focus-within { border: round $accent; border-title-style: bold; }
        Static { padding: 0 2; }
    }
    """

    def __init__(
        self,
        *children: Widget,
        title: str | Content = "",
        subtitle: str | Content = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(*children, id=id, classes=classes)
        self.label(title, subtitle)

    def label(self, title: str | Content | None = None, subtitle: str | Content | None = None) -> None:
        """Set the title, the bottom edge, or both; None leaves one as it is."""
        if title is not None:
            self.border_title = edge(title)
        if subtitle is not None:
            self.border_subtitle = edge(subtitle)


def edge(text: str | Content) -> str:
    """Literal text for a border; Textual's setter takes Content, its type only says str."""
    return cast(str, text if isinstance(text, Content) else literal(text))
