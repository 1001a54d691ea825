"""Verzoeken (`i` on the card): who asked to read, copy or correct this file, until when, and how it was answered."""

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.rights import Request, why
from sotdesk.domain.rules import load
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.screens.rights_forms import AnswerForm, RequestForm
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, pieces
from sotdesk.widgets.row import col, fit, flex

EMPTY = "Nog geen verzoek. n legt vast wie inzage, een kopie of een correctie vraagt; dan telt de termijn."


class RightsScreen(PupilScreen):
    """Address: the pupil's id, and the request to stand on."""

    SCOPE = "rights"
    ROUTE = "rights"
    BINDINGS = bindings("rights")
    HELP = """
**Verzoeken**: inzage, een kopie, of een correctie van dit dossier.

- **Termijn**: 28 dagen vanaf de dag van het verzoek. Op Vandaag staat het tot het beantwoord is.
- **Dossier** (d, of Enter): alles over deze leerling, links zoals het er staat, rechts zoals het op papier komt.
- **Correctie**: een feit dat niet klopt verbeter je op de kaart. Een oordeel blijft staan; weiger je, dan mag de
  leerling er een eigen verklaring bij zetten.
- Wat je **achterhoudt**, blijft met de reden onder het verzoek staan.
"""

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="requests", empty=EMPTY), id="requests-panel")

    def show_all(self, keep: str | None) -> None:
        """What waits, then what was answered."""
        found = self.store.rights.of_student(self.student_id)
        self._requests = {one.id: one for one in found}
        rows: list[Option] = []
        for title, done in (("Te beantwoorden", False), ("Beantwoord", True)):
            mine = [one for one in found if bool(one.done_on) is done]
            rows += [blank()] if rows and mine and not self.low else []
            rows += [heading(title, str(len(mine))), *map(self._row, mine)] if mine else []
        self.query_one("#requests", Lines).refill(rows, keep or self.wanted)
        self.query_one("#requests-panel", Panel).label(f"Verzoeken · {self.whose}", "")

    def _row(self, one: Request) -> Option:
        today, show = self._show.today, self._show
        late = not one.done_on and one.due < today
        sign = col("✓" if one.done_on else "!" if late else "□", 1, "good" if one.done_on else "warn")
        parts: list[Piece] = [(show.text(one.title), "strong")]
        parts += [f"  {show.text(one.asked)}"] if one.asked else []
        parts += [(f"\n{show.text(one.answer)}", "muted")] if one.answer else []
        for held in one.withheld:
            parts.append((f"\nachtergehouden, {show.text(held.place)}: {show.text(held.reason)}", "muted"))
        if one.done_on:
            when = fit(show_date(one.done_on, today), "muted")
        else:
            word = "te laat sinds" if late else "uiterlijk"
            when = fit(f"{word} {show_date(one.due, today)}", "warn" if late else "muted")
        return option(one.id, sign, flex(pieces(*parts)), when, wrap=True)

    # --- keys

    @property
    def _current(self) -> Request | None:
        return self._requests.get(self.query_one("#requests", Lines).current or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """All but a new one need a request under the cursor."""
        if action not in ("file", "answer", "edit", "why", "remove") or not hasattr(self, "_requests"):
            return True
        return self._current is not None

    def on_option_list_option_highlighted(self) -> None:
        """Other keys on another row."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the file."""
        self.action_file()

    def action_new(self) -> None:
        """n: a new request."""
        self.open("request")

    def action_edit(self) -> None:
        """e: the request under the cursor."""
        if self._current:
            self.open("request", self._current.id)

    def action_answer(self) -> None:
        """a: answered."""
        if self._current:
            self.open("answer", self._current.id)

    def action_file(self) -> None:
        """d: the file, to look over."""
        if self._current:
            self.desk.go(("rights_file", self.student_id, self._current.id))

    def action_why(self) -> None:
        """w: what it means, the term, the sources."""
        if self._current:
            means, source = why(self._current.kind)
            days = load("rights")
            said = (
                f"{means}\nBron: {source}.\n\nAntwoord binnen {days['days']} dagen.\nBron: {days['source']}."
            )
            self.app.push_screen(MessageDialog("Waarom", said))

    def action_remove(self) -> None:
        """x: away, as a mistake."""
        one = self._current
        if one and self.attempt(lambda: self.store.rights.remove(one.id), "Weg. u zet het terug."):
            self.reload()

    # --- forms

    def open_request(self, request_id: str = "") -> None:
        """A request, new or to be changed."""

        def after(made: Request | None) -> None:
            if made:
                self.tell("Verzoek bewaard. Het staat op Vandaag tot het beantwoord is.")
                self.reload(request_id or None)

        form = RequestForm(self.store, self.student_id, self.whose, self._requests.get(request_id))
        self.app.push_screen(form, after)

    def open_answer(self, request_id: str) -> None:
        """The answer."""

        def after(made: Request | None) -> None:
            if made:
                self.tell("Antwoord bewaard.")
                self.reload(request_id)

        self.app.push_screen(AnswerForm(self.store, self._requests[request_id], self.whose), after)
