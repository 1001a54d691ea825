"""Finding people by the words that a coordinator types: `@smw`, `@n. smit`, `ou:`. Nobody is guessed here.

The longest known name wins; a role may be cut short (`@sm`) when only one role fits, a name never: a child's
story must not go to Jansen because somebody typed Jan.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sotdesk.domain.text import fold

WORD = re.compile(r"[^\s,:;]+")
"""One word of a name: `m.`, `van`, `d'arc`. A comma or colon ends it."""

PREFIX_LETTERS = 2
"""From this many letters on a role may be cut short (issue: completion of people by two letters)."""

INFIXES = frozenset(
    (
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
        "du",
        "'t",
    )
)
"""Words that begin a Dutch surname: never read as a shortened role."""


@dataclass(frozen=True)
class Person:
    """Someone who can be named: a contact in a role, or a role or relative resolved for this pupil.

    `key` is the caller's own id; `names` are all words by which he is known; `role` is the role's word. `all_of`
    are the people whom a role means at once in a talk about several pupils (`@mentor` = both mentors).
    """

    key: str
    label: str
    names: tuple[str, ...]
    role: str = ""
    present: bool = False
    all_of: tuple["Person", ...] = ()
    guest: bool = False
    """Whether he joins as a guest (gast; guests.py says who does)."""


ALWAYS = (
    Person("role:ik", "ik", ("ik",), "ik"),
    Person("role:leerling", "leerling", ("ll", "leerling"), "leerling", guest=True),
    Person("role:ouders", "ouders", ("ou", "ouders"), "ouders", guest=True),
)
"""Known in every line, after whoever the caller names so himself (`@ik`, `ll:`, `ou:`)."""


@dataclass(frozen=True)
class NameBook:
    """People by the words of their names. `exact` keeps the order of the caller: best first."""

    exact: dict[tuple[str, ...], tuple[Person, ...]]
    roles: tuple[str, ...]
    longest: int

    @classmethod
    def of(cls, people: Iterable[Person]) -> "NameBook":
        """The book of these people and of those who are always known."""
        exact: dict[tuple[str, ...], dict[str, Person]] = {}
        known = list(people)
        taken = {fold(name) for person in known for name in person.names}
        known += [replace(p, names=tuple(n for n in p.names if n not in taken), role="") for p in ALWAYS]
        for person in known:
            for name in (*person.names, person.role):
                if words := _words(name):
                    exact.setdefault(words, {}).setdefault(person.key, person)
        roles = dict.fromkeys(fold(person.role) for person in known if person.role)
        return cls(
            {words: tuple(fits.values()) for words, fits in exact.items()},
            tuple(roles),
            max((len(words) for words in exact), default=1),
        )

    def called(self, name: str, *, together: bool = False) -> tuple[Person, ...]:
        """Everyone known by exactly this name, best first; `together` also several people as one (`all_of`)."""
        fits = self.exact.get(_words(name), ())
        return fits if together else tuple(person for person in fits if not person.all_of)

    def longest_at(self, text: str, start: int) -> tuple[tuple[Person, ...], int]:
        """Those known by the longest name that begins at `start`, several as one included, and where it ends."""
        words: list[str] = []
        best: tuple[tuple[Person, ...], int] = (), start
        at = start
        while len(words) < self.longest and (found := WORD.match(text, at)):
            bare = found[0].rstrip(".!?)")
            for word, end in ((found[0], found.end()), (bare, found.start() + len(bare))):
                if fits := self.exact.get((*words, fold(word))):
                    best = fits, end
                    break
            words.append(fold(found[0]))
            at = found.end()
            while at < len(text) and text[at].isspace():
                at += 1
        return best

    def shortened(self, word: str, *, together: bool = False) -> tuple[Person, ...]:
        """Those with the only role that begins so (`sm` → smw); () when none or several roles do."""
        begin = fold(word)
        if len(begin) < PREFIX_LETTERS or begin in INFIXES:
            return ()
        fits = [role for role in self.roles if role.startswith(begin)]
        return self.called(fits[0], together=together) if len(fits) == 1 else ()


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(found) for found in WORD.findall(name))
