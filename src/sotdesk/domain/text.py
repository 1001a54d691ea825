"""What every text passes on its way in, and how two texts are compared; no formatting, no initials.

`clean` is the one text boundary: each import goes through it, and the store passes everything it writes through it
(store/base.py). A control character that is stored would otherwise break the report later, in the meeting, or steer
the terminal; a sign that turns the reading direction around would turn what stands behind it.
"""

import json
import re
import unicodedata
from collections.abc import Mapping

_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NO_ACCENT = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "‐": "-", "‑": "-", "–": "-", "−": "-",
    }
)  # fmt: skip


def clean(text: str) -> str:
    """Return `text` as it may be stored: NFC, lines ended by LF, nothing a document or terminal chokes on.

    Dropped: C0 but for newline and tab, DEL and C1, what embeds or overrides the reading direction (text from right
    to left needs none of it), lone surrogates, U+FEFF, U+FFFE and U+FFFF.
    Cleaning twice is cleaning once.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def fold(text: str) -> str:
    """Return `text` for comparing only: lower case, no accents (é = e, ĳ = ij), plain quotes and dashes."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Cf")).translate(_NO_ACCENT)


def as_json(value: object) -> str:
    """`value` as JSON with every text in it cleaned, that stays the same when it is cleaned itself.

    An accent that combines with the letter of an escape (a line end and U+0303: `\\ñ`) would break it then.
    """
    words = _cleaned(value)
    text = json.dumps(words, ensure_ascii=False)
    return text if clean(text) == text else json.dumps(words)


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {_cleaned(key): _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value


def one_line(text: str) -> str:
    """Return `text` cleaned and on one line, every run of white space as one space."""
    return " ".join(clean(text).split())


def listed(text: str) -> str:
    """What stands between the commas of `text`, cleaned, with one comma and a space between each."""
    return ", ".join(filter(None, (part.strip() for part in one_line(text).split(","))))
