"""The peer: the smallest Textual app with one Input and a Footer, and a bare screen over it (ctrl+t)."""

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Input, Static


class Bare(Screen[None]):
    """One line of text."""

    BINDINGS = [("ctrl+t", "app.pop_screen", "terug")]

    def compose(self) -> ComposeResult:
        yield Static("een regel")


class Peer(App[None]):
    """Nothing but what the unlock screen cannot do without."""

    BINDINGS = [("ctrl+q", "quit", "stoppen"), ("ctrl+t", "bare", "")]

    def compose(self) -> ComposeResult:
        yield Input(placeholder="Wachtwoordzin")
        yield Footer()

    def action_bare(self) -> None:
        """Ctrl+T: a screen over this one."""
        self.push_screen(Bare())


if __name__ == "__main__":
    Peer().run()
