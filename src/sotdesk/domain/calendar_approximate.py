"""An approximate holiday table for school years the shipped table does not hold.

For the fictional school, which must work on any date, and as a first draft a school corrects by hand.
Never to be taken for the official dates: those are rules/holidays.toml (calendar.py).
"""

from datetime import date, timedelta

from sotdesk.domain.calendar import Period, school_year, shipped_by_year

_SATURDAY = 5


def holidays_around(day: date) -> tuple[Period, ...]:
    """Holidays of the school year of `day`, the one before and the one after, in order.

    Each year comes from the shipped table where that has it and is approximated where it has not.
    """
    year = school_year(day)[0]
    shipped = shipped_by_year()
    found: list[Period] = []
    for first in (year - 1, year, year + 1):
        found += shipped.get(first) or approximate_holidays(first)
    return tuple(sorted(set(found), key=lambda period: (period.first, period.last)))


def approximate_holidays(first_year: int) -> tuple[Period, ...]:
    """School and public holidays of school year `first_year`–`first_year + 1`, by rule of thumb.

    Holidays start on the Saturday they usually start on in region Midden; the public holidays are exact.
    The summer before the school year is included, so that August is never taken for school time.
    """
    year = first_year + 1
    periods = [
        _from_saturday("zomervakantie", date(first_year, 7, 18), 44),
        _from_saturday("herfstvakantie", date(first_year, 10, 21), 9),
        _from_saturday("kerstvakantie", date(first_year, 12, 25), 16),
        _from_saturday("voorjaarsvakantie", date(year, 2, 23), 9),
        _from_saturday("meivakantie", date(year, 4, 29), 9),
        _from_saturday("zomervakantie", date(year, 7, 18), 44),
    ]
    return tuple(sorted([*periods, *_public_holidays(year)], key=lambda period: (period.first, period.last)))


def _from_saturday(name: str, latest: date, days: int) -> Period:
    """A holiday of `days` days that starts on the last Saturday not after `latest`."""
    first = latest - timedelta(days=(latest.weekday() - _SATURDAY) % 7)
    return Period(name, first, first + timedelta(days=days - 1))


def _public_holidays(year: int) -> list[Period]:
    easter = easter_sunday(year)

    def around(name: str, first: int, last: int) -> Period:
        return Period(name, easter + timedelta(days=first), easter + timedelta(days=last))

    return [
        around("Pasen", -2, 1),
        Period("Koningsdag", date(year, 4, 27), date(year, 4, 27)),
        around("Hemelvaart", 39, 40),
        around("Pinksteren", 49, 50),
    ]


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous computus of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
