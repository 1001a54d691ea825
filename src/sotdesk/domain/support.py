"""Ondersteuning: the measures of a pupil with their goals and what they brought; together his handelingsplan.

domain.md §5 ("The plan", steps 5 and 6) and §12. Levels, the five Koers aspects, results and the four questions are
data with their source (rules/support.toml). No judgement of a pupil is made here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from sotdesk.domain.capture_model import Audience
from sotdesk.domain.rules import load

SEPARATOR = "|"
"""Between the codes of aspects, as they are kept."""


class SupportState(StrEnum):
    """Where a measure stands."""

    RUNNING = "loopt"
    DONE = "afgerond"
    STOPPED = "gestopt"


@dataclass(frozen=True)
class Named:
    """A level, an aspect, a result or a question: its code, its word on screen, what it means, where it was read."""

    code: str
    name: str
    means: str
    source: str


@dataclass(frozen=True)
class Review:
    """One evaluation: behaald, deels or niet; `words` is what it brought (opbrengst).

    `in_time`: within the agreed term. The three answers are `ja`, `nee` or empty (not asked). `entered_on` = when
    what it brought was entered in the school's own system; `evaluated_for` the evaluation date that it answers.
    """

    on: date
    result: str
    words: str = ""
    in_time: str = ""
    student_satisfied: str = ""
    parents_satisfied: str = ""
    evaluated_for: date | None = None
    audience: str = Audience.SOT.value
    line_id: str = ""
    entered_on: date | None = None
    id: str = ""
    at: datetime | None = None

    @property
    def result_words(self) -> str:
        """`doel deels behaald`."""
        found = results().get(self.result)
        return found.name if found else self.result

    @property
    def restricted(self) -> bool:
        """Not for every reader: it stands in no document."""
        return self.audience != Audience.SOT.value


@dataclass(frozen=True)
class Support:
    """One measure. `giver` gives it; `does` (uitvoerder) and `accountable` (eindverantwoordelijk) are empty when they
    are the pupil's mentor and coördinator. `reviews` oldest first. `entered_on` as in Review."""

    id: str
    student_id: str
    name: str
    made_on: date
    goal: str = ""
    level: str = ""
    aspects: tuple[str, ...] = ()
    giver_id: str = ""
    giver: str = ""
    does: str = ""
    accountable: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    hours: float | None = None
    talks: int | None = None
    cost: str = ""
    evaluate_on: date | None = None
    state: SupportState = SupportState.RUNNING
    end_reason: str = ""
    audience: str = Audience.SOT.value
    entered_on: date | None = None
    case_id: str = ""
    reviews: tuple[Review, ...] = ()

    @property
    def running(self) -> bool:
        return self.state is SupportState.RUNNING

    @property
    def restricted(self) -> bool:
        """Not for every reader: it stands in no document."""
        return self.audience != Audience.SOT.value

    @property
    def last(self) -> Review | None:
        """The last evaluation."""
        return self.reviews[-1] if self.reviews else None

    @property
    def to_evaluate(self) -> bool:
        """It runs, and its evaluation date was not answered yet."""
        answered = {review.evaluated_for for review in self.reviews}
        return self.running and self.evaluate_on is not None and self.evaluate_on not in answered

    def due(self, today: date) -> bool:
        """Whether its evaluation date has come."""
        return self.to_evaluate and self.evaluate_on is not None and self.evaluate_on <= today

    def begun(self, today: date) -> bool:
        """Whether it is given already: without a first day it counts from when it was noted."""
        return (self.starts_on or self.made_on) <= today

    @property
    def readable(self) -> "Support":
        """As a document may hold it: without its besloten evaluations."""
        return replace(self, reviews=tuple(review for review in self.reviews if not review.restricted))


@cache
def levels() -> Mapping[str, Named]:
    """The support levels by their codes (S004)."""
    return {
        row["code"]: Named(row["code"], row["name"], row["means"], row["source"]) for row in _rows("level")
    }


@cache
def aspects() -> Mapping[str, Named]:
    """The five aspects of Koers VO by their codes (S003, S004)."""
    return {
        row["code"]: Named(row["code"], row["name"], row["long"], row["source"]) for row in _rows("aspect")
    }


@cache
def results() -> Mapping[str, Named]:
    """What an evaluation can find, by the word that `ev:` knows."""
    return {row["code"]: Named(row["code"], row["words"], "", row["source"]) for row in _rows("result")}


@cache
def questions() -> Mapping[str, Named]:
    """The four questions that the plan answers, in their order (S003)."""
    return {row["code"]: Named(row["code"], row["words"], "", row["source"]) for row in _rows("question")}


def default_roles() -> tuple[str, str]:
    """The roles of who does a measure and who is accountable for it, when nobody is named (S003, S004)."""
    rules = load("support")["roles"]
    return rules["does"], rules["accountable"]


def _rows(kind: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = load("support")[kind]
    return rows


def ordered(supports: Iterable[Support]) -> tuple[Support, ...]:
    """Those that run by their evaluation date, then what ended, the newest first."""
    found = list(supports)
    running = sorted(
        (s for s in found if s.running), key=lambda s: (s.evaluate_on or date.max, s.name.casefold())
    )
    ended = sorted((s for s in found if not s.running), key=lambda s: s.ends_on or s.made_on, reverse=True)
    return (*running, *ended)
