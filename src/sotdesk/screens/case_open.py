"""The form that opens a case: first who it is about, so that nobody gets a second case; else the way to the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Input

from sotdesk.domain.case_words import gap_words
from sotdesk.domain.cases import CaseRow
from sotdesk.domain.dates import show_date
from sotdesk.domain.text import one_line
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.student_picker import StudentField
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line

if TYPE_CHECKING:
    from sotdesk.data.store import Store

NEW_FIELDS = ("question", "question_by", "holder")


@dataclass(frozen=True)
class Wanted:
    """Whom the case is about; `there` is the case he has already, open or closed."""

    student_id: str
    there: CaseRow | None
    question: str
    question_by: str
    holder: str
    reason: str


class OpenCaseForm(FormDialog[Wanted]):
    """`OpenCaseForm(store)` → Wanted; it opens or reopens itself, and `case_id` is the case to go to."""

    heading = "Casus openen"
    SAVE = "Openen"

    def __init__(self, store: "Store") -> None:
        super().__init__(save=self._open)
        self._store = store
        self.case_id = ""

    def fields(self) -> Iterable[Field]:
        """The pupil; then what a new case begins with, or why a closed one opens again."""
        holder = self._store.school.school().coordinator
        yield StudentField(self._store)
        yield Field("Hulpvraag", Line(placeholder="wat heeft deze leerling nodig? mag later", id="question"))
        yield Field("Van wie", Line(placeholder="mentor, ouders, leerling …", id="question_by"))
        yield Field("Casushouder", Line(holder, id="holder"))
        yield Field("Reden", Line(placeholder="waarom weer open; mag leeg", id="reason"))

    def on_mount(self) -> None:
        """The fields of a new case."""
        self._fit()

    def on_input_changed(self) -> None:
        """Another pupil, other fields."""
        self._fit()

    def on_student_field_changed(self) -> None:
        """Chosen by a click: other fields too."""
        self._fit()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the pupil and goes on, unless he has an open case: that is said, the next Enter goes there."""
        field = self.query_one(StudentField)
        if event.input is not field.control:
            return
        self._fit()
        if field.just_taken and field.case and field.case.closed_on is None:
            event.prevent_default()

    def _fit(self) -> None:
        field = self.query_one(StudentField)
        case = field.case
        for control in NEW_FIELDS:
            self.field(control).display = case is None
        self.field("reason").display = bool(case and case.closed_on)
        if case:
            field.show(self._said(case), "ask")

    def _said(self, case: CaseRow) -> str:
        if case.closed_on is None:
            return f"Heeft al een open casus ({case.status.value}). Enter gaat erheen."
        today = self._store.clock.today()
        gap = gap_words(case, today)
        return f"Casus afgesloten {show_date(case.closed_on, today)}, {gap}. Openen heropent die."

    def result(self) -> Wanted:
        """Whom and what; raises FieldError."""
        field = self.query_one(StudentField)
        if field.student is None or field.typed:
            raise FieldError("student", "Kies een leerling uit de lijst.")
        return Wanted(
            field.student.id, field.case, *(one_line(self.text(name)) for name in (*NEW_FIELDS, "reason"))
        )

    def _open(self, wanted: Wanted) -> None:
        there = wanted.there
        if there is None:
            self.case_id = self._store.cases.open(
                wanted.student_id, holder=wanted.holder, question=wanted.question,
                question_by=wanted.question_by,
            )  # fmt: skip
            return
        self.case_id = there.id
        if there.closed_on:
            self._store.cases.reopen(there.id, wanted.reason)
