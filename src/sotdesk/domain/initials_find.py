"""Finds pupils' names in running text: every form of a name, as whole words, also with a possessive.

How what was found is written is in initials.py. Names of contacts are known first: what is theirs is no pupil's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from sotdesk.domain.initials_words import (
    INFIXES,
    Token,
    adult_words,
    all_in,
    common_words,
    joins,
    opens_sentence,
    parts_of,
    possessive_end,
    professional_words,
    tokens_of,
    words_as_first,
    words_as_last,
)
from sotdesk.domain.students import Student

_SHORTEST_LOOSE = 4
"""A lone lower-case word shorter than this is never taken for another pupil's name."""


class Part(Enum):
    """Which part of a name was written."""

    FULL = "full"
    SHOWN = "shown"
    LETTER = "letter"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True)
class Found:
    """A name in a text. `students` are all who can be meant; `adult`: a parent's, behind *mevrouw* or *meneer*
    or behind an initial that is not the pupil's.

    `doubtful`: likelier an ordinary word, or a professional's name. `own`: of a pupil that the item is about.
    """

    start: int
    end: int
    words: str
    part: Part
    students: tuple[Student, ...]
    own: bool
    possessive: bool = False
    doubtful: bool = False
    adult: bool = False


@dataclass(frozen=True)
class _Spot:
    """The words of a text from one position on, as long as the form that is tried."""

    text: str
    tokens: tuple[Token, ...]
    before: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.tokens)

    @property
    def key_token(self) -> Token:
        """The word whose capital counts: the first that is no infix."""
        return next((token for token in self.tokens if token.word not in INFIXES), self.tokens[0])

    @property
    def opens(self) -> bool:
        """Whether its capital says nothing, because it begins a sentence."""
        return opens_sentence(self.text, self.key_token.start)


MOST_WORDS = 20
"""No name has more words; what was pasted into a name field by mistake would cost a minute for each text."""


class NameIndex:
    """All pupils by every form of their names; made once for a document, fast for a whole school."""

    def __init__(self, students: Iterable[Student], protected: Iterable[str] = ()) -> None:
        self._forms: dict[tuple[str, ...], list[tuple[Part, Student]]] = {}
        self._protected: set[tuple[str, ...]] = set()
        for student in students:
            for part, words in _forms(student):
                if len(words) > MOST_WORDS:
                    continue
                self._forms.setdefault(words, []).append((part, student))
        for name in protected:
            self._protected.update(words for words in _protected_forms(name) if len(words) <= MOST_WORDS)
        self._longest = max(map(len, (*self._forms, *self._protected)), default=0)

    def find(self, text: str, own: Sequence[Student] = (), near: Sequence[Student] = ()) -> tuple[Found, ...]:
        """Every pupil's name in a text, from left to right.

        `own` are the pupils of the item, whose names are looked for most strictly; `near` those who are meant
        first when a name fits several.
        """
        tokens = tokens_of(text)
        found: list[Found] = []
        at = 0
        while at < len(tokens):
            taken, one = self._at(text, tokens, at, own, near)
            if one is not None:
                found.append(one)
            at += taken
        return tuple(found)

    def _at(
        self, text: str, tokens: list[Token], at: int, own: Sequence[Student], near: Sequence[Student]
    ) -> tuple[int, Found | None]:
        """How many words the longest name at this word takes, and the pupil's name it is."""
        before = tokens[at - 1].word if at and _beside(text, tokens[at - 1], tokens[at]) else ""
        for length in range(self._run(text, tokens, at), 0, -1):
            spot = _Spot(text, tuple(tokens[at : at + length]), before)
            mine = self._own(spot, own)
            if mine is not None and mine.part in (Part.FULL, Part.SHOWN, Part.FIRST):
                return length, mine
            if spot.words in self._protected and spot.key_token.capital:
                return length, None
            one = mine or self._other(spot, own, near)
            if one is not None:
                return length, one
        return 1, None

    def _run(self, text: str, tokens: list[Token], at: int) -> int:
        """How many words from here on can belong to one name."""
        length = 1
        while (
            length < self._longest
            and at + length < len(tokens)
            and joins(text, tokens[at + length - 1], tokens[at + length])
        ):
            length += 1
        return length

    def _meant(self, words: tuple[str, ...]) -> tuple[list[tuple[Part, Student]], bool]:
        """The forms these words are, else without the possessive s that is glued to the last (`Sems`)."""
        if forms := self._forms.get(words):
            return forms, False
        if words[-1].endswith("s") and len(words[-1]) > 2:
            return self._forms.get((*words[:-1], words[-1][:-1]), []), True
        return [], False

    def _own(self, spot: _Spot, own: Sequence[Student]) -> Found | None:
        forms, glued = self._meant(spot.words)
        ids = {student.id for student in own}
        for part in Part:
            students = [student for form, student in forms if form is part and student.id in ids]
            if students and (judged := _judge_own(spot, part)) is not None:
                return _made(spot, part, students, own=True, glued=glued, doubtful=judged)
        return None

    def _other(self, spot: _Spot, own: Sequence[Student], near: Sequence[Student]) -> Found | None:
        forms, glued = self._meant(spot.words)
        ids = {student.id for student in own}
        for part in (Part.FULL, Part.SHOWN, Part.FIRST, Part.LAST):
            students = [student for form, student in forms if form is part and student.id not in ids]
            if students and (judged := _judge_other(spot, part, glued)) is not None:
                meant = _likeliest(students, own, near)
                return _made(spot, part, meant, own=False, glued=glued, doubtful=judged)
        return None


def _forms(student: Student) -> Iterable[tuple[Part, tuple[str, ...]]]:
    """Every way a pupil's name is written: whole, call name, surname, with an initial, without the infix."""
    first, infix, last = map(parts_of, (student.first_name, student.infix, student.last_name))
    yield Part.FIRST, first
    if len(first) > 1:
        yield Part.FIRST, first[:1]
    if not last:
        return
    yield Part.LAST, (*infix, *last)
    yield Part.FULL, (*first, *infix, *last)
    yield Part.SHOWN, (*first, *infix, last[0][0])
    yield Part.LETTER, (first[0][0], *infix, *last)
    if infix[:1] == ("van",) and len(infix) == 2:  # van der, van den, van de
        for short in (("vd",), ("v", "d")):
            yield Part.LAST, (*short, *last)
            yield Part.FULL, (*first, *short, *last)
    if infix:
        yield Part.LAST, last
        yield Part.FULL, (*first, *last)
        yield Part.SHOWN, (*first, *(word[0] for word in infix), last[0][0])
    yield Part.SHOWN, (*first, last[0][0])


def _protected_forms(name: str) -> Iterable[tuple[str, ...]]:
    """A contact's whole name and his surname with and without infix (`mevr. N. van Dam`: van Dam, Dam)."""
    words = tuple(w for w in parts_of(name) if w not in adult_words())
    yield words
    own = [at for at, word in enumerate(words) if len(word) > 1 and word not in INFIXES]
    if own and len(words) > 1:
        last = own[-1]
        yield words[last:]
        start = last
        while start and words[start - 1] in INFIXES and len(words[start - 1]) > 1:
            start -= 1
        yield words[start:]


def _judge_own(spot: _Spot, part: Part) -> bool | None:
    """Whether the item's own pupil is meant: None no, False yes, True perhaps (an ordinary word as well)."""
    capital = spot.key_token.capital
    if part is Part.FULL:
        return False
    if part in (Part.SHOWN, Part.LETTER):
        return False if _has_initials(spot) else None
    if part is Part.FIRST:
        return not capital and all_in(spot.words, words_as_first())
    if spot.before in adult_words():
        return False
    ordinary = all_in(spot.words, words_as_last())
    if not capital:
        return None if ordinary else False
    return ordinary and spot.opens and len(spot.tokens) == 1


def _judge_other(spot: _Spot, part: Part, glued: bool) -> bool | None:
    """Whether a pupil of another item is meant: None no, False yes, True perhaps.

    A first name that is a word counts at the start of a sentence too (`Roos was erbij`): it is asked about.
    """
    if part is Part.FULL:
        return False
    if part is Part.SHOWN:
        return False if _has_initials(spot) else None
    if spot.before in professional_words():
        return True if part is Part.FIRST else None
    if part is Part.LAST and spot.before in adult_words():
        return None
    ordinary = all_in(spot.words, words_as_first() if part is Part.FIRST else words_as_last())
    lone = len(spot.tokens) == 1
    if not spot.key_token.capital:
        short = lone and len(spot.words[0]) < _SHORTEST_LOOSE
        return None if short or glued or all_in(spot.words, common_words()) else False
    return None if part is Part.LAST and ordinary and lone and spot.opens else False


def _has_initials(spot: _Spot) -> bool:
    """Whether each lone letter is written as an initial: with a capital or a dot (`Sem B`, `Yara a.`)."""
    letters = [token for token in spot.tokens if token.end - token.start == 1]
    return all(token.capital or spot.text[token.end : token.end + 1] == "." for token in letters)


def _is_initial(spot: _Spot) -> bool:
    """Whether another's initial stands before this surname: `W. Achterberg`, the mother of Yara Achterberg."""
    return len(spot.before) == 1 and spot.text[: spot.tokens[0].start].rstrip(" \u00a0").endswith(".")


def _likeliest(
    students: Sequence[Student], own: Sequence[Student], near: Sequence[Student]
) -> tuple[Student, ...]:
    """Those of this report first, then classmates; all of them when nothing tells them apart."""
    near_ids, classes = {s.id for s in near}, {s.class_name for s in own}
    tiers = (
        [s for s in students if s.id in near_ids],
        [s for s in students if s.class_name in classes],
        list(students),
    )
    return tuple(dict.fromkeys(next(tier for tier in tiers if tier)))


def _made(
    spot: _Spot, part: Part, students: Sequence[Student], *, own: bool, glued: bool, doubtful: bool
) -> Found:
    last = spot.tokens[-1]
    start, end = spot.tokens[0].start, last.end
    if part in (Part.SHOWN,) and spot.text[end : end + 1] == "." and last.end - last.start == 1:
        end += 1
    possessive = possessive_end(spot.text, last) if end == last.end else end
    adult = part is Part.LAST and (spot.before in adult_words() or _is_initial(spot))
    return Found(
        start, max(end, possessive), spot.text[start : max(end, possessive)], part,
        tuple(dict.fromkeys(students)), own, glued or possessive > end, doubtful, adult,
    )  # fmt: skip


def _beside(text: str, before: Token, after: Token) -> bool:
    """Whether a word stands directly before this one, in the same sentence (`mevr. Smit`)."""
    return text[before.end : after.start].strip(" \u00a0") in ("", ".")
