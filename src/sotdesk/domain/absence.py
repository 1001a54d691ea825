"""Absence: how far a pupil is from each norm, and by when a report must be made (domain.md §10).

sotdesk is not the administration of absence: it counts what was typed or pasted from the school's own system on a
dated snapshot. Calling anyone a *thuiszitter* is the coordinator's judgement, never this module's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sotdesk.domain.calendar import SchoolCalendar, monday_of
from sotdesk.domain.rules import load

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_SATURDAY = 5
_FURTHEST = 60
"""Weeks that are looked back at most: a table that closes the school for longer is wrong."""


class AbsenceKind(StrEnum):
    """What a day's absence was, as the school's system says it. Sickness and suspension are lawful (P60b)."""

    UNLAWFUL = "ongeoorloofd"
    SICK = "ziek"
    LAWFUL = "geoorloofd"


@dataclass(frozen=True)
class Absence:
    """Absence on one day, in hours (parts of an hour count); `hours` 0 of a sick day is the whole day."""

    day: date
    kind: AbsenceKind
    hours: float = 0.0


@dataclass(frozen=True)
class Norms:
    """The numbers of rules/absence.toml; a school's own stand in their place."""

    hours: float
    school_weeks: int
    report_working_days: int
    days_between_reports: int
    long_weeks: int
    sick_reports: int
    sick_school_weeks: int
    sick_days: int
    duty_until: int
    voluntary_until: int
    lesson_hours: float = 1.0
    """What a lesson counts for, in hours."""


def norms() -> Norms:
    """The norms as they ship."""
    rules = load("absence")
    unlawful, sick, ages = rules["unlawful"], rules["sick"], rules["ages"]
    return Norms(
        unlawful["hours"], unlawful["school_weeks"], unlawful["report_working_days"],
        unlawful["days_between_reports"], rules["long"]["weeks"], sick["reports"], sick["school_weeks"],
        sick["days"], ages["duty_until"], ages["voluntary_until"], float(rules["paste"]["lesson_hours"]),
    )  # fmt: skip


@dataclass(frozen=True)
class SickNorm:
    """When sickness asks a talk with the youth doctor: so many reports in so many school weeks, or so many school
    days in a row. Schools agree on it with their doctor and differ (P64), so a school may set its own."""

    reports: int
    school_weeks: int
    days: int

    def within(self, rules: Norms) -> Norms:
        """The norms with these numbers."""
        return replace(
            rules, sick_reports=self.reports, sick_school_weeks=self.school_weeks, sick_days=self.days
        )


def shipped_sick_norm() -> SickNorm:
    """As it ships."""
    rules = norms()
    return SickNorm(rules.sick_reports, rules.sick_school_weeks, rules.sick_days)


@dataclass(frozen=True)
class CountNorm:
    """How this school counts: what a lesson is in hours (schools differ), until which age it must report, and until
    which age it may (P60: agreed on locally)."""

    lesson_hours: float
    duty_until: int
    voluntary_until: int

    def within(self, rules: Norms) -> Norms:
        """The norms with these numbers."""
        return replace(
            rules,
            lesson_hours=self.lesson_hours,
            duty_until=self.duty_until,
            voluntary_until=self.voluntary_until,
        )


@dataclass(frozen=True)
class Snapshot:
    """What stood in the school's system on `day`: unlawful hours in the last school weeks, sick reports in the
    last twelve, the longest run of sick school days now, and weeks of unbroken unlawful absence (`4.1` = 29 days)."""

    day: date
    hours: float = 0.0
    sick_reports: int = 0
    sick_days: int = 0
    weeks_away: float = 0.0


class Duty(StrEnum):
    """Whether the school must report (P60): by age on the day itself."""

    MUST = "meldplicht"
    MAY = "melden is vrijwillig"
    NONE = "geen melding"


def duty(birth_date: date | None, day: date, rules: Norms | None = None) -> Duty:
    """Under 18 the school must, from 18 to 23 it may; without a birth date the strictest holds."""
    rules = rules or norms()
    if birth_date is None:
        return Duty.MUST
    age = day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
    if age < rules.duty_until:
        return Duty.MUST
    return Duty.MAY if age < rules.voluntary_until else Duty.NONE


def first_counted(day: date, school_weeks: int, calendar: SchoolCalendar) -> date:
    """The Monday on which so many school weeks up to and with the week of `day` begin; a week without any school
    day does not count (P60, P61: holidays do not count)."""
    monday = monday_of(day)
    left = school_weeks - (1 if calendar.has_school(monday) else 0)
    for _ in range(_FURTHEST):
        if left <= 0:
            break
        monday -= _WEEK
        left -= 1 if calendar.has_school(monday) else 0
    return monday


def unlawful_hours(
    days: Iterable[Absence], on: date, calendar: SchoolCalendar, *, after: date | None = None,
    rules: Norms | None = None,
) -> float:  # fmt: skip
    """Unlawful hours in the school weeks that end with the week of `on`, up to `on`.

    After a report the count begins anew the day after the norm was reached (`after`; P60). Hours typed on a day
    without school do not count.
    """
    rules = rules or norms()
    first = first_counted(on, rules.school_weeks, calendar)
    if after is not None:
        first = max(first, after + _DAY)
    return sum(
        one.hours
        for one in days
        if one.kind is AbsenceKind.UNLAWFUL and first <= one.day <= on and calendar.is_school_day(one.day)
    )


def reached_on(
    days: Sequence[Absence],
    calendar: SchoolCalendar,
    *,
    after: date | None = None,
    rules: Norms | None = None,
) -> date | None:
    """The first day on which the norm of hours was reached, or None."""
    rules = rules or norms()
    for day in sorted({one.day for one in days if one.kind is AbsenceKind.UNLAWFUL}):
        if (after is None or day > after) and unlawful_hours(
            days, day, calendar, after=after, rules=rules
        ) >= rules.hours:
            return day
    return None


def report_by(reached: date, rules: Norms | None = None) -> date:
    """The last day to report: five working days after the norm was reached (P61, P62).

    Working days are Monday to Friday; school holidays do not lengthen the term (our reading, the strict one).
    """
    rules = rules or norms()
    day, left = reached, rules.report_working_days
    while left:
        day += _DAY
        left -= 1 if day.weekday() < _SATURDAY else 0
    return day


def may_report_again(last_report: date, rules: Norms | None = None) -> date:
    """The first day of a next report about unbroken absence: one in seven calendar days (P60)."""
    return last_report + timedelta(days=(rules or norms()).days_between_reports)


def weeks_away(days: Sequence[Absence], on: date, calendar: SchoolCalendar) -> float:
    """Weeks (seven calendar days) of unbroken unlawful absence up to `on`, in tenths rounded down: the 29th day is
    more than four weeks. Sickness in between breaks it.

    A school day without unlawful absence breaks it too; holidays neither break nor end it.
    """
    unlawful = {one.day for one in days if one.kind is AbsenceKind.UNLAWFUL and one.hours > 0}
    day, first = on, None
    for _ in range(_FURTHEST * 7):
        if calendar.is_school_day(day):
            if day not in unlawful:
                break
            first = day
        day -= _DAY
    return 0.0 if first is None else ((on - first).days + 1) * 10 // 7 / 10


def sick_streak(days: Iterable[Absence], on: date, calendar: SchoolCalendar) -> int:
    """School days on end that the pupil was reported sick, up to `on` (or the last school day before it)."""
    sick = {one.day for one in days if one.kind is AbsenceKind.SICK}
    day, count = calendar.previous_school_day(on), 0
    while day in sick:
        count += 1
        day = calendar.previous_school_day(day - _DAY)
    return count


def sick_reports(
    days: Iterable[Absence], on: date, calendar: SchoolCalendar, rules: Norms | None = None
) -> int:
    """Sick reports in the last twelve school weeks: each run of sick school days is one report (P64)."""
    rules = rules or norms()
    first = first_counted(on, rules.sick_school_weeks, calendar)
    sick = sorted({one.day for one in days if one.kind is AbsenceKind.SICK and one.day <= on})
    starts = [day for day in sick if calendar.previous_school_day(day - _DAY) not in sick]
    return sum(1 for day in starts if day >= first)


def snapshot(
    days: Sequence[Absence], on: date, calendar: SchoolCalendar, *, after: date | None = None,
    rules: Norms | None = None,
) -> Snapshot:  # fmt: skip
    """What pasted days come to on `on`."""
    return Snapshot(
        on,
        unlawful_hours(days, on, calendar, after=after, rules=rules),
        sick_reports(days, on, calendar, rules),
        sick_streak(days, on, calendar),
        weeks_away(days, on, calendar),
    )


@dataclass(frozen=True)
class Distance:
    """How far a snapshot is from one norm: `9 van 16 uur in 4 schoolweken`; `reached` when it is met."""

    words: str
    reached: bool
    source: str


def distances(
    found: Snapshot, birth_date: date | None = None, rules: Norms | None = None
) -> tuple[Distance, ...]:
    """The distance to each norm, in the order of the law, the youth doctors and the longest absence."""
    rules = rules or norms()
    texts = load("absence")
    owed = duty(birth_date, found.day, rules)
    said = "" if owed is Duty.MUST else f" · {owed.value}"
    return (
        Distance(
            f"{number(found.hours)} van {number(rules.hours)} uur in {rules.school_weeks} schoolweken{said}",
            found.hours >= rules.hours, texts["unlawful"]["source"],
        ),
        Distance(
            f"{found.sick_reports} van {rules.sick_reports} ziekmeldingen in {rules.sick_school_weeks} schoolweken",
            found.sick_reports >= rules.sick_reports, texts["sick"]["source"],
        ),
        Distance(
            f"{found.sick_days} van {rules.sick_days} schooldagen ziek op rij",
            found.sick_days >= rules.sick_days, texts["sick"]["source"],
        ),
        Distance(
            f"{number(found.weeks_away)} van {rules.long_weeks} weken aaneen ongeoorloofd",
            found.weeks_away > rules.long_weeks, texts["long"]["source"],
        ),
    )  # fmt: skip


def number(hours: float) -> str:
    """`9`, `9,5`: hours as they are written in Dutch."""
    return f"{hours:g}".replace(".", ",")
