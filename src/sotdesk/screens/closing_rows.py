"""How closing shows things: what is open or missing left, what is read aloud right. No keys and no store here."""

from datetime import date

from textual.widgets.option_list import Option

from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.closing import Missing, ReadBack, Told, became
from sotdesk.domain.dates import show_date
from sotdesk.domain.masking import mask
from sotdesk.domain.meetings import Item, Meeting, MeetingState
from sotdesk.domain.shield import hidden_words
from sotdesk.screens.agenda_rows import item_name, name_width, names_on
from sotdesk.widgets.lines import heading, note, option
from sotdesk.widgets.pieces import Role
from sotdesk.widgets.row import col, fit, flex, name

SIGNS: dict[str, tuple[str, Role]] = {
    Kind.DECISION.value: ("!", "kind"),
    Kind.ADVICE.value: ("*", "kind"),
    Kind.ACTION.value: ("□", "muted"),
    Kind.OUTCOME.value: ("▸", "accent"),
    Kind.EVALUATION.value: ("▸", "accent"),
    "correction": ("=", "warn"),
}
"""The sign before a line that is read aloud; the words say the same."""
BECAME: dict[ActionState | None, tuple[str, Role]] = {
    ActionState.DONE: ("✓", "good"),
    ActionState.DROPPED: ("✗", "muted"),
}


class Showing:
    """What the rows need to know: today, the meeting, whether its names are hidden."""

    def __init__(self, today: date, meeting: Meeting, *, hidden: bool, shielded: bool = True) -> None:
        self.today = today
        self.day = meeting.day
        self.names = names_on(meeting)
        self.width = name_width(meeting.items)
        self.hidden = hidden
        self.shielded = shielded

    def text(self, words: str) -> str:
        """Free text, shielded, and masked while names are hidden."""
        words = hidden_words(words) if self.shielded else words
        return mask(words, self.names) if self.hidden else words

    def title(self, item: Item) -> str:
        """The item's name."""
        shown = item_name(item, hidden=self.hidden)
        return shown if item.students else self.text(shown)

    def open_row(self, item: Item) -> Option:
        """An item that was not spoken of."""
        minutes = col(f"{item.minutes}'", 4, "muted", right=True)
        return option(
            f"open:{item.id}", name(self.title(item), self.width), flex(item.kind.value, "muted"), minutes
        )

    def missing_row(self, lack: Missing) -> Option:
        """Something to complete."""
        return option(
            lack.key,
            name(self.title(lack.item), self.width, "muted"),
            flex(self.text(lack.question)),
            wrap=True,
        )

    def read_rows(self, back: ReadBack) -> list[Option]:
        """One item as it is read aloud."""
        rows = [heading(self.title(back.item), back.item.kind.value)]
        if not back.told:
            rows.append(note("geen besluit of afspraak"))
        rows += [self._told(back.item, number, told) for number, told in enumerate(back.told)]
        return rows

    def _told(self, item: Item, number: int, told: Told) -> Option:
        sign, role = self._sign(told)
        strong: Role = "strong" if told.kind == Kind.DECISION.value else ""
        words, when = self._words(told)
        return option(
            f"{item.id}|{number}",
            col(sign, 1, role),
            flex(self.text(words), strong),
            fit(when, "muted"),
            wrap=True,
        )

    def _words(self, told: Told) -> tuple[str, str]:
        if told.correction:
            return f"correctie {show_date(told.correction.on, self.today)}: {told.text}", ""
        if told.action and told.kind == Kind.AGREED.value:
            return f"{_agreement(told.action)}: {self._became(told.action, told.text)}", ""
        if told.action:
            return _agreement(told.action), self._dates(told.action)
        lead = {Kind.OUTCOME.value: "uitkomst: ", Kind.EVALUATION.value: "evaluatie: "}.get(told.kind, "")
        return f"{lead}{told.text}", ""

    def _became(self, action: Action, reason: str) -> str:
        state, moved_to = became(action, self.day)
        if state is None or state is ActionState.OPEN:
            return f"verzet naar {show_date(moved_to, self.today)}" if moved_to else "blijft staan"
        return " · ".join(filter(None, [state.value, reason]))

    def _sign(self, told: Told) -> tuple[str, Role]:
        if told.kind == Kind.AGREED.value and told.action:
            state, _moved_to = became(told.action, self.day)
            return BECAME.get(state, ("→", "muted"))
        return SIGNS.get(told.kind, (" ", ""))

    def _dates(self, action: Action) -> str:
        due = show_date(action.due, self.today) if action.due else "nog te bepalen"
        if action.ongoing and not action.due:
            due = "doorlopend"
        return f"{due} → {show_date(action.evaluate, self.today)}" if action.evaluate else due


def _agreement(action: Action) -> str:
    where = f", {action.where}" if action.where else ""
    return f"{action.who}: {action.text}{where}" if action.who else f"{action.text}{where}"


def report_words(meeting: Meeting, today: date) -> str:
    """How the report stands, and what can be done with it."""
    if meeting.state is MeetingState.CONCEPT:
        return "concept · v stelt het vast · o heropent het overleg"
    if meeting.state is MeetingState.ADOPTED:
        on = f" op {show_date(meeting.adopted_on, today)}" if meeting.adopted_on else ""
        return f"vastgesteld{on} · Tab naar Voorlezen, daar schrijft c een correctie"
    return "ontstaat als je het overleg afsluit met a"
