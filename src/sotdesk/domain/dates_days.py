"""Single days: vandaag, vr, di 1 dec, 1-12, over 2 weken, 5 werkdagen. Rules and rows: dates.md."""

import re
from datetime import date, timedelta

from sotdesk.domain.calendar import monday_of
from sotdesk.domain.dates_clock import read_clock
from sotdesk.domain.dates_model import Answer, Frame, Refusal, one_day, year_meant
from sotdesk.domain.dates_show import show_date
from sotdesk.domain.dates_words import (
    AMOUNT,
    COMING,
    DAY,
    DAY_PART,
    DAYS,
    END,
    MONTH,
    MONTH_NAME,
    NEXT,
    SHORT_MONTHS,
    WEEKDAY,
    add_months,
    amount,
    month_end,
)

_SATURDAY = 5
_SUNDAY_OR_SO = "zo"  # zondag, and an ordinary word: "zo vaak als nodig"

NEAR = re.compile(
    r"(?:(?P<today>vandaag|heden|vanochtend|vanmorgen|vanmiddag|vanavond|eind(?:e)?(?: van)? de dag)"
    r"|(?P<tomorrow>morgen(?:vroeg|ochtend|middag|avond| vroeg| ochtend| middag| avond)?)"
    r"|(?P<after>overmorgen)|(?P<yesterday>gisteren)|(?P<before>eergisteren))" + END
)
WEEKDAYS = re.compile(
    f"(?:(?P<which>{COMING}|{NEXT}|deze) )?(?P<day>{DAY}){DAY_PART}(?: (?P<coming>{COMING}))?{END}"
)
CALENDAR = re.compile(
    rf"(?:(?:(?:{COMING}|{NEXT}|deze)(?: week)? )?(?P<day>{DAY}){DAY_PART} )?(?:de )?(?:"
    rf"(?P<d>[0-9]{{1,2}})(?:e|de|ste)?[ -]?(?P<m>{MONTH_NAME})(?:[ -](?P<y>'[0-9]{{2}}|20[0-9]{{2}}))?"
    r"|(?P<iy>20[0-9]{2})-(?P<im>[0-9]{2})-(?P<id>[0-9]{2})"
    r"|(?P<nd>[0-9]{1,2})(?P<sep>[-/.])(?P<nm>[0-9]{1,2})(?:(?P=sep)(?P<ny>20[0-9]{2}|[0-9]{2}))?"
    rf")(?: {COMING}(?=$))?{END}"
)
_SCHOOL_UNITS = "schooldag(?:en)?|werkdag(?:en)?|lesdag(?:en)?|schoolwe(?:ek|ken)|leswe(?:ek|ken)"
# "5 schooldagen voor de kerst" is not five days from now: dates_names.
RELATIVE = re.compile(
    r"(?:(?:over|binnen|na) (?:(?:ongeveer|circa|ca|zo'n|uiterlijk|maximaal|max) )?(?:"
    rf"(?P<n>{AMOUNT}) ?(?P<unit>dag(?:en)?|weken|week|wkn|wk|w|maand(?:en)?|mnd|jaar|{_SCHOOL_UNITS})"
    rf"(?: of (?P<or>{AMOUNT}))?|(?P<half>een half ?jaar|half ?jaar))"
    rf"|(?:(?P<bn>{AMOUNT}) (?P<bunit>{_SCHOOL_UNITS})|(?P<sn>[0-9]{{1,2}})(?P<sunit>wkn|wk|w|mnd))"
    rf"(?! (?:voor|na) )){END}"
)
# "1-2 keer per week" is no first of February
_COUNTED = re.compile(
    " (?:keer|maal|x|uur|u|min|minuten|dag|dagen|week|weken|maand|maanden|les|lessen|leerlingen|punt|punten)"
    + END
)


def near(match: re.Match[str], frame: Frame) -> Answer | None:
    """vandaag, morgen, overmorgen; gisteren, which is past. Today is kept even in a weekend or holiday."""
    steps = {"today": 0, "tomorrow": 1, "after": 2, "yesterday": -1, "before": -2}
    step = steps[match.lastgroup or "today"]
    return one_day(frame.today + timedelta(days=step), computed=step > 0)


def weekday(match: re.Match[str], frame: Frame) -> Answer | None:
    """vr, a.s. vrijdag, deze do, volgende ma. The name of today means a week later, and is said.

    A Saturday or Sunday that is named is kept, as a typed date is.
    """
    if _is_word_zo(match):
        return None
    number = WEEKDAY[match["day"]]
    this_week = monday_of(frame.today) + timedelta(days=number)
    which = match["which"] or ""
    if which == "deze":
        return one_day(this_week, computed=number < _SATURDAY)
    day = this_week if this_week > frame.today else this_week + timedelta(days=7)
    ahead = number >= frame.today.weekday() and which.startswith(("volg", "vlg"))
    if ahead:
        day = this_week + timedelta(days=7)
    said = ahead or number == frame.today.weekday()
    notes = (f"volgende week {DAYS[number]}",) if said else ()
    return one_day(day, computed=number < _SATURDAY, notes=notes)


def _is_word_zo(match: re.Match[str]) -> bool:
    follows = match.end() < len(match.string)
    return match[0] == _SUNDAY_OR_SO and follows and read_clock(match.string, match.end()) is None


def calendar_date(match: re.Match[str], frame: Frame) -> Answer | None:
    """1 dec, 1-12, 01-12-2026, di 1 dec; refuses what does not exist or contradicts itself."""
    month = MONTH[match["m"]] if match["m"] else int(match["im"] or match["nm"])
    number = int(match["d"] or match["id"] or match["nd"])
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    if match["nd"] and not match["ny"] and _is_no_date(match, number, month, frame):
        return None
    year = _year(match, number, month, frame)
    if number > month_end(year, month).day:
        shown = f"{number} {SHORT_MONTHS[month - 1]}" + (f" {year}" if number == 29 else "")
        return Refusal(f"{shown} bestaat niet")
    day = date(year, month, number)
    if match["day"] and day.weekday() != WEEKDAY[match["day"]] and day >= frame.today:
        return Refusal(
            f"{show_date(day, frame.today).partition(' ')[2]} is een {DAYS[day.weekday()]}", proposed=day
        )
    return one_day(day, computed=False)


def _year(match: re.Match[str], number: int, month: int, frame: Frame) -> int:
    written = match["y"] or match["iy"] or match["ny"]
    if written:
        return 2000 + int(written[-2:])

    def in_year(year: int) -> date:
        return date(year, month, min(number, month_end(year, month).day))

    return year_meant(frame.today, in_year)


def _is_no_date(match: re.Match[str], number: int, month: int, frame: Frame) -> bool:
    """Whether `1-2` or `10.10` without a year is an amount or, behind a weekday, a time."""
    if not match["day"]:
        return _COUNTED.match(match.string, match.end()) is not None
    if match["sep"] != "." or len(match["nm"]) < 2 or month % 5:
        return False
    last = month_end(year := _year(match, number, month, frame), month).day
    return number > last or date(year, month, number).weekday() != WEEKDAY[match["day"]]


def relative(match: re.Match[str], frame: Frame) -> Answer | None:
    """over 2 weken, over een week of twee, 5 werkdagen, 3w. Werkdagen are school days (dates.md)."""
    if match["half"]:
        return one_day(add_months(frame.today, 6))
    count = amount(match["or"] or match["n"] or match["bn"] or match["sn"])
    unit = match["unit"] or match["bunit"] or match["sunit"]
    return one_day(_ahead(frame, count, unit)) if count else None


def _ahead(frame: Frame, count: int, unit: str) -> date:
    if unit.startswith(("schoolw", "lesw")):
        return frame.calendar.add_school_weeks(frame.today, count)
    if unit.startswith(("school", "werk", "les")):
        return frame.calendar.add_school_days(frame.today, count)
    if unit.startswith("w"):
        return frame.today + timedelta(weeks=count)
    if unit.startswith("m"):
        return add_months(frame.today, count)
    if unit == "jaar":
        return add_months(frame.today, 12 * count)
    return frame.today + timedelta(days=count)
