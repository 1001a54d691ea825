"""Samenhang of a kwadrant: her own conclusion, and the measure or agenda item that she makes of it."""

from sotdesk.domain.kwadrant import Kwadrant
from sotdesk.domain.kwadrant_coherence import questions
from sotdesk.domain.meetings import ItemKind
from sotdesk.domain.support import Support
from sotdesk.screens.dialogs import AskDialog
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.screens.support_forms import SupportForm
from sotdesk.widgets.lines import Lines


class Concluding(PupilScreen):
    """The part of the screen under the cells; `_found` is what the cells show."""

    _found: Kwadrant | None = None

    def action_conclude(self) -> None:
        """c: her own conclusion."""
        self.open("conclusion")

    def open_conclusion(self, conclusion_id: str = "") -> None:
        """Write it, or change it."""
        found = self._found.conclusions if self._found else ()
        text = next((one.text for one in found if one.id == conclusion_id), "")

        def after(words: str | None) -> None:
            if words and self.attempt(
                lambda: self.store.kwadrant.conclude(self.student_id, words, conclusion_id)
            ):
                self.reload()

        self.app.push_screen(AskDialog(f"Eigen conclusie · {self.whose}", "Conclusie", text), after)

    @property
    def _concluded(self) -> str:
        """The conclusion under the cursor, else the last one, else the first question."""
        found = self._found
        if found is None:
            return ""
        under = self.query_one("#coherence", Lines).current
        texts = {one.id: one.text for one in found.conclusions}
        last = found.conclusions[-1].text if found.conclusions else ""
        asked = [question.ask for question in questions(found)]
        return texts.get(under or "", last) or (asked[0] if asked else "")

    def action_measure(self) -> None:
        """m: a measure with the conclusion as its goal."""
        self.open("support")

    def open_support(self) -> None:
        """The form of a measure."""

        def after(kept: Support | None) -> None:
            if kept is not None:
                self.tell("Ondersteuning bewaard; zij staat op de kaart en in het plan.")

        support = Support("", self.student_id, "", self._show.today, goal=self._concluded)
        self.app.push_screen(SupportForm(self.store, self.student_id, support, self.whose), after)

    def action_agenda(self) -> None:
        """a: on the agenda of the next meeting, with the conclusion as the question."""
        meeting = self.store.meetings.running() or self.store.meetings.next()
        if meeting is None:
            self.tell("Er is nog geen overleg gepland. Plan er een bij Overleg.")
        elif any(s.id == self.student_id for item in meeting.items for s in item.students):
            self.tell(f"Deze leerling staat al op de agenda van {meeting.kind.short}.")
        elif self.attempt(
            lambda: self.store.meetings.add_item(
                meeting.id, kind=ItemKind.PROGRESS, minutes=meeting.kind.minutes_for(ItemKind.PROGRESS),
                student_ids=[self.student_id], request=self._concluded,
            ),
            f"Staat op de agenda van {meeting.kind.short}. u haalt het eraf.",
        ):  # fmt: skip
            self.reload()
