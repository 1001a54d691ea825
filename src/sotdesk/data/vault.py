"""The encrypted file: make it, open it, close it. The only importer of sqlcipher3.

An open vault is exactly one connection, locked for everybody else, behind one engine. What is in the tables,
and how they are made or converted, is data/schema.py's; it is handed in. Looking at the file from outside is
vault_file.py's, naming what went wrong vault_errors.py's.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

from sotdesk.data.compiled import share
from sotdesk.data.vault_checks import APPLICATION_ID, admit, lock, revision, verify
from sotdesk.data.vault_errors import on_checking, on_opening, translate
from sotdesk.data.vault_file import journal_waits, needs_vault, precheck, recheck
from sotdesk.domain.errors import (
    PassphraseUnusable,
    SotdeskError,
    VaultClosed,
    VaultExists,
    WrongPassphrase,
)
from sotdesk.domain.passphrase import key_bytes
from sotdesk.private import move_new, part_of, private_dir, sync_file, sync_folder, write_new

__all__ = ["APPLICATION_ID", "Vault", "needs_vault", "precheck", "quiet", "translate"]

DERIVING = "Sleutel berekenen…"
CHECKING = "Kluis controleren…"
BUILDING = "Kluis maken…"

Progress = Callable[[str], None]
DriverError = sqlcipher.Error
"""What the driver raises; `translate` names it for a person."""

# security.md §2.3 and §1.3: one file at rest, nothing acknowledged is lost, deleted text is gone.
_PRAGMAS = (
    "cipher_log_level=NONE",
    "locking_mode=EXCLUSIVE",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)


class Vault:
    """An open vault. After `close` neither the key nor a row can be reached through it."""

    def __init__(self, path: Path, connection: Any) -> None:
        self.path = path
        self._connection = connection
        self._waiting = [connection]
        self.engine = _engine(self._waiting)

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        *,
        build: Callable[[sa.Engine], None],
        progress: Progress | None = None,
        _kdf_iter: int | None = None,
    ) -> Self:
        """Make a new vault with `build` (tables and the stamp of the schema) and open it.

        The file gets its name only when it is whole. VaultExists when something is there already,
        PassphraseUnusable, or another VaultError; on any of them nothing is left behind.
        `_kdf_iter` makes the derivation quick in tests; the product never passes it.
        """
        _key_of(passphrase, PassphraseUnusable())
        if not needs_vault(path):
            raise VaultExists
        _say(progress, BUILDING)
        part = part_of(path)
        try:
            private_dir(path.parent)
            write_new(part, b"")
            stamped = _build(part, passphrase, build, _kdf_iter)
            move_new(part, path)
        except FileExistsError:
            raise VaultExists from None
        except (sqlcipher.Error, sa.exc.SQLAlchemyError, OSError) as error:
            raise translate(error) from None
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return cls.open(path, passphrase, known=frozenset({stamped}), progress=progress, _kdf_iter=_kdf_iter)

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str,
        *,
        known: frozenset[str],
        progress: Progress | None = None,
        _kdf_iter: int | None = None,
    ) -> Self:
        """Open a vault whose schema is one of the `known` revisions, both integrity checks included.

        Blocks for the key derivation (~0.1 s) and the checks (~0.1 s at 14 MB); may run in a worker.
        A VaultError names what is wrong; nothing was made or changed then.
        """
        precheck(path)
        key = _key_of(passphrase, WrongPassphrase())
        _say(progress, DERIVING)
        crashed = journal_waits(path)
        connection = None
        try:
            connection = _connect(path, key, _kdf_iter)
            lock(connection)
            recheck(path)
            _say(progress, CHECKING)
            torn = _check(connection, crashed)
            admit(connection, known)
            if torn and _without_unused(connection, path):
                return cls.open(path, passphrase, known=known, progress=progress, _kdf_iter=_kdf_iter)
            return cls(path, connection)
        except BaseException as error:
            if connection is not None:
                connection.close()
            if isinstance(error, sqlcipher.Error):
                raise on_opening(error) from None
            raise

    @property
    def connection(self) -> Any:
        """The one connection itself, for copies and checks while no session runs; VaultClosed after `close`."""
        if self._connection is None:
            raise VaultClosed
        return self._connection

    @property
    def closed(self) -> bool:
        """Is the vault locked again?"""
        return self._connection is None

    @property
    def revision(self) -> str:
        """The schema revision the file has now (one of those it was opened with, or migrated to since)."""
        if self._connection is None:
            raise VaultClosed
        return revision(self._connection) or ""

    def close(self) -> None:
        """Drop the connection and what it did not commit; the lock on the file goes too. Harmless twice."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        self._waiting.clear()
        self.engine.dispose()
        with suppress(sqlcipher.Error):
            connection.rollback()
        connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@cache
def quiet() -> None:
    """Keep SQLCipher from writing to stderr, where the screen is drawn (security.md §1.2); once a process."""
    connection = sqlcipher.connect(":memory:")
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.close()


def _say(progress: Progress | None, text: str) -> None:
    if progress is not None:
        progress(text)


def _key_of(passphrase: str, refusal: SotdeskError) -> bytes:
    try:
        return key_bytes(passphrase)
    except ValueError:
        raise refusal from None


def connect_new(path: Path, passphrase: str, *, salt: str = "", _kdf_iter: int | None = None) -> Any:
    """A keyed connection to an empty file, for Connection.backup; `salt` in 32 hex digits, else a random one.

    PassphraseUnusable when this cannot be a key.
    """
    quiet()
    connection = sqlcipher.connect(_uri(path), uri=True, isolation_level=None, timeout=0)
    try:
        connection.set_key(_key_of(passphrase, PassphraseUnusable()))
        if _kdf_iter is not None:
            connection.execute(f"PRAGMA kdf_iter={int(_kdf_iter)}")
        if salt:
            connection.execute(f"PRAGMA cipher_salt=\"x'{bytes.fromhex(salt).hex()}'\"")
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path, key: bytes, kdf_iter: int | None) -> Any:
    """A keyed connection with our settings, to a file that exists (mode=rw makes none)."""
    quiet()
    connection = sqlcipher.connect(
        _uri(path), uri=True, isolation_level=None, check_same_thread=False, timeout=0
    )
    try:
        connection.set_key(key)
        if kdf_iter is not None:
            connection.execute(f"PRAGMA kdf_iter={int(kdf_iter)}")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def read_only(path: Path) -> str:
    """The path as a URI that SQLite never writes to."""
    return _uri(path).removesuffix("rw") + "ro"


def _uri(path: Path) -> str:
    """The path as SQLite's URI: file:///home/x, file:///C:/x, file:////server/share."""
    name = path.absolute().as_posix()
    slash = "" if name.startswith("/") else "/"
    return f"file://{slash}{quote(name, safe='/:', errors='surrogateescape')}?mode=rw"


def _check(connection: Any, crashed: bool) -> bool:
    try:
        return verify(connection, crashed=crashed)
    except sqlcipher.Error as error:
        raise on_checking(error) from None


def _without_unused(connection: Any, path: Path) -> bool:
    """Puts a file with only the pages that hold something in the place of this one and closes; False: no room for it.

    Beside it first, and not in its place: to write a torn page anew SQLite would want to read it.
    """
    part = part_of(path)
    try:
        write_new(part, b"")
        connection.execute("VACUUM INTO ?", (str(part.absolute()),))
        sync_file(part)
    except (sqlcipher.Error, OSError):
        part.unlink(missing_ok=True)
        return False
    connection.close()
    try:
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise translate(error) from None
    return True


def _build(part: Path, passphrase: str, build: Callable[[sa.Engine], None], kdf_iter: int | None) -> str:
    """Fill the empty file `part` and close it; returns the revision that `build` stamped."""
    connection = _connect(part, key_bytes(passphrase), kdf_iter)
    vault = Vault(part, connection)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        build(vault.engine)
        stamped = revision(connection)
    finally:
        vault.close()
    if stamped is None:
        raise RuntimeError("build did not stamp the schema")
    precheck(part)  # a connection that was never keyed would have written plain text without a word
    return stamped


def _engine(waiting: list[Any]) -> sa.Engine:
    """An engine that takes the one connection in `waiting` and never makes another.

    With one place in the pool, a session inside a session fails at once and shares no transaction.
    """

    def lend() -> Any:
        if not waiting:
            raise VaultClosed
        return waiting.pop()

    engine = sa.create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lend,
        poolclass=sa.pool.QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=0.2,
        hide_parameters=True,
    )
    sa.event.listen(engine, "begin", _begin)
    share(engine)
    return engine


def in_memory() -> sa.Engine:
    """An engine over an empty database without a file or a key, to warm up with; `dispose` ends it."""
    quiet()
    return _engine([sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)])


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
