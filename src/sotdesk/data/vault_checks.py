"""What must hold before an opened vault is used: lock, key, a whole file, our mark, a schema we know.

Works on the keyed connection it is given; opens nothing and changes not one byte of the file.
"""

from typing import Any

from sotdesk.domain.errors import VaultDamaged, VaultForeign, VaultNewer

APPLICATION_ID = 0x534F5444
"""`SOTD`: marks the decrypted file as a vault of sotdesk. Part of the file format."""

TORN = "HMAC verification failed for page"
"""How SQLCipher begins to tell of a page whose bytes are not those that were written."""

TRANSFER = "overdracht-"
"""How the revision of a file begins that takes cases to another vault (data/transfer_file.py): it is no vault."""
NO_VAULT = (
    "Dit is een overdracht, geen kluis. Open je eigen kluis en kies daarin Overdracht ontvangen (Ctrl+P)."
)


def lock(connection: Any) -> None:
    """Refuse a second instance, a wrong key and a read-only file; the lock stays, no byte changes."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version={int(version)}")  # BEGIN alone does not notice read-only
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def verify(connection: Any, *, crashed: bool = False) -> bool:
    """Both checks: one misses a file cut short, the other a changed unused page (security.md §1.5).

    After a crash the writing of a page in which nothing stood may have been cut off: SQLite keeps no journal of such a
    page, for there is nothing to bring back. Everything that holds something was read whole by the second check; then
    that is no damage. True: there are such pages, to be cleared away.
    """
    told = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    if told and not (crashed and all(str(one).startswith(TORN) for one in told)):
        raise VaultDamaged
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise VaultDamaged
    return bool(told)


def admit(connection: Any, known: frozenset[str]) -> None:
    """Only our own files, and only schemas this version understands."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise VaultForeign
    stamped = revision(connection)
    if stamped is None:
        raise VaultForeign
    if stamped.startswith(TRANSFER) != any(one.startswith(TRANSFER) for one in known):
        raise VaultForeign(NO_VAULT, "Dit is een overdracht")
    if stamped not in known:
        raise VaultNewer


def revision(connection: Any) -> str | None:
    """The revision Alembic stamped, read without Alembic (importing it costs a second)."""
    table = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone()
    if table is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])
