"""A protocol as data: phases with items, mapped onto the five statutory steps, and the questions of the weighing.

Two kinds: the meldcode (it weighs: `questions`) and a plain checklist (pesten, medisch handelen: no questions). What a
protocol must have is checked when its file is read (protocol_read.py); nothing here knows a file or a date of today.
Sources: domain.md §6.1 to §6.5.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property


class ItemKind(StrEnum):
    """What an item is about; a kind that the desk helps with has its own way of being done."""

    DO = "doen"
    KINDCHECK = "kindcheck"
    CONSULT = "overleg"
    """Consult someone: each time with the person and the day."""
    ADVICE = "advies"
    """Ask Veilig Thuis for advice: goes into the log."""
    TALK = "gesprek"
    """The talk with the parents."""
    TEAM = "team"
    """Who is in the interventieteam, and who is casushouder."""
    TASKS = "taken"
    """Who does what."""
    WEIGH = "wegen"
    """Done by answering the questions that it `asks`."""
    SIGNAL = "signaal"
    """A signal in the referral index."""
    AFTERCARE = "nazorg"
    """Who keeps watching, who keeps contact with whom, with dates."""


@dataclass(frozen=True)
class ItemField:
    """Something to note with an item, such as who speaks with the parents; `choices` empty = in words."""

    code: str
    ask: str
    choices: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Item:
    """One thing to do. `step` = the statutory step that it belongs to (0: none).

    `ticks` = it settles that step (when more than one item does: together); a provisional item never does.
    `stands_for` = the item whose place it takes when she marks it as such (2.5 as the talk of step 3).
    `only_if_unsafe` = it is skipped for safety only.
    """

    code: str
    words: str
    kind: ItemKind = ItemKind.DO
    who: tuple[str, ...] = ()
    step: int = 0
    ticks: bool = False
    stands_for: str = ""
    only_if_unsafe: bool = False
    asks: tuple[str, ...] = ()
    fields: tuple[ItemField, ...] = ()
    help: str = ""
    source: str = ""
    provisional: bool = False
    """Whether what it decides is for the time being: the weighing still follows (domain.md §6.5, 3.4 and 3.5)."""


@dataclass(frozen=True)
class Phase:
    """A phase of the protocol, in its own order and words."""

    code: str
    name: str
    items: tuple[Item, ...]
    source: str = ""


@dataclass(frozen=True)
class Choice:
    """An answer of the weighing. `leads` = the next question, empty = the end of the path.

    `report` = it makes a report necessary; `at_once` = before anything else. `helps` = it says that help is (or, False,
    is no longer) given. `acute` = the answer that marking acute danger gives. `term` = it asks for the day on which
    the help must show its effect, with who leads it and which part each has.
    """

    code: str
    words: str
    leads: str = ""
    report: bool = False
    at_once: bool = False
    helps: bool | None = None
    acute: bool = False
    term: bool = False
    says: str = ""


@dataclass(frozen=True)
class Question:
    """A question of the weighing; `waits` = it can be answered only when the term of the help is over or earlier."""

    code: str
    step: int
    ask: str
    choices: tuple[Choice, ...]
    waits: bool = False
    help: str = ""
    source: str = ""

    def choice(self, code: str) -> Choice:
        """The answer with this code; KeyError when the question has none."""
        return {one.code: one for one in self.choices}[code]


@dataclass(frozen=True)
class Step:
    """A statutory step, in its own words."""

    number: int
    name: str
    source: str = ""


@dataclass(frozen=True)
class Protocol:
    """A protocol as it was read. `text` is the file itself, which a run keeps. `safety` = reasons to skip the talk."""

    code: str
    name: str
    version: int
    checked: date
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...] = ()
    questions: tuple[Question, ...] = ()
    safety: tuple[str, ...] = ()
    source: str = ""
    text: str = ""
    own: bool = False
    """Whether the school added it."""

    @property
    def weighs(self) -> bool:
        """Whether it is the meldcode: a checklist has no questions."""
        return bool(self.questions)

    @property
    def items(self) -> Iterator[Item]:
        """Every item in order."""
        return (item for phase in self.phases for item in phase.items)

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    def item(self, code: str) -> Item:
        """The item with this code; KeyError when there is none."""
        return self._items[code]

    def phase_of(self, code: str) -> Phase:
        """The phase that an item stands in."""
        return next(phase for phase in self.phases if any(item.code == code for item in phase.items))

    def question(self, code: str) -> Question:
        """The question with this code; KeyError when there is none."""
        return {one.code: one for one in self.questions}[code]
