"""From what SQLite, SQLAlchemy or the system reports to what a person is told. Never passes a message on."""

import errno
import sqlite3
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from sotdesk.domain.errors import (
    DiskFull,
    SaveFailed,
    SotdeskError,
    VaultBusy,
    VaultDamaged,
    VaultError,
    VaultReadOnly,
    VaultUnwritable,
    WrongPassphrase,
)

_PRIMARY = 0xFF
"""The low byte of an SQLite result code is its kind; the rest is detail."""

_SAVING: dict[int, Callable[[], VaultError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: VaultReadOnly,
    sqlite3.SQLITE_BUSY: VaultBusy,
    sqlite3.SQLITE_LOCKED: VaultBusy,
    sqlite3.SQLITE_CORRUPT: VaultDamaged,
    sqlite3.SQLITE_NOTADB: VaultDamaged,
    sqlite3.SQLITE_CANTOPEN: VaultUnwritable,
    sqlite3.SQLITE_PERM: VaultUnwritable,
}
_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR)


def translate(error: BaseException) -> SotdeskError:
    """The error to show when reading or saving failed with `error`; a SotdeskError stays what it is.

    Whether a write that failed is on the disk is not known (security.md §1.3): reload before offering
    it again.
    """
    if isinstance(error, SotdeskError):
        return error
    if isinstance(error, OSError):
        return _of_system(error)
    return _SAVING.get(_code(error), SaveFailed)()


def on_opening(error: BaseException) -> VaultError:
    """The error to show when the key was tried: here "not a database" means a key that does not fit."""
    code = _code(error)
    if code == sqlite3.SQLITE_NOTADB:
        return WrongPassphrase()
    return _SAVING.get(code, VaultDamaged)()


def on_checking(error: BaseException) -> VaultError:
    """The error to show when a check could not finish: the key fitted, so it is damage, or a second user."""
    known = _SAVING.get(_code(error), VaultDamaged)()
    return known if isinstance(known, VaultBusy) else VaultDamaged()


def _code(error: BaseException) -> int:
    """SQLite's primary result code, from the driver's error or SQLAlchemy's wrapping of it; else 0."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0)
    return code & _PRIMARY if isinstance(code, int) else 0


def _of_system(error: OSError) -> VaultError:
    if error.errno in _NO_ROOM:
        return DiskFull()
    return VaultUnwritable() if error.errno in _NO_RIGHT else SaveFailed()
