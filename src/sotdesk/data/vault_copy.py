"""A copy of an open vault under the same key, and the proof that it is whole. Asks for no passphrase.

VACUUM INTO gives the copy the vault's own key and salt, and attaching it without a key opens it with those
(measured: 0.24 s and 0.16 s at 15 MB). Works on the raw connection; no session may be running.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sotdesk.data.backups_found import salt_in
from sotdesk.data.vault import DriverError, read_only
from sotdesk.data.vault_checks import revision
from sotdesk.data.vault_errors import on_checking
from sotdesk.domain.errors import VaultDamaged

Counts = dict[str, int]
"""Rows per table."""


def copy_into(connection: Any, part: Path) -> None:
    """Fill the empty file `part` with a copy of the vault, which keeps its mode."""
    connection.execute("VACUUM INTO ?", (str(part.absolute()),))


def salt_of(connection: Any) -> str:
    """The vault's salt, 32 hexadecimal digits. Asked from the connection: opening and closing the file of an open
    vault would drop its lock on POSIX.
    """
    return str(connection.execute("PRAGMA cipher_salt").fetchone()[0])


def prove(connection: Any, copy: Path, expected: Counts | None = None) -> Counts:
    """Read the whole `copy` with the vault's key; its rows per table. VaultDamaged when anything is wrong with it.

    `expected`: the rows it must have; then the marks of the format must be those of the vault too.
    """
    if salt_in(copy) != salt_of(
        connection
    ):  # an attached file is read with the vault's salt, whatever its own is
        raise VaultDamaged
    with attached(connection, copy):
        return _read_whole(connection, expected)


@contextmanager
def attached(connection: Any, copy: Path) -> Iterator[str]:
    """A copy with the vault's own key and salt beside it, never written to; gives the name it has in SQL."""
    there = False
    try:
        connection.execute("ATTACH ? AS kopie", (read_only(copy),))
        there = True
        yield "kopie"
    except DriverError as error:
        raise on_checking(error) from None
    finally:
        if there:
            connection.execute("DETACH kopie")


def _read_whole(connection: Any, expected: Counts | None) -> Counts:
    if connection.execute("PRAGMA kopie.cipher_integrity_check").fetchone() is not None:
        raise VaultDamaged
    if connection.execute("PRAGMA kopie.integrity_check(1)").fetchone() != ("ok",):
        raise VaultDamaged
    found = rows_of(connection, "kopie")
    if expected is not None and (found != expected or marks_of(connection, "kopie") != marks_of(connection)):
        raise VaultDamaged
    return found


def rows_of(connection: Any, schema: str = "main") -> Counts:
    """How many rows every table has; the index of words counts by the tables it is kept in."""
    tables = connection.execute(
        f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"  # noqa: S608
    ).fetchall()
    return {name: int(_one(connection, f'SELECT count(*) FROM {schema}."{name}"')) for (name,) in tables}  # noqa: S608


def marks_of(connection: Any, schema: str = "main") -> tuple[object, ...]:
    """Whose file it is and its version: application_id, user_version and the revision of the tables."""
    numbers = (_one(connection, f"PRAGMA {schema}.{name}") for name in ("application_id", "user_version"))
    if schema == "main":
        return (*numbers, revision(connection))
    stamp = connection.execute(f"SELECT version_num FROM {schema}.alembic_version").fetchone()  # noqa: S608
    return (*numbers, None if stamp is None else str(stamp[0]))


def _one(connection: Any, statement: str) -> Any:
    return connection.execute(statement).fetchone()[0]
