"""A role in typed words: `mentor 2H1`, `LPA Rotterdam, Capelle` (`Role.words` writes it back).

Pure: what the school knows (departments, classes, municipalities) comes in. A word nobody knows is kept, never
dropped; `unknown_in` names it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from sotdesk.domain.contacts import Role, role_kinds
from sotdesk.domain.text import fold, one_line

_PIECES = re.compile(r"\s*[,;·|]\s*|\s+en\s+")
_SAID_BEFORE = frozenset(
    ("van", "voor", "in", "klas", "klassen", "afdeling", "gemeente", "leerjaar", "leerjaren", "jaar")
)
"""Words that may stand before a scope and add nothing to it."""
_ARTICLES = frozenset(("de", "het"))
_YEARS = re.compile(r"([1-6])(?:\s*(?:-|t/m|tot en met)\s*([1-6]))?\Z")
_CLASS = re.compile(r"[1-6][a-z]+\w*\Z")
_BY_CLASS = frozenset(("mentor", "docent"))
"""Roles whose unknown scope word is a class; of all others it is a municipality."""

Value = TypeVar("Value", str, int)


@dataclass
class _Scope:
    """The four kinds of limits while they are gathered; each keeps the order of typing."""

    departments: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)

    def role(self, code: str) -> Role:
        return Role(
            code, _once(self.departments), _once(self.years), _once(self.classes), _once(self.municipalities)
        )


class _School:
    """What a scope word can mean here."""

    def __init__(
        self, departments: Iterable[str], classes: Iterable[str], municipalities: Iterable[str]
    ) -> None:
        self.departments = {fold(name): name for name in departments}
        self.classes = {fold(name): name for name in classes}
        self.municipalities = {fold(name): name for name in municipalities}

    def municipality(self, words: str) -> str:
        """The municipality of this name, or the only one that begins with these whole words."""
        if words in self.municipalities:
            return self.municipalities[words]
        begun = [name for key, name in self.municipalities.items() if key.startswith(f"{words} ")]
        return begun[0] if len(begun) == 1 else ""

    def take(self, words: str, scope: _Scope) -> bool:
        """Puts the words where they belong; False when they mean nothing here."""
        years = _YEARS.match(words)
        if words in self.departments:
            scope.departments.append(self.departments[words])
        elif words in self.classes:
            scope.classes.append(self.classes[words])
        elif years:
            scope.years.extend(range(int(years[1]), int(years[2] or years[1]) + 1))
        elif town := self.municipality(words):
            scope.municipalities.append(town)
        elif _CLASS.match(words):
            scope.classes.append(words.upper())
        elif "*" in words:
            scope.departments.append(words.upper())
        else:
            return False
        return True


def role_of(
    text: str, departments: Iterable[str], classes: Iterable[str], municipalities: Iterable[str]
) -> Role:
    """One typed line as a role: the longest known role word at its start, then for whom he has it.

    A line that begins with no known role is an own role of the school: its words up to the first that is a
    scope here (`dyslexiecoach onderbouw`). An empty line gives a role without a code.
    """
    school = _School(departments, classes, municipalities)
    line = one_line(text)
    code, rest = _known_role(line)
    if not code:
        code, rest = _own_role(line, school)
    scope = _Scope()
    for piece in _PIECES.split(rest):
        _take_piece(piece.split(), school, scope, by_class=code in _BY_CLASS)
    return scope.role(code)


def unknown_in(
    role: Role,
    departments: Mapping[str, Sequence[str]],
    classes: Collection[str],
    municipalities: Collection[str],
) -> tuple[str, ...]:
    """The scope words of a role that the school does not know; empty lists of the school know everything."""
    checks = (
        (role.departments, [*departments, *(n for n in role.departments if "*" in n)]),
        (role.classes, classes),
        (role.municipalities, municipalities),
    )
    return tuple(
        name
        for names, known in checks
        for name in names
        if known and fold(name) not in {fold(each) for each in known}
    )


def is_relative(role: Role) -> bool:
    """Whether these words name someone around the pupil (moeder, ouders): he belongs to a case, not here."""
    kinds = [kind for kind in role_kinds().values() if kind.relative]
    words = {fold(word) for kind in kinds for word in (kind.code, kind.name, *kind.aliases)}
    return fold(role.code) in words


@cache
def _role_words() -> tuple[tuple[str, str], ...]:
    """(folded word, code) of every role a contact can have, the longest word first."""
    pairs = {
        (fold(word), kind.code)
        for kind in role_kinds().values()
        if not kind.relative
        for word in (kind.code, kind.name, kind.long, *kind.aliases)
    }
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _known_role(line: str) -> tuple[str, str]:
    folded = fold(line)
    for word, code in _role_words():
        after = folded[len(word) : len(word) + 1]
        if folded.startswith(word) and (not after or after in " ,;:"):
            return code, line[len(word) :].strip(" ,;:")
    return "", line


def _own_role(line: str, school: _School) -> tuple[str, str]:
    """The words before the first that is a scope here; at least one word is the role."""
    words = line.split()
    for place in range(1, len(words)):
        if fold(words[place]) in _SAID_BEFORE or school.take(fold(words[place].strip(",;")), _Scope()):
            return " ".join(words[:place]).strip(",;"), " ".join(words[place:])
    return line, ""


def _take_piece(words: list[str], school: _School, scope: _Scope, *, by_class: bool) -> None:
    """Reads one piece between commas: the longest known run of words first; what is left is kept as it is."""
    start, unknown = 0, list[str]()
    while start < len(words):
        for end in range(len(words), start, -1):
            if school.take(fold(" ".join(words[start:end])), scope):
                start = end
                unknown = [word for word in unknown if fold(word) not in _ARTICLES]
                break
        else:
            if unknown or fold(words[start]) not in _SAID_BEFORE:
                unknown.append(words[start])
            start += 1
    if unknown:
        (scope.classes if by_class else scope.municipalities).append(" ".join(unknown))


def _once(values: list[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))
