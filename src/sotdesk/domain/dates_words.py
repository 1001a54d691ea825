"""The words dates are made of: day and month names, numbers, and how typed text is evened out.

Only vocabulary and spelling; what the words mean is in the other dates_* files.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
"""The days of the week, Monday first; the first two letters are the short name."""

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
"""The months, January first."""

SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

WEEKDAY = {name: number for number, full in enumerate(DAYS) for name in (full, full[:2])}
MONTH = {name: n for n, pair in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), 1) for name in pair} | {
    "febr": 2,
    "sept": 9,
    "mar": 3,
}
NUMBER = {
    "een": 1,
    "'n": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
    "veertien": 14,
}


def one_of(names: Iterable[str]) -> str:
    """A pattern for any of `names`, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"


# Pattern pieces; they match text as `spell` leaves it: lower case, no accents, single spaces.
END = r"(?= |$)"
DAY = one_of(WEEKDAY)
DAY_PART = "(?: ?(?:ochtend|morgen|voormiddag|middag|namiddag|avond))?"
MONTH_NAME = one_of(MONTH)
AMOUNT = f"(?:[0-9]{{1,2}}|{one_of(NUMBER)})"
NEXT = r"(?:volgende?|vlg|eerstvolgende?)"
COMING = r"(?:aanstaande?|a\.?s|komende?|aankomende?|eerstkomende?)"
OF_THE = r"(?: van| v/d| v\.d| vd)?"

_CLOSING = ".,;:!?)\"'”’…"
_WORD = re.compile(r"\S+")
_MOST_WORDS = 16  # no date expression is longer, and a pasted page must not slow a keystroke
_LONGEST_WORD = 40


def spell(word: str) -> str:
    """A word without capitals, accents and closing punctuation."""
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word.replace("’", "'").replace("‘", "'"))
        word = "".join(c for c in plain if not unicodedata.combining(c) and not c.isspace())
    return word.lower().rstrip(_CLOSING)


@dataclass(frozen=True)
class Line:
    """The first words of a text, evened out, with the place in the text where each word ends."""

    plain: str
    start: int
    ends: tuple[int, ...]

    def taken(self, end: int) -> int:
        """How many characters of the text the words up to `end` in `plain` take."""
        return self.ends[self.plain.count(" ", 0, end)]


def even_out(text: str) -> Line:
    """The leading words of `text`, spelled plainly, up to one that cannot be part of a date."""
    words: list[str] = []
    ends: list[int] = []
    start = 0
    for match in islice(_WORD.finditer(text), _MOST_WORDS):
        if match.end() - match.start() > _LONGEST_WORD:
            break
        word = spell(match[0])
        if not word:
            break
        if not words:
            start = match.start()
        words.append(word)
        ends.append(match.end())
    return Line(" ".join(words), start, tuple(ends))


def typed(text: str) -> str:
    """Words as typed, without the comma or sign that closed them; a dot may belong to them (z.s.m.)."""
    return text.rstrip(_CLOSING.replace(".", ""))


def amount(word: str) -> int:
    """The number a word or digits stand for."""
    return NUMBER[word] if word in NUMBER else int(word)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of that month when it has no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    last = month_end(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))
