"""The bottom line of the agenda, what it still asks for, and where that leads: questions, invitations, navragen."""

from collections.abc import Callable, Iterable

from textual.content import Content
from textual.style import Style
from textual.widgets import Static
from textual.widgets.option_list import Option

from sotdesk.domain.agenda import Because, Proposal, by_reason, without_request
from sotdesk.domain.asking import Turn
from sotdesk.domain.invitations import Invitation, Proposed, Told, to_invite
from sotdesk.domain.invited_words import invited_shown
from sotdesk.domain.meetings import Meeting
from sotdesk.screens.agenda_paper import AgendaPaper
from sotdesk.screens.dialogs import FormDialog
from sotdesk.widgets.field import Field
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.pieces import literal, pieces
from sotdesk.widgets.row import col, flex


class TodoLine(Static):
    """`nog geen vraag: 1 · uit te nodigen: LPA · afspraken navragen bij: 3`; a click on a part goes there."""

    DEFAULT_CSS = """
    TodoLine {
        height: auto; max-height: 2; display: none; padding: 0 2;
        link-color: $foreground; link-style: none; link-background: transparent;
        link-color-hover: $accent; link-style-hover: underline; link-background-hover: transparent;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="todo-line", markup=False)
        self._parts: list[Content] = []
        self.said = ""

    def say(self, parts: Iterable[tuple[str, str, str]]) -> None:
        """Shows these parts: (key, words, action of the screen); nothing takes the line away."""
        found = list(parts)
        self._parts = [_part(*part) for part in found]
        self.said = " · ".join(words for _, words, _ in found)
        self.display = bool(found)
        self._lay_out()

    def on_resize(self) -> None:
        """A part goes to the next line whole."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, between = self.content_size.width or self.app.size.width, literal(" · ", "muted")
        lines: list[Content] = []
        for part in self._parts:
            longer = between.join([lines[-1], part]) if lines else part
            lines = [*lines[:-1], longer] if longer.cell_length <= width else [*lines, part]
        self.update(literal("\n").join(lines))


def _part(key: str, words: str, action: str) -> Content:
    there = literal(words).stylize(Style.from_meta({"@click": f"screen.{action}"}))
    return pieces((f"{key} ", "kind"), there)


class ReasonForm(FormDialog[str]):
    """`ReasonForm(proposals)` → the name of a reason, or None: all proposals with that reason are taken over."""

    heading = "Voorstellen overnemen"
    SAVE = "Overnemen"

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        super().__init__()
        self._reasons = by_reason(proposals)

    def fields(self) -> Iterable[Field]:
        """One list: how many, and why."""
        rows = [_reason(reason, len(some)) for reason, some in self._reasons.items()]
        yield Field("Welke reden", Lines(*rows, id="reasons"), note="Enter neemt ze allemaal over")

    def on_option_list_option_selected(self) -> None:
        """Enter takes them over."""
        self.action_save()

    def result(self) -> str:
        """The reason under the cursor."""
        return self.text("reasons")

    @property
    def touched(self) -> bool:
        """A choice is quickly made again: leaving asks nothing."""
        return False


def _reason(reason: Because, many: int) -> Option:
    return option(reason.name, col(str(many), 2, right=True), flex(reason.words))


class AgendaBefore(AgendaPaper):
    """The bottom line of the agenda and the keys that lead on; `ids[0]` is the meeting."""

    _meeting: Meeting
    _proposals: dict[str, Proposal]
    _edit: Callable[..., None]
    _take: Callable[[list[Proposal]], None]
    _coming: tuple[Invitation, ...] = ()
    _could_come: tuple[Proposed, ...] = ()
    _to_ask = 0

    def read_before(self) -> None:
        """Who comes in, who could, and how many are to be asked; read when the agenda is, not at every key."""
        self.read_coming()
        people = self.store.asking.people(self.ids[0])
        self._to_ask = sum(1 for person in people if person.turn is Turn.ASK)

    def read_coming(self) -> None:
        """Who comes in, when, and who could: after a change to a row."""
        self._coming = self.store.invites.people(self.ids[0])
        self._could_come = self.store.invites.proposed(self.ids[0])

    def who_comes_in(self) -> dict[str, str]:
        """By item, as its row shows it."""
        slots = [slot for one in self._coming for slot in one.slots]
        return {i: invited_shown([s for s in slots if s.item.id == i]) for i in {s.item.id for s in slots}}

    def show_todo(self) -> None:
        """What is still to be done before this meeting; nothing once it began."""
        self.query_one(TodoLine).say(self._todo() if self._meeting.started_at is None else ())

    def _todo(self) -> Iterable[tuple[str, str, str]]:
        if unasked := without_request(self._meeting.items):
            yield "v", f"nog geen vraag: {unasked}", "unasked"
        if waiting := to_invite(self._coming):
            yield "i", f"uit te nodigen: {', '.join(map(_who, waiting))}", "invite"
        if self._to_ask:
            yield "o", f"afspraken navragen bij: {self._to_ask}", "ask"

    # --- keys

    def action_unasked(self) -> None:
        """v: the first point without a question, in its cell."""
        found = next((item for item in self._meeting.items if without_request([item])), None)
        if found is None:
            self.tell("Elk punt heeft een vraag aan het SOT.")
        else:
            self._edit(found.id, "request")

    def action_who(self) -> None:
        """w: who comes in for this point, in its cell."""
        if current := self.query_one("#items", Lines).current:
            self._edit(current, "invited")

    def action_invite(self) -> None:
        """i: who comes when."""
        self.desk.go(("invites", self.ids[0]))

    def action_ask(self) -> None:
        """o: whom to ask how his agreements stand."""
        self.desk.go(("ask_before", self.ids[0]))

    def action_prepare(self) -> None:
        """b: a sheet for each member."""
        self.desk.go(("prep", self.ids[0]))

    def action_take_reason(self) -> None:
        """r: all proposals with one reason."""
        if self._proposals:
            self.open("reason")
        else:
            self.tell("Er is geen voorstel om over te nemen.")

    def open_reason(self) -> None:
        """Asks for the reason."""

        def taken(name: str | None) -> None:
            if name:
                self._take(list(by_reason(self._proposals.values()).get(Because[name], ())))

        self.app.push_screen(ReasonForm(self._proposals.values()), taken)


def _who(one: Invitation) -> str:
    return f"{one.short} (tijd gewijzigd)" if one.state is Told.CHANGED else one.short
