"""Kwadrant van een klas: choose a class, or the pupils of a meeting that comes."""

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.data.store.class_views import Group
from sotdesk.domain.dates import show_date
from sotdesk.domain.students import year_of
from sotdesk.domain.words import count
from sotdesk.screens.base import BaseScreen
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import col, flex

EMPTY = "Nog geen leerlingen in de kluis. Lees eerst de leerlingenlijst in: Ctrl+P, Leerlingen inlezen."
CLASS, PUPILS = 18, 14


class ClassKwadrantsScreen(BaseScreen):
    """Address: the class or meeting to stand on."""

    SCOPE = "class_kwadrants"
    ROUTE = "class_kwadrants"
    HERE = 3
    BINDINGS = bindings("class_kwadrants")
    HELP = """
**Kwadrant van een klas**: de leerlingen van een klas, of van een overleg dat komt, naast elkaar voor de
klassenbespreking. Enter opent de klas.

- **Waarden inlezen** (i): de uitslag van een vragenlijst of test voor een hele klas of een leerjaar, uit een bestand of
  geplakt.
"""

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="classes", empty=EMPTY), id="classes-panel")

    @property
    def wanted(self) -> str | None:
        """The class or meeting that the address names."""
        return self.ids[0] if self.ids else None

    def reload(self, keep: str | None = None) -> None:
        """The meetings that come, then every class by year."""
        groups = self.store.classes.groups()
        self.query_one("#classes", Lines).refill(self._rows(groups), keep)
        classes = sum(1 for group in groups if not group.meeting)
        edge = count(classes, "klas", "klassen") if classes else ""
        self.query_one("#classes-panel", Panel).label("Kwadrant van een klas", edge)

    def _rows(self, groups: tuple[Group, ...]) -> list[Option]:
        meetings = [self._row(group) for group in groups if group.meeting]
        rows: list[Option] = [heading("Leerlingen van het overleg"), *meetings] if meetings else []
        year: int | None = None
        for group in groups:
            if group.meeting:
                continue
            if year_of(group.key) != year or not any(row.id for row in rows[len(meetings) + 1 :]):
                year = year_of(group.key)
                rows += [blank()] if rows and not self.low else []
                rows.append(heading(f"Leerjaar {year}" if year else "Klassen"))
            rows.append(self._row(group))
        return rows

    def _row(self, group: Group) -> Option:
        words = group.key
        if group.day:
            words = f"{group.kind} {show_date(group.day, self.store.clock.today())}"
        known = f"{group.known} met een waarde" if group.known else "nog geen waarden"
        return option(
            group.key,
            col(words, CLASS, "strong"),
            col(count(group.pupils, "leerling", "leerlingen"), PUPILS),
            flex(known, "" if group.known else "muted"),
        )

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the class."""
        if event.option_id:
            self.desk.go(("class_kwadrant", event.option_id))

    def action_measures(self) -> None:
        """i: values from a file or a paste."""
        self.desk.go(("class_import",))
