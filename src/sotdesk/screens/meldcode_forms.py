"""The forms of a run: how it begins, what became of an item, who was asked, how it ends."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sotdesk.domain.meldcode import Consultation, Done, Run, StaffRoute, Standing
from sotdesk.domain.past_days import past_day
from sotdesk.domain.protocol import Item, Protocol
from sotdesk.domain.protocol_who import who_words
from sotdesk.domain.text import one_line
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.screens.support_forms import NOT_A_DATE, day_line
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store

NO, YES = "nee", "ja"


def people_line(store: "Store", value: str, id: str, placeholder: str = "") -> Line:
    """A line that completes the people of the school."""
    names = [contact.name for contact in store.contacts.all() if not contact.gone]
    return suggesting(Line(value, placeholder, id=id), names)


def past(form: FormDialog[Any], control: str, today: date) -> date:
    """The day that was typed in a field for a day that was; raises FieldError."""
    day = past_day(form.text(control), today)
    if day is None:
        raise FieldError(control, NOT_A_DAY)
    return day


def coming(form: FormDialog[Any], control: str) -> date | None:
    """The day that was typed in a field that may stay empty; raises FieldError when it is no day."""
    line = form.field(control).control
    found = line.date if isinstance(line, DateLine) else None
    if found is None and form.text(control):
        raise FieldError(control, NOT_A_DATE)
    return found


NOT_NAMED = "noem de collega hier niet"


@dataclass(frozen=True)
class Begun:
    """What begins: a run of a protocol; or, with `staff`, the other route."""

    protocol: str
    staff: bool
    why: str = ""
    holder: str = ""


class StartForm(FormDialog[Begun]):
    """`StartForm(store, protocols, holder, about)`: the first question comes first, and has no answer beforehand."""

    SAVE = "Beginnen"
    HELP = """
**Een collega?** Werkt de mogelijke pleger op school, dan is het niet de meldcode: het bestuur moet het meteen weten.
Je krijgt dan die route te zien, en er begint geen traject.

**Feiten**: wat is er gezien of gehoord, met de dag en wie het zag. Een mening mag later, als mening.
"""

    def __init__(self, store: "Store", protocols: Iterable[Protocol], holder: str, about: str) -> None:
        super().__init__()
        self._store, self._protocols, self._holder = store, {one.code: one for one in protocols}, holder
        self.heading = f"Beginnen · {about}"

    def fields(self) -> Iterable[Field]:
        """Which protocol, the first question, the facts, who holds it."""
        names = [(one.code, one.name) for one in self._protocols.values()]
        yield Field("Protocol", Pick(names, names[0][0], "protocol"))
        options = [("", "nog niet gezegd"), (NO, "nee"), (YES, "ja")]
        asked = Pick(options, "", "staff")
        yield Field(
            "Een collega?",
            asked,
            "werkt de mogelijke pleger op school? Dan is het niet de meldcode, maar een andere route",
        )
        box = TextBox(rows=4, placeholder="wat is gezien of gehoord, wanneer, door wie", id="why")
        yield Field("Feiten", box)
        yield Field("Casushouder", people_line(self._store, self._holder, "holder"))

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """On the other route no colleague is named, here neither."""
        if event.pick.id == "staff":
            self.field("why").show(NOT_NAMED if event.pick.value == YES else "")

    def result(self) -> Begun:
        """What was filled in; raises FieldError. With the other route nothing else is asked."""
        protocol = self._protocols[self.text("protocol")]
        staff = self.text("staff")
        if protocol.weighs and not staff:
            raise FieldError(
                "staff", "Eerst deze vraag: werkt de mogelijke pleger op school? Kies ja of nee."
            )
        if protocol.weighs and staff == YES:
            return Begun(protocol.code, True, self.text("why"))
        if not self.text("why"):
            raise FieldError("why", "Zet erbij wat er is gezien of gehoord, in feiten.")
        return Begun(protocol.code, False, self.text("why"), one_line(self.text("holder")))


STANDINGS = [(Standing.DONE.value, "gedaan"), (Standing.NOT.value, "n.v.t."), (Standing.LATER.value, "later")]


class ItemForm(FormDialog[Done]):
    """`ItemForm(store, run, item, about)` keeps what became of an item itself; `standing` = what it begins with."""

    def __init__(
        self, store: "Store", run: Run, item: Item, about: str, standing: Standing | None = None
    ) -> None:
        super().__init__(save=self._keep)
        self._store, self._run, self._item = store, run, item
        self._today = store.clock.today()
        was = run.of(item)
        who = run.holder if standing else store.runs.usual(run, item)
        self._was = was or Done(item.code, standing or Standing.DONE, self._today, who)
        self._was = replace(self._was, who=self._was.who or who)
        first = standing or (Standing.DONE if self._was.standing is Standing.ACUTE else self._was.standing)
        self._first = first
        self.heading, self.lead = f"{item.code} · {about}", item.words
        self.starts_at = {Standing.NOT: "reason", Standing.LATER: "due"}.get(first, "standing")

    def fields(self) -> Iterable[Field]:
        """What became of it, when, by whom; the reason or the day; what is noted with it."""
        item, was = self._item, self._was
        yield Field("Wat is ermee", Pick(STANDINGS, self._first.value, "standing"))
        yield Field("Op", past_line(self._today, was.day, "day"))
        yield Field("Door", people_line(self._store, was.who, "who", who_words(item.who)))
        for field in item.fields:
            yield self._field(field.code, field.ask, field.choices)
        if item.stands_for:
            step = self._run.protocol.item(item.stands_for).step
            pick = Pick([(NO, "nee"), (YES, "ja")], YES if was.stands_for else NO, "stands_for")
            yield Field(
                "Was dit het gesprek", pick, f"van stap {step}, met de ouders over de zorgen en signalen"
            )
        yield self._reason()
        yield Field(
            "Terugkomen op", day_line(self._store, was.due, "due", "bij later: ma, 1 dec", ahead_only=True)
        )
        yield Field(
            "Toelichting",
            TextBox(was.note, rows=3, placeholder="feiten; een mening noem je mening", id="note"),
        )

    def on_mount(self) -> None:
        """Only what belongs to what became of it is asked."""
        self.set_class(bool(self._item.fields), "-asks")
        self._show_rows(self._first)

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Another standing asks something else."""
        if event.pick.id == "standing":
            self._show_rows(Standing(event.pick.value))

    def _show_rows(self, standing: Standing) -> None:
        for row in self.query(Field):
            name = row.control.id or ""
            if name == "reason":
                row.display = standing is Standing.NOT
            elif name == "due":
                row.display = standing is Standing.LATER
            elif name == "stands_for" or name.startswith("field-"):
                row.display = standing is Standing.DONE

    def _field(self, code: str, ask: str, choices: tuple[str, ...]) -> Field:
        said = self._was.fields.get(code, "")
        if choices:
            options = [("", "–"), *((choice, choice) for choice in choices)]
            return Field(ask, Pick(options, said, f"field-{code}"))
        return Field(ask, Line(said, id=f"field-{code}"))

    def _reason(self) -> Field:
        if not self._item.only_if_unsafe:
            return Field("Waarom niet", Line(self._was.reason, "bij niet van toepassing", id="reason"))
        reasons = [("", "–"), *((one, one) for one in self._run.protocol.safety)]
        return Field("Waarom niet", Pick(reasons, self._was.reason, "reason"), _for_safety)

    def result(self) -> Done:
        """What became of it; raises FieldError."""
        standing = Standing(self.text("standing"))
        if standing is Standing.NOT and not self.text("reason"):
            raise FieldError("reason", "Zet erbij waarom dit niet van toepassing is.")
        due = coming(self, "due") if standing is Standing.LATER else None
        if standing is Standing.LATER and due is None:
            raise FieldError("due", "Zet erbij op welke dag je hierop terugkomt.")
        return replace(
            self._was, standing=standing, day=past(self, "day", self._today), who=one_line(self.text("who")),
            reason=one_line(self.text("reason")) if standing is Standing.NOT else "", note=self.text("note"), due=due,
            stands_for=bool(self._item.stands_for) and self.text("stands_for") == YES,
            fields={field.code: one_line(self.text(f"field-{field.code}")) for field in self._item.fields},
        )  # fmt: skip

    def _keep(self, done: Done) -> None:
        self._store.runs.do(self._run.id, done)


def _for_safety(reason: str) -> str:
    """Under the choice: all of it, for it may be longer than its line."""
    return reason or "alleen om de veiligheid: kies van wie"


class ConsultForm(FormDialog[Consultation]):
    """`ConsultForm(store, run, about, one, item)`: someone was asked; it ticks `item` when there is one."""

    def __init__(
        self, store: "Store", run: Run, about: str, one: Consultation | None = None, item: str = ""
    ) -> None:
        super().__init__(save=self._keep)
        self._store, self._run, self._item, self._today = store, run, item, store.clock.today()
        self._one = one or Consultation("", self._today, "")
        self.heading = f"Overleg · {about}"

    def fields(self) -> Iterable[Field]:
        """Who, in which role, when, what came of it."""
        one = self._one
        yield Field("Met wie", people_line(self._store, one.who, "who", "naam"))
        roles = ["aandachtsfunctionaris", "SMW", "schoolarts", "schoolpsycholoog", "vertrouwenspersoon"]
        yield Field(
            "In welke rol", suggesting(Line(one.role, "aandachtsfunctionaris, SMW", id="role"), roles)
        )
        yield Field("Op", past_line(self._today, one.day, "day"))
        yield Field("Wat kwam eruit", TextBox(one.said, rows=4, id="said"))

    def result(self) -> Consultation:
        """What was filled in; raises FieldError."""
        if not self.text("who"):
            raise FieldError("who", "Met wie overlegde je?")
        day = past(self, "day", self._today)
        return replace(
            self._one, day=day, who=self.text("who"), role=self.text("role"), said=self.text("said")
        )

    def _keep(self, one: Consultation) -> None:
        self._store.run_parts.consult(self._run.id, one, self._item)


class CloseForm(FormDialog[str]):
    """`CloseForm(store, run, about)` closes the run itself, with the reason."""

    SAVE = "Afsluiten"

    def __init__(self, store: "Store", run: Run, about: str) -> None:
        super().__init__(save=lambda words: store.runs.close(run.id, words))
        self.heading = f"Traject afsluiten · {about}"

    def fields(self) -> Iterable[Field]:
        """Why."""
        note = "daarna staan de stappen en de weging vast; blijven er zorgen, dan begin je de stappen opnieuw"
        yield Field("Waarom nu", TextBox(rows=4, placeholder="waarop dit rust, in feiten", id="words"), note)

    def result(self) -> str:
        """The reason; raises FieldError."""
        if not self.text("words"):
            raise FieldError("words", "Zet erbij waarom het traject nu sluit.")
        return self.text("words")


@dataclass(frozen=True)
class Told:
    """When the board was told, by whom, what is to be known of it."""

    day: date
    who: str
    note: str


class BoardForm(FormDialog[Told]):
    """`BoardForm(store, route, about)` keeps that the board was told itself."""

    def __init__(self, store: "Store", route: StaffRoute, about: str) -> None:
        super().__init__(save=self._keep)
        self._store, self._route, self._today = store, route, store.clock.today()
        self.heading = f"Bestuur ingelicht · {about}"

    def fields(self) -> Iterable[Field]:
        """When, by whom; never about whom."""
        route = self._route
        yield Field("Op", past_line(self._today, route.board_told_on or self._today, "day"))
        yield Field(
            "Wie vertelde het",
            people_line(self._store, route.board_told_by, "who", "bijvoorbeeld de mentor en jij"),
        )
        note = TextBox(
            route.note, rows=3, placeholder="wat is gezegd en gezien; aan wie van het bestuur", id="note"
        )
        yield Field("Feiten", note, NOT_NAMED)

    def result(self) -> Told:
        """What was filled in; raises FieldError."""
        if not self.text("who"):
            raise FieldError("who", "Wie heeft het bestuur ingelicht?")
        return Told(past(self, "day", self._today), self.text("who"), self.text("note"))

    def _keep(self, told: Told) -> None:
        self._store.runs.board_told(self._route.id, told.day, told.who, told.note)
