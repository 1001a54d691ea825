"""Weeks, months, years: volgende week di, week 50, eind dec, in het nieuwe jaar. Rules: dates.md."""

import re
from datetime import date, timedelta

from sotdesk.domain.calendar import monday_of, school_year
from sotdesk.domain.dates_model import Answer, Frame, Refusal, ending, one_day, whole, year_meant
from sotdesk.domain.dates_words import (
    AMOUNT,
    COMING,
    DAY,
    DAY_PART,
    END,
    MONTH,
    MONTH_NAME,
    NEXT,
    OF_THE,
    WEEKDAY,
    add_months,
    amount,
    month_end,
)

_SUNDAY = timedelta(days=6)
_WEEK = timedelta(days=7)
_LAST_WEEK = 53
_PART = rf"(?P<part>begin|half|halverwege|midden|medio|einde?)(?: in)?{OF_THE}(?: de| het)? "

WEEKS = re.compile(
    rf"(?:(?P<day>{DAY}){DAY_PART} (?:in )?|{_PART})?(?:"
    rf"(?P<this>deze (?:week|wk))|(?P<next>(?:{NEXT}|{COMING}) (?:week|wk))|(?P<week>week)(?! ?[0-9])"
    rf"|(?:over|binnen) (?P<n>{AMOUNT}) (?:weken|week|wkn|wk)"
    r"|(?:(?:week|wk) ?|w)(?P<number>[0-9]{1,2}))"
    rf"(?: (?:op )?(?P<on>{DAY}){DAY_PART})?{END}"
)
MONTHS = re.compile(
    rf"(?:{_PART})?(?:(?P<name>{MONTH_NAME})(?: (?P<year>20[0-9]{{2}}))?"
    rf"|(?P<this>deze (?:maand|mnd))|(?P<next>(?:{NEXT}|{COMING}) (?:maand|mnd))|(?P<month>maand)){END}"
)
YEARS = re.compile(
    rf"(?:(?P<new>nieuwe (?:kalender)?jaar|nieuwjaar)"
    rf"|(?P<end>(?:einde?{OF_THE}(?: het| dit)?|dit) (?:kalender)?jaar)"
    rf"|(?P<school_end>(?:einde?{OF_THE}(?: het| dit)?|dit) schooljaar)"
    rf"|(?P<school_new>(?:(?:begin|start){OF_THE}(?: het)? )?(?:nieuwe|volgende?) schooljaar)){END}"
)


def weeks(match: re.Match[str], frame: Frame) -> Answer | None:
    """A week, a day in it, its beginning, middle or end."""
    part, day = match["part"], match["day"] or match["on"]
    if (match["week"] and not part) or (match["n"] and not part and not day):
        return None  # "week" alone is text; "over 2 weken" alone is a day, not a week
    if match["n"] and match["day"]:
        return _weekday_in_weeks(WEEKDAY[match["day"]], amount(match["n"]), frame)
    monday = _monday(match, frame)
    if isinstance(monday, Refusal):
        return monday
    if day:
        number = WEEKDAY[day]
        return one_day(monday + timedelta(days=number), computed=number < 5)
    if part == "begin":
        return one_day(monday)
    if part and not part.startswith("eind"):
        return one_day(monday + timedelta(days=2))
    if monday + _SUNDAY < frame.today:
        return Refusal(f"week {monday.isocalendar().week} is voorbij")
    return (ending if part else whole)(monday, monday + _SUNDAY, frame)


def _weekday_in_weeks(number: int, count: int, frame: Frame) -> Answer:
    """*vr over 2 weken*: two weeks after the coming Friday, today included."""
    coming = frame.today + timedelta(days=(number - frame.today.weekday()) % 7)
    return one_day(coming + count * _WEEK, computed=number < 5)


def _monday(match: re.Match[str], frame: Frame) -> date | Refusal:
    monday = monday_of(frame.today)
    if match["next"]:
        return monday + _WEEK
    if match["n"]:
        return monday + amount(match["n"]) * _WEEK
    return _numbered(int(match["number"]), frame) if match["number"] else monday


def _numbered(number: int, frame: Frame) -> date | Refusal:
    """The Monday of a numbered (ISO) week of this year or, when that is long past, of the next."""
    missing = Refusal(f"week {number} bestaat niet")
    if not 1 <= number <= _LAST_WEEK:
        return missing

    def sunday(year: int) -> date:
        return date.fromisocalendar(year, min(number, 52), 7)

    try:
        return date.fromisocalendar(year_meant(frame.today, sunday), number, 1)
    except ValueError:
        return missing


def months(match: re.Match[str], frame: Frame) -> Answer | None:
    """A month, its beginning (first Monday), middle (the 15th) or end."""
    part = match["part"]
    if (match["month"] and not part) or _is_name_jan(match):
        return None
    first = _first_of_month(match, frame)
    if part == "begin":
        return one_day(first + timedelta(days=-first.weekday() % 7))
    if part and not part.startswith("eind"):
        return one_day(first.replace(day=15))
    last = month_end(first.year, first.month)
    if last < frame.today:
        return Refusal(f"{match[0]} is voorbij")
    return (ending if part else whole)(first, last, frame)


def _is_name_jan(match: re.Match[str]) -> bool:
    """Whether *jan* stands before other words, without *in*: rather a person than January."""
    introduced = match.string[: match.start()].endswith("in ")
    return match[0] == "jan" and match.end() < len(match.string) and not introduced


def _first_of_month(match: re.Match[str], frame: Frame) -> date:
    if not match["name"]:
        return add_months(frame.today.replace(day=1), 1 if match["next"] else 0)
    month = MONTH[match["name"]]
    if match["year"]:
        return date(int(match["year"]), month, 1)
    return date(year_meant(frame.today, lambda year: month_end(year, month)), month, 1)


def years(match: re.Match[str], frame: Frame) -> Answer | None:
    """The turn of the calendar year and of the school year; the latter only with a summer in the calendar."""
    if match["new"]:
        return one_day(date(frame.today.year + 1, 1, 1))
    if match["end"]:
        return ending(frame.today, date(frame.today.year, 12, 31), frame)
    summer = date(school_year(frame.today)[1], 7, 31)
    if frame.calendar.holiday(summer) is None:
        return None
    if match["school_end"]:
        return ending(frame.today, summer, frame)
    return one_day(summer + timedelta(days=1))
