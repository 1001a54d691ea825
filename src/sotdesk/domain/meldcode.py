"""A run of a protocol: what was done of it, by whom and when (domain.md §6). Values only; the rules stand beside it.

meldcode_steps.py says where a run stands and what may not be done, meldcode_due.py what is due. A run keeps the
protocol that it began with.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from sotdesk.domain.protocol import Item, Protocol
from sotdesk.domain.students import Student
from sotdesk.domain.weighing import Path, path


class Standing(StrEnum):
    """What became of an item. Skipped for acute danger = it is still to be completed."""

    DONE = "gedaan"
    NOT = "niet van toepassing"
    LATER = "later"
    ACUTE = "overgeslagen: acuut gevaar"


@dataclass(frozen=True)
class Done:
    """What became of one item. `reason` of a skipped one; `due` of one for later; `stands_for` = it counts as the item
    that its protocol names (2.5 was the talk of step 3)."""

    item: str
    standing: Standing
    day: date
    who: str = ""
    reason: str = ""
    note: str = ""
    due: date | None = None
    stands_for: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Consultation:
    """Someone was asked what to think of it: who, in which role, on which day, what came of it."""

    id: str
    day: date
    who: str
    role: str = ""
    said: str = ""


class ContactKind(StrEnum):
    """Advice leaves the family anonymous; a report gives personal data and signals (domain.md §6.4, P07)."""

    ADVICE = "advies"
    REPORT = "melding"


@dataclass(frozen=True)
class Contact:
    """A contact with Veilig Thuis. `reply_by` = the last day of the five working days in which it decides."""

    id: str
    kind: ContactKind
    day: date
    who: str = ""
    """Who of the school called."""
    spoke_with: str = ""
    reference: str = ""
    said: str = ""
    agreements: str = ""
    reply_by: date | None = None
    replied_on: date | None = None
    reply: str = ""


class TaskKind(StrEnum):
    """A task in the run, someone who keeps watching, someone who keeps contact with an outside party."""

    TASK = "taak"
    WATCH = "volgen"
    CONTACT = "contact"


@dataclass(frozen=True)
class Task:
    """A task of one person. He is told his own words only, approved on `approved_on`; told by word of mouth unless a
    document was chosen."""

    id: str
    kind: TaskKind
    who: str
    words: str
    with_whom: str = ""
    due: date | None = None
    approved_on: date | None = None
    told_on: date | None = None
    by_document: bool = False
    done_on: date | None = None
    result: str = ""


@dataclass(frozen=True)
class Member:
    """Someone of the interventieteam."""

    id: str
    who: str
    role: str = ""


@dataclass(frozen=True)
class Given:
    """An answer of the weighing, with the facts it rests on. `due`, `lead`, `roles`, `result` belong to help that
    starts: when its effect must show, who leads it, who does which part, and what must be so by then (§6.2: A5 asks
    for the agreed result)."""

    question: str
    answer: str
    at: datetime
    facts: str = ""
    due: date | None = None
    lead: str = ""
    roles: str = ""
    acute: bool = False
    """Whether marking acute danger gave it."""
    result: str = ""


@dataclass(frozen=True)
class Round:
    """A weighing: who took part, who decided. A changed weighing is a next round with its reason; the old one stays.

    `mentor_reason` = why the mentor decided after all (domain.md §6.3: who weighs is not the teacher).
    """

    number: int
    day: date
    participants: str
    decider: str
    mentor_reason: str = ""
    reason: str = ""
    """Why it was weighed anew; empty in the first round."""
    answers: tuple[Given, ...] = ()

    @property
    def answer_codes(self) -> dict[str, str]:
        """The answer to each question."""
        return {given.question: given.answer for given in self.answers}

    def given(self, question: str) -> Given | None:
        """What was answered to a question."""
        return next((given for given in self.answers if given.question == question), None)


@dataclass(frozen=True)
class Run:
    """A run. `again_of` = the run that it continues (the steps again); `acute_at` = acute danger was marked then."""

    id: str
    case_id: str
    student: Student
    protocol: Protocol
    started_on: date
    started_by: str
    why: str
    """What was seen or heard: facts."""
    holder: str = ""
    """The casushouder of the run."""
    again_of: str = ""
    acute_at: datetime | None = None
    closed_on: date | None = None
    close_words: str = ""
    done: Mapping[str, Done] = field(default_factory=dict)
    rounds: tuple[Round, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    tasks: tuple[Task, ...] = ()
    members: tuple[Member, ...] = ()

    @property
    def running(self) -> bool:
        return self.closed_on is None

    @property
    def round(self) -> Round | None:
        """The weighing that holds now: the last one."""
        return self.rounds[-1] if self.rounds else None

    @property
    def path(self) -> Path:
        """Where the weighing stands. ValueError for a checklist."""
        return path(self.protocol, self.round.answer_codes if self.round else {})

    @property
    def reports(self) -> tuple[Contact, ...]:
        """The reports that were made, in the order of their days."""
        return tuple(one for one in self.contacts if one.kind is ContactKind.REPORT)

    def of(self, item: Item) -> Done | None:
        """What became of an item."""
        return self.done.get(item.code)

    def as_closed(self, day: date, words: str) -> "Run":
        """The same run, closed."""
        return replace(self, closed_on=day, close_words=words)


@dataclass(frozen=True)
class StaffRoute:
    """The other route was shown: the possible offender works at the school (meldplicht, domain.md §6.6).

    Never the name of anyone; only that, when, and when the board was told and by whom.
    """

    id: str
    case_id: str
    student: Student
    shown_at: datetime
    board_told_on: date | None = None
    board_told_by: str = ""
    note: str = ""
