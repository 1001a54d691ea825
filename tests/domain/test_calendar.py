"""School days, school weeks and the shipped holiday table (dates.md; domain.md §10)."""

from datetime import date, timedelta

import pytest

from sotdesk.domain.calendar import (
    Moment,
    Period,
    SchoolCalendar,
    monday_of,
    school_year,
    shipped_by_year,
    shipped_holidays,
)
from sotdesk.domain.calendar_approximate import approximate_holidays, easter_sunday, holidays_around

KERST = Period("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3))
VOORJAAR = Period("voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28))
CALENDAR = SchoolCalendar((KERST, VOORJAAR), (Moment("rapportvergadering", date(2027, 1, 25)),))


@pytest.mark.parametrize(
    ("day", "school"),
    [
        (date(2026, 11, 25), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 12, 18), True),
        (date(2026, 12, 21), False),
        (date(2027, 1, 1), False),
        (date(2027, 1, 4), True),
    ],
)
def test_school_days(day: date, school: bool) -> None:
    assert CALENDAR.is_school_day(day) is school


def test_holiday_includes_both_ends() -> None:
    assert CALENDAR.holiday(date(2026, 12, 19)) == KERST
    assert CALENDAR.holiday(date(2027, 1, 3)) == KERST
    assert CALENDAR.holiday(date(2026, 12, 18)) is None
    assert CALENDAR.holiday(date(2027, 1, 4)) is None


@pytest.mark.parametrize(
    ("day", "after", "before"),
    [
        (date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 28), date(2026, 11, 30), date(2026, 11, 27)),
        (date(2026, 12, 25), date(2027, 1, 4), date(2026, 12, 18)),
        (date(2027, 1, 3), date(2027, 1, 4), date(2026, 12, 18)),
    ],
)
def test_nearest_school_day(day: date, after: date, before: date) -> None:
    assert CALENDAR.next_school_day(day) == after
    assert CALENDAR.previous_school_day(day) == before


def test_adjacent_holidays_are_passed_in_one_go() -> None:
    calendar = SchoolCalendar((KERST, Period("studiedag", date(2027, 1, 4), date(2027, 1, 4))))
    assert calendar.next_school_day(date(2026, 12, 20)) == date(2027, 1, 5)
    assert calendar.previous_school_day(date(2027, 1, 4)) == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 25), 5, date(2026, 12, 2)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 12, 17), 2, date(2027, 1, 4)),
        (date(2026, 12, 18), 5, date(2027, 1, 8)),
    ],
)
def test_add_school_days(day: date, count: int, expected: date) -> None:
    assert CALENDAR.add_school_days(day, count) == expected


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 25), 4, date(2027, 1, 6)),
        (date(2026, 12, 16), 1, date(2027, 1, 6)),
        (date(2026, 11, 25), 3, date(2026, 12, 16)),
        (date(2027, 2, 15), 1, date(2027, 3, 1)),
    ],
)
def test_holidays_do_not_count_as_school_weeks(day: date, count: int, expected: date) -> None:
    """domain.md §10: 4 consecutive school weeks, holidays do not count."""
    assert CALENDAR.add_school_weeks(day, count) == expected


def test_a_table_without_school_days_does_not_loop() -> None:
    day = date(2026, 11, 25)
    for last in (date(2030, 1, 1), date.max):
        closed = SchoolCalendar((Period("fout", date(2020, 1, 1), last),))
        assert closed.next_school_day(day) == day
        assert closed.previous_school_day(day) == day
        assert closed.add_school_weeks(day, 1) > day
    assert SchoolCalendar((Period("fout", date.min, day),)).previous_school_day(day) == day


def test_school_year_turns_on_the_first_of_august() -> None:
    assert school_year(date(2026, 7, 31)) == (2025, 2026)
    assert school_year(date(2026, 8, 1)) == (2026, 2027)
    assert school_year(date(2027, 1, 1)) == (2026, 2027)


def test_monday_of() -> None:
    assert monday_of(date(2026, 11, 29)) == date(2026, 11, 23)
    assert monday_of(date(2026, 11, 23)) == date(2026, 11, 23)


def test_shipped_table_is_in_order_and_whole() -> None:
    """Rijksoverheid, schoolvakanties regio Midden: five holidays a year, weekend to weekend."""
    assert {2025, 2026, 2027} <= set(shipped_by_year())
    previous = date.min
    for period in shipped_holidays():
        assert previous < period.first <= period.last
        previous = period.last
    for year, periods in shipped_by_year().items():
        names = [period.name for period in periods]
        for name in ("herfst", "kerst", "voorjaars", "mei", "zomer"):
            assert f"{name}vakantie" in names, year
        for period in periods:
            if period.name.endswith("vakantie") and period.first.month != 8:
                assert period.first.weekday() == 5, period
                assert period.last.weekday() == 6, period


def test_shipped_table_holds_the_known_dates() -> None:
    assert KERST in shipped_holidays()
    assert VOORJAAR in shipped_holidays()


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2028, date(2028, 4, 16)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


def test_shipped_public_holidays_follow_easter() -> None:
    for first, periods in shipped_by_year().items():
        easter = easter_sunday(first + 1)
        by_name = {period.name: period for period in periods}
        assert by_name["Pasen"].last == easter + timedelta(days=1)
        assert by_name["Hemelvaart"].first == easter + timedelta(days=39)
        assert by_name["Pinksteren"].last == easter + timedelta(days=50)


@pytest.mark.parametrize("first", sorted(shipped_by_year()))
def test_the_approximation_is_close_to_the_official_table(first: int) -> None:
    """Never more than a week off: good enough for a fictional school, and called approximate."""
    approximate = {period.name: period for period in approximate_holidays(first)}
    for period in shipped_by_year()[first]:
        if period.name.endswith("vakantie"):
            assert abs((approximate[period.name].last - period.last).days) <= 7 or period.first.month == 8


@pytest.mark.parametrize("year", [1999, 2024, 2027, 2031, 2050])
def test_any_year_has_holidays_around_it(year: int) -> None:
    day = date(year, 11, 25)
    calendar = SchoolCalendar(holidays_around(day))
    assert calendar.holiday(date(year, 12, 26)) is not None
    assert calendar.holiday(date(year + 1, 8, 1)) is not None
    assert calendar.holiday(date(year, 8, 1)) is not None
    assert calendar.is_school_day(calendar.next_school_day(day))
    assert list(calendar.holidays) == sorted(calendar.holidays, key=lambda period: period.first)
