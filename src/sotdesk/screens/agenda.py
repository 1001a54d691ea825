"""The agenda before the meeting: its points edited in place, what is proposed with the reason, starting."""

import json
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Offset
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.agenda import Proposal, fill_words, start_times
from sotdesk.domain.capture_names import NameBook
from sotdesk.domain.dates import show_date
from sotdesk.domain.invited_words import invited_in, invited_words
from sotdesk.domain.masking import mask
from sotdesk.domain.meetings import Item, Meeting, Present
from sotdesk.domain.shield import hidden_agenda
from sotdesk.domain.table_people import people_at
from sotdesk.domain.words import count
from sotdesk.screens.agenda_before import AgendaBefore, TodoLine
from sotdesk.screens.agenda_cells import Cells, RowLook
from sotdesk.screens.agenda_item_form import ItemForm, NewItem
from sotdesk.screens.agenda_rows import agenda_rows, item_name, name_width, who_width
from sotdesk.screens.naming import pupil_and_class
from sotdesk.screens.start_form import StartForm
from sotdesk.widgets.ground import Horizontal
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import pieces
from sotdesk.widgets.row import flex

OWN = (
    "new", "remove", "move", "who", "invite", "unasked", "ask", "prepare", "take", "take_all", "take_reason", "start",
    "paper", "markdown", "calendar",
)  # fmt: skip
"""The actions of this screen's own keys."""


class AgendaScreen(AgendaBefore):
    """The agenda of one meeting (its id)."""

    SCOPE = "agenda"
    ROUTE = "agenda"
    HERE = 2
    BINDINGS = bindings("agenda")
    HELP = """
De **agenda** vóór het overleg. Enter op een regel opent de vraag aan het SOT; Enter gaat dan naar die van de volgende
regel, Tab en Shift+Tab naar een ander vakje van deze regel, Esc terug naar de lijst. Wat je typt wordt bewaard als je
het vakje verlaat; u maakt het ongedaan.

- **Soort**: *nieuw*, *voortgang*, *evaluatie* of *volgen* (←/→ of de eerste letter).
- **Vraag aan het SOT**: wat het overleg moet beantwoorden. Zonder vraag wordt het een gesprek zonder besluit.
- **Wie erbij** (w): wie alleen voor dit punt komt, met een rol (*mentor, LPA*) of een naam. Achter wie het weet staat
  een ✓; een ! zegt dat de tijd daarna is veranderd.
- **Voorstel**: wie is doorgeschoven, wie nieuw is, en bij wie een evaluatie of afspraak aan de beurt is. Neem er één
  over, alle, of alle met dezelfde reden (r).
- **Onderaan** staat wat nog moet, met de toets die erheen gaat: punten zonder vraag, wie je nog uitnodigt, en bij wie
  je afspraken navraagt.
"""

    @property
    def meeting_id(self) -> str:
        """The meeting of this agenda."""
        return self.ids[0]

    def body(self) -> ComposeResult:
        """Left (or above) the points, right (or below) the proposals."""
        with Horizontal(id="agenda-body", classes="body"):
            empty = "Nog geen punten. Druk op n, of neem een voorstel over met a."
            cells = Cells(self._cell_kept, self._row_left)
            yield Panel(Lines(id="items", empty=empty), TodoLine(), cells, id="items-panel")
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
        self.read_before()
        self._show_items(keep)
        self.show_todo()
        rows = [self._proposal(p) for p in self._proposals.values()]
        self.query_one("#proposals", Lines).refill(rows)
        many = len(rows)
        title = f"Voorstellen ({many})" if many else "Voorstellen"
        self.query_one("#proposals-panel", Panel).label(title, "a over · A alles · r reden" if many else "")

    def _show_items(self, keep: str | None = None, typed: dict[str, int] | None = None) -> None:
        meeting, edited = self._meeting, self.query_one(Cells).item
        editing = edited.id if edited else ""
        self._invited = self.who_comes_in()
        shown = hidden_agenda(meeting) if self.desk.shielded else meeting
        rows = agenda_rows(
            shown, hidden=self.private, typed=typed, invited=self._invited, editing=editing, low=self.low
        )
        self.query_one("#items", Lines).refill(rows, keep)
        planned = sum((typed or {}).get(item.id, item.minutes) for item in meeting.items)
        parts = [count(meeting.students, "leerling", "leerlingen"), fill_words(planned, meeting.minutes)]
        self.query_one("#items-panel", Panel).label(_title(shown), " · ".join(parts))

    def _proposal(self, proposal: Proposal) -> Option:
        reason = self.words(proposal.reason)
        reason = mask(reason, [proposal.student.name]) if self.private else reason
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
        lines, cells = self.query_one("#items", Lines), self.query_one(Cells)
        lines.go_to(item_id)
        cells.edit(item, self._look_of(item), self._meeting.kind.minutes_for, cell)
        self._show_items(item_id)
        self._place_cells()
        self.refresh_bindings()

    def _look_of(self, item: Item) -> RowLook:
        """How its row stands, with who is invited and who is proposed."""
        items = self._meeting.items
        at = start_times(items, self._meeting.start)[items.index(item)]
        invites = [i for i in self.store.invites.of(self.meeting_id) if i.item_id == item.id]
        fits = [p for p in self._could_come if p.item.id == item.id]
        return RowLook(
            item_name(item, hidden=self.private), f"{at:%H:%M}", name_width(items),
            who_width(self._invited, editing=True), invited_words(invites),
            f"{fits[0].label.split(' (')[0]}?" if fits else "",
        )  # fmt: skip

    def _place_cells(self) -> None:
        cells, lines = self.query_one(Cells), self.query_one("#items", Lines)
        if cells.item is not None:
            cells.styles.offset = Offset(0, lines.top_of_cursor)

    def on_resize(self, event: Resize) -> None:
        """The cells stay over their row."""
        self.call_after_refresh(self._place_cells)

    def _cell_kept(self, item_id: str, fields: dict[str, object]) -> None:
        """A cell was left."""
        who = fields.pop("invited", None)
        if fields:
            self.attempt(lambda: self.store.meetings.edit_item(item_id, **fields))
        self._meeting = self.store.meetings.get(self.meeting_id)
        if isinstance(who, str):
            self._invite(item_id, who)
        if isinstance(who, str) or fields.keys() & {"minutes", "kind"}:
            self.read_coming()
        self._show_items(item_id)
        self.show_todo()

    def _invite(self, item_id: str, words: str) -> None:
        """Who comes in for a point, by roles and names; says who must hear that he no longer does."""
        item = self._meeting.item(item_id)
        if item is None:
            return
        guardians = [g for s in item.students for g in self.store.students.guardians(s.id)]
        people = people_at(
            item.students, self.store.contacts.all(), self.store.school.school(), guardians=guardians
        )
        before = [i for i in self.store.invites.of(self.meeting_id) if i.item_id == item_id]
        wanted = invited_in(words, NameBook.of(people), before)
        with self.telling_errors():
            for one in self.store.invites.invite(item_id, wanted):
                self.tell(f"{one.short} was al uitgenodigd. Zeg het af.")
            if any(doer.new for doer in wanted):
                self.tell("Een naam met een ? staat nog niet bij Contacten.")

    def on_cells_typing(self, event: Cells.Typing) -> None:
        """Minutes are being typed: the times follow."""
        if event.minutes is not None and self.query_one(Cells).item:
            self._show_items(event.item_id, {event.item_id: event.minutes})

    def _row_left(self, by: int, cell: str) -> None:
        """To the list, or on to another row."""
        cells, lines = self.query_one(Cells), self.query_one("#items", Lines)
        here = cells.item.id if cells.item else ""
        cells.close()
        self._forget_draft()
        self._show_items()
        self.refresh_bindings()
        keys = lines.keys
        place = keys.index(here) + by if here in keys else -1
        if by and 0 <= place < len(keys):
            lines.go_to(keys[place])
            self._edit(keys[place], cell)
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
        self._forget_draft()
        typed = json.loads(packed)
        cells = self.query_one(Cells)
        self._edit(typed["item"], typed["cell"])
        if cells.item is not None:
            cells.fill(typed["values"])
            if typed["cell"] not in ("", "kind"):
                cells.line(typed["cell"]).cursor_position = cursor

    def _forget_draft(self) -> None:
        """What was half typed is kept in its cell now, or back in it."""
        if self.store.desk.draft(self._draft_place)[0]:
            self.store.desk.keep_draft(self._draft_place, "", 0)

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
        told = [i for i in self.store.invites.of(self.meeting_id) if i.item_id == key and i.told_at]
        known = f" Zeg het af: {', '.join(i.short for i in told)}." if told else ""
        said = f"Van de agenda. u zet het terug.{known}"
        if key and self.attempt(lambda: self.store.meetings.remove_item(key), said):
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
            self.desk.shield()
            self.desk.go(("meeting", self.meeting_id), fresh=True)


def _title(meeting: Meeting) -> str:
    begin = datetime.combine(meeting.day, meeting.start)
    end = begin + timedelta(minutes=meeting.minutes)
    parts = [meeting.kind.short, f"{show_date(meeting.day)} {begin:%H:%M}–{end:%H:%M}", meeting.place]
    return " · ".join(filter(None, parts))
