"""A date in a field of its own, where nothing but a date can stand: there `zomervakantie` and `tot eind jan` are days.

In a line they stay text (dates.md: what is not certainly a date is text). The field shows what it read before it keeps.
"""

import re
from dataclasses import replace

from sotdesk.domain.dates import DateReading, Frame, read

UNTIL = re.compile(r"\s*tot(?: aan)? (?!en met )", re.IGNORECASE)
"""*Tot*: the day itself, of a holiday the last school day before it."""
BEFORE = "laatste schooldag ervoor"


def read_field(words: str, frame: Frame) -> DateReading | None:
    """The whole text as a date, or None. A holiday by its name alone is the last school day before it, and says so."""
    rest = UNTIL.sub("", words, count=1)
    found = read(words, frame) or read(rest, frame)
    if found is not None:
        return found
    before = read(f"voor {rest.strip()}", frame)
    if before is None or before.day is None:
        return None
    return replace(before, words=words.strip(), notes=(BEFORE, *before.notes))
