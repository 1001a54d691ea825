"""Referral gate: what a pupil's own records already show for each place he could be referred to (domain.md §5 step 8).

The gate never refers anyone and never judges: it says what is there, what is missing and where that is filled in.
Destinations and requirements are data with sources (rules/destinations.toml).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from sotdesk.domain.rules import load
from sotdesk.domain.text import fold


@dataclass(frozen=True)
class Requirement:
    """One thing that must be there. `in_system`: counts only with the date on which it was entered in the school's
    own system; `by_hand`: she ticks it herself; `leads`: where it is filled in (empty: here)."""

    code: str
    words: str
    source: str
    in_system: bool = False
    by_hand: bool = False
    leads: str = ""


@dataclass(frozen=True)
class Destination:
    """Somewhere a pupil can be referred to; `certainty` C, L or U as in domain.md.

    `receivers` (codes of roles) and `words` say toward whom a consent or ground counts for it.
    """

    code: str
    name: str
    needs: tuple[str, ...]
    source: str
    certainty: str = "C"
    receivers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def receives(self, role: str, receiver: str) -> bool:
        """Whether a consent for this receiver counts here: by his role, or by a word he is named with."""
        named = fold(receiver).replace("-", " ").replace("(", " ").replace(")", " ").split()
        return (bool(role) and role in self.receivers) or any(word in named for word in self.words)


@dataclass(frozen=True)
class Fact:
    """That a requirement is met: since when, and when it was entered in the school's system (None: not yet).

    `destination` is its code when it counts for that one only (a consent). `ref` is what it was read from: the id of
    a measure, or of a meeting; `leads` the code of where to go when it was not entered yet (empty: the requirement's).
    """

    requirement: str
    on: date
    entered_on: date | None = None
    words: str = ""
    destination: str = ""
    ref: str = ""
    leads: str = ""
    lacks: str = ""
    """What must still be filled in before it counts, in Dutch (of a consent: for what, which data)."""


@dataclass(frozen=True)
class Aside:
    """Why she goes on to a destination without what is missing, and since when."""

    reason: str
    on: date | None = None


_PLANS = {
    "S003": "ondersteuningsplan van een school voor vo",
    "S004": "ondersteuningsplan van een schoolbestuur",
}


def source_words(source: str) -> str:
    """A source of the rules in her own words: `ondersteuningsplan van een schoolbestuur: …`."""
    for code, words in _PLANS.items():
        source = source.replace(code, words)
    return source


class Light(StrEnum):
    """The traffic light, in words: colour is never the only sign."""

    GREEN = "kan"
    AMBER = "bijna"
    RED = "nog niet"


@dataclass(frozen=True)
class Need:
    """One requirement of a destination with what the records hold for it."""

    requirement: Requirement
    fact: Fact | None = None

    @property
    def there(self) -> bool:
        """Whether it exists, entered or not."""
        return self.fact is not None

    @property
    def met(self) -> bool:
        """Whether it counts."""
        if self.fact is None or self.fact.lacks:
            return False
        return not self.requirement.in_system or self.fact.entered_on is not None

    def lack(self, system: str) -> str:
        """What is missing, in Dutch: `advies voor het vervolg`, `opbrengst: nog niet in Magister`; empty when met."""
        if self.met:
            return ""
        if self.fact is None:
            return self.requirement.words
        return f"{self.requirement.words}: {self.fact.lacks or f'nog niet in {system}'}"


@dataclass(frozen=True)
class Gate:
    """How one pupil stands before one destination. `aside` is the reason for going on without what is missing; `facts`
    all that there is for its needs, oldest first."""

    destination: Destination
    needs: tuple[Need, ...]
    aside: str = ""
    aside_on: date | None = None
    facts: tuple[Fact, ...] = ()

    @property
    def missing(self) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if not need.met)

    @property
    def light(self) -> Light:
        """Green when all is met; amber when all exists but not all was entered, or she set it aside with a reason."""
        if not self.missing:
            return Light.GREEN
        return Light.AMBER if self.aside or all(need.there for need in self.missing) else Light.RED


@cache
def requirements() -> Mapping[str, Requirement]:
    """Every requirement by its code."""
    return {
        code: Requirement(
            code, row["words"], row["source"], row.get("in_system", False), row.get("by_hand", False),
            row.get("leads", ""),
        )
        for code, row in load("destinations")["requirement"].items()
    }  # fmt: skip


@cache
def destinations() -> tuple[Destination, ...]:
    """Every destination in the order of the file."""
    return tuple(
        Destination(
            row["code"],
            row["name"],
            tuple(row["needs"]),
            row["source"],
            row["certainty"],
            tuple(row["receivers"]),
            tuple(row["words"]),
        )
        for row in load("destinations")["destination"]
    )


def gates(facts: Iterable[Fact], aside: Mapping[str, Aside] | None = None) -> tuple[Gate, ...]:
    """All destinations for one pupil. `aside` = destination code → reason.

    Of several facts for one requirement the one that was entered counts, else the latest.
    """
    found = sorted(facts, key=lambda f: (f.on, f.words))
    return tuple(
        _gate(destination, found, (aside or {}).get(destination.code)) for destination in destinations()
    )


def _gate(destination: Destination, facts: Iterable[Fact], aside: Aside | None) -> Gate:
    here = [fact for fact in facts if fact.destination in ("", destination.code)]
    best: dict[str, Fact] = {}
    for fact in sorted(here, key=lambda f: (not f.lacks, f.entered_on is not None, f.on)):
        best[fact.requirement] = fact
    known = requirements()
    return Gate(
        destination,
        tuple(Need(known[code], best.get(code)) for code in destination.needs),
        aside.reason if aside else "",
        aside.on if aside else None,
        tuple(fact for fact in here if fact.requirement in destination.needs),
    )
