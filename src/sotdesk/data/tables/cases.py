"""Tables of cases: signals, the case, its turning points, the aanmelding and what was tried."""

from datetime import date, datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class CaseTable(Row, table=True):
    """A case; enums are stored by their value (domain/cases.py)."""

    __tablename__ = "case"

    student_id: str = Field(foreign_key="student.id", index=True)
    status: str = "signaal"
    level: str = ""
    holder: str = ""
    question: str = ""
    question_by: str = ""
    request: str = ""
    what_works: str = ""
    confidentiality: str = "SOT"
    regie: str = ""
    """The outside organisation that leads (regie), its person and since when; empty = the school itself."""
    regie_person: str = ""
    regie_since: date | None = None
    opened_on: date
    closed_on: date | None = None
    close_reason: str = ""
    close_result: str = ""


class CaseEvent(Row, table=True):
    """A turning point of a case: opened, status, closed, reopened, note.

    A change of status keeps both, and the line of a meeting (`uit: …`) that made it: taken away, it puts `old` back.
    """

    __tablename__ = "case_event"

    case_id: str = Field(foreign_key="case.id", index=True)
    day: date
    at: datetime
    kind: str
    text: str = ""
    line_id: str = Field(default="", index=True)
    old: str = ""
    new: str = ""


class SignalRow(Row, table=True):
    """A signal about a pupil; it may stay without a case (triage: the mentor keeps it)."""

    __tablename__ = "signal"

    student_id: str = Field(foreign_key="student.id", index=True)
    case_id: str | None = Field(default=None, foreign_key="case.id", index=True)
    seen_on: date
    noted_at: datetime
    by: str
    text: str
    domain: str = ""
    told_home: str = ""
    triage: str = "open"
    triaged_on: date | None = None
    triage_note: str = ""


class ReferralRow(Row, table=True):
    """Aanmelding to the team; the four answers are `ja`, `nee` or empty."""

    __tablename__ = "referral"

    case_id: str = Field(foreign_key="case.id", index=True)
    day: date
    by: str = ""
    question: str = ""
    question_by: str = ""
    request: str = ""
    parents_informed: str = ""
    parents_agreed: str = ""
    student_informed: str = ""
    student_agreed: str = ""


class TriedRow(Row, table=True):
    """What was tried before the aanmelding, and its effect."""

    __tablename__ = "tried"

    referral_id: str = Field(foreign_key="referral.id", index=True)
    position: int = 0
    what: str
    effect: str = ""
