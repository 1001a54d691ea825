"""Tables of the index (SISA): what was weighed and set, the matches, the renewals; never what is worrying.

They are in no index of words and in no document (domain.md §7; product.md "Guests and shielding").
"""

from datetime import date, datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class SisaWeighing(Row, table=True):
    """That it was weighed whether to set a signal: the answers of the aid, set or not, by whom, who was told."""

    __tablename__ = "sisa_weighing"

    student_id: str = Field(foreign_key="student.id", index=True)
    case_id: str | None = Field(default=None, foreign_key="case.id", index=True)
    called: str
    """What the school called the index then: the shield hides that word too."""
    day: date
    is_set: bool
    question: str
    abuse: bool = False
    reason: str = ""
    by_id: str | None = Field(default=None, foreign_key="contact.id")
    by: str = ""
    told_on: date | None = None
    told_how: str = ""
    told_that: bool = False
    told_why: bool = False
    told_where: bool = False
    not_told: str = ""
    """The reason why parents and pupil were not told."""
    review_on: date | None = None
    closed_on: date | None = None
    close_reason: str = ""
    noted_at: datetime


class SisaMatch(Row, table=True):
    """Another organisation that is involved too, and what was agreed with it."""

    __tablename__ = "sisa_match"

    weighing_id: str = Field(foreign_key="sisa_weighing.id", index=True)
    student_id: str = Field(foreign_key="student.id", index=True)
    day: date
    organisation: str
    person: str = ""
    phone: str = ""
    family: bool = False
    contact_on: date | None = None
    consent: str = ""
    consent_on: date | None = None
    agreement: str = ""
    agreed_on: date | None = None
    noted_at: datetime


class SisaRenewal(Row, table=True):
    """That an active signal was set anew."""

    __tablename__ = "sisa_renewal"

    weighing_id: str = Field(foreign_key="sisa_weighing.id", index=True)
    student_id: str = Field(foreign_key="student.id", index=True)
    day: date
    by_id: str | None = Field(default=None, foreign_key="contact.id")
    by: str = ""
    noted_at: datetime
