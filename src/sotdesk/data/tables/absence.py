"""Tables of absence: dated snapshots of the school's own administration, pasted days, and reports (domain.md §10)."""

from datetime import date, datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class AbsenceRow(Row, table=True):
    """A snapshot, typed or computed from pasted days; fields as domain/absence.Snapshot."""

    __tablename__ = "absence"

    student_id: str = Field(foreign_key="student.id", index=True)
    day: date
    hours: float = 0.0
    sick_reports: int = 0
    sick_days: int = 0
    weeks_away: float = 0.0
    typed: bool = True
    """Typed by hand; false when it was computed from pasted days."""
    note: str = ""
    noted_at: datetime


class AbsenceDay(Row, table=True):
    """One pasted day of absence: kind as domain/absence.AbsenceKind, hours (0 of a sick day = the whole day)."""

    __tablename__ = "absence_day"

    student_id: str = Field(foreign_key="student.id", index=True)
    day: date
    kind: str
    hours: float = 0.0


class AbsenceReport(Row, table=True):
    """A norm that was reached, and what was done with it: reported, by whom, why, the plan, what followed."""

    __tablename__ = "absence_report"

    student_id: str = Field(foreign_key="student.id", index=True)
    kind: str
    """`hours`, `long`, `luxury` or `other` (rules/absence.toml, kind)."""
    reached_on: date
    reported_on: date | None = None
    reported_by: str = ""
    causes: str = ""
    plan: str = ""
    result: str = ""
    next_step: str = ""
    """What follows, by its code (rules/absence.toml, next): the route that the LPA chose, proces-verbaal, or not
    reported."""
    noted_at: datetime
