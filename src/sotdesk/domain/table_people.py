"""Who can be named in a line about given pupils: `@mentor`, `smw:`, `+moeder`, best first (product.md §4).

This pupil's mentor comes first, then who is at the table, then his own people, then everyone else. A role that
several people hold for a pupil gives each of them under the same word, so that the preview can say which.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sotdesk.domain.capture_names import Person
from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact, RoleKind, School, role_kinds, who_fits
from sotdesk.domain.guests import contact_is_guest, is_guest
from sotdesk.domain.meetings import Present
from sotdesk.domain.students import Student
from sotdesk.domain.words import listed

NOBODY_IN_PARTICULAR = 4
"""A role that so many hold for one pupil (docent) names nobody: the role itself is the person."""

INITIALS = re.compile(r"^(?:(?:mevr|mw|dhr|drs|dr)\.?\s+|\w\.\s*)+", re.IGNORECASE)
"""What stands before a surname: `M.`, `mevr. J.`."""


def people_at(
    students: Sequence[Student],
    contacts: Iterable[Contact],
    school: School,
    present: Iterable[Present] = (),
    guardians: Iterable[Guardian] = (),
    members: Collection[str] = (),
) -> tuple[Person, ...]:
    """Everyone a line about these pupils can name, best first; who is at the table for another pupil comes last.

    `members` are the roles that belong to this kind of meeting: who has one never joins as a guest.
    """
    known = [contact for contact in contacts if not contact.gone]
    at_table = [person for person in present if person.here]
    here = {p.contact_id or p.label for p in at_table}
    roles, bare = _roles(students, known, school)
    people = [
        replace(person, guest=contact_is_guest(c, members))
        for c in known
        for person in _contact(c, roles.get(c.id, []), school, c.id in here)
    ]
    people += [_guardian(guardian, here) for guardian in guardians]
    held = {name for person in people for name in person.names}
    people += [_bare(kind, school, here, members) for kind in bare if kind.name.casefold() not in held]
    people += _together(students, known, school, people)
    known_keys, labels = {p.key for p in people}, {p.label for p in people}
    others = [p for p in at_table if p.contact_id not in known_keys and p.label not in labels]
    return (*sorted(people, key=_order), *map(_stranger, others))


def _roles(
    students: Sequence[Student], contacts: Sequence[Contact], school: School
) -> tuple[dict[str, list[RoleKind]], list[RoleKind]]:
    """Each contact's roles for these pupils, and the roles that nobody in particular holds."""
    held: dict[str, list[RoleKind]] = {}
    bare: list[RoleKind] = []
    for kind in role_kinds().values():
        fits = _in_role(kind, students, contacts, school)
        if not 0 < len(fits) < NOBODY_IN_PARTICULAR:
            bare.append(kind)
            continue
        for contact in fits:
            held.setdefault(contact.id, []).append(kind)
    return held, bare


def _in_role(
    kind: RoleKind, students: Sequence[Student], contacts: Sequence[Contact], school: School
) -> tuple[Contact, ...]:
    if not students:
        return tuple(contact for contact in contacts if contact.has_role(kind.code))
    fits = (c for student in students for c in who_fits(kind.code, student, contacts, school.departments))
    return tuple(dict.fromkeys(fits))


def _contact(contact: Contact, kinds: Sequence[RoleKind], school: School, here: bool) -> list[Person]:
    """A contact once for each role he has for these pupils; his name and `ik` mean the first of these.

    Without such a role only his name finds him: a mentor of another class is not this pupil's `@mentor`.
    """
    me = ("ik",) if contact.id == school.coordinator_id else ()
    own = (*_called(contact.name), *me)
    if not kinds:
        word = contact.roles[0].words if contact.roles else ""
        return [Person(contact.id, f"{word} ({contact.name})" if word else contact.name, own, "", here)]
    return [
        Person(
            contact.id, f"{kind.name} ({contact.name})", (*(own if kind is kinds[0] else ()), *_words(kind)),
            kind.code, here,
        )
        for kind in kinds
    ]  # fmt: skip


def _together(
    students: Sequence[Student], contacts: Sequence[Contact], school: School, people: Sequence[Person]
) -> list[Person]:
    """For a talk about several pupils: a role that each pupil has his own person for means all of these at once."""
    found = []
    for kind in role_kinds().values() if len(students) > 1 else ():
        fits = (who_fits(kind.code, s, contacts, school.departments)[:1] for s in students)
        keys = dict.fromkeys(contact.id for fit in fits for contact in fit) if kind.per_pupil else {}
        held = {p.key: p for p in people if p.role == kind.code}
        each = tuple(held[key] for key in keys if key in held)
        if len(each) > 1:
            names = listed([person.label.partition("(")[2].rstrip(")") for person in each])
            key = "+".join(person.key for person in each)
            found.append(Person(f"all:{key}", f"{kind.name} ({names})", _words(kind), kind.code, all_of=each))
    return found


def _guardian(guardian: Guardian, here: set[str]) -> Person:
    """`moeder (K. Achterberg)`, by the word for it, other words for it, and the name."""
    kind = next((k for k in role_kinds().values() if k.name == guardian.relation), None)
    words = _words(kind) if kind else tuple(filter(None, [guardian.relation.casefold()]))
    label = f"{guardian.relation} ({guardian.name})" if guardian.relation else guardian.name
    names = tuple(dict.fromkeys((*words, *_called(guardian.name))))
    key = f"role:{guardian.id or label}"
    at_table = not here.isdisjoint({label, guardian.relation})
    return Person(key, label, names, guardian.relation, at_table, guest=True)


def _bare(kind: RoleKind, school: School, here: set[str], members: Collection[str]) -> Person:
    """A role that nobody in particular has; the coordinator herself is known by her name."""
    if kind.code == "oco" and school.coordinator:
        label = f"{kind.name} ({school.coordinator})"
        return Person(f"role:{kind.code}", label, ("ik", *_words(kind)), kind.code, label in here)
    guest = is_guest((kind.code,), members)
    return Person(f"role:{kind.code}", kind.name, _words(kind), kind.code, kind.name in here, guest=guest)


def _stranger(person: Present) -> Person:
    """Someone at the table who belongs to another pupil, or whose name is still new: he can leave by it."""
    names = dict.fromkeys((person.label.casefold(), person.label.split(" (")[0].casefold()))
    return Person(f"role:{person.label}", person.label, tuple(names), "", present=True, guest=person.guest)


def _called(name: str) -> tuple[str, ...]:
    """A person's whole name, and his surname alone; never a part of it."""
    return tuple(dict.fromkeys(filter(None, (name.casefold(), INITIALS.sub("", name).casefold()))))


def _words(kind: RoleKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w.casefold() for w in (kind.code, kind.name, kind.long, *kind.aliases)))


def _order(person: Person) -> tuple[bool, bool, bool, bool, str]:
    """The mentor, then who is here, then people, then bare roles; several at once before each by himself."""
    bare = person.key == f"role:{person.role}"
    mentor = person.role == "mentor" and not bare
    return not mentor, not person.all_of, not person.present, bare, person.label.casefold()
