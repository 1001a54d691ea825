"""The school's own norms on the School screen: sickness, how absence counts, the ages of which the sources leave the
choice to the school. Each row opens its form; what ships is named with its source."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.widgets.option_list import Option

from sotdesk.domain.absence import CountNorm, Norms, SickNorm, norms, number, shipped_sick_norm
from sotdesk.domain.ages import SHIPPED, SchoolAges
from sotdesk.domain.rules import load
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import blank, heading, option
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.row import col, flex

if TYPE_CHECKING:
    from sotdesk.data.store import Store

SICK, COUNT, AGES = NORMS = ("sick", "count", "ages")
WORD = 20
"""Cells of a word of a list."""


def norm_rows(store: "Store") -> list[Option]:
    """The rows of the school's own norms, with their headings."""
    rules, ages = store.absence.norms(), store.school.ages()
    return [
        blank(),
        heading("Verzuim", "normen van de school"),
        option(f"{SICK}|", col("jeugdarts", WORD), flex(sick_words(rules), "muted"), wrap=True),
        option(f"{COUNT}|", col("tellen en melden", WORD), flex(count_words(rules), "muted"), wrap=True),
        blank(),
        heading("Leeftijden", "wat de school kiest"),
        option(f"{AGES}|", col("op de casuskaart", WORD), flex(ages_words(ages), "muted"), wrap=True),
    ]


def sick_words(rules: Norms) -> str:
    """`4 ziekmeldingen in 12 schoolweken, of 7 schooldagen op rij`."""
    return (
        f"{rules.sick_reports} ziekmeldingen in {rules.sick_school_weeks} schoolweken, "
        f"of {rules.sick_days} schooldagen op rij"
    )


def count_words(rules: Norms) -> str:
    """`een lesuur telt voor 1 uur; melden tot 18, vrijwillig tot 23`."""
    return (
        f"een lesuur telt voor {number(rules.lesson_hours)} uur; "
        f"melden tot {rules.duty_until}, vrijwillig tot {rules.voluntary_until}"
    )


def ages_words(ages: SchoolAges) -> str:
    """`samen beslissen vanaf 12; handelingsdeel OPP vanaf 18`."""
    shared = f"samen beslissen vanaf {ages.shared}; " if ages.shared else ""
    return f"{shared}handelingsdeel OPP vanaf {ages.opp}"


class SickForm(FormDialog[SickNorm]):
    """`SickForm(store)` keeps when sickness asks a talk at this school."""

    heading = "Verzuim: norm voor ziekte"

    def __init__(self, store: "Store") -> None:
        super().__init__(save=store.absence.save_sick_norm)
        self._rules = store.absence.norms()

    def fields(self) -> Iterable[Field]:
        """Three numbers, with the source of what ships."""
        rules, shipped = self._rules, shipped_sick_norm()
        source = load("absence")["sick"]["source"]
        yield Field("Ziekmeldingen", Line(str(rules.sick_reports), id="reports"), note=f"sotdesk: {source}")
        yield Field(
            "In schoolweken",
            Line(str(rules.sick_school_weeks), id="weeks"),
            note=f"sotdesk: {shipped.school_weeks}",
        )
        yield Field(
            "Of op rij", Line(str(rules.sick_days), id="days"), note="schooldagen; scholen verschillen hierin"
        )

    def result(self) -> SickNorm:
        """The norm; raises FieldError."""
        return SickNorm(*(whole_number(name, self.text(name)) for name in ("reports", "weeks", "days")))


class CountForm(FormDialog[CountNorm]):
    """`CountForm(store)` keeps how this school counts absence, and until which age it reports."""

    heading = "Verzuim: tellen en melden"

    def __init__(self, store: "Store") -> None:
        super().__init__(save=store.absence.save_count_norm)
        self._rules = store.absence.norms()

    def fields(self) -> Iterable[Field]:
        """Three numbers, each with what ships and its source."""
        rules, shipped, texts = self._rules, norms(), load("absence")
        yield Field(
            "Lesuur telt als", Line(number(rules.lesson_hours), id="lesson"),
            note=f"uur, in wat je plakt. sotdesk: {number(shipped.lesson_hours)}; {texts['paste']['lesson_source']}",
        )  # fmt: skip
        yield Field(
            "Melden tot", Line(str(rules.duty_until), id="duty"),
            note=f"jaar. sotdesk: {shipped.duty_until}, de leer- en kwalificatieplicht",
        )  # fmt: skip
        yield Field(
            "Vrijwillig tot", Line(str(rules.voluntary_until), id="voluntary"),
            note=f"jaar. sotdesk: {shipped.voluntary_until}; {texts['ages']['source']}",
        )  # fmt: skip

    def result(self) -> CountNorm:
        """The norm; raises FieldError."""
        try:
            lesson = round(float(self.text("lesson").replace(",", ".")), 2)
        except ValueError:
            raise FieldError("lesson", "Typ een getal, zoals 1 of 0,75.") from None
        duty, voluntary = (whole_number(name, self.text(name)) for name in ("duty", "voluntary"))
        return CountNorm(lesson, duty, voluntary)


class AgesForm(FormDialog[SchoolAges]):
    """`AgesForm(store)` keeps the ages of which the sources leave the choice to the school."""

    heading = "Leeftijden op de casuskaart"

    def __init__(self, store: "Store") -> None:
        super().__init__(save=store.school.save_ages)
        self._ages = store.school.ages()

    def fields(self) -> Iterable[Field]:
        """Two ages, each with what ships and its source."""
        yield Field(
            "Samen beslissen", Line(str(self._ages.shared), id="shared"),
            note="over hulp: leerling en ouders allebei; 0 noemt het niet. "
            f"sotdesk: {SHIPPED.shared}; {_source('shared')}",
        )  # fmt: skip
        choices = [(str(age), f"vanaf {age}") for age in SchoolAges.opp_choices()]
        yield Field("Handelingsdeel", Pick(choices, str(self._ages.opp), "opp"), note=_source("opp"))

    def result(self) -> SchoolAges:
        """The ages; raises FieldError."""
        shared = whole_number("shared", self.text("shared"))
        return replace(self._ages, shared=shared, opp=int(self.text("opp")))


def _source(code: str) -> str:
    return next(str(row["source"]) for row in load("ages")["age"] if row.get("code") == code)


def whole_number(name: str, typed: str) -> int:
    """The number in this field; raises FieldError."""
    words = typed or "0"
    if not (words.isascii() and words.isdigit()):
        raise FieldError(name, "Typ een heel getal, zoals 6.")
    return int(words)


def norm_form(store: "Store", kind: str) -> FormDialog[Any]:
    """The form of a row of these norms."""
    if kind == COUNT:
        return CountForm(store)
    return AgesForm(store) if kind == AGES else SickForm(store)
