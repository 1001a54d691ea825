"""The forms of a measure: what is given with which goal, and what it brought. Both keep it themselves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.actions import Doer
from sotdesk.domain.capture_names import NameBook
from sotdesk.domain.case_words import ANSWERS
from sotdesk.domain.confidentiality import AUDIENCES, inzage_note
from sotdesk.domain.dates import show_date
from sotdesk.domain.doers import doers_in
from sotdesk.domain.past_days import past_day
from sotdesk.domain.support import Review, Support, SupportState, aspects, levels, results
from sotdesk.domain.support_words import lead_of
from sotdesk.domain.table_people import people_at
from sotdesk.domain.text import one_line
from sotdesk.screens.action_forms import frame_of, reader_of
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.ticks import Ticks

if TYPE_CHECKING:
    from sotdesk.data.store import Store

FAR = 180
"""So many days ahead a day without a year is likelier one that is behind."""
IN_TIME = (("", "nog niet bekend"), *ANSWERS[1:])
"""Whether the help came within the agreed term; nobody has to be asked for that."""
NOT_A_DATE = "Dat lees ik niet als datum. Typ bijvoorbeeld ma, 5 okt of na de kerstvakantie."


def day_line(
    store: "Store",
    day: date | None,
    id: str,
    placeholder: str = "mag leeg blijven",
    *,
    ahead_only: bool = False,
) -> DateLine:
    """A field for a day that may lie behind or ahead, or ahead only: then 9 jul is next summer. What stood there stays
    what it meant."""
    today, ahead = store.clock.today(), reader_of(frame_of(store))
    stood = _with_year(day, today) if day else ""

    def understood(words: str) -> tuple[date | None, str]:
        if day and words.strip() == stood:
            return day, ""
        found, said = ahead(words)
        if not ahead_only and (found is None or (found - today).days > FAR):
            behind = past_day(words, today)
            if behind:
                return behind, _with_year(behind, today)
        return found, said

    return DateLine(understood, stood, placeholder, id=id)


def _with_year(day: date, today: date) -> str:
    shown = show_date(day, today)
    return shown if abs((day - today).days) < FAR or shown.endswith(str(day.year)) else f"{shown} {day.year}"


class SupportForm(FormDialog[Support]):
    """`SupportForm(store, student_id, support, about)` keeps it itself; `about` is the pupil as he may be shown."""

    HELP = """
**Ondersteuning**: een maatregel met een doel. Samen zijn ze het handelingsplan.

- **Aspect**: een of meer van de vijf aspecten van Koers VO. ←/→ gaat erlangs, Spatie zet er een aan of uit.
- **Uitvoering** en **eindverantwoordelijk**: leeg is dat de mentor en de coördinator van de leerling.
- **In het systeem gezet**: voor een verwijzing telt ondersteuning pas als die in het logboek van de school staat.
- **Besloten** en **alleen OCO**: dan komt het op geen plan, verwijzing of ander document. Het blijft deel van het
  dossier: ouders met gezag, vanaf 16 jaar de leerling zelf, houden het recht op inzage.
"""

    def __init__(self, store: "Store", student_id: str, support: Support | None, about: str) -> None:
        super().__init__(save=store.support.save)
        self._store, self._student_id = store, student_id
        self._new = support is None or not support.id
        self._support = support or Support(
            "", student_id, "", store.clock.today(), level=_level(store, student_id)
        )
        self._book, self._names = _people(store, student_id)
        self.heading = f"Ondersteuning · {about}"

    def fields(self) -> Iterable[Field]:
        """What and what for; who; when and how much; evaluation, the school's system, who may read it."""
        support = self._support
        yield Field("Wat", Line(support.name, "faalangsttraining", id="name"))
        yield Field("Doel", Line(support.goal, "wat kan of doet de leerling straks?", id="goal"))
        named = [("", "nog niet"), *((level.code, level.name) for level in levels().values())]
        yield Field("Niveau", Pick(named, support.level, "level"))
        yield Field(
            "Aspect", Ticks([(n.code, n.name) for n in aspects().values()], support.aspects, id="aspects")
        )
        yield from self._who()
        yield from self._when()
        if not self._new:
            yield Field(
                "Stand", Pick([(s.value, s.value) for s in SupportState], support.state.value, "state")
            )
        entered = past_line(self._store.clock.today(), support.entered_on, "entered", empty="nog niet")
        yield Field(f"In {self._store.school.school().system}", entered)
        yield Field("Wie leest het", Pick(AUDIENCES, support.audience, "audience"), inzage_note)

    def _who(self) -> Iterable[Field]:
        support, (mentors, coordinators) = self._support, self._store.support.leads(self._student_id)
        yield Field(
            "Wie geeft het", suggesting(Line(support.giver, "SMW, docent, bureau", id="giver"), self._names)
        )
        does = Line(support.does, f"leeg: {lead_of(mentors, 'mentor')}", id="does")
        yield Field("Uitvoering", suggesting(does, self._names))
        accountable = Line(
            support.accountable, f"leeg: {lead_of(coordinators, 'coördinator')}", id="accountable"
        )
        yield Field("Eindverantw.", suggesting(accountable, self._names))

    def _when(self) -> Iterable[Field]:
        support = self._support
        yield Field("Van", day_line(self._store, support.starts_on, "starts_on"))
        yield Field("Tot en met", day_line(self._store, support.ends_on, "ends_on"))
        yield Field("Gesprekken", Line(str(support.talks or ""), "aantal; mag leeg", id="talks"))
        hours = f"{support.hours:g}".replace(".", ",") if support.hours else ""
        yield Field("Uren", Line(hours, "aantal; mag leeg", id="hours"))
        yield Field("Kosten", Line(support.cost, "wie betaalt wat; mag leeg", id="cost"))
        yield Field("Evaluatie", day_line(self._store, support.evaluate_on, "evaluate_on"))

    def result(self) -> Support:
        """The measure; raises FieldError."""
        if not one_line(self.text("name")):
            raise FieldError("name", "Welke ondersteuning is het?")
        ticks = self.field("aspects").control
        giver = self._person("giver")
        state = self._support.state if self._new else SupportState(self.text("state"))
        return replace(
            self._support, name=one_line(self.text("name")), goal=one_line(self.text("goal")), level=self.text("level"),
            aspects=ticks.ticked if isinstance(ticks, Ticks) else (), giver=giver.label if giver else "",
            giver_id=giver.contact_id if giver else "", does=_label(self._person("does")),
            accountable=_label(self._person("accountable")), starts_on=self._day("starts_on"),
            ends_on=self._day("ends_on"), talks=self._whole("talks"), hours=self._number("hours"),
            cost=one_line(self.text("cost")), evaluate_on=self._day("evaluate_on"), state=state,
            entered_on=self._day("entered", NOT_A_DAY), audience=self.text("audience"),
        )  # fmt: skip

    def _person(self, name: str) -> Doer | None:
        """Who was typed: a person or role known here, else the words; what stood there stays who it was."""
        words = one_line(self.text(name))
        if name == "giver" and words == self._support.giver:
            return Doer(words, self._support.giver_id) if words else None
        known = self._book.called(words) or ()
        return (doers_in(words, self._book) or (None,))[0] if known else Doer(words) if words else None

    def _day(self, name: str, wrong: str = NOT_A_DATE) -> date | None:
        line = self.field(name).control
        found = line.date if isinstance(line, DateLine) else None
        if found is None and self.text(name):
            raise FieldError(name, wrong)
        return found

    def _whole(self, name: str) -> int | None:
        words = self.text(name)
        if words and not (words.isascii() and words.isdigit() and len(words) < 4):
            raise FieldError(name, "Typ een getal, zoals 6.")
        return int(words) if words else None

    def _number(self, name: str) -> float | None:
        words = self.text(name).replace(",", ".")
        if not words:
            return None
        try:
            hours = round(float(words), 2)
        except ValueError:
            hours = -1.0
        if not 0 <= hours < 1000:
            raise FieldError(name, "Typ een getal, zoals 4 of 4,5.")
        return hours


def _label(doer: Doer | None) -> str:
    return doer.label if doer else ""


def _level(store: "Store", student_id: str) -> str:
    """The level of his case, to begin with."""
    case = store.cases.of_student(student_id)
    return case.level if case else ""


def _people(store: "Store", student_id: str) -> tuple[NameBook, list[str]]:
    student = store.students.get(student_id)
    people = people_at(
        [student], store.contacts.all(), store.school.school(), (), store.students.guardians(student_id)
    )
    return NameBook.of(people), [person.label for person in people]


class ReviewForm(FormDialog[Review]):
    """`ReviewForm(store, support, review, about, goal)` keeps an evaluation; without `review` a new one.

    `about` is the measure and the pupil as they may be shown, `goal` what was to be reached.
    """

    HELP = """
**Evaluatie**: is het doel gehaald, deels of niet, en wat bracht het? Het oordeel is dat van jou en wie erbij was.

- **Binnen de termijn** en **tevreden**: of de hulp op tijd kwam, en wat leerling en ouders ervan vonden.
- **Hierna**: gaat het door, geef dan de volgende evaluatie op.
- De **opbrengst** telt voor een verwijzing pas als die in het logboek van de school staat.
"""

    def __init__(
        self, store: "Store", support: Support, review: Review | None, about: str, goal: str = ""
    ) -> None:
        super().__init__(save=self._keep)
        self._goal = goal
        self._store, self._support = store, support
        self._new = review is None
        self._review = review or Review(store.clock.today(), "", audience=support.audience)
        self.heading = f"Evaluatie: {about}"

    def fields(self) -> Iterable[Field]:
        """When, the result, what it brought, the term, who is satisfied; what follows."""
        review, today = self._review, self._store.clock.today()
        if review.line_id:
            said = Line(": ".join(filter(None, [review.result_words, review.words])), id="said")
            said.disabled = True
            yield Field("Uit het overleg", said, note="de regel zelf verander je in het overleg")
        else:
            yield Field("Op", past_line(today, review.on, "on"))
            named = [(code, code) for code in results()]
            yield Field(
                "Doel",
                Pick(named if review.result else [("", "nog kiezen"), *named], review.result, "result"),
                self._goal or "er staat geen doel bij deze ondersteuning",
            )
            yield Field("Wat bracht het", Line(review.words, "in een paar woorden", id="words"))
        yield Field("Binnen termijn", Pick(IN_TIME, review.in_time, "in_time"), self._term())
        yield Field("Leerling tevreden", Pick(ANSWERS, review.student_satisfied, "student_satisfied"))
        yield Field("Ouders tevreden", Pick(ANSWERS, review.parents_satisfied, "parents_satisfied"))
        if self._support.running:
            yield Field("Hierna", Pick((("", "gaat door"), ("done", "afgerond")), "", "after"))
            yield Field("Volgende keer", day_line(self._store, None, "next", "evaluatiedatum; mag leeg"))
        entered = past_line(today, review.entered_on, "entered", empty="nog niet")
        yield Field(f"In {self._store.school.school().system}", entered)

    def _term(self) -> str:
        """Until when it was agreed."""
        ends = self._support.ends_on
        return f"afgesproken tot en met {_with_year(ends, self._store.clock.today())}" if ends else ""

    def result(self) -> Review:
        """The evaluation; raises FieldError."""
        review = self._review
        if not review.line_id:
            on = self._day("on", NOT_A_DAY)
            if on is None:
                raise FieldError("on", NOT_A_DAY)
            if not self.text("result"):
                raise FieldError("result", "Kies behaald, deels of niet.")
            review = replace(review, on=on, result=self.text("result"), words=one_line(self.text("words")))
        self._following = self._day("next", NOT_A_DATE) if self._support.running else None
        return replace(
            review, in_time=self.text("in_time"), student_satisfied=self.text("student_satisfied"),
            parents_satisfied=self.text("parents_satisfied"), entered_on=self._day("entered", NOT_A_DAY),
        )  # fmt: skip

    def _day(self, name: str, wrong: str) -> date | None:
        line = self.field(name).control
        found = line.date if isinstance(line, DateLine) else None
        if found is None and self.text(name):
            raise FieldError(name, wrong)
        return found

    def _keep(self, review: Review) -> None:
        done = self._support.running and self.text("after") == "done"
        self._store.support.evaluate(self._support.id, review, next_on=self._following, done=done)
