"""Verwijzing (`v` on the card): where a pupil can be referred to, what that asks, and where it is filled in.

The gate refers nobody: it shows what the pupil's own records hold. What is missing leads to where it is filled in;
she may go on without it, with a reason, which prints.
"""

from textual.app import ComposeResult

from sotdesk.actions import bindings
from sotdesk.documents import letters as forms
from sotdesk.domain.case_words import CONFIDENTIALITIES
from sotdesk.domain.letters import Written
from sotdesk.domain.referral_gate import Fact, Gate, Need, requirements, source_words
from sotdesk.domain.referral_sheet import gate_sheet
from sotdesk.domain.support_plan import OWN_EDGE, OWN_ONLY
from sotdesk.report_base import usable_base
from sotdesk.screens.case_forms import BeginForm, CaseForm
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.exchange_forms import ExchangeForm
from sotdesk.screens.gate_forms import AsideForm, EnteredForm, NoteForm
from sotdesk.screens.gate_rows import gate_rows, need_rows
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.letters import file_words
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.screens.support_opening import OpensSupport
from sotdesk.widgets.ground import Horizontal
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

REVIEWED = ("yield", "evaluated")
"""Requirements that an evaluation fills in."""


class GateScreen(PupilScreen, OpensSupport):
    """Address: the pupil's id, and the destination to stand on."""

    SCOPE = "gate"
    ROUTE = "gate"
    BINDINGS = bindings("gate")
    AUTO_FOCUS = "#gates"
    _shown_gate = ""
    """The destination whose needs stand there."""

    HELP = """
**Verwijzing**: waar de leerling heen kan, en wat daarvoor nodig is. sotdesk leest dat uit het dossier; jij
verwijst.

- **kan**: alles is er. **bijna**: alles is er, maar nog niet alles staat in het systeem van de school; of je gaat toch
  verder, met een reden. **nog niet**: er ontbreekt iets.
- Hulp van buiten mag pas als in het **logboek** staat welke ondersteuning de school gaf, wat die opbracht en wat het
  advies voor het vervolg is. Die drie tellen dus pas met de datum waarop ze daar zijn ingevoerd.
- **Enter** op wat ontbreekt gaat naar waar je het invult. Wat in geen dossier staat, noteer je hier, met een datum.
- **Toch verder** (a) kan alleen met een reden; die komt op papier. x haalt hem weg.
- **Besloten** regels en ondersteuning tellen niet mee: ze komen ook op geen papier.
"""

    def body(self) -> ComposeResult:
        """Left (or above) the destinations, right (or below) what the one under the cursor asks."""
        with Horizontal(id="gate-body", classes="body"):
            yield Panel(Lines(id="gates", always=True), id="gates-panel")
            yield Panel(Lines(id="needs"), id="needs-panel")

    def show_all(self, keep: str | None) -> None:
        """Every destination anew."""
        found = self.store.gates.of_student(self.student_id)
        self._gates = {gate.destination.code: gate for gate in found}
        self._own_only = self.store.support.plan(self.student_id).own_only
        self._system = self.store.school.school().system
        self.query_one("#gates", Lines).refill(gate_rows(found), keep if keep in self._gates else None)
        self.query_one("#gates-panel", Panel).label(f"Verwijzing · {self.whose}")
        self._show_needs()

    @property
    def address(self) -> tuple[str, ...]:
        """With the destination under the cursor: after a lock it is the same."""
        gate = self.gate if self.is_mounted else None
        return (self.ROUTE, self.student_id, gate.destination.code) if gate else (self.ROUTE, *self.ids)

    @property
    def gate(self) -> Gate | None:
        """The destination under the cursor."""
        return getattr(self, "_gates", {}).get(self.query_one("#gates", Lines).current or "")

    @property
    def _need(self) -> Need | None:
        """The need under the cursor, while its list has the focus."""
        current, gate = self.query_one("#needs", Lines).current, self.gate
        if gate is None or not self.query_one("#needs").has_focus:
            return None
        return next((need for need in gate.needs if need.requirement.code == current), None)

    def _show_needs(self) -> None:
        gate = self.gate
        if gate is None:
            return
        rows = need_rows(gate, self._show, self._system)
        lines, missing = self.query_one("#needs", Lines), [need.requirement.code for need in gate.missing]
        here = gate.destination.code == self._shown_gate
        stays = here and (lines.current in missing or not missing)
        self._shown_gate = gate.destination.code
        lines.refill(rows, None if stays or not missing else missing[0])
        shut = OWN_EDGE if self._own_only else ""
        self.query_one("#needs-panel", Panel).label(f"{gate.destination.name} · {gate.light.value}", shut)
        self.refresh_bindings()

    def on_option_list_option_highlighted(self, event: Lines.OptionHighlighted) -> None:
        """Another destination: its needs."""
        if event.option_list.id == "gates" and hasattr(self, "_gates"):
            self._show_needs()

    def on_descendant_focus(self) -> None:
        """Other keys in the other list."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The reason can be taken away where there is one; what lacks nothing needs none."""
        gate = self.gate if hasattr(self, "_gates") else None
        if action == "take_up":
            return gate is not None and bool(gate.aside)
        if action == "aside":
            return gate is not None and bool(gate.missing)
        return True

    def action_back(self) -> None:
        """Esc: from the needs to the destinations, then a step back."""
        if self.query_one("#needs").has_focus:
            self.query_one("#gates").focus()
        else:
            super().action_back()

    # --- Enter

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: to the needs of this destination; on a need to where it is filled in."""
        if event.option_list.id == "gates":
            self.query_one("#needs").focus()
        elif (gate := self.gate) is not None:
            need = next((n for n in gate.needs if n.requirement.code == event.option_id), None)
            if need is not None:
                self._lead(need)

    def _lead(self, need: Need) -> None:
        """Where a need is filled in."""
        code, fact = need.requirement.code, need.fact
        if need.requirement.by_hand:
            self.open("note", code)
        elif need.requirement.leads == "support":
            self._lead_to_support(code, fact)
        elif need.requirement.leads == "question":
            self.open("question")
        elif need.requirement.leads == "consent":
            self._lead_to_consent(fact)
        elif fact and fact.leads == "meeting":
            self.desk.go(("closing", fact.ref, "system"))
        elif fact and fact.leads == "moment" and not need.met:
            self.open("entered", fact.ref)
        elif fact and fact.leads == "moment":
            self.desk.go(("moment", self.student_id, fact.ref))
        else:
            self.desk.go(("moment", self.student_id))

    def _lead_to_consent(self, fact: Fact | None) -> None:
        """What was asked or given toward this destination; without any the form of a new one, made out to it."""
        if fact:
            self.desk.go(("consents", self.student_id, fact.ref))
        elif gate := self.gate:
            self.open("exchange", gate.destination.code)

    def open_exchange(self, code: str) -> None:
        """A new consent or ground toward this destination."""
        gate = self._gates.get(code)
        if gate:
            toward = gate.destination
            known = [who for who in self.store.exchanges.receivers() if toward.receives("", who)]
            receiver = known[0] if known and toward.receivers else toward.name
            form = ExchangeForm(self.store, self.student_id, self.whose, receiver=receiver)
            self.app.push_screen(form, self._kept)

    def _lead_to_support(self, code: str, fact: Fact | None) -> None:
        """The measure that it was read from, else the one that runs; without any a new one."""
        supports = {s.id: s for s in self.store.support.of_student(self.student_id) if not s.restricted}
        found = supports.get(fact.ref) if fact else next(iter(supports.values()), None)
        if found is None:
            self.open("support")
        elif code in REVIEWED:
            self.open("review", found.id, found.last.id if fact and found.last else self.review_of(found))
        else:
            self.open("support", found.id)

    def open_question(self) -> None:
        """The hulpvraag: in the head of the case; without a case one is opened with it."""
        case = self.store.cases.of_student(self.student_id)
        if case:
            form = CaseForm(self.store, self.store.cases.get(case.id), hidden=self.private)
            self.app.push_screen(form, self._kept)
        else:
            self.app.push_screen(BeginForm(self.store, self._student, hidden=self.private), self._kept)

    def open_note(self, code: str) -> None:
        """What no record holds."""
        self.app.push_screen(
            NoteForm(self.store, self.student_id, requirements()[code], self.whose), self._kept
        )

    def open_entered(self, moment_id: str) -> None:
        """When a contact moment with advice was entered."""
        self.app.push_screen(EnteredForm(self.store, moment_id, self._system), self._kept)

    # --- keys

    def action_aside(self) -> None:
        """a: go on without what is missing."""
        if gate := self.gate:
            self.open("aside", gate.destination.code)

    def open_aside(self, code: str) -> None:
        """Asks why."""
        gate = self._gates.get(code)
        if gate:
            name, reason = gate.destination.name, gate.aside
            self.app.push_screen(AsideForm(self.store, self.student_id, code, name, reason), self._kept)

    def action_take_up(self) -> None:
        """x: not set aside after all."""
        gate = self.gate
        if gate and self.attempt(
            lambda: self.store.gates.take_up(self.student_id, gate.destination.code),
            "Niet meer toch verder. u zet de reden terug.",
        ):
            self.reload()

    def action_why(self) -> None:
        """w: the source of the need under the cursor, else of this destination."""
        gate, need = self.gate, self._need
        if gate is None:
            return
        name = need.requirement.words if need else gate.destination.name
        source = need.requirement.source if need else gate.destination.source
        self.app.push_screen(MessageDialog(_upper(name), f"{_upper(source_words(source))}."))

    def action_paper(self) -> None:
        """p: Word."""
        self._leave("docx")

    def action_markdown(self) -> None:
        """m: Markdown."""
        self._leave("md")

    def _leave(self, form: str) -> None:
        gate, case = self.gate, self.store.cases.of_student(self.student_id)
        if gate is None:
            return
        own = CONFIDENTIALITIES[-1][0]
        if case and self.store.cases.get(case.id).confidentiality == own:
            self.tell(OWN_ONLY)
            return
        school = self.store.school.school()
        naming = self.store.support.naming(self.student_id)
        written = gate_sheet(gate, naming, school.name, school.system, self._show.today)
        who = self._student.name.initials
        words = (
            "Verwijzing",
            gate.destination.name,
            who,
            self._student.class_name,
            f"{self._show.today:%Y-%m-%d}",
        )
        hand_out(self, f"{file_words(*words)}.{form}", lambda: self._file(written, form))

    def _file(self, written: Written, form: str) -> bytes:
        if form == "md":
            return forms.markdown(written).encode()
        return forms.docx(written, usable_base(self.store))

    def _kept(self, done: object) -> None:
        if done is not None:
            self.tell("Bewaard.")
            self.reload()


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
