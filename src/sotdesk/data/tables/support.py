"""Tables of support: the measures of a pupil, and what a referral needs besides (domain.md §5)."""

from datetime import date, datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class SupportRow(Row, table=True):
    """A measure (ondersteuning) with its goal; together they are the handelingsplan.

    `aspects` are codes of rules/support.toml joined by `|`. `does` is the uitvoerder and `accountable` the
    eindverantwoordelijke; empty = the mentor and the coördinator of the pupil.
    """

    __tablename__ = "support"

    student_id: str = Field(foreign_key="student.id", index=True)
    case_id: str | None = Field(default=None, foreign_key="case.id", index=True)
    name: str
    goal: str = ""
    level: str = ""
    aspects: str = ""
    giver_id: str | None = Field(default=None, foreign_key="contact.id")
    giver: str = ""
    does: str = ""
    accountable: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    hours: float | None = None
    talks: int | None = None
    cost: str = ""
    evaluate_on: date | None = None
    state: str = "loopt"
    end_reason: str = ""
    audience: str = "sot"
    entered_on: date | None = None
    """When it was entered in the school's own system; what it brought has a date of its own (support_review)."""
    made_on: date


class SupportReviewRow(Row, table=True):
    """One evaluation of a measure: behaald, deels or niet, and what it brought (opbrengst). The last one counts.

    `in_time`, `student_satisfied` and `parents_satisfied` are `ja`, `nee` or empty (not asked); `evaluated_for` is
    the evaluation date it answers, `line_id` the line of a meeting (`ev: …`) that gave it.
    """

    __tablename__ = "support_review"

    support_id: str = Field(foreign_key="support.id", index=True)
    student_id: str = Field(foreign_key="student.id", index=True)
    on: date
    at: datetime
    result: str
    words: str = ""
    in_time: str = ""
    student_satisfied: str = ""
    parents_satisfied: str = ""
    evaluated_for: date | None = None
    audience: str = "sot"
    line_id: str = Field(default="", index=True)
    entered_on: date | None = None


class GateFactRow(Row, table=True):
    """A requirement of a referral that she ticked herself (rules/destinations.toml, by_hand)."""

    __tablename__ = "gate_fact"

    student_id: str = Field(foreign_key="student.id", index=True)
    requirement: str
    on: date
    words: str = ""


class GateAsideRow(Row, table=True):
    """Why she goes on to a destination without what is missing; it prints with the referral."""

    __tablename__ = "gate_aside"

    student_id: str = Field(foreign_key="student.id", index=True)
    destination: str
    reason: str
    on: date
