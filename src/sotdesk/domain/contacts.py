"""Contacten: people with one or more roles, each role with a scope; agencies apart (sociale kaart).

`who_fits` answers who `@mentor`, `@coördinator` or `@lpa` is for one pupil (domain.md §3): there may be two
coordinators, two LPAs, duo mentors.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache

from sotdesk.domain.mentor_names import mentor_names, name_key
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student, year_of

WORKING_DAYS = (0, 1, 2, 3, 4)
"""Monday to Friday, as `date.weekday()` counts."""


@dataclass(frozen=True)
class RoleKind:
    """A role as the field knows it: its code, the word on screen, the long word and other words for it.

    `at_table` says as whom he sits there: school, partner, one_case or guest (rules/roles.toml; guests.py).
    `stand_in` = the role whose people do this as long as nobody has it.
    """

    code: str
    name: str
    long: str
    aliases: tuple[str, ...]
    inside: bool
    at_table: str = "guest"
    per_pupil: bool = False
    relative: bool = False
    stand_in: str = ""


@cache
def role_kinds() -> Mapping[str, RoleKind]:
    """All roles by code (rules/roles.toml; domain.md §2, §3)."""
    return {
        row["code"]: RoleKind(
            row["code"], row["name"], row["long"], tuple(row["aliases"]), row["inside"], row["at_table"],
            row.get("per_pupil", False), row.get("relative", False), row.get("stand_in", ""),
        )
        for row in load("roles")["role"]
    }  # fmt: skip


def role_name(code: str) -> str:
    """The word on screen for a role's code; an own role of the school is its own word."""
    kind = role_kinds().get(code)
    return kind.name if kind else code


@dataclass(frozen=True)
class Role:
    """One role of a person and for whom he has it; an empty scope is the whole school."""

    code: str
    departments: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return role_name(self.code)

    @property
    def scope(self) -> str:
        """The scope in words: `onderbouw`, `2H1`, `leerjaar 1, 2 · Rotterdam`; empty for the whole school."""
        years = f"leerjaar {', '.join(map(str, self.years))}" if self.years else ""
        parts = [", ".join(self.departments), years, ", ".join(self.classes), ", ".join(self.municipalities)]
        return " · ".join(filter(None, parts))

    @property
    def words(self) -> str:
        """The role as one types it: `mentor 2H1`, `LPA Rotterdam`; `role_words.role_of` reads it back."""
        return f"{self.name} {self.scope.replace(' · ', ', ')}".strip()

    @property
    def narrowness(self) -> int:
        """How many kinds of limits the scope has: the narrowest role is meant first."""
        return sum(map(bool, (self.departments, self.years, self.classes, self.municipalities)))

    def covers(self, student: Student, departments: Mapping[str, Sequence[str]]) -> bool:
        """Whether this role is held for this pupil. `departments` = department → class patterns (`1*`)."""
        class_name = student.class_name.casefold()
        patterns = [p.casefold() for name in self.departments for p in departments.get(name, (name,))]
        return (
            (not self.departments or any(fnmatchcase(class_name, p) for p in patterns))
            and (not self.years or year_of(student.class_name) in self.years)
            and (not self.classes or class_name in {c.casefold() for c in self.classes})
            and (
                not self.municipalities
                or student.municipality.casefold() in {m.casefold() for m in self.municipalities}
            )
        )


@dataclass(frozen=True)
class Contact:
    """A person the coordinator works with. `told_by` is how he is usually told; `may_signal`: see sisa.py."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()
    internal: bool = True
    organisation: str = ""
    agency_id: str = ""
    phone: str = ""
    email: str = ""
    told_by: str = ""
    working_days: tuple[int, ...] = WORKING_DAYS
    note: str = ""
    gone: bool = False
    may_signal: bool = False

    def has_role(self, code: str) -> bool:
        return any(role.code == code for role in self.roles)

    @property
    def label(self) -> str:
        """First role and name: `SMW (N. Smit)`; without a role just the name."""
        return f"{self.roles[0].name} ({self.name})" if self.roles else self.name


@dataclass(frozen=True)
class Agency:
    """An organisation on the sociale kaart."""

    id: str
    name: str
    kind: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    note: str = ""


@dataclass(frozen=True)
class School:
    """What the vault knows of the school itself. `departments` maps a department to its class patterns."""

    name: str
    coordinator: str
    coordinator_id: str = ""
    system: str = "Magister"
    departments: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"onderbouw": ("1*", "2*"), "bovenbouw": ("3*", "4*", "5*", "6*")}
    )


def who_fits(
    code: str, student: Student, contacts: Iterable[Contact], departments: Mapping[str, Sequence[str]]
) -> tuple[Contact, ...]:
    """Everyone who has this role for this pupil, the narrowest scope first.

    The mentor is first of all who the school's own list names; a role with a class scope says the same. For a role
    that nobody has for him, its stand-ins.
    """
    present = [c for c in contacts if not c.gone]
    if code == "mentor":
        named = mentors_named(student.mentor, present)
        if named:
            return named
    fits = [
        (max(r.narrowness for r in roles), c)
        for c in present
        if (roles := [r for r in c.roles if r.code == code and r.covers(student, departments)])
    ]
    if code == "mentor":
        fits = [(narrow, c) for narrow, c in fits if narrow]
    found = tuple(c for _, c in sorted(fits, key=lambda pair: (-pair[0], pair[1].name.casefold())))
    kind = role_kinds().get(code)
    if found or kind is None or not kind.stand_in:
        return found
    return who_fits(kind.stand_in, student, present, departments)


def mentors_named(text: str, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The contacts that the school list's mentor column names (`M. Bos / K. Vos`)."""
    by_name = {name_key(c.name): c for c in contacts}
    return tuple(by_name[key] for name in mentor_names(text) if (key := name_key(name)) in by_name)


def missing_mentors(named: Iterable[tuple[str, str]], contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The mentors that the pupils' list names and who are no contact yet, each with the classes they have.

    `named` = (mentor column, class) as the list says them.
    """
    known = {name_key(c.name) for c in contacts if not c.gone}
    classes: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for column, class_name in named:
        for name in mentor_names(column):
            if (key := name_key(name)) not in known:
                names.setdefault(key, name)
                classes.setdefault(key, set()).add(class_name)
    made = [
        Contact("", name, (Role("mentor", classes=tuple(sorted(filter(None, classes[key])))),))
        for key, name in names.items()
    ]
    return tuple(sorted(made, key=lambda contact: contact.name.casefold()))
