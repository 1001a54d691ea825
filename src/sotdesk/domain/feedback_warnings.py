"""What to look at before a text about a pupil leaves the desk: names of others, also indirect, and words of opinion.

Nothing is refused here: she decides. The lists are data (rules/opinion.toml; domain.md §4, the writing rule of S004).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sotdesk.domain.rules import load
from sotdesk.domain.shield import words_in
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold

_CLASS = r"[1-6](?:[A-Z][A-Za-z]{0,4}\d{0,2}[a-z]?|[a-z]{1,5}\d{1,2}[a-z]?)"
"""`2H1`, `4V`, `3vmbo2`; not `2e`, `4u` or the day in `2 dec`."""
_NAME = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]+"
_NAME_THEN_CLASS = re.compile(rf"\b({_NAME})\s+(?:uit|van|in|\()\s*(?:de\s+|klas\s+)?({_CLASS})\b")
_CLASS_THEN_NAME = re.compile(rf"\b({_CLASS})\s*[,:]?\s+({_NAME})\b")


@dataclass(frozen=True)
class Warning:
    """One thing to look at. `kind` is name, kin, class, opinion, shielded, ground, authority or age; `words` as
    written; `where` in a Dutch word in what it stands (besluit); `line_id` of the line it comes from; `sentence`
    says it.
    """

    kind: str
    words: str
    where: str
    line_id: str = ""
    sentence: str = ""


def in_text(
    text: str, where: str, line_id: str, student: Student, *, parent: str = ""
) -> tuple[Warning, ...]:
    """What to look at in one text about a pupil; `parent` (moeder, vader) when one of them reads it."""
    found = [*_kin(text, parent), *_with_class(text, student), *_opinions(text)]
    found += [("shielded", words, _SHIELDED.format(words=words)) for words in words_in(text)]
    return tuple(Warning(kind, words, where, line_id, sentence) for kind, words, sentence in found)


_OPINION = "‘{words}’ is een oordeel; beschrijf wat er te zien of te horen was."
_SHIELDED = "‘{words}’ staat alleen in het dossier van dat traject zelf; hier wordt het afgeschermd."
_KIN = "‘{words}’ gaat over iemand anders."
_PERSON = "‘{words}’ wijst een andere leerling aan."


def _kin(text: str, parent: str) -> Iterator[tuple[str, str, str]]:
    """`zijn broer`, `haar zus`, `moeders vriend`, and in a text for his mother `vader`."""
    parents: Mapping[str, list[str]] = load("opinion")["parents"] if parent else {}
    others = [_pattern(tuple(words)) for who, words in parents.items() if who != fold(parent)]
    patterns = [_kin_pattern(), *others]
    for words in (words for pattern in patterns for words in _found(pattern, text)):
        yield "kin", words, _KIN.format(words=words)


def _with_class(text: str, student: Student) -> Iterator[tuple[str, str, str]]:
    """`Roos uit 2H1`, `2H1 Roos`: somebody's call name with a class, known here or not."""
    for pattern, name_at, class_at in ((_NAME_THEN_CLASS, 1, 2), (_CLASS_THEN_NAME, 2, 1)):
        for found in pattern.finditer(text):
            own_name = fold(found[name_at]) == fold(student.name.first)
            own_class = fold(found[class_at]).replace(" ", "") == fold(student.class_name)
            if not (own_name and own_class):
                yield "class", found[0], _PERSON.format(words=found[0])


def opinions(text: str) -> Iterator[str]:
    """The words of judgement in a text, as they were written."""
    yield from _found(_pattern(tuple(load("opinion")["opinion"])), text)


def _opinions(text: str) -> Iterator[tuple[str, str, str]]:
    for words in opinions(text):
        yield "opinion", words, _OPINION.format(words=words)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """What a pattern of folded words finds, as it was written."""
    folded = fold(text)
    source = (
        text if len(folded) == len(text) else folded
    )  # a letter that folds into two moves all that follows
    yield from (source[found.start() : found.end()] for found in pattern.finditer(folded))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these as whole words; `…*` is the beginning of one."""
    return re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)")


@cache
def _kin_pattern() -> re.Pattern[str]:
    rules = load("opinion")
    whose = _any(rules["whose"])
    return re.compile(rf"(?<!\w)(?:(?:{whose}|\w+['’]?s)\s+(?:\w+\s+)?)(?:{_any(rules['kin'])})(?!\w)")


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(w.removesuffix("*")) + (r"\w*" if w.endswith("*") else "") for w in longest_first
    )
