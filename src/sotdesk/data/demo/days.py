"""On which days the fictional school's year falls: its calendar and its meetings, counted back from today."""

from datetime import date, timedelta

from sotdesk.domain.calendar import Moment, SchoolCalendar, monday_of, school_year
from sotdesk.domain.calendar_approximate import holidays_around

_WEEK = timedelta(weeks=1)
_YEAR = timedelta(days=365)
_FRIDAY = 4
FIRST_YEARS = -4
"""The first slot in which a first-year pupil may be on the agenda (a rule of the content)."""
_REPORTS = ((11, 2), (1, 4), (4, 2))
"""The rapportvergaderingen: (month, which Monday of it)."""


def calendar_for(today: date) -> SchoolCalendar:
    """Holidays back to before the first meeting, and the report meetings of this school year and the next."""
    holidays = sorted(
        {*holidays_around(today - _YEAR), *holidays_around(today)}, key=lambda p: (p.first, p.last)
    )
    bare = SchoolCalendar(tuple(holidays))
    first = school_year(today)[0]
    days = [_report(bare, year, month, nth) for year in (first, first + 1) for month, nth in _REPORTS]
    return SchoolCalendar(bare.holidays, tuple(Moment("rapportvergadering", day) for day in sorted(days)))


def _report(calendar: SchoolCalendar, first_year: int, month: int, nth: int) -> date:
    """The nth Monday of that month in the school year that begins in `first_year`, on a school day."""
    start = date(first_year if month >= 8 else first_year + 1, month, 1)
    monday = start + timedelta(days=-start.weekday() % 7, weeks=nth - 1)
    return calendar.next_school_day(monday)


def meeting_days(today: date, slots: list[int], weeks: int, calendar: SchoolCalendar) -> dict[int, date]:
    """The day of each slot: 0 is today whatever day it is, others `weeks` school weeks apart on its weekday.

    First-year pupils are discussed from slot FIRST_YEARS on. Where this rhythm puts that before they came to school,
    the meetings of this school year lie closer together, as long as there are weeks enough for that.
    """
    weekday = min(today.weekday(), _FRIDAY)
    found = {0: today}
    _step(found, [s for s in slots if s > 0], weeks, calendar)
    _step(found, [-1], weeks, calendar)
    autumn = _weeks_of_this_year(today, found[-1], calendar)
    between = range(FIRST_YEARS, -1)
    _step(found, sorted(between, reverse=True), weeks, calendar)
    if found[FIRST_YEARS] < min(autumn, default=date.min) and len(autumn) >= len(between):
        for number, slot in enumerate(between):
            monday = autumn[number * len(autumn) // len(between)]
            found[slot] = _school_day_in_week(monday, weekday, calendar)
    _step(found, sorted((s for s in slots if s < FIRST_YEARS), reverse=True), weeks, calendar)
    return {slot: found[slot] for slot in slots}


def _step(found: dict[int, date], slots: list[int], weeks: int, calendar: SchoolCalendar) -> None:
    """Adds each slot, so many school weeks from the one nearer to today."""
    for slot in slots:
        step = 1 if slot > 0 else -1
        day = _school_weeks(found[slot - step], weeks, step, calendar)
        found[slot] = _school_day_in_week(day, min(found[0].weekday(), _FRIDAY), calendar)


def _weeks_of_this_year(today: date, until: date, calendar: SchoolCalendar) -> list[date]:
    """The Mondays of this year's school weeks before the week of `until`, without the first two."""
    monday = monday_of(date(school_year(today)[0], 8, 1))
    found = []
    while monday < monday_of(until):
        if calendar.has_school(monday):
            found.append(monday)
        monday += _WEEK
    return found[2:]


def _school_weeks(day: date, weeks: int, step: int, calendar: SchoolCalendar) -> date:
    """A day that many weeks with school earlier (step -1) or later (+1)."""
    counted = 0
    while counted < weeks:
        day += step * _WEEK
        counted += calendar.has_school(day)
    return day


def _school_day_in_week(day: date, weekday: int, calendar: SchoolCalendar) -> date:
    """The school day of that week nearest to the weekday; an earlier one goes before a later one."""
    monday = monday_of(day)
    days = [monday + timedelta(days=n) for n in range(_FRIDAY + 1)]
    open_days = [one for one in days if calendar.is_school_day(one)]
    return min(open_days, key=lambda one: (abs(one.weekday() - weekday), one))
