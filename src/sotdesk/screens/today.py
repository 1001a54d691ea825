"""Vandaag: the next meeting, her own agreements, and what asks for attention, with the reason on a key."""

from datetime import date

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain import backup_watch
from sotdesk.domain.actions import Action, ActionState, due_order
from sotdesk.domain.attention import Row, Urgency, is_mine, rows, why
from sotdesk.domain.confidentiality import mark_of
from sotdesk.domain.dates import show_date
from sotdesk.domain.masking import mask
from sotdesk.domain.meetings import Meeting
from sotdesk.domain.shield import secret_step
from sotdesk.domain.words import count
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import AskDialog, MessageDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.ground import Horizontal, Vertical
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Role, joined, literal, pieces
from sotdesk.widgets.row import col, fit, flex, name

MARKS: dict[Urgency, tuple[str, Role]] = {
    Urgency.NOW: ("●", "error"),
    Urgency.WEEK: ("◐", "warn"),
    Urgency.LATER: ("○", "muted"),
}
SHIELDED = "Dit staat afgeschermd. F5 laat de regel en de bron zien."
SAFE = "vault"
"""The row about the vault itself; no rule about a pupil has this key."""
PUPIL = 17
"""Cells for a pupil and his class."""


class TodayScreen(BaseScreen):
    """Place 1."""

    SCOPE = "today"
    ROUTE = "today"
    HERE = 1
    BINDINGS = bindings("today")
    HELP = """
**Vandaag** laat zien wat nu telt. Een regel verdwijnt vanzelf als het gedaan is; je kunt hem niet wegvinken.

- **Nu, deze week, straks**: hoe dringend het is, in woorden.
- **Opzij zetten** kan alleen met een reden. Die reden blijft bewaard.
- **Waarom** noemt de regel en de bron waar hij vandaan komt.
- **Kluis**: een stille regel, alleen als er iets met de reservekopieën is. Enter gaat erheen.
- **Nog aan te vullen**: een afspraak zonder datum (nog te bepalen) of met een naam die nog *nieuw* is.
"""

    def body(self) -> ComposeResult:
        """Left the meeting and her agreements, right what asks for attention."""
        with Horizontal(classes="body"):
            with Vertical(id="left"):
                yield Panel(Lines(id="next"), title="Eerstvolgend overleg", id="next-panel")
                yield Panel(Lines(id="mine", empty="Geen open afspraken op jouw naam."), id="mine-panel")
            yield Panel(Lines(id="attention", empty="Niets dat nu aandacht vraagt."), id="attention-panel")

    def arrive(self) -> None:
        """The first focus depends on what stands in the vault."""
        self._fresh = True

    def reload(self, keep: str | None = None) -> None:
        """One look at the store for all three lists."""
        found = self.store.attention.open()
        today = self.store.clock.today()
        self._rows = {row.key: row for row in rows(found, today)}
        mine = sorted((a for a in found.actions if is_mine(a, found.coordinator_id)), key=due_order)
        meeting = self.store.meetings.running() or self.store.meetings.next()
        self.query_one("#next", Lines).refill(self._meeting(meeting, today))
        self.query_one("#mine", Lines).refill([self._mine(action, today) for action in mine])
        self.query_one("#attention", Lines).refill(self._attention() + self._safe(today), keep)
        self.query_one("#mine-panel", Panel).label("Mijn afspraken", str(len(mine)) if mine else "")
        self.query_one("#attention-panel", Panel).label("Wat nu aandacht vraagt", str(len(self._rows) or ""))
        if self._fresh:
            self._fresh = False
            self._first_focus(meeting, today)

    def _first_focus(self, meeting: Meeting | None, today: date) -> None:
        """On the day of a meeting Enter leads to it; on any other day to what asks for attention."""
        self.set_focus(self.query_one("#next" if meeting and meeting.day == today else "#attention"))

    # --- rows

    def _meeting(self, meeting: Meeting | None, today: date) -> list[Option]:
        if meeting is None:
            return [option("plan", flex("Nog geen overleg gepland. Enter: plan er een.", "muted"), wrap=True)]
        day = "vandaag" if meeting.day == today else show_date(meeting.day, today)
        when = f"{day} {meeting.start:%H:%M}"
        head = pieces((f"{meeting.kind.short}  ", "strong"), when, (f"  {meeting.place}", "muted"))
        items = [i for i in meeting.items if not i.fixed]
        who = count(meeting.students, "leerling", "leerlingen")
        size = literal(f"{who} · {meeting.planned_minutes} van {meeting.minutes} min", "muted")
        unasked = sum(1 for item in items if item.students and not item.request)
        warning = literal(f"nog geen vraag aan het SOT: {unasked}" if unasked else "", "warn")
        way = literal("Enter: naar het overleg" if meeting.running else "Enter: agenda", "muted")
        said = [line for line in (size, warning, way) if line.plain]
        if self.low:  # one line: what is lacking goes before the key that every row has
            said = [literal(" · ", "muted").join([size, warning] if warning.plain else [size, way])]
        return [option(meeting.id, flex(joined([head, *said], "\n")), wrap=True)]

    def _mine(self, action: Action, today: date) -> Option:
        late = action.late(today)
        when = show_date(action.due, today) if action.due else "nog te bepalen"
        whose = pupil_and_class(action.student, hidden=self.private)
        return option(
            action.id,
            col("□", 1, "warn" if late else "muted"),
            flex(
                pieces(
                    (mark_of(action.audience), "warn"),
                    self._text(action.text, action),
                    (f"  {whose}" if whose else "", "muted"),
                )
            ),
            fit(f"te laat {when}" if late else when, "warn" if late else "muted"),
            wrap=True,
        )

    def _attention(self) -> list[Option]:
        made: list[Option] = []
        for urgency in Urgency:
            group = [row for row in self._rows.values() if row.urgency is urgency]
            if group and made and not self.low:
                made.append(blank())
            if group:
                made.append(heading(urgency.words))
            made += [self._row(row) for row in group]
        return made

    def _safe(self, today: date) -> list[Option]:
        """One quiet line about the vault, only when something is the matter with it; Enter goes there."""
        keeper = getattr(self.app, "keeper", None)
        said = backup_watch.told(keeper.watched(), today) if keeper is not None else ""
        if not said:
            return []
        above = [blank()] if self._rows and not self.low else []
        return [*above, option(SAFE, col("○", 1, "muted"), flex(f"Kluis: {said}", "muted"), wrap=True)]

    def _row(self, row: Row) -> Option:
        sign, role = MARKS[row.urgency]
        said = self.step(row.text)
        text = mask(said, [row.name]) if self.private and row.name else said
        words = flex(
            pieces((f"{row.words} ", role), (f"{row.when}: ", "muted"), (mark_of(row.audience), "warn"), text)
        )
        if row.secret and self.desk.shielded:
            words = flex(pieces((f"{secret_step()}: ", role), (row.when, "muted")))
        return option(
            row.key,
            col(sign, 1, role),
            words,
            name(pupil_and_class(row.student, hidden=self.private), PUPIL, "muted"),
            wrap=True,
        )

    def _text(self, text: str, action: Action) -> str:
        text = self.step(text)
        return mask(text, [s.name for s in action.students]) if self.private else text

    # --- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a list work while that list has the focus: none acts on a row that is not marked."""
        here = self.focused.id if self.focused else ""
        if action in ("why", "aside"):
            return here == "attention"
        return here != "next" if action == "done" else True

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: there where it can be done."""
        self._open(event.option_list.id or "", event.option_id or "")

    def _open(self, where: str, key: str) -> None:
        if where == "next":
            running = self.store.meetings.running()
            self.desk.go(
                ("meeting", running.id) if running else ("meetings",) if key == "plan" else ("agenda", key)
            )
        elif where == "mine":
            student = self.store.actions.get(key).student
            self.desk.go(("student", student.id, key) if student else ("actions", key))
        elif key == SAFE:
            self.desk.go(("vault",))
        elif key in self._rows:
            self.desk.go(self._rows[key].address)

    def action_done(self) -> None:
        """Spatie: one of her own agreements is done."""
        mine = self.query_one("#mine", Lines)
        if mine.has_focus and mine.current:
            key = mine.current
            self.attempt(
                lambda: self.store.actions.settle(key, ActionState.DONE),
                "Afspraak gedaan. u maakt het ongedaan.",
            )
            self.reload()
        else:
            self.tell("Een regel verdwijnt vanzelf als het gedaan is; z zet hem opzij met een reden.")

    def action_why(self) -> None:
        """w: the rule and its source."""
        row = self._current()
        if self.query_one("#attention", Lines).current == SAFE:
            self.app.push_screen(
                MessageDialog("Waarom dit hier staat", "\n\nBron: ".join(backup_watch.why()))
            )
        elif row:
            reason, source = why(row.rule)
            said = f"{reason}\n\nBron: {source}"
            if row.secret and self.desk.shielded:
                said = SHIELDED
            self.app.push_screen(MessageDialog("Waarom dit hier staat", said))

    def action_aside(self) -> None:
        """z: set aside, with a reason."""
        row = self._current()
        if self.query_one("#attention", Lines).current == SAFE:
            self.tell("Deze regel verdwijnt vanzelf als het met de kluis in orde is.")
        elif row:
            self.open("aside", row.rule, row.subject_id)

    def open_aside(self, rule: str, subject_id: str) -> None:
        """Asks for the reason."""

        def keep(reason: str | None) -> None:
            if reason and self.attempt(
                lambda: self.store.desk.set_aside(rule, subject_id, reason), "Opzij gezet."
            ):
                self.reload()

        self.app.push_screen(AskDialog("Opzij zetten", "Reden", note="blijft bewaard bij deze regel"), keep)

    def _current(self) -> Row | None:
        key = self.query_one("#attention", Lines).current
        return self._rows.get(key or "")
