"""Tables of the acute card: that it was opened, for which pupil, and each call with its times."""

from datetime import datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class AcuteRow(Row, table=True):
    """The acute card opened at a moment (`!!`), for a pupil or before it is known for whom."""

    __tablename__ = "acute"

    student_id: str | None = Field(default=None, foreign_key="student.id", index=True)
    case_id: str | None = Field(default=None, foreign_key="case.id", index=True)
    item_id: str | None = Field(default=None, foreign_key="item.id", index=True)
    opened_at: datetime
    closed_at: datetime | None = None
    note: str = ""


class AcuteCall(Row, table=True):
    """One number of the card: marked to be called, called, answered; by whom, and what was said."""

    __tablename__ = "acute_call"

    acute_id: str = Field(foreign_key="acute.id", index=True)
    line: str
    """The code of the number in rules/acute.toml."""
    position: int = 0
    name: str = ""
    phone: str = ""
    marked_at: datetime | None = None
    called_at: datetime | None = None
    answered_at: datetime | None = None
    spoke_with: str = ""
    said: str = ""
