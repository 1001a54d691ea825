"""The school's calendar: holidays, named moments, school days and school weeks.

Knows dates only: reading what people type is dates.py, guessing a year that has no table yet is
calendar_approximate.py. The shipped table is data (rules/holidays.toml); a school edits its own copy.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SATURDAY = 5
_NEW_SCHOOL_YEAR = 8  # August, in law the month in which a school year begins
_LONGEST_CLOSURE = 366  # days; a table that closes the school for longer is a typing error


@dataclass(frozen=True)
class Period:
    """A holiday: every day from `first` to `last`, both included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class Moment:
    """A named moment of the school year, such as "rapportvergadering", on one day."""

    name: str
    day: date


@dataclass(frozen=True)
class SchoolCalendar:
    """The holidays and named moments of all school years the school has entered."""

    holidays: tuple[Period, ...] = ()
    moments: tuple[Moment, ...] = ()

    def holiday(self, day: date) -> Period | None:
        """The holiday `day` falls in, or None."""
        for period in self.holidays:
            if period.first <= day <= period.last:
                return period
        return None

    def is_school_day(self, day: date) -> bool:
        """Whether there is school: no weekend, no holiday."""
        return day.weekday() < _SATURDAY and self.holiday(day) is None

    def next_school_day(self, day: date) -> date:
        """`day` itself when there is school, else the first school day after it.

        A table that leaves no school day for more than a year is wrong; then `day` itself is returned.
        """
        return self._nearest(day, forward=True)

    def previous_school_day(self, day: date) -> date:
        """`day` itself when there is school, else the last school day before it.

        A table that leaves no school day for more than a year is wrong; then `day` itself is returned.
        """
        return self._nearest(day, forward=False)

    def add_school_days(self, day: date, count: int) -> date:
        """The school day that is `count` school days after `day`; 0 gives `next_school_day(day)`."""
        if count <= 0:
            return self.next_school_day(day)
        for _ in range(count):
            day = self.next_school_day(day + _DAY)
        return day

    def add_school_weeks(self, day: date, count: int) -> date:
        """The same weekday `count` school weeks later; weeks without any school day do not count.

        domain.md §10: a term in school weeks stands still in a holiday.
        """
        for _ in range(count):
            day += _WEEK
            skipped = 0
            while not self.has_school(day) and skipped < _LONGEST_CLOSURE:
                day += _WEEK
                skipped += 7
        return day

    def has_school(self, day: date) -> bool:
        """Whether the week (Monday to Friday) around `day` holds at least one school day."""
        monday = monday_of(day)
        return any(self.is_school_day(monday + timedelta(days=n)) for n in range(_SATURDAY))

    def _nearest(self, day: date, *, forward: bool) -> date:
        found = day
        while abs((found - day).days) <= _LONGEST_CLOSURE:
            period = self.holiday(found)
            if period is None and found.weekday() < _SATURDAY:
                return found
            try:
                if period is None:
                    found += _DAY if forward else -_DAY
                else:
                    found = period.last + _DAY if forward else period.first - _DAY
            except OverflowError:
                return day
        return day


def school_year(day: date) -> tuple[int, int]:
    """The two calendar years of the school year (1 August – 31 July) that holds `day`."""
    first = day.year if day.month >= _NEW_SCHOOL_YEAR else day.year - 1
    return first, first + 1


def monday_of(day: date) -> date:
    """The Monday of the week that holds `day`."""
    return day - timedelta(days=day.weekday())


@cache
def shipped_holidays() -> tuple[Period, ...]:
    """The table that comes with the program, for every school year it knows (rules/holidays.toml).

    The official advice for region Midden; the school checks it against its own calendar.
    """
    return tuple(period for periods in shipped_by_year().values() for period in periods)


@cache
def shipped_by_year() -> dict[int, tuple[Period, ...]]:
    """The shipped table by the first calendar year of each school year."""
    table = tomllib.loads((files("sotdesk") / "rules" / "holidays.toml").read_text(encoding="utf-8"))
    return {
        int(year["first"]): tuple(Period(row["name"], row["first"], row["last"]) for row in year["holidays"])
        for year in table["year"]
    }
