"""The card of a pupil without a case: who he is, what was noted of him, and the way to a case."""

from typing import TYPE_CHECKING

from textual import events

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.screens.card import PupilCard
from sotdesk.screens.case_forms import Begin, BeginForm

if TYPE_CHECKING:
    from sotdesk.data.store import Store


class StudentScreen(PupilCard):
    """Address: the pupil's id, and the entry or agreement to stand on. With a case, routes.py goes to that."""

    SCOPE = "student"
    ROUTE = "student"
    BINDINGS = bindings("student")
    HELP = """
**Leerling** zonder casus: wat de leerlingenlijst weet, en wat er over hem is genoteerd of afgesproken.

- **Signaal**: een zorg die iemand zag. Weeg het met w: blijft het bij de mentor, of gaat het naar de coördinator of
  het SOT?
- **Contactmoment** (n c): een telefoontje of gesprek; elke regel bewaar je met Enter.
- In de lijst **Afspraken** (Tab): Spatie gedaan, v verzetten, x vervalt.
- In de lijst **Ondersteuning**: Enter bewerken, Spatie evalueren, m staat in het systeem van de school, x stoppen.
- **Casus openen** met n k: de signalen van deze leerling horen er vanaf dan bij.
"""

    def read(self, store: "Store", key: str) -> PupilFile:
        """The pupil by his id."""
        return store.cases.pupil(key)

    def subtitle(self) -> str:
        """That there is no case, and what else the list says."""
        student, show = self._file.student, self._show
        born = show_date(student.birth_date, show.today) if student.birth_date and not show.hidden else ""
        parts = ["geen casus", f"geboren {born}" if born else "", student.municipality]
        return " · ".join(filter(None, parts))

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """When a case was made meanwhile, on another screen or by weighing a signal, that is the card."""
        self.call_later(self._follow)

    def _follow(self) -> None:
        case = self.store.cases.of_student(self.ids[0])
        if case is not None and self.app.screen is self:
            self._go_to(case.id)

    def open_case(self) -> None:
        """The form that opens one; then `on_screen_resume` goes there."""

        def after(begin: Begin | None) -> None:
            if begin:
                self.tell("Casus geopend. u maakt het ongedaan.")

        self.app.push_screen(BeginForm(self.store, self._file.student, hidden=self.private), after)

    def _go_to(self, case_id: str) -> None:
        """The case takes the place of this card."""
        desk, alone = self.desk, len(self.app.screen_stack) <= 2
        if not alone:
            self.app.pop_screen()
        desk.go(("case", case_id), fresh=alone)
