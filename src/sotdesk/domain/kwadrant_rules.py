"""The kwadrant as data (rules/kwadrant.toml): quadrants, aspects, instruments, gaps, patterns; each with a source."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sotdesk.domain.rules import load


class Value(StrEnum):
    """What a person says of a quadrant or an aspect. Unknown is a value of its own, never a low one."""

    CARE = "zorg"
    USUAL = "gewoon"
    STRONG = "sterk"
    UNKNOWN = "onbekend"

    @property
    def known(self) -> bool:
        """Whether somebody knows."""
        return self is not Value.UNKNOWN

    @property
    def step(self) -> int:
        """Zorg 0, gewoon 1, sterk 2: only to say what moved. ValueError for unknown, which is no step."""
        return (Value.CARE, Value.USUAL, Value.STRONG).index(self)


@dataclass(frozen=True)
class Aspect:
    """A part of a quadrant; `code` is `willen.motivatie`."""

    code: str
    name: str


@dataclass(frozen=True)
class Quadrant:
    """One of the four; `same_instrument`: what moved is only said between values of one instrument."""

    code: str
    name: str
    column: str
    visible: bool
    means: str
    old_after_days: int
    same_instrument: bool
    aspects: tuple[Aspect, ...]
    source: str

    @property
    def place(self) -> str:
        """`gedrag, niet zichtbaar`: where it stands in the model."""
        return f"{self.column}, {'zichtbaar' if self.visible else 'niet zichtbaar'}"


@dataclass(frozen=True)
class Scale:
    """What an instrument measures, and the quadrant or aspect that it says something about."""

    code: str
    name: str
    part: str


@dataclass(frozen=True)
class Instrument:
    """A test or list. `bands` = (highest number of the band, value), rising; empty when it is kept in words."""

    code: str
    name: str
    unit: str
    scales: tuple[Scale, ...]
    bands: tuple[tuple[float, Value], ...]
    lowest: float
    highest: float
    decimals: int
    readers: str
    source: str

    @property
    def involved_only(self) -> bool:
        """Whether only those directly involved with the pupil may see what it measured (SAQI: P43)."""
        return self.readers == "betrokken"

    def suggests(self, number: float | None) -> Value | None:
        """The value that its table has for a number; None for words, and for a number that cannot be."""
        if number is None or not self.bands or not self.lowest <= number <= self.highest:
            return None
        return next(value for highest, value in self.bands if number <= highest)


@dataclass(frozen=True)
class Pattern:
    """A row of the table: signs of the four quadrants, the question that they raise, and what to think of."""

    when: tuple[tuple[str, str], ...]
    ask: str
    think: str


@cache
def quadrants() -> tuple[Quadrant, ...]:
    """The four in reading order of the model: kunnen, willen, presteren, doen."""
    return tuple(
        Quadrant(
            q["code"], q["name"], q["column"], q["visible"], q["means"], q["old_after_days"], q["same_instrument"],
            tuple(Aspect(f"{q['code']}.{a['code']}", a["name"]) for a in q["aspect"]), q["source"],
        )
        for q in load("kwadrant")["quadrant"]
    )  # fmt: skip


@cache
def quadrant_of(part: str) -> Quadrant:
    """The quadrant of `willen` or of `willen.motivatie`; KeyError when the rules do not know it."""
    return {q.code: q for q in quadrants()}[part.split(".")[0]]


@cache
def part_names() -> dict[str, str]:
    """Every quadrant and aspect by its code, with its name."""
    return {
        code: name
        for q in quadrants()
        for code, name in ((q.code, q.name), *((a.code, a.name) for a in q.aspects))
    }


@cache
def instruments() -> dict[str, Instrument]:
    """Every instrument by its code."""
    return {
        i["code"]: Instrument(
            i["code"], i["name"], i["unit"], tuple(Scale(s["code"], s["name"], s["part"]) for s in i["scale"]),
            tuple((b["to"], Value(b["value"])) for b in i.get("band", ())), i.get("lowest", 0), i.get("highest", 0),
            i.get("decimals", 0), i["readers"], i["source"],
        )
        for i in load("kwadrant")["instrument"]
    }  # fmt: skip


def only_involved(code: str) -> bool:
    """Whether what rests on this instrument is for those directly involved with the pupil alone (SAQI: P43)."""
    known = instruments().get(code)
    return known is not None and known.involved_only


@cache
def patterns() -> tuple[Pattern, ...]:
    """The rows of domain.md §8.3, in its order."""
    return tuple(
        Pattern(tuple(row["when"].items()), row["ask"], row["think"])
        for row in load("kwadrant")["patterns"]["row"]
    )
