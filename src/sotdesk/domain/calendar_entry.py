"""Holidays and named moments as a school keeps them by hand: typed days, school years, what is missing.

What is typed here is a day of a known school year, past ones too; the capture line's dates are dates.py.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sotdesk.domain.calendar import Moment, Period, SchoolCalendar, school_year, shipped_by_year
from sotdesk.domain.calendar_approximate import approximate_holidays
from sotdesk.domain.dates_words import MONTH, one_of
from sotdesk.domain.text import fold, one_line

_DAY = re.compile(
    rf"(?:[a-z]{{2,9}}\.?,? )?(\d{{1,2}})(?:[-/. ](\d{{1,2}})| ?({one_of(MONTH)})\.?)(?:[-/. ](\d{{4}}))?\Z"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")


@dataclass(frozen=True)
class SchoolYear:
    """One school year of the table; `first` is the calendar year it begins in."""

    first: int
    holidays: tuple[Period, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.first}–{self.first + 1}"

    @property
    def begins(self) -> date:
        return date(self.first, 8, 1)


def read_day(text: str, not_before: date) -> date | None:
    """`17 okt`, `17-10`, `za 17 oktober 2026`, `2026-10-17`; None when it is no day.

    Without a year it is the first such day from `not_before` on.
    """
    line = fold(one_line(text))
    iso, match = _ISO.match(line), _DAY.match(line)
    if iso:
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if not match:
        return None
    month = int(match[2]) if match[2] else MONTH[match[3]]
    if match[4]:
        return _made(int(match[4]), month, int(match[1]))
    tries = (_made(not_before.year + later, month, int(match[1])) for later in range(9))
    return next((day for day in tries if day and day >= not_before), None)


def school_years(calendar: SchoolCalendar, today: date) -> tuple[SchoolYear, ...]:
    """The school years to show: this one, the next, any later one that holds something; then those before."""
    this = school_year(today)[0]
    firsts = {this, this + 1}
    firsts |= {school_year(p.first)[0] for p in calendar.holidays}
    firsts |= {school_year(m.day)[0] for m in calendar.moments}
    return tuple(
        SchoolYear(
            first,
            tuple(p for p in calendar.holidays if school_year(p.first)[0] == first),
            tuple(m for m in calendar.moments if school_year(m.day)[0] == first),
        )
        for first in sorted(firsts, key=lambda first: (first < this, abs(first - this)))
    )


def proposed(first_year: int, today: date) -> tuple[Period, ...]:
    """Holidays to begin a school year with, to be checked against the school's own guide (schoolgids).

    The official table (region Midden) where it has the year, else by rule of thumb: those that begin in this
    school year, and the summer before it while that is not over.
    """
    begins = date(first_year, 8, 1)
    summer = [p for p in _table(first_year - 1) if p.first < begins and p.last >= max(begins, today)]
    return (*summer, *(p for p in _table(first_year) if school_year(p.first)[0] == first_year))


def is_official(first_year: int) -> bool:
    """Whether `proposed` comes from the official table."""
    return first_year in shipped_by_year()


def with_holidays(calendar: SchoolCalendar, added: Iterable[Period]) -> SchoolCalendar:
    """The calendar with these holidays too; equal ones once, in order."""
    every = {*calendar.holidays, *added}
    return replace(calendar, holidays=tuple(sorted(every, key=lambda p: (p.first, p.last, p.name))))


def with_entry(
    calendar: SchoolCalendar, entry: Period | Moment, instead_of: Period | Moment | None = None
) -> SchoolCalendar:
    """The calendar with a holiday or moment added, or put in the place of another."""
    calendar = without(calendar, instead_of) if instead_of else calendar
    if isinstance(entry, Period):
        return with_holidays(calendar, [entry])
    moments = sorted({*calendar.moments, entry}, key=lambda m: (m.day, m.name))
    return replace(calendar, moments=tuple(moments))


def without(calendar: SchoolCalendar, entry: Period | Moment) -> SchoolCalendar:
    """The calendar without this holiday or moment."""
    return SchoolCalendar(
        tuple(p for p in calendar.holidays if p != entry), tuple(m for m in calendar.moments if m != entry)
    )


def _table(first_year: int) -> tuple[Period, ...]:
    return shipped_by_year().get(first_year) or approximate_holidays(first_year)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
