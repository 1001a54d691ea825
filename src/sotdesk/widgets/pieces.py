"""Literal text with a role: the one place where user text becomes something Textual can paint.

Text is never markup here, and cannot steer the terminal: control characters become spaces and the signs
that turn the reading direction around are left out. Roles name a meaning; the theme gives the colour.
"""

from collections.abc import Iterable
from typing import Literal

from textual.content import Content, Span

Role = Literal[
    "", "strong", "muted", "faint", "label", "accent", "kind", "good", "warn", "ask", "error", "heading"
]

ROLES: dict[str, str] = {
    "": "",
    "strong": "bold",
    "muted": "$text-muted",
    "faint": "$text-disabled",  # placeholders and axes only, never news: it has too little contrast
    "label": "$text-muted",
    "accent": "$accent",
    "kind": "bold $accent",
    "good": "$success",
    "warn": "$warning",
    "ask": "bold $warning",
    "error": "$error",
    "heading": "bold $text-muted",
}

Piece = str | Content | tuple[str, Role]
"""A part of a text: literal text, literal text with a role, or content that was made here before."""

_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HALF = (*range(0xD800, 0xE000), 0xFEFF)
"""Half a character cannot be written to a terminal at all: the program would end."""
_STEERING = dict.fromkeys((*range(32), *range(127, 160)), " ") | dict.fromkeys((*_TURNING, *_HALF), "")
_STEERING_BUT_NEWLINE = {code: sign for code, sign in _STEERING.items() if code != ord("\n")}


def plain(text: str) -> str:
    """The text on one line, without anything that steers a terminal."""
    return text.translate(_STEERING)


def literal(text: str, role: Role = "") -> Content:
    """The text as it stands, in the style of its role; line ends are kept."""
    clean = text.translate(_STEERING_BUT_NEWLINE)
    return Content.styled(clean, ROLES[role]) if role else Content(clean)


def pieces(*parts: Piece) -> Content:
    """Parts after each other: `pieces(("Hulpvraag ", "label"), text)`."""
    return joined(map(_content, parts))


def joined(parts: Iterable[Content], between: str = "") -> Content:
    """Contents after each other, `between` them a sign or nothing.

    Textual's own `join` takes a text apart letter by letter; every line of every screen is put together here.
    """
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    for part in parts:
        text = part.plain
        spans += [Span(at + start, at + end, style) for start, end, style in part.spans if style]
        texts.append(text)
        at += len(text) + len(between)
    return Content(between.join(texts), spans, strip_control_codes=False)


def _content(part: Piece) -> Content:
    if isinstance(part, Content):
        return part
    return literal(*part) if isinstance(part, tuple) else literal(part)
