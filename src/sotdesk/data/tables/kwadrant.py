"""Tables of the kwadrant (domain.md §8): values that a person gave, raw values of instruments, conclusions."""

from datetime import date, datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class KwadrantValueRow(Row, table=True):
    """A value (zorg, gewoon, sterk, onbekend) of a quadrant or aspect on a day; one a day, the last word counts.

    `part` is `willen` or `willen.motivatie`, `instrument` what it rests on (rules/kwadrant.toml).
    """

    __tablename__ = "kwadrant_value"

    student_id: str = Field(foreign_key="student.id", index=True)
    part: str
    value: str
    day: date
    who: str = ""
    note: str = ""
    instrument: str = ""
    noted_at: datetime


class MeasuredRow(Row, table=True):
    """A raw value of one scale of an instrument, as it was given; `number` is the number in it."""

    __tablename__ = "measured"

    student_id: str = Field(foreign_key="student.id", index=True)
    instrument: str
    scale: str
    raw: str
    number: float | None = None
    day: date
    who: str = ""
    noted_at: datetime


class KwadrantConclusionRow(Row, table=True):
    """What the coordinator concludes herself from the kwadrant, on a day."""

    __tablename__ = "kwadrant_conclusion"

    student_id: str = Field(foreign_key="student.id", index=True)
    text: str
    day: date
    who: str = ""
    noted_at: datetime
