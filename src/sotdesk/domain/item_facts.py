"""What `uit:`, `ev:` and `toest:` work on at an item: its pupils' cases, their evaluations, the report before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Evaluated:
    """Something that `ev:` can be about: an agreement, or a `measure` (ondersteuning). `restricted`: its words are not
    for everyone at the table."""

    id: str
    text: str
    day: date
    restricted: bool = False
    measure: bool = False

    @property
    def words(self) -> str:
        """Its text, or only that it is besloten."""
        if not self.restricted:
            return self.text
        return "besloten ondersteuning" if self.measure else "besloten afspraak"


@dataclass(frozen=True)
class Subject:
    """A pupil of the item: call name and age (None: unknown)."""

    id: str
    name: str
    age: int | None = None


@dataclass(frozen=True)
class ItemFacts:
    """All of it. `evaluated` the likeliest first; `adopts` = the day of the report that can be adopted here, `said` why
    there is none, in Dutch.

    `cases` = the status of every open case, by pupil; `no_authority` = the keys of parents without gezag.
    """

    subjects: tuple[Subject, ...] = ()
    cases: Mapping[str, str] = field(default_factory=dict)
    evaluated: tuple[Evaluated, ...] = ()
    adopts: date | None = None
    said: str = ""
    following: date | None = None
    no_authority: frozenset[str] = frozenset()
