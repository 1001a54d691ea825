"""The peer of the unlock screen: the smallest Textual app with one Input and a Footer."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Input


class Peer(App[None]):
    """Nothing but what the unlock screen cannot do without."""

    BINDINGS = [("ctrl+q", "quit", "stoppen")]

    def compose(self) -> ComposeResult:
        yield Input(placeholder="Wachtwoordzin")
        yield Footer()


if __name__ == "__main__":
    Peer().run()
