"""Makes the first look at an opened vault quick: what SQLAlchemy does once per process is done while she types.

Works on an empty database in memory; no file, no key and no data are touched.
"""

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

from sotdesk.data.store import Store


def warm() -> None:
    """Build and read an empty store, as Vandaag will."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    SQLModel.metadata.create_all(engine)
    store = Store(engine)
    store.school.school()
    store.attention.open()
    store.meetings.running()
    store.meetings.next()
    store.desk.draft("")
    engine.dispose()
