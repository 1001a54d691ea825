"""Aanname: everyone who may become a pupil and where that stands; from here one is made, opened or taken away."""

from textual.app import ComposeResult

from sotdesk.actions import bindings
from sotdesk.domain.candidates import Candidate
from sotdesk.domain.words import count
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.candidate_forms import WhoForm
from sotdesk.screens.candidate_rows import list_rows
from sotdesk.screens.case_rows import Showing
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

EMPTY = "Nog geen kandidaten. n maakt er een: iemand die is aangemeld en nog geen leerling is."
TAKE_AWAY = (
    "Bijvoorbeeld omdat de ouders een andere school kozen. Alles over deze kandidaat verdwijnt. "
    "u zet het terug, tot de kluis op slot gaat."
)


class CandidatesScreen(BaseScreen):
    """Reached from Casussen (a) and by the palette. An id in the address is the candidate to stand on."""

    SCOPE = "candidates"
    ROUTE = "candidates"
    HERE = 3
    BINDINGS = bindings("candidates")
    HELP = """
**Aanname** gaat over leerlingen die zijn aangemeld en van wie de school eerst wil weten wat nodig is en of zij dat kan
bieden.

- **Kandidaat**: iemand die nog geen leerling is. Enter opent wat er van hem bekend is.
- **Staat**: wat als eerste ontbreekt, *wacht op besluit*, of *aangenomen*.
- **Aangenomen**: hij is leerling. Wat bij de aanname bekend was, staat in de tijdlijn op zijn kaart.
- **Geweigerd**: van deze kandidaat is niets meer over dan de datum, het schooljaar en de klas.
- De termijn om te besluiten staat bij **School**, daar pas je hem aan.
"""

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="candidates", empty=EMPTY), title="Aanname", id="candidates-panel")

    @property
    def wanted(self) -> str | None:
        """The candidate that the address names."""
        return self.ids[0] if self.ids else None

    def reload(self, keep: str | None = None) -> None:
        """Everyone as he is now."""
        found = self.store.candidates.all()
        self._found = {candidate.id: candidate for candidate in found}
        show = Showing(
            self.store.clock.today(), tuple(c.name for c in found), self.private, self.low, self.desk.shielded
        )
        rows = list_rows(found, self.store.candidates.refusals(), self.store.candidates.term(), show)
        self.query_one("#candidates", Lines).refill(rows, keep)
        waiting = sum(not candidate.taken for candidate in found)
        self.query_one("#candidates-panel", Panel).label(
            "Aanname", count(waiting, "kandidaat", "kandidaten") if waiting else ""
        )
        self.refresh_bindings()

    def _current(self) -> Candidate | None:
        return self._found.get(self.query_one("#candidates", Lines).current or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who was taken is a pupil: his file is not taken away here."""
        if action not in ("edit", "remove") or not hasattr(self, "_found"):
            return True
        candidate = self._current()
        return candidate is not None and not candidate.taken

    def on_option_list_option_highlighted(self) -> None:
        """Another row may have other keys."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: what is known of him."""
        if event.option_id:
            self.desk.go(("candidate", event.option_id))

    # --- keys

    def action_new(self) -> None:
        """n: someone who was applied for."""
        self.open("who")

    def action_edit(self) -> None:
        """e: who he is."""
        if candidate := self._current():
            self.open("who", candidate.id)

    def open_who(self, candidate_id: str = "") -> None:
        """Name, school, class; a new one opens then."""
        form = WhoForm(self.store, candidate_id, hidden=self.private)

        def after(done: Candidate | None) -> None:
            if done is not None:
                self.reload(form.candidate_id)
                if not candidate_id:
                    self.desk.go(("candidate", form.candidate_id))

        self.app.push_screen(form, after)

    def action_remove(self) -> None:
        """x: taken away, after a question."""
        candidate = self._current()
        if candidate is None:
            return

        def after(yes: bool | None) -> None:
            if yes and self.attempt(
                lambda: self.store.candidates.remove(candidate.id), "Weggehaald. u zet hem terug."
            ):
                self.reload()

        question = ConfirmDialog(
            "Deze kandidaat weghalen?", TAKE_AWAY, heading="Aanname", yes="Weghalen", harm=True
        )
        self.app.push_screen(question, after)
