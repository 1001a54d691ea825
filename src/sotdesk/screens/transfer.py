"""Overdragen aan een andere kluis: who goes, for whom and why, what goes along; then one encrypted file.

The words that open the file are shown once and kept nowhere. What left before stands under it, with its receipt.
"""

import json
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.timer import Timer
from textual.worker import Worker, get_current_worker

from sotdesk.actions import bindings
from sotdesk.domain.cases import CaseRow
from sotdesk.domain.errors import SotdeskError, VaultExists
from sotdesk.domain.passphrase import suggest
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold
from sotdesk.domain.transfer import Given, Wish, file_name, reasons
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.filtering import FilteringScreen
from sotdesk.screens.handing_out import folder
from sotdesk.screens.transfer_forms import ReceiptForm, TransferForm
from sotdesk.screens.transfer_rows import ABOUT, BEFORE, choice_rows, going_rows
from sotdesk.strength import dutch_words
from sotdesk.widgets.filter_line import FilteredLines, FilterLine
from sotdesk.widgets.ground import Horizontal
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import pieces

if TYPE_CHECKING:
    from sotdesk.data.store.transfer import Load

DRAFT = "transfer"
EMPTY = "Nog geen casussen om over te dragen."
HEADING = "Overdracht klaar"
PAUSE = 0.15
"""Seconds after the last choice before what goes along is counted: a long file takes a moment."""


class TransferScreen(FilteringScreen):
    """Address: the pupils who are chosen already, by id."""

    SCOPE = "transfer"
    ROUTE = "transfer"
    HERE = 3
    BINDINGS = bindings("transfer")
    AUTO_FOCUS = "#choice"
    LIST = "choice"
    HELP = """
**Overdragen** maakt één versleuteld bestand van de gekozen dossiers, voor de kluis van een collega of van een andere
school. Daar wordt het ontvangen met **Overdracht ontvangen** (Ctrl+P).

- **Wat meegaat**: wat van deze leerlingen is, zoals het nu staat. Uit een overleg alleen hun eigen regels; de naam van
  een ander wordt *een andere leerling*. Geschiedenis en eerdere versies blijven hier.
- **Besloten deel** (b): gaat alleen mee als jij dat kiest. Een casus die alleen voor jou is, gaat zonder niet mee.
- **Vijf woorden** openen het bestand. Je ziet ze één keer; geef ze door aan de telefoon, nooit bij het bestand.
- **Ontvangstbewijs** (o): de ontvanger geeft een code terug. Dan staat hier en in het dossier dat het is ontvangen.
- Hier blijft alles staan. Sluit een casus zelf af als de ander hem verder volgt.
"""

    _wish = Wish(reason=reasons()[0].word)
    _counting: Timer | None = None
    _making: "Worker[None] | None" = None
    """The thread that makes a file; the choice stands still meanwhile."""
    _given: tuple[Given, ...] = ()

    def body(self) -> ComposeResult:
        """Left (or above) who can be chosen, right (or below) what would go along."""
        with Horizontal(id="transfer-body", classes="body"):
            with Panel(title="Wie gaat mee", id="choice-panel"):
                yield FilterLine("filter: naam of klas")
                yield FilteredLines(id="choice", empty=EMPTY, always=True)
            yield Panel(Lines(id="going"), id="going-panel")

    def on_mount(self) -> None:
        """Who came along in the address is chosen."""
        self._wish = replace(self._wish, student_ids=self.ids)

    def reload(self, keep: str | None = None) -> None:
        """Everyone, what would go, and what left before."""
        self._cases = self.store.cases.all(closed=True)
        mine = {case.student.id for case in self._cases}
        self._others: list[Student] = []
        for student_id in self._wish.student_ids:
            if student_id not in mine:
                with self.telling_errors():
                    self._others.append(self.store.students.get(student_id))
        self._given = self.store.transfers.given()
        self._show(keep)

    def filtered(self) -> None:
        """The cases that fit."""
        self._show()

    def _show(self, keep: str | None = None) -> None:
        self._show_choice(keep)
        self._show_going()

    def _show_choice(self, keep: str | None = None) -> None:
        words, chosen = fold(self.filter.value).split(), self._wish.student_ids
        cases = [case for case in self._cases if _fits(case, words)]
        rows = choice_rows(cases, self._others, chosen, hidden=self.private, low=self.low)
        self.query_one("#choice", Lines).refill(rows, keep)
        said = f"{len(chosen)} gekozen" if chosen else "niemand gekozen"
        self.query_one("#choice-panel", Panel).label("Wie gaat mee", said)
        self.refresh_bindings()

    def _show_going(self) -> None:
        wish, today = self._wish, self.store.clock.today()
        outgoing = self.store.transfers.preview(wish) if wish.student_ids else None
        rows = going_rows(wish, outgoing, self._given, today, hidden=self.private, low=self.low)
        self.query_one("#going", Lines).refill(rows)
        self.query_one("#going-panel", Panel).label("Overdracht aan een andere kluis", "")
        self.refresh_bindings()

    # --- choosing

    @property
    def _current(self) -> str:
        focused = self.focused
        return (focused.current or "") if isinstance(focused, Lines) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A file needs someone who goes; a receipt a file that left."""
        if self._making is not None and action in ("mark", "make", "about", "restricted", "receipt"):
            return False
        if action == "mark":
            return self.is_mounted and self.query_one("#choice").has_focus
        if action == "make":
            return bool(self._wish.student_ids)
        if action == "receipt":
            return bool(self._given)
        return True

    def on_descendant_focus(self) -> None:
        """Other keys in the other list."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: chosen or not; a field of the wish; a file that left; who stays, to his consent."""
        key = event.option_id or ""
        if self._making is not None:
            return
        if event.option_list.id == "choice":
            self.action_mark()
        elif key == f"{ABOUT}restricted":
            self.action_restricted()
        elif key.startswith(ABOUT):
            self.open("about")
        elif key.startswith(BEFORE):
            self.open("receipt", key.removeprefix(BEFORE))
        elif key:
            self.desk.go(("consents", key))

    def action_mark(self) -> None:
        """Spatie: this pupil goes along, or not after all; the cursor goes on."""
        lines = self.query_one("#choice", Lines)
        key = lines.current
        if key:
            marked = [one for one in self._wish.student_ids if one != key]
            self._wish = replace(
                self._wish, student_ids=(*marked, key) if key not in self._wish.student_ids else tuple(marked)
            )
            self._show_choice()
            lines.action_cursor_down()
            if self._counting:
                self._counting.stop()
            self._counting = self.set_timer(PAUSE, self._show_going)

    def action_restricted(self) -> None:
        """b: what is besloten goes along, or not."""
        self._wish = replace(self._wish, restricted=not self._wish.restricted)
        self._show()

    def action_about(self) -> None:
        """e: for whom, why, on what ground."""
        self.open("about")

    def open_about(self) -> None:
        """The form."""
        self.app.push_screen(TransferForm(self.store, self._wish), self._have_about)

    def _have_about(self, wish: Wish | None) -> None:
        if wish is not None:
            self._wish = wish
            self._show()

    # --- the file

    def action_make(self) -> None:
        """m: the file; asked first for whom when that is not said."""
        if not self._wish.receiver:
            self.open("about")
        else:
            self._say("lezen wat meegaat …")
            self.refresh_bindings()
            self.call_after_refresh(self._make, over=False)

    def _make(self, *, over: bool) -> None:
        """Reads what goes along; then a thread makes the file, and Esc stops that."""
        if self._making:
            return
        try:
            path = folder() / file_name(self._wish.receiver, self.store.clock.today())
            if os.path.lexists(path) and not over:
                self._ask_over(path)
                return
            load = self.store.transfers.load(self._wish)
        except SotdeskError as error:
            self._stopped(error)
            return
        work = partial(self._in_thread, load, suggest(dutch_words()), path, over)
        self._making = self.run_worker(work, thread=True, exclusive=True)
        self.refresh_bindings()

    def _ask_over(self, path: Path) -> None:
        question = ConfirmDialog(
            f"‘{path.name}’ overschrijven?",
            "Er staat al een bestand met deze naam. De woorden van dat bestand openen het nieuwe niet.",
            heading="Overdracht", yes="Overschrijven", harm=True,
        )  # fmt: skip
        self._show_going()
        self.app.push_screen(question, lambda sure: self._make(over=True) if sure else None)

    def _in_thread(self, load: "Load", words: str, path: Path, over: bool) -> None:
        """Makes the file beside the screen, under a name that does not count yet; what is stopped leaves nothing."""
        worker = get_current_worker()

        def say(said: str) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._say, f"{said} Esc stopt")

        part: Path | None = None
        handed = False
        try:
            part = load.pack(words, path, say)
            if not worker.is_cancelled:
                handed = True
                self.app.call_from_thread(self._have_made, load, part, words, path, over)
        except SotdeskError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._stopped, error)
        finally:
            if part is not None and not handed:
                part.unlink(missing_ok=True)

    def _say(self, said: str) -> None:
        self.query_one("#going-panel", Panel).label("Bestand maken", said)

    def _stopped(self, error: SotdeskError) -> None:
        self._making = None
        self._show()
        self.fail(error)

    def _have_made(self, load: "Load", part: Path, words: str, path: Path, over: bool) -> None:
        """The file is whole: it gets its name and its log lines."""
        from sotdesk.data.store.handed import Document

        if self._making is None:  # stopped in the last moment
            part.unlink(missing_ok=True)
            return
        self._making = None
        try:
            self.store.transfers.send(load, part, path, over=over)
        except VaultExists:
            self._ask_over(path)
        except SotdeskError as error:
            self._stopped(error)
        else:
            left = Document(path.name, receiver=self._wish.receiver, ground=self._wish.ground, told=True)
            self.attempt(lambda: self.store.handed.add(left.written(path)))
            self._wish = replace(self._wish, student_ids=())
            self.reload()
            self._tell_words(path, words)

    def action_back(self) -> None:
        """Esc: stops the making of a file; else back."""
        if self._making is None:
            super().action_back()
            return
        self._making.cancel()
        self._making = None
        self._show()
        self.tell("Gestopt. Er is geen bestand gemaakt.")

    def _tell_words(self, path: Path, words: str) -> None:
        """The words, until she says that she has them; nothing keeps them."""
        detail = pieces(
            ("Deze vijf woorden openen het bestand. Geef ze door aan de telefoon, niet bij het bestand.\n"),
            ("Ze staan nergens bewaard: zijn ze weg, dan maak je het bestand opnieuw.\n\n", "muted"),
            (path.name, "strong"), f"\nin {path.parent}",
        )  # fmt: skip
        question = ConfirmDialog(
            words, detail, heading=HEADING, yes="Ik heb de woorden", no="Nog niet", harm=True
        )
        self.app.push_screen(question, lambda sure: None if sure else self._tell_words(path, words))

    # --- the receipt

    def action_receipt(self) -> None:
        """o: the receipt of the file under the cursor, else of the newest one that waits."""
        key = self._current.removeprefix(BEFORE)
        waiting = [one for one in self._given if not one.received_on] or list(self._given)
        chosen = next((one for one in self._given if one.transfer_id == key), waiting[0] if waiting else None)
        if chosen:
            self.open("receipt", chosen.transfer_id)

    def open_receipt(self, transfer_id: str) -> None:
        """The form."""
        given = next((one for one in self._given if one.transfer_id == transfer_id), None)
        if given:
            self.app.push_screen(ReceiptForm(self.store, given), self._received)

    def _received(self, done: bool | None) -> None:
        if done:
            self.tell("Bewaard: de overdracht is ontvangen.")
            self.reload()

    # --- locking

    def keep_draft(self) -> None:
        """Who was chosen, for whom and why."""
        kept = json.dumps(self._wish.__dict__) if self._wish.student_ids or self._wish.receiver else ""
        self.store.desk.keep_draft(DRAFT, kept, 0)

    def restore_draft(self) -> None:
        """The choice again."""
        kept, _ = self.store.desk.draft(DRAFT)
        self.store.desk.keep_draft(DRAFT, "", 0)
        if kept:
            found = json.loads(kept)
            self._wish = Wish(**{**found, "student_ids": tuple(found["student_ids"])})
            self.reload()


def _fits(case: CaseRow, words: list[str]) -> bool:
    text = fold(f"{case.student.name.full} {case.student.class_name} {case.student.number}")
    return all(word in text for word in words)
