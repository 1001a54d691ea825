"""Closing a meeting in five parts: completing, reading back, telling, the school's own system, the report."""

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.closing import carried_items, discussed, missing, open_items, read_back
from sotdesk.domain.copying import Copied
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import Line, Meeting, MeetingState
from sotdesk.screens.closing_base import (
    PARTS,
    READ,
    REPORT,
    SYSTEM,
    TELLING,
    TODO,
    ReadLines,
    ReportLines,
    SystemLines,
    TellingLines,
    TodoLines,
)
from sotdesk.screens.closing_files import ClosingFiles
from sotdesk.screens.closing_report import ClosingReport, stands
from sotdesk.screens.closing_rows import Showing
from sotdesk.screens.closing_system import ClosingSystem
from sotdesk.screens.closing_todo import ClosingTodo
from sotdesk.widgets.ground import Horizontal
from sotdesk.widgets.lines import Lines, blank
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.steps import Step, Steps

WHEN_RUNNING = ("carry", "carry_all", "drop", "close")
WHEN_CONCEPT = ("adopt", "reopen", "paper", "markdown", "own")
WHEN_ADOPTED = ("correct", "paper", "markdown", "own")
WITH_PREVIEW = (TELLING, SYSTEM)
"""The parts that show beside their list what someone reads."""


class ClosingScreen(ClosingTodo, ClosingFiles, ClosingSystem, ClosingReport):
    """Closing one meeting (its id, and the part to begin with), while it runs and after it."""

    SCOPE = "closing"
    ROUTE = "closing"
    HERE = 2
    AUTO_FOCUS = ""
    BINDINGS = bindings("closing")
    HELP = """
**Afronden** heeft vijf delen; Tab gaat naar het volgende. Wat niet afgevinkt is, staat op Vandaag.

- **Nog aanvullen**: eerst gaat elk open punt door naar het volgende overleg (d) of vervalt het (x). Daarna staat in
  één lijst wat nog ontbreekt; Enter vult het in of gaat naar het punt.
- **Voorlezen**: de besluiten (!), adviezen (*), afspraken (□) en uitkomsten (▸). Besloten regels staan er niet bij,
  dus het mag op de beamer.
- **Terugkoppeling**: ieder leest alleen zijn deel over één leerling, nooit een besloten regel. c kopieert de
  volgende tekst, Spatie zet hem op verteld: wat je kopieerde, of alles van die regel. Boven de tekst staat met `!`
  wat je eerst moet nakijken: namen van anderen, ook ‘zijn broer’, en woorden die een oordeel zijn.
- **Versleuteld**: een Word-bestand voor wie buiten de school leest. Zijn **wachtwoordzin** (k) blijft dezelfde; geef
  hem langs een andere weg door dan het bestand.
- **Logboek en afgeschermd**: de twee teksten per leerling voor het systeem van de school. Wat alleen direct
  betrokkenen mogen lezen, ook een besloten regel met `(`, staat onder het afgeschermde kopje.
- **Verslag**: na afsluiten is het een **concept** en kan het overleg nog heropend worden. **Vaststellen** gebeurt
  meestal in het volgende overleg en is niet ongedaan te maken; daarna verandert het alleen nog met een **correctie**,
  die zichtbaar blijft. Het **eigen exemplaar** heeft ook de besloten regels en is alleen voor jou.
"""

    @property
    def address(self) -> tuple[str, ...]:
        """The meeting and the part that is in front."""
        return (self.ROUTE, self.meeting_id, self.part)

    def body(self) -> ComposeResult:
        """The names of the parts, and the one that is in front."""
        yield Steps(id="steps")
        with Horizontal(id="closing-body", classes="body"):
            yield Panel(TodoLines(id=TODO), id=f"{TODO}-panel")
            yield Panel(ReadLines(id=READ, empty="Nog niets om voor te lezen."), id=f"{READ}-panel")
            yield Panel(TellingLines(id=TELLING), id=f"{TELLING}-panel")
            yield Panel(SystemLines(id=SYSTEM), id=f"{SYSTEM}-panel")
            yield Panel(ReportLines(id=REPORT), id=f"{REPORT}-panel")
            preview = VerticalScroll(Static(id="preview", markup=False), can_focus=False)
            yield Panel(preview, id="preview-panel")

    def on_mount(self) -> None:
        """The part that was asked for; else `reload` finds the first where something is left to do."""
        self._copied, self._pasted = Copied(), Copied()
        self.part = self.ids[1] if self.ids[1:] else ""

    def reload(self, keep: str | None = None) -> None:
        """Everything as it is now."""
        meeting = self._meeting = self.store.meetings.get(self.meeting_id)
        lines = self.store.meetings.lines(self.meeting_id)
        asked = self.store.consents
        lacks = missing(meeting, lines, asked.of_meeting(meeting.id), asked.to_close(meeting.id))
        self._missing = {m.key: m for m in lacks if m.lack.stays or not meeting.adopted_on}
        self._read_feedback(meeting)
        self._system = self.store.school.school().system
        today = self.store.clock.today()
        self._show = Showing(today, meeting, hidden=self.private, shielded=self.desk.shielded)
        rows = {
            TODO: self.todo_rows(meeting),
            READ: self._read_rows(meeting, lines),
            TELLING: self.telling_rows(),
            SYSTEM: self.system_rows(),
            REPORT: self.report_rows(meeting),
        }
        for part, options in rows.items():
            self.rows_of(part).refill(options, keep if part == self.part else None)
        title = f"Afronden · {meeting.kind.short} {show_date(meeting.day, today)}"
        for part in PARTS:
            self.query_one(f"#{part}-panel", Panel).label(title, _counts(meeting, today))
        self.to_part(self.part or self._first_part(meeting))

    def _read_feedback(self, meeting: Meeting) -> None:
        """Who is told what; of a meeting whose start was undone nobody is told anything."""
        held = meeting.state is not MeetingState.PLANNED
        found = self.store.feedback.recipients(self.meeting_id, everyone=True) if held else ()
        self._recipients = {one.key: one for one in sorted(found, key=lambda one: not one.expected)}
        blocks = self.store.feedback.blocks(self.meeting_id) if held else ()
        self._blocks = {each.student_id: each for each in blocks}

    def _read_rows(self, meeting: Meeting, lines: Sequence[Line]) -> list[Option]:
        rows: list[Option] = []
        for back in read_back(meeting, lines, self.store.meetings.corrections(self.meeting_id)):
            rows += [blank()] if rows and not self.low else []
            rows += self._show.read_rows(back)
        return rows

    # --- the parts

    def _first_part(self, meeting: Meeting) -> str:
        """Open points while it runs; afterwards what is missing, who is not told, what is not entered."""
        if meeting.running or self._missing:
            return TODO
        if self._untold:
            return TELLING
        return SYSTEM if self._not_entered else REPORT

    @property
    def _untold(self) -> int:
        return sum(1 for one in self._recipients.values() if one.expected and not one.done)

    @property
    def _not_entered(self) -> int:
        return sum(1 for blocks in self._blocks.values() if not blocks.entered)

    def _steps(self, meeting: Meeting) -> dict[str, Step]:
        left = len(self._missing) + (len(open_items(meeting)) if meeting.running else 0)
        must = sum(1 for one in self._recipients.values() if one.expected)
        stand = "" if meeting.running else stands(meeting, self._show.today).split()[0]
        return {
            TODO: Step("Nog aanvullen", str(left or ""), done=not left),
            READ: Step("Voorlezen"),
            TELLING: _step("Terugkoppeling", must - self._untold, must),
            SYSTEM: _step(self._system, len(self._blocks) - self._not_entered, len(self._blocks)),
            REPORT: Step("Verslag", stand),
        }

    def to_part(self, part: str) -> None:
        """Brings a part in front and puts the focus on its list."""
        self.part = part
        for each in PARTS:
            self.query_one(f"#{each}-panel").display = each == part
        self.query_one("#preview-panel").display = part in WITH_PREVIEW and bool(self.rows_of(part).keys)
        self.rows_of(part).focus()
        self.query_one(Steps).show(list(self._steps(self._meeting).values()), PARTS.index(part))
        self._preview()
        self.refresh_bindings()

    def _preview(self) -> None:
        """What the row under the cursor says to whom, beside (or under) it."""
        if self.part in WITH_PREVIEW:
            title, text = self.telling_preview() if self.part == TELLING else self.system_preview()
            self.query_one("#preview-panel", Panel).label(title, "Enter: lezen")
            self.query_one("#preview", Static).update(text)
            self.query_one("#preview-panel VerticalScroll").scroll_home(animate=False)

    def on_option_list_option_highlighted(self, event: Lines.OptionHighlighted) -> None:
        """Another row: another text."""
        if event.option_list.id == self.part:
            self._preview()
            self.refresh_bindings()

    def action_part(self, by: int) -> None:
        """Tab, Shift+Tab: the next part, the one before."""
        self.to_part(PARTS[(PARTS.index(self.part) + by) % len(PARTS)])

    def on_steps_chosen(self, event: Steps.Chosen) -> None:
        """A click on the name of a part."""
        self.to_part(PARTS[event.place])

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: complete it, go to the point, or do what the row says."""
        key = event.option_id or ""
        if self.part == TODO:
            self.complete(key)
        elif self.part == READ:
            item = self._meeting.item(key.partition("|")[0])
            if item:
                self.to_item(item)
        elif self.part == TELLING:
            self.read_note()
        elif self.part == SYSTEM:
            self.read_blocks()
        else:
            self.do_with_report(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the meeting's state has a key."""
        if action == "secret":
            return hasattr(self, "_recipients") and bool(self._here and self._here.external)
        if action not in {*WHEN_RUNNING, *WHEN_CONCEPT, *WHEN_ADOPTED}:
            return True
        meeting: Meeting | None = getattr(self, "_meeting", None)
        if meeting is None:
            return False
        fits = {MeetingState.CONCEPT: WHEN_CONCEPT, MeetingState.ADOPTED: WHEN_ADOPTED}
        return action in (WHEN_RUNNING if meeting.running else fits.get(meeting.state, ()))

    # --- the meeting

    def action_close(self) -> None:
        """a: the meeting is closed; its report is a concept."""
        if self.attempt(
            lambda: self.store.table.close(self.meeting_id), "Afgesloten. Het verslag is een concept."
        ):
            self.desk.go(("meetings",), fresh=True)
            self.desk.go(("closing", self.meeting_id, self.part))


def _step(label: str, done: int, every: int) -> Step:
    return Step(label, f"{done} van {every}" if every else "", done=bool(every) and done == every)


def _counts(meeting: Meeting, today: date) -> str:
    carried = carried_items(meeting)
    to = next((item.carried_to for item in carried if item.carried_to), None)
    where = f" naar {show_date(to, today)}" if to else ""
    parts = [f"{len(discussed(meeting))} besproken"]
    parts += [f"{len(carried)} doorgeschoven{where}"] if carried else []
    return " · ".join(parts)
