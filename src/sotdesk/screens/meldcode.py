"""Meldcode and other protocols (`m` on the card): one step at a time, the rest in view (product.md §4; domain.md §6).

Shielded there is nothing of it on the screen, and no key but going back: F5 lifts the shield on purpose.
"""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.meldcode import Run, StaffRoute
from sotdesk.domain.meldcode_steps import report_due, to_complete
from sotdesk.domain.meldcode_words import (
    ADVICE_LOG,
    ASKED,
    SECTION,
    TEAM,
    WHY,
    here,
    next_up,
    outcome_words,
)
from sotdesk.domain.protocol import Phase
from sotdesk.domain.rules import load
from sotdesk.screens.meldcode_about import item_about, question_about
from sotdesk.screens.meldcode_doing import Doing
from sotdesk.screens.meldcode_rows import (
    ITEM,
    PHASE,
    QUESTION,
    ROUTE,
    RUN,
    asked_rows,
    item_rows,
    log_rows,
    number,
    other_rows,
    phase_rows,
    step_line,
    team_rows,
    why_rows,
)
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, pieces
from sotdesk.widgets.row import col, flex

SHUT = "Afgeschermd. F5 laat zien wat hier staat; met een gast aan tafel niet."
ROOMY = 100
"""Columns from which the head has room for who began the run."""
NONE = "Nog geen traject in deze casus. n begint er een."
SECTIONS = {
    WHY: ("Aanleiding", why_rows),
    ADVICE_LOG: ("Veilig Thuis", log_rows),
    ASKED: ("Overleg", asked_rows),
    TEAM: ("Team en taken", team_rows),
}


class SideLines(Lines):
    """A list beside another: ← and → go from one to the other."""

    BINDINGS = bindings("meldcode.side")


class MeldcodeScreen(Doing):
    """Address: the pupil's id, the run's id (empty: the one that runs), and the row at the left."""

    SCOPE = "meldcode"
    ROUTE = "meldcode"
    BINDINGS = bindings("meldcode")
    AUTO_FOCUS = "#items"
    HELP = """
**Protocol**: links de stappen, rechts wat er in die stap te doen is, onder wat erbij hoort. Bovenaan staat wat nu
eerst is. Doe de stappen die nodig zijn; wat je overslaat krijgt een reden en blijft te zien.

- **Enter** opent het punt. **Spatie** ook, of zet een punt waar niets bij hoort meteen op gedaan. Daarna sta je op wat
  nu eerst is. **x** maakt een punt weer leeg.
- **Wegen**: de vragen staan in een vaste volgorde, met de feiten erbij. **De uitkomst volgt uit de antwoorden** en kies
  je niet. Bij acute of structurele onveiligheid is de uitkomst altijd ook melden, en twijfel telt daarbij als ja.
- **Opnieuw wegen** (g) kan altijd, met een reden; de vorige weging blijft bewaard.
- **Veilig Thuis** (v): advies vraag je zonder te zeggen om wie het gaat; een melding is met naam. Binnen vijf werkdagen
  hoor je wat Veilig Thuis besluit.
- **Taak** (t): wie een taak krijgt, hoort alleen zijn eigen woorden.
- **Afsluiten** (a) kan als alles gedaan is wat moet. Blijven er zorgen, dan begin je de stappen opnieuw (n).
- Alles hier blijft afgeschermd: het staat in geen lijst, verslag, terugkoppeling of systeem van de school.
"""

    def body(self) -> ComposeResult:
        """What is first now; the steps, the items of one, what belongs to the row under the cursor."""
        with Vertical(id="run-head"):
            yield Static(id="run-next", markup=False)
            yield Static(id="run-state", markup=False)
        with Horizontal(id="run-grid"):
            yield Panel(SideLines(id="steps", empty=NONE), id="steps-panel", title="Traject")
            with Vertical(id="run-right"):
                yield Panel(SideLines(id="items"), id="items-panel")
                with Panel(id="about-panel"):
                    yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        """The edge keeps saying whether all of the text below fits."""
        self.watch(self.query_one("#about-panel"), "show_vertical_scrollbar", self._say_more)

    # --- showing

    @property
    def wanted(self) -> str | None:
        """The cursor at the right goes to what is first now."""
        return None

    @property
    def run_id(self) -> str:
        """The run that is shown; empty: none yet."""
        return self._run.id if self._run else ""

    @property
    def address(self) -> tuple[str, ...]:
        """The pupil, the run, the row at the left."""
        return (self.ROUTE, self.student_id, self.run_id, self._at)

    def show_all(self, keep: str | None) -> None:
        """The run as it stands now; shielded nothing of it."""
        asked = self._wanted_run or (self.ids[1] if len(self.ids) > 1 else "")
        self._runs = () if self.desk.shielded else self.store.runs.of_student(self.student_id)
        self._routes = () if self.desk.shielded else self.store.runs.routes(self.student_id)
        self._run = next(
            (run for run in self._runs if run.id == asked), self._runs[0] if self._runs else None
        )
        if not self._at and len(self.ids) > 2:
            self._at = self.ids[2]
        self._show_head()
        self._show_steps()
        self._show_right(keep)
        if not self._at and not self.desk.shielded:
            self.query_one("#steps").focus()

    def _show_head(self) -> None:
        run = self._run
        self.query_one("#run-head").display = run is not None or self.desk.shielded
        self.query_one("#run-grid").display = not self.desk.shielded
        state: Content = pieces()
        if run is not None and not self.desk.shielded:
            roomy = self.app.size.width >= ROOMY  # on a narrow screen who began it is cut off
            by = f" door {self._show.text(run.started_by)}" if run.started_by and roomy else ""
            begun = f"begonnen {show_date(run.started_on, self._show.today)}{by}"
            holder = f"casushouder {self._show.text(run.holder)} · " if run.holder else ""
            ends = (
                outcome_words(run, short=not roomy) if run.protocol.weighs and run.path.next is None else ""
            )
            beside: Piece = (f"   Uitkomst: {ends}", "strong") if ends else (f"   {holder}{begun}", "muted")
            state = pieces(step_line(run), beside)
        self.query_one("#run-state", Static).update(state)
        self._show_first()

    def _show_first(self) -> None:
        """What is first now, and where: it depends on the row under the cursor."""
        words = pieces((SHUT, "muted")) if self.desk.shielded else self._first_words()
        self.query_one("#run-next", Static).update(words)

    def _first_words(self) -> Content:
        run = self._run
        if run is None:
            return pieces()
        if not run.running:
            day = show_date(run.closed_on, self._show.today) if run.closed_on else ""
            return pieces((f"Afgesloten {day}: ", "muted"), self._show.text(run.close_words))
        acute = "Acuut gevaar. " if run.acute_at and (report_due(run) or to_complete(run)) else ""
        now = next_up(run)
        words: Piece = (self._show.text(now.words), "strong")
        return pieces((acute, "error"), ("Nu  ", "accent"), words, (self._place(run, now.at), "muted"))

    def _place(self, run: Run, at: str) -> str:
        """Where what is first now is done: here with Enter, else under this name at the left."""
        if not at:
            return ""
        if at.startswith(SECTION):
            name = SECTIONS[at.removeprefix(SECTION)][0]
        elif self.on_row(at):
            return "  Enter"
        else:
            phase = here(run)
            name = f"{number(phase.code)} {phase.name}".strip()
        return f"  → {name}"

    def _show_steps(self) -> None:
        run = self._run
        others = [one for one in self._runs if run is None or one.id != run.id]
        if run is not None:
            rows = phase_rows(run, others, self._routes, self._show)
            self._at = self._at if self._known(run, self._at) else f"{PHASE}{here(run).code}"
        else:
            rows = other_rows(others, self._routes, self._show)
            self._at = f"{ROUTE}{self._routes[-1].id}" if self._routes else ""
        title = run.protocol.name if run else f"Protocollen · {self.whose}"
        self.query_one("#steps-panel", Panel).label(title)
        self.query_one("#steps", Lines).refill(rows, self._at or None)

    def go_to_first(self) -> None:
        """The step and the row of what is first now; what stands beside the steps leaves her with what she answered."""
        run = self._run
        at = next_up(run).at if run else ""
        if run is None or not at or at.startswith(SECTION):
            return
        self._go_to(here(run), at)

    def go_to_item(self, code: str) -> None:
        """The step and the row of one item."""
        if self._run:
            self._go_to(
                next(p for p in self._run.protocol.phases if any(one.code == code for one in p.items)), code
            )

    def _go_to(self, phase: Phase, at: str) -> None:
        self._at = f"{PHASE}{phase.code}"
        self._show_steps()
        self._show_right()
        items = self.query_one("#items", Lines)
        next(filter(items.go_to, (f"{ITEM}{at}", f"{QUESTION}{at}")), None)
        self._show_about()

    def _known(self, run: Run, at: str) -> bool:
        if at.startswith(PHASE):
            return any(phase.code == at.removeprefix(PHASE) for phase in run.protocol.phases)
        routes = (f"{ROUTE}{route.id}" for route in self._routes)
        return at.removeprefix(SECTION) in SECTIONS or at in routes

    def _show_right(self, keep: str | None = None) -> None:
        """What belongs to the row at the left."""
        panel, items = self.query_one("#items-panel", Panel), self.query_one("#items", Lines)
        self.query_one("#run-right").display = bool(self._at)
        self.query_one("#steps-panel").set_class(not self._at, "-alone")
        run, at = self._run, self._at
        if at.startswith(ROUTE):
            panel.label(load("meldplicht")["title"], self._told_words())
            items.refill(_route_rows(self._show.text(self.route.note if self.route else "")))
        elif run is not None and (phase := self._phase) is not None:
            panel.label(f"{number(phase.code)} {phase.name}".strip(), self.whose)
            first = next_up(run).at
            keys = [f"{ITEM}{first}", f"{QUESTION}{first}"]
            items.refill(item_rows(run, phase, self._show), keep or items.current)
            if keep is None and items.current is None:
                items.go_to(
                    next((key for key in keys if key in items.keys), items.keys[0] if items.keys else "")
                )
        elif run is None:
            items.refill([])
        else:
            name, rows = SECTIONS[at.removeprefix(SECTION)]
            panel.label(name, self.whose)
            items.refill(rows(run, self._show), keep or items.current)
        self._show_about()

    @property
    def _phase(self) -> Phase | None:
        code = self._at.removeprefix(PHASE)
        run = self._run
        if run is None or not self._at.startswith(PHASE):
            return None
        return next((phase for phase in run.protocol.phases if phase.code == code), None)

    def _told_words(self) -> str:
        route = self.route
        if route is None or route.board_told_on is None:
            return "b: het bestuur is ingelicht"
        return (
            f"bestuur ingelicht {show_date(route.board_told_on, self._show.today)} door {route.board_told_by}"
        )

    @property
    def route(self) -> StaffRoute | None:
        """The other route, when that is what stands at the right."""
        return next((route for route in self._routes if f"{ROUTE}{route.id}" == self._at), None)

    def about(self, run: Run, key: str) -> Content:
        """What belongs to an item or a question: what was noted, the help, the source."""
        if key.startswith(ITEM):
            return item_about(run, run.protocol.item(key.removeprefix(ITEM)), self._show, self._siblings())
        if key.startswith(QUESTION):
            return question_about(run, run.protocol.question(key.removeprefix(QUESTION)), self._show)
        return pieces()

    def _siblings(self) -> tuple[str, ...]:
        """Brothers and sisters on this school, with their class: for the kindcheck (domain.md §6.4)."""
        found = self.store.students.siblings(self.student_id)
        return tuple(pupil_and_class(one, hidden=self.private) for one in found)

    def _show_about(self) -> None:
        """What belongs to the row under the cursor at the right."""
        key = self.query_one("#items", Lines).current or ""
        text = self.about(self._run, key) if self._run else pieces()
        self.query_one("#about-panel").display = bool(text.plain)
        self.query_one("#about", Static).update(text)
        self.query_one("#about-panel", Panel).scroll_home(animate=False)
        self._show_first()
        self.refresh_bindings()

    def _say_more(self, more: bool) -> None:
        """On the edge of what belongs to a row: that there is more than fits, and how it is read."""
        for panel in self.query("#about-panel").results(Panel):  # none while the screen is taken away
            panel.label(subtitle="w leest alles" if more else "")

    # --- moving

    def action_side(self, to: str) -> None:
        """← and →: from the steps to what is in them, and back."""
        if self.query_one("#run-right").display:
            self.query_one(f"#{to}").focus()

    def on_option_list_option_highlighted(self, event: Lines.OptionHighlighted) -> None:
        """At the left: the right shows it. At the right: what belongs to it."""
        key = event.option_id or ""
        if event.option_list.id != "steps":
            self._show_about()
        elif key and not key.startswith(RUN) and key != self._at:
            self._at = key
            self.query_one("#items", Lines).refill([])
            self._show_right()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: at the left to the right, at the right the row itself."""
        key = event.option_id or ""
        if event.option_list.id == "items":
            self.open_row(key)
        elif key.startswith(RUN):
            self._wanted_run, self._at = key.removeprefix(RUN), ""
            self.reload()
        elif key:
            self.query_one("#items").focus()


def _route_rows(facts: str) -> list[Option]:
    """The route of the meldplicht, line by line, each with its number; under it the facts that were typed."""
    lines = load("meldplicht")["line"]
    rows = [
        option(f"line:{number}", col(str(number), 2, "kind"), flex(line["words"]), wrap=True)
        for number, line in enumerate(lines, 1)
    ]
    written = [blank(), heading("Feiten"), option("facts", flex(facts), wrap=True)]
    return [*rows, *written] if facts else rows
