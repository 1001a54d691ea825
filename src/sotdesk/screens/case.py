"""The card of a case: where it stands, its aanmelding, its end; timeline and agreements are card.py's."""

from typing import TYPE_CHECKING

from sotdesk.actions import bindings
from sotdesk.domain.actions import ActionState
from sotdesk.domain.case_words import missing_words
from sotdesk.domain.cases import CaseFile, Entry, Gap, Referral
from sotdesk.screens.card import PupilCard
from sotdesk.screens.case_forms import CaseForm, CloseForm, Ending
from sotdesk.screens.case_head import standing
from sotdesk.screens.dialogs import AskDialog
from sotdesk.screens.referral import ReferralForm

if TYPE_CHECKING:
    from sotdesk.data.store import Store

WHEN_OPEN = ("refer", "close_case")


class CaseScreen(PupilCard):
    """Address: the case's id, and the entry or agreement to stand on."""

    SCOPE = "case"
    ROUTE = "case"
    BINDINGS = bindings("case")
    HELP = """
**Casus**: alles rond één leerling die ondersteuning krijgt of misschien nodig heeft.

- **Status**: signaal, intake, intern, extern, verwezen, volgen, afgesloten.
- **Casushouder**: wie de casus in de gaten houdt. Dat is één persoon.
- **Hulpvraag**: wat is er nodig, en van wie is die vraag.
- **Aanmelding**: de hulpvraag, wat is geprobeerd en wat dat deed, of ouders en leerling het weten en willen, en
  de vraag aan het SOT. Een aanmelding is iets anders dan een signaal; een signaal kan bij de mentor blijven.
- **Besloten**: deze regel komt in geen terugkoppeling. **Alleen OCO**: die staat ook niet in het verslag.
- **Contactmoment** (n c): een telefoontje, gesprek of mail; elke regel bewaar je met Enter. Wat je later verandert,
  blijft leesbaar zoals het er stond.
- **Filter** (f): een soort (`gesprek`, `besluit`, `afspraak`, `verzuim`), een periode (`deze maand`, `okt`,
  `sinds 1 sep`, `dit schooljaar`), een persoon (`smw`, `moeder`) of een woord; samen mag ook: `gesprek moeder okt`.
- **Ondersteuning** (n o): een maatregel met een doel. In die lijst: Enter bewerken, Spatie evalueren, m staat in het
  systeem van de school, x stoppen. Samen zijn ze het **handelingsplan** (p).
- **Protocol** (m): een protocol stap voor stap doorlopen, afgeschermd van de rest van de kaart.
- **Verwijzing** (v): waar de leerling heen kan, wat daarvoor nodig is, en wat er nog ontbreekt.
- **Heropenen** houdt zichtbaar hoelang een leerling uit de ondersteuning was.
- **Te laat**: de datum van een afspraak is voorbij. Enter vult een afspraak aan.
"""
    no_agreements = "Geen afspraken. n a maakt er een."

    def read(self, store: "Store", key: str) -> CaseFile:
        """The case by its id."""
        return store.cases.get(key)

    def file(self) -> CaseFile:
        """The case of the address."""
        self._case = self.read(self.store, self.ids[0])
        return self._case

    def subtitle(self) -> str:
        """Status, level, casushouder."""
        return self._show.text(standing(self._case, self._show))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An open case is worked on and closed, a closed one only read, corrected or reopened."""
        if action in WHEN_OPEN or action == "reopen_case":
            return hasattr(self, "_case") and self._case.closed is (action == "reopen_case")
        return super().check_action(action, parameters)

    def open_entry(self, entry: Entry) -> None:
        """An aanmelding opens its form too."""
        if entry.kind == "aanmelding" and not self._case.closed:
            self.action_refer()
        else:
            super().open_entry(entry)

    # --- the head

    def action_edit(self) -> None:
        """e: status, casushouder, level, hulpvraag, what works."""
        self.open("edit")

    def open_edit(self) -> None:
        """The form of the head."""
        form = CaseForm(self.store, self._case, hidden=self.private)
        self.app.push_screen(form, lambda done: self._after(done is not None, "Bewaard."))

    def action_refer(self) -> None:
        """a: the aanmelding at the SOT."""
        self.open("refer")

    def open_refer(self) -> None:
        """The form of the aanmelding."""

        def after(referral: Referral | None) -> None:
            lacks = missing_words(referral) if referral else ""
            said = f"Aanmelding bewaard. Ontbreekt nog: {lacks}." if lacks else "Aanmelding bewaard."
            self._after(referral is not None, said)

        self.app.push_screen(ReferralForm(self.store, self._case, hidden=self.private), after)

    def action_protocol(self) -> None:
        """m: the run of a protocol; it shows what it is in the unshielded view only."""
        self.desk.go(("meldcode", self.student_id))

    # --- closing and reopening

    def action_close_case(self) -> None:
        """c: close, with reason, result and satisfaction."""
        self.open("close")

    def open_close(self) -> None:
        """The form that closes."""
        waiting = sum(1 for a in self._actions.values() if a.state is ActionState.OPEN)

        def after(ending: Ending | None) -> None:
            self._after(ending is not None, "Casus afgesloten. u maakt het ongedaan.")

        self.app.push_screen(CloseForm(self.store, self._case, waiting, hidden=self.private), after)

    def action_reopen_case(self) -> None:
        """o: reopen; the gap stays to be seen."""
        self.open("reopen")

    def open_reopen(self) -> None:
        """Asks why."""
        case = self._case
        gap = Gap(case.closed_on, self._show.today).words if case.closed_on else ""

        def after(reason: str | None) -> None:
            if reason is not None:
                self._do(lambda: self.store.cases.reopen(case.id, reason), "Casus heropend.")

        self.app.push_screen(AskDialog("Casus heropenen", "Waarom", note=gap, needed=False), after)

    def _after(self, done: bool, said: str) -> None:
        if done:
            self.tell(said)
            self.reload()
