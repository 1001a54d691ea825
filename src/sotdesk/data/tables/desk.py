"""Tables of the desk itself: half-typed lines, what changed when, rows of Vandaag set aside with a reason."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from sotdesk.data.tables.base import Row


class Draft(SQLModel, table=True):
    """A half-typed text by its place, with its cursor."""

    place: str = Field(primary_key=True)
    text: str
    cursor: int = 0


class Change(Row, table=True):
    """One row that one action of the coordinator changed: its values before and after, as JSON.

    `batch` joins the rows of one action, `label` says it in words, `sitting` is one unlocked session.
    """

    __tablename__ = "history"

    batch: str = Field(index=True)
    number: int = Field(index=True)
    sitting: str
    at: datetime
    label: str
    table_name: str
    row_id: str = Field(index=True)
    case_id: str = Field(default="", index=True)
    owner: str = Field(default="", index=True)
    """The pupil, or the row, to which this row belongs (data/owners.py)."""
    before: str = ""
    after: str = ""
    can_undo: bool = True
    undone: bool = False


class SetAside(Row, table=True):
    """A row of Vandaag that was set aside, with the reason."""

    __tablename__ = "set_aside"

    rule: str
    subject_id: str = Field(index=True)
    reason: str
    day: date
    at: datetime


class FoundRow(SQLModel, table=True):
    """What a row of the full-text index belongs to; `rowid` is the index's own."""

    __tablename__ = "found"

    rowid: int | None = Field(default=None, primary_key=True)
    kind: str
    ref: str = Field(unique=True)
    student_id: str = Field(default="", index=True)
