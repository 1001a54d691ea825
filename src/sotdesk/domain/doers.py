"""Who does an agreement, typed outside a meeting: `smw, mentor` → doers for one pupil. Nobody is guessed."""

import re

from sotdesk.domain.actions import Doer
from sotdesk.domain.capture_names import NameBook, Person

_BETWEEN = re.compile(r"\s*(?:,|;|\+|\ben\b)\s*")


def doers_in(words: str, book: NameBook) -> tuple[Doer, ...]:
    """Everyone named, the first leads; a name that nobody here has stays as typed (*nieuw*)."""
    parts = (part.lstrip("@") for part in _BETWEEN.split(words.strip()))
    return tuple(dict.fromkeys(doer for part in parts if part for doer in _doers(part, book)))


def doer_in(word: str, book: NameBook) -> Doer:
    """One person by name or role, or by the beginning of the only role that fits (`sm`)."""
    fits = book.called(word) or book.shortened(word)
    return doer_of(fits[0]) if fits else Doer(word)


def _doers(word: str, book: NameBook) -> tuple[Doer, ...]:
    """Whom the word means: one person, or all who have the role in a talk about several pupils."""
    fits = book.called(word, together=True) or book.shortened(word, together=True)
    return tuple(map(doer_of, fits[0].all_of)) if fits and fits[0].all_of else (doer_in(word, book),)


def doer_of(person: Person) -> Doer:
    """A known person as a doer."""
    return Doer(person.label, "" if person.key.startswith("role:") else person.key, person.role)


def doers_words(doers: tuple[Doer, ...]) -> str:
    """What was understood: `SMW (N. Smit), Pietersen (nieuw)`."""
    return ", ".join(f"{doer.label} (nieuw)" if doer.new else doer.label for doer in doers)
