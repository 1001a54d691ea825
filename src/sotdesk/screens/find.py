"""/: find anything by a few letters; Enter goes to the spot."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Input
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.finding import SHORTEST, Found, address_of
from sotdesk.domain.masking import mask
from sotdesk.domain.names import MASK, Name
from sotdesk.domain.words import count
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.case_rows import SHIELDS
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import col, fit, flex, name

MOST = 50
"""So many hits are shown at most; more letters make it fewer."""
KIND = 13
"""Cells for the word of a kind."""
PRIVATE = ("guardian", "candidate")
"""Hits whose text is a name to be hidden (F9), and more; a pupil's own name is masked as a word."""


class FindScreen(BaseScreen):
    """Everything by its words."""

    SCOPE = "find"
    ROUTE = "find"
    AUTO_FOCUS = "#words"
    BINDINGS = bindings("find")
    HELP = """
**Zoeken** gaat door leerlingen, ouders, contacten, casussen, signalen, gesprekken, afspraken, ondersteuning, verzuim,
toestemming, het kwadrant en alles wat in een overleg is vastgelegd. Mensen staan bovenaan, daaronder de teksten, de
nieuwste eerst.

- Twee letters zoeken in namen, nummers en klassen; vanaf drie letters ook in alle teksten.
- Accenten en hoofdletters tellen niet mee. *vries* vindt ook *de Vries*.
- Meer woorden: alles moet erin staan.
- **Bedoelde je**: in een naam van vijf letters of meer mag één letter fout zijn, ontbreken, te veel zijn of verwisseld.
- **Besloten** en **alleen OCO** staan erbij, zoals op de kaart. Zolang er een gast aan tafel zit, staan ze er niet.
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
        shut = [hit for hit in hits if hit.audience in SHIELDS]
        shut = shut if shut and self.desk.guest else []
        hits = tuple(hit for hit in hits if hit not in shut)
        self._found = {hit.ref: hit for hit in hits}
        lines = self.query_one("#hits", Lines)
        enough = len(words.strip()) >= SHORTEST
        lines.empty = "Niets gevonden met deze woorden." if enough else "Typ minstens twee letters."
        self._hidden = self._names(hits) if self.private else ()
        lines.refill(self._rows(hits), keep or (hits[0].ref if hits else None))
        self.query_one("#find-panel", Panel).label("Zoeken", _edge(hits, shut))

    def _rows(self, hits: Sequence[Found]) -> list[Option]:
        """The hits, a heading above those whose name is one letter off."""
        rows: list[Option] = []
        for before, hit in zip((None, *hits), hits, strict=False):
            title = _heading(before, hit)
            rows += [blank()] if title and before and not self.low else []
            rows += [heading(title)] if title else []
            rows.append(self._row(hit))
        return rows

    def _row(self, hit: Found) -> Option:
        text = hit.text if hit.kind != "student" or hit.student is None else hit.student.name.full
        text = self.words(text)
        if self.private:
            text = MASK if hit.kind in PRIVATE else mask(text, self._hidden)
        who = pupil_and_class(hit.student, hidden=self.private)
        shield = SHIELDS.get(hit.audience, "")
        readers = [fit(shield, "warn")] if shield else []
        return option(hit.ref, col(hit.word, KIND, "muted"), flex(text), *readers, name(who, 17, "muted"))

    def _names(self, hits: Sequence[Found]) -> tuple[Name, ...]:
        """The pupils of these hits and who belongs to them: a text about one may name another."""
        ids = {hit.student.id for hit in hits if hit.student}
        return self.store.students.around(sorted(ids)).names

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


def _heading(before: Found | None, hit: Found) -> str:
    """What stands above a hit: where the names begin that are one letter off, and where they end."""
    near_before = before is not None and before.near
    if hit.near == near_before:
        return ""
    return "Bedoelde je …" if hit.near else "In teksten"


def _edge(hits: Sequence[Found], shut: Sequence[Found]) -> str:
    """How many there are; that a name was nearly typed, when those stand under the texts; what a guest may not see."""
    kept = "besloten niet getoond: gast aan tafel" if shut else ""
    if not hits:
        return kept
    near = sum(hit.near for hit in hits)
    found = len(hits) - near
    said = [f"de eerste {MOST}" if found >= MOST else count(found, "gevonden", "gevonden") if found else ""]
    said.append(f"{count(near, 'naam lijkt', 'namen lijken')} erop" if near else "")
    return " · ".join(filter(None, [*said, kept, "Enter gaat erheen"]))
