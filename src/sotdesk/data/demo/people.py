"""The people around the fictional school, and who of them can be named in a line about given pupils."""

from collections.abc import Iterable, Mapping, Sequence

from sotdesk.data.demo.content import content
from sotdesk.domain.capture import Person
from sotdesk.domain.contacts import Agency, Contact, Role, RoleKind, School, role_kinds, who_fits
from sotdesk.domain.students import Student

_NOBODY_IN_PARTICULAR = 3
"""A role that so many have for one pupil (docent) names nobody: the role itself is the person."""


def agencies() -> dict[str, Agency]:
    """The sociale kaart by key, without ids."""
    fields = ("name", "kind", "phone", "email", "website", "note")
    return {row["key"]: Agency("", *(row[name] for name in fields)) for row in content("school")["agency"]}


def contacts(agency_ids: Mapping[str, str]) -> dict[str, Contact]:
    """Everyone by key, without ids; `agency_ids` = agency key → id."""
    return {
        row["key"]: Contact(
            "", row["name"], tuple(map(_role, row["roles"])), row["internal"], row.get("organisation", ""),
            agency_ids.get(row.get("agency", ""), ""), row["phone"], row["email"], row.get("told_by", ""),
            tuple(row["working_days"]), row.get("note", ""), may_signal=row.get("may_signal", False),
        )
        for row in content("school")["contact"]
    }  # fmt: skip


def _role(row: Mapping[str, str]) -> Role:
    scopes = (tuple(row.get(name, ())) for name in ("departments", "years", "classes", "municipalities"))
    return Role(row["code"], *scopes)  # type: ignore[arg-type]


def mentors_by_class() -> dict[str, str]:
    """Each class with its mentors as a school's list says them: `M. Bos / K. Vos`."""
    school = content("school")
    names = {row["key"]: row["name"] for row in school["contact"]}
    return {row["name"]: " / ".join(names[key] for key in row["mentors"]) for row in school["class"]}


def school_of(coordinator: Contact) -> School:
    """The school itself; `coordinator` uses sotdesk."""
    data = content("school")
    departments = {name: tuple(classes) for name, classes in data["departments"].items()}
    head = data["school"]
    return School(head["name"], coordinator.name, coordinator.id, head["system"], departments)


def nameable(students: Sequence[Student], known: Iterable[Contact], school: School) -> tuple[Person, ...]:
    """Whom a line about these pupils can name: each role resolved for them, everyone else by name."""
    known = list(known)
    roles: dict[str, list[RoleKind]] = {}
    general: list[Person] = []
    for kind in role_kinds().values():
        fits = _in_role(kind, students, known, school)
        if not fits or len(fits) >= _NOBODY_IN_PARTICULAR:
            general.append(Person(f"role:{kind.code}", kind.name, _words(kind), kind.name))
            continue
        for contact in fits:
            roles.setdefault(contact.id, []).append(kind)
    ordered = sorted(known, key=lambda contact: contact.id not in roles)
    return (*(_person(c, roles.get(c.id, []), school) for c in ordered), *general)


def _in_role(
    kind: RoleKind, students: Sequence[Student], known: list[Contact], school: School
) -> list[Contact]:
    if not students:
        return [contact for contact in known if contact.has_role(kind.code)]
    fits = [c for student in students for c in who_fits(kind.code, student, known, school.departments)]
    return list(dict.fromkeys(fits))


def _person(contact: Contact, kinds: Sequence[RoleKind], school: School) -> Person:
    words = [word for kind in kinds for word in _words(kind)]
    me = ["ik"] if contact.id == school.coordinator_id else []
    role = kinds[0].name if kinds else contact.roles[0].name
    return Person(contact.id, f"{role} ({contact.name})", (contact.name, *words, *me), role)


def _words(kind: RoleKind) -> tuple[str, ...]:
    return (kind.code, kind.name, kind.long, *kind.aliases)
