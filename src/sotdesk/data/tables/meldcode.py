"""Tables of a run of a protocol (domain.md §6): what was done of it, the weighing, contacts, tasks, the other route.

Nothing of these tables is in the full-text index, and their texts stand in no document but the run's own.
"""

from datetime import date, datetime

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class RunRow(Row, table=True):
    """A run; it keeps the text of the protocol that it began with."""

    __tablename__ = "run"

    case_id: str = Field(foreign_key="case.id", index=True)
    student_id: str = Field(foreign_key="student.id", index=True)
    protocol: str
    version: int
    protocol_text: str
    started_on: date
    started_by: str = ""
    why: str = ""
    holder: str = ""
    again_of: str = ""
    acute_at: datetime | None = None
    closed_on: date | None = None
    close_words: str = ""
    changed_at: datetime


class RunItem(Row, table=True):
    """What became of one item of a run; `fields` is JSON: what was noted with it, by the code of the field."""

    __tablename__ = "run_item"

    run_id: str = Field(foreign_key="run.id", index=True)
    item: str
    standing: str
    day: date
    who: str = ""
    reason: str = ""
    note: str = ""
    due: date | None = None
    stands_for: bool = False
    fields: str = "{}"


class RunRound(Row, table=True):
    """A weighing of a run: who took part, who decided, and why it was weighed anew."""

    __tablename__ = "run_round"

    run_id: str = Field(foreign_key="run.id", index=True)
    number: int
    day: date
    participants: str = ""
    decider: str = ""
    mentor_reason: str = ""
    reason: str = ""


class RunAnswer(Row, table=True):
    """An answer of a weighing, with the facts it rests on."""

    __tablename__ = "run_answer"

    round_id: str = Field(foreign_key="run_round.id", index=True)
    question: str
    answer: str
    at: datetime
    facts: str = ""
    due: date | None = None
    lead: str = ""
    roles: str = ""
    result: str = ""
    acute: bool = False


class RunConsultation(Row, table=True):
    """Someone was asked what to think of it."""

    __tablename__ = "run_consultation"

    run_id: str = Field(foreign_key="run.id", index=True)
    day: date
    who: str
    role: str = ""
    said: str = ""


class RunContact(Row, table=True):
    """A contact with Veilig Thuis: advice, or a report."""

    __tablename__ = "run_contact"

    run_id: str = Field(foreign_key="run.id", index=True)
    kind: str
    day: date
    who: str = ""
    spoke_with: str = ""
    reference: str = ""
    said: str = ""
    agreements: str = ""
    reply_by: date | None = None
    replied_on: date | None = None
    reply: str = ""


class RunTask(Row, table=True):
    """A task, someone who keeps watching, or someone who keeps contact."""

    __tablename__ = "run_task"

    run_id: str = Field(foreign_key="run.id", index=True)
    position: int = 0
    kind: str
    who: str
    words: str
    with_whom: str = ""
    due: date | None = None
    approved_on: date | None = None
    told_on: date | None = None
    by_document: bool = False
    done_on: date | None = None
    result: str = ""


class RunMember(Row, table=True):
    """Someone of the interventieteam."""

    __tablename__ = "run_member"

    run_id: str = Field(foreign_key="run.id", index=True)
    position: int = 0
    who: str
    role: str = ""


class StaffRouteRow(Row, table=True):
    """The route of the meldplicht was shown; never a name of whom it is about."""

    __tablename__ = "staff_route"

    case_id: str = Field(foreign_key="case.id", index=True)
    student_id: str = Field(foreign_key="student.id", index=True)
    shown_at: datetime
    board_told_on: date | None = None
    board_told_by: str = ""
    note: str = ""
