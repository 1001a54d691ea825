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
    """Somewhere a pupil can be referred to; `certainty` C, L or U as in domain.md."""

    code: str
    name: str
    needs: tuple[str, ...]
    source: str
    certainty: str = "C"


@dataclass(frozen=True)
class Fact:
    """That a requirement is met: since when, and when it was entered in the school's system (None: not yet)."""

    requirement: str
    on: date
    entered_on: date | None = None
    words: str = ""


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
        return self.fact is not None and (not self.requirement.in_system or self.fact.entered_on is not None)

    def lack(self, system: str) -> str:
        """What is missing, in Dutch: `advies voor het vervolg`, `opbrengst: nog niet in Magister`; empty when met."""
        if self.met:
            return ""
        return f"{self.requirement.words}: nog niet in {system}" if self.there else self.requirement.words


@dataclass(frozen=True)
class Gate:
    """How one pupil stands before one destination. `aside` is the reason for going on without what is missing."""

    destination: Destination
    needs: tuple[Need, ...]
    aside: str = ""

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
        Destination(row["code"], row["name"], tuple(row["needs"]), row["source"], row["certainty"])
        for row in load("destinations")["destination"]
    )


def gates(facts: Iterable[Fact], aside: Mapping[str, str] | None = None) -> tuple[Gate, ...]:
    """All destinations for one pupil. `aside` = destination code → reason.

    Of several facts for one requirement the one that was entered counts, else the latest.
    """
    best: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda f: (f.entered_on is not None, f.on)):
        best[fact.requirement] = fact
    known = requirements()
    return tuple(
        Gate(
            destination,
            tuple(Need(known[code], best.get(code)) for code in destination.needs),
            (aside or {}).get(destination.code, ""),
        )
        for destination in destinations()
    )
