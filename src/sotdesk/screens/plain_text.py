"""A text alone on the screen, without borders, for a terminal that cannot copy: select it with the mouse, or keep it
as a file."""

from contextlib import suppress

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.widgets.pieces import literal

KEYS = "sleep met de muis over de tekst en kopieer · b als bestand · Esc terug"
MORE = "↑↓ rest"


class PlainText(ModalScreen[bool]):
    """`PlainText(text)` → True when she wants it as a file."""

    BINDINGS = bindings("plain_text")
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text from the first column on; one quiet line under it."""
        yield VerticalScroll(Static(literal(self._text), markup=False))
        yield Static(literal(KEYS, "muted"), id="keys", markup=False)

    def on_mount(self) -> None:
        """The terminal selects itself as long as this stands here."""
        self._mouse("_disable_mouse_support")

    def on_resize(self) -> None:
        """That there is more than fits is said: no bar shows it."""
        self.call_after_refresh(self._say_more)

    def _say_more(self) -> None:
        more = self.query_one(VerticalScroll).max_scroll_y > 0
        keys = f"{MORE} · {KEYS}" if more else KEYS
        self.query_one("#keys", Static).update(literal(keys, "muted"))

    def on_unmount(self) -> None:
        """The desk has its mouse back."""
        self._mouse("_enable_mouse_support")

    def _mouse(self, change: str) -> None:
        with suppress(Exception):  # a driver without a mouse has nothing to change
            getattr(self.app._driver, change)()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(False)

    def action_keep(self) -> None:
        """b: as a file."""
        self.dismiss(True)
