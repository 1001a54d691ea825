"""The time of day behind a date: 10:30, half elf, om 9 uur. Never read without a day before it (dates.md)."""

import re
from datetime import time

from sotdesk.domain.dates_words import END, NUMBER, one_of

_SCHOOL_STARTS = 7  # "2 uur" and "half drie" at a school are in the afternoon; "02:30" is kept as typed
_HOUR = f"(?:[0-9]{{1,2}}|{one_of(n for n in NUMBER if NUMBER[n] <= 12)})"
_CLOCK = re.compile(
    r" (?:(?:om|rond|vanaf|uiterlijk) )?(?:"
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?: ?u(?:ur)?)?"
    r"|(?P<short>[0-9]{1,2})u(?P<after>[0-9]{2})"
    rf"|(?P<whole>{_HOUR}) ?u(?:ur)?"
    rf"|half (?P<half>{_HOUR})"
    rf"|kwart (?P<side>over|voor) (?P<quarter>{_HOUR})"
    rf"){END}| om (?P<bare>{_HOUR}){END}"
)


def read_clock(text: str, start: int) -> tuple[time, int] | None:
    """The time that starts at `start` in evened-out text, and where it ends."""
    match = _CLOCK.match(text, start)
    if match is None:
        return None
    found = _time(match)
    return None if found is None else (found, match.end())


def _time(match: re.Match[str]) -> time | None:
    if match["minute"]:
        return _at(match["hour"], int(match["minute"]))
    if match["after"]:
        return _at(match["short"], int(match["after"]))
    if match["half"]:
        return _at(match["half"], -30)
    if match["quarter"]:
        return _at(match["quarter"], 15 if match["side"] == "over" else -15)
    return _at(match["whole"] or match["bare"], 0)


def _at(word: str, minutes: int) -> time | None:
    hour = NUMBER[word] if word in NUMBER else int(word)
    total = hour * 60 + minutes
    if total < _SCHOOL_STARTS * 60 and not word.startswith("0"):
        total += 12 * 60
    return time(total // 60, total % 60) if total < 24 * 60 and minutes < 60 else None
