"""Leerlingen inlezen: choose a file, see what would change, take it over as one step. No file format is known here."""

import json
from dataclasses import replace
from pathlib import Path

from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.roster import ImportPlan, plan
from sotdesk.domain.words import count
from sotdesk.exchange.roster_file import RosterFile, read_roster
from sotdesk.screens.contacts import mentors_question
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.import_about import about, group_strip, summary
from sotdesk.screens.import_base import Far, FileImport
from sotdesk.screens.import_columns import ColumnsForm
from sotdesk.screens.import_files import typed_path
from sotdesk.screens.import_parts import PathLine
from sotdesk.screens.import_rows import GROUPS, RowsOf, size
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.pieces import literal

DRAFT = "import"


class ImportScreen(FileImport):
    """The list of the school's pupils."""

    SCOPE = "import"
    ROUTE = "import"
    TITLE = "Leerlingen inlezen"
    BINDINGS = bindings("import")
    HELP = """
**Leerlingen inlezen** leest de leerlingenlijst van de school (CSV of Excel) en laat eerst zien wat er verandert.

- **Nieuw, gewijzigd**: wie erbij komt, en welk veld anders wordt.
- **Uit de lijst**: wie er niet meer in staat. Die leerling blijft bewaard, met *uit sinds*.
- **Samengevoegd**: een leerling die je zelf voorlopig had toegevoegd en die nu een nummer krijgt.
- **Geweigerd**: rijen die niet gelezen zijn, met het rijnummer in je bestand en de reden.
- Een BSN, nationaliteit of foto wordt **nooit** gelezen.
- Alles wordt in één keer overgenomen of niets. Met u draai je het terug.
"""

    _file: RosterFile | None = None
    _plan: ImportPlan | None = None
    _whole: ImportPlan | None = None
    """The plan with who left, while they are left out of `_plan`."""
    _group = GROUPS[0][0]

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._by_hand: dict[str, str] = {}

    def choose(self) -> None:
        """Back to the choice of a file."""
        self._whole, self._by_hand = None, {}
        super().choose()

    @property
    def hint(self) -> str:
        """What is said while a file is chosen."""
        return "Kies de leerlingenlijst van de school. Er verandert niets voordat jij het overneemt."

    # --- reading

    def mapping(self) -> dict[str, str]:
        """As told for earlier lists, and for this one."""
        return {**self.store.students.columns(), **self._by_hand}

    def read_file(self, path: Path, mapping: dict[str, str], far: Far) -> RosterFile:
        """A list of pupils."""
        return read_roster(path, mapping, far)

    def have_read(self, found: RosterFile) -> None:
        """Compare it, or ask which column is what."""
        if found.mapping.missing:
            self.say(f"Nog aan te wijzen: {', '.join(found.mapping.missing)}.")
            if not isinstance(self.app.screen, ColumnsForm):  # a lock may have brought it back already
                self.open("columns")
        else:
            self._compare(found)

    def _compare(self, file: RosterFile) -> None:
        known, today = self.store.students.known(), self.store.clock.today()
        self._plan, self._whole = plan(file.rows, known, today, file.fields), None
        self._group = next((key for key, _ in GROUPS if size(self._plan, key)), GROUPS[0][0])
        self.switch(preview=True)
        self.show_plan()
        self.query_one("#rows").focus()

    def open_columns(self) -> None:
        """Which column is what; after a lock the file is read again first."""
        if self._file is None and self._path is not None:
            with self.telling_errors():
                self._file = read_roster(self._path, self.mapping())
        if self._file is not None:
            self.app.push_screen(ColumnsForm(self._file, hidden=self.private), self._have_columns)

    def _have_columns(self, chosen: dict[str, str] | None) -> None:
        if chosen is not None and self._path is not None:
            self._by_hand = chosen
            self.read(self._path)
        elif self._plan is None:
            self.choose()

    # --- the preview

    def show_plan(self) -> None:
        if self._plan is None or self._file is None:
            return
        self.query_one("#about", Static).update(about(self._file, self._plan))
        self.query_one("#groups", Static).update(group_strip(self._plan, self._group, left=self._left_out))
        rows = RowsOf(self._plan, self.store.clock.today(), self.private).rows(self._group)
        self.query_one("#rows", Lines).refill(rows)

    @property
    def some_gone(self) -> bool:
        """Whether someone is not in the list."""
        return bool(self._whole or (self._plan and self._plan.gone))

    @property
    def _left_out(self) -> int:
        return size(self._whole, "gone") if self._whole else 0

    def turn(self, by: int) -> None:
        """To the next group that has rows."""
        if self._plan is None:
            return
        filled = [key for key, _ in GROUPS if size(self._plan, key)] or [self._group]
        place = filled.index(self._group) if self._group in filled else 0
        self._group = filled[(place + by) % len(filled)]
        self.show_plan()

    def keep_or_mark_gone(self) -> None:
        """Leave who is not in the list as he is (part of the list), or mark him as gone again."""
        if self._plan is None:
            return
        if self._whole is not None:
            self._plan, self._whole = self._whole, None
        elif self._plan.gone:
            self._plan, self._whole = replace(self._plan, gone=(), warning=""), self._plan
        self.turn(0)

    def take(self) -> None:
        """Take it over; asks first when the list looks like a part."""
        if self._plan is None:
            return
        if self._plan.changes_nothing:
            self.tell("Er verandert niets.")
        elif self._plan.warning:
            people = count(len(self._plan.gone), "leerling krijgt", "leerlingen krijgen")
            question = ConfirmDialog(
                f"{people} uit sinds vandaag. Klopt dat?",
                f"{self._plan.warning} Met g laat je hen staan.",
                heading="Leerlingen inlezen",
                yes="Ja, zij zijn weg",
                harm=True,
            )
            self.app.push_screen(question, lambda yes: self._take_over() if yes else None)
        else:
            self._take_over()

    def _take_over(self) -> None:
        self.query_one("#groups", Static).update(literal("Overnemen …", "accent"))
        self.call_after_refresh(self._write)

    def _write(self) -> None:
        if self._plan is None:
            return
        done, today = self._plan, self.store.clock.today()
        try:
            self.store.students.take_over(done, today, self._by_hand or None)
        except SotdeskError as error:
            self.fail(error)
            self.show_plan()
            return
        self.choose()
        self.query_one("#path", PathLine).value = ""
        self.tell(f"Overgenomen: {summary(done)}. Met u draai je het terug.")
        self._offer_mentors()

    def _offer_mentors(self) -> None:
        missing = self.store.contacts.missing_mentors()

        def after(yes: bool | None) -> None:
            if yes:
                self.attempt(lambda: self.store.contacts.add_all(missing, "mentoren als contact"))
            self.action_back()

        if missing:
            self.app.push_screen(mentors_question(missing), after)
        else:
            self.action_back()

    # --- locking

    def keep_draft(self) -> None:
        """The path, whether it was read, and the columns named by hand; nothing of the file itself."""
        typed = self.query_one("#path", PathLine).value
        kept = {"path": typed, "read": self._file is not None, "columns": self._by_hand}
        self.store.desk.keep_draft(DRAFT, json.dumps(kept) if typed else "", 0)

    def restore_draft(self) -> None:
        """The path again; what was read is read anew."""
        kept, _ = self.store.desk.draft(DRAFT)
        self.store.desk.keep_draft(DRAFT, "", 0)
        if not kept:
            return
        found = json.loads(kept)
        self.query_one("#path", PathLine).value = found["path"]
        self._by_hand = found["columns"]
        if found["read"]:
            self._path = typed_path(found["path"])
            self.read(self._path)
