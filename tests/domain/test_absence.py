"""Absence against its norms (domain.md §10; sources P60-P64, S003, S004 as named there)."""

from datetime import date, timedelta

import pytest

from sotdesk.domain.absence import (
    Absence,
    AbsenceKind,
    Duty,
    Snapshot,
    distances,
    duty,
    first_counted,
    may_report_again,
    reached_on,
    report_by,
    sick_reports,
    sick_streak,
    snapshot,
    unlawful_hours,
    weeks_away,
)
from sotdesk.domain.calendar import Period, SchoolCalendar

CALENDAR = SchoolCalendar((Period("herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),))
WED = date(2026, 11, 25)


def away(*days: tuple[int, int, float]) -> list[Absence]:
    """Unlawful hours by month, day."""
    return [Absence(date(2026, month, day), AbsenceKind.UNLAWFUL, hours) for month, day, hours in days]


def sick(first: date, days: int) -> list[Absence]:
    """Sick school days on end."""
    found: list[Absence] = []
    day = first
    while len(found) < days:
        if CALENDAR.is_school_day(day):
            found.append(Absence(day, AbsenceKind.SICK))
        day += timedelta(days=1)
    return found


def test_four_school_weeks_end_with_this_one() -> None:
    """P60, P61: four consecutive school weeks."""
    assert first_counted(WED, 4, CALENDAR) == date(2026, 11, 2)


def test_a_holiday_week_does_not_count() -> None:
    """P60, P61: holidays do not count, so the weeks before it come in their place."""
    assert first_counted(date(2026, 11, 4), 4, CALENDAR) == date(2026, 10, 5)


def test_hours_before_the_window_and_parts_of_an_hour() -> None:
    """P60: only the window counts; half hours count as halves."""
    days = away((10, 30, 8), (11, 2, 7.5), (11, 16, 8))
    assert unlawful_hours(days, WED, CALENDAR) == 15.5


def test_sickness_in_between_is_lawful() -> None:
    """P60b: sickness is lawful and not reported."""
    days = [*away((11, 16, 8)), Absence(date(2026, 11, 17), AbsenceKind.SICK, 8), *away((11, 18, 7))]
    assert reached_on(days, CALENDAR) is None
    assert unlawful_hours(days, WED, CALENDAR) == 15


def test_the_norm_is_reached_on_the_day_of_the_sixteenth_hour_and_reported_in_five_working_days() -> None:
    """P61, P62."""
    days = away((11, 9, 8), (11, 16, 4), (11, 20, 4), (11, 23, 2))
    assert reached_on(days, CALENDAR) == date(2026, 11, 20)
    assert report_by(date(2026, 11, 20)) == date(2026, 11, 27)
    assert report_by(date(2026, 10, 16)) == date(2026, 10, 23), "a school holiday does not lengthen the term"


def test_after_a_report_the_count_begins_anew_the_day_after() -> None:
    """P60: every new sixteen hours is a new report; for unbroken absence one in seven days."""
    days = away((11, 9, 8), (11, 10, 8), (11, 11, 8), (11, 12, 8))
    first = reached_on(days, CALENDAR)
    assert first == date(2026, 11, 10)
    assert reached_on(days, CALENDAR, after=first) == date(2026, 11, 12)
    assert may_report_again(date(2026, 11, 12)) == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("day", "owed"),
    [
        (date(2026, 11, 24), Duty.MUST),
        (date(2026, 11, 25), Duty.MAY),
        (date(2031, 11, 24), Duty.MAY),
        (date(2031, 11, 25), Duty.NONE),
    ],
)
def test_the_eighteenth_birthday_ends_the_duty_on_the_day_itself(day: date, owed: Duty) -> None:
    """P60: under 18 the school must report; 18 to 23 without startkwalificatie it may."""
    assert duty(date(2008, 11, 25), day) is owed


def test_without_a_birth_date_the_strictest_holds() -> None:
    assert duty(None, WED) is Duty.MUST


def test_weeks_away_are_broken_by_school_and_by_sickness_not_by_a_holiday() -> None:
    """P60b, P62, S004: more than four consecutive weeks."""
    start, days = date(2026, 10, 5), []
    while start <= date(2026, 11, 13):
        if CALENDAR.is_school_day(start):
            days.append(Absence(start, AbsenceKind.UNLAWFUL, 6))
        start += timedelta(days=1)
    assert weeks_away(days, date(2026, 11, 13), CALENDAR) == 5.7
    assert weeks_away(days, date(2026, 11, 1), CALENDAR) == 4.0, "28 days: not longer than four weeks"
    assert weeks_away(days, date(2026, 11, 2), CALENDAR) == 4.1
    broken = [one for one in days if one.day != date(2026, 11, 4)]
    assert weeks_away(broken, date(2026, 11, 13), CALENDAR) == 1.2
    ill = [*broken, Absence(date(2026, 11, 4), AbsenceKind.SICK, 6)]
    assert weeks_away(ill, date(2026, 11, 13), CALENDAR) == 1.2


def test_the_fourth_sick_report_in_twelve_school_weeks_and_the_seventh_day() -> None:
    """P64 (M@ZL): each run is one report; a weekend or holiday within a run does not make a new one."""
    days = sick(date(2026, 9, 14), 2) + sick(date(2026, 10, 5), 1) + sick(date(2026, 10, 15), 4)
    assert sick_reports(days, WED, CALENDAR) == 3
    days += sick(date(2026, 11, 17), 7)
    assert sick_reports(days, WED, CALENDAR) == 4
    assert sick_streak(days, WED, CALENDAR) == 7
    assert sick_streak(days, date(2026, 11, 29), CALENDAR) == 0, "back at school on thursday"


def test_the_distance_to_each_norm_in_words() -> None:
    found = snapshot(away((11, 9, 9)), WED, CALENDAR)
    assert found == Snapshot(WED, hours=9)
    hours, reports, streak, long = distances(found)
    assert hours.words == "9 van 16 uur in 4 schoolweken"
    assert not any(one.reached for one in (hours, reports, streak, long))
    assert distances(Snapshot(WED, hours=16))[0].reached
    assert not distances(Snapshot(WED, weeks_away=4))[3].reached, "langer dan vier weken"
    assert distances(Snapshot(WED, weeks_away=4.1))[3].reached
    assert distances(found, date(2008, 1, 1))[0].words.endswith("melden is vrijwillig")
