"""The index in which organisations show that they are involved with a child (SISA): the aid, the terms, the states.

What a school keeps of it, never what is worrying (domain.md §7). Terms and words are data (rules/sisa.toml). What is to
be done next: sisa_steps.py. Pure.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from sotdesk.domain.ages import birthday
from sotdesk.domain.rules import load

KIND = "index"
"""The kind of its entries in a timeline, which stand there only unshielded."""
ROUTE = "sisa"


class Advice(StrEnum):
    """What the aid says (domain.md §7; P20, S004)."""

    NO = "no"
    YES = "yes"
    ALWAYS = "always"

    @property
    def words(self) -> str:
        return str(load("sisa")["advice"][self.value])


class State(StrEnum):
    """Where a signal stands in the index (domain.md §7: P21, P80b)."""

    NOT_SET = "niet gezet"
    ACTIVE = "actief"
    INACTIVE = "niet meer actief"
    GONE = "gewist"


class Consent(StrEnum):
    """Whether content may be shared with the other party after a match."""

    UNASKED = ""
    ASKED = "gevraagd"
    YES = "ja"
    NO = "nee"


@dataclass(frozen=True)
class Question:
    """One answer of the aid: how many questions there are, and what that advises."""

    code: str
    words: str
    advice: Advice
    source: str


@cache
def questions() -> tuple[Question, ...]:
    """The answers of the aid, in their order."""
    return tuple(
        Question(row["code"], row["words"], Advice(row["advice"]), row["source"])
        for row in load("sisa")["question"]
    )


def question_words(code: str) -> str:
    """The words of an answer; the code itself when the list does not have it any more."""
    return next((each.words for each in questions() if each.code == code), code)


def advised(question: str, *, abuse: bool) -> Advice:
    """What the aid says; with a suspicion of abuse or violence always (S004; municipality). KeyError for no answer."""
    if abuse:
        return Advice.ALWAYS
    return {each.code: each.advice for each in questions()}[question]


def asks_reason(advice: Advice, *, is_set: bool) -> bool:
    """Whether not setting it needs a reason: with a suspicion of abuse or violence (S004; municipality)."""
    return advice is Advice.ALWAYS and not is_set


# --- terms


def add_months(day: date, months: int) -> date:
    """So many calendar months later; a day that month does not have becomes its last one (29 Feb → 28 Feb)."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def too_old_on(born: date | None) -> date | None:
    """The day from which the index has nothing of him any more, his 23rd birthday (S001, P21); None: not known."""
    return birthday(born, load("sisa")["terms"]["until_age"]) if born else None


def is_too_old(born: date | None, day: date) -> bool:
    """Whether he is 23 or older on a day."""
    gone = too_old_on(born)
    return gone is not None and gone <= day


@dataclass(frozen=True)
class Told:
    """What parents and pupil were told: that it is set, why, and where to object (P27, P31); or why they were not."""

    on: date | None = None
    how: str = ""
    that: bool = False
    why: bool = False
    where: bool = False
    not_why: str = ""

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is still to be told; empty when all is, or when a reason stands there."""
        if self.not_why:
            return ()
        parts = (
            (self.that, "dat er een signaal staat"),
            (self.why, "waarom"),
            (self.where, "waar bezwaar te maken"),
        )
        return tuple(words for done, words in parts if not (done and self.on))

    @property
    def empty(self) -> bool:
        return self.on is None and not self.not_why


@dataclass(frozen=True)
class Match:
    """Another organisation that is involved too: who, when there was contact, and *wie biedt welke begeleiding*."""

    id: str
    on: date
    organisation: str
    person: str = ""
    phone: str = ""
    family: bool = False
    """The match is on a brother, sister or the family (P20, P22, P27)."""
    contact_on: date | None = None
    consent: Consent = Consent.UNASKED
    consent_on: date | None = None
    agreement: str = ""
    agreed_on: date | None = None

    @property
    def due(self) -> bool:
        """It stays due until it is agreed who offers which guidance (P30)."""
        return not self.agreement


@dataclass(frozen=True)
class Renewal:
    """That an active signal was set anew, from which the months count again."""

    id: str
    on: date
    by: str


@dataclass(frozen=True)
class Weighing:
    """That it was weighed whether to set a signal, and what came of it."""

    id: str
    student_id: str
    case_id: str
    called: str
    """What the school called the index then."""
    on: date
    is_set: bool
    question: str
    abuse: bool
    reason: str = ""
    by: str = ""
    by_id: str = ""
    told: Told = field(default_factory=Told)
    review_on: date | None = None
    closed_on: date | None = None
    close_reason: str = ""
    renewals: tuple[Renewal, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def since(self) -> date:
        """From when the months count: set, or the last renewal."""
        return max((each.on for each in self.renewals), default=self.on)

    def expires(self, born: date | None) -> date:
        """The first day on which it is not active any more: 24 months on, or his 23rd birthday when that is earlier."""
        return _earliest(add_months(self.since, load("sisa")["terms"]["active_months"]), too_old_on(born))

    def ended(self, born: date | None) -> date:
        """The day it stopped or stops to be active: closed earlier, or expired."""
        return _earliest(self.expires(born), self.closed_on)

    def gone_on(self, born: date | None) -> date:
        """The day it is destroyed: five years inactive, or his 23rd birthday when that is earlier."""
        kept = add_months(self.ended(born), load("sisa")["terms"]["inactive_months"])
        return _earliest(kept, too_old_on(born))

    def state(self, born: date | None, today: date) -> State:
        """Where it stands today."""
        if not self.is_set:
            return State.NOT_SET
        if today >= self.gone_on(born):
            return State.GONE
        return State.INACTIVE if today >= self.ended(born) else State.ACTIVE

    def days_left(self, born: date | None, today: date) -> int:
        """Days until it expires; negative when it did."""
        return (self.expires(born) - today).days


@dataclass(frozen=True)
class Log:
    """All that was weighed and set for a pupil, the newest first, and what the school calls the index now."""

    name: str
    on: bool
    born: date | None
    weighings: tuple[Weighing, ...] = ()

    def now(self, today: date) -> Weighing | None:
        """What stands now: the active signal, else the newest one; None when nothing was ever weighed."""
        active = (w for w in self.weighings if w.state(self.born, today) is State.ACTIVE)
        return next(active, self.weighings[0] if self.weighings else None)

    def active(self, today: date) -> Weighing | None:
        """The signal that is active today."""
        now = self.now(today)
        return now if now and now.state(self.born, today) is State.ACTIVE else None


def _earliest(day: date, other: date | None) -> date:
    return min(day, other) if other else day
