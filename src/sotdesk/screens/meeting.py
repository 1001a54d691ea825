"""The live meeting: one line captures anything, in the item that is talked about (product.md §4, at the table)."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.domain.actions import ActionState
from sotdesk.domain.capture_model import Kind, Piece, Reading
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.item_lacks import lacking
from sotdesk.domain.masking import mask
from sotdesk.domain.meetings import Item, Line, Meeting, MeetingState
from sotdesk.domain.names import MASK
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.meeting_line import ItemLine
from sotdesk.screens.meeting_lists import Stacked
from sotdesk.screens.meeting_move import MoveLineDialog
from sotdesk.screens.meeting_rows import (
    agenda_row,
    head_of,
    line_row,
    minutes,
    present_rows,
    previous_row,
    previous_rows,
)
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.capture_box import CaptureBox
from sotdesk.widgets.line import Draft
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import literal, pieces

TICK = 5.0
"""Seconds between two looks at the clocks."""


class MeetingScreen(BaseScreen):
    """Place 2 while a meeting runs; address: the meeting's id."""

    SCOPE = "meeting"
    ROUTE = "meeting"
    HERE = 2
    TOP_LINE = False
    BINDINGS = bindings("meeting")
    AUTO_FOCUS = "Capture"
    HELP = """
**De regel**: Enter bewaart meteen, bij het punt dat je ziet. Onder de regel staat wat er is begrepen en wie het leest.

| je typt | wordt |
|---|---|
| `tekst` | een feit, met de tijd |
| `ll: …` `ou: …` `smw: …` | wat die persoon zei |
| `! …` | besluit |
| `* …` | handelingsadvies |
| `@wie wat >wanneer >>evaluatie #waar` | afspraak |
| `? …` | nog uit te zoeken, voor jou |
| `( …` | besloten: niet in terugkoppeling · `(( …` alleen voor jou |
| `=1` · `=1 >vr` · `=1 x reden` | afspraak van vorige keer: gedaan, verzet, vervallen |
| `>vr` of `@svk` | vult de laatste afspraak aan |
| `/` · `/4` · `/davi` | volgend punt · dat punt |
| `+lpa` · `-svk` | komt erbij · gaat weg |

**↑** in de lege regel gaat naar wat je vastlegde: Enter verbetert, v verplaatst, x haalt weg.
**Nog te bepalen** blijft staan tot er een datum is. Een onbekende naam is *nieuw*.
"""

    def body(self) -> ComposeResult:
        """The strip for narrow screens, three panels, the line."""
        self._item_line: ItemLine | None = None
        self._correcting = ""
        self._told = ""
        self._kept_draft = Draft("", 0)
        self._lines: tuple[Line, ...] = ()
        self.meeting = self.store.meetings.get(self.ids[0])
        self.item_id = self.meeting.current_item or self.meeting.items[0].id
        yield Static(id="strip", markup=False)
        with Horizontal(classes="body"):
            yield Panel(Lines(id="agenda"), id="agenda-panel")
            with Panel(id="item-panel"):
                yield Static(id="head", markup=False)
                yield Stacked(id="before")
                with Vertical(id="now-box"):
                    yield Stacked(id="now")
                yield Static(id="lacks", markup=False)
            yield Panel(Lines(id="present", empty="Niemand aangevinkt."), title="Erbij", id="present-panel")
        yield CaptureBox(
            self._spans, self._choices, "wat wordt er gezegd, besloten, afgesproken?", id="capture"
        )

    def on_mount(self) -> None:
        """At the item where the meeting was."""
        self.query_one("#now", Stacked).anchor()
        self.call_after_refresh(self.restore_draft)
        self.set_interval(TICK, self._tick)

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
        self._correcting = ""
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
        now = self.store.clock.now()
        agenda = self.query_one("#agenda", Lines)
        rows = [self._agenda_option(item, number) for number, item in enumerate(self.meeting.items, start=1)]
        agenda.refill(rows, agenda.current or self.item_id)
        done = sum(1 for i in self.meeting.items if i.students and i.state.value == "besproken")
        of = sum(1 for i in self.meeting.items if i.students)
        title = f"{self.meeting.kind.short} · {show_date(self.meeting.day, now.date())}"
        paused = " · pauze" if self.meeting.state is MeetingState.PAUSED else ""
        self.query_one("#agenda-panel", Panel).label(
            title, f"{now:%H:%M}{paused} · nog {self._left()}' · besproken {done} van {of}"
        )
        self._fill_strip()

    def _agenda_option(self, item: Item, number: int):  # type: ignore[no-untyped-def]
        from textual.widgets.option_list import Option

        return Option(self._agenda_row(item, number), id=item.id)

    def _agenda_row(self, item: Item, number: int):  # type: ignore[no-untyped-def]
        now = self.store.clock.now()
        return agenda_row(item, number, here=item.id == self.item_id, now=now, masked=self._masked)

    def _left(self) -> int:
        """Whole minutes until the planned end; negative when over time."""
        from datetime import datetime, timedelta

        now = self.store.clock.now()
        began = datetime.combine(self.meeting.day, self.meeting.start).astimezone()
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
        right = literal(f"nog {self._left()}'")
        room = max(1, self.size.width - 2 - left.cell_length - right.cell_length)
        self.query_one("#strip", Static).update(pieces(left, " " * room, right))

    def _fill_item(self, keep: str | None = None) -> None:
        item = self.item
        self._lines = self.store.table.lines(item.id)
        self._previous = self.store.table.previous(item.id)
        names = " + ".join(f"{self._masked(s.name.shown)}" for s in item.students) if not self.private else ""
        classes = " + ".join(dict.fromkeys(s.class_name for s in item.students))
        title = pieces(
            (names or self._masked(item.shown), "strong"), (f" · {classes}" if names else "", "muted")
        )
        kind = f"{item.kind.value} {item.minutes}'" if item.kind.value else f"{item.minutes}'"
        self.query_one("#item-panel", Panel).label(title, kind)
        self._fill_head()
        self._fill_previous()
        today = self.store.clock.today()
        now = self.query_one("#now", Stacked)
        now.refill([line_row(line, self._masked, today) for line in self._lines], keep)
        self._set_line()
        self._fill_lacks()

    def _fill_head(self) -> None:
        parts = head_of(self.item, self._masked)
        if not self.has_class("-wide") and not self.has_class("-huge"):
            here = " ".join(p.label.split(" (")[0] for p in self.meeting.present if p.here)
            parts.append(pieces(("Erbij      ", "label"), here or "niemand"))
        self.query_one("#head", Static).update(literal("\n").join([pieces(p) for p in parts]))
        self.query_one("#head").display = bool(parts)

    def _fill_previous(self) -> None:
        last = self.store.meetings.before(self.meeting)
        rows = previous_rows(
            self._previous, self._masked, self.store.clock.today(),
            last=last.day if last else None, low=self.has_class("-low"),
        )  # fmt: skip
        before = self.query_one("#before", Stacked)
        before.refill(rows)
        before.display = bool(rows)

    def _set_line(self) -> None:
        """The grammar of this item: its people, items and agreements."""
        has_action = any(line.kind == Kind.ACTION for line in self._lines)
        numbers = [n for n, a in self._previous if a.state is ActionState.OPEN]
        self._item_line = ItemLine.at(self.store, self.meeting, self.item, numbers, has_action)
        self.box.line.read_again()

    def _fill_lacks(self) -> None:
        words = lacking(self.item, self._lines)
        lacks = self.query_one("#lacks", Static)
        lacks.update(literal(f"ontbreekt: {', '.join(words)}" if words else "", "muted"))
        lacks.display = bool(words)

    def _fill_present(self) -> None:
        self.query_one("#present", Lines).refill(present_rows(self.meeting.present))

    # --- the line

    @property
    def box(self) -> CaptureBox:
        return self.query_one("#capture", CaptureBox)

    def _spans(self, line: str, cursor: int):  # type: ignore[no-untyped-def]
        return self._item_line.spans(line, cursor) if self._item_line else []

    def _choices(self, line: str, cursor: int):  # type: ignore[no-untyped-def]
        return self._item_line.choices(line, cursor) if self._item_line else []

    def _show_preview(self) -> None:
        line = self.box.line
        if self._told:
            self.box.preview.say((self._told, "accent"))
        elif self._item_line:
            said = self._item_line.preview(line.value, line.cursor_position, max(20, self.size.width - 8))
            self.box.preview.say(*([("Verbeteren · ", "kind")] if self._correcting else []), *said)

    def tell(self, sentence: str) -> None:
        """In the preview: a toast would cover the line."""
        self._told = sentence
        self._show_preview()

    def count_down(self, seconds: int | None) -> None:
        """In the preview too."""
        self._told = f"vergrendelt over {seconds} s · druk een toets" if seconds else ""
        self._show_preview()

    def on_capture_changed(self) -> None:
        """Every letter: what is understood now."""
        if self.box.line.value:
            self._told = ""
        self._show_preview()

    def on_capture_cycle(self) -> None:
        """Tab: the next person under an ambiguous name."""
        line = self.box.line
        changed = self._item_line.cycled(line.value) if self._item_line else None
        if changed is not None:
            line.value = changed
            line.cursor_position = len(changed)

    def on_capture_kept(self, event: Capture.Kept) -> None:
        """Enter: kept first, at once; only `/…` acts instead."""
        assert self._item_line
        reading = self._item_line.read(event.line)
        first = reading.pieces[0] if reading.pieces else Piece(Kind.FACT, event.line.strip())
        if first.kind is Kind.GO:
            self._go(event.line, reading, first)
            return
        try:
            self._keep(reading)
        except SotdeskError as error:
            self.box.line.give_back(event.line)
            self.tell(error.sentence)

    def _keep(self, reading: Reading) -> None:
        correcting, self._correcting = self._correcting, ""
        if correcting:
            self.store.table.correct(correcting, reading)
        else:
            self._resume()
            self.store.table.keep(self.item_id, reading)
        self._forget_draft()
        self._told = "Verbeterd." if correcting else ""
        kinds = {piece.kind for piece in reading.pieces}
        if correcting or kinds & {Kind.COMPLETE, Kind.AGREED, Kind.JOIN, Kind.LEAVE}:
            self.reload()
        else:
            self._append()

    def _append(self) -> None:
        """The new lines under the others first; everything that hangs on them after the paint."""
        known = {line.id for line in self._lines}
        self._lines = self.store.table.lines(self.item_id)
        today = self.store.clock.today()
        now = self.query_one("#now", Stacked)
        fresh = [line for line in self._lines if line.id not in known]
        now.add_options([line_row(line, self._masked, today) for line in fresh])
        now.scroll_end(animate=False)
        self._fill_lacks()
        self._show_preview()
        self.call_after_refresh(self._after_append, any(line.kind == Kind.ACTION for line in fresh))

    def _after_append(self, action: bool) -> None:
        self.meeting = self.store.meetings.get(self.ids[0])
        self._fill_agenda()
        if action:
            self._set_line()

    def _go(self, line: str, reading: Reading, piece: Piece) -> None:
        """`/`, `/4`, `/davi`; a name that is found nowhere stays in the line."""
        items = self.meeting.items
        if piece.number is not None and 1 <= piece.number <= len(items):
            self._go_to(items[piece.number - 1].id)
        elif reading.found and not piece.adds and not piece.text:
            self.action_item(1)
        else:
            self.box.line.give_back(line)
            self.tell("Geen agendapunt gevonden met deze letters of dit nummer.")

    # --- going from item to item

    def action_item(self, by: int) -> None:
        """PgDn/PgUp: the next or the previous item."""
        items = self.meeting.items
        here = items.index(self.item)
        there = min(max(here + by, 0), len(items) - 1)
        if there != here:
            self._go_to(items[there].id)

    def _go_to(self, item_id: str) -> None:
        """Looks at an item; its clock starts with its first line."""
        self.keep_draft()
        self.store.table.go_to(item_id)
        self._told = ""
        self._show(item_id)
        self.query_one("#agenda", Lines).go_to(item_id)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: an item, a line to correct, or last time's agreement."""
        where, key = event.option_list.id, event.option_id or ""
        if where == "agenda":
            self._go_to(key)
            self.box.line.focus()
        elif where == "now":
            self._correct(key)
        elif where == "before":
            self._tick_agreement(key)

    # --- captured lines

    def on_capture_back(self) -> None:
        """↑ in the empty line: the last captured line, else last time's agreements."""
        for name in ("#now", "#before"):
            lines = self.query_one(name, Stacked)
            if lines.display and lines.keys:
                lines.focus()
                lines.go_to(lines.keys[-1])
                return

    def on_stacked_edge(self, event: Stacked.Edge) -> None:
        """From today's lines up to last time's agreements; down from the last line back to the line."""
        before, now = self.query_one("#before", Stacked), self.query_one("#now", Stacked)
        if event.lines is now and event.by < 0 and before.display and before.keys:
            before.focus()
            before.go_to(before.keys[-1])
        elif event.lines is before and event.by > 0 and now.keys:
            now.focus()
            now.go_to(now.keys[0])
        elif event.lines is now and event.by > 0:
            self.box.line.focus()

    def _line(self, line_id: str | None) -> Line | None:
        return next((line for line in self._lines if line.id == line_id), None)

    def _chosen(self) -> Line | None:
        now = self.query_one("#now", Stacked)
        return self._line(now.current) if now.has_focus else None

    def _correct(self, line_id: str) -> None:
        """The whole typed line comes back; Enter puts it in the old one's place."""
        line = self._line(line_id)
        if line is not None:
            self.keep_draft()
            self._correcting = line.capture_id
            self.box.line.set_draft(Draft(line.raw, len(line.raw)))
            self.box.line.focus()
            self._told = ""
            self._show_preview()

    def action_move_line(self) -> None:
        """v: to another item, by a few letters."""
        line = self._chosen()
        if line is not None:
            self.open("move_line", line.capture_id)

    def open_move_line(self, capture_id: str) -> None:
        """Asks for the item."""

        def moved(item_id: str | None) -> None:
            if item_id and self.attempt(lambda: self.store.table.move(capture_id, item_id)):
                self.reload()
                target = self.meeting.item(item_id)
                self.tell(f"Verplaatst naar {self._masked(target.shown)}." if target else "Verplaatst.")
            self.box.line.focus()

        others = [i for i in self.meeting.items if i.id != self.item_id]
        numbers = {item.id: n for n, item in enumerate(self.meeting.items, start=1)}
        choices = [(i.id, numbers[i.id], self._masked(i.shown)) for i in others]
        self.app.push_screen(MoveLineDialog(choices), moved)

    def action_remove_line(self) -> None:
        """x: takes the line away; u brings it back."""
        line = self._chosen()
        if line is not None and self.attempt(lambda: self.store.table.remove(line.capture_id)):
            self.reload()
            self.tell("Regel weggehaald. u of Ctrl+Z haalt hem terug.")

    def action_tick(self) -> None:
        """Spatie: last time's agreement is done, or open again."""
        before = self.query_one("#before", Stacked)
        if before.has_focus and before.current:
            self._tick_agreement(before.current)

    def _tick_agreement(self, action_id: str) -> None:
        action = next((a for _, a in self._previous if a.id == action_id), None)
        if action is None:
            return
        done = action.state is ActionState.OPEN
        state = ActionState.DONE if done else ActionState.OPEN
        if self.attempt(lambda: self.store.actions.settle(action_id, state)):
            self._previous = self.store.table.previous(self.item_id)
            today = self.store.clock.today()
            number, changed = next((n, a) for n, a in self._previous if a.id == action_id)
            row = previous_row(number, changed, self._masked, today)
            self.query_one("#before", Stacked).replace_option_prompt(action_id, row.prompt)
            self._set_line()
            self.tell("Gedaan." if done else "Weer open.")

    # --- the meeting

    def _tick(self) -> None:
        """The clocks move; nothing else does."""
        if self.meeting.state is MeetingState.RUNNING and self.is_current:
            agenda = self.query_one("#agenda", Lines)
            for number, item in enumerate(self.meeting.items, start=1):
                if item.running_since is not None:
                    agenda.replace_option_prompt(item.id, self._agenda_row(item, number))
            self._fill_strip()

    def _resume(self) -> None:
        """A line in a paused meeting ends the pause."""
        if self.meeting.state is MeetingState.PAUSED:
            self.store.table.resume(self.meeting.id)

    def action_pause(self) -> None:
        """p: the clocks stand still, or go on."""
        paused = self.meeting.state is MeetingState.PAUSED
        work = self.store.table.resume if paused else self.store.table.pause
        if self.attempt(lambda: work(self.meeting.id)):
            self.reload()
            self.tell("Verder." if paused else "Pauze: de tijd loopt nu voor niemand.")

    def action_put_off(self) -> None:
        """d: this item goes to the next meeting, or is taken up again."""
        item = self.item
        if not item.students and not item.class_name:
            self.tell("Alleen een punt over een leerling of klas kun je doorschuiven.")
            return
        following = self.store.meetings.after(self.meeting)
        put_off = item.state.value != "doorgeschoven"
        if put_off:
            day = following.day if following else None
            work = lambda: self.store.table.carry(item.id, day)  # noqa: E731
        else:
            work = lambda: self.store.table.take_up(item.id)  # noqa: E731
        if self.attempt(work):
            self.reload()
            to = f" naar {show_date(following.day)}" if following else ""
            self.tell(f"Doorgeschoven{to}." if put_off else "Staat weer op de agenda.")

    def action_closing(self) -> None:
        """a or F8: to closing."""
        self.keep_draft()
        self.desk.go(("closing", self.meeting.id))

    def action_capture(self) -> None:
        """i: back to the line."""
        self.box.line.focus()

    def on_capture_leave(self) -> None:
        """Esc: an old line stays as it was; else the keys go to the panels."""
        if self._correcting:
            self._correcting = ""
            self.restore_draft()
            self._show_preview()
        else:
            self.query_one("#agenda" if self.query_one("#agenda-panel").display else "#now").focus()

    def action_back(self) -> None:
        """Esc in the panels does nothing: a digit or F8 leaves."""

    def on_resize(self) -> None:
        """Widths decide what stands in the head."""
        if self.is_mounted:
            self.call_after_refresh(self.reload)

    # --- half-typed

    def keep_draft(self) -> None:
        """The half-typed line waits with its item, with what it was about to correct."""
        draft = self.box.line.draft
        if draft.text == self._kept_draft.text and draft.cursor == self._kept_draft.cursor:
            return
        self.store.desk.keep_draft(f"line:{self.item_id}", draft.text, draft.cursor)
        self.store.desk.keep_draft(f"correct:{self.item_id}", self._correcting, 0)
        self._kept_draft = draft

    def restore_draft(self) -> None:
        """What was half typed at this item, with its cursor."""
        text, cursor = self.store.desk.draft(f"line:{self.item_id}")
        self._correcting = self.store.desk.draft(f"correct:{self.item_id}")[0] if text else ""
        self._kept_draft = Draft(text, cursor)
        self.box.line.set_draft(self._kept_draft)
        self._show_preview()

    def _forget_draft(self) -> None:
        if self._kept_draft.text:
            self.store.desk.keep_draft(f"line:{self.item_id}", "", 0)
            self.store.desk.keep_draft(f"correct:{self.item_id}", "", 0)
            self._kept_draft = Draft("", 0)


__all__ = ["Meeting", "MeetingScreen"]
