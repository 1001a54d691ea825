"""School: its name, coordinator, system and departments; holidays and named moments per school year."""

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.calendar import Moment, Period, SchoolCalendar, school_year
from sotdesk.domain.calendar_entry import (
    SchoolYear,
    is_official,
    proposed,
    school_years,
    with_entry,
    with_holidays,
    without,
)
from sotdesk.domain.dates_show import show_date
from sotdesk.domain.outcomes import Outcome
from sotdesk.domain.protocol_read import shipped
from sotdesk.domain.words import count
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.school_forms import DepartmentForm, Entry, EntryForm, HeadForm, year_of_entry
from sotdesk.screens.school_lists import (
    NEED,
    NUMBER,
    OUTCOME,
    RESET,
    TERM,
    form_for,
    list_rows,
    removal,
)
from sotdesk.screens.school_norms import NORMS
from sotdesk.screens.school_protocols import PROTOCOL, STAYS, ProtocolForm, about, leaving, protocol_rows
from sotdesk.widgets.ground import Horizontal
from sotdesk.widgets.lines import Lines, blank, heading, note, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import col, fit, flex

LISTS = (OUTCOME, NUMBER, NEED, TERM, *NORMS)
RETENTION, OUTSIDE = "retention", "outside"
"""The row that leads to *Bewaren en vernietigen*."""
GUIDE = "controleer met je eigen schoolgids"


class SchoolScreen(BaseScreen):
    """Reached by the palette. Left the school itself, right its calendar."""

    SCOPE = "school"
    ROUTE = "school"
    BINDINGS = bindings("school")
    HELP = """
**School** houdt vast hoe jouw school werkt.

- **Afdeling**: een naam met de klassen die erbij horen. `1*` is elke klas die met 1 begint. De coördinator van een
  afdeling wordt bij haar leerlingen gevonden.
- **Uitkomsten**: de woorden achter `uit:`, en wat de casus dan wordt. Een woord dat *verslag*, *volgende keer* of
  *sluiten* doet, houdt dat.
- **Acuutkaart**: je eigen nummers, onder de landelijke.
- **Erbij aan tafel**: of een rol toestemming nodig heeft om over een leerling mee te praten.
- **Protocollen**: wat er is, en een eigen bestand van je school erbij. Enter zegt welke versie het is en waar het
  vandaan komt.
- **Aanname**: binnen hoeveel weken de school over een kandidaat besluit.
- **Verzuim**: vanaf hoeveel ziekmeldingen of ziektedagen jouw school de jeugdarts vraagt, voor hoeveel uur een lesuur
  telt, en tot welke leeftijd je meldt; scholen spreken dat zelf af.
- **Leeftijden**: wat op de casuskaart staat waar bronnen verschillen: samen beslissen over hulp, en het handelingsdeel.
- **Bewaren**: hoe lang gegevens blijven nadat een leerling van school is, met de bron; Enter gaat erheen.
- **Vakanties**: in een vakantie wordt geen overleg voorgesteld en staat een termijn in schoolweken stil.
- **Momenten**: dagen met een naam, zoals *rapportvergadering*. In het overleg kun je ze als datum typen:
  `>voor de rapportvergadering`.
- Het **voorstel** komt uit de landelijke vakanties (regio Midden) of is bij benadering. Scholen wijken af: controleer
  het met je eigen schoolgids en druk dan op **c**.
"""

    def body(self) -> ComposeResult:
        """The two lists."""
        with Horizontal(classes="body"):
            yield Panel(Lines(id="school"), title="School", id="school-panel")
            yield Panel(Lines(id="calendar"), title="Vakanties en momenten", id="calendar-panel")

    def on_mount(self) -> None:
        """The calendar has the focus: it changes most."""
        self.set_focus(self.query_one("#calendar"))

    def reload(self, keep: str | None = None) -> None:
        """Both lists as they are now."""
        self._today = self.store.clock.today()
        self._calendar = self.store.school.calendar()
        self._unchecked = self.store.school.unchecked_years()
        self.query_one("#school", Lines).refill(self._school_rows(), keep)
        self.query_one("#calendar", Lines).refill(self._calendar_rows(), keep)
        self.refresh_bindings()

    def _school_rows(self) -> list[Option]:
        school = self.store.school.school()
        facts = (("School", school.name), ("Coördinator", school.coordinator), ("Systeem", school.system))
        return [
            *(
                option(f"head.{label}", col(label, 12, "muted"), flex(words or "nog niet ingevuld"))
                for label, words in facts
            ),
            blank(),
            heading("Afdelingen"),
            *(
                option(f"department|{name}", col(name, 16), flex(", ".join(patterns), "muted"))
                for name, patterns in school.departments.items()
            ),
            *list_rows(self.store),
            *protocol_rows(self.store.protocols.all(), self.words),
            blank(),
            heading("Bewaren"),
            option(RETENTION, flex("Termijnen, uitzonderingen en vernietigen"), fit("Enter", "muted")),
            option(OUTSIDE, flex("Bestanden buiten de kluis"), fit("Enter", "muted")),
        ]

    def _calendar_rows(self) -> list[Option]:
        self._entries: dict[str, Entry] = {}
        rows: list[Option] = []
        for year in school_years(self._calendar, self._today):
            rows += [blank()] if rows else []
            rows.append(heading(year.name, GUIDE if year.first in self._unchecked else ""))
            rows += self._year_rows(year)
        return rows

    def _year_rows(self, year: SchoolYear) -> list[Option]:
        rows: list[Option] = []
        if not any(p.first >= year.begins for p in year.holidays):
            source = "de landelijke vakanties, regio Midden" if is_official(year.first) else "bij benadering"
            number = len(proposed(year.first, self._today))
            words = f"Neem {number} vakanties over als voorstel: {source}"
            rows.append(option(f"propose|{year.first}", flex(words, "accent"), wrap=True))
            rows.append(note(f"Daarna: {GUIDE}."))
        entries: list[Entry] = [*year.holidays, *year.moments]
        for entry in sorted(entries, key=_first_day):
            key = f"entry|{_first_day(entry)}|{entry.name}"
            self._entries[key] = entry
            kind = "moment" if isinstance(entry, Moment) else ""
            cells = (flex(entry.name), col(kind, 7, "accent"), col(_shown(entry), 25, "muted"))
            rows.append(option(key, *cells))
        return rows

    # --- where the cursor is

    @property
    def _in_school(self) -> bool:
        return self.focused is self.query_one("#school")

    @property
    def _current(self) -> str:
        return self.query_one("#school" if self._in_school else "#calendar", Lines).current or ""

    def _year_here(self) -> int:
        """The school year the cursor is in."""
        if self._current.startswith("propose|"):
            return int(self._current.partition("|")[2])
        entry = self._entries.get(self._current)
        return year_of_entry(entry) if entry else school_year(self._today)[0]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a year that was taken over can be called checked."""
        return action != "checked" or bool(self._unchecked)

    # --- keys

    def on_option_list_option_selected(self) -> None:
        """Enter: edit, or take the proposal over."""
        self.action_edit()

    def action_edit(self) -> None:
        """e: the form of what stands here."""
        kind, _, rest = self._current.partition("|")
        if kind.startswith("head."):
            self.open("head")
        elif kind == "department":
            self.open("department", rest)
        elif kind == "propose":
            self._take_proposal(int(rest))
        elif kind == "entry":
            self.open("entry", str(self._year_here()), self._current)
        elif kind in LISTS:
            self.open("listed", kind, rest)
        elif kind == PROTOCOL and rest:
            self.app.push_screen(about(self.store.protocols.get(rest), self.words))
        elif kind == PROTOCOL:
            self.open("protocol")
        elif kind == RETENTION:
            self.desk.go(("retention",))
        elif kind == OUTSIDE:
            self.desk.go(("left_files",))
        elif kind == RESET:
            self._ask("De lijst van sotdesk terugzetten?", lambda: self.store.school.save_outcomes(()))

    def action_new(self) -> None:
        """n: one more of the list where the cursor is: a department, an outcome, a protocol, a holiday or moment."""
        kind = self._current.partition("|")[0]
        if self._in_school and kind == PROTOCOL:
            self.open("protocol")
            return
        if self._in_school and kind in (OUTCOME, NUMBER):
            self.open("listed", kind)
        elif self._in_school:
            self.open("department")
        else:
            self.open("entry", str(self._year_here()))

    def open_head(self) -> None:
        """Name, coordinator, system."""
        self.app.push_screen(HeadForm(self.store), lambda found: self._after(found, "head.School"))

    def open_department(self, name: str = "") -> None:
        """A department."""
        form = DepartmentForm(self.store, name)
        self.app.push_screen(
            form, lambda found: self._after(found, f"department|{found[0]}" if found else "")
        )

    def open_listed(self, kind: str, key: str = "") -> None:
        """A row of the school's own lists."""
        self.app.push_screen(form_for(self.store, kind, key), self._after_listed)

    def open_protocol(self) -> None:
        """A file with a protocol of the school."""
        self.app.push_screen(ProtocolForm(self.store, self.words), self._after_listed)

    def _after_listed(self, found: object) -> None:
        if found is not None:
            self.reload(f"{OUTCOME}|{found.word}" if isinstance(found, Outcome) else None)
            self.tell("Bewaard.")

    def open_entry(self, first_year: str, key: str = "") -> None:
        """A holiday or moment."""
        before = self._entries.get(key)

        def keep(entry: Entry | None) -> None:
            if entry is not None:
                row = f"entry|{_first_day(entry)}|{entry.name}"
                self._save(with_entry(self._calendar, entry, before), "Bewaard.", keep=row)

        self.app.push_screen(EntryForm(int(first_year), self._today, before), keep)

    def action_remove(self) -> None:
        """x: away, after asking."""
        kind, _, rest = self._current.partition("|")
        if kind == "department":
            self._ask(f"Afdeling {rest} weghalen?", lambda: self.store.school.remove_department(rest))
        elif kind == PROTOCOL and rest:
            if gone := leaving(self.store, rest, shipped()):
                self._ask(*gone)
            else:
                self.tell(STAYS)
        elif gone := removal(self.store, kind, rest):
            self._ask(*gone)
        elif entry := self._entries.get(self._current):
            calendar = without(self._calendar, entry)
            self._ask(f"{entry.name} weghalen?", lambda: self.store.school.save_calendar(calendar))

    def action_checked(self) -> None:
        """c: the holidays of the year under the cursor are right."""
        year = self._year_here()
        if year not in self._unchecked:
            self.tell("Dit schooljaar is al gecontroleerd.")
            return
        self._save(self._calendar, "Gecontroleerd.", unchecked=self._unchecked - {year})

    def _take_proposal(self, first_year: int) -> None:
        holidays = proposed(first_year, self._today)
        said = f"{count(len(holidays), 'vakantie', 'vakanties')} overgenomen: {GUIDE}."
        self._save(with_holidays(self._calendar, holidays), said, unchecked=self._unchecked | {first_year})

    def _save(
        self, calendar: SchoolCalendar, said: str, *, keep: str = "", unchecked: frozenset[int] | None = None
    ) -> None:
        if self.attempt(lambda: self.store.school.save_calendar(calendar, unchecked), said):
            self.reload(keep or None)

    def _ask(self, question: str, work: Callable[[], object]) -> None:
        def after(yes: bool | None) -> None:
            if yes and self.attempt(work, "Weggehaald."):
                self.reload()

        self.app.push_screen(ConfirmDialog(question, "Met u komt het terug.", yes="Weghalen"), after)

    def _after(self, found: object, keep: str) -> None:
        if found is not None:
            self.reload(keep)
            self.tell("Bewaard.")


def _first_day(entry: Entry) -> date:
    return entry.first if isinstance(entry, Period) else entry.day


def _shown(entry: Entry) -> str:
    first = show_date(_first_day(entry))
    if isinstance(entry, Moment) or entry.first == entry.last:
        return first
    return f"{first} t/m {show_date(entry.last)}"
