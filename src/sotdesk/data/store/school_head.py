"""The school's own few facts inside a transaction: its name, coordinator, system and departments."""

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, select

from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.people import ContactRole, ContactRow
from sotdesk.data.tables.school import Setting
from sotdesk.domain.contacts import School
from sotdesk.domain.errors import RuleError
from sotdesk.domain.mentor_names import name_key
from sotdesk.domain.text import as_json
from sotdesk.domain.words import count

SCHOOL = "school"


def school_of(session: Session) -> School:
    """The school; with the usual two departments until it names its own."""
    row = session.get(Setting, SCHOOL)
    values = json.loads(row.value) if row else {}
    departments = {name: tuple(patterns) for name, patterns in values.pop("departments", {}).items()}
    school = School(**{"name": "", "coordinator": "", **values})
    return replace(school, departments=departments) if departments else school


def put_school(session: Session, school: School) -> None:
    """Writes the school."""
    values = {
        "name": school.name, "coordinator": school.coordinator, "coordinator_id": school.coordinator_id,
        "system": school.system, "departments": {k: list(v) for k, v in school.departments.items()},
    }  # fmt: skip
    session.merge(Setting(name=SCHOOL, value=as_json(values)))


def coordinator_in(session: Session, name: str) -> str:
    """The id of the contact with this name; a new contact with the role OCO when there is none."""
    rows = session.exec(select(ContactRow))
    found = next((row.id for row in rows if not row.gone and name_key(row.name) == name_key(name)), "")
    if found:
        return found
    contact_id = new_id()
    session.add(ContactRow(id=contact_id, name=name))
    session.add(ContactRole(contact_id=contact_id, code="oco"))
    return contact_id


def put_department(session: Session, name: str, patterns: tuple[str, ...], instead_of: str) -> None:
    """Adds a department, or changes the one named `instead_of` in its place; roles follow its name."""
    school = school_of(session)
    departments = dict(school.departments)
    if name != instead_of and name in departments:
        raise RuleError("Deze afdeling is er al. Kies een andere naam, of pas die afdeling aan.")
    if instead_of in departments:
        departments = {(name if k == instead_of else k): v for k, v in departments.items()}
    departments[name] = patterns
    put_school(session, replace(school, departments=departments))
    if instead_of and instead_of != name:
        for role in _roles_for(session, instead_of):
            kept = [name if part == instead_of else part for part in role.departments.split("|")]
            role.departments = "|".join(kept)


def drop_department(session: Session, name: str) -> None:
    """Takes a department away."""
    gone = {row.id for row in session.exec(select(ContactRow)) if row.gone}
    holders = {role.contact_id for role in _roles_for(session, name)} - gone
    if holders:
        people = count(len(holders), "contact", "contacten")
        raise RuleError(f"Deze afdeling staat nog bij {people}. Pas eerst die rollen aan.")
    school = school_of(session)
    left = {key: patterns for key, patterns in school.departments.items() if key != name}
    if not left:
        raise RuleError("Een school heeft ten minste één afdeling. Maak eerst een andere.")
    put_school(session, replace(school, departments=left))


def _roles_for(session: Session, department: str) -> Sequence[ContactRole]:
    """The roles of present contacts and of those who left that are limited to this department."""
    rows = session.exec(select(ContactRole).where(ContactRole.departments != ""))
    return [row for row in rows if department in row.departments.split("|")]
