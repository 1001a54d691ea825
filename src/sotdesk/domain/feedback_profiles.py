"""Who reads what after a meeting: the profiles of rules/feedback.toml (domain.md §3), which a school may change."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.rules import load

INSIDE, OUTSIDE = "*inside", "*outside"
"""Stand for every role that no profile names: of the school's own people, and of others."""
PARENTS, PROGRESS, PUPIL = "parents", "parents_progress", "pupil"
ADULT, OWN_RIGHTS = 18, 16
"""From 16 the pupil is told himself and parents only how it goes; from 18 parents are told nothing (domain.md §3)."""


@dataclass(frozen=True)
class Profile:
    """What one kind of reader is told and in which words; each field is explained in rules/feedback.toml."""

    code: str
    roles: tuple[str, ...]
    when: str
    reads: Mapping[str, str]
    voices: tuple[str, ...]
    name: str
    address: str
    way: str
    source: str
    certainty: str
    plain: bool = False
    ground: str = ""
    topic: str = ""

    @property
    def family(self) -> bool:
        """Whether the reader is the pupil or his parent."""
        return self.code in (PARENTS, PROGRESS, PUPIL)


@cache
def _shipped() -> Mapping[str, Profile]:
    return {
        row["code"]: Profile(**{**row, "roles": tuple(row["roles"]), "voices": tuple(row["voices"])})
        for row in load("feedback")["profile"]
    }


def profiles(changes: Mapping[str, Mapping[str, Any]] | None = None) -> Mapping[str, Profile]:
    """All profiles by code; `changes` are the fields that this school changed, by code. Unknown ones are left out."""
    known = {each.name for each in fields(Profile)} - {"code", "roles"}
    found = dict(_shipped())
    for code, values in (changes or {}).items():
        if code in found:
            found[code] = replace(found[code], **{k: v for k, v in values.items() if k in known})
    return found


def profile_of_role(role: str, known: Mapping[str, Profile], *, internal: bool) -> Profile:
    """The profile of a role; a role that no profile names goes by whether its holder belongs to the school."""
    for profile in known.values():
        if role in profile.roles:
            return profile
    kind = role_kinds().get(role)
    inside = internal and (kind is None or kind.inside)
    return next(p for p in known.values() if (INSIDE if inside else OUTSIDE) in p.roles)


def family_profile(known: Mapping[str, Profile], age: int | None, *, pupil: bool) -> Profile | None:
    """The profile of the pupil (from 16) or of a parent with authority; None when he is told nothing by default.

    Without a known birth date a parent reads what he may read at either age.
    """
    if pupil:
        return known[PUPIL] if age is not None and age >= OWN_RIGHTS else None
    if age is not None and age >= ADULT:
        return None
    return known[PROGRESS] if age is None or age >= OWN_RIGHTS else known[PARENTS]
