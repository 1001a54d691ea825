"""The agenda of the live meeting: its rows with their clocks, its frame, and the strip for narrow screens."""

from datetime import datetime, timedelta

from textual.widgets import Static
from textual.widgets.option_list import Option

from sotdesk.domain.dates import show_date
from sotdesk.domain.item_numbers import group_of, numbers, roots
from sotdesk.domain.meetings import Item, ItemState, MeetingState
from sotdesk.screens.meeting_guests import WithGuests
from sotdesk.screens.meeting_rows import agenda_row, minutes, number_row, time_words
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import literal, pieces
from sotdesk.widgets.row import Row

FRAME = 8
"""Cells of a frame that its words do not get."""


class MeetingAgenda(WithGuests):
    """The agenda's part of the meeting screen."""

    def _fill_agenda(self) -> None:
        agenda = self.query_one("#agenda", Lines)
        known = numbers(self.meeting.items)
        rows = [Option(self._agenda_row(item, known[item.id]), id=item.id) for item in self.meeting.items]
        agenda.refill(rows, agenda.current or self.item_id)
        self._fill_edge()
        self._fill_strip()

    def _move_clocks(self) -> None:
        """Only what moves by itself: the running item, the time, what is left of it."""
        known = numbers(self.meeting.items)
        for item in self.meeting.items:
            if item.running_since is not None:
                row = self._agenda_row(item, known[item.id])
                self.query_one("#agenda", Lines).replace_option_prompt(item.id, row)
        self._fill_edge()
        self._fill_strip()

    def _agenda_row(self, item: Item, number: str) -> Row:
        here = item.id == self.item_id
        if self.guests.hides(item.id):
            return number_row(item, number, here=here)
        now = self.store.clock.now()
        return agenda_row(item, number, here=here, now=now, over=self._over(item), masked=self._masked)

    def _over(self, item: Item) -> bool:
        """Whether the item, with the parts it was split into, took more than was planned for it."""
        now, group = self.store.clock.now(), group_of(self.meeting.items, item)
        return sum(minutes(each, now) for each in group) > sum(each.minutes for each in group)

    def _fill_edge(self) -> None:
        """The meeting on the agenda's frame: the time, what is left of it, how many items about pupils are done."""
        now = self.store.clock.now()
        pupils = [item for item in roots(self.meeting.items) if item.students]
        done = sum(1 for item in pupils if item.state is ItemState.DISCUSSED)
        title = f"{self.meeting.kind.short} · {show_date(self.meeting.day, now.date())}{self._lifted()}"
        without_day = f"{self.meeting.kind.short}{self._lifted()}"
        parts = [f"{now:%H:%M}", self._left_words(), self._pause_words(), f"{done} van {len(pupils)}"]
        panel = self.query_one("#agenda-panel", Panel)
        parts = [part for part in parts if part]
        while panel.size.width and len(" · ".join(parts)) > panel.size.width - FRAME:
            parts.pop()  # what there is no room for; the time and what is left of it always fit
        fits = not panel.size.width or len(title) <= panel.size.width - FRAME
        panel.label(title if fits else without_day, " · ".join(parts))

    def _lifted(self) -> str:
        """Whether the shield is lifted (F5): then it is said."""
        return "" if self.desk.shielded else " · niet afgeschermd"

    def _pause_words(self) -> str:
        """`pauze 20'`: how long the time went to nobody; nothing when it never did."""
        long = int(self.meeting.paused_until(self.store.clock.now()).total_seconds() // 60)
        if long:
            return f"pauze {long}'"
        return "pauze" if self.meeting.state is MeetingState.PAUSED else ""

    def _left_words(self) -> str:
        """`nog 41'`, or by how much it is over time; never an alarm."""
        left = self._left()
        return f"nog {left}'" if left >= 0 else f"{-left}' over tijd"

    def _left(self) -> int:
        """Whole minutes until the planned end; negative when over time."""
        now = self.store.clock.now()
        began = datetime.combine(self.meeting.day, self.meeting.start).astimezone()
        if self.meeting.started_at and self.meeting.day != now.date():  # held on another day than planned
            began = self.meeting.started_at
        return int((began + timedelta(minutes=self.meeting.minutes) - now).total_seconds() // 60)

    def _fill_strip(self) -> None:
        """One line that stands for the agenda where there is no room for it; the kind and the day give way."""
        now, item = self.store.clock.now(), self.item
        number = numbers(self.meeting.items)[item.id]
        paused = self.meeting.state is MeetingState.PAUSED
        state = self._pause_words() if paused else time_words(item, now)
        name = "gast aan tafel" if self.hidden else self._masked(item.shown)
        right = literal(f"{self._left_words()}{self._lifted()}")
        width = self.size.width - 2 - right.cell_length
        day = f"{show_date(self.meeting.day, now.date())} "
        for before, kind in ((day, f"  {item.kind.value}"), (day, ""), ("", "")):
            left = pieces(
                (f"{self.meeting.kind.short} ", "strong"),
                (f"{before}{now:%H:%M}   ", "muted"),
                (f"▸ {number}/{len(roots(self.meeting.items))} ", "accent"),
                (name, "strong"),
                ("" if self.hidden else f"{kind}  {state}", "muted"),
            )
            if left.cell_length < width:
                break
        self.query_one("#strip", Static).update(pieces(left, " " * max(1, width - left.cell_length), right))
