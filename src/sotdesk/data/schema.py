"""The newest schema: makes all tables and the full-text index in a new vault, and stamps it for Alembic."""

from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from sotdesk.data import tables
from sotdesk.data.find_index import FIND_INDEX

REVISIONS = ("0001",)
"""Every revision under data/migrations/versions, oldest first."""

REVISION = REVISIONS[-1]
"""The newest; a vault of an older one is converted when it is opened (migrating.py)."""

KNOWN_REVISIONS = frozenset(REVISIONS)
"""Every revision this program can open; anything else was written by a newer sotdesk."""


def build(engine: Engine) -> None:
    """Makes every table, the full-text index, and writes the revision."""
    assert tables  # noqa: S101  (imported for its effect on the metadata)
    SQLModel.metadata.create_all(engine)
    with engine.begin() as connection:
        for statement in FIND_INDEX:
            connection.execute(text(statement))
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": REVISION})
