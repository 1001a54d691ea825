"""Tables of support: the measures of a pupil, and what a referral needs besides (domain.md §5)."""

from datetime import date

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class SupportRow(Row, table=True):
    """A measure (ondersteuning) with its goal; together they are the handelingsplan.

    `aspects` are codes of rules/support.toml joined by `|`. `does` is the uitvoerder and `accountable` the
    eindverantwoordelijke; empty = the mentor and the coördinator of the pupil. Answers are `ja`, `nee` or empty.
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
    result: str = ""
    """behaald, deels or niet; empty = not evaluated."""
    outcome: str = ""
    """What it brought, in words (opbrengst)."""
    evaluated_on: date | None = None
    in_time: str = ""
    student_satisfied: str = ""
    parents_satisfied: str = ""
    entered_on: date | None = None
    """When the support was entered in the school's own system; `outcome_entered_on` for what it brought."""
    outcome_entered_on: date | None = None
    line_id: str = Field(default="", index=True)
    """The line of a meeting (`ev: …`) that gave the result."""
    made_on: date
    position: int = 0


class GateFactRow(Row, table=True):
    """A requirement of a referral that she ticked herself (rules/destinations.toml, by_hand)."""

    __tablename__ = "gate_fact"

    student_id: str = Field(foreign_key="student.id", index=True)
    requirement: str
    on: date
    entered_on: date | None = None
    words: str = ""


class GateAsideRow(Row, table=True):
    """Why she goes on to a destination without what is missing; it prints with the referral."""

    __tablename__ = "gate_aside"

    student_id: str = Field(foreign_key="student.id", index=True)
    destination: str
    reason: str
    on: date
