"""A day that lies behind: when a worry was seen, in typed words (`gisteren`, `ma`, `20 nov`). Dates ahead: dates.py."""

import re
from datetime import date, timedelta

from sotdesk.domain.dates import DAYS, MONTHS
from sotdesk.domain.text import fold

_NAMED = {"": 0, "vandaag": 0, "gisteren": 1, "eergisteren": 2}
_DATE = re.compile(
    r"(?:[a-z]{2,9}\.? )?(?P<day>\d{1,2})(?:[-/. ]+(?P<month>\d{1,2}|[a-z]{3,9}))\.?(?:[-/. ]+(?P<year>\d{4}))?"
)


def past_day(words: str, today: date) -> date | None:
    """The last day until today that the words fit; None when they fit none. Empty is today."""
    text = " ".join(fold(words).split())
    if text in _NAMED:
        return today - timedelta(days=_NAMED[text])
    weekday = _weekday(text.removeprefix("afgelopen ").removeprefix("vorige ").removesuffix("."))
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    match = _DATE.fullmatch(text)
    return _dated(match, today) if match else None


def _weekday(word: str) -> int | None:
    return next((n for n, day in enumerate(DAYS) if len(word) >= 2 and word in (day, day[:2])), None)


def _dated(match: re.Match[str], today: date) -> date | None:
    month = _month(match["month"])
    years = [int(match["year"])] if match["year"] else [today.year, today.year - 1]
    for year in years:
        try:
            day = date(year, month, int(match["day"]))
        except ValueError:
            continue
        if day <= today:
            return day
    return None


def _month(word: str) -> int:
    """Its number; 0, which no date has, when it is none."""
    if word.isdigit():
        return int(word)
    return next(
        (n for n, name in enumerate(MONTHS, 1) if name.startswith(word) or (word == "mrt" and n == 3)), 0
    )
