"""A text to read whole before it leaves: framed, scrolled with the arrows, with one key that copies it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.widgets.panel import edge


class ReadingScreen(ModalScreen[bool]):
    """`ReadingScreen("Dit leest M. Bos", content)` → True when she wants it copied."""

    BINDINGS = bindings("reading")
    AUTO_FOCUS = "#reading"

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The text in its frame."""
        with VerticalScroll(id="reading", can_focus=True) as box:
            box.border_title = edge(self._title)
            box.border_subtitle = edge("↑ ↓ lezen · c kopieert · Esc sluiten")
            yield Static(self._text, markup=False)

    def action_close(self) -> None:
        """Read."""
        self.dismiss(False)

    def action_copy(self) -> None:
        """c: copy it."""
        self.dismiss(True)
