"""What the header of a column means: the spellings of rules/columns.toml; no cell is looked at here."""

import re
from functools import cache
from typing import Final, NamedTuple

from sotdesk.domain.rules import load
from sotdesk.domain.text import fold

_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_A_SIGN = re.compile(r"[\W_]+")
_ABOUT_THE_PUPIL: Final = ("leerling", "lln")


class Spellings(NamedTuple):
    """Spelling → (field, rank; 0 wins), and the pieces that make a column one that is never read."""

    fields: dict[str, tuple[str, int]]
    never: tuple[str, ...]


class Meaning(NamedTuple):
    """The field a header stands for, and how good a spelling of it (0 is best)."""

    field: str
    rank: int


@cache
def spellings() -> Spellings:
    """Return the table of spellings, read once."""
    table = load("columns")
    fields = {
        spelling: (field, rank)
        for field, words in table["fields"].items()
        for rank, spelling in enumerate(words)
    }
    return Spellings(fields, tuple(table["never_read"]["holds"]))


@cache
def field_names() -> tuple[str, ...]:
    """Return the fields a column can be mapped to, in the table's order."""
    return tuple(dict.fromkeys(field for field, _ in spellings().fields.values()))


def normal(header: str) -> str:
    """Return a header for comparing: folded, notes in brackets, spaces and punctuation dropped."""
    return _NOT_A_SIGN.sub("", fold(_IN_BRACKETS.sub("", header)))


def meaning(header: str) -> Meaning | None:
    """Return what a header stands for; None when nobody spells a field that way, or it is never read."""
    key = normal(header)
    if is_never_read(header):
        return None
    for spelling in (key, *_without_pupil(key)):
        if found := spellings().fields.get(spelling):
            return Meaning(*found)
    return None


def is_never_read(header: str) -> bool:
    """Whether the column under this header is dropped unread (BSN, nationality, photo …; domain.md §12)."""
    key = _NOT_A_SIGN.sub("", fold(header))
    return any(piece in key for piece in spellings().never)


def _without_pupil(key: str) -> list[str]:
    """Return "roepnaam" for "leerlingroepnaam" and "roepnaamleerling"."""
    before = [key.removeprefix(word) for word in _ABOUT_THE_PUPIL if key.startswith(word)]
    after = [key.removesuffix(word) for word in _ABOUT_THE_PUPIL if key.endswith(word)]
    return before + after
