"""The days someone works, in typed words and back: `ma t/m do`, `elke dag`."""

import re
from collections.abc import Sequence

from sotdesk.domain.contacts import WORKING_DAYS
from sotdesk.domain.text import fold, one_line

_DAYS = ("ma", "di", "wo", "do", "vr")
_RANGE = re.compile(r"(ma|di|wo|do|vr)\w*\s*(?:-|t/m|tot en met)\s*(ma|di|wo|do|vr)\w*\Z")
_EVERY_DAY = frozenset(("", "elke dag", "alle dagen", "iedere dag"))


def days_of(text: str) -> tuple[int, ...] | None:
    """`ma di do`, `ma t/m do`, `elke dag` as weekdays (Monday is 0); None when it says something else."""
    line = fold(one_line(text)).strip(" .")
    if line in _EVERY_DAY:
        return WORKING_DAYS
    found: set[int] = set()
    for piece in re.split(r"\s*[,;+]\s*|\s+en\s+", line):
        days = _days_in(piece)
        if days is None:
            return None
        found |= days
    return tuple(sorted(found))


def days_words(days: Sequence[int]) -> str:
    """`elke dag`, `ma t/m wo`, `ma do`."""
    shown = sorted(day for day in days if day in WORKING_DAYS)
    if tuple(shown) == WORKING_DAYS:
        return "elke dag"
    if len(shown) > 2 and shown[-1] - shown[0] == len(shown) - 1:
        return f"{_DAYS[shown[0]]} t/m {_DAYS[shown[-1]]}"
    return " ".join(_DAYS[day] for day in shown)


def _days_in(piece: str) -> set[int] | None:
    match = _RANGE.match(piece)
    if match:
        first, last = (_DAYS.index(match[n]) for n in (1, 2))
        return set(range(first, last + 1)) if first <= last else None
    words = piece.split()
    if not words or any(word[:2] not in _DAYS for word in words):
        return None
    return {_DAYS.index(word[:2]) for word in words}
