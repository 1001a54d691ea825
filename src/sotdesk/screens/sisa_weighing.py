"""The form of *Samenwerking* that weighs: the aid, the decision, by whom, and the reason when it is not followed."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from sotdesk.data.store.sisa import ABUSE, NOBODY, Weighed
from sotdesk.domain.rules import load
from sotdesk.domain.sisa import Advice, Weighing, advised, asks_reason, questions
from sotdesk.domain.text import one_line
from sotdesk.screens.contact_forms import NO_YES
from sotdesk.screens.dialogs import FieldError
from sotdesk.screens.pupil_screen import past_line
from sotdesk.screens.sisa_forms import SignalForm
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

SET = (("ja", "zetten"), ("nee", "niet zetten"))


class WeighForm(SignalForm[Weighed]):
    """`WeighForm(store, student_id, about, weighing)` keeps it itself; `abuse` = a suspicion that is known already."""

    HELP = """
**Wegen**: wel of geen signaal. De vragen geven een advies; jij beslist.

- **Hulpvragen**: één vraag die je alleen aankunt vraagt geen signaal; meer vragen, of zorgen erachter, wel.
- **Vermoeden** van mishandeling of geweld: altijd een signaal. Zet je het niet, dan staat erbij waarom.
- Wat er aan de hand is, komt er niet in: een signaal zegt alleen dat de school betrokken is.
"""
    heading = "Wegen"

    def __init__(
        self,
        store: "Store",
        student_id: str,
        about: str,
        weighing: Weighing | None = None,
        *,
        abuse: bool = False,
    ) -> None:
        key = weighing.id if weighing else ""
        super().__init__(store, about, lambda done: store.sisa.weigh(student_id, done, key))
        self._weighing, self._abuse = weighing, weighing.abuse if weighing else abuse
        self._chosen, self._followed = weighing is not None, "ja"
        case = store.cases.of_student(student_id)
        mine = (c.id for c in store.sisa.signallers() if case and c.name == case.holder)
        self._holder = next(mine, "")
        """The casushouder sets it when he may (S002: domain.md §6.5, row 4.5)."""

    def fields(self) -> Iterable[Field]:
        """The aid, the decision, by whom, when, and when to look again."""
        one = self._weighing
        later = self._today + timedelta(days=load("sisa")["terms"]["review_days"])
        yield Field(
            "Hulpvragen",
            Pick([(q.code, q.words) for q in questions()], one.question if one else "", "question"),
        )
        yield Field(
            "Vermoeden",
            Pick(NO_YES, "ja" if self._abuse else "nee", "abuse"),
            note="van mishandeling of geweld",
        )
        yield Field("Signaal", Pick(SET, "nee" if one and not one.is_set else "ja", "set"))
        yield self.who(one.by_id, one.by) if one and one.is_set else self.who(self._holder)
        yield Field("Reden", Line(one.reason if one else "", id="reason"))
        yield Field("Dag", past_line(self._today, one.on if one else self._today, "on"))
        yield self.next_look(one.review_on if one else later)

    def on_mount(self) -> None:
        """The advice of the first answer."""
        super().on_mount()
        self._follow()
        self._before = self._words()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Another answer, another advice; the decision follows it until she made her own."""
        self._follow()

    def _follow(self) -> None:
        advice = advised(self.text("question"), abuse=self.text("abuse") == "ja")
        self._chosen = self._chosen or self.text("set") != self._followed
        if not self._chosen:
            self._followed = "nee" if advice is Advice.NO else "ja"
            self.field("set").fill(self._followed)
        is_set = self.text("set") == "ja"
        needed = asks_reason(advice, is_set=is_set)
        self.field("set").show(advice.words, "warn" if needed else "muted")
        self.field("reason").display = not is_set
        self.field("reason").show("" if needed else "mag leeg blijven")
        self.field("by").display = self.field("review").display = is_set

    def result(self) -> Weighed:
        """What was filled in; raises FieldError."""
        is_set, abuse = self.text("set") == "ja", self.text("abuse") == "ja"
        advice = advised(self.text("question"), abuse=abuse)
        if asks_reason(advice, is_set=is_set) and not self.text("reason"):
            raise FieldError("reason", ABUSE)
        if is_set and not self.text("by"):
            raise FieldError("by", NOBODY)
        on = self.past("on")
        if not is_set:
            return Weighed(self.text("question"), abuse, False, on, reason=one_line(self.text("reason")))
        return Weighed(self.text("question"), abuse, True, on, self.text("by"), review_on=self.look())
