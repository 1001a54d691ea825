"""What the live meeting shows: the agenda with its clocks, the item, last time and today, who is there, the preview.

Only showing lives here; what keys and the line do is meeting.py's.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.dates import show_date
from sotdesk.domain.item_lacks import lacking, on_one_line
from sotdesk.domain.masking import mask
from sotdesk.domain.meetings import Item, ItemState, Line, MeetingState
from sotdesk.domain.names import MASK
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.meeting_drafts import Halves
from sotdesk.screens.meeting_line import ItemLine
from sotdesk.screens.meeting_lists import Sinking, Stacked
from sotdesk.screens.meeting_rows import (
    agenda_row,
    head_row,
    head_rows,
    line_row,
    minutes,
    present_rows,
    previous_rows,
)
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.capture_box import CaptureBox
from sotdesk.widgets.choices import Choice
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel, edge
from sotdesk.widgets.pieces import Role, literal, pieces
from sotdesk.widgets.row import Row

TICK = 5.0
"""Seconds between two looks at the clocks."""


class MeetingView(BaseScreen):
    """The panels and the preview of a meeting; address: the meeting's id."""

    TOP_LINE = False

    def body(self) -> ComposeResult:
        """The strip for narrow screens, three panels, the line."""
        self._item_line: ItemLine | None = None
        self._correcting = ""
        self._before = ""
        self._restored = ""
        self._told = self._told_at = ""
        self._counting = ""
        self._halves = Halves(self.store)
        self._lines: tuple[Line, ...] = ()
        self._previous: tuple[tuple[int, Action], ...] = ()
        self.meeting = self.store.meetings.get(self.ids[0])
        before = self.store.meetings.before(self.meeting)
        self._last_day = before.day if before else None
        self.item_id = self.meeting.current_item or self.meeting.items[0].id
        head = Lines(id="head")
        head.can_focus = False
        yield Static(id="strip", markup=False)
        with Horizontal(classes="body"):
            yield Panel(Lines(id="agenda"), id="agenda-panel")
            with Panel(id="item-panel"):
                yield head
                yield Stacked(id="before")
                with Vertical(id="now-box"):
                    yield Sinking(id="now")
                yield Static(id="lacks", markup=False)
            yield Panel(Lines(id="present", empty="Niemand aangevinkt."), title="Erbij", id="present-panel")
        yield CaptureBox(
            self._spans, self._choices, "wat wordt er gezegd, besloten, afgesproken?", id="capture"
        )

    def on_mount(self) -> None:
        """At the item where the meeting was."""
        self.query_one("#now", Sinking).anchor()
        self.box.line.keeper = self.keep_line
        self.query_one("#now-box").border_title = edge("Vandaag besproken")
        self.restore_draft()
        self.set_interval(TICK, self._tick)

    def keep_line(self, event: Capture.Kept) -> None:
        """Enter in the line."""
        raise NotImplementedError

    def _page(self, by: int) -> None:
        """To the next or the previous item."""
        raise NotImplementedError

    def _go_to(self, item_id: str) -> None:
        """To this item."""
        raise NotImplementedError

    # --- what is shown

    @property
    def item(self) -> Item:
        """The item that is shown, held by its id."""
        return self.meeting.item(self.item_id) or self.meeting.items[0]

    def reload(self, keep: str | None = None) -> None:
        """Everything anew, at the same item."""
        self.meeting = self.store.meetings.get(self.ids[0])
        if self.meeting.item(self.item_id) is None:
            self.item_id = self.meeting.items[0].id
        self._fill_agenda()
        self._fill_item(keep)
        self._fill_present()
        self._show_preview()

    def _show(self, item_id: str) -> None:
        """Another item, with its own half-typed line."""
        self.item_id = item_id
        self._correcting = self._before = self._restored = self._told = ""
        self.box.line.value = ""
        self.reload()
        self.restore_draft()

    def _masked(self, text: str) -> str:
        if not self.private:
            return text
        if text == self.item.shown or any(text == i.shown for i in self.meeting.items if i.students):
            classes = " + ".join(
                s.class_name for i in self.meeting.items if i.shown == text for s in i.students
            )
            return f"{MASK} {classes}"
        return mask(text, [s.name for i in self.meeting.items for s in i.students])

    def _fill_agenda(self) -> None:
        agenda = self.query_one("#agenda", Lines)
        rows = [self._agenda_option(item, number) for number, item in enumerate(self.meeting.items, start=1)]
        agenda.refill(rows, agenda.current or self.item_id)
        self._fill_edge()
        self._fill_strip()

    def _fill_edge(self) -> None:
        """The meeting on the agenda's frame: the time, what is left of it, how many pupils are done."""
        now = self.store.clock.now()
        pupils = [item for item in self.meeting.items if item.students]
        done = sum(1 for item in pupils if item.state is ItemState.DISCUSSED)
        title = f"{self.meeting.kind.short} · {show_date(self.meeting.day, now.date())}"
        paused = " · pauze" if self.meeting.state is MeetingState.PAUSED else ""
        bottom = f"{now:%H:%M}{paused} · {self._left_words()} · {done} van {len(pupils)}"
        self.query_one("#agenda-panel", Panel).label(title, bottom)

    def _left_words(self) -> str:
        """`nog 41'`, or by how much it is over time; never an alarm."""
        left = self._left()
        return f"nog {left}'" if left >= 0 else f"{-left}' over tijd"

    def _agenda_option(self, item: Item, number: int) -> Option:
        return Option(self._agenda_row(item, number), id=item.id)

    def _agenda_row(self, item: Item, number: int) -> Row:
        now = self.store.clock.now()
        return agenda_row(item, number, here=item.id == self.item_id, now=now, masked=self._masked)

    def _left(self) -> int:
        """Whole minutes until the planned end; negative when over time."""
        now = self.store.clock.now()
        began = datetime.combine(self.meeting.day, self.meeting.start).astimezone()
        if self.meeting.started_at and self.meeting.day != now.date():  # held on another day than planned
            began = self.meeting.started_at
        return int((began + timedelta(minutes=self.meeting.minutes) - now).total_seconds() // 60)

    def _fill_strip(self) -> None:
        """One line that stands for the agenda where there is no room for it."""
        now, item = self.store.clock.now(), self.item
        number = self.meeting.items.index(item) + 1
        used = minutes(item, now)
        state = "pauze" if self.meeting.state is MeetingState.PAUSED else f"{used}' van {item.minutes}'"
        left = pieces(
            (f"{self.meeting.kind.short} ", "strong"),
            (f"{show_date(self.meeting.day, now.date())} {now:%H:%M}   ", "muted"),
            (f"▸ {number}/{len(self.meeting.items)} ", "accent"),
            (self._masked(item.shown), "strong"),
            (f"  {item.kind.value}  {state}", "muted"),
        )
        right = literal(self._left_words())
        room = max(1, self.size.width - 2 - left.cell_length - right.cell_length)
        self.query_one("#strip", Static).update(pieces(left, " " * room, right))

    def _fill_item(self, keep: str | None = None) -> None:
        item = self.item
        self._lines = self.store.table.lines(item.id)
        self._previous = self.store.table.previous(item.id)
        names = " + ".join(f"{self._masked(s.name.shown)}" for s in item.students) if not self.private else ""
        classes = " + ".join(dict.fromkeys(s.class_name for s in item.students))
        self._set_line()
        behind = [word for word in (classes if names else "", self._mentors()) if word]
        title = pieces(
            (names or self._masked(item.shown), "strong"), ("".join(f" · {w}" for w in behind), "muted")
        )
        kind = f"{item.kind.value} {item.minutes}'" if item.kind.value else f"{item.minutes}'"
        self.query_one("#item-panel", Panel).label(title, kind)
        self._fill_head()
        self._fill_previous()
        today = self.store.clock.today()
        now = self.query_one("#now", Stacked)
        now.refill([line_row(line, self._masked, today) for line in self._lines], keep)
        self._fill_lacks()

    def _mentors(self) -> str:
        """`mentor M. Bos`: who `@mentor` is here."""
        people = self._item_line.table.people if self._item_line else ()
        names = [
            p.label.partition("(")[2].rstrip(")") for p in people if p.role == "mentor" and "(" in p.label
        ]
        return f"mentor {', '.join(names)}" if names and self.item.students else ""

    def _fill_head(self) -> None:
        rows = head_rows(self.item, self._masked)
        if not self.has_class("-wide") and not self.has_class("-huge"):
            here = " ".join(p.label.split(" (")[0] for p in self.meeting.present if p.here)
            rows.append(head_row("Erbij", here or "niemand"))
        head = self.query_one("#head", Lines)
        head.refill(rows)
        head.display = bool(rows)

    def _fill_previous(self) -> None:
        rows = previous_rows(
            self._previous, self._masked, self.store.clock.today(),
            last=self._last_day, low=self.low,
        )  # fmt: skip
        before = self.query_one("#before", Stacked)
        before.refill(rows)
        before.display = bool(rows)

    def _set_line(self) -> None:
        """The grammar of this item: its people, items and agreements."""
        has_action = any(line.kind == Kind.ACTION for line in self._lines) and not self._correcting
        about = {x.action.id for x in self._lines if x.action and x.capture_id == self._correcting}
        numbers = [n for n, a in self._previous if a.state is ActionState.OPEN or a.id in about]
        self._item_line = ItemLine.at(self.store, self.meeting, self.item, numbers, has_action)
        self.box.line.read_again()

    def _fill_lacks(self) -> None:
        words = lacking(self.item, self._lines)
        line = self.query_one("#lacks", Static)
        said = on_one_line(words, line.content_size.width or self.size.width)
        line.update(literal(said, "muted"), layout=False)

    def _fill_present(self) -> None:
        self.query_one("#present", Lines).refill(present_rows(self.meeting.present))

    # --- the line

    @property
    def box(self) -> CaptureBox:
        return self.query_one("#capture", CaptureBox)

    def _spans(self, line: str, cursor: int) -> list[tuple[int, int, Role]]:
        return self._item_line.spans(line, cursor) if self._item_line else []

    def _choices(self, line: str, cursor: int) -> list[Choice]:
        found = self._item_line.choices(line, cursor) if self._item_line else []
        return [replace(c, label=self._masked(c.label)) for c in found] if self.private else found

    def _show_preview(self) -> None:
        """What is said holds until the line changes; without it, what was understood."""
        line = self.box.line
        if self._counting:
            self.box.preview.say((self._counting, "ask"))
        elif self._told and line.value == self._told_at:
            self.box.preview.say((self._told, "accent"))
        elif self._item_line:
            self._told = ""
            read = self._item_line.preview(line.value, line.cursor_position, max(20, self.size.width - 6))
            shown = [literal(self._masked(text), role) for text, role in read]
            self.box.preview.say(("Verbeteren · " if self._correcting else "", "kind"), *shown)

    def tell(self, sentence: str) -> None:
        """In the preview: a toast would cover the line."""
        self._told, self._told_at = sentence, self.box.line.value
        self._show_preview()

    def count_down(self, seconds: int | None) -> None:
        """In the preview too."""
        self._counting = f"vergrendelt over {seconds} s · druk een toets" if seconds else ""
        self._show_preview()

    # --- the clock

    def _tick(self) -> None:
        """The clocks move; nothing else does."""
        if not self.is_current:
            return
        agenda = self.query_one("#agenda", Lines)
        for number, item in enumerate(self.meeting.items, start=1):
            if item.running_since is not None:
                agenda.replace_option_prompt(item.id, self._agenda_row(item, number))
        self._fill_edge()
        self._fill_strip()

    def on_resize(self) -> None:
        """Widths decide what stands in the head."""
        if self.is_mounted:
            self.call_after_refresh(self.reload)
