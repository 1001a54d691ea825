"""Aanname: someone who may become a pupil, what is known of him, and where that stands (domain.md §5 0a; S003, S004).

The parts, their order and their sources are data (rules/candidates.toml). A candidate who is refused leaves nothing
but a `Refusal`: no name, no school, no words. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sotdesk.domain.calendar import school_year
from sotdesk.domain.dates import show_date
from sotdesk.domain.names import Name
from sotdesk.domain.near import nearly, words_in
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.words import listed

TAKEN = "aangenomen"
"""The decision that a candidate's record can hold; of one who is refused there is no record."""
LONGEST_CLASS = 12
"""Letters of a class: `1 havo/vwo`. More would be a text, and a class stays when all else goes."""


@dataclass(frozen=True)
class Part:
    """One part of what must be known: its code is the column it stands in."""

    code: str
    title: str
    lacks: str
    hint: str
    source: str


@dataclass(frozen=True)
class Term:
    """How many weeks the school has to decide, and by how many it may extend that once."""

    weeks: int
    extra_weeks: int


@dataclass(frozen=True)
class Candidate:
    """Someone who may become a pupil. `extended_on` = the parents were told that the decision takes longer."""

    id: str
    first_name: str
    infix: str
    last_name: str
    asked_on: date
    birth_date: date | None = None
    from_school: str = ""
    for_class: str = ""
    need: str = ""
    source: str = ""
    information: str = ""
    """What that source says."""
    analysis: str = ""
    capacity: str = ""
    advice: str = ""
    decision: str = ""
    decided_on: date | None = None
    extended_on: date | None = None
    talk_on: date | None = None
    talk: str = ""
    """What was said in the introduction talk; empty until it was held."""
    student_id: str = ""

    @property
    def name(self) -> Name:
        return Name(self.first_name, self.infix, self.last_name)

    @property
    def taken(self) -> bool:
        return self.decision == TAKEN

    @property
    def as_student(self) -> Student:
        """As a pupil of the class he is meant for: to be shown, never to be kept."""
        return Student(
            "", "", self.first_name, self.infix, self.last_name, self.for_class, self.birth_date,
            provisional=True,
        )  # fmt: skip

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that are still empty, in their order."""
        return tuple(part for part in parts() if not getattr(self, part.code))


@dataclass(frozen=True)
class Refusal:
    """What stays of a candidate who was refused: when, in which school year, for which class; nothing of a person."""

    id: str
    day: date
    school_year: str
    for_class: str


@cache
def parts() -> tuple[Part, ...]:
    """The parts in their order."""
    return tuple(Part(**row) for row in load("candidates")["part"])


@cache
def shipped_term() -> Term:
    """The term that ships; the school may keep another."""
    found = load("candidates")["term"]
    return Term(found["weeks"], found["extra_weeks"])


def decide_by(candidate: Candidate, term: Term) -> date:
    """The last day to decide: so many weeks after he was applied for, more when that was told to the parents."""
    weeks = term.weeks + (term.extra_weeks if candidate.extended_on else 0)
    return candidate.asked_on + timedelta(weeks=weeks)


def stand(candidate: Candidate) -> str:
    """Where it stands, in words: the first part that is missing, that it waits for the director, or the decision."""
    if candidate.decision:
        return candidate.decision
    missing = candidate.missing
    return missing[0].lacks if missing else "wacht op besluit"


def missing_words(candidate: Candidate) -> str:
    """`analyse en advies`: every part that is still empty; '' when none is."""
    return listed([part.title.lower() for part in candidate.missing])


def class_wrong(words: str) -> str:
    """Why this is not a class; '' when it can be one."""
    if len(words) > LONGEST_CLASS:
        return f"Een klas heeft hooguit {LONGEST_CLASS} letters, zoals 2H1 of 1 havo/vwo."
    return ""


def refusal_words(refusal: Refusal, today: date) -> str:
    """`geweigerd wo 25 nov · voor 2H1 · schooljaar 2026–2027`."""
    words = [f"geweigerd {show_date(refusal.day, today)}"]
    words += [f"voor {refusal.for_class}"] if refusal.for_class else []
    return " · ".join([*words, f"schooljaar {refusal.school_year}"])


def year_words(day: date) -> str:
    """`2026–2027`: the school year of a day."""
    first, last = school_year(day)
    return f"{first}–{last}"


# --- who he is in the school's list


@dataclass(frozen=True)
class Match:
    """A pupil who may be this candidate; `sure` = call name and surname both fit, and no birth date says otherwise."""

    student: Student
    sure: bool


def matches(candidate: Candidate, students: Iterable[Student]) -> tuple[Match, ...]:
    """The pupils that may be this candidate, the surest first.

    Names fit when they are equal or one letter off (near.py). Another birth date means another person. The same
    birth date with only one of the names is proposed, not assumed: it may be a twin.
    """
    found = [match for student in students if (match := _match(candidate, student))]
    return tuple(sorted(found, key=lambda m: (not m.sure, m.student.name.sort_key, m.student.class_name)))


def _match(candidate: Candidate, student: Student) -> Match | None:
    born, his = candidate.birth_date, student.birth_date
    if born and his and born != his:
        return None
    first = _fits(candidate.first_name, student.first_name)
    last = _fits(candidate.last_name, student.last_name)
    if first and last:
        return Match(student, sure=True)
    return Match(student, sure=False) if born and born == his and (first or last) else None


def _fits(one: str, other: str) -> bool:
    mine, his = words_in(one), words_in(other)
    alike = (a == b or nearly(a, b) or nearly(b, a) for a, b in zip(mine, his, strict=False))
    return bool(mine) and len(mine) == len(his) and all(alike)


# --- what the pupil's timeline says of it


def timeline_words(candidate: Candidate) -> str:
    """What was known when he was taken, a line for every part that is filled in, in its order."""
    whence = f"{TAKEN}, van {candidate.from_school}" if candidate.from_school else TAKEN
    told = [f"{part.title}: {said}" for part in parts() if (said := _said(candidate, part.code))]
    return "\n".join([whence, *told])


def _said(candidate: Candidate, code: str) -> str:
    more: Sequence[str] = (candidate.information,) if code == "source" else ()
    return ": ".join(" ".join(text.split()) for text in (getattr(candidate, code), *more) if text)
