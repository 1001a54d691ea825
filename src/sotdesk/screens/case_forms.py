"""The forms of a case: opening it from the pupil's card, its head, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.case_words import CONFIDENTIALITIES, LEVELS, STATUSES
from sotdesk.domain.cases import CaseFile, CaseStatus, Regie
from sotdesk.domain.confidentiality import inzage_note
from sotdesk.domain.dates import show_date
from sotdesk.domain.past_days import past_day
from sotdesk.domain.students import Student
from sotdesk.domain.text import one_line
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store


def holder_line(store: "Store", value: str) -> Line:
    """A line for the casushouder, completing the names of people here (→ takes it)."""
    return suggesting(Line(value, "N. Smit", id="holder"), [c.name for c in store.contacts.all()])


class CaseForm(FormDialog[dict[str, str]]):
    """`CaseForm(store, case)` keeps the head of the case itself."""

    def __init__(self, store: "Store", case: CaseFile, *, hidden: bool = False) -> None:
        super().__init__(save=self._keep)
        self._store = store
        self._case = case
        self._today = store.clock.today()
        self.heading = f"Casus · {pupil_and_class(case.student, hidden=hidden)}"

    def fields(self) -> Iterable[Field]:
        """Where it stands, who holds it, what it asks, what works, who may read it."""
        case = self._case
        if not case.closed:
            yield Field("Status", Pick(STATUSES, case.status.value, "status"))
        yield Field("Casushouder", holder_line(self._store, case.holder))
        yield Field("Niveau", Pick(LEVELS, case.level, "level"))
        yield Field("Hulpvraag", Line(case.question, id="question"))
        yield Field("Van wie", Line(case.question_by, "mentor, ouders, leerling", id="question_by"))
        yield Field("Vraag aan het SOT", Line(case.request, id="request"))
        yield Field("Wat werkt", Line(case.what_works, "muziek, vaste plek, mevr. Bos", id="what_works"))
        yield Field(
            "Regie bij",
            Line(case.regie.organisation, "alleen als een partij buiten de school leidt", id="regie"),
        )
        yield Field("Regie: wie", Line(case.regie.person, id="regie_person"))
        since = show_date(case.regie.since, self._today) if case.regie.since else ""
        yield Field("Regie sinds", DateLine(self._read, since, "gisteren · ma · 20 nov", id="regie_since"))
        yield Field(
            "Wie mag het lezen", Pick(CONFIDENTIALITIES, case.confidentiality, "confidentiality"), inzage_note
        )

    def _read(self, words: str) -> tuple[date | None, str]:
        day = past_day(words, self._today) if words.strip() else None
        return day, show_date(day, self._today) if day else "dat lees ik niet als een dag die geweest is"

    def result(self) -> dict[str, str]:
        """Every field by its name; raises FieldError."""
        since = self.text("regie_since")
        if not self.text("regie") and (since or self.text("regie_person")):
            raise FieldError("regie", "Welke organisatie heeft de regie? Of maak de andere twee leeg.")
        if since and past_day(since, self._today) is None:
            raise FieldError("regie_since", "Typ een dag die geweest is, zoals gisteren, ma of 20 nov.")
        return {row.control.id or "": one_line(row.words) for row in self._rows()}

    def _keep(self, found: dict[str, str]) -> None:
        status = CaseStatus(found["status"]) if "status" in found else None
        since = found["regie_since"]
        day = past_day(since, self._today) if since else None
        regie = Regie(found["regie"], found["regie_person"], day)
        fields = {
            name: words for name, words in found.items() if name != "status" and not name.startswith("regie")
        }
        self._store.cases.edit(self._case.id, status=status, regie=regie, **fields)


@dataclass(frozen=True)
class Ending:
    """How a case ended."""

    reason: str
    result: str
    satisfaction: str


class CloseForm(FormDialog[Ending]):
    """`CloseForm(store, case)` closes the case itself (domain.md §5 step 9: every exit is evaluated)."""

    SAVE = "Afsluiten"

    def __init__(self, store: "Store", case: CaseFile, open_actions: int, *, hidden: bool = False) -> None:
        super().__init__(
            save=lambda end: store.cases.close(case.id, end.reason, end.result, end.satisfaction)
        )
        self._open = open_actions
        self.heading = f"Casus afsluiten · {pupil_and_class(case.student, hidden=hidden)}"

    def fields(self) -> Iterable[Field]:
        """Why, with what result, how satisfied."""
        left = "1 afspraak blijft" if self._open == 1 else f"{self._open} afspraken blijven"
        note = f"let op: {left} open staan" if self._open else ""
        yield Field("Waarom", Line(placeholder="doel behaald, van school …", id="reason"), note=note)
        yield Field("Resultaat", Line(placeholder="wat is er bereikt?", id="result"))
        yield Field("Tevreden", Line(placeholder="leerling ja, ouders ja", id="satisfaction"))

    def result(self) -> Ending:
        """How it ended; raises FieldError without a reason."""
        if not self.text("reason"):
            raise FieldError("reason", "Schrijf in een paar woorden waarom de casus sluit.")
        return Ending(*(one_line(self.text(name)) for name in ("reason", "result", "satisfaction")))


@dataclass(frozen=True)
class Begin:
    """What a new case begins with; everything may be empty."""

    question: str
    question_by: str
    holder: str


class BeginForm(FormDialog[Begin]):
    """`BeginForm(store, student)` opens a case for this pupil, whose card is shown already."""

    SAVE = "Openen"

    def __init__(self, store: "Store", student: Student, *, hidden: bool = False) -> None:
        super().__init__(save=self._open)
        self._store = store
        self._student = student
        self.heading = f"Casus openen · {pupil_and_class(student, hidden=hidden)}"

    def fields(self) -> Iterable[Field]:
        """Hulpvraag, whose, and the casushouder."""
        yield Field("Hulpvraag", Line(placeholder="wat is er nodig? mag later", id="question"))
        yield Field("Van wie", Line(placeholder="mentor, ouders, leerling", id="question_by"))
        yield Field("Casushouder", holder_line(self._store, self._store.school.school().coordinator))

    def result(self) -> Begin:
        """Nothing is required."""
        return Begin(*(one_line(self.text(name)) for name in ("question", "question_by", "holder")))

    def _open(self, begin: Begin) -> None:
        self._store.cases.open(
            self._student.id, question=begin.question, question_by=begin.question_by, holder=begin.holder
        )
