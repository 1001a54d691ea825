"""How a quadrant moved, drawn with signs every terminal has: steps, for nobody knows what lay in between.

`●` where somebody said it, `╌` across a time of which nobody knows, nothing before the first known value. Pure.
"""

from collections.abc import Sequence
from datetime import date

from sotdesk.domain.dates_words import SHORT_MONTHS
from sotdesk.domain.kwadrant import Reading
from sotdesk.domain.kwadrant_rules import Value

LEVELS = (Value.STRONG, Value.USUAL, Value.CARE)
"""From top to bottom."""
MOST = 8
"""Readings that fit; of more the last ones are drawn."""
LABEL = 8
"""Cells for the word of a level and a space."""
HEIGHT = len(LEVELS) + 1
NARROWEST = LABEL + 12


def course(readings: Sequence[Reading], width: int) -> list[str]:
    """The lines of the drawing, `width` cells at most: a line a level, then the months. Empty without a known value."""
    points = list(readings)[-min(MOST, (width - LABEL) // 2 - 1) :]
    if not any(point.value.known for point in points) or width < NARROWEST:
        return []
    at = _places(len(points), width - LABEL)
    rows = {level: [" "] * (width - LABEL) for level in LEVELS}
    level, began = None, 0
    for point, x in zip(points, at, strict=True):
        if point.value.known:
            if level is not None:
                _step(rows, level, point.value, began, x)
            rows[point.value][x] = "●"
            level, began = point.value, x
        elif level is not None:
            _dash(rows[level], began, x)
    if level is not None and not points[-1].value.known:
        _dash(rows[level], began, at[-1] + 1)
    drawn = [f"{level:<{LABEL}}{''.join(rows[level])}".rstrip() for level in LEVELS]
    return [*drawn, f"{'':<{LABEL}}{_months(points, at, width - LABEL)}".rstrip()]


def _places(count: int, room: int) -> list[int]:
    """The column of each reading, evenly spread; the last has room for its month."""
    apart = min(9, max(2, (room - 4) // max(1, count - 1)))
    return [1 + apart * number for number in range(count)]


def _step(rows: dict[Value, list[str]], before: Value, after: Value, began: int, x: int) -> None:
    """From one reading to the next: level, and just before the next one straight up or down."""
    unknown = any(sign == "╌" for sign in rows[before][began + 1 : x])
    sign = "╌" if unknown else "─"
    for place in range(began + 1, x):
        rows[before][place] = sign
    if before is after:
        return
    top, bottom = sorted((before, after), key=LEVELS.index)
    rows[before][x - 1] = "╮" if before is top else "╯"
    rows[after][x - 1] = "╰" if after is bottom else "╭"
    for level in LEVELS[LEVELS.index(top) + 1 : LEVELS.index(bottom)]:
        rows[level][x - 1] = "│"


def _dash(row: list[str], began: int, end: int) -> None:
    for place in range(began + 1, min(end, len(row))):
        row[place] = "╌"


def _months(points: Sequence[Reading], at: Sequence[int], room: int) -> str:
    """The month of each reading where it fits, with its year at the first and where the year changes."""
    said = [" "] * room
    free, year = 0, None
    for point, x in zip(points, at, strict=True):
        words = SHORT_MONTHS[point.day.month - 1] + (_year(point.day) if point.day.year != year else "")
        begin = max(0, x - 1)
        if begin >= free and begin + len(words) <= room:
            said[begin : begin + len(words)] = words
            free, year = begin + len(words) + 1, point.day.year
    return "".join(said)


def _year(day: date) -> str:
    return f" {day.year % 100:02d}"
