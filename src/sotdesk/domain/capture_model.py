"""What a line of the capture line can be, and what it is read against (product.md §4, "The capture line").

Only the words of the grammar live here; reading is in capture.py, showing in capture_preview.py.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from sotdesk.domain.capture_names import NameBook, Person
from sotdesk.domain.capture_pupils import Newcomer, Pupils
from sotdesk.domain.dates import DateReading, Frame
from sotdesk.domain.item_facts import ItemFacts
from sotdesk.domain.outcomes import Outcome
from sotdesk.domain.students import Student


class Kind(StrEnum):
    """What one kept piece is. The values are stored."""

    FACT = "fact"
    VOICE = "voice"
    DECISION = "decision"
    ADVICE = "advice"
    ACTION = "action"
    OPEN = "open"
    EVALUATION = "evaluation"
    OUTCOME = "outcome"
    CONSENT = "consent"
    AGREED = "agreed"
    COMPLETE = "complete"
    JOIN = "join"
    LEAVE = "leave"
    GO = "go"
    ACUTE = "acute"


class Audience(StrEnum):
    """Who may read a line: the SOT, only those at the table (`(`), only the coordinator (`((`)."""

    SOT = "sot"
    RESTRICTED = "restricted"
    OWN = "own"


@dataclass(frozen=True)
class Table:
    """Who and what is known at this item. `people` best first: the same name may fit several.

    `items` = number (`3`, `3b`) and words of each item; `agreements` = the numbers of last time's open
    agreements; `has_action` = this item has an agreement that `>vr` or `@svk` alone can complete; `pupils` = whom
    `&name` and `/+name` may mean; `outcomes` = the words that `uit:` knows, empty when any will do; `facts` = what
    `uit:`, `ev:` and `toest:` work on here (None: not known, then nothing is said of it); `outside` = who reads the
    file of this pupil, when the line is typed outside a meeting.
    """

    frame: Frame
    people: tuple[Person, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    agreements: tuple[int, ...] = ()
    has_action: bool = False
    pupils: Pupils = field(default_factory=Pupils)
    outcomes: tuple[Outcome, ...] = ()
    facts: ItemFacts | None = None
    outside: str = ""

    @cached_property
    def book(self) -> NameBook:
        """The people by their names; made once for a table."""
        return NameBook.of(self.people)


@dataclass(frozen=True)
class Span:
    """A part of the raw line and what it was understood as.

    `role` is one of mark, who, when, evaluate, where, voice, audience, item, unknown.
    """

    start: int
    end: int
    role: str


@dataclass(frozen=True)
class Remark:
    """A Dutch sentence about a part of the line: held back while that part is still being typed."""

    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Who:
    """A person as typed. `person` None: *nieuw*. More than one of `choices`: Tab changes it."""

    words: str
    person: Person | None = None
    choices: tuple[Person, ...] = ()

    @property
    def label(self) -> str:
        """The person's label, else the words as typed."""
        return self.person.label if self.person else self.words

    @property
    def short(self) -> str:
        """The label without its name: `SMW` of `SMW (N. Smit)`."""
        return self.label.split(" (")[0]

    @property
    def joins_as_guest(self) -> bool:
        """Whether he comes to the table as a guest (gast); a name nobody knows is an outsider."""
        return self.person.guest if self.person else True

    @property
    def is_me(self) -> bool:
        """Whether this is the coordinator herself (`@ik`)."""
        return bool(self.person and "ik" in self.person.names)


@dataclass(frozen=True)
class Piece:
    """One kept thing; a line can give several (besluit and afspraak).

    `word` is the list word of an outcome or result (`volgen`, `deels`), or to whom consent is given (none when it is
    `refused`; they are `who`, with `purpose` behind it); `about` is the id of what a result is about.
    `number` is the agreement of last time, `item` the number of the item to go to (`3b`); `change` is done, moved
    or dropped; `also` are other pupils (`&lina`) in whose file this stands too; `adds` is who `/+noor 3m2` adds.
    """

    kind: Kind
    text: str = ""
    audience: Audience = Audience.SOT
    voice: Who | None = None
    who: tuple[Who, ...] = ()
    due: DateReading | None = None
    evaluation: DateReading | None = None
    where: str = ""
    word: str = ""
    number: int | None = None
    item: str = ""
    change: str = ""
    reason: str = ""
    about: str = ""
    purpose: str = ""
    refused: bool = False
    also: tuple[Student, ...] = ()
    adds: Newcomer | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What an agreement still lacks: of wie, wat, wanneer. Asked under the line, never in the way."""
        if self.kind is not Kind.ACTION:
            return ()
        dated = self.due is not None and not self.due.asks
        parts = {"wie": bool(self.who), "wat": bool(self.text), "wanneer": dated}
        return tuple(name for name, there in parts.items() if not there)


@dataclass(frozen=True)
class Reading:
    """A line with its one reading. `found` is False for a `/…` that finds no item: the line stays."""

    raw: str
    pieces: tuple[Piece, ...] = ()
    spans: tuple[Span, ...] = ()
    remarks: tuple[Remark, ...] = ()
    found: bool = True

    @property
    def notes(self) -> tuple[str, ...]:
        """The remarks for the preview, in Dutch."""
        return tuple(dict.fromkeys(remark.text for remark in self.remarks))

    @property
    def acts(self) -> bool:
        """Whether Enter acts (`/…`, `!!`) instead of keeping the line."""
        return any(piece.kind in (Kind.GO, Kind.ACUTE) for piece in self.pieces)
