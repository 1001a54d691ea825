"""Tables of coming and going: handovers with their receipt, candidates before they are pupils, handed out documents."""

from datetime import date, datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class HandoverRow(Row, table=True):
    """A warm handover (warme overdracht) of one pupil: to whom, and who received it when."""

    __tablename__ = "handover"

    student_id: str = Field(foreign_key="student.id", index=True)
    case_id: str | None = Field(default=None, foreign_key="case.id", index=True)
    made_at: datetime
    receiver: str = ""
    reason: str = ""
    """nieuwe mentor, nieuwe coördinator, nieuw schooljaar, andere school, andere kluis."""
    role: str = ""
    """As whom the receiver reads it: a code of rules/roles.toml; empty for an outsider without one."""
    restricted: bool = False
    """Whether the page with what is besloten went along."""
    ground: str = ""
    """On what ground it went outside the school, in words; or why it went without one."""
    received_by: str = ""
    received_on: date | None = None
    transfer_id: str = Field(default="", index=True)
    """The encrypted file (overdracht aan een andere kluis) that this was; empty for a sheet."""


class CandidateRow(Row, table=True):
    """Someone who may become a pupil (aanname): what he needs, whether the school can carry it, the decision."""

    __tablename__ = "candidate"

    first_name: str
    infix: str = ""
    last_name: str = ""
    birth_date: date | None = None
    from_school: str = ""
    for_class: str = ""
    asked_on: date
    need: str = ""
    source: str = ""
    information: str = ""
    """What that source says."""
    analysis: str = ""
    capacity: str = ""
    """Draagkracht: what the school can carry."""
    advice: str = ""
    decision: str = ""
    """aangenomen or empty: one who is refused has no row any more."""
    decided_on: date | None = None
    extended_on: date | None = None
    """When the parents were told that the decision takes longer."""
    talk_on: date | None = None
    talk: str = ""
    student_id: str | None = Field(default=None, foreign_key="student.id", index=True)


class RefusalRow(Row, table=True):
    """All that stays of a candidate who was refused: nothing of a person (domain.md §11: logged without content)."""

    __tablename__ = "refusal"

    day: date
    school_year: str
    for_class: str = ""


class HandedOutRow(Row, table=True):
    """A document about pupils that left sotdesk: what, for whom, when, on which ground; never its content."""

    __tablename__ = "handed_out"

    student_id: str | None = Field(default=None, foreign_key="student.id", index=True)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", index=True)
    what: str
    receiver: str = ""
    ground: str = ""
    file_name: str = ""
    at: datetime
    told: bool = False
    """Who was told what (`told`) says the same in the timeline of each pupil."""
    path: str = ""
    """Where the file was written on this computer; empty when it went to standard output or stands in another row."""
    digest: str = ""
    """What the file was when it was written: its size and fingerprint."""
    gone_on: date | None = None
    """The day on which she said, or made sure, that the file is no longer there."""
