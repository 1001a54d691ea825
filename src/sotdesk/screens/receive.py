"""Overdracht ontvangen: choose the file, type its words, see who is new and who is known, take all over or nothing."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, get_current_worker

from sotdesk.actions import bindings
from sotdesk.documents import letters as forms
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.transfer import ENDING, Arrival, Receipt, WrongWords
from sotdesk.domain.transfer_receipt import receipt_sheet
from sotdesk.report_base import usable_base
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.handing_out import folder, hand_out
from sotdesk.screens.import_files import (
    candidates,
    changed_on,
    completed,
    newest_tables,
    typed_path,
    usual_folders,
)
from sotdesk.screens.receive_rows import about, arrival_rows, receipt_words
from sotdesk.screens.receive_words import WordsForm
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import literal
from sotdesk.widgets.row import col, flex

if TYPE_CHECKING:
    from sotdesk.data.transfer_file import Parcel

DRAFT = "receive"
ENDINGS = frozenset({ENDING})
CHOOSE = "Kies het bestand dat je kreeg. Er verandert niets voordat jij het overneemt."
NOT_THERE = "Op deze plek staat geen bestand. Kijk de naam na."
NO_FILES = "Geen overdracht gevonden. Typ hierboven waar het bestand staat; Tab vult aan."


class ReceivePath(Line):
    """The line for a path: Tab completes it."""

    BINDINGS = bindings("receive.path")

    def action_complete(self) -> None:
        """Tab: as far as there is only one way."""
        self.value = completed(self.value, ENDINGS)
        self.cursor_position = len(self.value)

    def action_files(self) -> None:
        """↓: into the list under it."""
        self.screen.query_one("#files").focus()


class ArrivalLines(Lines):
    """The pupils of the file."""

    BINDINGS = bindings("receive.rows")


class ReceiptText(VerticalScroll, can_focus=True):
    """The receipt."""

    BINDINGS = bindings("receive.done")


class ReceiveScreen(BaseScreen):
    """First a file and its words, then who is in it, then the receipt."""

    SCOPE = "receive"
    ROUTE = "receive"
    AUTO_FOCUS = "#path"
    BINDINGS = bindings("receive")
    HELP = """
**Overdracht ontvangen** neemt dossiers over die een collega of een andere school voor je maakte.

- **Al bekend**: sotdesk ziet dezelfde leerling, aan het nummer of aan naam en geboortedatum. Spatie wisselt tussen
  *zelfde als* en *toch nieuw*; jij beslist. Een leerling houdt één casus.
- **Nieuw hier**: komt erbij. Van een andere school is hij voorlopig, tot de leerlingenlijst zijn nummer en klas brengt.
- Mensen van een andere school blijven als naam te lezen; ze krijgen hier geen rol. Hun toestemmingen tellen niet voor
  jouw partners.
- Alles wordt in één keer overgenomen of niets, en met u draai je het terug. Twee keer hetzelfde bestand verandert
  niets; komt er een nieuwer, dan komt alleen erbij wat hier nog niet stond.
- **Ontvangstbewijs**: de code geef je terug aan de gever.
"""

    _path: Path | None = None
    _parcel: "Parcel | None" = None
    _receipt: Receipt | None = None
    _reading: "Worker[None] | None" = None
    """The thread that opens a file."""
    _arrivals: tuple[Arrival, ...] = ()

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._same: dict[str, bool] = {}

    def body(self) -> ComposeResult:
        """The path and the files; the pupils; the receipt."""
        with Panel(title="Overdracht ontvangen", id="receive-panel"):
            yield Static(id="about", markup=False)
            yield ReceivePath(
                placeholder="waar staat het bestand? Tab vult aan, ↓ gaat naar de bestanden", id="path"
            )
            yield Lines(id="files", empty=NO_FILES)
            yield ArrivalLines(id="arrivals")
            yield ReceiptText(Static(id="receipt", markup=False), id="done")

    def on_mount(self) -> None:
        """Begin with choosing."""
        self.choose()

    def reload(self, keep: str | None = None) -> None:
        """Show the state again, as after F9 or undo."""
        if self._receipt is not None and self.store.receiving.holds(self._receipt.slip.id):
            self._show_receipt()
        elif self._receipt is not None:  # u took it back
            self.choose()
        elif self._parcel is not None:
            self._show_arrivals()
        else:
            self._show_files()

    def _switch(self, part: str) -> None:
        for each in ("path", "files", "arrivals", "done"):
            self.query_one(f"#{each}").display = each == part or (part == "path" and each == "files")
        self.query_one(f"#{part}").focus()
        self.refresh_bindings()

    # --- choosing a file

    def choose(self) -> None:
        """Back to the choice of a file."""
        self._parcel = self._receipt = self._reading = None
        self._same = {}
        self.query_one("#about", Static).update(literal(CHOOSE, "muted"))
        self._switch("path")
        self._show_files()

    def _show_files(self) -> None:
        typed = self.query_one("#path", ReceivePath).value
        paths = candidates(typed, ENDINGS) if typed.strip() else newest_tables(self._folders(), ENDINGS)
        rows = [self._file_row(path) for path in paths]
        title = [] if typed.strip() or not rows else [heading("Nieuwste bestanden")]
        self.query_one("#files", Lines).refill([*title, *rows])

    def _folders(self) -> tuple[Path, ...]:
        try:
            return (*usual_folders(), folder())
        except SotdeskError:
            return usual_folders()

    def _file_row(self, path: Path) -> Option:
        day = changed_on(path)
        return option(
            str(path),
            flex(f"{path.name}/" if path.is_dir() else path.name),
            col(str(path.parent), 36, "muted", drop=110),
            col(show_date(day, self.store.clock.today()) if day else "", 16, "muted", right=True),
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """The files follow the typed path."""
        if event.input.id == "path" and self._parcel is None and self._receipt is None:
            self._show_files()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the path: its words are asked."""
        if event.value.strip():
            self._take_path(typed_path(event.value))
        else:
            self.query_one("#files").focus()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter on a file: its words are asked; on a folder: look inside."""
        if event.option_list.id == "files" and event.option_id:
            self._take_path(Path(event.option_id))

    def _take_path(self, path: Path) -> None:
        if self._reading is not None:
            return
        line = self.query_one("#path", ReceivePath)
        line.value = f"{path}/" if path.is_dir() else str(path)
        line.cursor_position = len(line.value)
        if path.is_dir():
            line.focus()
        elif not path.exists():
            self.tell(NOT_THERE)
        else:
            self._path = path
            self.open("words")

    def open_words(self) -> None:
        """The words of the file."""
        self._path = self._path or typed_path(self.query_one("#path", ReceivePath).value)
        self.app.push_screen(WordsForm(self._path.name), self._have_words)

    def _have_words(self, words: str | None) -> None:
        if words is not None and self._path is not None:
            self.query_one("#about", Static).update(literal("Openen … Esc stopt", "accent"))
            work = partial(self._read, self._path, words)
            self._reading = self.run_worker(work, thread=True, exclusive=True)

    def _read(self, path: Path, words: str) -> None:
        """Opens the file beside the screen; it asks nothing of this vault."""
        worker = get_current_worker()
        try:
            found: Parcel | SotdeskError = self.store.receiving.read(path, words)
        except SotdeskError as error:
            found = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_read, found, words)

    def _have_read(self, found: "Parcel | SotdeskError", words: str) -> None:
        if self._reading is None:
            return
        self._reading = None
        try:
            if isinstance(found, SotdeskError):
                raise found
            self._arrivals = self.store.receiving.arrivals(found)
        except WrongWords as error:
            self.choose()
            name = self._path.name if self._path else ""
            self.app.push_screen(WordsForm(name, words, error.sentence), self._have_words)
        except SotdeskError as error:
            self.choose()
            self.fail(error)
        else:
            self._parcel = found
            self._show_arrivals()
            self._switch("arrivals")

    # --- who is in it

    def _show_arrivals(self) -> None:
        if self._parcel is None:
            return
        self._arrivals = self.store.receiving.arrivals(self._parcel)
        self.query_one("#about", Static).update(about(self._parcel.slip, self.store.clock.today()))
        rows = arrival_rows(self._arrivals, self._same, hidden=self.private, low=self.low)
        self.query_one("#arrivals", Lines).refill(rows)

    def action_same(self) -> None:
        """Spatie: the one who is known here, or a new one."""
        key = self.query_one("#arrivals", Lines).current
        one = next((each for each in self._arrivals if each.student.id == key), None)
        if one and one.known and not one.settled:
            self._same[one.student.id] = not self._same.get(one.student.id, one.same)
            self._show_arrivals()

    def action_take(self) -> None:
        """Enter: everything over, or nothing."""
        if self._parcel is not None:
            self.query_one("#about", Static).update(literal("Overnemen …", "accent"))
            self.call_after_refresh(self._take)

    def _take(self) -> None:
        if self._parcel is None:
            return
        try:
            self._receipt = self.store.receiving.take(self._parcel, self._same)
        except SotdeskError as error:
            self._show_arrivals()
            self.fail(error)
            return
        self._parcel = None
        self._show_receipt()
        self._switch("done")

    def action_other(self) -> None:
        """b: another file."""
        self.choose()

    # --- the receipt

    def _show_receipt(self) -> None:
        if self._receipt is not None:
            said = receipt_words(self._receipt, self.store.clock.today())
            self.query_one("#about", Static).update(literal("Ontvangen. Met u draai je het terug.", "muted"))
            self.query_one("#receipt", Static).update(said)

    def action_paper(self) -> None:
        """p: Word."""
        self._leave("docx")

    def action_text(self) -> None:
        """t: plain text."""
        self._leave("txt")

    def _leave(self, form: str) -> None:
        receipt = self._receipt
        if receipt is None:
            return
        sheet = receipt_sheet(receipt, self.store.school.school().name)

        def made() -> bytes:
            if form == "txt":
                return forms.text(sheet).encode()
            return forms.docx(sheet, usable_base(self.store))

        hand_out(self, f"Ontvangstbewijs {receipt.code} {receipt.on:%Y-%m-%d}.{form}", made)

    def action_back(self) -> None:
        """Esc: stops the opening; from the pupils to the choice of a file, then back."""
        if self._reading is not None:
            self._reading.cancel()
            self.choose()
            self.tell("Gestopt. Er is niets gelezen.")
        elif self._parcel is not None:
            self.choose()
        else:
            super().action_back()

    # --- locking

    def keep_draft(self) -> None:
        """The path; nothing of the file itself, nor its words."""
        typed = self.query_one("#path", ReceivePath).value
        self.store.desk.keep_draft(DRAFT, "" if self._receipt else typed, 0)

    def restore_draft(self) -> None:
        """The path again; its words are asked anew."""
        kept, _ = self.store.desk.draft(DRAFT)
        self.store.desk.keep_draft(DRAFT, "", 0)
        if kept:
            self.query_one("#path", ReceivePath).value = kept
