"""Names as lists write them, taken apart: roepnaam, tussenvoegsel, achternaam."""

import re
from functools import cache

from sotdesk.domain.names import Name
from sotdesk.domain.rules import load

_CALLED = re.compile(r"^(.*)\(([^()]+)\)\s*(.*)$")


@cache
def infixes() -> frozenset[str]:
    """Return the words of which a tussenvoegsel is made, in lower case."""
    return frozenset(load("columns")["names"]["infixes"])


def whole_name(text: str) -> Name:
    """Take apart "Vries, de, Anna", "Vries, Anna de", "Vries, A. de (Anna)" or "Anna de Vries"."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 1:
        return _read_order(parts[0])
    if len(parts) < 1:
        return Name("", "", "")
    infix, last_name = surname(parts[0])
    if len(parts) > 2:
        return Name(" ".join(parts[2:]), parts[1], last_name)
    first, tail = _given(parts[1])
    return Name(first, infix or tail, last_name)


def surname(text: str, first_name: str = "", infix: str = "") -> tuple[str, str]:
    """Return (infix, surname) of "de Vries", "Vries, de" or, with the roepnaam again, "Anna de Vries"."""
    if first_name and text.startswith(f"{first_name} "):
        text = text[len(first_name) + 1 :]
    head, _, tail = (part.strip() for part in text.partition(","))
    if tail and _all_infix(tail.split()):
        return infix or tail, head
    if infix:
        return infix, text[len(infix) + 1 :] if text.startswith(f"{infix} ") else text
    words = text.split()
    count = _leading(words)
    return " ".join(words[:count]), " ".join(words[count:])


def _read_order(text: str) -> Name:
    """Take apart "Anna de Vries": what stands before the infix, else the first word, is the roepnaam."""
    words = text.split()
    start = next((i for i, word in enumerate(words[1:-1], 1) if word.lower() in infixes()), 1)
    if len(words) < 2:
        return Name("", "", text)
    infix, last_name = surname(
        " ".join([*(word.lower() for word in words[start : start + 1]), *words[start + 1 :]])
    )
    if not infix:
        return Name(" ".join(words[:start]), "", " ".join(words[start:]))
    return Name(" ".join(words[:start]), " ".join(words[start : start + len(infix.split())]), last_name)


def _given(text: str) -> tuple[str, str]:
    """Return (roepnaam, infix) of what stands after the comma: "Anna de", "A. de (Anna)", "de"."""
    called = _CALLED.match(text)
    words = (f"{called.group(1)} {called.group(3)}" if called else text).split()
    count = next((i for i in range(len(words)) if _all_infix(words[i:])), len(words))
    first = called.group(2).strip() if called else " ".join(words[:count])
    return first, " ".join(words[count:])


def _all_infix(words: list[str]) -> bool:
    return bool(words) and all(word.lower() in infixes() for word in words)


def _leading(words: list[str]) -> int:
    """Count the infix words in front, in lower case only ("De Smet" is a surname), leaving a surname."""
    return next((i for i, word in enumerate(words[:-1]) if word not in infixes()), max(len(words) - 1, 0))
