"""Closing a meeting: open points, what must still be completed, reading back, and the report."""

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.actions import Doer
from sotdesk.domain.closing import (
    Lack,
    Missing,
    carried_items,
    discussed,
    missing,
    open_items,
    read_back,
)
from sotdesk.domain.contacts import Contact
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import Item, ItemState, Meeting, MeetingState
from sotdesk.domain.words import count
from sotdesk.screens.agenda_rows import item_name, names_on
from sotdesk.screens.closing_forms import CorrectionForm, Filled, WhenForm, WhoForm
from sotdesk.screens.closing_paper import ClosingPaper
from sotdesk.screens.closing_rows import Showing, report_words
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.meeting_forms import PlanForm, Planned
from sotdesk.widgets.breakpoints import HEIGHTS
from sotdesk.widgets.lines import Lines, blank, heading, note, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import flex

LOW = HEIGHTS[1][0]
"""Under so many rows there are no blank lines; the class is set too late for the first look."""
OPEN = "open:"
WHEN_RUNNING = ("carry", "carry_all", "drop", "close")
WHEN_CONCEPT = ("adopt", "reopen", "paper", "markdown", "own")
WHEN_ADOPTED = ("correct", "paper", "markdown", "own")


class ClosingScreen(ClosingPaper):
    """Closing one meeting (its id), while it runs and after it."""

    SCOPE = "closing"
    ROUTE = "closing"
    HERE = 2
    BINDINGS = bindings("closing")
    HELP = """
**Afronden**: eerst gaat elk open punt door naar het volgende overleg (d) of vervalt het (x). Dan staat in één lijst
wat nog aan te vullen is; Enter vult het in of gaat naar het punt. Voorlezen laat de besluiten zien (!), de
adviezen (*), afspraken (□) en de uitkomst. Besloten regels staan er niet bij.

- **Doorschuiven**: het punt komt als voorstel op de volgende agenda.
- **Concept**: het verslag na afsluiten. Het kan nog heropend worden.
- **Vaststellen**: gebeurt meestal in het volgende overleg en is niet ongedaan te maken. Daarna verandert het verslag
  alleen nog met een **correctie**, die zichtbaar blijft.
- **Eigen exemplaar**: het verslag met de besloten regels, alleen voor jou.
"""

    @property
    def meeting_id(self) -> str:
        """The meeting that is closed."""
        return self.ids[0]

    def body(self) -> ComposeResult:
        """Left (or above) what is to be done, right (or below) what is read aloud."""
        with Horizontal(id="closing-body", classes="body"):
            yield Panel(Lines(id="todo"), id="todo-panel")
            empty = "Nog niets om voor te lezen."
            yield Panel(Lines(id="read", empty=empty), title="Voorlezen", id="read-panel")

    def on_mount(self) -> None:
        """The left list has the focus."""
        self.query_one("#todo").focus()

    def reload(self, keep: str | None = None) -> None:
        """Everything as it is now."""
        meeting = self._meeting = self.store.meetings.get(self.meeting_id)
        lines = self.store.meetings.lines(self.meeting_id)
        self._missing = {} if meeting.adopted_on else {m.key: m for m in missing(meeting, lines)}
        today = self.store.clock.today()
        show = self._show = Showing(today, meeting.day, names_on(meeting), hidden=self.private)
        self.query_one("#todo", Lines).refill(self._todo(meeting, show), keep)
        rows: list[Option] = []
        for back in read_back(meeting, lines, self.store.meetings.corrections(self.meeting_id)):
            rows += [blank()] if rows and self.app.size.height >= LOW else []
            rows += show.read_rows(back)
        self.query_one("#read", Lines).refill(rows)
        title = f"Afronden · {meeting.kind.short} {show_date(meeting.day, today)}"
        self.query_one("#todo-panel", Panel).label(title, _counts(meeting, today))
        self.refresh_bindings()

    def _todo(self, meeting: Meeting, show: Showing) -> list[Option]:
        groups: list[list[Option]] = []
        still = open_items(meeting)
        if still and meeting.running:
            head = heading(f"Nog open ({len(still)})", "d doorschuiven · x vervalt · D alles")
            groups.append([head, *map(show.open_row, still)])
        if self._missing:
            head = heading(f"Nog aanvullen ({len(self._missing)})", "Enter vult in")
            groups.append([head, *map(show.missing_row, self._missing.values())])
        elif not meeting.adopted_on:
            groups.append([heading("Nog aanvullen"), note("✓ alles is ingevuld", "good")])
        left = [*carried_items(meeting), *(i for i in meeting.items if i.state is ItemState.DROPPED)]
        if left:
            groups.append([heading("Niet besproken"), *(note(_left(item, show)) for item in left)])
        words = report_words(meeting, show.today)
        groups.append([heading("Verslag"), option("report", flex(words), wrap=True)])
        spaced: list[Option] = []
        for group in groups:
            spaced += ([blank()] if spaced and self.app.size.height >= LOW else []) + group
        return spaced

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what fits the meeting's state has a key."""
        if action not in {*WHEN_RUNNING, *WHEN_CONCEPT, *WHEN_ADOPTED}:
            return True
        meeting: Meeting | None = getattr(self, "_meeting", None)
        if meeting is None:
            return False
        fits = {MeetingState.CONCEPT: WHEN_CONCEPT, MeetingState.ADOPTED: WHEN_ADOPTED}
        return action in (WHEN_RUNNING if meeting.running else fits.get(meeting.state, ()))

    # --- completing

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: complete it, or go where it can be completed."""
        lack = self._missing.get(event.option_id or "")
        if lack is None:
            return
        if lack.lack in (Lack.WHO, Lack.NOBODY):
            self.open("who", lack.key)
        elif lack.lack is Lack.WHEN:
            self.open("when", lack.key)
        elif lack.lack is Lack.NUMBER:
            self.desk.go(("student", lack.student_id))
        else:
            self._to_item(lack.item)

    def _to_item(self, item: Item) -> None:
        if not self._meeting.running:
            self.tell("Het overleg is afgesloten. Met o heropen je het om iets toe te voegen.")
        elif self.attempt(lambda: self.store.table.go_to(item.id)):
            self.desk.go(("meeting", self.meeting_id), fresh=True)

    def open_who(self, key: str) -> None:
        """Asks who does it."""
        lack = self._missing.get(key)
        if lack is not None:
            typed = lack.words if lack.lack is Lack.WHO else ""
            form = WhoForm(self.store, typed, save=lambda contact: self._fill_name(lack, contact))
            self.app.push_screen(form, lambda done: self.reload() if done else None)

    def _fill_name(self, lack: Missing, contact: Contact) -> None:
        contact_id = contact.id or self.store.contacts.save(contact)
        role = contact.roles[0].code if contact.roles else ""
        doer = Doer(contact.label, contact_id, role)
        if lack.lack is Lack.WHO:
            self.store.meetings.name_doer(self.meeting_id, lack.words, doer)
        elif lack.action:
            self.store.meetings.add_doer(lack.action.id, doer)

    def open_when(self, key: str) -> None:
        """Asks for the date."""
        lack = self._missing.get(key)
        if lack is not None and lack.action is not None:
            action_id = lack.action.id

            def keep(filled: Filled) -> None:
                self.store.meetings.fill_due(action_id, filled.day, filled.at, filled.words)

            form = WhenForm(self.store, self._show.text(lack.action.text), save=keep)
            self.app.push_screen(form, lambda done: self.reload() if done else None)

    # --- open points

    def action_carry(self) -> None:
        """d: put the point off."""
        item = self._open_item
        if item:
            self._carry([item.id])

    def action_carry_all(self) -> None:
        """D: put all open points off."""
        self._carry([item.id for item in open_items(self._meeting)])

    def action_drop(self) -> None:
        """x: the point is dropped."""
        item = self._open_item
        if item and self.attempt(lambda: self.store.table.drop(item.id), "Vervallen. u maakt het ongedaan."):
            self.reload()

    @property
    def _open_item(self) -> Item | None:
        key = self.query_one("#todo", Lines).current or ""
        return self._meeting.item(key.removeprefix(OPEN)) if key.startswith(OPEN) else None

    def _carry(self, item_ids: Sequence[str]) -> None:
        if not item_ids:
            return
        following = self.store.meetings.after(self._meeting)
        if following:
            self._carry_to(item_ids, following.day)
            return
        question = ConfirmDialog(
            f"Er staat nog geen volgend {self._meeting.kind.short} gepland",
            "Nu plannen? Zonder datum schuift het punt door naar het eerstvolgende overleg van deze soort.",
            yes="Plannen",
            no="Zonder datum",
        )

        def answered(plan: bool | None) -> None:
            if plan:
                self.open("next", *item_ids)
            else:
                self._carry_to(item_ids, None)

        self.app.push_screen(question, answered)

    def open_next(self, *item_ids: str) -> None:
        """Plans the next meeting of this kind, then puts the points off to it."""

        def keep(planned: Planned) -> None:
            self.store.meetings.plan(
                planned.kind_id,
                planned.day,
                start=planned.start,
                minutes=planned.minutes,
                place=planned.place,
            )

        def after(planned: Planned | None) -> None:
            if planned:
                self._carry_to(item_ids, planned.day)

        self.app.push_screen(PlanForm(self.store, kind_id=self._meeting.kind.id, save=keep), after)

    def _carry_to(self, item_ids: Sequence[str], day: date | None) -> None:
        to = f" naar {show_date(day)}" if day else ""
        if self.attempt(
            lambda: self.store.meetings.carry_all(item_ids, day), f"Doorgeschoven{to}. u maakt het ongedaan."
        ):
            self.reload()

    # --- the meeting and its report

    def action_close(self) -> None:
        """a: the meeting is closed; its report is a concept."""
        if self.attempt(
            lambda: self.store.table.close(self.meeting_id), "Afgesloten. Het verslag is een concept."
        ):
            self.desk.go(("meetings",), fresh=True)
            self.desk.go(("closing", self.meeting_id))

    def action_reopen(self) -> None:
        """o: go on with a meeting that was closed."""
        if self.attempt(lambda: self.store.table.reopen(self.meeting_id)):
            self.desk.go(("meeting", self.meeting_id), fresh=True)

    def action_adopt(self) -> None:
        """v: adopt the report; it cannot be undone, so it asks."""
        lacks = count(len(self._missing), "ding is", "dingen zijn")
        still = f"Nog {lacks} niet ingevuld. " if self._missing else ""
        question = ConfirmDialog(
            "Het verslag vaststellen?",
            f"{still}Meestal gebeurt dat in het volgende overleg. Het kan niet ongedaan worden gemaakt: daarna "
            "verandert het verslag alleen nog met een correctie die zichtbaar blijft.",
            yes="Vaststellen",
            harm=True,
        )
        self.app.push_screen(question, lambda sure: self._adopt() if sure else None)

    def _adopt(self) -> None:
        self.attempt(lambda: self.store.meetings.adopt(self.meeting_id), "Vastgesteld.")
        self.reload()

    def action_correct(self) -> None:
        """c: a correction at the item under the cursor of what is read aloud; it must be a row that she marked."""
        read = self.query_one("#read", Lines)
        item_id = (read.current or "").partition("|")[0]
        if read.has_focus and self._meeting.item(item_id):
            self.open("correct", item_id)
        else:
            read.focus()
            self.tell("Kies de regel waar de correctie bij hoort en druk nog eens op c.")

    def open_correct(self, item_id: str) -> None:
        """The form for a correction."""
        item = self._meeting.item(item_id)
        if item is not None:
            form = CorrectionForm(
                item_name(item, hidden=self.private),
                save=lambda text: self.store.meetings.correct(self.meeting_id, item_id, text),
            )
            self.app.push_screen(form, self._corrected)

    def _corrected(self, done: object) -> None:
        if done:
            self.tell("De correctie staat bij het verslag.")
            self.reload()


def _counts(meeting: Meeting, today: date) -> str:
    carried = carried_items(meeting)
    to = next((item.carried_to for item in carried if item.carried_to), None)
    where = f" naar {show_date(to, today)}" if to else ""
    parts = [f"{len(discussed(meeting))} besproken"]
    parts += [f"{len(carried)} doorgeschoven{where}"] if carried else []
    return " · ".join(parts)


def _left(item: Item, show: Showing) -> str:
    return f"{show.title(item)} · {item.state.value}"
