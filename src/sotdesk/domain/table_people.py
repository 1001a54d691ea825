"""Who can be named in a line about given pupils: `@mentor`, `smw:`, `+moeder`, best first (product.md §4).

This pupil's mentor comes first, then who is at the table, then his own people, then everyone else. A role that
several people hold for a pupil gives each of them under the same word, so that the preview can say which.
"""

from collections.abc import Iterable, Sequence

from sotdesk.domain.capture_names import Person
from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact, RoleKind, School, role_kinds, role_name, who_fits
from sotdesk.domain.meetings import Present
from sotdesk.domain.students import Student

NOBODY_IN_PARTICULAR = 4
"""A role that so many hold for one pupil (docent) names nobody: the role itself is the person."""


def people_at(
    students: Sequence[Student],
    contacts: Iterable[Contact],
    school: School,
    present: Iterable[Present] = (),
    guardians: Iterable[Guardian] = (),
) -> tuple[Person, ...]:
    """Everyone a line about these pupils can name, best first."""
    known = [contact for contact in contacts if not contact.gone]
    here = {p.contact_id or p.label for p in present if p.here}
    roles, bare = _roles(students, known, school)
    people = [_contact(c, roles.get(c.id, []), school, c.id in here) for c in known]
    people += [_guardian(g, g.relation in here) for g in guardians]
    held = {name for person in people for name in person.names}
    people += [_bare(kind, kind.name in here) for kind in bare if kind.name.casefold() not in held]
    return tuple(sorted(people, key=_order))


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


def _contact(contact: Contact, kinds: Sequence[RoleKind], school: School, here: bool) -> Person:
    """A contact under his name and under the words of each role he has for these pupils."""
    me = ("ik",) if contact.id == school.coordinator_id else ()
    words = tuple(word for kind in kinds for word in _words(kind))
    role = kinds[0].code if kinds else ""  # a mentor of another class is not this pupil's @mentor
    word = role_name(role) if role else contact.roles[0].words if contact.roles else ""
    label = f"{word} ({contact.name})" if word else contact.name
    names = dict.fromkeys(name.casefold() for name in (contact.name, *words, *me))
    return Person(contact.id, label, tuple(names), role, here)


def _guardian(guardian: Guardian, here: bool) -> Person:
    names = tuple(dict.fromkeys(n.casefold() for n in (guardian.relation, guardian.name) if n))
    label = f"{guardian.relation} ({guardian.name})" if guardian.relation else guardian.name
    return Person(f"role:{guardian.relation or guardian.name}", label, names, guardian.relation, here)


def _bare(kind: RoleKind, here: bool) -> Person:
    return Person(f"role:{kind.code}", kind.name, _words(kind), kind.code, here)


def _words(kind: RoleKind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w.casefold() for w in (kind.code, kind.name, kind.long, *kind.aliases)))


def _order(person: Person) -> tuple[bool, bool, bool, str]:
    """The mentor, then who is here, then people, then bare roles."""
    bare = person.key.startswith("role:")
    return person.role != "mentor", not person.present, bare, person.label.casefold()
