"""The form that opens a case: first who it is about, so that nobody gets a second case; else the way to the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sotdesk.domain.cases import CaseRow, Gap
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

    def on_student_field_taken(self, event: StudentField.Taken) -> None:
        """Chosen: on to the next field, unless he has an open case: that is said, and the next Enter goes there."""
        self._fit()
        case = event.field.case
        if event.field.control.has_focus and (case is None or case.closed_on):
            self._next(event.field.control)

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
        gap = Gap(case.closed_on, today).words
        return f"Casus afgesloten {show_date(case.closed_on, today)}, {gap}. Bewaren heropent die."

    def result(self) -> Wanted:
        """Whom and what; raises FieldError."""
        field = self.query_one(StudentField)
        if field.student is None:
            raise FieldError("student", field.missing)
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
