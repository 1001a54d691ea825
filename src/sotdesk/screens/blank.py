"""F12: an empty screen at once, for who walks in. Nothing of what was shown stays visible."""

from typing import Any

from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.widgets.pieces import literal


class BlankScreen(ModalScreen[None]):
    """Covers everything until Esc, Enter, Spatie or F12."""

    BINDINGS = bindings("blank")

    def compose(self) -> ComposeResult:
        """One quiet word, so that it does not look broken."""
        yield Static(literal("scherm leeg · F12 of Esc terug", "faint"), markup=False)

    def action_close(self) -> None:
        """Show what was there."""
        self.dismiss()


def toggle_blank(app: App[Any]) -> None:
    """Blank the screen, or show it again."""
    if isinstance(app.screen, BlankScreen):
        app.screen.dismiss()
    else:
        app.push_screen(BlankScreen())
