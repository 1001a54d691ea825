"""Samenwerking (`s` on the card of a case): what stands in the index now, what to do first, and the log.

Unshielded only: shielded it says how to see it, and has no keys.
"""

from typing import Any

from textual.app import ComposeResult

from sotdesk.actions import bindings
from sotdesk.domain.sisa import Log, State, Weighing, is_too_old
from sotdesk.domain.sisa_file import TITLE, sisa_sheet
from sotdesk.domain.sisa_steps import EXPIRY, MATCH, REVIEW, TOLD, Step, steps
from sotdesk.domain.sisa_words import log_rows, refused_age, sources
from sotdesk.report_base import usable_base
from sotdesk.screens.copying import copy_from
from sotdesk.screens.dialogs import FormDialog
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.screens.reading import ReadingScreen
from sotdesk.screens.sisa_forms import (
    CloseSignalForm,
    MatchForm,
    RenewForm,
    ReviewForm,
    ToldForm,
)
from sotdesk.screens.sisa_rows import EMPTY, EMPTY_OFF, PEOPLE, STEP, head_rows, log_options, shielded_rows
from sotdesk.screens.sisa_weighing import WeighForm
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import literal

WRITES = frozenset({"weigh", "tell_home", "match", "review", "renew", "close_signal", "edit", "remove"})
"""Acts that change something."""
OPENERS = {"signal": "weigh", "told": "told", "match": "match", "closed": "close"}
"""Kind of a row of the log → its form."""
DOERS = {TOLD: "told", MATCH: "match", EXPIRY: "renew", REVIEW: "review"}
"""Rule of something to do → its form."""


class SisaScreen(PupilScreen):
    """Address: the pupil's id, and the row of the log to stand on."""

    SCOPE = "sisa"
    ROUTE = "sisa"
    BINDINGS = bindings("sisa")
    HELP = """
**Samenwerking**: in een index laten organisaties zien dat zij bij een kind of jongere betrokken zijn. Hier houd je bij
wat de school daarin doet. Wat er aan de hand is, komt er niet in: ook hier niet.

- **Wegen** (n): de vragen geven een advies, jij beslist. Alleen wie in Contacten *mag signaleren*, staat in de lijst.
- **Ouders** (o): vertellen dat er een signaal staat, waarom, en waar zij bezwaar kunnen maken. Of de reden waarom niet.
- **Match** (m): een andere organisatie is ook betrokken. Een match blijft staan tot is afgesproken wie welke
  begeleiding biedt. Inhoud delen kan alleen met toestemming.
- **Actief**: hoogstens twee jaar, en nooit na de 23ste verjaardag; zestig dagen ervoor staat het op Vandaag.
  **Verlengen** (v) of **afsluiten** (c). Daarna is het nog vijf jaar inactief.
- Dit staat alleen in het beeld zonder afscherming (F5), en in geen ander document dan het eigen blad (**p**), voor wie
  vraagt wat de school heeft vastgelegd.
"""

    def body(self) -> ComposeResult:
        """What stands now, and under it what is to be done and the log."""
        facts = Lines(id="facts")
        facts.can_focus = False
        yield Panel(facts, id="head")
        yield Panel(Lines(id="log"), id="log-panel")

    def show_all(self, keep: str | None) -> None:
        """All of it; shielded nothing of it."""
        self._log: Log = self.store.sisa.of_student(self.student_id)
        today = self._show.today
        self._now = self._log.now(today)
        self._steps: tuple[Step, ...] = steps(self._log, today)
        self._rows = {row.key: row for row in log_rows(self._log, today)}
        if self.desk.shielded:
            self._conceal()
        else:
            self._reveal(keep)

    def _conceal(self) -> None:
        self.query_one("#head", Panel).label(f"Samenwerking · {self.whose}", "")
        self.query_one("#facts", Lines).refill(shielded_rows())
        self.query_one("#log", Lines).refill([])
        self.query_one("#log-panel").display = False

    def _reveal(self, keep: str | None) -> None:
        log, lines = self._log, self.query_one("#log", Lines)
        head = head_rows(log, self._now, self._show)
        self.query_one("#head", Panel).label(f"{log.name} · {self.whose}", "")
        facts = self.query_one("#facts", Lines)
        facts.refill(head)
        self.query_one("#head").display = bool(head)
        self.query_one("#log-panel").display = True
        people = log.on and not self._too_old and not self.store.sisa.signallers()
        lines.empty = EMPTY if log.on else EMPTY_OFF
        lines.refill(log_options(self._steps, list(self._rows.values()), self._show, people=people), keep)
        title = "" if head else f"{log.name} · {self.whose}"
        self.query_one("#log-panel", Panel).label(title or "Wat te doen, en wat er is gedaan", "")
        if self.focused is None:
            lines.focus()

    @property
    def _too_old(self) -> bool:
        return is_too_old(self._log.born, self._show.today)

    # --- keys

    @property
    def _current(self) -> str:
        return self.query_one("#log", Lines).current or ""

    @property
    def _set(self) -> Weighing | None:
        """The signal that the keys are about; None when none is set, or it is not in the index any more."""
        now = self._now
        if now is None or now.state(self._log.born, self._show.today) in (State.NOT_SET, State.GONE):
            return None
        return now

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing while shielded; nothing is written while it is switched off; only what can be done now."""
        if not hasattr(self, "_log") or action not in (*WRITES, "why", "paper"):
            return True
        if self.desk.shielded or (action in WRITES and not self._log.on):
            return False
        if action == "paper":
            return bool(self._log.weighings)
        active = self._log.active(self._show.today)
        match action:
            case "weigh":
                return active is None
            case "tell_home":
                return self._set is not None
            case "match" | "review" | "renew":
                return active is not None
            case "close_signal":
                return self._set is not None and self._set.closed_on is None
            case "edit":
                return self._current.partition(":")[0] in OPENERS
            case "remove":
                return self._current in self._rows
        return True

    def on_option_list_option_highlighted(self) -> None:
        """Other keys on another row."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: what is to be done, or the form of a row."""
        key = event.option_id or ""
        if key == PEOPLE:
            self.desk.go(("contacts",))
        elif key.startswith(STEP):
            self._do(self._steps[int(key.removeprefix(STEP))])
        else:
            self._open_row(key)

    def _do(self, step: Step) -> None:
        row_id = step.row.partition(":")[2]
        over = step.rule == EXPIRY and step.day <= self._show.today
        self.open("close" if over else DOERS[step.rule], row_id)

    def _open_row(self, key: str) -> None:
        kind, _, row_id = key.partition(":")
        if not self._log.on:
            self.tell("Dit staat uit bij Instellingen: alleen lezen.")
        elif kind in OPENERS:
            self.open(OPENERS[kind], row_id)
        else:
            self.tell("Een verlenging pas je niet aan; x haalt hem weg als het een vergissing is.")

    def action_weigh(self) -> None:
        """n: weigh; for someone of 23 or older it says why not."""
        if self._too_old:
            self.tell(refused_age())
        else:
            self.open("weigh")

    def action_tell_home(self) -> None:
        """o: what home was told."""
        if self._set:
            self.open("told", self._set.id)

    def action_match(self) -> None:
        """m: another party."""
        self.open("match")

    def action_review(self) -> None:
        """h: when to look again."""
        if self._set:
            self.open("review", self._set.id)

    def action_renew(self) -> None:
        """v: set anew."""
        if self._set:
            self.open("renew", self._set.id)

    def action_close_signal(self) -> None:
        """c: closed."""
        if self._set:
            self.open("close", self._set.id)

    def action_edit(self) -> None:
        """e: the form of the row under the cursor."""
        self._open_row(self._current)

    def action_remove(self) -> None:
        """x: a mistake."""
        key = self._current
        if key in self._rows and self.attempt(lambda: self.store.sisa.remove(key), "Weg. u zet het terug."):
            self.reload()

    def action_why(self) -> None:
        """w: the rules, each with its source."""
        text = literal(sources())

        def after(wanted: bool | None) -> None:
            if wanted:
                copy_from(self, text.plain, "De regels", "regels.txt")

        self.app.push_screen(ReadingScreen("Regels en bronnen", text), after)

    def action_paper(self) -> None:
        """p: the sheet of its own."""
        school, today = self.store.school.school().name, self._show.today
        student = self.store.students.get(self.student_id)
        written, base = sisa_sheet(self._log, student, school, today), usable_base(self.store)

        def make() -> bytes:
            from sotdesk.documents import letters

            return letters.docx(written, base)

        name = f"{TITLE.lower()} {student.name.initials} {today:%d-%m-%Y}.docx"
        hand_out(self, name, make)  # without to whom: the list of what left is not shielded

    # --- forms

    def conceals(self, opener: str) -> bool:
        """Shielded none of them shows, not even one that comes back after a lock."""
        return self.desk.shielded

    def open_weigh(self, weighing_id: str = "") -> None:
        """A weighing, new or to be corrected."""
        one, suspected = self._weighing(weighing_id), self.store.runs.suspected(self.student_id)
        form = WeighForm(self.store, self.student_id, self.whose, one, abuse=suspected)
        self._push(form, weighing_id and f"signal:{weighing_id}")

    def open_told(self, weighing_id: str) -> None:
        """What home was told."""
        if one := self._weighing(weighing_id):
            self._push(ToldForm(self.store, one, self.whose), f"told:{weighing_id}")

    def open_match(self, match_id: str = "") -> None:
        """A match of the active signal, or the one to be changed."""
        for one in self._log.weighings:
            if found := next((match for match in one.matches if match.id == match_id), None):
                self._push(MatchForm(self.store, one, self.whose, found), f"match:{match_id}")
                return
        if active := self._log.active(self._show.today):
            self._push(MatchForm(self.store, active, self.whose))

    def open_renew(self, weighing_id: str) -> None:
        """Set anew."""
        if one := self._weighing(weighing_id):
            self._push(RenewForm(self.store, one, self.whose))

    def open_review(self, weighing_id: str) -> None:
        """The day to look again."""
        if one := self._weighing(weighing_id):
            self._push(ReviewForm(self.store, one, self.whose))

    def open_close(self, weighing_id: str) -> None:
        """Closed, with the reason."""
        if one := self._weighing(weighing_id):
            self._push(CloseSignalForm(self.store, one, self.whose), f"closed:{weighing_id}")

    def _weighing(self, weighing_id: str) -> Weighing | None:
        return next((one for one in self._log.weighings if one.id == weighing_id), None)

    def _push(self, form: FormDialog[Any], keep: str = "") -> None:
        def after(done: object) -> None:
            if done is not None:
                self.tell("Bewaard. u maakt het ongedaan.")
                self.reload(keep or None)

        self.app.push_screen(form, after)
