"""The kwadrant of a whole class, for a klassenbespreking: each pupil a row, in an order of her choice (domain.md §8).

A row says per quadrant what moved, what it is and whether that is old. Unknown stands last in every order: it is no
low value. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sotdesk.domain.kwadrant import Kwadrant, Move, Standing
from sotdesk.domain.kwadrant_coherence import Gap, fell_suddenly, gaps, questions
from sotdesk.domain.kwadrant_rules import Value, quadrant_of, quadrants
from sotdesk.domain.kwadrant_words import age_words
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold
from sotdesk.domain.words import count

NAME, OLDEST = "naam", "oudste"
SORTS = (NAME, *(quadrant.code for quadrant in quadrants()), OLDEST)
"""The orders, in the order in which the key goes round."""
SHORT = {Value.CARE: "zorg", Value.USUAL: "gew.", Value.STRONG: "sterk", Value.UNKNOWN: "onb."}
"""A value in a narrow column: a word, so that it never hangs on colour."""
SUDDEN = "!"
"""Behind ▼ of a quadrant that fell suddenly."""
FRESH_DAYS = 14
"""Days under which an age says no more than that."""


@dataclass(frozen=True)
class ClassRow:
    """A pupil of the class and his kwadrant."""

    student: Student
    found: Kwadrant

    @cached_property
    def oldest(self) -> Standing | None:
        """The oldest value that counts in his row, one that is past its limit first; an aspect where the quadrant
        itself is unknown."""
        known = [s for code in _codes() for s in self._counting(code)]
        return max(known, key=_age, default=None)

    def _counting(self, code: str) -> list[Standing]:
        one = self.found[code]
        return [one] if one.value.known else self.aspects(code)

    def aspects(self, code: str) -> list[Standing]:
        """The aspects of a quadrant that somebody knows."""
        return [one for a in quadrant_of(code).aspects if (one := self.found[a.code]).value.known]

    def sudden(self, code: str) -> bool:
        """Whether this quadrant fell suddenly, itself or an aspect of it."""
        return any(fell_suddenly(one) for one in (self.found[code], *self.aspects(code)))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Kunnen beside presteren, willen beside doen."""
        return gaps(self.found)

    @cached_property
    def asked(self) -> int:
        """How many questions his pattern raises."""
        return len(questions(self.found))

    @cached_property
    def text(self) -> str:
        """What a filter looks in: his name and class, each value (`zorg`, `willen=zorg`), oud, daling, verschil."""
        said = [self.student.name.full, self.student.class_name, self.student.number]
        for code in _codes():
            one = self.found[code]
            said += [one.value.value, f"{code}={one.value.value}", "oud" if one.old else ""]
            said += ["daling" if one.move is Move.DOWN or self.sudden(code) else ""]
        said += ["verschil" if any(gap.apart for gap in self.gaps) else "", "vraag" if self.asked else ""]
        return fold(" ".join(filter(None, said)))


def value_words(row: ClassRow, code: str, *, short: bool) -> tuple[str, str]:
    """The mark and the value of a cell: `▼!` and `zorg`; an old value stands in brackets, `? 3 asp.`: aspects only."""
    one = row.found[code]
    mark = f"{one.move.value}{SUDDEN if row.sudden(code) else ''}"
    if not one.value.known:
        aspects = len(row.aspects(code))
        known = f"{aspects} asp." if short else count(aspects, "aspect", "aspecten")
        return mark, known if aspects else _word(one.value, short=short)
    word = _word(one.value, short=short)
    return mark, f"({word})" if one.old else word


def gap_short(row: ClassRow) -> str:
    """`pr< do?`: presteren lower than kunnen; doen not to be compared with willen."""
    return " ".join(f"{gap.second[:2]}{_sign(row, gap)}" for gap in row.gaps)


def gap_long(row: ClassRow) -> str:
    """`presteren lager · doen ?`: where they differ, and what cannot be compared; `gelijk` when nothing differs."""
    if all(gap.apart is None for gap in row.gaps):
        return "niet te vergelijken"
    words = {"<": "lager", ">": "hoger", "?": "?"}
    said = [f"{gap.second} {words[sign]}" for gap in row.gaps if (sign := _sign(row, gap)) in words]
    return " · ".join(said) or "gelijk"


def age_short(row: ClassRow) -> str:
    """The age of his oldest value: `< 2 wk`, `14 mnd`; `–` when nothing is known."""
    if row.oldest is None:
        return "–"
    days = row.oldest.age_days or 0
    return f"< {FRESH_DAYS // 7} wk" if days < FRESH_DAYS else age_words(days)


def in_order(rows: Iterable[ClassRow], sort: str) -> list[ClassRow]:
    """By name, else what asks attention first: zorg, of those what fell; unknown last. `oudste`: the oldest first."""
    if sort == NAME:
        return list(rows)
    if sort == OLDEST:
        return sorted(
            rows, key=lambda row: (row.oldest is None, -((row.oldest and row.oldest.age_days) or 0))
        )
    return sorted(rows, key=lambda row: _rank(row, sort))


def fitting(rows: Iterable[ClassRow], typed: str) -> list[ClassRow]:
    """Whose row has all these words."""
    words = fold(typed).split()
    return [row for row in rows if all(word in row.text for word in words)]


def summary(rows: Sequence[ClassRow]) -> str:
    """`28 leerlingen · 3 nog zonder waarde · 5 met oude waarden`."""
    empty = sum(1 for row in rows if row.oldest is None)
    old = sum(1 for row in rows if any(row.found[code].old for code in _codes()))
    said = [
        count(len(rows), "leerling", "leerlingen"),
        f"{empty} nog zonder waarde" if empty else "",
        f"{old} met een oude waarde" if old else "",
    ]
    return " · ".join(filter(None, said))


def _codes() -> tuple[str, ...]:
    return tuple(quadrant.code for quadrant in quadrants())


def _age(one: Standing) -> tuple[bool, int]:
    """What is past its limit counts as older than what is not: aptitude may be older than behaviour."""
    return one.old, one.age_days or 0


def _word(value: Value, *, short: bool) -> str:
    return SHORT[value] if short else value.value


def _sign(row: ClassRow, gap: Gap) -> str:
    if gap.apart is None:
        return "?"
    if not gap.apart:
        return "="
    return "<" if row.found[gap.second].value.step < row.found[gap.first].value.step else ">"


def _rank(row: ClassRow, code: str) -> tuple[int, bool, bool]:
    one = row.found[code]
    if not one.value.known:
        return len(Value), not row.aspects(code), False
    return one.value.step, one.move is not Move.DOWN, one.old
