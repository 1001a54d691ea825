"""Tables of telling: who was told what about which pupil, and the standing passphrase of a recipient's files."""

from datetime import datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class ToldRow(Row, table=True):
    """One recipient was told about one pupil after a meeting, or his block was entered in the school's system.

    `recipient` is a key of domain/feedback (`contact:…`, `guardian:…`, `student`, `logboek`, `afgeschermd`);
    `way` is how (mondeling, in Magister, op papier, …).
    """

    __tablename__ = "told"

    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    student_id: str = Field(foreign_key="student.id", index=True)
    recipient: str = Field(index=True)
    label: str
    way: str = ""
    at: datetime


class RecipientSecret(Row, table=True):
    """The standing passphrase of the encrypted files for one recipient (key as in `told`)."""

    __tablename__ = "recipient_secret"

    recipient: str = Field(unique=True)
    passphrase: str
