"""The agenda before the meeting: times, what is proposed and why, the next date. Pure; the school's data comes in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sotdesk.domain.actions import Action
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import Item, ItemKind, MeetingKind
from sotdesk.domain.students import Student

FOLLOW_WEEKS = 9
"""A case that is followed is proposed again when it was not discussed for this long (our own proposal)."""


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


@dataclass(frozen=True)
class Proposal:
    """A pupil proposed for the agenda: the kind of item and the reason in words; `weight` orders them."""

    student: Student
    case_id: str
    kind: ItemKind
    reason: str
    weight: int
    carried_times: int = 0


def propose(candidates: Iterable[Candidate], day: date, today: date) -> tuple[Proposal, ...]:
    """Who belongs on the agenda of `day`, weightiest first.

    Straight to the SOT first (domain.md §5 step 1), then put off, new, an evaluation or an agreement that is due
    by then, and last who is followed and was not spoken of for long.
    """
    found = [p for c in candidates if (p := _proposal(c, day, today))]
    return tuple(sorted(found, key=lambda p: (p.weight, p.student.class_name, p.student.name.sort_key)))


def _proposal(c: Candidate, day: date, today: date) -> Proposal | None:
    def made(kind: ItemKind, reason: str, weight: int) -> Proposal:
        return Proposal(c.student, c.case_id, kind, reason, weight, c.carried_times)

    new = ItemKind.NEW if c.last_discussed is None else ItemKind.PROGRESS
    if c.direct and c.last_discussed is None:
        return made(ItemKind.NEW, "direct naar het SOT gestuurd", 0)
    if c.carried_on is not None:
        often = f", {c.carried_times} keer" if c.carried_times > 1 else ""
        return made(new, f"doorgeschoven op {show_date(c.carried_on, today)}{often}", 1)
    if c.last_discussed is None and c.status in ("signaal", "intake"):
        return made(ItemKind.NEW, _since("nieuw", c.opened_on, today), 2)
    evaluations = sorted(a.evaluate for a in c.actions if a.evaluate and a.evaluate <= day)
    if evaluations:
        return made(ItemKind.EVALUATION, f"evaluatie {show_date(evaluations[0], today)}", 3)
    late = [a for a in c.actions if a.late(today)]
    if late:
        return made(ItemKind.PROGRESS, f"{_count(late)} te laat", 4)
    due = [a for a in c.actions if a.due and a.due <= day]
    if due:
        return made(ItemKind.PROGRESS, f"{_count(due)} klaar vóór het overleg", 5)
    if c.status == "volgen" and c.last_discussed and (day - c.last_discussed).days >= FOLLOW_WEEKS * 7:
        return made(ItemKind.FOLLOW, _since("niet besproken", c.last_discussed, today), 6)
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


def next_day(kind: MeetingKind, last: date | None, today: date, calendar: SchoolCalendar) -> date:
    """The date proposed for the next meeting of this kind: its rhythm after the last one, never in a holiday.

    A day that falls in a holiday moves on by whole weeks, so that the weekday stays.
    """
    rhythm = timedelta(weeks=kind.every_weeks or 3)
    day = (last + rhythm) if last else _first_weekday(kind.weekday, today)
    while day < today or not calendar.is_school_day(day):
        if day >= today and not any(calendar.is_school_day(day + timedelta(weeks=w)) for w in range(1, 10)):
            return calendar.next_school_day(max(day, today))
        day += timedelta(weeks=1)
    return day


def _first_weekday(weekday: int | None, today: date) -> date:
    if weekday is None:
        return today
    return today + timedelta(days=(weekday - today.weekday()) % 7)
