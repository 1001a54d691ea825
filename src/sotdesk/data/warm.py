"""Makes the first look at an opened vault quick: what SQLAlchemy does once per process is done while she types.

Works on a database in memory with nobody in it but one nameless pupil; no file, no key and no data are touched.
"""

from datetime import UTC, date, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from sotdesk.data import schema
from sotdesk.data.compiled import keep
from sotdesk.data.store import Store
from sotdesk.data.tables.absence import AbsenceRow
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.people import StudentRow
from sotdesk.data.tables.support import SupportRow
from sotdesk.data.vault import in_memory
from sotdesk.domain.capture_model import Kind, Piece, Reading
from sotdesk.domain.meetings import FixedItem, ItemKind, MeetingKind
from sotdesk.domain.rules import load

RULES = ("grounds", "handover")
"""Rules that Vandaag asks for only when there is somebody they are about."""


def warm() -> None:
    """Do on an invented desk what opening Vandaag and keeping the first line of a meeting will ask."""
    for name in RULES:
        load(name)
    engine = in_memory()
    schema.build(engine)
    store = Store(engine)
    student_id = _pupil(engine)
    item_id, meeting_id = _meeting(store, student_id)
    _look(store)
    store.table.start(meeting_id, [])
    store.table.keep(item_id, Reading("x", (Piece(Kind.FACT, "x"),)))
    _look(store)
    keep(engine)
    engine.dispose()


def nobody() -> Store:
    """A desk in memory with nobody in it: a screen put together with it shows nothing of anyone."""
    engine = in_memory()
    schema.build(engine)
    return Store(engine)


def _pupil(engine: Engine) -> str:
    """One pupil, with a measure to evaluate and an absence to count."""
    student_id, past, now = new_id(), date.min, datetime.now(UTC)
    with Session(engine) as session, session.begin():
        session.add(StudentRow(id=student_id, first_name="x"))
        session.flush()
        session.add(SupportRow(student_id=student_id, name="x", evaluate_on=past, made_on=past))
        session.add(AbsenceRow(student_id=student_id, day=past, noted_at=now))
    return student_id


def _meeting(store: Store, student_id: str) -> tuple[str, str]:
    """A planned meeting with an item about the pupil; gives the ids of item and meeting."""
    store.school.save_kinds([MeetingKind("x", "x", "x", fixed=(FixedItem("x", 1),))])
    meeting_id = store.meetings.plan("x", date.max)
    item = store.meetings.add_item(meeting_id, kind=ItemKind.NEW, minutes=1, student_ids=[student_id])
    return item, meeting_id


def _look(store: Store) -> None:
    """What Vandaag asks."""
    store.school.school()
    store.attention.open()
    store.meetings.running()
    store.meetings.next()
    store.desk.draft("")
