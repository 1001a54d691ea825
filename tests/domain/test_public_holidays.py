"""Working days by the Algemene termijnenwet, art. 3: over holidays, a leap day and the clock of summer."""

from datetime import date

import pytest

from sotdesk.domain.public_holidays import add_working_days, is_working_day, public_holidays


@pytest.mark.parametrize(
    ("day", "number", "last"),
    [
        (date(2026, 11, 25), 5, date(2026, 12, 2)),  # over a weekend
        (date(2026, 12, 23), 5, date(2026, 12, 31)),  # over Christmas and the day after
        (date(2026, 12, 30), 5, date(2027, 1, 7)),  # over New Year
        (date(2028, 2, 25), 5, date(2028, 3, 3)),  # over 29 February
        (date(2027, 3, 25), 5, date(2027, 4, 5)),  # Good Friday, Easter Monday, the clock goes forward
        (date(2026, 10, 23), 5, date(2026, 10, 30)),  # the clock goes back
        (date(2027, 4, 26), 5, date(2027, 5, 4)),  # over the King's birthday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # from a Saturday
        (date(2026, 11, 25), 0, date(2026, 11, 25)),
    ],
)
def test_so_many_working_days_later(day: date, number: int, last: date) -> None:
    assert add_working_days(day, number) == last


def test_the_days_of_a_year() -> None:
    """2025: the King's birthday on a Sunday is kept the day before."""
    assert date(2025, 4, 26) in public_holidays(2025) and date(2025, 4, 27) not in public_holidays(2025)
    days = [date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 4, 27), date(2027, 5, 5),
            date(2027, 5, 6), date(2027, 5, 17), date(2027, 12, 25), date(2027, 12, 26)]  # fmt: skip
    assert sorted(public_holidays(2027)) == days
    assert is_working_day(date(2026, 12, 28)), "a school holiday is a working day"
