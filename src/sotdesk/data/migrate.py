"""Brings the schema of an open database to a revision with Alembic (slow to import: only when it is due)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"

Proof = Callable[[Any], Callable[[], None]]
"""Looks at the raw connection before; what it gives looks again after, and raises when something is not right."""


def config_for(connection: Connection, folder: Path = FOLDER) -> "Config":
    """Alembic's configuration for this connection; no file and no address is read."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", folder.as_posix())
    config.attributes["connection"] = connection
    return config


def upgrade(
    engine: Engine, revision: str = "head", *, folder: Path = FOLDER, proof: Proof | None = None
) -> None:
    """Runs the revisions of `folder` up to `revision`, all or nothing; `proof` looks within the same transaction.

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
                look_again = proof(raw) if proof else None
                command.upgrade(config_for(connection, folder), revision)
                if look_again:
                    look_again()
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
