"""Betrokkenen (`b` on the card): home, siblings, school and partners, with who keeps contact with whom."""

from textual.app import ComposeResult

from sotdesk.actions import bindings
from sotdesk.domain.cases import Guardian
from sotdesk.domain.network import Partner
from sotdesk.domain.words import count
from sotdesk.screens.people_forms import GuardianForm, Linked, PartnerForm, SiblingForm
from sotdesk.screens.people_rows import MENTOR, PROPOSED, SCHOOL, people_rows
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel


class PeopleScreen(PupilScreen):
    """Address: the pupil's id, and the person to stand on."""

    SCOPE = "people"
    ROUTE = "people"
    BINDINGS = bindings("people")
    HELP = """
**Betrokkenen**: de mensen om deze leerling heen, en wie met wie contact houdt.

- **Thuis**: ouders en verzorgers, met gezag, taal en tolk. Zonder gezag beslist iemand niet mee en geeft hij geen
  toestemming. Een wijziging geldt alleen voor deze leerling, tenzij je zegt: ook bij broer of zus.
- **Broers en zussen** koppel je met s. Enter gaat naar hun kaart.
- **Betrokken**: partners en collega's, sinds wanneer en tot wanneer. Wie stopt, geef je een laatste dag; x is alleen
  voor een vergissing.
- **Laatste contact** komt uit gesprekken, uit wat iemand zei in een overleg, en uit afspraken die zijn gedaan. Alleen
  aan tafel zitten is geen contact.
- **Wie houdt contact**: met ouders de mentor, met partners de casushouder, tenzij er iemand anders staat.
"""

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="people"), id="people-panel")

    def show_all(self, keep: str | None) -> None:
        """Everyone, in groups."""
        self._network = network = self.store.network.of_student(self.student_id)
        self._guardians = {g.id: g for g in network.guardians}
        self._partners = {p.id: p for p in network.partners}
        self._siblings = {s.id for s in network.siblings}
        self.query_one("#people", Lines).refill(people_rows(network, self._show), keep)
        without = sum(1 for p in network.partners if p.ungrounded)
        said = f"{count(without, 'partner', 'partners')} zonder toestemming of grond" if without else ""
        self.query_one("#people-panel", Panel).label(f"Betrokkenen · {self.whose}", said)

    @property
    def _current(self) -> str:
        return self.query_one("#people", Lines).current or ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the school's own lists say is changed there."""
        if action not in ("edit", "remove") or not hasattr(self, "_guardians"):
            return True
        mine = self._current in self._guardians or self._current in self._partners
        return mine or (action == "remove" and self._current in self._siblings)

    def on_option_list_option_highlighted(self) -> None:
        """Other keys on another row."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the card of a sibling, the contact of a partner or mentor, else the form."""
        key = event.option_id or ""
        contact_id = self._contact_of(key)
        if key in self._siblings:
            self.desk.go(("student", key))
        elif key.startswith(PROPOSED):
            self.open("partner", key)
        elif contact_id:
            self.desk.go(("contacts", contact_id))
        elif not key.startswith(SCHOOL):
            self._edit(key)

    def _contact_of(self, key: str) -> str:
        """The contact card of a row, when it has one."""
        if key.startswith(MENTOR):
            return key.removeprefix(MENTOR)
        if key == f"{SCHOOL}holder":
            return next((c.id for c in self.store.contacts.all() if c.name == self._network.holder), "")
        return self._partners[key].contact_id if key in self._partners else ""

    # --- keys

    def action_new(self) -> None:
        """n: someone who is involved."""
        self.open("partner")

    def action_guardian(self) -> None:
        """o: a parent or carer."""
        self.open("guardian")

    def action_sibling(self) -> None:
        """s: a sibling in school."""
        self.open("sibling")

    def action_edit(self) -> None:
        """e: the person under the cursor."""
        self._edit(self._current)

    def _edit(self, key: str) -> None:
        self.open("guardian" if key in self._guardians else "partner", key)

    def action_remove(self) -> None:
        """x: this person is not around this pupil."""
        key, network = self._current, self.store.network
        if key in self._guardians:
            done = self.attempt(
                lambda: network.remove_guardian(key), "Weg bij deze leerling. u zet het terug."
            )
        elif key in self._siblings:
            done = self.attempt(lambda: network.unlink(key), "Niet meer gekoppeld. u zet het terug.")
        else:
            done = self.attempt(lambda: network.remove_partner(key), "Weg. u zet het terug.")
        if done:
            self.reload()

    # --- forms

    def open_guardian(self, guardian_id: str = "") -> None:
        """A parent or carer, new or to be changed."""

        def after(guardian: Guardian | None) -> None:
            self._after(guardian is not None, guardian_id)

        form = GuardianForm(self.store, self.student_id, self.whose, self._guardians.get(guardian_id))
        self.app.push_screen(form, after)

    def open_sibling(self) -> None:
        """Another pupil of this school."""

        def after(linked: Linked | None) -> None:
            self._after(linked is not None, linked.student_id if linked else "")

        self.app.push_screen(SiblingForm(self.store, self.student_id, self.whose), after)

    def open_partner(self, key: str = "") -> None:
        """Someone who is involved: new, to be changed, or one who did something already."""

        def after(partner: Partner | None) -> None:
            self._after(partner is not None, key)

        partner = self._partners.get(key)
        if key.startswith(PROPOSED):
            contact = next(c for c in self._network.proposed if c.id == key.removeprefix(PROPOSED))
            partner = Partner("", contact.label, since=self._show.today)
        self.app.push_screen(PartnerForm(self.store, self.student_id, self.whose, partner), after)

    def _after(self, done: bool, key: str) -> None:
        if done:
            self.tell("Bewaard.")
            self.reload(key or None)
