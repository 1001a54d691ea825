"""The forms of the weighing: who takes part and decides, and one answer with the facts it rests on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.meldcode import Given, Round, Run
from sotdesk.domain.protocol import Question
from sotdesk.domain.text import listed, one_line
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.meldcode_forms import coming, past, people_line
from sotdesk.screens.pupil_screen import past_line
from sotdesk.screens.support_forms import day_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store


class WeighForm(FormDialog[Round]):
    """`WeighForm(store, run, about)` begins a weighing itself: the first, or a next one with its reason."""

    SAVE = "Wegen"
    HELP = """
**Wegen** doe je niet alleen, en niet als docent: de tweede lijn weegt (ondersteuningscoördinator, vertrouwenspersoon,
aandachtsfunctionaris), onder verantwoordelijkheid van het bestuur. De mentor denkt mee; beslist hij toch, dan hoort
daar een reden bij.

**Opnieuw wegen** kan altijd, met de reden erbij. De vorige weging blijft bewaard.
"""

    def __init__(self, store: "Store", run: Run, about: str) -> None:
        super().__init__(save=lambda opened: store.runs.weigh(run.id, opened))
        self._store, self._run, self._today = store, run, store.clock.today()
        self._anew = any(one.participants for one in run.rounds)
        self.heading = f"{'Opnieuw wegen' if self._anew else 'Wegen'} · {about}"

    def fields(self) -> Iterable[Field]:
        """When, who takes part, who decides; the reasons that are asked for."""
        was = self._run.round
        team = ", ".join(filter(None, [self._run.holder, *(one.who for one in self._run.members)]))
        yield Field("Op", past_line(self._today, self._today, "day"))
        weigh = (was.participants if was else "") or team
        weigh = f"{weigh}, " if weigh else ""  # who types on adds a name
        participants = Line(weigh, "namen of rollen", several=True, id="participants")
        yield Field("Wie wegen mee", participants, "de mentor mag meedenken")
        decider = people_line(self._store, (was.decider if was else "") or self._offered(), "decider")
        yield Field("Wie beslist", decider, self._decides)
        yield Field("Waarom de mentor", Line(id="mentor_reason"), "alleen als de mentor beslist")
        if self._anew:
            yield Field("Waarom opnieuw", Line(id="reason"), "de vorige weging blijft bewaard")

    def _offered(self) -> str:
        """Who decides to begin with: who holds the run (domain.md §6.3); the mentor is never offered."""
        holder = self._run.holder
        by_mentor = holder and self._store.runs.decides_as_mentor(self._run, holder)
        return self._store.school.school().coordinator if by_mentor else holder

    def _decides(self, words: str) -> str:
        mentor = self._store.runs.decides_as_mentor(self._run, one_line(words))
        return "dit is de mentor: zet hieronder waarom" if words.strip() and mentor else ""

    def result(self) -> Round:
        """The weighing; raises FieldError."""
        participants = listed(self.text("participants"))
        if not participants:
            raise FieldError("participants", "Wie wegen er mee?")
        if not self.text("decider"):
            raise FieldError("decider", "Wie beslist?")
        return Round(
            0, past(self, "day", self._today), participants, one_line(self.text("decider")),
            one_line(self.text("mentor_reason")), one_line(self.text("reason")) if self._anew else "",
        )  # fmt: skip


class AnswerForm(FormDialog[Given]):
    """`AnswerForm(store, run, question, about)` keeps the answer itself. What was answered before is offered anew."""

    def __init__(self, store: "Store", run: Run, question: Question, about: str) -> None:
        super().__init__(save=lambda given: store.runs.answer(run.id, given))
        self._store, self._run, self._question = store, run, question
        before = (one.given(question.code) for one in reversed(run.rounds[:-1]))
        self._earlier = next((given for given in before if given), None)
        self.heading, self.lead = f"{question.code} · {about}", question.ask
        self.HELP = question.help  # type: ignore[misc]

    def fields(self) -> Iterable[Field]:
        """The answers with nothing chosen, the facts; with help: what is agreed, until when, by whom."""
        question, before = self._question, self._earlier
        options = [("", "nog niet"), *((one.code, one.code) for one in question.choices)]
        yield Field("Antwoord", Pick(options, "", "answer"), self._means)
        facts = TextBox(
            before.facts if before else "", rows=5, placeholder="waarop rust dit antwoord", id="facts"
        )
        yield Field("Feiten", facts, "feiten; een mening noem je mening")
        if any(one.term for one in question.choices):
            due = day_line(
                self._store,
                before.due if before else None,
                "due",
                "wanneer is te zien of het werkt",
                ahead_only=True,
            )
            result = TextBox(
                before.result if before else "", rows=2, placeholder="wat is er dan anders", id="result"
            )
            yield Field(
                "Afgesproken resultaat", result, "veiligheid, welzijn, herstel; zo dat je het kunt zien"
            )
            yield Field("Beoordelen op", due)
            yield Field("Wie leidt de hulp", people_line(self._store, before.lead if before else "", "lead"))
            yield Field("Wie doet wat", TextBox(before.roles if before else "", rows=2, id="roles"))

    def _means(self, code: str) -> str:
        """What was agreed, where that is judged; what the answer means that is chosen now."""
        said = [given for given in self._run.round.answers if given.result] if self._run.round else []
        agreed = f"afgesproken: {said[-1].result}" if said and self._question.waits else ""
        return "\n".join(filter(None, [agreed, self._question.choice(code).words if code else ""]))

    def result(self) -> Given:
        """The answer; raises FieldError."""
        if not self.text("answer"):
            raise FieldError("answer", "Kies een antwoord.")
        if not self.text("facts"):
            raise FieldError("facts", "Zet erbij op welke feiten dit antwoord rust.")
        given = Given(self._question.code, self.text("answer"), self._store.clock.now(), self.text("facts"))
        return self._with_help(given) if self._question.choice(given.answer).term else given

    def _with_help(self, given: Given) -> Given:
        if not self.text("result"):
            raise FieldError(
                "result", "Wat is afgesproken als resultaat? Daarop beoordeel je straks de hulp."
            )
        due: date | None = coming(self, "due")
        if due is None:
            raise FieldError("due", "Op welke dag is te zien of de hulp werkt?")
        if due <= self._store.clock.today():
            raise FieldError("due", "Kies een dag die nog komt: hulp heeft tijd nodig om te werken.")
        for name, sentence in (("lead", "Wie leidt de hulp?"), ("roles", "Wie doet wat?")):
            if not self.text(name):
                raise FieldError(name, sentence)
        lead, roles, result = (one_line(self.text(name)) for name in ("lead", "roles", "result"))
        return replace(given, due=due, lead=lead, roles=roles, result=result)
