"""Contacts in the store: people with their roles, agencies, and who a role is for one pupil."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.school_head import school_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.people import AgencyRow, ContactRole, ContactRow, StudentRow
from sotdesk.domain.contacts import Agency, Contact, Role, missing_mentors
from sotdesk.domain.errors import NotFound, RuleError

COLUMNS = ("name", "internal", "organisation", "phone", "email", "told_by", "note", "gone", "may_signal")
BARE = columns(*ContactRow.__table__.columns)  # type: ignore[attr-defined]
BARE_ROLES = columns(*ContactRole.__table__.columns).order_by(col(ContactRole.position))  # type: ignore[attr-defined]
"""Bare columns: everyone is read in a third of the time that whole rows take."""
AGENCY_COLUMNS = ("name", "kind", "phone", "email", "website", "note")


class Contacts(Part):
    """Contacten: school en sociale kaart."""

    def all(self, *, gone: bool = False) -> tuple[Contact, ...]:
        """Every contact by name; with `gone` also those who left."""
        with self.desk.reading() as session:
            found = all_contacts(session)
        return tuple(c for c in found if gone or not c.gone)

    def get(self, contact_id: str) -> Contact:
        """One contact; NotFound when there is none."""
        with self.desk.reading() as session:
            row = session.get(ContactRow, contact_id)
            if row is None:
                raise NotFound("Dit contact staat niet (meer) in de kluis.")
            return _contact(row, _roles(session).get(row.id, ()))

    def save(self, contact: Contact) -> str:
        """Adds a contact (empty id) or changes one with all its roles; gives its id."""
        contact_id = contact.id or new_id()
        with self.desk.writing(f"contact {'wijzigen' if contact.id else 'toevoegen'}") as session:
            _put(session, contact_id, contact)
        return contact_id

    def add_all(self, contacts: Sequence[Contact], label: str = "contacten toevoegen") -> None:
        """Adds several new contacts as one step."""
        with self.desk.writing(label) as session:
            for contact in contacts:
                _put(session, new_id(), contact)

    def remove(self, contact_id: str) -> None:
        """Takes a contact out of the lists; what he did stays under his name. RuleError for the coordinator."""
        with self.desk.writing("contact weghalen") as session:
            if contact_id == school_of(session).coordinator_id:
                raise RuleError("Dit ben jij. Noem eerst iemand anders als coördinator, bij School.")
            row = session.get(ContactRow, contact_id)
            if row is not None:
                row.gone = True

    def missing_mentors(self) -> tuple[Contact, ...]:
        """The mentors that the pupils' list names and who are no contact yet, ready for `add_all`."""
        with self.desk.reading() as session:
            query = select(StudentRow.mentor, StudentRow.class_name).where(
                col(StudentRow.gone_since).is_(None), StudentRow.mentor != ""
            )
            return missing_mentors(session.exec(query.distinct()).all(), all_contacts(session))

    def agencies(self) -> tuple[Agency, ...]:
        """The sociale kaart, by name."""
        with self.desk.reading() as session:
            rows = session.exec(select(AgencyRow)).all()
        found = [Agency(r.id, *(getattr(r, name) for name in AGENCY_COLUMNS)) for r in rows]
        return tuple(sorted(found, key=lambda a: a.name.casefold()))

    def agency(self, agency_id: str) -> Agency:
        """One organisation; NotFound when there is none."""
        found = next((a for a in self.agencies() if a.id == agency_id), None)
        if found is None:
            raise NotFound("Deze organisatie staat niet (meer) op de sociale kaart.")
        return found

    def save_agency(self, agency: Agency) -> str:
        """Adds or changes an organisation; gives its id."""
        agency_id = agency.id or new_id()
        with self.desk.writing("organisatie op de sociale kaart") as session:
            row = session.get(AgencyRow, agency_id) or AgencyRow(id=agency_id, name=agency.name)
            for name in AGENCY_COLUMNS:
                setattr(row, name, getattr(agency, name))
            session.add(row)
        return agency_id

    def remove_agency(self, agency_id: str) -> None:
        """Takes an organisation off the sociale kaart; its people stay."""
        with self.desk.writing("organisatie weghalen") as session:
            for contact in session.exec(select(ContactRow).where(ContactRow.agency_id == agency_id)):
                contact.agency_id = None
            row = session.get(AgencyRow, agency_id)
            if row is not None:
                session.delete(row)


def _put(session: Session, contact_id: str, contact: Contact) -> None:
    row = session.get(ContactRow, contact_id) or ContactRow(id=contact_id, name=contact.name)
    for name in COLUMNS:
        setattr(row, name, getattr(contact, name))
    row.agency_id = contact.agency_id or None
    row.working_days = "".join(map(str, contact.working_days))
    session.add(row)
    for old in session.exec(select(ContactRole).where(ContactRole.contact_id == contact_id)):
        session.delete(old)
    session.add_all(_role_row(contact_id, i, role) for i, role in enumerate(contact.roles))


def all_contacts(session: Session) -> tuple[Contact, ...]:
    """Every contact with its roles, by name; two queries."""
    roles = _roles(session)
    rows = session.execute(BARE).all()
    found = [_contact(row, roles.get(row.id, ())) for row in rows]
    return tuple(sorted(found, key=lambda c: c.name.casefold()))


def _roles(session: Session) -> Mapping[str, tuple[Role, ...]]:
    found: dict[str, tuple[Role, ...]] = {}
    for row in session.execute(BARE_ROLES):
        years = tuple(int(y) for y in _parts(row.years))
        role = Role(row.code, _parts(row.departments), years, _parts(row.classes), _parts(row.municipalities))
        found[row.contact_id] = (*found.get(row.contact_id, ()), role)
    return found


def _contact(row: Any, roles: tuple[Role, ...]) -> Contact:
    values = {name: getattr(row, name) for name in COLUMNS}
    days = tuple(int(digit) for digit in row.working_days)
    return Contact(id=row.id, roles=roles, agency_id=row.agency_id or "", working_days=days, **values)


def _role_row(contact_id: str, position: int, role: Role) -> ContactRole:
    return ContactRole(
        contact_id=contact_id, code=role.code, position=position,
        departments="|".join(role.departments), years="|".join(map(str, role.years)),
        classes="|".join(role.classes), municipalities="|".join(role.municipalities),
    )  # fmt: skip


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("|")) if joined else ()
