"""A vault of an older sotdesk, brought to the tables of this one: a proved reservekopie first, then all or nothing.

In one transaction the revisions run, every table that was there must have as many rows as before, and no row may
point at one that is not there (security.md §1.8, §2.9). On any difference nothing has changed. A revision that
takes a table away, or rows out of one, therefore cannot pass: it would have to say so here first.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sotdesk.data import schema
from sotdesk.data.backups import write_backup
from sotdesk.data.migrate import FOLDER, upgrade
from sotdesk.data.vault import Progress, Vault
from sotdesk.data.vault_copy import Counts
from sotdesk.domain.backups import BackupKind
from sotdesk.domain.errors import BackupError, DiskFull, VaultError, VaultNotMigrated

CONVERTING = "Kluis omzetten naar deze versie van sotdesk…"
NO_COPY = (
    "De kluis is van een oudere sotdesk en wordt pas omgezet als er een reservekopie van is. {why} "
    "Er is niets veranderd."
)


def older(vault: Vault) -> bool:
    """Has this open vault the tables of an older sotdesk?"""
    return vault.revision != schema.REVISION


def migrate(
    vault: Vault,
    at: datetime,
    progress: Progress | None = None,
    *,
    folder: Path = FOLDER,
    revision: str = schema.REVISION,
) -> Counts:
    """Bring the open `vault` to `revision`; the rows per table it has now. No session may be running.

    VaultNotMigrated (or DiskFull): the tables and rows are as they were. Blocks for a second (Alembic) and more.
    """
    say = progress or (lambda _said: None)
    try:
        write_backup(vault, at, kind=BackupKind.MIGRATION, progress=progress)
    except BackupError as error:
        raise VaultNotMigrated(NO_COPY.format(why=error.sentence)) from None
    say(CONVERTING)
    try:
        upgrade(vault.engine, revision, folder=folder, proof=_same_rows)
    except DiskFull:
        raise
    except VaultError:
        raise VaultNotMigrated from None
    except Exception as error:
        raise _named(error) from None
    return tables_of(vault.connection)


def _named(error: Exception) -> VaultError:
    """A revision can fail in any way; only a full disk is something that she can mend."""
    from sotdesk.data.vault_errors import translate

    known = translate(error)
    return known if isinstance(known, DiskFull) else VaultNotMigrated()


def _same_rows(connection: Any) -> Callable[[], None]:
    before = tables_of(connection)
    loose = _loose(connection)

    def look_again() -> None:
        now = tables_of(connection)
        if any(now.get(table) != rows for table, rows in before.items()) or _loose(connection) > loose:
            raise VaultNotMigrated

    return look_again


def _loose(connection: Any) -> int:
    """Rows that point at a row that is not there; more of them than before is a fault of the revision."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def tables_of(connection: Any) -> Counts:
    """Rows per table of our own; how the index of words keeps its pages is its own affair."""
    names = [
        row[1]
        for row in connection.execute("PRAGMA main.table_list").fetchall()
        if row[2] == "table" and not row[1].startswith("sqlite_")
    ]
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        for name in names
    }
