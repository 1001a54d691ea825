"""`?`: the keys of the screen, from the table of actions, and its words. It can hold no pupil's data."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown, Static

from sotdesk.actions import MODAL, acts, bindings, chain, keys_of, scopes_of
from sotdesk.widgets.panel import edge
from sotdesk.widgets.pieces import literal
from sotdesk.widgets.row import Row, col, flex


class HelpScreen(ModalScreen[None]):
    """`HelpScreen("today", TodayScreen.HELP)`, or of a form: `HelpScreen("form", …)`."""

    BINDINGS = bindings("help")
    AUTO_FOCUS = "#help"

    def __init__(self, scope: str, terms: str) -> None:
        super().__init__()
        self.scope = scope
        self.terms = terms

    def compose(self) -> ComposeResult:
        """Keys of this screen, its words, keys that work everywhere."""
        with VerticalScroll(id="help", can_focus=True) as box:
            box.border_title = edge("Hulp")
            box.border_subtitle = edge("↑ ↓ lezen · Esc sluiten")
            form = self.scope.split(".")[0] in MODAL
            own = chain(self.scope)[:-1] if form else scopes_of(self.scope) if self.scope else []
            yield from self._keys("In dit formulier" if form else "Op dit scherm", *own)
            if self.terms:
                yield Markdown(self.terms, open_links=False)
            yield from self._keys("Overal", *(("app",) if form else ("common", "app")))

    def _keys(self, title: str, *scopes: str) -> ComposeResult:
        """A heading and a row for each act; nothing for a screen without keys of its own."""
        known = acts(*scopes)
        if not known:
            return
        yield Static(literal(title, "heading"), classes="heading", markup=False)
        for act in known:
            row = Row(col(keys_of(act), 16, "kind"), flex(act.tooltip), wrap=True, gap=2)
            yield Static(row, markup=False)

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss()
