"""Days that have a name here: holidays, named moments, the weekend, the next meeting; and weeks around them.

The names come from the school's own calendar (data per school year); a name that is not in it is not read.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sotdesk.domain.calendar import SchoolCalendar, monday_of
from sotdesk.domain.dates_model import Answer, Found, Frame, Refusal, one_day, whole
from sotdesk.domain.dates_show import show_date
from sotdesk.domain.dates_words import AMOUNT, COMING, DAY, END, NEXT, WEEKDAY, amount, even_out

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_VACATION = 5  # days; shorter holidays are free days, not "de vakantie"
_ORDINAL = {"eerste": 1, "tweede": 2, "derde": 3, "laatste": 1}
# What people call a holiday beside its name in the table.
_ALSO = {
    "kerstvakantie": ("kerst", "kerstmis", "kerstdagen"),
    "zomervakantie": ("zomer",),
    "herfstvakantie": ("herfst",),
    "voorjaarsvakantie": ("krokusvakantie",),
    "pasen": ("paasweekend", "paasdagen"),
    "hemelvaart": ("hemelvaartsdag", "hemelvaartweekend"),
    "pinksteren": ("pinksterweekend",),
}

_AROUND = re.compile(
    rf"(?:(?:(?P<nth>eerste|tweede|derde|laatste) )?(?:hele )?"
    rf"(?:(?P<what>week|schoolweek|schooldag|werkdag|lesdag|dag)|(?P<day>{DAY}))"
    rf"|(?P<n>{AMOUNT}) (?P<unit>week|weken|dag|dagen|(?:school|werk|les)dag(?:en)?)) (?P<side>voor|na) "
)
_ARTICLE = re.compile("(?:(?:de|het|'t|t|onze) )?")
_MEETING = re.compile(
    rf"(?:{NEXT}|{COMING}) "
    rf"(?:overleg|vergadering|bespreking|bijeenkomst|keer|(?:sot|zat)(?:[ -]?overleg)?){END}"
)
_WEEKEND = re.compile(rf"(?:(?:dit|{COMING}|(?P<next>{NEXT})) )?weekend(?! van ){END}")
_UPCOMING = re.compile(f"(?:(?:{NEXT}|{COMING}) )?")


@dataclass(frozen=True)
class _Named:
    """Every stretch of days that carries one name, in order."""

    name: str
    spans: tuple[tuple[date, date], ...]
    moment: bool


def named(text: str, start: int, relation: str, frame: Frame) -> tuple[Answer, int] | None:
    """What stands at `start`: a name from the calendar, the next meeting, the weekend, or time around them.

    `relation` is *voor*, *na* or empty: *voor de vakantie* looks further ahead than *na de vakantie*.
    """
    around = _AROUND.match(text, start)
    if around is None:
        return _anchor(text, start, relation, frame)
    article = _ARTICLE.match(text, around.end())
    found = _anchor(text, article.end() if article else around.end(), around["side"], frame)
    if found is None:
        return None
    anchor, end = found
    answer = anchor if isinstance(anchor, Refusal) else _beside(anchor, around, frame)
    return None if answer is None else (answer, end)


def _anchor(text: str, start: int, relation: str, frame: Frame) -> tuple[Answer, int] | None:
    meeting = _MEETING.match(text, start)
    if meeting:
        return _next_meeting(frame), meeting.end()
    weekend = _WEEKEND.match(text, start)
    if weekend:
        return _weekend(frame, relation, later=weekend["next"] is not None), weekend.end()
    for begin in (start, _skip_upcoming(text, start)):
        for key, thing in _names(frame.calendar):
            end = begin + len(key)
            if text.startswith(key, begin) and (end == len(text) or text[end] == " "):
                return _pick(thing, relation, frame), end
    return None


def _skip_upcoming(text: str, start: int) -> int:
    match = _UPCOMING.match(text, start)
    return match.end() if match else start


@lru_cache(maxsize=8)
def _names(calendar: SchoolCalendar) -> tuple[tuple[str, _Named], ...]:
    """Every name of the calendar as people type it, the longest first."""
    spans: dict[str, list[tuple[date, date]]] = {}
    shown: dict[str, tuple[str, bool]] = {}

    def add(key: str, name: str, span: tuple[date, date], moment: bool) -> None:
        if key:
            spans.setdefault(key, []).append(span)
            shown.setdefault(key, (name, moment))

    for moment in calendar.moments:
        add(even_out(moment.name).plain, moment.name, (moment.day, moment.day), True)
    for period in calendar.holidays:
        key, span = even_out(period.name).plain, (period.first, period.last)
        for word in (key, *_ALSO.get(key, ())):
            add(word, period.name, span, False)
        if (period.last - period.first).days + 1 >= _VACATION:
            add("vakantie", period.name, span, False)
    things = {key: _Named(shown[key][0], tuple(sorted(spans[key])), shown[key][1]) for key in spans}
    return tuple(sorted(things.items(), key=lambda item: -len(item[0])))


def _pick(thing: _Named, relation: str, frame: Frame) -> Answer:
    for first, last in thing.spans:
        if (first if relation == "voor" else last) >= frame.today:
            return Found(first, last, first if thing.moment else None, computed=False)
    return Refusal(f"{thing.name} ({show_date(thing.spans[-1][0], frame.today)}) is voorbij")


def _next_meeting(frame: Frame) -> Answer:
    if frame.next_meeting is None:
        return Refusal("er staat nog geen volgend overleg")
    return one_day(frame.next_meeting, computed=False)


def _weekend(frame: Frame, relation: str, *, later: bool) -> Answer:
    saturday = monday_of(frame.today) + timedelta(days=5)
    if later or (relation == "voor" and saturday <= frame.today):
        saturday += _WEEK
    return Found(saturday, saturday + _DAY, None)


def _beside(found: Found, around: re.Match[str], frame: Frame) -> Answer | None:
    """*Eerste week na*, *vrijdag voor*, *laatste schooldag voor*, *twee weken voor* what was found."""
    after = around["side"] == "na"
    if around["n"]:
        return _distance(found, amount(around["n"]), around["unit"], after, frame)
    count = _ORDINAL[around["nth"] or "eerste"]
    if around["day"]:
        return _weekday_beside(found, WEEKDAY[around["day"]], count, after)
    if not around["what"].endswith("week"):
        return _nth_school_day(found, count, after, frame)
    step = (count - 1) * _WEEK
    if after:
        monday = _monday_after(found, frame) + step
        return whole(monday, monday + timedelta(days=6), frame)
    monday = _monday_before(found, frame) - step
    return whole(monday, min(monday + timedelta(days=6), found.first - _DAY), frame)


def _monday_after(found: Found, frame: Frame) -> date:
    """The first week with school after a holiday; the week after that of a moment."""
    if found.day is None:
        return monday_of(frame.calendar.next_school_day(found.last + _DAY))
    return monday_of(found.last) + _WEEK


def _monday_before(found: Found, frame: Frame) -> date:
    if found.day is None:
        return monday_of(frame.calendar.previous_school_day(found.first - _DAY))
    return monday_of(found.first) - _WEEK


def _weekday_beside(found: Found, number: int, count: int, after: bool) -> Answer:
    """The first Monday after the last day, the last Friday before the first; `count` 2 a week further."""
    if after:
        ahead = (number - found.last.weekday() - 1) % 7 + 1
        return one_day(found.last + timedelta(days=ahead) + (count - 1) * _WEEK, computed=number < 5)
    back = (found.first.weekday() - number - 1) % 7 + 1
    return one_day(found.first - timedelta(days=back) - (count - 1) * _WEEK, computed=number < 5)


def _nth_school_day(found: Found, count: int, after: bool, frame: Frame) -> Answer:
    if after:
        return one_day(frame.calendar.add_school_days(found.last, count))
    day = found.first
    for _ in range(count):
        day = frame.calendar.previous_school_day(day - _DAY)
    return one_day(day)


def _distance(found: Found, count: int, unit: str, after: bool, frame: Frame) -> Answer | None:
    if not count:
        return None
    if unit.startswith(("school", "werk", "les")):
        return _nth_school_day(found, count, after, frame)
    days = timedelta(days=count * (7 if unit.startswith("we") else 1))
    if after:
        start = found.day or frame.calendar.next_school_day(found.last + _DAY)
        return one_day(start + days)
    start = found.day or frame.calendar.previous_school_day(found.first - _DAY)
    return one_day(frame.calendar.previous_school_day(start - days))
