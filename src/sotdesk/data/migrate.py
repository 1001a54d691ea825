"""Brings the schema of an open database to a revision with Alembic (slow to import: only when it is due)."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"


def config_for(connection: Connection) -> "Config":
    """Alembic's configuration for this connection; no file and no address is read."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", FOLDER.as_posix())
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Runs the revisions up to `revision`, all or nothing.

    Foreign keys are off meanwhile: rebuilding a parent table with them on would delete its children without a
    word (security.md §1.8), and switching them works only outside a transaction.
    """
    from alembic import command

    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101  (an open connection has one)
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                command.upgrade(config_for(connection), revision)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
