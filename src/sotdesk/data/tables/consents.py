"""Table of consent: what may be passed on to whom, who said so, from when until when (domain.md §11)."""

from datetime import date, datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class ConsentRow(Row, table=True):
    """One consent (or its refusal) per exchange; `state` is asked, given, refused or withdrawn.

    `giver_role` is `leerling` when the pupil gave it himself (from 16). `complete` = purpose, data and proof were
    filled in when closing.
    """

    __tablename__ = "consent"

    student_id: str = Field(foreign_key="student.id", index=True)
    case_id: str | None = Field(default=None, foreign_key="case.id", index=True)
    line_id: str | None = Field(default=None, index=True)
    item_id: str = Field(default="", index=True)
    """The agendapunt at which it was said or settled; empty outside a meeting."""
    contact_id: str | None = Field(default=None, foreign_key="contact.id")
    receiver: str
    receiver_role: str = ""
    purpose: str = ""
    data: str = ""
    giver: str = ""
    giver_role: str = ""
    ground: str = "toestemming"
    proof: str = ""
    state: str = "given"
    complete: bool = False
    at: datetime
    valid_from: date
    valid_until: date | None = None
    withdrawn_on: date | None = None
