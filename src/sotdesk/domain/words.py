"""Small Dutch wordings that several screens and documents share: long dates, counts, times of day."""

from datetime import date

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_SHORT = ("ma", "di", "wo", "do", "vr", "za", "zo")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip


def long_date(day: date) -> str:
    """`wo 25 november`."""
    return f"{_SHORT[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def full_date(day: date) -> str:
    """`woensdag 25 november 2026`, for documents."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def with_colon(lead: str) -> str:
    """A short word before a line as documents show it: a question needs no colon."""
    return lead if lead.endswith("?") else f"{lead}:"


def count(number: int, one: str, many: str) -> str:
    """`1 leerling`, `8 leerlingen`."""
    return f"{number} {one if number == 1 else many}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """`moeder, SMW en mentor`."""
    return " en ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
