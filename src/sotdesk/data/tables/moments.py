"""Tables of contact moments outside a meeting: the talk, and how it read before it was changed."""

from datetime import datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class MomentRow(Row, table=True):
    """A contact moment about one pupil; what was said are lines (`line.moment_id`), as in a meeting.

    `told_student` and `told_parents` are `ja`, `nee` or empty (not asked yet); `told_why` why not (domain.md §11).
    """

    __tablename__ = "moment"

    student_id: str = Field(foreign_key="student.id", index=True)
    case_id: str | None = Field(default=None, foreign_key="case.id", index=True)
    at: datetime
    channel: str = "telefoon"
    with_whom: str = ""
    told_student: str = ""
    told_parents: str = ""
    told_why: str = ""
    entered_on: datetime | None = None
    """When it was entered in the school's own system."""


class MomentVersion(Row, table=True):
    """How a contact moment read before a change; it stays readable."""

    __tablename__ = "moment_version"

    moment_id: str = Field(foreign_key="moment.id", index=True)
    at: datetime
    text: str
