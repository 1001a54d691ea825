"""Cutting a line at its signs `@ > >> # &` (product.md §4): which words belong to which sign, which are text.

What a line becomes is decided in capture_agreement.py and capture.py.
"""

import re
from dataclasses import dataclass

from sotdesk.domain.capture_model import Span, Table, Who
from sotdesk.domain.capture_pupils import named
from sotdesk.domain.dates import DateReading, Open, read_longest
from sotdesk.domain.students import Student

SIGN = re.compile(r"(?<!\S)(>>|[@>#&])(?=[\w'’‘])")
"""A sign counts at the start or after a space, directly before its word."""

ESCAPED = re.compile(r"(?<!\S)\\(?=[@>#&])")
AFTER_NAME = re.compile(r",(?=[\w'’‘])")
BARE_WORD = re.compile(r"[^\s,;]+")
BEFORE_COLON = re.compile(r"[^\s,:;]+(?:[ \t][^\s,:;]+){0,3}(?=:(?:\s|$))")
"""A new name of several words: at most four, all before a colon."""

LEAD = " \t\r\n,;:"
"""What a text does not begin with once a sign was taken out before it."""

LONE = ",;:.-–)"
"""Punctuation that means nothing when it is all that a sign left over."""


@dataclass(frozen=True)
class Sign:
    """One sign in the line: its mark, where it stands, and the words up to the next sign."""

    mark: str
    at: int
    start: int
    end: int


@dataclass(frozen=True)
class Taken:
    """A date that a sign gave, where it stands in the line, and where the text goes on."""

    reading: DateReading
    end: int


def signs_in(raw: str, start: int, end: int) -> list[Sign]:
    """All signs of the body raw[start:end], in their order, each with its words."""
    body = raw[start:end]
    found = list(SIGN.finditer(body))
    if not found:
        return []
    ends = [match.start() for match in found[1:]] + [len(body)]
    return [
        Sign(match[1], start + match.start(), start + match.end(), start + stop)
        for match, stop in zip(found, ends, strict=True)
    ]


def plain(text: str) -> str:
    """The text as meant: trimmed, without the backslash that made a sign text."""
    return ESCAPED.sub("", text.strip())


def joined(texts: list[str]) -> str:
    """The pieces of text as one: a single space between, none before a comma, no lone punctuation."""
    words = ""
    for text in (plain(piece) for piece in texts):
        if not text.strip(LONE):
            continue
        words += text if not words or text[0] in ",.;:!?)" else f" {text}"
    return words.lstrip(LEAD)


def names_at(raw: str, start: int, end: int, table: Table) -> tuple[list[Who], list[Span], int]:
    """The people named from `start` on (`smw,mentor`, `de Vries:`), their spans, and where the text goes on."""
    body, at = raw[:end], start
    who: list[Who] = []
    spans: list[Span] = []
    while True:
        one, stop = _one_name(body, at, table)
        who.append(one)
        spans.append(Span(at, stop, "who" if one.person else "unknown"))
        comma = AFTER_NAME.match(body, stop)
        if not comma:
            break
        at = comma.end()
    return who, spans, stop + 1 if body[stop : stop + 1] == ":" else stop


def _one_name(body: str, at: int, table: Table) -> tuple[Who, int]:
    """The longest known name, else all before a colon, else one word (known as a shortened role, or new)."""
    fits, stop = table.book.longest_at(body, at)
    if fits:
        return Who(body[at:stop], fits[0], fits), stop
    if colon := BEFORE_COLON.match(body, at):
        return Who(colon[0]), colon.end()
    word = BARE_WORD.match(body, at)
    words = word[0] if word else body[at : at + 1]
    words = words.rstrip(".:!?)") or words
    fits = table.book.shortened(words, together=True)
    return Who(words, fits[0] if fits else None, fits), at + len(words)


def date_at(sign: Sign, raw: str, table: Table) -> Taken | None:
    """The longest run of words after the sign that reads as a date; None when nothing does."""
    words = raw[sign.start : sign.end]
    found = read_longest(words, table.frame)
    if not found:
        return None
    reading, length = found
    return Taken(reading, sign.start + length)


def wording(sign: Sign, raw: str) -> DateReading:
    """The words of a date that does not read, kept as typed: nog te bepalen."""
    return DateReading(plain(raw[sign.start : sign.end]), None, open=Open.LATER)


def pupil_at(sign: Sign, raw: str, table: Table) -> Student | None:
    """The pupil who is named by all that stands between this `&` and the next sign or the end."""
    return named(raw[sign.start : sign.end].strip(), table.pupils).student
