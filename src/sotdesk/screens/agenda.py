"""The agenda before the meeting: its points edited in place, what is proposed with the reason, starting."""

import json
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.geometry import Offset
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.agenda import Proposal, fill_words, start_times, without_request
from sotdesk.domain.dates import show_date
from sotdesk.domain.masking import mask
from sotdesk.domain.meetings import Meeting, Present
from sotdesk.screens.agenda_cells import Cells
from sotdesk.screens.agenda_item_form import ItemForm, NewItem
from sotdesk.screens.agenda_paper import AgendaPaper
from sotdesk.screens.agenda_rows import agenda_rows, item_name, name_width
from sotdesk.screens.naming import pupil_and_class
from sotdesk.screens.start_form import StartForm
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import pieces
from sotdesk.widgets.row import flex

OWN = ("new", "remove", "move", "take", "take_all", "start", "paper", "markdown", "calendar")
"""The actions of this screen's own keys."""


class AgendaScreen(AgendaPaper):
    """The agenda of one meeting (its id)."""

    SCOPE = "agenda"
    ROUTE = "agenda"
    HERE = 2
    BINDINGS = bindings("agenda")
    HELP = """
De **agenda** vóór het overleg. Enter op een regel opent zijn vakjes: soort (←/→ of de eerste letter), minuten en de
vraag aan het SOT. Tab of Enter gaat naar het volgende vakje, Esc terug naar de lijst. Wat je typt wordt bewaard als
je het vakje verlaat; u maakt het ongedaan.

- **Soort**: *nieuw*, *voortgang*, *evaluatie* of *volgen*.
- **Vraag aan het SOT**: wat het overleg moet beantwoorden. Zonder vraag wordt het een gesprek zonder besluit.
- **Voorstel**: wie is doorgeschoven, wie nieuw is, en bij wie een evaluatie of afspraak aan de beurt is.
- **Navragen**: hoeveel mensen je vóór het overleg nog vraagt hoe het met hun afspraak staat.
"""

    @property
    def meeting_id(self) -> str:
        """The meeting of this agenda."""
        return self.ids[0]

    def body(self) -> ComposeResult:
        """Left (or above) the points, right (or below) the proposals."""
        with Horizontal(id="agenda-body", classes="body"):
            empty = "Nog geen punten. Druk op n, of neem een voorstel over met a."
            yield Panel(Lines(id="items", empty=empty), Cells(), id="items-panel")
            nobody = "Niemand wacht op een plek."
            yield Panel(Lines(id="proposals", empty=nobody), id="proposals-panel")

    def on_mount(self) -> None:
        """The points have the focus; a half-typed cell comes back."""
        self.query_one("#items").focus()
        self.call_after_refresh(self.restore_draft)

    def reload(self, keep: str | None = None) -> None:
        """The agenda and the proposals as they are now."""
        self._meeting = self.store.meetings.get(self.meeting_id)
        self._proposals = {p.student.id: p for p in self.store.meetings.proposals(self.meeting_id)}
        self._show_items(keep)
        rows = [self._proposal(p) for p in self._proposals.values()]
        self.query_one("#proposals", Lines).refill(rows)
        many = len(rows)
        title = f"Voorstellen ({many})" if many else "Voorstellen"
        self.query_one("#proposals-panel", Panel).label(title, "a neem over · A alles" if many else "")

    def _show_items(self, keep: str | None = None, typed: dict[str, int] | None = None) -> None:
        meeting = self._meeting
        self.query_one("#items", Lines).refill(agenda_rows(meeting, hidden=self.private, typed=typed), keep)
        planned = sum((typed or {}).get(item.id, item.minutes) for item in meeting.items)
        parts = [fill_words(planned, meeting.minutes)]
        unasked = without_request(meeting.items)
        parts += [f"nog geen vraag: {unasked}"] if unasked else []
        self.query_one("#items-panel", Panel).label(_title(meeting), " · ".join(parts))

    def _proposal(self, proposal: Proposal) -> Option:
        reason = mask(proposal.reason, [proposal.student.name]) if self.private else proposal.reason
        who = pupil_and_class(proposal.student, hidden=self.private)
        shown = pieces((who, "strong"), f"  {proposal.kind.value}\n", (reason, "muted"))
        return option(proposal.student.id, flex(shown), wrap=True)

    # --- editing in place

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: edit the row, or take the proposal over."""
        if event.option_list.id == "items":
            self._edit(event.option_id or "")
        else:
            self.action_take()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a row is edited, its keys are text: no letter may remove a point."""
        editing = any(cells.item for cells in self.query(Cells))
        return not (editing and action in OWN)

    def _edit(self, item_id: str, cell: str = "") -> None:
        item = self._meeting.item(item_id)
        if item is None:
            return
        items = self._meeting.items
        at = start_times(items, self._meeting.start)[items.index(item)]
        lines = self.query_one("#items", Lines)
        lines.go_to(item_id)
        cells = self.query_one(Cells)
        shown = item_name(item, hidden=self.private)
        cells.edit(item, shown, f"{at:%H:%M}", name_width(items), self._meeting.kind.minutes_for, cell)
        self._place_cells()
        self.refresh_bindings()

    def _place_cells(self) -> None:
        cells, lines = self.query_one(Cells), self.query_one("#items", Lines)
        if cells.item is not None and lines.highlighted is not None:
            cells.styles.offset = Offset(0, lines.highlighted - lines.scroll_offset.y)

    def on_resize(self, event: Resize) -> None:
        """The cells stay over their row."""
        self.call_after_refresh(self._place_cells)

    def on_cells_kept(self, event: Cells.Kept) -> None:
        """A cell was left."""
        self.attempt(lambda: self.store.meetings.edit_item(event.item_id, **event.fields))
        self._meeting = self.store.meetings.get(self.meeting_id)
        self._show_items(event.item_id)

    def on_cells_typing(self, event: Cells.Typing) -> None:
        """Minutes are being typed: the times follow."""
        if event.minutes is not None and self.query_one(Cells).item:
            self._show_items(event.item_id, {event.item_id: event.minutes})

    def on_cells_left(self, event: Cells.Left) -> None:
        """To the list, or on to another row."""
        cells, lines = self.query_one(Cells), self.query_one("#items", Lines)
        here = cells.item.id if cells.item else ""
        cells.close()
        self.refresh_bindings()
        keys = lines.keys
        place = keys.index(here) + event.by if here in keys else -1
        if event.by and 0 <= place < len(keys):
            lines.go_to(keys[place])
            self._edit(keys[place], event.cell)
        else:
            lines.focus()

    def keep_draft(self) -> None:
        """A half-typed cell is kept with its row."""
        cells = self.query_one(Cells)
        if cells.item is None:
            return
        typed = json.dumps({"item": cells.item.id, "cell": cells.current, "values": cells.values})
        cursor = cells.line(cells.current).cursor_position if cells.current not in ("", "kind") else 0
        self.store.desk.keep_draft(self._draft_place, typed, cursor)

    def restore_draft(self) -> None:
        """The row is open again, with what was typed in it."""
        packed, cursor = self.store.desk.draft(self._draft_place)
        if not packed:
            return
        self.store.desk.keep_draft(self._draft_place, "", 0)
        typed = json.loads(packed)
        cells = self.query_one(Cells)
        self._edit(typed["item"], typed["cell"])
        if cells.item is not None:
            cells.fill(typed["values"])
            if typed["cell"] not in ("", "kind"):
                cells.line(typed["cell"]).cursor_position = cursor

    @property
    def _draft_place(self) -> str:
        return f"agenda:{self.meeting_id}"

    # --- points

    def action_new(self) -> None:
        """n: another point."""
        self.open("item")

    def open_item(self) -> None:
        """The form for a point."""
        self._added = ""
        form = ItemForm(self.store, self._meeting, save=self._add)
        self.app.push_screen(form, lambda done: self.reload(self._added) if done else None)

    def _add(self, new: NewItem) -> None:
        self._added = self.store.meetings.add_item(
            self.meeting_id, kind=new.kind, minutes=new.minutes, student_ids=new.student_ids,
            title=new.title, class_name=new.class_name, request=new.request,
        )  # fmt: skip

    def action_remove(self) -> None:
        """x: the point goes off the agenda."""
        key = self._current
        if key and self.attempt(
            lambda: self.store.meetings.remove_item(key), "Van de agenda. u zet het terug."
        ):
            self.reload()

    def action_move(self, by: int) -> None:
        """Shift+↑↓ or -/+: another place on the agenda."""
        key = self._current
        if key and self.attempt(lambda: self.store.meetings.move_item(key, by)):
            self.reload(key)

    @property
    def _current(self) -> str:
        return self.query_one("#items", Lines).current or ""

    # --- proposals

    def action_take(self) -> None:
        """a: the proposal under the cursor (or the first) goes on the agenda."""
        lines = self.query_one("#proposals", Lines)
        proposal = self._proposals.get(lines.current or "")
        if proposal:
            self._take([proposal])

    def action_take_all(self) -> None:
        """A: all proposals."""
        self._take(list(self._proposals.values()))

    def _take(self, proposals: list[Proposal]) -> None:
        if not proposals:
            self.tell("Er is geen voorstel om over te nemen.")
            return
        added: list[str] = []
        if self.attempt(lambda: added.extend(self.store.meetings.add_proposals(self.meeting_id, proposals))):
            self.reload(added[0])

    # --- starting

    def action_start(self) -> None:
        """s: who is there, and the meeting begins."""
        if self._meeting.running:
            self.desk.go(("meeting", self.meeting_id))
        elif self._meeting.started_at:
            self.tell("Dit overleg is al gehouden. Heropenen kan bij het afronden.")
        else:
            self.open("start")

    def open_start(self) -> None:
        """The form that asks who is there."""
        form = StartForm(self.store, self._meeting, save=self._start)
        self.app.push_screen(form, self._started)

    def _start(self, present: tuple[Present, ...]) -> None:
        self.store.table.start(self.meeting_id, present)

    def _started(self, present: tuple[Present, ...] | None) -> None:
        if present is not None:
            self.desk.go(("meeting", self.meeting_id), fresh=True)


def _title(meeting: Meeting) -> str:
    begin = datetime.combine(meeting.day, meeting.start)
    end = begin + timedelta(minutes=meeting.minutes)
    parts = [meeting.kind.short, f"{show_date(meeting.day)} {begin:%H:%M}–{end:%H:%M}", meeting.place]
    return " · ".join(filter(None, parts))
