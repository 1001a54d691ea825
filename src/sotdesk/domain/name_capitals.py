"""Capitals in a name that was typed without any: `van der laan` → `van der Laan`. Tussenvoegsels stay as they are."""

import re
from functools import cache

from sotdesk.domain.rules import load

_PARTS = re.compile(r"([-'’.])")
_SIGNS = frozenset(" .-'’")


@cache
def _infixes() -> frozenset[str]:
    return frozenset(load("columns")["names"]["infixes"])


def with_capitals(typed: str) -> str:
    """The name with its capitals; as it was typed when it has a capital, or is no name (digits, other signs)."""
    if typed != typed.lower() or not all(sign.isalpha() or sign in _SIGNS for sign in typed):
        return typed
    words = typed.split(" ")
    return " ".join(word if word.replace("’", "'") in _infixes() else capital(word) for word in words)


def capital(word: str) -> str:
    """`O'Neill`, `d'Hondt`, `Jansen-Bakker`, `IJsbrand`, `M.J.`; a word with a capital stays."""
    if word != word.lower():
        return word
    parts = _PARTS.split(word)
    for at in range(0, len(parts), 2):
        elided = parts[at + 1 : at + 2] in (["'"], ["’"]) and f"{parts[at]}'" in _infixes()
        parts[at] = parts[at] if elided else _first(parts[at])
    return "".join(parts)


def _first(part: str) -> str:
    return f"IJ{part[2:]}" if part.startswith("ij") else f"{part[:1].upper()}{part[1:]}"
