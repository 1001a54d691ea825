"""Bestanden buiten de kluis: what was written on this computer, for whom, whether it is still there (domain.md §11)."""

from collections.abc import Mapping
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.left_files import LeftFiles, Seen, look, term
from sotdesk.domain.text import fold
from sotdesk.domain.words import count
from sotdesk.paths import short_path
from sotdesk.private import fingerprint
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.filtering import FilteringScreen
from sotdesk.screens.handing_out import open_file
from sotdesk.screens.meetings import route_of
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.filter_line import FilteredLines, FilterLine
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Role, pieces
from sotdesk.widgets.row import col, fit, flex

EMPTY = "Er staat niets buiten de kluis. Wat je op papier of in een bestand maakt, komt hier te staan."
NOT_NOW = "Met een gast aan tafel staat hier niets."
CHANGED = "{} anders dan toen ze werden gemaakt, en niet gewist. Kijk zelf, en wis ze in de map."


class LeftFilesScreen(FilteringScreen):
    """Reached by the palette, from School, and from Vandaag when something stands outside too long."""

    SCOPE = "left_files"
    ROUTE = "left_files"
    LIST = "files"
    BINDINGS = bindings("left_files")
    AUTO_FOCUS = "#files"
    HELP = """
**Bestanden buiten de kluis**: wat je hebt gemaakt, voor wie, en waar het staat. Buiten de kluis is een bestand niet
versleuteld, tenzij erbij stond van wel: wie bij deze computer kan, kan het lezen.

- **x** wist het bestand, na een vraag. Alleen als het nog precies zo is als sotdesk het maakte; anders zegt het dat.
- **v** zegt dat het weg is: verplaatst, of zelf gewist. Nog eens **v** zet het terug.
- **o** opent de map. **Enter** gaat naar de leerling of het overleg.
- Op Vandaag staat een regel als iets hier langer dan {days} dagen staat.
- Wat je mailde of afdrukte kan sotdesk niet zien; dat staat hier dus niet. Kopiëren naar het klembord ook niet.
""".replace("{days}", str(term()))

    _files: Mapping[str, LeftFiles] = {}
    _seen: Mapping[str, Seen] = {}
    _all = False
    """Also what is gone."""

    def body(self) -> ComposeResult:
        """A filter line that shows itself when used, and one list."""
        with Panel(id="files-panel"):
            yield FilterLine("filter: bestand, voor wie, map of leerling")
            yield FilteredLines(id="files", empty=EMPTY)

    def filtered(self) -> None:
        """What fits the filter."""
        self._fill(None)

    def reload(self, keep: str | None = None) -> None:
        """The list as it is kept; what the disk says of it follows from a thread, for a drive may keep one waiting."""
        self._today = self.store.clock.today()
        self._every = () if self.desk.guest else self.store.handed.outside()
        self.query_one("#files", Lines).empty = NOT_NOW if self.desk.guest else EMPTY
        self._fill(keep)
        waiting = [one for one in self._every if one.gone_on is None]

        def work() -> None:
            seen = {one.id: look(one, Path.exists) for one in waiting}
            self.app.call_from_thread(self._looked, seen)

        self.run_worker(work, thread=True, exclusive=True, group="look")

    def _looked(self, seen: Mapping[str, Seen]) -> None:
        if self.is_attached and seen != self._seen:
            self._seen = seen
            self._fill(self._key)

    def _fill(self, keep: str | None) -> None:
        words = fold(self.filter.value).split()
        fits = [one for one in self._every if all(word in self._find_text(one) for word in words)]
        self._files = {one.id: one for one in fits if self._all or one.gone_on is None}
        groups = (
            (f"Langer dan {term()} dagen", [o for o in self._files.values() if o.overdue(self._today)]),
            ("Korter", [o for o in self._files.values() if o.gone_on is None and not o.overdue(self._today)]),
            ("Weg", [o for o in self._files.values() if o.gone_on is not None]),
        )
        rows: list[Option] = []
        for title, found in groups:
            rows += [blank()] if rows and found and not self.low else []
            rows += [heading(title, str(len(found))), *map(self._row, found)] if found else []
        self.query_one("#files", Lines).refill(rows, keep)
        number = sum(len(one.files) for one in self._files.values() if one.gone_on is None)
        said = count(number, "bestand", "bestanden") if number else ""
        self.query_one("#files-panel", Panel).label("Bestanden buiten de kluis", said)
        self.refresh_bindings()

    def _find_text(self, one: LeftFiles) -> str:
        names = [student.name.full for student in one.students]
        return fold(" ".join([one.name, *one.receivers, str(one.folder), *names]))

    def _row(self, one: LeftFiles) -> Option:
        seen = self._seen.get(one.id)
        late = one.overdue(self._today)
        state: tuple[str, Role]
        if one.gone_on:
            state = (f"weg {show_date(one.gone_on, self._today)}", "muted")
        elif seen in (Seen.GONE, Seen.AWAY):
            state = (seen.value, "warn")
        else:
            state = (seen.value if seen else "", "warn" if late else "muted")
        below = " · ".join(filter(None, [self._about(one), self._for_whom(one), short_path(one.folder)]))
        return option(
            one.id,
            col(show_date(one.day, self._today), 10, "muted"),
            flex(pieces((one.name, "strong"), (f"\n{below}", "muted"))),
            fit(*state),
            wrap=True,
        )

    def _for_whom(self, one: LeftFiles) -> str:
        return f"voor {self.words(one.for_whom)}" if one.receivers else ""

    def _about(self, one: LeftFiles) -> str:
        if len(one.students) == 1:
            return pupil_and_class(one.students[0], hidden=self.private)
        return count(len(one.students), "leerling", "leerlingen") if one.students else ""

    # --- keys

    @property
    def _key(self) -> str:
        return self.query_one("#files", Lines).current or ""

    @property
    def _current(self) -> LeftFiles | None:
        return self._files.get(self._key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done with a file needs one under the cursor; what is gone is not deleted again."""
        if action not in ("wipe", "gone", "folder"):
            return True
        one = self._current if self.is_mounted else None
        return one is not None and (action == "gone" or one.gone_on is None)

    def on_option_list_option_highlighted(self) -> None:
        """Other keys on another row."""
        self.refresh_bindings()

    def on_option_list_option_selected(self) -> None:
        """Enter: the pupil, or the meeting."""
        one = self._current
        if one is None:
            return
        if one.meeting_id:
            state = self.store.meetings.get(one.meeting_id).state
            self.desk.go((route_of(state), one.meeting_id))
        elif len(one.students) == 1:
            self.desk.go(("student", one.students[0].id))
        else:
            self.tell("Dit gaat niet over één leerling of overleg.")

    def action_gone(self) -> None:
        """v: it is gone; again: it is not."""
        one = self._current
        if one and self.attempt(lambda: self.store.handed.gone(one.ids, back=one.gone_on is not None)):
            self.tell("Staat er weer." if one.gone_on else "Weg. Met a staat het nog in de lijst.")
            self.reload()

    def action_everything(self) -> None:
        """a: also what is gone, or not."""
        self._all = not self._all
        self._fill(self._key)

    def action_folder(self) -> None:
        """o: the folder it stands in."""
        if self._current:
            open_file(self, self._current.folder)

    def action_wipe(self) -> None:
        """x: deletes what is still as it was made."""
        one = self._current
        if one is None:
            return
        words = f"{one.name}\n\nIn {one.folder}. Wissen is voorgoed; in de kluis verandert niets."
        many = count(len(one.files), "bestand", "bestanden")
        question = ConfirmDialog(f"{many} wissen?", words, heading="Wissen", yes="Wissen", harm=True)
        self.app.push_screen(question, lambda sure: self._wipe(one) if sure else None)

    def _wipe(self, one: LeftFiles) -> None:
        gone, other = [], 0
        for file in one.files:
            path = Path(file.path)
            try:
                if not path.exists():
                    gone.append(file.id)
                elif file.digest and fingerprint(path.read_bytes()) == file.digest:
                    path.unlink()
                    gone.append(file.id)
                else:
                    other += 1
            except OSError:
                other += 1
        if len(one.files) > 1 and not other:
            _take_away_empty(one.folder)
        if gone:
            self.attempt(lambda: self.store.handed.gone(gone))
        files = "1 bestand is" if other == 1 else f"{other} bestanden zijn"
        self.tell(CHANGED.format(files) if other else "Gewist.")
        self.reload()


def _take_away_empty(folder: Path) -> None:
    """A folder that was made for these files and holds nothing any more."""
    try:
        folder.rmdir()
    except OSError:
        return
