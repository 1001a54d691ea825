"""/: find anything by a few letters; Enter goes to the spot."""

from textual.app import ComposeResult
from textual.widgets import Input
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.finding import SHORTEST, Found, address_of
from sotdesk.domain.masking import mask
from sotdesk.domain.words import count
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import col, flex, name

MOST = 100
"""So many hits are shown at most; more letters make it fewer."""


class FindScreen(BaseScreen):
    """Everything by its words."""

    SCOPE = "find"
    ROUTE = "find"
    AUTO_FOCUS = "#words"
    BINDINGS = bindings("find")
    HELP = """
**Zoeken** gaat door leerlingen, contacten, casussen, signalen, afspraken en alles wat in een overleg is vastgelegd.

- Een paar letters zijn genoeg; accenten en hoofdletters tellen niet mee.
- *vries* vindt ook *de Vries*; een leerlingnummer of een klas mag ook.
- Meer woorden: alles moet erin staan.
"""

    def body(self) -> ComposeResult:
        """A line to type in, the hits under it."""
        with Panel(title="Zoeken", id="find-panel"):
            yield Line(placeholder="naam, nummer, klas of een woord", id="words")
            yield Lines(id="hits", always=True)

    def on_mount(self) -> None:
        """The line has the focus; the list follows the arrows."""
        self._found: dict[str, Found] = {}
        self.query_one("#hits", Lines).can_focus = False
        self.query_one("#words").focus()

    def reload(self, keep: str | None = None) -> None:
        """Look for what stands in the line."""
        words = self.query_one("#words", Line).value
        hits = self.store.finding.find(words, MOST)
        self._found = {hit.ref: hit for hit in hits}
        lines = self.query_one("#hits", Lines)
        enough = len(words.strip()) >= SHORTEST
        lines.empty = "Niets gevonden met deze woorden." if enough else "Typ minstens twee letters."
        lines.refill([self._row(hit) for hit in hits], keep or (hits[0].ref if hits else None))
        most = f"de eerste {MOST}" if len(hits) == MOST else count(len(hits), "gevonden", "gevonden")
        self.query_one("#find-panel", Panel).label("Zoeken", f"{most} · Enter gaat erheen" if hits else "")

    def _row(self, hit: Found) -> Option:
        text = hit.text if hit.kind != "student" or hit.student is None else hit.student.name.full
        text = self.words(text)
        if self.private:
            text = mask(text, [hit.student.name] if hit.student else [])
        who = pupil_and_class(hit.student, hidden=self.private)
        return option(hit.ref, col(hit.word, 13, "muted"), flex(text), name(who, 17, "muted"))

    def on_input_changed(self) -> None:
        """The hits follow the letters."""
        self.reload()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: to the spot."""
        self._go(self.query_one("#hits", Lines).current)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """A click: to the spot."""
        self._go(event.option_id)

    def _go(self, ref: str | None) -> None:
        hit = self._found.get(ref or "")
        address = address_of(hit) if hit else None
        if address:
            self.app.pop_screen()
            self.desk.go(address)

    def action_up(self) -> None:
        """A hit up."""
        self.query_one("#hits", Lines).action_cursor_up()

    def action_down(self) -> None:
        """A hit down."""
        self.query_one("#hits", Lines).action_cursor_down()

    def keep_draft(self) -> None:
        """The words wait in the vault while the desk is locked."""
        line = self.query_one("#words", Line)
        self.store.desk.keep_draft("find", line.value, line.cursor_position)

    def restore_draft(self) -> None:
        """The words are back."""
        words, cursor = self.store.desk.draft("find")
        line = self.query_one("#words", Line)
        line.value, line.cursor_position = words, cursor
