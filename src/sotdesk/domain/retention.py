"""How long what is kept (domain.md §11): which kinds of data of which pupil are due on a day, since when, and why.

Pure. Nothing goes by itself: what is due is proposed. Terms and their sources are data (rules/retention.toml).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from sotdesk.domain.dates_words import add_months
from sotdesk.domain.errors import RuleError
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student

CERTAIN = "C"
MOST_MONTHS = 1200


class Kind(StrEnum):
    """A kind of data with a term of its own."""

    FILE = "file"
    ABSENCE = "absence"
    RUN = "run"
    INDEX = "index"


@dataclass(frozen=True)
class Term:
    """How many months a kind is kept after leaving, its source, how certain that is (C, L or U)."""

    kind: Kind
    name: str
    months: int
    special_months: int
    certainty: str
    source: str

    @property
    def may_change(self) -> bool:
        """A term that is not certain is the school's to set."""
        return self.certainty != CERTAIN


@dataclass(frozen=True)
class Kept:
    """What is there of one pupil: his kinds of data, whether he was referred to special education, a legal hold."""

    student: Student
    kinds: frozenset[Kind]
    special: bool = False
    held: bool = False
    signal_from: date | None = None
    """The day of his latest signal in the index, as far as it is noted here; `signal_closed`: when it ended."""
    signal_closed: date | None = None
    open_work: bool = False
    """A case or agreement that is still open."""


@dataclass(frozen=True)
class Due:
    """A kind of data of a pupil whose term is over: `until` was the last day it was to be kept."""

    student: Student
    kind: Kind
    until: date
    term: Term
    open_work: bool = False


@cache
def shipped_terms() -> Mapping[Kind, Term]:
    """The terms that ship with sotdesk."""
    return {
        Kind(row["code"]): Term(
            Kind(row["code"]), row["name"], row["months"], row.get("special_months", row["months"]),
            row["certainty"], row["source"],
        )
        for row in load("retention")["kind"]
    }  # fmt: skip


def with_own(own: Mapping[str, int]) -> Mapping[Kind, Term]:
    """The shipped terms with the school's own months (kind → months) in place of those that are not certain."""
    terms = dict(shipped_terms())
    for code, months in own.items():
        kind = Kind(code)
        if terms[kind].may_change:
            mine = terms[kind]
            special = max(months, mine.special_months)  # an own term never makes that one shorter
            source = f"keuze van de school; sotdesk gaat uit van {mine.months} maanden: {mine.source}"
            terms[kind] = replace(mine, months=months, special_months=special, source=source)
    return terms


def check_own(kind: Kind, months: int) -> None:
    """RuleError when the school may not set this term, or not to so many months."""
    if not shipped_terms()[kind].may_change:
        raise RuleError("Deze termijn ligt vast en kan hier niet anders.")
    if not 1 <= months <= MOST_MONTHS:
        raise RuleError(f"Typ een aantal maanden van 1 tot {MOST_MONTHS}.")


def due_on(day: date, kept: Iterable[Kept], terms: Mapping[Kind, Term]) -> tuple[Due, ...]:
    """What may be destroyed on this day, the longest waiting first. A legal hold keeps everything of a pupil."""
    found = []
    for one in kept:
        for kind in () if one.held else sorted(one.kinds):
            until = kept_until(one, kind, terms)
            if until is not None and day > until:
                found.append(Due(one.student, kind, until, terms[kind], one.open_work))
    return tuple(sorted(found, key=lambda due: (due.until, due.student.name.sort_key, due.kind)))


def kept_until(one: Kept, kind: Kind, terms: Mapping[Kind, Term]) -> date | None:
    """The last day a kind of data is kept; None while he is at school and nothing else ends it.

    Who came back has no *uit sinds*: his term begins anew when he leaves again. A file with a run in it stays as long
    as the longer of the two, since a run cannot stand without its case.
    """
    if kind is Kind.INDEX:
        ends = [_file_until(one, terms), *_index_ends(one)]
        return min((end for end in ends if end), default=None)
    if kind is Kind.ABSENCE:
        gone = one.student.gone_since
        return add_months(gone, terms[kind].months) if gone else None
    return _file_until(one, terms)


def _file_until(one: Kept, terms: Mapping[Kind, Term]) -> date | None:
    gone = one.student.gone_since
    if gone is None:
        return None
    kinds = [Kind.FILE, *([Kind.RUN] if Kind.RUN in one.kinds else [])]
    months = (terms[kind].special_months if one.special else terms[kind].months for kind in kinds)
    return add_months(gone, max(months))


def _index_ends(one: Kept) -> Iterable[date]:
    """At 23; and five years after a signal stopped being active, which is after two years at the latest (P21)."""
    rule = next(row for row in load("retention")["kind"] if row["code"] == Kind.INDEX)
    if one.student.birth_date:
        yield add_months(one.student.birth_date, 12 * rule["until_age"]) - timedelta(days=1)
    if one.signal_from:
        ended = add_months(one.signal_from, rule["active_months"])
        yield add_months(min(ended, one.signal_closed or ended), rule["inactive_months"])
