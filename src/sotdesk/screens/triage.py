"""The form that weighs a signal (domain.md §5 step 2): who takes it on, with a note."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Static

from sotdesk.domain.cases import TRIAGE_WORDS, CaseRow, Triage
from sotdesk.domain.dates import show_date
from sotdesk.domain.masking import mask
from sotdesk.domain.shield import hidden_words
from sotdesk.domain.text import one_line
from sotdesk.screens.dialogs import FormDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import pieces

if TYPE_CHECKING:
    from sotdesk.data.store import Store

CHOICES = (
    (Triage.MENTOR.value, "mentor"),
    (Triage.COORDINATOR.value, "coördinator"),
    (Triage.SOT.value, "SOT"),
    (Triage.DIRECT.value, "direct SOT"),
)


def meaning(to: Triage, case: CaseRow | None) -> str:
    """What weighing it so means for this pupil, in a sentence."""
    if to is Triage.MENTOR:
        return "De mentor praat, belt naar huis en houdt het bij; er komt geen casus."
    if to is Triage.COORDINATOR:
        return "Mentor en coördinator pakken het samen op; er komt nog geen casus."
    lead = "Bij onveiligheid: " if to is Triage.DIRECT else ""
    if case is None:
        said = "er komt een casus"
    elif case.closed_on:
        said = "de afgesloten casus gaat weer open"
    else:
        said = f"het komt bij de open casus ({case.status.value})"
    return f"{lead}{said}."[0].upper() + f"{lead}{said}."[1:]


@dataclass(frozen=True)
class Weighed:
    """Where the signal goes, and why."""

    to: Triage
    note: str


class TriageForm(FormDialog[Weighed]):
    """`TriageForm(store, signal_id)` weighs the signal itself; then `case_id` is the case it joined or opened."""

    SAVE = "Wegen"

    def __init__(self, store: "Store", signal_id: str, *, hidden: bool = False) -> None:
        super().__init__(save=self._keep)
        self._store = store
        self._signal = store.cases.signal(signal_id)
        self._case = store.cases.of_student(self._signal.student.id)
        self._hidden = hidden
        self.case_id = ""
        self._today = store.clock.today()
        self.heading = f"Signaal wegen · {pupil_and_class(self._signal.student, hidden=hidden)}"

    def fields(self) -> Iterable[Field]:
        """What was seen, who takes it on, why."""
        signal = self._signal
        text = hidden_words(signal.text) if getattr(self.app, "shielded", True) else signal.text
        text = mask(text, [signal.student.name]) if self._hidden else text
        seen = pieces(
            (f"{show_date(signal.seen_on, self._today)} ", "muted"), signal.by and f"{signal.by}: ", text
        )
        said = Static(seen, markup=False, classes="said")
        first = signal.triage if signal.triage is not Triage.OPEN else Triage.MENTOR
        yield Field("Signaal", said)
        yield Field("Wie pakt het op", Pick(CHOICES, first.value, "to"), note=meaning(first, self._case))
        yield Field("Waarom", Line(signal.triage_note, "mag leeg blijven", id="note"))

    def on_mount(self) -> None:
        """The choice first."""
        self.query_one("#to").focus()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """What the choice means."""
        self.field("to").show(meaning(Triage(event.pick.value), self._case))

    def result(self) -> Weighed:
        """Where it goes."""
        return Weighed(Triage(self.text("to")), one_line(self.text("note")))

    def _keep(self, weighed: Weighed) -> None:
        self.case_id = self._store.cases.triage(self._signal.id, weighed.to, weighed.note)
        self.app.notify(f"Gewogen: {TRIAGE_WORDS[weighed.to]}.", markup=False, timeout=3)
