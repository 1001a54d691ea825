"""The forms of School: its name and coordinator, a department, a holiday or a named moment."""

from collections.abc import Iterable, Sequence
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from textual.widgets import Input

from sotdesk.domain.calendar import Moment, Period, school_year
from sotdesk.domain.calendar_entry import read_day
from sotdesk.domain.contacts import School
from sotdesk.domain.dates_show import show_date
from sotdesk.domain.mentor_names import name_key
from sotdesk.domain.text import one_line
from sotdesk.domain.words import count
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

SYSTEMS = ("Magister", "Profijt", "Somtoday")
Entry = Period | Moment


class HeadForm(FormDialog[tuple[str, str, str]]):
    """Name, coordinator and system; saves them itself."""

    heading = "Gegevens van de school"

    def __init__(self, store: "Store") -> None:
        super().__init__(save=lambda found: store.school.save_head(*found))
        self._school: School = store.school.school()
        self._people = [contact.name for contact in store.contacts.all()]

    def fields(self) -> Iterable[Field]:
        """Three lines."""
        yield Field("School", Line(self._school.name, id="name"))
        who = suggesting(Line(self._school.coordinator, id="coordinator"), self._people)
        yield Field("Coördinator", who, note="wie met sotdesk werkt; in het overleg is dat @ik")
        system = suggesting(Line(self._school.system, id="system"), SYSTEMS)
        yield Field("Systeem", system, note="waar de school in registreert: Magister, Profijt …")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Whether the coordinator is a contact already."""
        if event.input.id == "coordinator" and event.value.strip():
            known = name_key(event.value) in {name_key(each) for each in self._people}
            self.field("coordinator").show(
                "staat bij de contacten" if known else "komt als OCO bij de contacten"
            )

    def result(self) -> tuple[str, str, str]:
        """The three; raises FieldError."""
        words = {name: one_line(self.text(name)) for name in ("name", "coordinator", "system")}
        for name, words_missing in (
            ("name", "Vul de naam van de school in."),
            ("coordinator", "Vul in wie met sotdesk werkt."),
            ("system", "Vul in waar de school in registreert."),
        ):
            if not words[name]:
                raise FieldError(name, words_missing)
        return words["name"], words["coordinator"], words["system"]


class DepartmentForm(FormDialog[tuple[str, tuple[str, ...]]]):
    """A department and its classes; saves it itself. An empty name makes a new one."""

    def __init__(self, store: "Store", department: str = "") -> None:
        super().__init__(save=lambda found: store.school.save_department(*found, instead_of=department))
        self.heading = department or "Nieuwe afdeling"
        self._department = department
        self._patterns = store.school.school().departments.get(department, ())
        self._present = store.students.classes()

    def fields(self) -> Iterable[Field]:
        """Its name and class patterns."""
        yield Field("Naam", Line(self._department, "onderbouw", id="name"))
        classes = Line(", ".join(self._patterns), "1*, 2*", several=True, id="classes")
        yield Field("Klassen", classes, note="1* is elke klas die met 1 begint; ook losse klassen: 2H1, 2H2")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Which classes there are that fit."""
        if event.input.id == "classes":
            self.field("classes").show(self._fitting())

    def on_mount(self) -> None:
        """Which classes fit now."""
        super().on_mount()
        self.field("classes").show(self._fitting())

    def _typed(self) -> tuple[str, ...]:
        return tuple(self.text("classes").replace(",", " ").replace(";", " ").split())

    def _fitting(self) -> str:
        patterns = [pattern.casefold() for pattern in self._typed()]
        if not patterns or not self._present:
            return ""
        found = [c for c in self._present if any(fnmatchcase(c.casefold(), p) for p in patterns)]
        more = " …" if len(found) > 8 else ""
        return (
            f"{count(len(found), 'klas', 'klassen')}: {', '.join(found[:8])}{more}"
            if found
            else "geen klas past"
        )

    def result(self) -> tuple[str, tuple[str, ...]]:
        """Name and patterns; raises FieldError."""
        name, patterns = one_line(self.text("name")).replace("|", " "), self._typed()
        if not name:
            raise FieldError("name", "Vul een naam in.")
        if not patterns:
            raise FieldError("classes", "Vul in welke klassen erbij horen, zoals 1*.")
        return name, patterns


class EntryForm(FormDialog[Entry]):
    """A holiday or a named moment of one school year → Period or Moment, or None."""

    def __init__(self, first_year: int, today: date, entry: Entry | None = None) -> None:
        super().__init__()
        self._begins = date(first_year, 8, 1)
        self._today = today
        self._entry = entry
        self.heading = entry.name if entry else f"Erbij in {first_year}–{first_year + 1}"

    def fields(self) -> Iterable[Field]:
        """Which of the two, its name and its days."""
        entry = self._entry
        first, last = _days(entry) if entry else ("", "")
        kinds = [("holiday", "vakantie of vrije dag"), ("moment", "moment")]
        yield Field("Soort", Pick(kinds, "moment" if isinstance(entry, Moment) else "holiday", id="kind"))
        yield Field("Naam", Line(entry.name if entry else "", "studiedag, rapportvergadering …", id="name"))
        yield Field("Eerste dag", DateLine(self._read_first, first, "17 okt", id="first"))
        last_line = DateLine(self._read_last, last, "leeg: één dag", id="last")
        yield Field("Laatste dag", last_line)

    def on_mount(self) -> None:
        """A moment has no last day."""
        super().on_mount()
        self._show_last()

    def on_pick_changed(self) -> None:
        """A moment has no last day."""
        self._show_last()

    def _show_last(self) -> None:
        self.field("last").display = self.text("kind") == "holiday"

    def _read_first(self, words: str) -> tuple[date | None, str]:
        return self._read(words, self._begins)

    def _read_last(self, words: str) -> tuple[date | None, str]:
        return self._read(words, self._first() or self._begins)

    def _first(self) -> date | None:
        return read_day(self.text("first"), self._begins)

    def _read(self, words: str, not_before: date) -> tuple[date | None, str]:
        day = read_day(words, not_before)
        return day, f"{show_date(day)} {day.year}" if day else "typ een dag, zoals 17 okt of 17-10-2026"

    def result(self) -> Entry:
        """The holiday or moment; raises FieldError."""
        name, first = one_line(self.text("name")), self._first()
        if not name:
            raise FieldError("name", "Vul een naam in.")
        if first is None:
            raise FieldError("first", "Typ een dag, zoals 17 okt.")
        if self.text("kind") == "moment":
            return Moment(name, first)
        last = read_day(self.text("last"), first) if self.text("last") else first
        if last is None:
            raise FieldError("last", "Typ een dag, zoals 25 okt, of laat dit leeg.")
        if not first <= last:
            raise FieldError("last", "De laatste dag ligt vóór de eerste.")
        if (last - first).days > 100:
            raise FieldError("last", "Dat is langer dan honderd dagen. Kijk het jaar na.")
        return Period(name, first, last)


def year_of_entry(entry: Entry) -> int:
    """The calendar year in which its school year begins."""
    return school_year(entry.first if isinstance(entry, Period) else entry.day)[0]


def _days(entry: Entry) -> Sequence[str]:
    if isinstance(entry, Moment):
        return f"{entry.day:%d-%m-%Y}", ""
    last = "" if entry.last == entry.first else f"{entry.last:%d-%m-%Y}"
    return f"{entry.first:%d-%m-%Y}", last
