"""The forms of *Verzuim*: a snapshot, days pasted from the school's system, a report and what was done with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from sotdesk.domain.absence import Snapshot, distances, number, report_by
from sotdesk.domain.absence_paste import pasted_words, refused_words
from sotdesk.domain.absence_reports import HOURS, LONG, Report, Stand, kinds, next_steps
from sotdesk.domain.dates import show_date
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.screens.absence_rows import counted_again
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store


@dataclass(frozen=True)
class Typed:
    """A snapshot as it was typed."""

    snapshot: Snapshot
    note: str


class StandForm(FormDialog[Typed]):
    """`StandForm(store, student_id, about, stand)` keeps a snapshot itself; `about` is the pupil as he may be shown."""

    def __init__(self, store: "Store", student_id: str, about: str, stand: Stand | None = None) -> None:
        super().__init__(save=self._keep)
        self._store, self._student_id, self._stand = store, student_id, stand
        self._today = store.clock.today()
        self.heading = f"Stand van het verzuim · {about}"

    def fields(self) -> Iterable[Field]:
        """The day, and the four numbers as the school's system gives them."""
        rules, found = (
            self._store.absence.norms(),
            self._stand.snapshot if self._stand else Snapshot(self._today),
        )
        again = counted_again(self._store.absence.of_student(self._student_id).reports, self._today)
        yield Field("Stand van", past_line(self._today, found.day, "day"))
        yield Field("Ongeoorloofd", _number(found.hours, "hours"), note=again or self._hours_note())
        yield Field(
            "Ziekmeldingen", _number(found.sick_reports, "reports"), note=_weeks(rules.sick_school_weeks)
        )
        yield Field("Ziek op rij", _number(found.sick_days, "days"), note="schooldagen, tot en met deze dag")
        yield Field("Weken weg", _number(found.weeks_away, "weeks"), note="aaneengesloten ongeoorloofd")
        yield Field("Opmerking", Line(self._stand.note if self._stand else "", id="note"))

    def _hours_note(self) -> str:
        return f"uren in de laatste {self._store.absence.norms().school_weeks} schoolweken; vakanties tellen niet mee"

    def result(self) -> Typed:
        """The snapshot; raises FieldError."""
        day = past_day(self.text("day"), self._today)
        if day is None:
            raise FieldError("day", NOT_A_DAY)
        hours, weeks = self._value("hours"), self._value("weeks")
        reports, days = self._whole("reports"), self._whole("days")
        return Typed(Snapshot(day, hours, reports, days, weeks), one_line(self.text("note")))

    def _value(self, name: str) -> float:
        words = self.text(name).replace(",", ".")
        try:
            return round(float(words), 2) if words else 0.0
        except ValueError:
            raise FieldError(name, "Typ een getal, zoals 9 of 2,5.") from None

    def _whole(self, name: str) -> int:
        words = self.text(name)
        if words and not (words.isascii() and words.isdigit()):
            raise FieldError(name, "Typ een heel getal, zoals 3.")
        return int(words or 0)

    def _keep(self, typed: Typed) -> None:
        stand_id = self._stand.id if self._stand else ""
        self._store.absence.save_stand(self._student_id, typed.snapshot, typed.note, stand_id)


def _number(value: float, id: str) -> Line:
    return Line(number(value) if value else "", "0", id=id)


def _weeks(many: int) -> str:
    return f"in de laatste {many} schoolweken"


@dataclass(frozen=True)
class Pasting:
    """The pasted text, and on which day it counts."""

    text: str
    on: date


class DaysForm(FormDialog[Pasting]):
    """`DaysForm(store, student_id, about)` shows what was read while it is pasted, and keeps the days itself."""

    def __init__(self, store: "Store", student_id: str, about: str) -> None:
        super().__init__(save=lambda done: store.absence.keep_days(student_id, done.text, done.on))
        self._store, self._student_id = store, student_id
        self._today = store.clock.today()
        self.heading = f"Dagen plakken · {about}"

    def fields(self) -> Iterable[Field]:
        """The text first: it is what she has in her hand."""
        system = self._store.school.school().system
        example = "ma 9 nov   ongeoorloofd   3 lesuren\n10-11-2026;ziek"
        yield Field("Dagen", TextBox("", rows=7, placeholder=example, id="days"), note=f"plak uit {system}")
        yield Field("Stand van", past_line(self._today, self._today, "on"))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Under the box: what was read, what was not, and what it comes to."""
        self._say()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another day, another count."""
        self._say()

    def _say(self) -> None:
        text = self.text("days")
        if not text:
            self.field("days").show()
            return
        found = self._store.absence.preview(self._student_id, text, past_day(self.text("on"), self._today))
        lines = [pasted_words(found.pasted, found.replaced), refused_words(found.pasted.refused)]
        if found.pasted.days:
            born = self._store.absence.of_student(self._student_id).student.birth_date
            said = [one.words for one in distances(found.snapshot, born, self._store.absence.norms())[:2]]
            lines.insert(1, f"stand van {show_date(found.snapshot.day, self._today)}: {' · '.join(said)}")
        said_all = "\n".join(filter(None, lines))
        self.field("days").show(said_all, "warn" if found.pasted.refused else "muted")

    def result(self) -> Pasting:
        """What is to be kept; raises FieldError."""
        on = past_day(self.text("on"), self._today)
        if on is None:
            raise FieldError("on", NOT_A_DAY)
        if not self.text("days"):
            raise FieldError("days", "Plak de dagen uit het systeem van de school: datum, soort en uren.")
        return Pasting(self.text("days"), on)


class ReportForm(FormDialog[Report]):
    """`ReportForm(store, student_id, about, report)` keeps a report itself; one without an id is new."""

    def __init__(self, store: "Store", student_id: str, about: str, report: Report) -> None:
        super().__init__(save=lambda done: store.absence.save_report(student_id, done))
        self._store, self._report = store, report
        self._today = store.clock.today()
        self.heading = f"Verzuimmelding · {about}"

    def fields(self) -> Iterable[Field]:
        """What was reached and reported, why, what is done about it, what followed."""
        report, today = self._report, self._today
        steps = [("", "nog niet bekend"), *((step.code, step.words) for step in next_steps())]
        yield Field("Soort", Pick([(kind.code, kind.words) for kind in kinds()], report.kind, "kind"))
        yield Field("Bereikt op", past_line(today, report.reached_on, "reached"))
        told = past_line(today, report.reported_on, "reported", empty="leeg: nog niet gemeld")
        yield Field("Gemeld op", told)
        yield Field("Door", suggesting(Line(report.reported_by, "naam", id="by"), self._people()))
        yield Field(
            "Oorzaken",
            TextBox(report.causes, rows=2, id="causes"),
            note="feiten, en wie ze noemt",
        )
        yield Field(
            "Plan", TextBox(report.plan, rows=2, id="plan"), note="met LPA, afdelingsleider of mentor"
        )
        yield Field("Vervolg", Pick(steps, report.next_step, "next"))
        yield Field("Resultaat", Line(report.result, id="result"))

    def _people(self) -> list[str]:
        return [self._store.school.school().coordinator, *(c.name for c in self._store.contacts.all())]

    def on_mount(self) -> None:
        """What the first choices mean."""
        self._say_term()
        self._say_sources()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """The source of the choice."""
        self._say_sources()

    def _say_sources(self) -> None:
        for name, choices in (("kind", kinds()), ("next", next_steps())):
            source = next((each.source for each in choices if each.code == self.text(name)), "")
            self.field(name).show(source)

    def _say_term(self) -> None:
        """Until when the law gives, where the day stands."""
        report = self._report
        if report.kind in (HOURS, LONG) and report.reported_on is None:
            by = show_date(report_by(report.reached_on), self._today)
            self.field("reported").show(f"leeg: nog niet gemeld · melden uiterlijk {by}")

    def result(self) -> Report:
        """The report; raises FieldError."""
        reached = past_day(self.text("reached"), self._today) if self.text("reached") else None
        if reached is None:
            raise FieldError("reached", NOT_A_DAY)
        told = past_day(self.text("reported"), self._today) if self.text("reported") else None
        if self.text("reported") and told is None:
            raise FieldError("reported", NOT_A_DAY)
        if told and told < reached:
            raise FieldError("reported", "Dat is voor de dag waarop de norm is bereikt.")
        steps = {step.code: step for step in next_steps()}
        step = steps.get(self.text("next"))
        if step and step.settles and told:
            raise FieldError(
                "next", "Er staat een dag waarop is gemeld. Maak die leeg, of kies een ander vervolg."
            )
        if step and step.settles and not self.text("result"):
            raise FieldError("result", "Schrijf in een paar woorden waarom er niet is gemeld.")
        return Report(
            self._report.id, self.text("kind"), reached, told, one_line(self.text("by")), self.text("causes"),
            self.text("plan"), one_line(self.text("result")), self.text("next"),
        )  # fmt: skip
