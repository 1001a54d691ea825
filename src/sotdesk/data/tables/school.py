"""Tables of the school itself: settings as JSON, holidays and named moments per school year, meeting kinds."""

from datetime import date, time

from sqlmodel import Field, SQLModel

from sotdesk.data.tables.base import Row


class Setting(SQLModel, table=True):
    """One named setting of the vault; `value` is JSON."""

    name: str = Field(primary_key=True)
    value: str


class Holiday(Row, table=True):
    """A holiday, first and last day included."""

    name: str
    first: date = Field(index=True)
    last: date


class NamedMoment(Row, table=True):
    """A named day of the school year, such as the rapportvergadering."""

    name: str
    day: date = Field(index=True)


class MeetingKindRow(Row, table=True):
    """A kind of meeting; members, fixed items and minutes per kind of item are JSON."""

    __tablename__ = "meeting_kind"

    name: str
    short: str
    about: str = ""
    members: str = "[]"
    every_weeks: int | None = None
    per_year: str = ""
    weekday: int | None = None
    start: time = time(13, 0)
    minutes: int = 90
    fixed: str = "[]"
    minutes_by_kind: str = "{}"
    source: str = ""
    position: int = 0
