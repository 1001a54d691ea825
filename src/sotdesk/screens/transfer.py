"""Overdragen aan een andere kluis: who goes, for whom and why, what goes along; then one encrypted file.

The words that open the file are shown once and kept nowhere. What left before stands under it, with its receipt.
"""

import json
from dataclasses import replace
from pathlib import Path

from textual.app import ComposeResult
from textual.timer import Timer

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
        self.query_one("#going-panel", Panel).label("Overdracht aan een andere kluis")
        self.refresh_bindings()

    # --- choosing

    @property
    def _current(self) -> str:
        focused = self.focused
        return (focused.current or "") if isinstance(focused, Lines) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A file needs someone who goes; a receipt a file that left."""
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
            self.query_one("#going-panel", Panel).label("Bestand maken …")
            self.call_after_refresh(self._make, over=False)

    def _make(self, *, over: bool) -> None:
        words = suggest(dutch_words())
        try:
            path = folder() / file_name(self._wish.receiver, self.store.clock.today())
            self.store.transfers.give(self._wish, words, path, over=over)
        except VaultExists:
            question = ConfirmDialog(
                f"‘{path.name}’ overschrijven?",
                "Er staat al een bestand met deze naam. De woorden van dat bestand openen het nieuwe niet.",
                heading="Overdracht", yes="Overschrijven", harm=True,
            )  # fmt: skip
            self.app.push_screen(question, lambda sure: self._make(over=True) if sure else None)
        except SotdeskError as error:
            self._show()
            self.fail(error)
        else:
            self._wish = replace(self._wish, student_ids=())
            self.reload()
            self._tell_words(path, words)

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
