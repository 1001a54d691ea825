"""Makes the first look at an opened vault quick: what SQLAlchemy does once per process is done while she types.

Works on an empty database in memory; no file, no key and no data are touched.
"""

from sqlmodel import SQLModel

from sotdesk.data.compiled import keep
from sotdesk.data.store import Store
from sotdesk.data.vault import in_memory


def warm() -> None:
    """Build and read an empty store, as Vandaag will."""
    engine = in_memory()
    SQLModel.metadata.create_all(engine)
    store = Store(engine)
    store.school.school()
    store.attention.open()
    store.meetings.running()
    store.meetings.next()
    store.desk.draft("")
    keep(engine)
    engine.dispose()
