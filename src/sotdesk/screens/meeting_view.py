"""What the live meeting shows: the agenda with its clocks, the item, last time and today, who is there, the preview.

Only showing lives here; what keys and the line do is meeting.py's.
"""

from dataclasses import replace

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.anonymous import Around
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.grounds import Ungrounded
from sotdesk.domain.guests import there_when
from sotdesk.domain.item_lacks import lacking, on_one_line
from sotdesk.domain.item_numbers import numbers
from sotdesk.domain.meetings import Line
from sotdesk.domain.students import Student
from sotdesk.domain.words import listed
from sotdesk.screens.meeting_agenda import MeetingAgenda
from sotdesk.screens.meeting_drafts import Half, Halves
from sotdesk.screens.meeting_kwadrant import MiniKwadrant
from sotdesk.screens.meeting_line import ItemLine
from sotdesk.screens.meeting_lists import Before, Sinking, Stacked
from sotdesk.screens.meeting_people import folded, present_rows, quiet_words
from sotdesk.screens.meeting_rows import (
    head_row,
    head_rows,
    line_row,
    previous_rows,
)
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.capture_box import CaptureBox
from sotdesk.widgets.choices import Choice
from sotdesk.widgets.fitting import Fitting
from sotdesk.widgets.ground import Horizontal, Vertical
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel, edge
from sotdesk.widgets.pieces import Role, literal, pieces

TICK = 5.0
"""Seconds between two looks at the clocks."""
MARGIN = 6
"""Cells of the frame of the item and the space in it."""
LACKING = 14
"""Cells that `ontbreekt: 3` needs beside who is there."""


class MeetingView(MeetingAgenda):
    """The panels and the preview of a meeting; address: the meeting's id."""

    TOP_LINE = False

    def body(self) -> ComposeResult:
        """The strip for narrow screens, three panels, the line."""
        self._item_line: ItemLine | None = None
        self._correcting = ""
        self._before = ""
        self._restored = ""
        self._told = self._told_at = ""
        self._withheld = Half()
        self._counting = ""
        self._everyone: tuple[Student, ...] = ()
        self._halves = Halves(self.store)
        self._lines: tuple[Line, ...] = ()
        self._previous: tuple[tuple[int, Action], ...] = ()
        self._ungrounded: tuple[Ungrounded, ...] = ()
        self._expected: tuple[str, ...] = ()
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
                yield Before(id="before")
                with Vertical(id="now-box"):
                    yield Sinking(id="now")
                yield Fitting(id="lacks")
            with Vertical(id="side"):
                yield Panel(Static(id="mini", markup=False), title="Kwadrant", id="mini-panel")
                yield Panel(
                    Lines(id="present", empty="Niemand aangevinkt."), title="Erbij", id="present-panel"
                )
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

    @property
    def in_view(self) -> tuple[str, str]:
        """The item, and its pupil when it is about one."""
        pupils = () if self.hidden else self.item.students
        return pupils[0].id if len(pupils) == 1 else "", self.item_id

    # --- what is shown

    def reload(self, keep: str | None = None) -> None:
        """Everything anew, at the same item."""
        self._everyone = ()
        self.meeting = self.store.meetings.get(self.ids[0])
        if self.guests.on:
            self.desk.shield()
        gone = self.meeting.item(self.item_id) is None
        if gone:  # undone, or part of another item now: what is half typed in the line was about that pupil
            self._look_at(self.meeting.current_item or self.meeting.items[0].id)
        self._around = (
            self.store.students.around([s.id for s in self.item.students])
            if self.item.anonymous
            else Around()
        )
        self._fill_agenda()
        self._fill_present()
        self._fill_item(keep)
        self._show_preview()
        if gone:
            self.restore_draft()

    def _show(self, item_id: str) -> None:
        """Another item, with its own half-typed line."""
        self._look_at(item_id)
        self.reload()
        self.restore_draft()

    def _look_at(self, item_id: str) -> None:
        """Another item from now on; the line is empty until its own half-typed line is back."""
        self.item_id = item_id
        self._correcting = self._before = self._restored = self._told = ""
        self.box.line.value = ""

    def _fill_item(self, keep: str | None = None) -> None:
        item = self.item
        self._lines = self.store.table.lines(item.id)
        self._previous = self.store.table.previous(item.id)
        self._set_line()
        self._fill_title()
        self._fill_head()
        self._fill_previous()
        now = self.query_one("#now", Stacked)
        now.refill([self._line_row(line) for line in self.guests.lines(self._lines)], keep)
        self._fill_lacks()

    def _line_row(self, line: Line) -> Option:
        """A kept line, with the other item or pupil that it belongs to as well (`&lina`), save before a guest."""
        where = ""
        if line.item_id != self.item_id and (home := self.meeting.item(line.item_id)):
            where = f"bij {numbers(self.meeting.items)[home.id]} {self._masked(home.shown)}"
        elif line.also and not self.guests.on and not self.item.anonymous:
            where = f"ook bij {listed([pupil_and_class(s, hidden=self.private) for s in line.also])}"
        return line_row(line, self._masked, self.store.clock.today(), where)

    def _fill_title(self) -> None:
        """Who the item is about, and how long; with a guest at another item only its number."""
        item, panel = self.item, self.query_one("#item-panel", Panel)
        if self.hidden:
            panel.label(f"punt {numbers(self.meeting.items)[item.id]} · gast aan tafel", "")
            return
        if item.anonymous:
            panel.label(
                pieces((item.anonymous_title, "strong")), f"{item.kind.value} {item.minutes}'".strip()
            )
            return
        names = " + ".join(f"{self._masked(s.name.shown)}" for s in item.students) if not self.private else ""
        classes = " + ".join(dict.fromkeys(s.class_name for s in item.students))
        behind = [word for word in (classes if names else "", self._mentors()) if word]
        shown = names or self._masked(item.shown)
        wide = self.has_class("-wide") or self.has_class("-huge")
        room = panel.size.width if wide else self.size.width  # folded, the item has the whole width
        if room and len(" · ".join((shown, *behind))) > room - MARGIN:
            behind = behind[:1]  # two mentors do not fit; the preview names them
        title = pieces((shown, "strong"), ("".join(f" · {w}" for w in behind), "muted"))
        planned = "" if item.part_of else f"{item.minutes}'"
        kind = " ".join(filter(None, (item.kind.value, planned)))
        panel.label(title, kind)

    def _mentors(self) -> str:
        """`mentor M. Bos`: who `@mentor` is here."""
        people = self._item_line.table.people if self._item_line else ()
        names = [
            p.label.partition("(")[2].rstrip(")")
            for p in people
            if p.role == "mentor" and "(" in p.label and not p.all_of
        ]
        return f"mentor {', '.join(names)}" if names and self.item.students else ""

    def _fill_head(self) -> None:
        rows = [] if self.hidden else head_rows(self.guests.asked(self.item), self._masked)
        if self.hidden:
            self.query_one("#mini-panel").display = False
            who = self.guests.who
            rows.append(head_row("Gast", f"{who} zit aan tafel: dit punt staat niet op het scherm."))
            rows.append(head_row("", f"Gaat {who} weg: typ -{who}. De eerste regel hier doet dat ook."))
        else:
            rows += self._fill_mini()
        head = self.query_one("#head", Lines)
        head.refill(rows)
        head.display = bool(rows)

    def _fill_mini(self) -> list[Option]:
        """The mini kwadrant in its panel; gives its lines for the head where that panel has no room."""
        mini = MiniKwadrant(self.store, self.item, self._masked, guest=self.guests.on)
        block, panel = mini.block(), self.query_one("#mini-panel", Panel)
        panel.display = bool(block.plain) and not self.is_folded
        self.query_one("#mini", Static).update(block)
        return [head_row("Kwadrant", line) for line in mini.lines()] if self.is_folded else []

    def _fill_previous(self) -> None:
        agreements = self.guests.agreements(self.item, self._previous)
        rows = previous_rows(
            agreements, self._masked, self.store.clock.today(),
            last=self._last_day, low=self.low,
        )  # fmt: skip
        before = self.query_one("#before", Stacked)
        before.refill(rows)
        before.display = bool(rows)

    def _set_line(self) -> None:
        """The grammar of this item: its people, items and agreements."""
        has_action = any(line.kind == Kind.ACTION for line in self._lines) and not self._correcting
        about = {x.action.id for x in self._lines if x.action and x.capture_id == self._correcting}
        agreed = [n for n, a in self._previous if a.state is ActionState.OPEN or a.id in about]
        meeting = self.meeting
        if then := next((line.at for line in self._lines if line.capture_id == self._correcting), None):
            meeting = replace(meeting, present=there_when(meeting.present, then))
        held = (x for x in self._lines if x.capture_id == self._correcting and x.kind == Kind.EVALUATION)
        evaluated = next((line.action.id if line.action else line.support_id for line in held), "")
        self._item_line = ItemLine.at(
            self.store,
            meeting,
            self.item,
            agreed,
            has_action,
            self._school,
            guests=self.guests,
            about=evaluated,
        )
        self.box.line.read_again()

    def _school(self) -> tuple[Student, ...]:
        """The pupils of the school, for a line that names one; read once until everything is shown anew."""
        self._everyone = self._everyone or self.store.students.all()
        return self._everyone

    def _fill_lacks(self) -> None:
        """What is lacking, and before it who is there when that has no panel; of what a guest may see."""
        words = () if self.hidden else lacking(self.item, self.guests.lines(self._lines))
        grounds = quiet_words(self._ungrounded, self.item, guest=self.guests.on) if self.is_folded else ""
        item, folds, present, expected = self.item, self.is_folded, self.present, self._expected

        def said(room: int) -> Content:
            room -= len(grounds) + 2 if grounds else 0
            room_for_them = room - (LACKING if words else 0)
            there = folded(present, item, room_for_them, expected) if folds else ""
            lack = on_one_line(words, room - len(there) - 2 if there else room)
            return literal("  ".join(filter(None, (grounds, there, lack))), "muted")

        self.query_one("#lacks", Fitting).fit(said)

    def _fill_present(self) -> None:
        """Who is there, under them who is expected for this item, and whose ground is still to be settled."""
        self._ungrounded = () if self.hidden else self.store.consents.ungrounded(self.meeting, self.item)
        self._expected = () if self.guests.on else self.store.invites.expected(self.meeting, self.item)
        grounds = quiet_words(self._ungrounded, self.item, guest=self.guests.on)
        self.query_one("#present", Lines).refill(
            present_rows(self.present, self.item, grounds, self._expected)
        )

    # --- the line

    @property
    def box(self) -> CaptureBox:
        return self.query_one("#capture", CaptureBox)

    def _spans(self, line: str, cursor: int) -> list[tuple[int, int, Role]]:
        return self._item_line.spans(line, cursor) if self._item_line else []

    def _choices(self, line: str, cursor: int) -> list[Choice]:
        if self.hidden and line[:1] not in ("/", "-"):
            return []
        found = self._item_line.choices(line, cursor) if self._item_line else []
        return [replace(c, label=self._masked(c.label)) for c in found]

    def _show_preview(self) -> None:
        """What is said holds until the line changes; without it, what was understood."""
        line = self.box.line
        self.box.beside(self._item_line.beside(line.value) if self._item_line and not self.hidden else "")
        if self._counting:
            self.box.preview.say((self._counting, "ask"))
        elif self._told and line.value == self._told_at:
            self.box.preview.say((self._told, "accent"))
        elif self.hidden and line.value[:1] not in ("/", "-"):
            said = f"gast aan tafel · Enter bewaart bij dit punt: {self.guests.who} is dan weg"
            self.box.preview.say((said, "ask"))
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
        self._move_clocks()

    def on_resize(self) -> None:
        """Widths decide what stands in the head."""
        if self.is_mounted:
            self.call_after_refresh(self.reload)
