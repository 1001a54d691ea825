"""Names by their beginnings, and names that were nearly typed: one letter wrong, missing, extra or swapped.

What is compared are folded words (text.fold): é = e, capitals do not count. Issue 4 point 9 gives the measure:
words of five letters and more.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from sotdesk.domain.text import fold

LONG = 5
"""From so many letters on a word may be one letter off; in a shorter one that would be another word."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Named:
    """Someone with a name: `key` says who, `names` and `codes` (number, class) are what he is found by."""

    key: tuple[str, str]
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()


class NameBook:
    """The words of all names, ready to be looked up with every key."""

    def __init__(self, people: Iterable[Named]) -> None:
        self._people = tuple(people)
        words: dict[str, set[int]] = {}
        codes: dict[str, set[int]] = {}
        for index, person in enumerate(self._people):
            for text, known in [(n, words) for n in person.names] + [(c, codes) for c in person.codes]:
                for word in words_in(text):
                    known.setdefault(word, set()).add(index)
        self._long = [(word, found) for word, found in words.items() if len(word) >= LONG - 1]
        for code, found in codes.items():
            words.setdefault(code, set()).update(found)
        self._sorted = sorted(words)
        self._words = words

    def find(self, typed: Sequence[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Who has a word that begins with each typed one; and who nearly does, with at least one word nearly so.

        Both in the order in which the people were given; who has a typed word whole comes before who has it as a
        beginning only (`davi`: Davi before David).
        """
        if not typed:
            return [], []
        begins = [self._begins(word) for word in typed]
        exact = set.intersection(*begins)
        either = [found | self._nearly(word) for word, found in zip(typed, begins, strict=True)]
        near = set.intersection(*either) - exact
        whole = [self._words.get(word, set()) for word in typed]
        first = sorted(exact, key=lambda i: (-sum(i in found for found in whole), i))
        return [self._people[i].key for i in first], [self._people[i].key for i in sorted(near)]

    def _begins(self, typed: str) -> set[int]:
        found: set[int] = set()
        for index in count(bisect_left(self._sorted, typed)):
            if index == len(self._sorted) or not self._sorted[index].startswith(typed):
                return found
            found |= self._words[self._sorted[index]]
        return found

    def _nearly(self, typed: str) -> set[int]:
        if len(typed) < LONG - 1:
            return set()
        a, b = typed[0], typed[1]
        found: set[int] = set()
        for (
            word,
            people,
        ) in self._long:  # one of the first two letters stands in its place, or both are swapped
            if (word[0] == a or word[1] in (a, b) or word[0] == b) and nearly(typed, word):
                found |= people
        return found


def words_in(text: str) -> list[str]:
    """The words of a text, folded: letters and digits; all else parts them."""
    return _WORD.findall(fold(text))


def nearly(typed: str, name: str) -> bool:
    """Whether exactly one letter is wrong, missing, extra or swapped (Damerau-Levenshtein 1).

    Holds for the whole name when one of the two has five letters or more, and for its beginning while it is being
    typed: then something behind the error must fit, else any letter would do.
    """
    if typed == name or max(len(typed), len(name)) < LONG:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(typed, name, strict=False)) if a != b), min(len(typed), len(name))
    )
    left, there = typed[at:], name[at:]
    if not left and len(there) > 1:
        return False
    swapped = left[:2] == there[1::-1] and len(there) > 1
    rests = [(left[1:], there[1:]), (left, there[1:]), (left[1:], there)]
    if swapped:
        rests.append((left[2:], there[2:]))
    if any(a == b for a, b in rests):
        return True
    begun = len(typed) >= LONG and any(a and b.startswith(a) for a, b in rests)
    return begun or (swapped and len(typed) >= LONG and there[2:].startswith(left[2:]))
