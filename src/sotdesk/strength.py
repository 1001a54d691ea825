"""How hard a passphrase is to guess, said in one Dutch sentence while it is typed.

The only home of zxcvbn, imported when the first own passphrase is judged. Keeps no passphrase.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2

from sotdesk.domain.passphrase import ENOUGH_BITS, is_raw_key, list_bits, normalise

ZXCVBN_LIMIT = 72
"""zxcvbn refuses longer texts; the first 72 characters decide."""


@dataclass(frozen=True, slots=True)
class Strength:
    """What a passphrase is worth: bits, whether that is enough (>= 52), and the sentence that says so."""

    bits: float
    enough: bool
    sentence: str


@cache
def dutch_words() -> tuple[str, ...]:
    """The words passphrases are proposed from, commonest first (rules/words.txt)."""
    return tuple((files("sotdesk") / "rules" / "words.txt").read_text(encoding="ascii").split())


@cache
def _word_set() -> frozenset[str]:
    return frozenset(dutch_words())


def strength(text: str, user_inputs: Iterable[str] = ()) -> Strength:
    """Judge a passphrase; `user_inputs` are names around the school that a guesser would try first."""
    spelled = normalise(text)
    refused = _refusal(spelled)
    if refused:
        return Strength(0.0, False, refused)
    bits = list_bits(spelled, _word_set())
    if bits is None:
        bits = _guessed_bits(spelled, user_inputs)
    shown = int(bits)
    if bits >= ENOUGH_BITS:
        return Strength(bits, True, f"Sterk genoeg ({shown} bits).")
    needed = int(ENOUGH_BITS)
    return Strength(
        bits, False, f"Nog te makkelijk te raden ({shown} van {needed} bits). Voeg een of meer woorden toe."
    )


def _refusal(text: str) -> str:
    """Why this can not be a passphrase at all, or nothing."""
    if not text:
        return "Typ een zin van een paar woorden die niemand kan raden."
    if text != text.strip():
        return "Haal de spatie aan het begin of het eind weg: die zie je later niet meer."
    if not text.isprintable():
        return "Er staat een onzichtbaar teken in. Typ de zin zelf, met gewone tekens."
    if is_raw_key(text):
        return "Deze vorm heeft een eigen betekenis in het bestand. Kies een zin van woorden."
    return ""


def _guessed_bits(text: str, user_inputs: Iterable[str]) -> float:
    """The lower of two guessers: one of the whole text, and one of word after word.

    zxcvbn alone takes every blank for a surprise, and would pass a few common words in a row.
    """
    known = [*_name_parts(user_inputs), *dutch_words()]
    judged = text[:ZXCVBN_LIMIT]
    return min(_zxcvbn_bits(judged, known), _bits_by_word(judged, known))


def _bits_by_word(text: str, known: list[str]) -> float:
    """Every different word counted once, a common one for less than a rare one."""
    return sum(_zxcvbn_bits(word, known) for word in set(text.lower().split()))


def _zxcvbn_bits(text: str, known: list[str]) -> float:
    """log2 of the guesses zxcvbn expects, with names and Dutch words, likeliest first, as its dictionary."""
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]

    return log2(max(float(zxcvbn(text, user_inputs=known)["guesses"]), 1.0))


def _name_parts(user_inputs: Iterable[str]) -> Iterable[str]:
    """Each name whole, without blanks, and word by word."""
    for name in user_inputs:
        parts = normalise(name).lower().split()
        if parts:
            yield " ".join(parts)
            yield "".join(parts)
            yield from parts
