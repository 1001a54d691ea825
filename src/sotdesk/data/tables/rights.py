"""Tables of a pupil's rights over his file: what was asked and answered, and what was held back (domain.md §11)."""

from datetime import date

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class RightsRequest(Row, table=True):
    """A request to read the file, for a copy, or to correct it; `outcome` is empty until it is answered."""

    __tablename__ = "rights_request"

    student_id: str = Field(foreign_key="student.id", index=True)
    kind: str
    asker: str
    by: str = ""
    asked_on: date
    asked: str = ""
    done_on: date | None = None
    outcome: str = ""
    how: str = ""
    reason: str = ""
    statement: str = ""
    decisions: str = "{}"
    """What becomes of each name of another person, as JSON: a key of domain/initials.py → a code."""


class WithheldRow(Row, table=True):
    """A text of the file that was not given, and why."""

    __tablename__ = "withheld"

    student_id: str = Field(foreign_key="student.id", index=True)
    request_id: str = Field(foreign_key="rights_request.id", index=True)
    passage: str
    """A key of domain/rights_file.py: which text it is; never its words."""
    place: str
    reason: str
