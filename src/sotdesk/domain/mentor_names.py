"""The people a list's mentor column names, and how two spellings of a person's name are compared."""

import re

from sotdesk.domain.text import fold

_BETWEEN_NAMES = re.compile(r"\s*(?:[/;&+]|\ben\b)\s*")
_INITIAL = re.compile(r"\b\w\.")
_TITLE = re.compile(r"^\s*(?:dhr|hr|mevr|mw|mevrouw|meneer|drs|ir|dr)\b\.?\s*")


def mentor_names(text: str) -> tuple[str, ...]:
    """The people a mentor column names; a comma parts two only after a whole name (`Bos, M.` is one)."""
    found: list[str] = []
    for part in _BETWEEN_NAMES.split(text):
        head, comma, _ = part.partition(",")
        found += part.split(",") if comma and _INITIAL.search(head) else [part]
    return tuple(filter(None, (name.strip() for name in found)))


def name_key(name: str) -> str:
    """What two spellings of a person's name are compared by: `Bos, M.` is `M. Bos`, `mevr. M.Bos` too."""
    last, comma, first = name.partition(",")
    words = _TITLE.sub("", fold(f"{first} {last}" if comma else name).replace(".", ". "))
    return " ".join(words.split())
