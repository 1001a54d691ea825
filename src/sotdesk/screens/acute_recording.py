"""v on the acute card: acute danger in the run of the pupil. Where no run is yet, the first question of every run comes
first: a colleague is another route (domain.md §6.6)."""

from functools import partial

from sotdesk.domain.acute import Card
from sotdesk.domain.meldcode import Run
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.screens.new_menu import NewMenu, NewThing

STAFF, OTHER = "staff", "other"
ASKED = (
    NewThing("n", OTHER, "nee", "leg vast dat er acuut gevaar is"),
    NewThing("j", STAFF, "ja", "niet de meldcode: naar het bestuur"),
)
FIRST = "Een medewerker van school?"
SHOWN = "Vastgelegd dat deze route is getoond. Wanneer het bestuur het hoorde, zet je er later bij: op de kaart, m."


class Recording(BaseScreen):
    """The card that is shown, its pupil, and the run in which it was recorded. The subclass shows them."""

    _card: Card
    _run: Run | None = None
    _guest = _unnamed = False

    @property
    def _student(self) -> Student | None:
        raise NotImplementedError

    def action_record(self) -> None:
        """v: acute danger, in the run of this pupil; one begins when there is none."""
        student = self._student
        if self._guest or student is None:
            self.tell(
                "Met een gast aan tafel doe je dit later." if self._guest else "Kies eerst de leerling (l)."
            )
            return
        case = self.store.cases.of_student(student.id)
        if case is None or case.closed_on:
            self.tell("Open of heropen eerst de casus van deze leerling; bellen kan meteen.")
        elif self.store.runs.weighing(case.id):
            self._confirm(case.id)
        else:
            self.app.push_screen(NewMenu(ASKED, title=FIRST), partial(self._asked, case.id))

    def _asked(self, case_id: str, answer: str | None) -> None:
        if answer == OTHER:
            self._confirm(case_id)
        elif answer == STAFF and self.desk.shielded:  # what is shown then is not for the whole table
            self.tell("Zeg het zelf meteen tegen het bestuur. Wat er verder moet, toont v na F5.")
        elif answer == STAFF and self.attempt(lambda: self.store.runs.staff(case_id, self._card.note)):
            route = load("meldplicht")
            words = "\n".join(f"{at}. {line['words']}" for at, line in enumerate(route["line"], 1))
            self.app.push_screen(MessageDialog(route["title"], f"{words}\n\n{SHOWN}"))

    def _confirm(self, case_id: str) -> None:
        student = self._student
        about = pupil_and_class(student, hidden=self.private or self._unnamed) if student else ""
        says = load("acute")["record"]["says"]
        question = ConfirmDialog("Acuut gevaar?", says, heading=f"Vastleggen · {about}", yes="Vastleggen")
        self.app.push_screen(question, partial(self._record, case_id))

    def _record(self, case_id: str, yes: bool | None) -> None:
        if yes and self.attempt(
            lambda: self.store.runs.mark_acute(case_id, self._card.note), "Vastgelegd: er is acuut gevaar."
        ):
            self.reload()

    def action_run(self) -> None:
        """t: to the run, where what was skipped is completed."""
        if self.desk.shielded:
            self.tell("Druk eerst op F5: dat heft de afscherming op. Daarna gaat t naar het traject.")
        elif self._run is not None:
            self.desk.go(("meldcode", self._run.student.id, self._run.id))
