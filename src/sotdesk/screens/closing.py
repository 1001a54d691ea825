"""Closing a meeting in its parts: completing, reading back, the report."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.closing import carried_items, discussed, missing, open_items, read_back
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import Meeting, MeetingState
from sotdesk.screens.agenda_rows import names_on
from sotdesk.screens.closing_base import PARTS, READ, REPORT, TODO, ReadLines, ReportLines, TodoLines
from sotdesk.screens.closing_report import ClosingReport, stands
from sotdesk.screens.closing_rows import Showing
from sotdesk.screens.closing_todo import ClosingTodo
from sotdesk.widgets.lines import Lines, blank
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.steps import Step, Steps

WHEN_RUNNING = ("carry", "carry_all", "drop", "close")
WHEN_CONCEPT = ("adopt", "reopen", "paper", "markdown", "own")
WHEN_ADOPTED = ("correct", "paper", "markdown", "own")


class ClosingScreen(ClosingTodo, ClosingReport):
    """Closing one meeting (its id, and the part to begin with), while it runs and after it."""

    SCOPE = "closing"
    ROUTE = "closing"
    HERE = 2
    AUTO_FOCUS = ""
    BINDINGS = bindings("closing")
    HELP = """
**Afronden** heeft drie delen; Tab gaat naar het volgende.

- **Nog aanvullen**: eerst gaat elk open punt door naar het volgende overleg (d) of vervalt het (x). Daarna staat in
  één lijst wat nog ontbreekt; Enter vult het in of gaat naar het punt.
- **Voorlezen**: de besluiten (!), adviezen (*), afspraken (□) en uitkomsten (▸). Besloten regels staan er niet bij,
  dus het mag op de beamer.
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
            yield Panel(ReportLines(id=REPORT), id=f"{REPORT}-panel")

    def on_mount(self) -> None:
        """The part that was asked for, else the first where something is left to do."""
        self.part = self.ids[1] if self.ids[1:] else self._first_part()
        self._bring(self.part)

    def reload(self, keep: str | None = None) -> None:
        """Everything as it is now."""
        meeting = self._meeting = self.store.meetings.get(self.meeting_id)
        lines = self.store.meetings.lines(self.meeting_id)
        self._missing = {} if meeting.adopted_on else {m.key: m for m in missing(meeting, lines)}
        today = self.store.clock.today()
        self._show = Showing(today, meeting.day, names_on(meeting), hidden=self.private)
        self.rows_of(TODO).refill(self.todo_rows(meeting), keep)
        backs = read_back(meeting, lines, self.store.meetings.corrections(self.meeting_id))
        rows: list[Option] = []
        for back in backs:
            rows += [blank()] if rows and not self.low else []
            rows += self._show.read_rows(back)
        self.rows_of(READ).refill(rows)
        self.rows_of(REPORT).refill(self.report_rows(meeting))
        title = f"Afronden · {meeting.kind.short} {show_date(meeting.day, today)}"
        for panel in self.query(Panel):
            panel.label(title, _counts(meeting, today))
        self._show_steps(meeting)
        self.refresh_bindings()

    # --- the parts

    def _first_part(self) -> str:
        meeting = self.store.meetings.get(self.meeting_id)
        return TODO if meeting.running else REPORT

    def _show_steps(self, meeting: Meeting) -> None:
        left = len(self._missing) + (len(open_items(meeting)) if meeting.running else 0)
        steps = {
            TODO: Step("Nog aanvullen", str(left or ""), done=not left),
            READ: Step("Voorlezen"),
            REPORT: Step("Verslag", "" if meeting.running else stands(meeting, self._show.today).split()[0]),
        }
        self.query_one(Steps).show([steps[part] for part in PARTS], PARTS.index(self.part))

    def to_part(self, part: str) -> None:
        """Brings a part in front and puts the focus on its list."""
        self.part = part
        self._bring(part)
        self._show_steps(self._meeting)
        self.refresh_bindings()

    def _bring(self, part: str) -> None:
        for each in PARTS:
            self.query_one(f"#{each}-panel").display = each == part
        self.rows_of(part).focus()

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
        elif self.part == REPORT:
            self.do_with_report(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the meeting's state has a key."""
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


def _counts(meeting: Meeting, today: date) -> str:
    carried = carried_items(meeting)
    to = next((item.carried_to for item in carried if item.carried_to), None)
    where = f" naar {show_date(to, today)}" if to else ""
    parts = [f"{len(discussed(meeting))} besproken"]
    parts += [f"{len(carried)} doorgeschoven{where}"] if carried else []
    return " · ".join(parts)
