"""Dutch dates as people type them: `vr`, `over 2 weken`, `eind dec`, `voor de kerst`, `z.s.m.` (dates.md).

The entrance and the order of reading; what the words mean is in the dates_* files beside it. A rule of thumb
for all of them: what is not certainly a date is text.
"""

import re
from collections.abc import Callable
from datetime import date, time, timedelta

from sotdesk.domain.dates_clock import read_clock
from sotdesk.domain.dates_days import (
    CALENDAR,
    NEAR,
    RELATIVE,
    WEEKDAYS,
    calendar_date,
    near,
    relative,
    weekday,
)
from sotdesk.domain.dates_model import Answer, DateReading, Found, Frame, Open, Refusal
from sotdesk.domain.dates_names import named
from sotdesk.domain.dates_open import read_open
from sotdesk.domain.dates_periods import MONTHS as MONTH_WORDS
from sotdesk.domain.dates_periods import WEEKS, YEARS, months, weeks, years
from sotdesk.domain.dates_show import remarks, show_date, show_moment
from sotdesk.domain.dates_words import DAYS, MONTHS, even_out, typed

__all__ = [
    "DAYS",
    "MONTHS",
    "DateReading",
    "Frame",
    "Open",
    "read",
    "read_longest",
    "remarks",
    "show_date",
    "show_moment",
]

_DAY = timedelta(days=1)
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Frame], Answer | None]], ...] = (
    (NEAR, near),
    (CALENDAR, calendar_date),
    (WEEKDAYS, weekday),
    (WEEKS, weeks),
    (RELATIVE, relative),
    (MONTH_WORDS, months),
    (YEARS, years),
)
# Words before a date that change nothing to the day: the typed words are kept anyway.
_LEAD = re.compile(
    r"(?:(?:nog|uiterlijk|ten laatste|op z(?:'n|ijn) laatst|het liefst|liefst|graag|later|ergens|direct"
    r"|meteen|vlak|kort|pas) )*"
)
_RELATION = re.compile(
    r"(?:(?P<relation>voor|na) |(?:op|per|in|aan|tegen|rond|bij|vanaf|tot en met|t/m) )?(?:(?:de|het|'t|t) )?"
)


def read(text: str, frame: Frame) -> DateReading | None:
    """The whole text as a date expression, or None when it is none (or only its beginning is one)."""
    found = read_longest(text, frame)
    return found[0] if found and found[1] == len(text.rstrip()) else None


def read_longest(text: str, frame: Frame) -> tuple[DateReading, int] | None:
    """The longest run of whole words at the start of `text` that reads as a date.

    The number is how many characters it takes, closing punctuation included. Never raises.
    """
    line = even_out(text)
    if not line.plain:
        return None
    try:
        found = _interpret(line.plain, frame)
    except (OverflowError, ValueError):  # outside the years a date can have: nobody means that
        return None
    if found is None:
        return None
    reading, end = found
    taken = line.taken(end)
    words = typed(text[line.start : taken])
    return DateReading(words, reading.day, reading.time, reading.open, reading.notes, reading.proposed), taken


def _interpret(text: str, frame: Frame) -> tuple[DateReading, int] | None:
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    for begin in (start, 0):
        opened = read_open(text, begin)
        if opened:
            return DateReading("", None, open=opened[0]), opened[1]
    plain = _longest(text, start, "", frame)
    match = _RELATION.match(text, start)
    relation = (match["relation"] or "") if match else ""
    related = _longest(text, match.end(), relation, frame) if match and match.end() > start else None
    if related and (plain is None or related[1] > plain[1]):
        return _finish(*related, relation, text, frame)
    return _finish(*plain, "", text, frame) if plain else None


def _longest(text: str, start: int, relation: str, frame: Frame) -> tuple[Answer, int] | None:
    """The reading at `start` that takes most words; the calendar's own names only when nothing takes more."""
    best: tuple[Answer, int] | None = None
    for pattern, build in _RULES:
        match = pattern.match(text, start)
        if match and (best is None or match.end() > best[1]):
            answer = build(match, frame)
            if answer is not None:
                best = answer, match.end()
    name = named(text, start, relation, frame)
    if name and (best is None or name[1] > best[1]) and _says_something(name[0], relation):
        best = name
    return best


def _says_something(answer: Answer, relation: str) -> bool:
    return isinstance(answer, Refusal) or answer.day is not None or bool(relation)


def _finish(answer: Answer, end: int, relation: str, text: str, frame: Frame) -> tuple[DateReading, int]:
    clock = read_clock(text, end)
    moment, end = clock or (None, end)
    if isinstance(answer, Refusal):
        proposed = answer.proposed
        if proposed and relation:
            proposed = _related(proposed, proposed, relation, frame)
        return DateReading("", None, moment, notes=(answer.note,), proposed=proposed), end
    return _settle(answer, relation, moment, frame), end


def _settle(found: Found, relation: str, moment: time | None, frame: Frame) -> DateReading:
    day, notes = found.day, found.notes
    if day is None or (relation and not (moment and relation == "voor")):
        day = _related(found.first, found.last, relation, frame)
    elif found.computed and not frame.calendar.is_school_day(day) and day >= frame.today:
        notes = (*notes, f"{show_date(day, frame.today)} is {_why_free(day, frame)}: eerste schooldag erna")
        day = frame.calendar.next_school_day(day)
    elif not found.computed and not frame.calendar.is_school_day(day):
        notes = (*notes, _why_free(day, frame, article=False))
    if day < frame.today:
        return DateReading("", None, moment, notes=(f"{show_date(day, frame.today)} is voorbij",))
    return DateReading("", day, moment, notes=notes)


def _related(first: date, last: date, relation: str, frame: Frame) -> date:
    """The last school day before `first`, or the first one after `last`."""
    if relation == "voor":
        return frame.calendar.previous_school_day(first - _DAY)
    return frame.calendar.next_school_day(last + _DAY)


def _why_free(day: date, frame: Frame, *, article: bool = True) -> str:
    period = frame.calendar.holiday(day)
    if period:
        return period.name
    return f"een {DAYS[day.weekday()]}" if article else DAYS[day.weekday()]
