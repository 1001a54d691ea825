"""The agenda before the meeting: times, what is proposed and why, the next date. Pure; the school's data comes in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from sotdesk.domain.actions import Action
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import Item, ItemKind, MeetingKind
from sotdesk.domain.students import Student
from sotdesk.domain.words import listed

FOLLOW_WEEKS = 9
"""A case that is followed is proposed again when it was not discussed for this long (our own proposal)."""
_WEEK = timedelta(weeks=1)
_FURTHEST_WEEKS = 10
"""Longer than any holiday: a rhythm that finds no school day within it falls back to the first school day."""


@dataclass(frozen=True)
class Candidate:
    """All that decides whether a pupil belongs on the agenda."""

    student: Student
    case_id: str
    status: str
    question: str = ""
    carried_on: date | None = None
    carried_times: int = 0
    last_discussed: date | None = None
    opened_on: date | None = None
    direct: bool = False
    actions: tuple[Action, ...] = ()
    evaluations: tuple[date, ...] = ()
    """The evaluation dates of his measures (ondersteuning) that were not answered yet."""


class Because(IntEnum):
    """Why a pupil is proposed, weightiest first."""

    DIRECT = 0
    CARRIED = 1
    NEW = 2
    EVALUATION = 3
    LATE = 4
    DUE = 5
    FOLLOWED = 6

    @property
    def words(self) -> str:
        """As it stands in the choice of reasons."""
        return _BECAUSE[self]


_BECAUSE = (
    "direct naar het SOT gestuurd",
    "doorgeschoven",
    "nieuw",
    "evaluatie in de periode",
    "afspraken te laat",
    "afspraken klaar vóór het overleg",
    "lang niet besproken",
)


@dataclass(frozen=True)
class Proposal:
    """A pupil proposed for the agenda: the kind of item, and why: which reason, and this one in words."""

    student: Student
    case_id: str
    kind: ItemKind
    reason: str
    because: Because
    carried_times: int = 0


def by_reason(proposals: Iterable[Proposal]) -> Mapping[Because, tuple[Proposal, ...]]:
    """The proposals by their reason, weightiest first; only reasons that there are."""
    found = tuple(proposals)
    reasons = sorted({p.because for p in found})
    return {reason: tuple(p for p in found if p.because is reason) for reason in reasons}


def propose(candidates: Iterable[Candidate], day: date, today: date) -> tuple[Proposal, ...]:
    """Who belongs on the agenda of `day`, weightiest first.

    Straight to the SOT first (domain.md §5 step 1), then put off, new, an evaluation or an agreement that is due
    by then, and last who is followed and was not spoken of for long.
    """
    found = [p for c in candidates if (p := _proposal(c, day, today))]
    return tuple(sorted(found, key=lambda p: (p.because, p.student.class_name, p.student.name.sort_key)))


def _proposal(c: Candidate, day: date, today: date) -> Proposal | None:
    def made(kind: ItemKind, reason: str, because: Because) -> Proposal:
        return Proposal(c.student, c.case_id, kind, reason, because, c.carried_times)

    new = ItemKind.NEW if c.last_discussed is None else ItemKind.PROGRESS
    if c.direct and c.last_discussed is None:
        return made(ItemKind.NEW, "direct naar het SOT gestuurd", Because.DIRECT)
    if c.carried_on is not None:
        often = f", {c.carried_times} keer" if c.carried_times > 1 else ""
        return made(new, f"doorgeschoven op {show_date(c.carried_on, today)}{often}", Because.CARRIED)
    if c.last_discussed is None and c.status in ("signaal", "intake"):
        return made(ItemKind.NEW, _since("nieuw", c.opened_on, today), Because.NEW)
    agreed = (a.evaluate for a in c.actions if a.evaluate and a.to_evaluate)
    evaluations = sorted(on for on in (*agreed, *c.evaluations) if on <= day)
    if evaluations:
        return made(ItemKind.EVALUATION, f"evaluatie {show_date(evaluations[0], today)}", Because.EVALUATION)
    late = [a for a in c.actions if a.late(today)]
    if late:
        return made(ItemKind.PROGRESS, f"{_count(late)} te laat", Because.LATE)
    due = [a for a in c.actions if a.due and a.due <= day]
    if due:
        return made(ItemKind.PROGRESS, f"{_count(due)} klaar vóór het overleg", Because.DUE)
    if c.status == "volgen" and c.last_discussed and (day - c.last_discussed).days >= FOLLOW_WEEKS * 7:
        return made(ItemKind.FOLLOW, _since("niet besproken", c.last_discussed, today), Because.FOLLOWED)
    return None


def _count(actions: Sequence[Action]) -> str:
    return "1 afspraak" if len(actions) == 1 else f"{len(actions)} afspraken"


def _since(words: str, day: date | None, today: date) -> str:
    return f"{words} sinds {show_date(day, today)}" if day else words


def start_times(items: Sequence[Item], start: time) -> tuple[time, ...]:
    """When each item begins, from the minutes planned for those before it."""
    moment = datetime.combine(date.min, start)
    times = []
    for item in items:
        times.append(moment.time())
        moment += timedelta(minutes=item.minutes)
    return tuple(times)


@dataclass(frozen=True)
class DayOffer:
    """The day proposed for a meeting, and the holidays that were skipped to get there."""

    day: date
    skipped: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """`herfstvakantie overgeslagen`; empty when nothing was skipped."""
        return f"{listed(self.skipped)} overgeslagen" if self.skipped else ""


def next_day(kind: MeetingKind, last: date | None, today: date, calendar: SchoolCalendar) -> date:
    """The date proposed for the next meeting of this kind: its rhythm after the last one, never in a holiday."""
    return offer_day(kind, last, today, calendar).day


def offer_day(kind: MeetingKind, last: date | None, today: date, calendar: SchoolCalendar) -> DayOffer:
    """The next day of this kind's rhythm, with the holidays it skips.

    A day that falls in a holiday moves on by whole weeks, so that the weekday stays; when no such day has
    school within ten weeks it becomes the first school day.
    """
    rhythm = timedelta(weeks=kind.every_weeks or 3)
    day = (last + rhythm) if last else _first_weekday(kind.weekday, today)
    while day < today:
        day += _WEEK
    skipped: list[str] = []
    for weeks in range(_FURTHEST_WEEKS):
        here = day + weeks * _WEEK
        if calendar.is_school_day(here):
            return DayOffer(here, tuple(dict.fromkeys(skipped)))
        period = calendar.holiday(here)
        skipped += [period.name] if period else []
    return DayOffer(calendar.next_school_day(day), tuple(dict.fromkeys(skipped)))


def _first_weekday(weekday: int | None, today: date) -> date:
    if weekday is None:
        return today
    return today + timedelta(days=(weekday - today.weekday()) % 7)


# --- the agenda in words


def fill_words(planned: int, room: int) -> str:
    """How full the meeting is: `80 van 90 min`; too much is said in words, it is no alarm."""
    over = f", {planned - room} meer dan er tijd is" if planned > room else ""
    return f"{planned} van {room} min{over}"


def without_request(items: Iterable[Item]) -> int:
    """How many items about a pupil or a class have no question to the SOT yet."""
    return sum(1 for item in items if (item.students or item.class_name) and not item.request.strip())


def usual_kind(status: str) -> ItemKind:
    """The list a pupil goes on when nobody chose one, by the status of his case ('' when there is none).

    domain.md §4: every meeting has three lists, *nieuw*, *lopend* and *volgen*.
    """
    if status in ("", "signaal", "intake"):
        return ItemKind.NEW
    return ItemKind.FOLLOW if status == "volgen" else ItemKind.PROGRESS
