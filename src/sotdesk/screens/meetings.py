"""Overleg, place 2: the meetings that run, are planned and were held; planning, moving and removing one."""

from datetime import date

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.agenda import fill_words
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import MeetingHead, MeetingState
from sotdesk.domain.words import count
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.meeting_forms import PlanForm, Planned
from sotdesk.widgets.breakpoints import HEIGHTS
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Role
from sotdesk.widgets.row import col, fit, flex

LOW = HEIGHTS[1][0]
"""Under so many rows there are no blank lines; the class is set too late for the first look."""
NO_KINDS = "Nog geen soort overleg. Druk op k en kies een voorbeeld, of maak er zelf een."
NO_MEETINGS = "Nog geen overleg. Druk op n en plan het eerste."
RUNNING = (MeetingState.RUNNING, MeetingState.PAUSED)
HELD = (MeetingState.CONCEPT, MeetingState.ADOPTED)

ROLES: dict[MeetingState, Role] = {
    MeetingState.PLANNED: "accent",
    MeetingState.RUNNING: "accent",
    MeetingState.PAUSED: "accent",
    MeetingState.CONCEPT: "warn",
}


class MeetingsScreen(BaseScreen):
    """Place 2."""

    SCOPE = "meetings"
    ROUTE = "meetings"
    HERE = 2
    BINDINGS = bindings("meetings")
    HELP = """
**Overleg** toont wat loopt, wat gepland staat en wat gehouden is. Enter opent de agenda, het lopende overleg, of
het afronden van een gehouden overleg.

- **Soort overleg**: zo vergadert jouw school, met leden naar rol, ritme, vaste punten en minuten.
- **Concept**: het verslag is er, maar nog niet vastgesteld; je kunt het heropenen.
- **Vastgesteld**: het verslag verandert alleen nog met een correctie, die zichtbaar blijft.
"""

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="meetings"), title="Overleg")

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one("#meetings").focus()

    def reload(self, keep: str | None = None) -> None:
        """Running first, then planned by date, then held, the latest first."""
        today = self.store.clock.today()
        heads = self.store.meetings.heads()
        self._heads = {head.id: head for head in heads}
        lines = self.query_one("#meetings", Lines)
        lines.empty = NO_MEETINGS if self.store.school.kinds() else NO_KINDS
        planned = [h for h in reversed(heads) if h.state is MeetingState.PLANNED]
        groups = (
            ("Loopt nu", [h for h in heads if h.state in RUNNING]),
            ("Gepland", planned),
            ("Gehouden", [h for h in heads if h.state in HELD]),
        )
        rows: list[Option] = []
        for title, group in groups:
            if group:
                rows += [blank()] if rows and self.app.size.height >= LOW else []
                rows += [heading(title), *(_row(head, today) for head in group)]
        lines.refill(rows, keep)
        self.query_one(Panel).label("Overleg", f"{len(planned)} gepland" if planned else "")

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the agenda, the running meeting, or closing."""
        head = self._heads.get(event.option_id or "")
        if head:
            self.desk.go((route_of(head.state), head.id))

    # --- keys

    def action_plan(self) -> None:
        """n: plan one; without a kind, first the kinds."""
        if self.store.school.kinds():
            self.open("plan")
        else:
            self.desk.go(("kinds",))

    def open_plan(self) -> None:
        """The form for a new meeting."""
        self.app.push_screen(PlanForm(self.store, save=self._plan), self._after)

    def action_edit(self) -> None:
        """e: other day, time, length or place."""
        head = self._current()
        if head and head.state is MeetingState.PLANNED:
            self.open("edit", head.id)
        elif head:
            self.tell("Alleen een overleg dat nog komt kun je verzetten.")

    def open_edit(self, meeting_id: str) -> None:
        """The form for a planned meeting."""
        form = PlanForm(self.store, meeting_id=meeting_id, save=lambda p: self._change(meeting_id, p))
        self.app.push_screen(form, self._after)

    def action_remove(self) -> None:
        """x: a planned meeting goes; asked when something stands on its agenda."""
        head = self._current()
        if head is None:
            return
        if head.state is not MeetingState.PLANNED:
            self.tell("Een gehouden overleg blijft bewaard.")
            return
        day = show_date(head.day, self.store.clock.today())
        detail = f"De agenda heeft {count(head.points, 'punt', 'punten')}. Met u haal je het terug."
        question = ConfirmDialog(f"{head.kind.short} van {day} weghalen?", detail, yes="Weghalen", harm=True)
        self.app.push_screen(question, lambda sure: self._remove(head.id) if sure else None)

    def action_kinds(self) -> None:
        """k: the kinds of meeting."""
        self.desk.go(("kinds",))

    def _current(self) -> MeetingHead | None:
        return self._heads.get(self.query_one("#meetings", Lines).current or "")

    def _plan(self, planned: Planned) -> None:
        self._kept = self.store.meetings.plan(
            planned.kind_id, planned.day, start=planned.start, minutes=planned.minutes, place=planned.place
        )

    def _change(self, meeting_id: str, planned: Planned) -> None:
        self._kept = meeting_id
        self.store.meetings.edit(
            meeting_id, day=planned.day, start=planned.start, minutes=planned.minutes, place=planned.place
        )

    def _after(self, planned: Planned | None) -> None:
        if planned:
            self.tell(f"Staat op {show_date(planned.day)} om {planned.start:%H:%M}. Enter: agenda.")
            self.reload(self._kept)

    def _remove(self, meeting_id: str) -> None:
        self.attempt(lambda: self.store.meetings.remove(meeting_id), "Weggehaald. u haalt het terug.")
        self.reload()


def route_of(state: MeetingState) -> str:
    """Where a meeting in this state is worked on."""
    if state is MeetingState.PLANNED:
        return "agenda"
    return "meeting" if state in RUNNING else "closing"


def _row(head: MeetingHead, today: date) -> Option:
    soon = head.state is MeetingState.PLANNED
    about = count(head.students, "leerling", "leerlingen")
    size = f"{about} · {fill_words(head.planned_minutes, head.minutes)}" if soon else about
    near = {0: "vandaag", 1: "morgen"}.get((head.day - today).days, "") if soon else ""
    return option(
        head.id,
        col(show_date(head.day, today), 15, "strong" if soon else ""),
        col(f"{head.start:%H:%M}", 6, "muted"),
        col(head.kind.short, 14),
        col(head.place, 14, "muted", drop=100),
        flex(size, "muted"),
        fit(_state(head) or near, ROLES.get(head.state, "muted")),
    )


def _state(head: MeetingHead) -> str:
    if head.state is MeetingState.CONCEPT:
        return "verslag in concept"
    if head.state is MeetingState.ADOPTED:
        when = show_date(head.adopted_on) if head.adopted_on else ""
        return f"vastgesteld {when}".strip()
    return {MeetingState.RUNNING: "loopt", MeetingState.PAUSED: "pauze"}.get(head.state, "")
