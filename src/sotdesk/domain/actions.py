"""Afspraken: wie, wat, waar, wanneer en evaluatie (S003's step plan; domain.md §4)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from sotdesk.domain.students import Student

MOVES_THAT_ASK = 3
"""From this many moves on, the desk asks "nog haalbaar?" (issue: actions over all cases)."""


class ActionState(StrEnum):
    OPEN = "open"
    DONE = "gedaan"
    DROPPED = "vervallen"


@dataclass(frozen=True)
class Doer:
    """Who does it: a known contact, or a name that is still *nieuw* (contact_id empty and role empty)."""

    label: str
    contact_id: str = ""
    role: str = ""

    @property
    def short(self) -> str:
        """The label without its name: `SMW` of `SMW (N. Smit)`."""
        return self.label.split(" (")[0]

    @property
    def new(self) -> bool:
        return not self.contact_id and not self.role


@dataclass(frozen=True)
class Action:
    """One agreement. The typed words stand beside each date; a date may be missing (nog te bepalen)."""

    id: str
    text: str
    doers: tuple[Doer, ...]
    state: ActionState = ActionState.OPEN
    students: tuple[Student, ...] = ()
    item_id: str = ""
    line_id: str = ""
    where: str = ""
    due: date | None = None
    due_time: time | None = None
    due_words: str = ""
    ongoing: bool = False
    evaluate: date | None = None
    evaluate_words: str = ""
    audience: str = "sot"
    made_on: date | None = None
    settled_on: date | None = None
    reason: str = ""
    moves: tuple["Move", ...] = ()
    ask_after: bool = False
    asked_on: date | None = None
    result: str = ""
    evaluated_on: date | None = None
    evaluated_for: date | None = None

    @property
    def to_evaluate(self) -> bool:
        """Whether its evaluation is still to come: no result, or one of an earlier date than it has now."""
        return self.evaluate is not None and (not self.result or self.evaluate != self.evaluated_for)

    @property
    def result_words(self) -> str:
        """`behaald`, `deels behaald`, `niet behaald`; empty without a result."""
        return f"{self.result} behaald" if self.result in ("deels", "niet") else self.result

    @property
    def student(self) -> Student | None:
        """The (first) pupil it is about; None for a general agreement."""
        return self.students[0] if self.students else None

    @property
    def who(self) -> str:
        """The doers, the first leads: `SMW (N. Smit), mentor (M. Bos)`."""
        return ", ".join(doer.label for doer in self.doers)

    def late(self, today: date) -> bool:
        """Whether the due date is past while the agreement is still open."""
        return self.state is ActionState.OPEN and self.due is not None and self.due < today

    @property
    def undecided(self) -> bool:
        """Whether a date or a person is still to be filled in (nog te bepalen)."""
        needs_date = self.due is None and not (self.ongoing and self.evaluate)
        return self.state is ActionState.OPEN and (
            needs_date or not self.doers or any(d.new for d in self.doers)
        )

    @property
    def asks_feasible(self) -> bool:
        """Moved so often that the desk asks whether it is still feasible."""
        return self.state is ActionState.OPEN and len(self.moves) >= MOVES_THAT_ASK


@dataclass(frozen=True)
class Move:
    """One time that an agreement's date was changed."""

    at: datetime
    old: date | None
    new: date | None
    words: str = ""


def due_order(action: Action) -> tuple[bool, date, str]:
    """Overdue and early first, without a date last."""
    return action.due is None, action.due or date.max, action.text.casefold()
