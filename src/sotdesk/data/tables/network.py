"""Table of the people around a pupil: partners and colleagues who are involved (betrokkenen)."""

from datetime import date

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class InvolvedRow(Row, table=True):
    """Someone who is involved with a pupil, since when, until when, and who of the school keeps contact with him."""

    __tablename__ = "involved"

    student_id: str = Field(foreign_key="student.id", index=True)
    contact_id: str | None = Field(default=None, foreign_key="contact.id", index=True)
    label: str
    role: str = ""
    organisation: str = ""
    phone: str = ""
    since: date | None = None
    until: date | None = None
    kept_by: str = ""
    """Who keeps contact with him; empty = the casushouder."""
    note: str = ""
    position: int = 0
