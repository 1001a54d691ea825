"""What a typed date is read against, and what comes out. Public names are re-exported by dates.py.

`Found` and `Refusal` are what the grammar's rules (dates_days, dates_periods, dates_names) hand to dates.py;
nobody else uses them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as time_of_day
from enum import StrEnum

from sotdesk.domain.calendar import SchoolCalendar

_RECENT = timedelta(days=120)  # a third of a year: "1-9" typed in November is past, "1-9" in April is next


@dataclass(frozen=True)
class Frame:
    """What typed dates are read against: today, the school's calendar, the next meeting of this kind."""

    today: date
    calendar: SchoolCalendar
    next_meeting: date | None = None


class Open(StrEnum):
    """Words that stand where a date would stand and give none."""

    LATER = "later"
    """nog te bepalen: a date still has to be given"""
    ONGOING = "ongoing"
    """doorlopend: no date, but an evaluation date"""


@dataclass(frozen=True)
class DateReading:
    """A date as somebody typed it; dates.md.

    `day` is None when the words give no date (`open`) or when it was refused (past, does not exist, the
    weekday contradicts the date); `notes` then says why and `proposed` may hold what to offer instead.
    """

    words: str
    day: date | None
    time: time_of_day | None = None
    open: Open | None = None
    notes: tuple[str, ...] = ()
    proposed: date | None = None

    @property
    def asks(self) -> bool:
        """Whether a date still has to be given."""
        return self.day is None and self.open is not Open.ONGOING


@dataclass(frozen=True)
class Found:
    """A stretch of days that words cover, and the day they mean by themselves.

    `voor` means the last school day before `first`, `na` the first one after `last`. `day` is None when the
    words only mean something after *voor* or *na* (de kerstvakantie). A `computed` day moves to the next
    school day, a typed one is kept and commented.
    """

    first: date
    last: date
    day: date | None
    computed: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Words that are a date, but not one that can be: `note` says why."""

    note: str
    proposed: date | None = None


Answer = Found | Refusal


def one_day(day: date, *, computed: bool = True, notes: tuple[str, ...] = ()) -> Found:
    """A single day."""
    return Found(day, day, day, computed, notes)


def last_school_day(first: date, last: date, frame: Frame) -> date:
    """The last school day from `first` (or today, when later) to `last`; `last` itself when there is none."""
    day = frame.calendar.previous_school_day(last)
    return day if day >= max(first, frame.today) else last


def whole(first: date, last: date, frame: Frame) -> Found:
    """A whole week or month: its last school day."""
    return Found(first, last, last_school_day(first, last, frame))


def ending(first: date, last: date, frame: Frame) -> Found:
    """The end of a week, month or year: *voor het eind* is the same day as *het eind* itself."""
    day = last_school_day(first, last, frame)
    return Found(day + timedelta(days=1), last, day)


def year_meant(today: date, end_in: Callable[[int], date]) -> int:
    """The year that words without one mean: the first in which they are not more than `_RECENT` ago.

    `end_in(year)` is the last day the words cover in that year.
    """
    year = today.year - 1
    while end_in(year) < today - _RECENT:
        year += 1
    return year
