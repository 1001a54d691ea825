"""A kind of meeting in words, as its one dialog shows and reads it: members, fixed items, minutes, time of day.

Reading raises RuleError with a sentence that says what is not understood. No screen and no storage here.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import time

from sotdesk.domain.contacts import role_kinds, role_name
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meetings import FixedItem, ItemKind
from sotdesk.domain.text import fold, one_line

LONGEST = 480
"""Minutes: no meeting or item lasts longer than a school day."""
_FIXED = re.compile(
    r"(?P<title>.*?\S)\s+(?P<minutes>\d{1,3})\s*(?:'|min)?\s*(?P<last>\(?laatst(?:e)?\)?)?", re.I
)
_MINUTES = re.compile(r"(?P<kind>[a-z]+)\s+(?P<minutes>\d{1,3})")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.u]\s*(?P<minute>\d{2}))?\s*(?:u|uur)?")


def roles_in(words: str) -> tuple[str, ...]:
    """Codes of the roles in `OCO, SMW, leerplicht`; a word nobody knows is an own role of the school."""
    known = {fold(word): kind.code for kind in role_kinds().values() for word in (
        kind.code, kind.name, kind.long, *kind.aliases)}  # fmt: skip
    parts = [one_line(part) for part in re.split(r"[,;\n]", words)]
    return tuple(dict.fromkeys(known.get(fold(part), part) for part in parts if part))


def role_words(codes: Iterable[str]) -> str:
    """`OCO, SMW, LPA`."""
    return ", ".join(map(role_name, codes))


def fixed_in(words: str) -> tuple[FixedItem, ...]:
    """Fixed items, one a line: `Opening 5` and, for one that closes the meeting, `Rondvraag 5 laatst`."""
    return tuple(_fixed(one_line(line)) for line in words.splitlines() if line.strip())


def _fixed(line: str) -> FixedItem:
    found = _FIXED.fullmatch(line)
    if found is None:
        raise RuleError("Zet achter elk vast punt de minuten, zoals ‘Opening 5’.")
    return FixedItem(found["title"], minutes_in(found["minutes"]), bool(found["last"]))


def fixed_words(items: Iterable[FixedItem]) -> str:
    """One line for each: what `fixed_in` reads."""
    return "\n".join(f"{item.title} {item.minutes}{' laatst' if item.last else ''}" for item in items)


def minutes_by_kind_in(words: str) -> dict[str, int]:
    """`nieuw 20, voortgang 10` → minutes by kind of item."""
    kinds = {kind.value for kind in ItemKind if kind.value}
    found: dict[str, int] = {}
    for part in filter(None, map(str.strip, words.casefold().split(","))):
        match = _MINUTES.fullmatch(part)
        if match is None or match["kind"] not in kinds:
            raise RuleError(f"Schrijf de minuten zo: {minutes_words(dict.fromkeys(sorted(kinds), 10))}.")
        found[match["kind"]] = minutes_in(match["minutes"])
    return found


def minutes_words(minutes: Mapping[str, int]) -> str:
    """`nieuw 20, voortgang 10, evaluatie 10, volgen 5`."""
    return ", ".join(f"{kind} {many}" for kind, many in minutes.items())


def minutes_in(words: str) -> int:
    """Whole minutes from 1 to a school day; RuleError for anything else."""
    number = int(words) if words.strip().isdecimal() else 0
    if not 1 <= number <= LONGEST:
        raise RuleError(f"Typ een aantal minuten van 1 tot {LONGEST}.")
    return number


def clock_in(words: str) -> time:
    """A time of day: `13:00`, `13.30`, `9u`; RuleError for anything else."""
    found = _CLOCK.fullmatch(words.strip().casefold())
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise RuleError("Typ een tijd, zoals 13:00.")
    return time(hour, minute)


def rhythm_words(every_weeks: int | None, per_year: str) -> str:
    """How often: `elke week`, `om de 3 weken`, or the school's own words."""
    if every_weeks is None:
        return per_year
    return "elke week" if every_weeks == 1 else f"om de {every_weeks} weken"
