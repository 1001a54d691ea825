"""Afspraken: all agreements over all cases, by person and date, overdue first; done, moved, dropped, navragen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.events import Resize
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.confidentiality import mark_of
from sotdesk.domain.dates import show_date
from sotdesk.domain.masking import mask
from sotdesk.domain.text import fold
from sotdesk.domain.words import count
from sotdesk.screens.action_forms import Moved, MoveForm
from sotdesk.screens.dialogs import AskDialog
from sotdesk.screens.filtering import FilteringScreen
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.breakpoints import WIDTHS
from sotdesk.widgets.filter_line import FilteredLines, FilterLine
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Role, pieces
from sotdesk.widgets.row import Cell, col, fit, flex, name

MARKS: dict[ActionState, str] = {ActionState.OPEN: "□", ActionState.DONE: "✓", ActionState.DROPPED: "✗"}


@dataclass(frozen=True)
class Group:
    """Agreements under one heading."""

    title: str
    actions: tuple[Action, ...]


def by_date(actions: Iterable[Action], today: date) -> list[Group]:
    """Te laat, deze week, later, nog te bepalen, afgehandeld; each by its date."""
    open_ones = [a for a in actions if a.state is ActionState.OPEN]
    dated = [a for a in open_ones if a.due]
    groups = (
        ("Te laat", [a for a in dated if a.late(today)]),
        ("Deze week", [a for a in dated if not a.late(today) and _days(a, today) <= 7]),
        ("Later", [a for a in dated if _days(a, today) > 7]),
        ("Nog te bepalen", [a for a in open_ones if a.due is None and not a.ongoing]),
        ("Doorlopend", [a for a in open_ones if a.due is None and a.ongoing]),
        ("Afgehandeld", [a for a in actions if a.state is not ActionState.OPEN]),
    )
    return [Group(title, tuple(found)) for title, found in groups if found]


def by_person(actions: Iterable[Action]) -> list[Group]:
    """Per person, in the order of names; what nobody does yet comes first."""
    people: dict[str, list[Action]] = {}
    for action in actions:
        for label in [d.label for d in action.doers] or ["nog niemand"]:
            people.setdefault(label, []).append(action)
    order = sorted(people, key=lambda label: (label != "nog niemand", label.casefold()))
    return [Group(label, tuple(people[label])) for label in order]


def _days(action: Action, today: date) -> int:
    return (action.due - today).days if action.due else 0


class ActionsScreen(FilteringScreen):
    """Place 4."""

    SCOPE = "actions"
    ROUTE = "actions"
    HERE = 4
    BINDINGS = bindings("actions")
    HELP = """
**Afspraken** staan hier over alle casussen heen: wie, wat en wanneer.

- **Te laat**: de datum is voorbij. Vraag na, verzet hem, of laat hem vervallen met een reden.
- **Nog te bepalen**: er is nog geen datum, zoals bij *z.s.m.*
- **Nog haalbaar?** staat bij een afspraak die drie keer of vaker is verzet.
- **Navragen**: deze afspraak vraag je vóór het overleg na bij wie hem doet; **t** toont ieders tekst. Daarna staat er
  wanneer je het vroeg.
"""

    LIST = "actions"
    _people = False
    """Per person rather than by date."""
    _settled = False
    """Settled ones too."""

    def body(self) -> ComposeResult:
        """A filter line that shows itself when used, and one list."""
        with Panel(title="Afspraken", id="actions-panel"):
            yield FilterLine("filter: naam, klas, persoon of woord")
            yield FilteredLines(
                id="actions", empty="Geen afspraken. Ze ontstaan in een overleg of op een casuskaart."
            )

    @property
    def wanted(self) -> str | None:
        """The agreement that the address names."""
        return self.ids[0] if self.ids else None

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one("#actions").focus()

    def filtered(self) -> None:
        """All that fits, in their groups."""
        self.reload()

    def reload(self, keep: str | None = None) -> None:
        """All agreements that fit the filter, in their groups."""
        every = self.store.actions.all(state=None if self._settled else ActionState.OPEN)
        self._today = self.store.clock.today()
        words = fold(self.filter.value).split()
        self._actions = {a.id: a for a in every if _fits(a, words)}
        shown = tuple(self._actions.values())
        groups = by_person(shown) if self._people else by_date(shown, self._today)
        rows: list[Option] = []
        for group in groups:
            rows += [blank()] if rows and not self.low else []
            rows.append(heading(group.title, str(len(group.actions))))
            rows += [self._row(a, f"{a.id}|{group.title}" if self._people else a.id) for a in group.actions]
        self.query_one("#actions", Lines).refill(rows, keep)
        late = sum(1 for a in self._actions.values() if a.late(self._today))
        parts = [count(len(self._actions), "afspraak", "afspraken"), f"{late} te laat" if late else ""]
        self.query_one("#actions-panel", Panel).label(
            "Afspraken per persoon" if self._people else "Afspraken", " · ".join(filter(None, parts))
        )

    def _row(self, action: Action, key: str) -> Option:
        text = self.step(action.text)
        text = mask(text, [s.name for s in action.students]) if self.private else text
        late = action.late(self._today)
        role: Role = "warn" if late else "muted"
        plain: Role = "muted" if action.state is not ActionState.OPEN else ""
        who = action.who or "wie?"
        return option(
            key,
            col(MARKS[action.state], 1, role),
            flex(
                pieces(
                    (mark_of(action.audience), "warn"),
                    (f"{who}: " if self._narrow else "", "muted"),
                    (text, plain),
                )
            ),
            *_remark(action),
            *([] if self._narrow else [col(who, 24, "muted")]),
            name(pupil_and_class(action.student, hidden=self.private), 17, "muted"),
            col(_when(action, self._today), 18, role, right=True),
            wrap=True,
        )

    @property
    def _narrow(self) -> bool:
        """No room for a column with who does it: that stands before the words then, for it may never be missing."""
        return self.app.size.width < WIDTHS[1][0]

    def on_resize(self, event: Resize) -> None:
        """Wider or narrower: who does it moves between its column and the words."""
        if getattr(self, "_was_narrow", self._narrow) != self._narrow:
            self.reload()
        self._was_narrow = self._narrow

    # --- keys

    def _current(self) -> Action | None:
        key = self.query_one("#actions", Lines).current or ""
        return self._actions.get(key.split("|")[0])

    def on_option_list_option_selected(self) -> None:
        """Enter: the pupil's card, at this agreement."""
        action = self._current()
        if action and action.student:
            self.desk.go(("student", action.student.id, action.id))

    def action_done(self) -> None:
        """Spatie: done, or open again."""
        action = self._current()
        if action:
            state = ActionState.DONE if action.state is ActionState.OPEN else ActionState.OPEN
            said = "Afspraak gedaan." if state is ActionState.DONE else "Afspraak weer open."
            self._do(lambda: self.store.actions.settle(action.id, state), said)

    def action_move(self) -> None:
        """v: another date."""
        action = self._current()
        if action and action.state is ActionState.OPEN:
            self.open("move", action.id)

    def open_move(self, action_id: str) -> None:
        """Asks for the new date."""

        def keep(moved: Moved | None) -> None:
            if moved:
                self._do(
                    lambda: self.store.actions.move(action_id, moved.day, moved.words), "Afspraak verzet."
                )

        self.app.push_screen(MoveForm(self.store, action_id), keep)

    def action_drop(self) -> None:
        """x: dropped, with a reason."""
        action = self._current()
        if action and action.state is ActionState.OPEN:
            self.open("drop", action.id)

    def open_drop(self, action_id: str) -> None:
        """Asks for the reason."""

        def keep(reason: str | None) -> None:
            if reason:
                state = ActionState.DROPPED
                self._do(lambda: self.store.actions.settle(action_id, state, reason), "Afspraak vervallen.")

        self.app.push_screen(AskDialog("Afspraak laten vervallen", "Reden"), keep)

    def action_ask_after(self) -> None:
        """a: to be asked after before the meeting, or no longer."""
        action = self._current()
        if action:
            on = not action.ask_after
            said = "Staat bij navragen." if on else "Niet meer bij navragen."
            self._do(lambda: self.store.actions.ask_after(action.id, on), said)

    def action_texts(self) -> None:
        """t: per person a text that asks how his agreements stand."""
        self.desk.go(("ask",))

    def action_people(self) -> None:
        """p: per person or by date."""
        self._people = not self._people
        self.reload()

    def action_settled(self) -> None:
        """h: settled ones too, or only open ones."""
        self._settled = not self._settled
        self.reload()

    def _do(self, work: Callable[[], object], said: str) -> None:
        if self.attempt(work, said):
            self.reload()


def _fits(action: Action, words: list[str]) -> bool:
    pupils = [f"{s.name.full} {s.class_name}" for s in action.students]
    text = fold(" ".join([action.text, action.who, action.where, *pupils]))
    return all(word in text for word in words)


def _when(action: Action, today: date) -> str:
    if action.state is not ActionState.OPEN and action.settled_on:
        return f"{action.state.value} {show_date(action.settled_on, today)}"
    if action.due is None:
        return "doorlopend" if action.ongoing else "nog te bepalen"
    day = show_date(action.due, today)
    return f"te laat {day}" if action.late(today) else day


def _remark(action: Action) -> list[Cell]:
    if action.asks_feasible:
        return [fit(f"nog haalbaar? {len(action.moves)}× verzet", "ask")]
    asked = f"gevraagd {show_date(action.asked_on)}" if action.asked_on else ""
    parts = [
        f"{len(action.moves)}× verzet" if action.moves else "", "navragen" if action.ask_after else asked
    ]  # fmt: skip
    return [fit(" · ".join(filter(None, parts)), "muted", drop=90)] if any(parts) else []
