"""The base of a screen that reads a list from a file: choose it, read it beside the screen, show what would change.

Which list it is, how it is compared and written is said by the screens made of this one (import_students.py,
class_import.py). No file format is known here.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import ImportFileError
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.import_files import (
    candidates,
    changed_on,
    newest_tables,
    typed_path,
    usual_folders,
)
from sotdesk.screens.import_parts import PathLine, PlanRows
from sotdesk.widgets.lines import Lines, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import literal
from sotdesk.widgets.row import col, flex

Far = Callable[[int, int], None]
"""Told how many rows are done, of how many."""
NO_FILES = "Geen CSV- of Excel-bestand gevonden. Typ hierboven waar de lijst staat; Tab vult aan."


class FileImport(BaseScreen):
    """First a file is chosen, then its preview is shown.

    Give `TITLE`, `hint`, `read_file`, `have_read`, `show_plan` and the keys of `import_parts.Owner`.
    """

    AUTO_FOCUS = "#path"
    TITLE: ClassVar[str] = ""
    """Over the panel."""

    _file: Any = None
    """The list as it was read."""
    _plan: Any = None
    """What it would change; None while a file is chosen."""
    _path: Path | None = None

    def body(self) -> ComposeResult:
        """The path and the files; and, once read, the preview."""
        with Panel(title=self.TITLE, id="import-panel"):
            yield Static(id="about", markup=False)
            yield PathLine(
                placeholder="waar staat de lijst? Tab vult aan, ↓ gaat naar de bestanden", id="path"
            )
            yield Lines(id="files", empty=NO_FILES)
            yield Static(id="groups", markup=False)
            yield PlanRows(id="rows", empty="Niets in deze groep.")

    def on_mount(self) -> None:
        """Begin with choosing."""
        self.choose()

    def reload(self, keep: str | None = None) -> None:
        """Show the state again, as after F9."""
        if self._plan and self._file:
            self.show_plan()
        else:
            self._show_files()

    # --- what the screens made of this one say

    @property
    def hint(self) -> str:
        """What is said while a file is chosen."""
        raise NotImplementedError

    def mapping(self) -> dict[str, str]:
        """Header → field as told by hand; asked of the store, so not beside the screen."""
        raise NotImplementedError

    def read_file(self, path: Path, mapping: dict[str, str], far: Far) -> Any:
        """The list in this file; `far` gets (rows done, in all). Runs beside the screen. Raises ImportFileError."""
        raise NotImplementedError

    def have_read(self, found: Any) -> None:
        """The list was read: compare it, or ask which column is what."""
        raise NotImplementedError

    def show_plan(self) -> None:
        """The preview."""
        raise NotImplementedError

    # --- choosing a file

    def choose(self) -> None:
        """Back to the choice of a file."""
        self._file = self._plan = None
        self.switch(preview=False)
        self.say("")
        self._show_files()
        self.query_one("#path").focus()

    def switch(self, *, preview: bool) -> None:
        """Show the preview, or the choice of a file."""
        for part in ("#path", "#files"):
            self.query_one(part).display = not preview
        for part in ("#groups", "#rows"):
            self.query_one(part).display = preview

    def say(self, words: str) -> None:
        """Above the list; without words how it begins."""
        self.query_one("#about", Static).update(literal(words or self.hint, "muted"))

    def show_now(self, part: str, words: Content) -> None:
        """Paints these words at once: writing is done on the screen's own thread, and keeps it from painting."""
        shown = self.query_one(part, Static)
        shown.update(words, layout=False)
        self._compositor.update_widgets({shown})
        self._compositor_refresh()

    def _show_files(self) -> None:
        typed = self.query_one("#path", PathLine).value
        paths = candidates(typed) if typed.strip() else newest_tables(usual_folders())
        rows = [self._file_row(path) for path in paths]
        title = [] if typed.strip() or not rows else [heading("Nieuwste bestanden")]
        self.query_one("#files", Lines).refill([*title, *rows])

    def _file_row(self, path: Path) -> Option:
        day = changed_on(path)
        shown = f"{path.name}/" if path.is_dir() else path.name
        return option(
            str(path),
            flex(shown),
            col(str(path.parent), 44, "muted", drop=96),
            col(show_date(day, self.store.clock.today()) if day else "", 16, "muted", right=True),
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """The files follow the typed path."""
        if event.input.id == "path" and self._plan is None:
            self._show_files()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the path: read it."""
        if event.value.strip():
            self._take_path(typed_path(event.value))
        else:
            self.query_one("#files").focus()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter on a file: read it; on a folder: look inside."""
        if event.option_list.id == "files" and event.option_id:
            self._take_path(Path(event.option_id))

    def _take_path(self, path: Path) -> None:
        line = self.query_one("#path", PathLine)
        line.value = f"{path}/" if path.is_dir() else str(path)
        line.cursor_position = len(line.value)
        if path.is_dir():
            line.focus()
        else:
            self.read(path)

    # --- reading

    def read(self, path: Path) -> None:
        """Reads the file, as what it is told to be."""
        self._path = path
        self.begin(partial(self.read_file, path, self.mapping()))

    def begin(self, read: Callable[[Far], Any]) -> None:
        """Reads a list beside the screen."""
        self.say("Lezen …")
        self.run_worker(partial(self._in_thread, read), thread=True, exclusive=True)

    def _in_thread(self, read: Callable[[Far], Any]) -> None:
        """Reads the list; tells how far it is."""
        worker = get_current_worker()

        def far(done: int, total: int) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.say, f"Rij {done} van {total} gelezen …")

        try:
            found = read(far)
        except ImportFileError as error:
            found = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_found, found)

    def _have_found(self, found: Any) -> None:
        if isinstance(found, ImportFileError):
            self.choose()
            self.fail(found)
            return
        self._file = found
        self.have_read(found)

    def action_back(self) -> None:
        """Esc: from the preview to the choice of a file, then back."""
        if self._plan is not None:
            self.choose()
        else:
            super().action_back()
