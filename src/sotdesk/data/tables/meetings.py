"""Tables of meetings: the meeting, its items, who was there, the clock's stretches, the lines, corrections."""

from datetime import date, datetime, time

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class MeetingRow(Row, table=True):
    __tablename__ = "meeting"

    kind_id: str = Field(foreign_key="meeting_kind.id")
    day: date = Field(index=True)
    start: time
    minutes: int = 90
    place: str = ""
    state: str = "gepland"
    started_at: datetime | None = None
    closed_at: datetime | None = None
    adopted_on: date | None = None
    current_item: str = ""
    told_all_at: datetime | None = None
    """When the last one was told and the last block entered; void when the meeting was closed again later."""


class ItemRow(Row, table=True):
    """A point of the agenda; `kind` and `state` by value (domain/meetings.py)."""

    __tablename__ = "item"

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    position: int
    kind: str = ""
    title: str = ""
    class_name: str = ""
    minutes: int = 10
    request: str = ""
    fixed: bool = False
    state: str = "open"
    carried_to: date | None = None
    carried_times: int = 0
    carried_from: str = Field(default="", index=True)
    """The item of an earlier meeting that was put off to this one."""
    part_of: str = Field(default="", index=True)
    """The item that this one was split off from (own attendance from then on)."""
    anonymous: bool = False
    """Discussed without name, class or sibling (anoniem bespreken)."""


class ItemStudent(Row, table=True):
    """A pupil an item is about, with his case."""

    __tablename__ = "item_student"

    item_id: str = Field(foreign_key="item.id", index=True)
    student_id: str = Field(foreign_key="student.id", index=True)
    case_id: str | None = Field(default=None, foreign_key="case.id", index=True)
    position: int = 0


class Attendance(Row, table=True):
    """Someone at the table from when until when; `item_id` when only for one item, as every guest is."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    contact_id: str | None = Field(default=None, foreign_key="contact.id")
    item_id: str | None = Field(default=None, foreign_key="item.id")
    label: str
    role: str = ""
    guest: bool = False
    joined_at: datetime | None = None
    left_at: datetime | None = None
    position: int = 0
    seat: str = ""
    """As whom he was expected when the meeting began (`SVK`); empty for who was not."""
    came_by: str = ""
    left_by: str = ""
    """The typed line (its capture id) by which he came or left; empty when it was by hand or by the clock."""


class ItemAway(Row, table=True):
    """Someone at the table who is not there for this one item (no ground to hear it); he stays in the meeting."""

    __tablename__ = "item_away"

    item_id: str = Field(foreign_key="item.id", index=True)
    contact_id: str | None = Field(default=None, foreign_key="contact.id")
    label: str
    since: datetime


class Stretch(Row, table=True):
    """A stretch of time charged to an item; the running one has no end. Pause is time in no stretch."""

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str = Field(foreign_key="item.id", index=True)
    began_at: datetime
    ended_at: datetime | None = None


class LineRow(Row, table=True):
    """A kept line of an item or, outside a meeting, of a contact moment: one of the two is given.

    `audience` as in domain/capture.py (sot, restricted, own).
    """

    __tablename__ = "line"

    item_id: str | None = Field(default=None, foreign_key="item.id", index=True)
    moment_id: str | None = Field(default=None, foreign_key="moment.id", index=True)
    capture_id: str = Field(index=True)
    position: int
    kind: str
    text: str
    voice: str = ""
    audience: str = "sot"
    at: datetime
    raw: str = ""
    word: str = ""
    """The list word of an outcome or a result, or to whom consent is given."""
    action_id: str | None = Field(default=None, foreign_key="action.id")


class LineStudent(Row, table=True):
    """In whose file a line stands; a talk about two pupils gives one line in two files."""

    __tablename__ = "line_student"

    line_id: str = Field(foreign_key="line.id", index=True)
    student_id: str = Field(foreign_key="student.id", index=True)


class CorrectionRow(Row, table=True):
    """A correction to an adopted report."""

    __tablename__ = "correction"

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    item_id: str = Field(foreign_key="item.id")
    text: str
    day: date


class InviteRow(Row, table=True):
    """Someone who comes in for one item only: his slot, and when he was told of it."""

    __tablename__ = "invite"

    item_id: str = Field(foreign_key="item.id", index=True)
    contact_id: str | None = Field(default=None, foreign_key="contact.id")
    role: str = ""
    label: str
    told_at: datetime | None = None
    told_from: datetime | None = None
    """The slot that he was told, to see whether it changed since."""
    told_until: datetime | None = None
