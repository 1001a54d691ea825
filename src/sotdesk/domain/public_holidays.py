"""Working days in the sense of the law: Monday to Friday, without the days that everybody has off.

Algemene termijnenwet, art. 3: New Year, Good Friday, Easter Monday, the King's birthday, 5 May, Ascension Day, Whit
Monday, Christmas and the day after. School holidays are working days here: Veilig Thuis works on.
"""

from datetime import date, timedelta
from functools import cache

from sotdesk.domain.calendar_approximate import easter_sunday

_SATURDAY, _SUNDAY = 5, 6
_DAY = timedelta(days=1)
_FROM_EASTER = (-2, 1, 39, 50)
"""Good Friday, Easter Monday, Ascension Day, Whit Monday: days from Easter Sunday."""


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a calendar year."""
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == _SUNDAY:
        kings_day -= _DAY
    fixed = {date(year, 1, 1), kings_day, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(fixed | {easter_sunday(year) + timedelta(days=days) for days in _FROM_EASTER})


def is_working_day(day: date) -> bool:
    """Whether people work on that day."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def add_working_days(day: date, number: int) -> date:
    """The working day that is `number` working days after `day`; the day itself never counts."""
    while number > 0:
        day += _DAY
        number -= is_working_day(day)
    return day
