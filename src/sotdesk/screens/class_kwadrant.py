"""Kwadrant van een klas (`k` at Casussen): each pupil a row, for a klassenbespreking; under it the one she is at."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.data.store.class_views import MEETING
from sotdesk.domain.class_kwadrant import SORTS, ClassRow, fitting, in_order, summary
from sotdesk.screens.class_kwadrant_rows import LEGEND, WIDE, class_rows, detail, heads
from sotdesk.screens.filtering import FilteringScreen
from sotdesk.screens.naming import pupil, pupil_and_class
from sotdesk.widgets.filter_line import FilteredLines, FilterLine
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

NOBODY = "Geen leerlingen in deze klas. Esc gaat terug naar de klassen."
NO_FIT = "Niemand past bij dit filter. Esc haalt het weg."


class PupilLines(FilteredLines):
    """The pupils: ← and → go to another class."""

    BINDINGS = bindings("class_kwadrant.pupils")


class ClassKwadrantScreen(FilteringScreen):
    """Address: the class (`2H1`) or meeting (`m:…`), and the pupil to stand on."""

    SCOPE = "class_kwadrant"
    ROUTE = "class_kwadrant"
    HERE = 3
    BINDINGS = bindings("class_kwadrant")
    LIST = "class"
    AUTO_FOCUS = "#class"
    HELP = """
**Kwadrant van een klas**: elke leerling een regel, in de volgorde van het model: kunnen, willen, presteren, doen.

- Eerst staat wat er **veranderde**: ▲ hoger, ▼ lager, = gelijk, · niets om mee te vergelijken; **▼!** is een plotse
  daling in doen. Dan de waarde: zorg, gewoon (gew.), sterk.
- **?** is onbekend: dat is geen lage waarde, en staat bij het ordenen achteraan. *? 3 asp.*: van het kwadrant zelf is
  niets gezegd, wel van drie aspecten.
- **(gew.)** tussen haken is oud. *Oud* noemt de leeftijd van de oudste waarde; is er een over zijn grens, dan die.
- **Verschil**: pr< is presteren lager dan kunnen, do> is doen hoger dan willen; = gelijk, ? niet te vergelijken.
- **Vr.**: hoeveel vragen het beeld oproept. Het zijn vragen, geen conclusies.
- Onder de lijst staat de leerling onder de cursor, met de dag en de bron van elke waarde. Enter opent zijn kwadrant.
- **Ordenen** (s): op naam, op een van de vier (zorg bovenaan) of op de oudste waarde. **Filter** (f): een naam, *zorg*,
  *willen=zorg*, *onbekend*, *oud*, *daling*, *verschil* of *vraag*.
- **Klassenscan** (k): het blad voor de docenten van deze klas, met alleen wat werkt en het handelingsadvies.
"""

    _sort = SORTS[0]
    _rows: tuple[ClassRow, ...] = ()
    _wide = False

    @property
    def group(self) -> str:
        """The class, or the meeting."""
        return self.ids[0]

    @property
    def of_a_class(self) -> bool:
        return not self.group.startswith(MEETING)

    @property
    def wanted(self) -> str | None:
        """The pupil that the address names."""
        return self.ids[1] if len(self.ids) > 1 else None

    @property
    def address(self) -> tuple[str, ...]:
        """With the pupil under the cursor."""
        one = self.query_one("#class", Lines).current if self.is_mounted else None
        return (self.ROUTE, self.group, one) if one else (self.ROUTE, *self.ids)

    def body(self) -> ComposeResult:
        """The table, and the pupil under the cursor."""
        with Panel(id="class-panel"):
            yield FilterLine("filter: naam, zorg, willen=zorg, onbekend, oud, daling of vraag")
            yield PupilLines(id="class")
        yield Panel(Static(id="detail", markup=False), id="detail-panel")

    def arrive(self) -> None:
        """By name, all pupils, the first one."""
        self._sort = SORTS[0]
        self.close_filter()
        self.set_focus(self.query_one("#class", Lines))

    # --- showing

    def reload(self, keep: str | None = None) -> None:
        """The pupils and their kwadranten, as the store has them now."""
        pupils = self.store.classes.pupils(self.group)
        found = self.store.kwadrant.of_students([student.id for student in pupils])
        self._rows = tuple(ClassRow(student, found[student.id]) for student in pupils)
        self._show(keep)

    def filtered(self) -> None:
        """Who fits the words in the filter."""
        self._show()

    def _show(self, keep: str | None = None, *, top: bool = False) -> None:
        self._wide = self.app.size.width >= WIDE
        words = self.filter.value
        rows = in_order(fitting(self._rows, words), self._sort)
        keep = rows[0].student.id if top and rows else keep
        lines = self.query_one("#class", Lines)
        lines.empty = NO_FIT if words.strip() and self._rows else NOBODY
        shown = class_rows(rows, {row.student.id: self._who(row) for row in rows}, wide=self._wide)
        lines.refill([heads(self._sort, wide=self._wide), *shown] if shown else [], keep)
        edge = f"{summary(self._rows)} · {LEGEND}" if self._wide else LEGEND
        self.query_one("#class-panel", Panel).label(
            f"Kwadrant · {self._group_words()}", edge if self._rows else ""
        )
        self._show_one()

    def _group_words(self) -> str:
        if self.of_a_class:
            return self.group if self._wide else f"{self.group} · {len(self._rows)}"
        return "leerlingen van het overleg"

    def _who(self, row: ClassRow) -> str:
        write = pupil if self.of_a_class else pupil_and_class
        return write(row.student, hidden=self.private)

    def _show_one(self) -> None:
        """The pupil under the cursor, in words."""
        row = self._current
        panel, box = self.query_one("#detail-panel", Panel), self.query_one("#detail", Static)
        panel.display = row is not None
        if row is None:
            return
        width = max(20, self.app.size.width - 6)
        box.update(detail(row, self.store.clock.today(), width))
        panel.label(pupil_and_class(row.student, hidden=self.private), "Enter kwadrant")

    @property
    def _current(self) -> ClassRow | None:
        key = self.query_one("#class", Lines).current
        return next((row for row in self._rows if row.student.id == key), None)

    def on_option_list_option_highlighted(self) -> None:
        """Another pupil: his values in words."""
        self._show_one()

    def on_resize(self, _event: events.Resize) -> None:
        """More or less room: other words."""
        if self._rows and self._wide != (self.app.size.width >= WIDE):
            self._show()

    # --- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A klassenscan and a next class are there of a class only."""
        return self.of_a_class if action in ("scan", "class") else True

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the pupil's own kwadrant."""
        if event.option_id:
            self.desk.go(("kwadrant", event.option_id))

    def action_sort(self) -> None:
        """s: the next order."""
        self._sort = SORTS[(SORTS.index(self._sort) + 1) % len(SORTS)]
        self._show(top=True)
        self.tell(f"Geordend op {self._sort}.")

    def action_class(self, by: int) -> None:
        """← and →: the class before or after this one."""
        classes = self.store.students.classes()
        if self.group not in classes or len(classes) < 2:
            return
        at = (classes.index(self.group) + by) % len(classes)
        self.ids = (classes[at],)
        self.close_filter()
        self.reload()

    def action_measures(self) -> None:
        """i: values from a file or a paste."""
        self.desk.go(("class_import",))

    def action_scan(self) -> None:
        """k: the sheet for the teachers."""
        self.desk.go(("class_scan", self.group))
