"""What asks for attention today: rules with a source, each row gone by itself when the thing is done (Vandaag).

Pure: what is open comes in, rows come out. Words, limits and sources are data (rules/attention.toml).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from sotdesk.domain.absence_reports import DueOf, kind_words
from sotdesk.domain.actions import Action
from sotdesk.domain.acute import Card, timeline_words
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Signal
from sotdesk.domain.dates import show_date
from sotdesk.domain.left_files import LeftFiles
from sotdesk.domain.names import Name
from sotdesk.domain.retention import Due
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.words import count

TELLING, ENTERING = "terugkoppeling", "magister"
"""The rules about what is left after a meeting."""


class Urgency(IntEnum):
    """The three groups of Vandaag; they are words, so that urgency never hangs on colour."""

    NOW = 0
    WEEK = 1
    LATER = 2

    @property
    def words(self) -> str:
        return ("Nu", "Deze week", "Straks")[self]


@dataclass(frozen=True)
class Row:
    """One row: which rule, about what, since or until when, about whom, and where Enter leads (an address)."""

    rule: str
    subject_id: str
    urgency: Urgency
    words: str
    when: str
    text: str
    day: date
    student: Student | None
    address: tuple[str, ...]
    secret: bool = False
    """Shielded, only that there is something to do (shield.secret_step), and for whom."""
    audience: str = Audience.SOT.value
    """Who may read the text."""

    @property
    def key(self) -> str:
        return f"{self.rule}:{self.subject_id}"

    @property
    def name(self) -> Name | None:
        return self.student.name if self.student else None


@dataclass(frozen=True)
class OpenQuestion:
    """A line `? …` of a meeting that was not settled."""

    line_id: str
    text: str
    day: date
    student: Student | None


@dataclass(frozen=True)
class Unfinished:
    """Something that a held meeting left to complete: a consent, a case to close; `rule` says which."""

    rule: str
    subject_id: str
    text: str
    day: date
    student: Student
    address: tuple[str, ...]
    audience: str = Audience.SOT.value


@dataclass(frozen=True)
class Untold:
    """What is left to do after a meeting: people to tell, pupils to enter in the school's own system."""

    meeting_id: str
    short: str
    day: date
    people: int
    pupils: int


@dataclass(frozen=True)
class Concept:
    """A meeting whose report is not adopted yet."""

    meeting_id: str
    short: str
    day: date


@dataclass(frozen=True)
class YearAhead:
    """A new school year that is to be begun: its first calendar year, its first day, how many pupils are followed."""

    first: int
    starts: date
    followed: int


@dataclass(frozen=True)
class GuideDue:
    """The school guide is to name the index: the first calendar year of the school year, and that name."""

    first: int
    name: str


@dataclass(frozen=True)
class Open:
    """All that may ask for attention. `acute` = acute cards of which the pupil is still to be said; `aside` = (rule,
    subject) that were set aside with a reason; `system` is what the school's own system is called."""

    actions: Sequence[Action] = ()
    signals: Sequence[Signal] = ()
    questions: Sequence[OpenQuestion] = ()
    concepts: Sequence[Concept] = ()
    acute: Sequence[Card] = ()
    untold: Sequence[Untold] = ()
    unfinished: Sequence[Unfinished] = ()
    absence: Sequence[DueOf] = ()
    over: Sequence[Due] = ()
    outside: Sequence[LeftFiles] = ()
    year_ahead: YearAhead | None = None
    guide: GuideDue | None = None
    system: str = "Magister"
    aside: frozenset[tuple[str, str]] = frozenset()
    coordinator_id: str = ""


def why(rule: str) -> tuple[str, str]:
    """The reason of a rule and its source, in Dutch."""
    data = load("attention")[rule]
    return data["why"], data["source"]


def rows(found: Open, today: date) -> tuple[Row, ...]:
    """The rows of Vandaag, most urgent and oldest first."""
    made = [row for row in _all(found, today) if (row.rule, row.subject_id) not in found.aside]
    return tuple(sorted(made, key=lambda r: (r.urgency, r.day, r.text)))


def is_mine(action: Action, coordinator_id: str) -> bool:
    """Whether the coordinator herself does it (`@ik`, `@oco`, or her own name)."""
    return any(d.role == "oco" or (d.contact_id and d.contact_id == coordinator_id) for d in action.doers)


def _all(found: Open, today: date) -> Iterator[Row]:
    yield from _signals(found.signals, today)
    for action in found.actions:
        for row in _action(action, today, mine=is_mine(action, found.coordinator_id)):
            yield replace(row, audience=action.audience)
    for question in found.questions:
        row = _row("question", question.line_id, question.text, question.day, today, question.student)
        yield replace(row, audience=Audience.OWN.value)
    for one in found.unfinished:
        row = _row(one.rule, one.subject_id, one.text, one.day, today, one.student, one.address)
        yield replace(row, audience=one.audience)
    for late in found.absence:
        yield from _absence(late, today)
    for card in found.acute:
        day = card.opened_at.astimezone().date()
        text = f"om wie ging het? {timeline_words(card)}"
        yield _row("acute", card.id, text, day, today, None, ("acute", card.id))
    if found.year_ahead:
        yield _year_ahead(found.year_ahead, today)
    if found.guide:
        yield _guide(found.guide, today)
    if found.over:
        yield _over(found.over, today)
    if found.outside:
        yield _outside(found.outside, today)
    for meeting in found.concepts:
        text = f"{meeting.short} van {show_date(meeting.day, today)}"
        address = ("closing", meeting.meeting_id, "report")
        yield _row("concept", meeting.meeting_id, text, meeting.day, today, None, address)
    for left in found.untold:
        yield from _untold(left, today, found.system)


def _untold(left: Untold, today: date, system: str) -> Iterator[Row]:
    """One row for who is still to be told, one for what is still to be entered; each leads to its part of Afronden."""
    if left.people:
        text = f"{left.short}, nog {count(left.people, 'persoon', 'personen')} te vertellen"
        where = ("closing", left.meeting_id, "telling")
        yield _row(TELLING, left.meeting_id, text, left.day, today, None, where)
    if left.pupils:
        text = f"{left.short}, nog {count(left.pupils, 'leerling', 'leerlingen')} in te voeren"
        where = ("closing", left.meeting_id, "system")
        row = _row(ENTERING, left.meeting_id, text, left.day, today, None, where)
        yield replace(row, words=row.words.format(system=system))


def _year_ahead(ahead: YearAhead, today: date) -> Row:
    """The roll-over that is to be done; it disappears when it is."""
    number = count(ahead.followed, "leerling wordt", "leerlingen worden")
    text, where = f"{number} gevolgd: wie blijft?", ("school_year", str(ahead.first))
    return _row("school_year", str(ahead.first), text, ahead.starts, today, None, where)


def _guide(due: GuideDue, today: date) -> Row:
    """The text of the school guide, asked once a school year."""
    text, starts = f"noemt {due.name} in {due.first}–{due.first + 1}?", date(due.first, 8, 1)
    return _row("sisa_guide", str(due.first), text, starts, today, None, ("settings", "guide"))


def _over(found: Sequence[Due], today: date) -> Row:
    """One row for all whose term is over, without a name. Set aside, it comes back when another term ends."""
    number = len({due.student.id for due in found})
    days = [due.until for due in found]
    text = f"van {count(number, 'leerling', 'leerlingen')}"
    return _row("retention", max(days).isoformat(), text, min(days), today, None, ("retention",))


def _outside(found: Sequence[LeftFiles], today: date) -> Row:
    """One row for all files that stand outside too long, without a name. Set aside, it comes back with a next one."""
    days = [one.day for one in found]
    text = count(sum(len(one.files) for one in found), "bestand", "bestanden")
    return _row("exports", max(days).isoformat(), text, min(days), today, None, ("left_files",))


def _absence(found: DueOf, today: date) -> Iterator[Row]:
    """A report that must be made; a next one of the same kind is another row, that can be set aside on its own."""
    due, student = found.due, found.student
    if due.by is None:
        return
    subject = f"{student.id}:{due.kind}:{due.reached_on.isoformat()}"
    text = f"bereikt {show_date(due.reached_on, today)}"
    row = _row("absence", subject, text, due.by, today, student, ("absence", student.id))
    yield replace(row, words=row.words.format(kind=kind_words(due.kind)))


def _signals(signals: Iterable[Signal], today: date) -> Iterator[Row]:
    for signal in signals:
        text = f"{signal.by}: {signal.text}" if signal.by else signal.text
        yield _row("signal", signal.id, text, signal.seen_on, today, signal.student, ("cases", signal.id))


def _action(action: Action, today: date, *, mine: bool) -> Iterator[Row]:
    """At most one row an agreement: what she has to do first. Her own overdue ones stand under *Mijn afspraken*."""
    made = action.made_on or today
    if action.late(today) and action.due and not mine:
        text = f"{action.doers[0].short}: {action.text}" if action.doers else action.text
        yield _row("overdue", action.id, text, action.due, today, action.student)
    elif action.undecided:
        yield _row("undecided", action.id, f"{_lacks(action)} · {action.text}", made, today, action.student)
    elif action.asks_feasible:
        yield _row(
            "feasible",
            action.id,
            f"{len(action.moves)} keer verzet · {action.text}",
            made,
            today,
            action.student,
        )
    days = load("attention")["evaluation"]["shown_days"]
    if action.evaluate and action.to_evaluate and (action.evaluate - today).days <= days:
        yield _row("evaluation", action.id, action.text, action.evaluate, today, action.student)


def _lacks(action: Action) -> str:
    new = next((d.label for d in action.doers if d.new), "")
    if new:
        return f"{new}: wie is dit?"
    if not action.doers:
        return "wie doet dit?"
    return f"datum voor ‘{action.due_words}’" if action.due_words else "wanneer?"


def _row(
    rule: str, subject: str, text: str, day: date, today: date, student: Student | None,
    address: tuple[str, ...] | None = None,
) -> Row:  # fmt: skip
    data = load("attention")[rule]
    left = (day - today).days
    urgency = (
        Urgency.NOW
        if left <= data["now_days"]
        else Urgency.WEEK
        if left <= data["week_days"]
        else Urgency.LATER
    )
    where = address or (("student", student.id, subject) if student else ("actions", subject))
    secret = data.get("shielded", False)
    return Row(rule, subject, urgency, data["words"], _when(day, today), text, day, student, where, secret)


def _when(day: date, today: date) -> str:
    """`te laat sinds vr 20 nov` is said by the rule; here only the day, near ones in words."""
    near = {0: "vandaag", 1: "morgen", -1: "gisteren"}
    return near.get((day - today).days) or show_date(day, today)
