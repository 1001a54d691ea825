"""Words about names (rules/names.toml) and how a text is cut into words; nothing here knows a pupil."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.rules import load
from sotdesk.domain.text import fold

_WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
_GAP = re.compile("[ \t\n.\u00a0]{1,3}|[-‐‑–'’ʼ]|[ ]?['’][ ]?")
"""What may stand between two words of one name: a space, a hyphen, an apostrophe, the dot of an initial."""
_SENTENCE_BEFORE = re.compile("(?:^|[.!?…:;]|\n)[\\s\"“”'‘’(\\-–•·*]*$")
_POSSESSIVE = re.compile("['’ʼ]s(?![^\\W\\d_])")
_BARE_POSSESSIVE = re.compile("['’ʼ](?![^\\W\\d_])")
_QUOTES = "'‘’\"“„"
_ENDS = (". ", "! ", "? ", "\n")

INFIXES = frozenset(
    [
        "de",
        "den",
        "der",
        "van",
        "von",
        "het",
        "ter",
        "ten",
        "te",
        "el",
        "al",
        "la",
        "le",
        "da",
        "di",
        "do",
        "dos",
        "du",
        "t",
        "d",
        "s",
        "op",
        "aan",
        "in",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: where it stands, its letters for comparing, whether it begins with a capital."""

    start: int
    end: int
    word: str
    capital: bool


def tokens_of(text: str) -> list[Token]:
    """The words of a text; a hyphen or apostrophe ends a word."""
    return [
        Token(found.start(), found.end(), fold(found[0]), found[0][0].isupper())
        for found in _WORD.finditer(text)
    ]


def parts_of(name: str) -> tuple[str, ...]:
    """A name's words for comparing: `d'Ancona` gives d and ancona."""
    return tuple(token.word for token in tokens_of(name))


def joins(text: str, before: Token, after: Token) -> bool:
    """Whether two neighbouring words can belong to one name; a full stop counts only behind an initial."""
    gap = text[before.end : after.start]
    return bool(_GAP.fullmatch(gap)) and ("." not in gap or before.end - before.start <= 2)


def opens_sentence(text: str, at: int) -> bool:
    """Whether the word at `at` begins a sentence (also behind a colon, a quote or a dash)."""
    return bool(_SENTENCE_BEFORE.search(text, 0, at))


def possessive_end(text: str, token: Token) -> int:
    """Where the possessive behind a name ends (`Yara's`, `Kees'`); the name's own end when there is none."""
    if found := _POSSESSIVE.match(text, token.end):
        return found.end()
    quoted = token.start > 0 and text[token.start - 1] in _QUOTES
    if token.word[-1] in "sxz" and not quoted and (found := _BARE_POSSESSIVE.match(text, token.end)):
        return found.end()
    return token.end


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence that holds this part of a text, to show it in."""
    first = max(at + len(mark) if (at := text.rfind(mark, 0, start)) >= 0 else 0 for mark in _ENDS)
    ends = [at + 1 for mark in _ENDS[:3] if (at := text.find(mark, end)) >= 0]
    line = text.find("\n", end)
    last = min([*ends, line if line >= 0 else len(text), len(text)])
    return text[first:last].strip()


@cache
def words_as_first() -> frozenset[str]:
    """First names that are also ordinary words (Roos, Wolf, Mees)."""
    return frozenset(fold(word) for word in load("names")["first"])


@cache
def words_as_last() -> frozenset[str]:
    """Surnames that are also ordinary words (Bakker, Jong, Kort)."""
    return frozenset(fold(word) for word in load("names")["last"])


@cache
def common_words() -> frozenset[str]:
    """Common Dutch words: what one of these looks like in lower case is no pupil of another item."""
    plain = (files("sotdesk") / "rules" / "words.txt").read_text(encoding="ascii").split()
    return frozenset(plain) | words_as_first() | words_as_last()


@cache
def adult_words() -> frozenset[str]:
    """Words before a surname that make it an adult's (mevrouw, meneer, familie)."""
    return frozenset(fold(word) for word in load("names")["adults"])


@cache
def professional_words() -> frozenset[str]:
    """Words before a name that make it a professional's (wijkagent, mentor, SMW)."""
    roles = [
        name
        for kind in role_kinds().values()
        if not kind.relative and kind.code != "leerling"
        for name in (kind.name, kind.long, *kind.aliases)
    ]
    return frozenset(fold(word) for word in (*load("names")["professionals"], *roles))


def all_in(words: Sequence[str], known: frozenset[str]) -> bool:
    """Whether every word of a name, its infixes apart, is one of these."""
    own = [word for word in words if word not in INFIXES] or list(words)
    return all(word in known for word in own)
