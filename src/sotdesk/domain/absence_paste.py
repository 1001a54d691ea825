"""Days of absence pasted from the school's own system: what each line says, and why a line is refused.

A line holds a date, a kind and (when unlawful) hours or lesson hours, in that order, with anything between them.
Nothing is guessed: a line that says two things, or too little, is refused by its number and a reason.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from sotdesk.domain.absence import Absence, AbsenceKind, number
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.dates_words import MONTH
from sotdesk.domain.rules import load
from sotdesk.domain.text import fold

MOST_LINES = 2000
_YEAR = 365
_MONTH = "|".join(sorted(MONTH, key=lambda month: (-len(month), month)))
_DATES = (
    re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"\b(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>20\d\d|\d\d)\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}})[ -]?(?P<name>{_MONTH})\b\.?(?:[ -](?P<y>20\d\d))?\b"),
    re.compile(r"\b(?P<d>\d{1,2})[-/](?P<m>\d{1,2})\b"),
)
_SPAN = re.compile(r"\b(\d{1,2})e?(?:\s*(?:lesuur|uur|les))?\s*(?:t/m|tot en met|-|–)\s*(\d{1,2})e?\b")
_NUMBERED = re.compile(r"\b(\d{1,2})e\b")
_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)\b")
_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:min|minuten)\b")
_LESSONS = re.compile(r"\b(\d+(?:[.,]\d+)?)\s*(?:lesuren|lesuur|lessen|les)\b")
_HOURS = re.compile(r"\b(\d+(?:[.,]\d+)?)(?:\s*(?:uren|uur|u))?\b")


@dataclass(frozen=True)
class Refused:
    """A line that was not taken: its number from 1, and why."""

    line: int
    reason: str

    @property
    def words(self) -> str:
        return f"regel {self.line}: {self.reason}"


@dataclass(frozen=True)
class Pasted:
    """The days that were read, those of one day and kind added up, oldest first; and the lines that were not."""

    days: tuple[Absence, ...] = ()
    refused: tuple[Refused, ...] = ()


class _Wrong(Exception):
    """Why a line is refused, in Dutch."""


def read_days(text: str, today: date, calendar: SchoolCalendar, lesson_hours: float | None = None) -> Pasted:
    """Every line of a paste; empty ones do not count as refused. `lesson_hours`: as the school counts, None: as it
    ships."""
    lesson = float(load("absence")["paste"]["lesson_hours"]) if lesson_hours is None else lesson_hours
    found: dict[tuple[date, AbsenceKind], float] = defaultdict(float)
    refused: list[Refused] = []
    for at, line in enumerate(text.splitlines()[: MOST_LINES + 1], 1):
        if not line.strip():
            continue
        try:
            if at > MOST_LINES:
                raise _Wrong(f"meer dan {MOST_LINES} regels: plak de rest apart")
            one = _read(line, today, calendar, lesson)
            if found[one.day, one.kind] + one.hours > load("absence")["paste"]["most_hours"]:
                raise _Wrong(f"meer dan {load('absence')['paste']['most_hours']} uur op deze dag")
            found[one.day, one.kind] += one.hours
        except _Wrong as wrong:
            refused.append(Refused(at, str(wrong)))
    days = (Absence(day, kind, hours) for (day, kind), hours in sorted(found.items()) if _counts(kind, hours))
    return Pasted(tuple(days), tuple(refused))


def pasted_words(pasted: Pasted, replaced: int) -> str:
    """`3 dagen gelezen: 9 uur ongeoorloofd, 2 dagen ziek · vervangt 2 dagen`."""
    days = len({one.day for one in pasted.days})
    unlawful = sum(one.hours for one in pasted.days if one.kind is AbsenceKind.UNLAWFUL)
    sick = sum(1 for one in pasted.days if one.kind is AbsenceKind.SICK)
    said = ", ".join(
        filter(None, [f"{number(unlawful)} uur ongeoorloofd" if unlawful else "", _days(sick, "ziek")])
    )
    parts = [f"{_days(days, 'gelezen')}{f': {said}' if said else ''}" if days else "nog geen dag gelezen"]
    parts += [f"vervangt {_days(replaced)}"] if replaced else []
    return " · ".join(parts)


def refused_words(refused: Iterable[Refused], most: int = 4) -> str:
    """The first refused lines with their reasons, and how many more there are."""
    every = list(refused)
    if not every:
        return ""
    said = [f"niet gelezen: {every[0].words}", *(one.words for one in every[1:most])]
    return " · ".join([*said, *([f"en nog {len(every) - most}"] if len(every) > most else [])])


def _days(many: int, word: str = "") -> str:
    return f"{many} {'dag' if many == 1 else 'dagen'} {word}".strip() if many else ""


def _counts(kind: AbsenceKind, hours: float) -> bool:
    return hours > 0 or kind is not AbsenceKind.UNLAWFUL


def _read(line: str, today: date, calendar: SchoolCalendar, lesson: float) -> Absence:
    folded = " ".join(fold(line).split())
    day, rest = _day(folded, today)
    kind, rest = _kind(rest)
    if day > today:
        raise _Wrong("deze dag is nog niet geweest")
    if not calendar.is_school_day(day):
        holiday = calendar.holiday(day)
        raise _Wrong(f"geen schooldag ({holiday.name if holiday else 'weekend'})")
    hours = _amount(rest, lesson)
    if hours is None and kind is AbsenceKind.UNLAWFUL:
        raise _Wrong("hoeveel uur?")
    if hours and hours > load("absence")["paste"]["most_hours"]:
        raise _Wrong(f"{number(hours)} uur op een dag is te veel")
    return Absence(day, kind, hours or 0.0)


def _day(line: str, today: date) -> tuple[date, str]:
    """The first date of a line, and the line without it; without a year the last time that it was that day."""
    for form in _DATES:
        if found := form.search(line):
            break
    else:
        raise _Wrong("geen datum gelezen")
    part = found.groupdict()
    year = int(part.get("y") or 0)
    try:
        month = int(part["m"]) if part.get("m") else MONTH[part["name"]]
        day = date(year + 2000 if 0 < year < 100 else year or today.year, month, int(part["d"]))
        if not year and day > today:
            day = day.replace(year=day.year - 1)
    except ValueError:
        raise _Wrong("deze datum bestaat niet") from None
    if (today - day).days > 2 * _YEAR:
        raise _Wrong("meer dan twee jaar geleden")
    return day, f"{line[: found.start()]} {line[found.end() :]}"


@cache
def _kinds() -> tuple[tuple[str, AbsenceKind], ...]:
    """Each word with its kind, the longest first."""
    paste = load("absence")["paste"]
    named = {"unlawful": AbsenceKind.UNLAWFUL, "sick": AbsenceKind.SICK, "lawful": AbsenceKind.LAWFUL}
    words = [(fold(word), kind) for code, kind in named.items() for word in paste[code]]
    return tuple(sorted(words, key=lambda one: -len(one[0])))


def _kind(rest: str) -> tuple[AbsenceKind, str]:
    """The kind that a line names, and the line without it."""
    left, found = rest, set()
    for word, kind in _kinds():
        ending = r"\w*" if len(word) >= 4 else r"\b"
        left, times = re.subn(rf"\b{re.escape(word)}{ending}", " ", left)
        if times:
            found.add(kind)
    if len(found) > 1:
        raise _Wrong("twee soorten verzuim op een regel")
    if not found:
        late = "te laat komen telt hier niet mee" if "te laat" in rest else ""
        raise _Wrong(late or "geen soort gelezen: ongeoorloofd, ziek of geoorloofd")
    return found.pop(), left


def _amount(rest: str, lesson: float) -> float | None:
    """The hours that are left in a line; None when it names none. A lesson counts for `lesson` hours."""
    forms: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], float]], ...] = (
        (_SPAN, lambda m: max(0, int(m[2]) - int(m[1]) + 1) * lesson),
        (_CLOCK, lambda m: int(m[1]) + int(m[2]) / 60),
        (_MINUTES, lambda m: int(m[1]) / 60),
        (_LESSONS, lambda m: float(m[1].replace(",", ".")) * lesson),
        (_HOURS, lambda m: float(m[1].replace(",", "."))),
    )
    if numbered := set(_NUMBERED.findall(rest)) if not _SPAN.search(rest) else set():
        return round(len(numbered) * lesson, 2)
    for form, worth in forms:
        if found := form.search(rest):
            if re.search(r"\d", rest[: found.start()] + rest[found.end() :]):
                raise _Wrong("meer dan één aantal op een regel")
            return round(worth(found), 2)
    return None
