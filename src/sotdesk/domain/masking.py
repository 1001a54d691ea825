"""Names hidden on screen (F9): known names in free text become a mask. Documents have their own rule (initials.py)."""

import re
from collections.abc import Iterable

from sotdesk.domain.names import MASK, Name
from sotdesk.domain.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’‘-][^\W_]+)*")
_POSSESSIVE = re.compile(r"(?:['’‘]s|['’‘])\Z")


def mask(text: str, names: Iterable[Name]) -> str:
    """The text with every word of these names hidden: whole words, é = e, capitals do not count.

    A possessive (`Yara's`) and each part of a double name count too; tussenvoegsels stay, they are words of
    the language. A text may still hold a nickname or a typing error: the screen says so.
    """
    known = _words(tuple(names))
    if not known:
        return text
    return _WORD.sub(lambda found: _masked(found.group(), known), text)


def _masked(word: str, known: frozenset[str]) -> str:
    plain = fold(word)
    if plain in known or _POSSESSIVE.sub("", plain) in known or plain.removesuffix("s") in known:
        return MASK
    if "-" in plain and any(part in known for part in plain.split("-")):
        return MASK
    return word


def _words(names: tuple[Name, ...]) -> frozenset[str]:
    """The words by which these people can be recognised, folded. Never cached: a cache would outlive the lock."""
    parts = (part for name in names for part in (name.first, name.last))
    words = {fold(word) for part in parts for word in _WORD.findall(part)}
    return frozenset(words | {piece for word in words for piece in word.split("-")} - {""})
