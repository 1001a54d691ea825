"""The forms of what stands around a run: the log of Veilig Thuis, the team, a task."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sotdesk.domain.meldcode import Contact, ContactKind, Member, Run, Task, TaskKind
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.meldcode_forms import NO, YES, coming, past, people_line
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.screens.support_forms import day_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store

ANONYMOUS = "vertel niets waaraan het gezin te herkennen is: geen naam, straat, school of klas"
KNOWN = "een melding noemt wie het is, wat er is gezien en wat er al is gedaan"


class ContactForm(FormDialog[Contact]):
    """`ContactForm(store, run, kind, about, one, item)` keeps a contact with Veilig Thuis itself.

    Advice asks for nothing that identifies the family; a report has a reference and an answer.
    """

    HELP = """
**Advies**: bellen zonder te zeggen om wie het gaat. Het gezin blijft onbekend; schrijf op wat het advies was.

**Melding**: met naam en signalen. Veilig Thuis besluit binnen vijf werkdagen en laat dat weten. Je meldt ook als je
zelf hulp geeft: Veilig Thuis legt meldingen van jaren en plaatsen bij elkaar.
"""

    def __init__(
        self, store: "Store", run: Run, kind: ContactKind, about: str, one: Contact | None = None, item: str = ""
    ) -> None:  # fmt: skip
        super().__init__(save=self._keep)
        self._store, self._run, self._item, self._today = store, run, item, store.clock.today()
        self._one = one or Contact("", kind, self._today, run.holder)
        self._report = self._one.kind is ContactKind.REPORT
        name = "Melding bij Veilig Thuis" if self._report else "Advies van Veilig Thuis"
        self.heading = f"{name} · {about}"

    def fields(self) -> Iterable[Field]:
        """When, who called whom, what was said and agreed; of a report the reference and the answer."""
        one = self._one
        yield Field("Op", past_line(self._today, one.day, "day"))
        yield Field("Wie belde", people_line(self._store, one.who, "who"))
        yield Field("Met wie", Line(one.spoke_with, "naam of functie", id="spoke_with"))
        if self._report:
            yield Field("Kenmerk", Line(one.reference, "mag leeg blijven", id="reference"))
        said = TextBox(one.said, rows=3, id="said")
        yield Field("Besproken" if self._report else "Advies", said, KNOWN if self._report else ANONYMOUS)
        yield Field("Afspraken", TextBox(one.agreements, rows=2, id="agreements"))
        if self._report and one.id:
            yield Field("Antwoord op", past_line(self._today, one.replied_on, "replied_on", empty="nog niet"))
            yield Field(
                "Antwoord", TextBox(one.reply, rows=3, placeholder="wat besloot Veilig Thuis", id="reply")
            )

    def result(self) -> Contact:
        """What was filled in; raises FieldError."""
        if not self.text("said"):
            raise FieldError("said", "Zet erbij wat er is besproken.")
        one = replace(
            self._one, day=past(self, "day", self._today), who=one_line(self.text("who")),
            spoke_with=one_line(self.text("spoke_with")), said=self.text("said"), agreements=self.text("agreements"),
            reference=one_line(self.text("reference")) if self._report else "",
        )  # fmt: skip
        return self._replied(one) if self._report and self._one.id else one

    def _replied(self, one: Contact) -> Contact:
        words = self.text("replied_on")
        day = past_day(words, self._today) if words else None
        if words and day is None:
            raise FieldError("replied_on", NOT_A_DAY)
        if day and not self.text("reply"):
            raise FieldError("reply", "Wat besloot Veilig Thuis?")
        if self.text("reply") and not day:
            raise FieldError("replied_on", "Op welke dag kwam het antwoord?")
        return replace(one, replied_on=day, reply=self.text("reply"))

    def _keep(self, one: Contact) -> None:
        self._store.run_parts.contact(self._run.id, one, self._item)


@dataclass(frozen=True)
class Team:
    """Who is casushouder, and someone who joins or changes."""

    holder: str


class HolderForm(FormDialog[Team]):
    """`HolderForm(store, run, about)` keeps who is casushouder of the run itself."""

    def __init__(self, store: "Store", run: Run, about: str) -> None:
        super().__init__(save=lambda team: store.runs.hold(run.id, team.holder))
        self._store, self._run = store, run
        self.heading = f"Casushouder · {about}"

    def fields(self) -> Iterable[Field]:
        """One name."""
        line = people_line(self._store, self._run.holder, "holder")
        yield Field("Casushouder", line, "van dit traject: de ondersteuningscoördinator of de SMW")

    def result(self) -> Team:
        """Who; raises FieldError."""
        if not self.text("holder"):
            raise FieldError("holder", "Wie is casushouder?")
        return Team(self.text("holder"))


class MemberForm(FormDialog[Member]):
    """`MemberForm(store, run, about, one)` keeps someone of the interventieteam itself."""

    def __init__(self, store: "Store", run: Run, about: str, one: Member | None = None) -> None:
        super().__init__(save=lambda one: store.run_parts.member(run.id, one))
        self._store, self._one = store, one or Member("", "")
        self.heading = f"Interventieteam · {about}"

    def fields(self) -> Iterable[Field]:
        """Who, and in which role."""
        yield Field("Wie", people_line(self._store, self._one.who, "who"))
        roles = ["SMW", "mentor", "schoolleider", "aandachtsfunctionaris"]
        yield Field("Rol", suggesting(Line(self._one.role, id="role"), roles))

    def result(self) -> Member:
        """Who; raises FieldError."""
        if not self.text("who"):
            raise FieldError("who", "Wie zit er in het interventieteam?")
        return replace(self._one, who=self.text("who"), role=self.text("role"))


class TaskForm(FormDialog[Task]):
    """`TaskForm(store, run, about, one)` keeps a task, a follower or a keeper of contact itself."""

    HELP = """
**Taak**: wie hem krijgt, hoort alleen deze woorden, met naam en datum. Verder hoort hij niets van het traject. Je
vertelt het mondeling, tenzij je een document kiest.

**Volgen**: wie blijft opletten, en tot wanneer. **Contact**: wie contact houdt met wie (wijkteam, huisarts).
"""

    def __init__(
        self, store: "Store", run: Run, about: str, one: Task | None = None, kind: TaskKind = TaskKind.TASK
    ) -> None:
        super().__init__(save=lambda task: store.run_parts.task(run.id, task))
        self._store, self._one = store, one or Task("", kind, "", "")
        self._today = store.clock.today()
        self.starts_at = "who"
        self.heading = f"Taak · {about}"

    def fields(self) -> Iterable[Field]:
        """What kind, who, what in the words that he hears, by when; whether it was done."""
        one = self._one
        yield Field("Soort", Pick([(k.value, k.value) for k in TaskKind], one.kind.value, "kind"))
        yield Field("Wie", people_line(self._store, one.who, "who"))
        yield Field(
            "Te vertellen", TextBox(one.words, rows=2, id="words"), "dit hoort wie het doet, en meer niet"
        )
        yield Field("Met wie", Line(one.with_whom, "wijkteam, huisarts", id="with_whom"))
        due = day_line(self._store, one.due, "due", "uiterlijk; bij volgen en contact: tot", ahead_only=True)
        yield Field("Wanneer", due)
        told = Pick([(NO, "mondeling"), (YES, "op papier")], YES if one.by_document else NO, "by_document")
        yield Field("Vertellen", told)
        if one.id:
            yield Field("Gedaan op", past_line(self._today, one.done_on, "done_on", empty="nog niet"))
            yield Field("Wat kwam eruit", Line(one.result, id="result"))

    def on_mount(self) -> None:
        """With whom is asked of contact only."""
        self._ask_with_whom(self._one.kind.value)

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Another kind asks something else."""
        if event.pick.id == "kind":
            self._ask_with_whom(event.pick.value)

    def _ask_with_whom(self, kind: str) -> None:
        self.field("with_whom").display = kind == TaskKind.CONTACT.value

    def result(self) -> Task:
        """The task; raises FieldError."""
        kind = TaskKind(self.text("kind"))
        for name, sentence in (
            ("who", "Wie doet het?"),
            ("words", "Wat is de taak, in de woorden die je vertelt?"),
        ):
            if not self.text(name):
                raise FieldError(name, sentence)
        due = coming(self, "due")
        if kind is not TaskKind.TASK and due is None:
            raise FieldError("due", "Tot welke dag? Dan komt het terug op Vandaag.")
        if kind is TaskKind.CONTACT and not self.text("with_whom"):
            raise FieldError("with_whom", "Met wie houdt hij contact?")
        task = replace(
            self._one, kind=kind, who=one_line(self.text("who")), words=one_line(self.text("words")), due=due,
            with_whom=one_line(self.text("with_whom")) if kind is TaskKind.CONTACT else "",
            by_document=self.text("by_document") == YES,
        )  # fmt: skip
        return self._done(task) if self._one.id else task

    def _done(self, task: Task) -> Task:
        words = self.text("done_on")
        day = past_day(words, self._today) if words else None
        if words and day is None:
            raise FieldError("done_on", NOT_A_DAY)
        return replace(task, done_on=day, result=one_line(self.text("result")))
