"""The shielded view: the words meldcode, Veilig Thuis and SISA do not stand in it (product.md §4).

One function a rule. Shielded is how sotdesk opens; the words themselves are data (rules/shield.toml), and a school may
have a name of its own for one of these things (`hide_also`). Names are another thing (F9, masking.py), and what a guest
may see as well (guests.py).
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from sotdesk.domain.meetings import Meeting
from sotdesk.domain.rules import load

_own: tuple[str, ...] = ()
"""The words of the vault that is open, beside those that ship; no pupil's data."""


def hide_also(words: Iterable[str]) -> None:
    """The names that the school of the vault that is open has for these things: hidden like the words that ship.

    Takes the place of those that were given before. The store says it when it opens and after every change of them:
    one vault is open at a time, and as a parameter it would have to pass through every screen and document.
    """
    global _own
    _own = tuple(sorted({" ".join(word.split()) for word in words} - {""}))


def secret_step() -> str:
    """How something to do reads that is shielded whole: "Overleg met casushouder"."""
    return str(load("shield")["step"])


def speaks(text: str) -> bool:
    """Whether a text has one of the words."""
    return bool(_pattern().search(text))


def words_in(text: str) -> tuple[str, ...]:
    """The words themselves as they stand in a text, to point out before it leaves."""
    return tuple(found.group() for found in _pattern().finditer(text))


def hidden_words(text: str) -> str:
    """The text without these words, each replaced by a word that says so; the rest stays as it was."""
    return _pattern().sub(load("shield")["instead"], text)


def hidden_agenda(meeting: Meeting) -> Meeting:
    """A meeting whose agenda does not have these words: not in a title, a question to the team or the place."""
    items = tuple(
        replace(i, title=hidden_words(i.title), request=hidden_words(i.request)) for i in meeting.items
    )
    return replace(meeting, items=items, place=hidden_words(meeting.place))


def hidden_step(text: str) -> str:
    """Something to do, as the shielded view names it: "Overleg met casushouder" when it speaks of them."""
    return secret_step() if speaks(text) else text


def lifting_refused(guests: str) -> str:
    """Why F5 may not lift the shield now, in a Dutch sentence; empty when it may. Never with a guest (in words)."""
    return f"Blijft afgeschermd zolang er een gast is: {guests}." if guests else ""


def _pattern() -> re.Pattern[str]:
    return _compiled((*load("shield")["words"], *_own))


@cache
def _compiled(hidden: tuple[str, ...]) -> re.Pattern[str]:
    """The words, also at the beginning of a longer word, with any space or hyphen (or none) between their parts."""
    words = (r"[\s-]*".join(map(re.escape, word.split())) for word in hidden)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?:\w|-(?=\w))*", re.IGNORECASE)
