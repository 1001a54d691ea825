"""The forms of *Verzoeken*: what was asked of a pupil's file, and how it was answered."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sotdesk.domain.past_days import past_day
from sotdesk.domain.rights import GRANTED, OUTCOMES, PARTLY, Request, asker_names, kind_names, why
from sotdesk.domain.text import one_line
from sotdesk.screens.consent_form import givers, who_decides
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store


class RequestForm(FormDialog[Request]):
    """`RequestForm(store, student_id, about, request)` keeps it itself; without a request it is a new one."""

    HELP = """
**Verzoek**: wie zijn dossier wil lezen, een kopie wil, of wil dat er iets wordt verbeterd.

- **Door**: tot 16 jaar vragen ouders met gezag; vanaf 16 de leerling zelf, of wie hem vertegenwoordigt.
- De termijn telt vanaf de dag waarop het is gevraagd.
"""

    def __init__(self, store: "Store", student_id: str, about: str, request: Request | None = None) -> None:
        super().__init__(save=lambda made: store.rights.save(made))
        self._store, self._student_id, self._request = store, student_id, request
        self._today = store.clock.today()
        self.heading = f"Verzoek · {about}"

    def fields(self) -> Iterable[Field]:
        """What, by whom, when, and what exactly."""
        one, store = self._request, self._store
        kinds, askers = list(kind_names().items()), list(asker_names().items())
        yield Field("Wat", Pick(kinds, one.kind if one else kinds[0][0], "kind"))
        note = who_decides(store, self._student_id).replace("beslist", "vraagt").replace("een ouder", "ouder")
        yield Field("Door", Pick(askers, one.asker if one else askers[1][0], "asker"), note=note)
        by = suggesting(Line(one.by if one else "", id="by"), givers(store, self._student_id))
        yield Field("Naam", by)
        yield Field("Gevraagd op", past_line(self._today, one.asked_on if one else self._today, "asked_on"))
        yield Field(
            "Wat precies", Line(one.asked if one else "", "wat niet klopt, en wat er moet staan", id="asked")
        )

    def on_mount(self) -> None:
        """What the kind means stands under it."""
        self._follow()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Another kind means something else."""
        self._follow()

    def _follow(self) -> None:
        self.field("kind").show(why(self.text("kind"))[0])

    def result(self) -> Request:
        """What was filled in; raises FieldError."""
        day = past_day(self.text("asked_on"), self._today)
        if day is None:
            raise FieldError("asked_on", NOT_A_DAY)
        words = {name: one_line(self.text(name)) for name in ("by", "asked")}
        made = Request(
            "", self._student_id, self.text("kind"), self.text("asker"), words["by"], day, words["asked"]
        )
        if made.corrects and not made.asked:
            raise FieldError("asked", "Wat klopt er niet, en wat moet er staan?")
        return replace(made, id=self._request.id) if self._request else made


class AnswerForm(FormDialog[Request]):
    """`AnswerForm(store, request, about)` keeps the answer itself."""

    HELP = """
**Antwoord**: binnen de termijn, schriftelijk.

- **Weigeren**, ook een deel, kan alleen met een reden. Hield je teksten achter, dan staan die redenen er al.
- Wordt een **correctie** geweigerd, dan mag de leerling er een eigen verklaring bij zetten. Die blijft in het dossier
  staan en is in het verloop te lezen.
"""

    def __init__(self, store: "Store", request: Request, about: str) -> None:
        super().__init__(save=lambda made: store.rights.answer(made))
        self._request, self._today = request, store.clock.today()
        self.heading = f"Antwoord · {about}"

    def fields(self) -> Iterable[Field]:
        """When, how it ended, how it was given, why not, the own statement."""
        one = self._request
        held = "; ".join(dict.fromkeys(each.reason for each in one.withheld))
        yield Field("Beantwoord op", past_line(self._today, one.done_on or self._today, "done_on"))
        yield Field(
            "Uitkomst",
            Pick(list(OUTCOMES.items()), one.outcome or (PARTLY if one.withheld else GRANTED), "outcome"),
        )
        yield Field("Hoe gegeven", Line(one.how, "op papier, in een gesprek", id="how"))
        yield Field("Reden", Line(one.reason or held, "waarom niet, of niet alles", id="reason"))
        if one.corrects:
            yield Field(
                "Eigen verklaring", Line(one.statement, "in de woorden van de leerling", id="statement")
            )

    def on_mount(self) -> None:
        """Only what belongs to the outcome."""
        self._follow()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """A refusal has a reason."""
        self._follow()

    def _follow(self) -> None:
        whole = self.text("outcome") == GRANTED
        self.field("reason").display = not whole
        if self._request.corrects:
            self.field("statement").display = not whole

    def result(self) -> Request:
        """What was filled in; raises FieldError."""
        day, outcome = past_day(self.text("done_on"), self._today), self.text("outcome")
        if day is None or day < self._request.asked_on:
            raise FieldError("done_on", "Typ een dag tussen het verzoek en vandaag.")
        if not self.text("how"):
            raise FieldError("how", "Hoe is het antwoord gegeven?")
        if outcome != GRANTED and not self.text("reason"):
            raise FieldError("reason", "Waarom niet? Weigeren kan alleen met een reden.")
        refused = outcome != GRANTED
        statement = self.text("statement") if refused and self._request.corrects else ""
        reason = self.text("reason") if refused else ""
        return replace(
            self._request,
            done_on=day,
            outcome=outcome,
            how=self.text("how"),
            reason=reason,
            statement=statement,
        )
