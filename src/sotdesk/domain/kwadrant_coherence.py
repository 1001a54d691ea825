"""Samenhang in a kwadrant (domain.md §8.1, §8.3): the gaps, and the questions that a pattern raises.

A question, never a conclusion: the conclusion is the coordinator's own. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sotdesk.domain.kwadrant import Kwadrant, Move, Standing
from sotdesk.domain.kwadrant_rules import Value, part_names, patterns, quadrant_of, quadrants
from sotdesk.domain.rules import load
from sotdesk.domain.words import listed

NOT_COMPARED = "niet te vergelijken: "


@dataclass(frozen=True)
class Gap:
    """The line between two quadrants that are compared; `apart` = whether they differ, None: not to be compared."""

    first: str
    second: str
    words: str
    apart: bool | None
    source: str


@dataclass(frozen=True)
class Question:
    """A question for the table: what it rests on, what to think of, and where it comes from."""

    ask: str
    think: str
    rests_on: str
    source: str


def gaps(found: Kwadrant) -> tuple[Gap, ...]:
    """Each pair that is compared, in the order of the rules."""
    return tuple(_gap(found, row) for row in load("kwadrant")["gap"])


def gap_words(first: Standing, second: Standing) -> tuple[str, bool | None]:
    """`presteren lager dan kunnen`, `doen gelijk aan willen`, or why they are not to be compared.

    Only when both are known and fresh; the levels come from different instruments, so it states and asks nothing.
    """
    lacking = [(_name(s), "oud" if s.old else "onbekend") for s in (first, second) if not s.fresh]
    if lacking:
        why = [
            f"{listed([n for n, r in lacking if r == reason])} {reason}" for reason in dict(lacking).values()
        ]
        return f"{NOT_COMPARED}{listed(list(dict.fromkeys(why)))}", None
    if first.value is second.value:
        return f"{_name(second)} gelijk aan {_name(first)}", False
    how = "lager" if second.value.step < first.value.step else "hoger"
    return f"{_name(second)} {how} dan {_name(first)}", True


def questions(found: Kwadrant) -> tuple[Question, ...]:
    """A sudden fall first, then every row of the table that matches."""
    return (*_sudden(found), *_matching(found))


def fell_suddenly(standing: Standing) -> bool:
    """Whether this is the quadrant whose sudden fall is asked about, and it fell within the days of the rule."""
    rule, before, now = load("kwadrant")["sudden"], standing.before, standing.now
    if standing.part.split(".")[0] != rule["quadrant"] or standing.move is not Move.DOWN or standing.old:
        return False
    return (
        before is not None and now is not None and now.day - before.day <= timedelta(days=rule["within_days"])
    )


def matches(sign: str, value: Value) -> bool:
    """− is zorg, + is gewoon or sterk, ? is unknown only (domain.md §8.3); unknown matches neither − nor +."""
    return {"-": value is Value.CARE, "+": value in (Value.USUAL, Value.STRONG), "?": not value.known}[sign]


def _gap(found: Kwadrant, row: dict[str, str]) -> Gap:
    words, apart = gap_words(found[row["first"]], found[row["second"]])
    return Gap(row["first"], row["second"], words, apart, row["source"])


def _sudden(found: Kwadrant) -> Iterator[Question]:
    rule = load("kwadrant")["sudden"]
    quadrant = quadrant_of(rule["quadrant"])
    fallen = [found[part] for part in (quadrant.code, *(a.code for a in quadrant.aspects))]
    fallen = [standing for standing in fallen if fell_suddenly(standing)]
    if fallen:
        moves = listed([f"{_name(s)} van {s.before.value} naar {s.value}" for s in fallen if s.before])
        yield Question(rule["ask"], rule["think"], moves, load("kwadrant")["patterns"]["source"])


def _matching(found: Kwadrant) -> Iterator[Question]:
    source = load("kwadrant")["patterns"]["source"]
    for row in patterns():
        if all(matches(sign, found[part].value) for part, sign in row.when):
            rests_on = ", ".join(_said(found[q.code]) for q in quadrants() if q.code in dict(row.when))
            yield Question(row.ask, row.think, rests_on, source)


def _said(standing: Standing) -> str:
    return f"{_name(standing)} {standing.value}{' (oud)' if standing.old else ''}"


def _name(standing: Standing) -> str:
    return part_names()[standing.part]
