"""The newest schema: makes all tables and the full-text index in a new vault, and stamps it for Alembic."""

from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from sotdesk.data import tables

REVISION = "0001"
"""The newest revision under data/migrations/versions."""

KNOWN_REVISIONS = frozenset({REVISION})
"""Every revision this program can open; anything else was written by a newer sotdesk."""

FIND_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS find USING fts5("
    "body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    "INSERT INTO find(find, rank) VALUES ('secure-delete', 1)",
)


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
