"""Tables of keeping and destroying: what holds a pupil's term, and that something was destroyed (domain.md §11)."""

from datetime import date, datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class RetentionMark(Row, table=True):
    """What changes the term of one pupil: `hold` (a legal hold: nothing goes) or `special` (special education).

    `until` is the last day a hold counts; None: until it is lifted.
    """

    __tablename__ = "retention_mark"

    student_id: str = Field(foreign_key="student.id", index=True)
    kind: str
    reason: str
    who: str
    since: date
    until: date | None = None


class DestructionRow(Row, table=True):
    """That something was destroyed: never of whom. `kinds` are codes of rules/retention.toml joined by `|`.

    `first` and `last` are the days on which the terms ended.
    """

    __tablename__ = "destruction"

    at: datetime
    kinds: str
    pupils: int
    rows: int
    first: date
    last: date
    who: str
    ground: str
