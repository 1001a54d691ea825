"""Tables of agreements: the agreement, who does it, each time its date was moved."""

from datetime import date, datetime, time

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class ActionRow(Row, table=True):
    """An agreement (afspraak); the typed words stand beside each date."""

    __tablename__ = "action"

    item_id: str | None = Field(default=None, foreign_key="item.id", index=True)
    number: int = Field(default=0, index=True)
    """The order in which agreements were made; `=1` counts by it."""
    text: str
    place: str = ""
    due: date | None = Field(default=None, index=True)
    due_time: time | None = None
    due_words: str = ""
    ongoing: bool = False
    evaluate: date | None = None
    evaluate_words: str = ""
    audience: str = "sot"
    state: str = "open"
    made_on: date
    settled_on: date | None = None
    reason: str = ""
    result: str = ""
    """Result of its evaluation: behaald, deels or niet; empty when it was not evaluated."""
    evaluated_on: date | None = None
    evaluated_for: date | None = None
    """The evaluation date that this result is of; with another date since, the evaluation is still to come."""
    ask_after: bool = False
    asked_on: date | None = None
    """When its doer was last asked how it stands (navragen)."""


class ActionStudent(Row, table=True):
    """Whom an agreement is about, with his case; one agreement can stand in two files."""

    __tablename__ = "action_student"

    action_id: str = Field(foreign_key="action.id", index=True)
    student_id: str = Field(foreign_key="student.id", index=True)
    case_id: str | None = Field(default=None, foreign_key="case.id", index=True)


class ActionDoer(Row, table=True):
    """Who does an agreement; position 0 leads. Without contact and role the name is still *nieuw*."""

    __tablename__ = "action_doer"

    action_id: str = Field(foreign_key="action.id", index=True)
    contact_id: str | None = Field(default=None, foreign_key="contact.id", index=True)
    role: str = ""
    label: str
    position: int = 0


class ActionMove(Row, table=True):
    """One change of an agreement's date, and of its evaluation when that was moved with it."""

    __tablename__ = "action_move"

    action_id: str = Field(foreign_key="action.id", index=True)
    at: datetime
    old: date | None = None
    new: date | None = None
    words: str = ""
    evaluation: bool = False
    old_evaluate: date | None = None
    old_evaluate_words: str = ""
