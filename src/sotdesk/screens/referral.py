"""The aanmelding at the SOT as a form (domain.md §5): by whom, whose hulpvraag, what was tried, who knows of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widgets import TextArea

from sotdesk.domain.case_words import ANSWERS, missing_words, tried_in, tried_words, without_effect
from sotdesk.domain.cases import CaseFile, Referral
from sotdesk.domain.text import one_line
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.screens.signal import who_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store

QUESTIONS = (
    ("parents_informed", "Ouders weten het"),
    ("parents_agreed", "Ouders akkoord"),
    ("student_informed", "Leerling weet het"),
    ("student_agreed", "Leerling akkoord"),
)
TRIED_NOTE = "een per regel: gesprek met mentor -> even rust"


def current(case: CaseFile) -> Referral | None:
    """The aanmelding to go on with: not one from before the case was closed and reopened."""
    since = max((gap.reopened_on for gap in case.gaps), default=None)
    known = case.referral
    return None if known is None or (since and known.on < since) else known


class ReferralForm(FormDialog[Referral]):
    """`ReferralForm(store, case)` keeps the aanmelding itself; one that is there already is completed."""

    def __init__(self, store: "Store", case: CaseFile, *, hidden: bool = False) -> None:
        super().__init__(save=lambda referral: store.cases.refer(case.id, referral))
        self._store = store
        self._before_this = current(case) or Referral(
            store.clock.today(), "", case.question, case.question_by, case.request
        )
        self.heading = f"Aanmelding bij het SOT · {pupil_and_class(case.student, hidden=hidden)}"

    def fields(self) -> Iterable[Field]:
        """Everything the referral gate asks for; nothing but the hulpvraag must be there at once."""
        known = self._before_this
        lacks = f"ontbreekt nog: {missing_words(known)}" if known.id and known.missing else ""
        yield Field("Aangemeld door", who_line(self._store, known.by), note=lacks)
        yield Field("Hulpvraag", Line(known.question, "wat is er nodig om …", id="question"))
        yield Field("Van wie", Line(known.question_by, "mentor, ouders, leerling", id="question_by"))
        yield Field("Geprobeerd", TextBox(tried_words(known.tried), rows=3, id="tried"), note=TRIED_NOTE)
        for name, label in QUESTIONS:
            yield Field(label, Pick(ANSWERS, getattr(known, name), name))
        yield Field(
            "Vraag aan het SOT", Line(known.request, "wat moet het SOT zeggen of doen?", id="request")
        )

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """How what was tried is read."""
        tried = tried_in(event.text_area.text)
        bare = without_effect(tried)
        lacks = f", {bare} nog zonder effect (-> en wat het deed)" if bare else ""
        said = f"{len(tried)} × geprobeerd{lacks}"
        self.field("tried").show(said if tried else "")

    def result(self) -> Referral:
        """The aanmelding; raises FieldError without a hulpvraag."""
        if not self.text("question"):
            raise FieldError("question", "Schrijf de hulpvraag op; de rest mag later.")
        before = self._before_this
        answers = {name: self.text(name) for name, _ in QUESTIONS}
        words = {name: one_line(self.text(name)) for name in ("by", "question", "question_by", "request")}
        return Referral(before.on, tried=tried_in(self.text("tried")), id=before.id, **words, **answers)
