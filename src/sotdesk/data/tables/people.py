"""Tables of people: pupils, their carers, contacts with their roles, agencies."""

from datetime import date

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class StudentRow(Row, table=True):
    """A pupil as the school's list says it; `folded` is the name without accents, for finding."""

    __tablename__ = "student"

    number: str = Field(default="", index=True)
    first_name: str
    infix: str = ""
    last_name: str = ""
    class_name: str = Field(default="", index=True)
    birth_date: date | None = None
    mentor: str = ""
    municipality: str = ""
    gone_since: date | None = None
    provisional: bool = False
    family: str = Field(default="", index=True)
    """Pupils of one family (siblings) share this key; empty when none is known."""


class GuardianRow(Row, table=True):
    """A parent or carer of a pupil."""

    __tablename__ = "guardian"

    student_id: str = Field(foreign_key="student.id", index=True)
    name: str
    relation: str = ""
    authority: bool = True
    language: str = ""
    interpreter: bool = False
    phone: str = ""
    email: str = ""
    kept_by: str = ""
    """Who keeps contact with him; empty = the mentor."""


class AgencyRow(Row, table=True):
    """An organisation on the sociale kaart."""

    __tablename__ = "agency"

    name: str
    kind: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    note: str = ""


class ContactRow(Row, table=True):
    """A person the coordinator works with; `working_days` as digits, Monday is 0."""

    __tablename__ = "contact"

    name: str
    internal: bool = True
    organisation: str = ""
    agency_id: str | None = Field(default=None, foreign_key="agency.id")
    phone: str = ""
    email: str = ""
    told_by: str = ""
    working_days: str = "01234"
    note: str = ""
    may_signal: bool = False
    """Whether he may set a signal in the index for the school (domain.md §7)."""
    gone: bool = False


class ContactRole(Row, table=True):
    """One role of a contact; each part of the scope is a list joined by `|`, empty = the whole school."""

    __tablename__ = "contact_role"

    contact_id: str = Field(foreign_key="contact.id", index=True)
    code: str
    departments: str = ""
    years: str = ""
    classes: str = ""
    municipalities: str = ""
    position: int = 0
