"""A pupil's timeline as it is read: newest day first, months as headings, the gaps where they were. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sotdesk.domain.cases import SPOKEN, Entry, Gap
from sotdesk.domain.dates import MONTHS

REOPENED = "heropend"


@dataclass(frozen=True)
class Month:
    """The entries under one heading; a gap stands between what came after it and what came before."""

    title: str
    rows: tuple[Entry | Gap, ...]


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The newest day first; what one talk said about the pupil stays together, in the order it was said."""
    every = list(entries)
    ends: dict[tuple[date, str], float] = {}
    for entry in every:
        block = (entry.day, _block(entry))
        ends[block] = max(ends.get(block, 0.0), _moment(entry))
    return tuple(
        sorted(every, key=lambda e: (e.day, ends[e.day, _block(e)], _block(e), -_moment(e)), reverse=True)
    )


def _block(entry: Entry) -> str:
    return entry.ref if entry.kind in SPOKEN else entry.id


def _moment(entry: Entry) -> float:
    return entry.at.timestamp() if entry.at else 0.0


def months(entries: Sequence[Entry], gaps: Iterable[Gap], today: date) -> tuple[Month, ...]:
    """Entries (newest first) under their months, each gap under the reopening that ended it."""
    waiting = {gap.reopened_on: gap for gap in gaps}
    found: list[tuple[str, list[Entry | Gap]]] = []
    for entry in entries:
        title = month_title(entry.day, today)
        if not found or found[-1][0] != title:
            found.append((title, []))
        found[-1][1].append(entry)
        if entry.kind == REOPENED and (gap := waiting.pop(entry.day, None)):
            found[-1][1].append(gap)
    return tuple(Month(title, tuple(rows)) for title, rows in found)


def month_title(day: date, today: date) -> str:
    """`Deze maand`, `Oktober`, `Oktober 2025`: the year when it is another one."""
    if (day.year, day.month) == (today.year, today.month):
        return "Deze maand"
    name = MONTHS[day.month - 1].capitalize()
    return name if day.year == today.year else f"{name} {day.year}"
