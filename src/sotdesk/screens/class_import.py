"""Waarden inlezen: values of one instrument for a class, from a file or a paste; see what changes, take it over."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from textual import events
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.data.store.kwadrant import Taken
from sotdesk.domain.class_measures import Entry, MeasurePlan, plan
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.kwadrant import Kwadrant
from sotdesk.domain.students import Student
from sotdesk.exchange.measures_file import MeasureFile, read_measures, read_pasted_measures
from sotdesk.screens.class_import_form import MeasureColumns, Measuring, MeasuringForm
from sotdesk.screens.class_import_rows import GROUPS, RowsOf, about, done_words, group_strip, size
from sotdesk.screens.import_base import Far, FileImport
from sotdesk.screens.import_files import typed_path
from sotdesk.screens.import_parts import PathLine
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.pieces import literal

DRAFT = "class_import"


class ClassImportScreen(FileImport):
    """First a form asks what is read; then a file is chosen, unless it was pasted; then the preview."""

    SCOPE = "class_import"
    ROUTE = "class_import"
    HERE = 3
    BINDINGS = bindings("class_import")
    TITLE = "Waarden inlezen"
    HELP = """
**Waarden inlezen** leest de uitslag van een vragenlijst of test voor een hele klas en laat eerst zien wat er verandert.

- **Nieuw, gewijzigd, ongewijzigd**: dezelfde lijst twee keer verandert niets.
- **Geweigerd**: rijen die niet gelezen zijn, met het rijnummer en de reden. Is één waarde van een rij fout, dan wordt
  die rij niet gelezen.
- **Voorstel**: wat de tabel van het instrument bij de getallen zegt. Met **v** worden de voorstellen waarden; anders
  blijven het voorstellen en beslis je per leerling.
- **Gegevens** (e): instrument, dag en wie; **kolommen** (k) wijst met de hand aan welke kolom wat is. Dat blijft
  onthouden voor de volgende lijst van dit instrument.
- Een BSN, nationaliteit of foto wordt **nooit** gelezen. Alles gaat in één keer of niets; met u draai je het terug.
"""

    _what: Measuring | None = None
    _take = False
    _group = GROUPS[0][0]
    _asked = False

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._by_hand: dict[str, str] = {}
        self._pupils: tuple[Student, ...] = ()
        self._known: Mapping[str, Kwadrant] = {}

    # --- what is read

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """The first time: what is it?"""
        if self._what is None and not self._asked:
            self._asked = True
            self.call_after_refresh(self._ask_first)

    def _ask_first(self) -> None:
        if self._what is None and self.app.screen is self:
            self.open("what")

    def action_what(self) -> None:
        """e: instrument, day, by whom, the paste."""
        self.open("what")

    def open_what(self) -> None:
        """The form of what is read; without an answer there is nothing to read."""

        def chosen(what: Measuring | None) -> None:
            if what is not None:
                self._begin(what)
            elif self._what is None:
                super(FileImport, self).action_back()

        self.app.push_screen(MeasuringForm(self.store, self._what), chosen)

    def _begin(self, what: Measuring) -> None:
        """Another instrument has other columns."""
        if self._what is None or self._what.instrument != what.instrument:
            self._by_hand = {}
        self._what = what
        self.query_one("#import-panel").border_title = f"{self.TITLE} · {what.kind.name}"
        if what.pasted:
            self._path = None
            self._again()
        elif self._path is not None and self._plan is not None:
            self._again()
        else:
            self.choose()

    @property
    def what(self) -> Measuring:
        """What is read; only asked when it is known."""
        if self._what is None:
            raise LookupError("asked first")
        return self._what

    @property
    def hint(self) -> str:
        """What is chosen here."""
        if self._what is None:
            return "Zeg eerst wat je inleest."
        return f"Kies het bestand met {self.what.kind.name}, {self._measured}. Er verandert nog niets."

    @property
    def _measured(self) -> str:
        by = f" door {self.what.who}" if self.what.who else ""
        return f"gemeten {show_date(self.what.day, self.store.clock.today())}{by}"

    # --- reading

    def mapping(self) -> dict[str, str]:
        """As told for earlier lists of this instrument, and for this one."""
        return {**self.store.kwadrant.columns(self.what.instrument), **self._by_hand}

    def read_file(self, path: Path, mapping: dict[str, str], far: Far) -> MeasureFile:
        """A list with values."""
        return read_measures(path, self.what.kind, mapping, far)

    def _again(self) -> None:
        """Reads the paste or the file again, as it is told to be now."""
        if self.what.pasted:
            what, by_hand = self.what, self.mapping()
            self.begin(lambda far: read_pasted_measures(what.pasted, what.kind, by_hand, far))
        elif self._path is not None:
            self.read(self._path)

    def have_read(self, found: MeasureFile) -> None:
        """Compare it, or ask which column is what."""
        self._pupils = self.store.students.all()
        self._known = self.store.kwadrant.of_students([student.id for student in self._pupils])
        if found.missing:
            self.say(f"Nog aan te wijzen: {', '.join(found.missing)}.")
            if not isinstance(self.app.screen, MeasureColumns):  # a lock may have brought it back already
                self.open("columns")
        else:
            self._compare(found)

    def _compare(self, file: MeasureFile) -> None:
        self._plan = self._made(file)
        self._group = next((key for key, _ in GROUPS if size(self._plan, key)), GROUPS[0][0])
        self.switch(preview=True)
        self.show_plan()
        self.query_one("#rows").focus()

    def _made(self, file: MeasureFile) -> MeasurePlan:
        what = self.what
        return plan(file.rows, what.kind, what.day, self._pupils, self._known, take=self._take)

    def open_columns(self) -> None:
        """Which column is what."""
        if self._file is not None:
            form = MeasureColumns(self._file, self.what.kind, hidden=self.private)
            self.app.push_screen(form, self._have_columns)

    def _have_columns(self, chosen: dict[str, str] | None) -> None:
        if chosen is not None:
            self._by_hand = chosen
            self._again()
        elif self._plan is None:
            self.choose()

    # --- the preview

    def show_plan(self) -> None:
        """What was read, and the rows of one group."""
        words = about(self._file, self._plan, self.what.kind, self._measured)
        self.query_one("#about", Static).update(words)
        self.query_one("#groups", Static).update(group_strip(self._plan, self._group))
        self.query_one("#rows", Lines).refill(RowsOf(self._plan, self.private).rows(self._group))
        self.refresh_bindings()

    def action_back(self) -> None:
        """Esc: from the preview to the choice of a file, then back; of a paste at once."""
        if self._plan is not None and self.what.pasted:
            self._plan = None
        super().action_back()

    @property
    def some_gone(self) -> bool:
        """Nobody leaves by a list of values."""
        return False

    def keep_or_mark_gone(self) -> None:
        """Nobody leaves by a list of values."""

    def turn(self, by: int) -> None:
        """To the next group that has rows."""
        if self._plan is None:
            return
        filled = [key for key, _ in GROUPS if size(self._plan, key)] or [self._group]
        place = filled.index(self._group) if self._group in filled else 0
        self._group = filled[(place + by) % len(filled)]
        self.show_plan()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Suggestions become values only when there is a preview, and the instrument suggests something."""
        if action == "suggested":
            return self._plan is not None and bool(self.what.kind.bands)
        return True

    def action_suggested(self) -> None:
        """v: the suggestions become values, or stay suggestions."""
        self._take = not self._take
        self._compare(self._file)

    def take(self) -> None:
        """Take it over."""
        if self._plan is None:
            return
        if self._plan.changes_nothing:
            self.tell("Er verandert niets.")
            return
        self.query_one("#groups", Static).update(literal("Overnemen …", "accent"))
        self.call_after_refresh(self._write)

    def _write(self) -> None:
        if self._plan is None:
            return
        done, what = self._plan, self.what
        taken = [_taken(entry, take=self._take) for entry in done.writes]
        try:
            self.store.kwadrant.measure(
                what.kind, taken, day=what.day, who=what.who, headers=self._by_hand, far=self._far
            )
        except SotdeskError as error:
            self.fail(error)
            self.show_plan()
            return
        self.choose()
        self.query_one("#path", PathLine).value = ""
        self.tell(f"Overgenomen: {done_words(done)}. Met u draai je het terug.")
        self.action_back()

    def _far(self, done: int, total: int) -> None:
        """While a long list is written."""
        self.show_now("#groups", literal(f"Overnemen … {done} van {total} leerlingen", "accent"))

    # --- locking

    def keep_draft(self) -> None:
        """What is read, the path or the paste, the columns named by hand; nothing of the file itself."""
        if self._what is None:
            self.store.desk.keep_draft(DRAFT, "", 0)
            return
        what = self._what
        kept = {
            "what": [what.instrument, what.day.isoformat(), what.who, what.pasted],
            "path": self.query_one("#path", PathLine).value, "read": self._file is not None,
            "columns": self._by_hand, "take": self._take,
        }  # fmt: skip
        self.store.desk.keep_draft(DRAFT, json.dumps(kept), 0)

    def restore_draft(self) -> None:
        """The same again; what was read is read anew."""
        kept, _ = self.store.desk.draft(DRAFT)
        self.store.desk.keep_draft(DRAFT, "", 0)
        if not kept:
            return
        found = json.loads(kept)
        instrument, day, who, pasted = found["what"]
        self._what = Measuring(instrument, date.fromisoformat(day), who, pasted)
        self._by_hand, self._take = found["columns"], found["take"]
        self.query_one("#path", PathLine).value = found["path"]
        if found["read"]:
            self._path = typed_path(found["path"]) if found["path"] else None
            self._again()
        else:
            self.say("")


def _taken(entry: Entry, *, take: bool) -> Taken:
    """What is kept of a pupil: what differs; a suggestion becomes a value only where it was shown as one."""
    values = frozenset(change.raw.scale.code for change in entry.changes if take and change.value)
    return Taken(entry.student.id, [change.raw for change in entry.changes], values)
