"""The passphrase of the vault: proposing one, and turning what was typed into a key.

No judgement of strength here (sotdesk/strength.py), and no passphrase is kept.
"""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from math import log2

ENOUGH_BITS = 52.0
"""What an own passphrase must reach: thousands of years on one fast graphics card (security.md §2.2)."""

WORDS_PROPOSED = 5

_RAW_KEY = re.compile(r"[xX]'[0-9a-fA-F]{64,}'")


def suggest(words: Sequence[str], count: int = WORDS_PROPOSED) -> str:
    """`count` different words drawn with the system's random source, with a space between them."""
    return " ".join(secrets.SystemRandom().sample(words, count))


def normalise(text: str) -> str:
    """The spelling that is the key: Unicode NFC, so that é typed in either way opens the same file.

    Part of the file format: never change it.
    """
    return unicodedata.normalize("NFC", text)


def is_raw_key(text: str) -> bool:
    """Does SQLCipher take this for a key in hexadecimal, which skips the slow derivation?"""
    return _RAW_KEY.fullmatch(text) is not None


def key_bytes(text: str) -> bytes:
    """The key for the vault; ValueError (without the text) when this can never be a passphrase of ours."""
    spelled = normalise(text)
    if not spelled or is_raw_key(spelled):
        raise ValueError("not usable as a passphrase")
    try:
        return spelled.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("not usable as a passphrase") from None


def list_bits(text: str, words: frozenset[str]) -> float | None:
    """The bits of a passphrase of our list's words only, each counted once; None when it has another word."""
    typed = normalise(text).split()
    if not typed or not words.issuperset(typed):
        return None
    return len(set(typed)) * log2(len(words))
