"""One candidate (aanname): the parts in their order, what is missing leads to where it is filled in; the decision."""

from textual.app import ComposeResult

from sotdesk.actions import bindings
from sotdesk.domain.candidates import parts, stand
from sotdesk.domain.errors import NotFound
from sotdesk.domain.rules import load
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.candidate_forms import AdmitForm, ExtendForm, PartForm, TalkForm, WhoForm
from sotdesk.screens.candidate_rows import DECISION, TALK, candidate_name, head_rows, part_rows
from sotdesk.screens.case_rows import Showing
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.new_menu import NewMenu, NewThing
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

DECIDE = ("edit", "admit", "refuse", "extend")
"""Acts of who is not decided about."""


class CandidateScreen(BaseScreen):
    """Address: the candidate's id, and the part to stand on."""

    SCOPE = "candidate"
    ROUTE = "candidate"
    HERE = 3
    BINDINGS = bindings("candidate")
    AUTO_FOCUS = "#parts"
    HELP = """
**Kandidaat**: wat je weet voor de directeur besluit, in de volgorde waarin je het nodig hebt. Enter vult een deel in of
past het aan; w noemt de bron.

- **Wat is nodig**: wat deze leerling op school nodig heeft.
- **Bron**: van wie dat komt (vorige school, ouders, OKR), en wat erin staat.
- **Analyse**: de zorganalyse. **Draagkracht**: wat de school kan bieden. **Advies**: aan de directeur.
- **Aannemen** (a): hij wordt leerling. Staat hij al in de leerlingenlijst, dan wordt het die leerling. Er kan meteen
  een casus open, met wat nodig is als hulpvraag. Wat hier staat komt in de tijdlijn.
- **Weigeren** (g): alles over de kandidaat verdwijnt. Alleen datum, schooljaar en klas blijven. Met u kun je het nog
  herstellen tot de kluis op slot gaat, daarna niet meer.
- **Verlengen** (v): de ouders weten dat het besluit langer duurt.
- **Kennismaking** (k): met leerling en ouders. Een geplande staat op tijd op Vandaag.
"""

    def body(self) -> ComposeResult:
        """Who he is, and the parts."""
        facts = Lines(id="facts")
        facts.can_focus = False
        yield Panel(facts, id="who-panel")
        yield Panel(Lines(id="parts"), title="Aanname", id="parts-panel")

    @property
    def candidate_id(self) -> str:
        """Who it is about."""
        return self.ids[0]

    @property
    def wanted(self) -> str | None:
        """The part that the address names."""
        return self.ids[1] if len(self.ids) > 1 else None

    def reload(self, keep: str | None = None) -> None:
        """As he is now. Who is gone: one step back, and it is said."""
        try:
            self._candidate = candidate = self.store.candidates.get(self.candidate_id)
        except NotFound as error:
            self.call_later(self._leave, error.sentence)
            return
        show = Showing(
            self.store.clock.today(), (candidate.name,), self.private, self.low, self.desk.shielded
        )
        self._about = candidate_name(candidate, hidden=self.private)
        self.query_one("#facts", Lines).refill(head_rows(candidate, self.store.candidates.term(), show))
        self.query_one("#who-panel", Panel).label(self._about, stand(candidate))
        first = candidate.missing[0].code if candidate.missing else DECISION
        lines = self.query_one("#parts", Lines)
        lines.refill(part_rows(candidate, show), keep or lines.current or first)
        self.refresh_bindings()

    def _leave(self, sentence: str) -> None:
        self.tell(sentence)
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.desk.go(("candidates",), fresh=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is decided is not decided again."""
        return action not in DECIDE or not (hasattr(self, "_candidate") and self._candidate.taken)

    # --- Enter

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: where it is filled in; from the decision to the pupil he became."""
        key = event.option_id or ""
        if key == DECISION and self._candidate.taken:
            self.desk.go(("student", self._candidate.student_id))
        elif key == DECISION:
            self.app.push_screen(NewMenu(self._choices(), title="Besluit"), self._chosen)
        elif key == TALK:
            self.open("talk")
        elif key:
            self.open("part", key)

    def _choices(self) -> tuple[NewThing, ...]:
        extra = self.store.candidates.term().extra_weeks
        return (
            NewThing("a", "admit", "aannemen", "wordt leerling; alles gaat mee"),
            NewThing("g", "refuse", "weigeren", "alles over de kandidaat verdwijnt"),
            *(
                [NewThing("v", "extend", "verlengen", f"{extra} weken langer; de ouders weten het")]
                if extra
                else []
            ),
        )

    def _chosen(self, choice: str | None) -> None:
        if choice:
            getattr(self, f"action_{choice}")()

    def open_part(self, code: str) -> None:
        """One part."""
        part = next(each for each in parts() if each.code == code)
        self.app.push_screen(PartForm(self.store, self._candidate, part, self._about), self._kept)

    # --- keys

    def action_edit(self) -> None:
        """e: who he is."""
        self.open("who")

    def open_who(self) -> None:
        """Name, school, class."""
        self.app.push_screen(WhoForm(self.store, self.candidate_id, hidden=self.private), self._kept)

    def action_talk(self) -> None:
        """k: the introduction talk."""
        self.open("talk")

    def open_talk(self) -> None:
        """When, and what was said."""
        self.app.push_screen(TalkForm(self.store, self._candidate, self._about), self._kept)

    def action_extend(self) -> None:
        """v: the decision takes longer."""
        if self.store.candidates.term().extra_weeks:
            self.open("extend")
        else:
            self.tell("Bij School staat dat de termijn niet langer kan.")

    def open_extend(self) -> None:
        """Since when the parents know."""
        self.app.push_screen(ExtendForm(self.store, self._candidate, self._about), self._kept)

    def action_admit(self) -> None:
        """a: he becomes a pupil."""
        self.open("admit")

    def open_admit(self) -> None:
        """Which pupil, and whether his case opens; then to his card."""
        form = AdmitForm(self.store, self._candidate, hidden=self.private)

        def after(done: object) -> None:
            if done is not None:
                self.reload()
                self.tell("Aangenomen. u draait het terug.")
                self.desk.go(("student", form.student_id))

        self.app.push_screen(form, after)

    def action_refuse(self) -> None:
        """g: refused, after a question that says what stays."""
        words = load("candidates")["refused"]
        question = ConfirmDialog(
            "Weigeren, en alles over deze kandidaat weghalen?",
            f"{words['kept']} u zet het terug, tot de kluis op slot gaat.\n\n{words['elsewhere']}",
            heading=f"Weigeren · {self._about}",
            yes="Weigeren",
            harm=True,
        )

        def after(yes: bool | None) -> None:
            if yes and self.attempt(lambda: self.store.candidates.refuse(self.candidate_id)):
                self._leave("Geweigerd, en weggehaald. u zet het terug.")

        self.app.push_screen(question, after)

    def action_history(self) -> None:
        """h: what was filled in and changed."""
        self.desk.go(("candidate_history", self.candidate_id))

    def action_why(self) -> None:
        """w: the source of the row under the cursor; of the decision also that of its term."""
        key = self.query_one("#parts", Lines).current
        rules = load("candidates")
        said = {part.code: (part.title, f"{part.hint}\n\nBron: {part.source}") for part in parts()}
        both = f"Bron: {rules[DECISION]['source']}\n\nTermijn: {rules['term']['source']}"
        said |= {DECISION: (rules[DECISION]["title"], both),
                 TALK: (rules[TALK]["title"], f"Bron: {rules[TALK]['source']}")}  # fmt: skip
        if key in said:
            self.app.push_screen(MessageDialog(*said[key]))

    def _kept(self, done: object) -> None:
        if done is not None:
            self.tell("Bewaard.")
            self.reload()
