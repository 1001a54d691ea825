"""A disk under SQLCipher that can be watched and broken: every write, sync, truncation and deletion passes through it.

SQLite reaches the disk through a table of functions (its VFS). Here such a table is put in front of the real one, and
made the default, so that the product's own code runs on it unchanged. Needs the SQLite symbols that the driver's
Linux wheel exports; elsewhere `Disk.possible` is false. What a power cut leaves is power.py's.
"""

import ctypes as c
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import _sqlite3  # type: ignore[import-untyped]

IOERR_READ, IOERR_WRITE, IOERR_SYNC, FULL = 266, 778, 1034, 13
"""SQLite's codes for what the disk may answer."""

Fault = Callable[[str, str], int]
"""(what, file) → the code to answer, 0 to let it happen. What: read, write, sync, delete."""


@dataclass(frozen=True)
class Op:
    """One thing that was done to a file; `what` = open, write, truncate, sync, delete, replace (`data` = the new name),
    folder (its names are on the platter), or ack (no file)."""

    what: str
    file: str
    offset: int = 0
    data: bytes = b""
    synced: bool = False
    """Of a deletion: whether the folder was synced too."""


_Pointer, _Int, _Long = c.c_void_p, c.c_int, c.c_int64
_OPEN = c.CFUNCTYPE(_Int, _Pointer, _Pointer, _Pointer, _Int, _Pointer)
_DELETE = c.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int)
_ONE = c.CFUNCTYPE(_Int, _Pointer)
_TRANSFER = c.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int, _Long)
_TRUNCATE = c.CFUNCTYPE(_Int, _Pointer, _Long)
_FLAG = c.CFUNCTYPE(_Int, _Pointer, _Int)
_OUT = c.CFUNCTYPE(_Int, _Pointer, _Pointer)
_CONTROL = c.CFUNCTYPE(_Int, _Pointer, _Int, _Pointer)

_BEHIND = (
    "xAccess", "xFullPathname", "xDlOpen", "xDlError", "xDlSym", "xDlClose", "xRandomness", "xSleep",
    "xCurrentTime", "xGetLastError", "xCurrentTimeInt64", "xSetSystemCall", "xGetSystemCall", "xNextSystemCall",
)  # fmt: skip
_ROOM = 16
"""Bytes in front of the real file's own: the pointer to our table."""


class _Vfs(c.Structure):
    _fields_ = (
        ("iVersion", _Int), ("szOsFile", _Int), ("mxPathname", _Int), ("pNext", _Pointer), ("zName", c.c_char_p),
        ("pAppData", _Pointer), ("xOpen", _OPEN), ("xDelete", _DELETE), *((name, _Pointer) for name in _BEHIND),
    )  # fmt: skip


class _Methods(c.Structure):
    _fields_ = (
        ("iVersion", _Int), ("xClose", _ONE), ("xRead", _TRANSFER), ("xWrite", _TRANSFER), ("xTruncate", _TRUNCATE),
        ("xSync", _FLAG), ("xFileSize", _OUT), ("xLock", _FLAG), ("xUnlock", _FLAG), ("xCheckReservedLock", _OUT),
        ("xFileControl", _CONTROL), ("xSectorSize", _ONE), ("xDeviceCharacteristics", _ONE),
    )  # fmt: skip


class Disk:
    """`with Disk().in_use() as disk`: what happens is in `disk.done`; `disk.fault` may refuse."""

    possible = sys.platform == "linux"

    def __init__(self) -> None:
        self.done: list[Op] = []
        self.fault: Fault | None = None
        self.names: dict[int, str] = {}
        self._library = c.CDLL(_sqlite3.__file__)
        self._library.sqlite3_vfs_find.restype = c.POINTER(_Vfs)
        self._library.sqlite3_vfs_find.argtypes = [c.c_char_p]
        self._library.sqlite3_initialize()
        self._under = self._library.sqlite3_vfs_find(None)
        self._methods = self._file_methods()
        self._vfs = self._table()

    @contextmanager
    def in_use(self) -> Iterator["Disk"]:
        """Everything that is opened meanwhile lies on this disk; close it before the end."""
        assert self._library.sqlite3_vfs_register(c.byref(self._vfs), 1) == 0
        try:
            yield self
        finally:
            self.fault = None
            self._library.sqlite3_vfs_unregister(c.byref(self._vfs))
            self._library.sqlite3_vfs_register(self._under, 1)

    def acknowledged(self, what: str) -> None:
        """From now the user has been told that this is kept."""
        self.done.append(Op("ack", what))

    @contextmanager
    def with_names(self) -> Iterator[None]:
        """Notes meanwhile what Python itself does to whole files: replacing, and syncing files and folders."""
        replace, fsync = os.replace, os.fsync

        def replaces(old: "os.PathLike[str] | str", new: "os.PathLike[str] | str") -> None:
            replace(old, new)
            self.done.append(Op("replace", os.path.abspath(old), data=os.path.abspath(new).encode()))

        def syncs(handle: int) -> None:
            file = os.readlink(f"/proc/self/fd/{handle}")
            self.done.append(Op("folder" if os.path.isdir(file) else "sync", file))

        os.replace, os.fsync = replaces, syncs
        try:
            yield
        finally:
            os.replace, os.fsync = replace, fsync

    def _refuses(self, what: str, file: str) -> int:
        return self.fault(what, file) if self.fault else 0

    # --- the two tables; the real file's bytes lie behind ours

    def _table(self) -> _Vfs:
        vfs = _Vfs()
        c.memmove(c.byref(vfs), self._under, c.sizeof(_Vfs))
        vfs.zName, vfs.pNext, vfs.szOsFile = b"watched", None, self._under.contents.szOsFile + _ROOM
        vfs.xOpen, vfs.xDelete = _OPEN(self._open), _DELETE(self._delete)
        return vfs

    def _file_methods(self) -> _Methods:
        return _Methods(
            1, _ONE(lambda f: _real(f).xClose(f + _ROOM)), _TRANSFER(self._read), _TRANSFER(self._write),
            _TRUNCATE(self._truncate), _FLAG(self._sync), _OUT(lambda f, out: _real(f).xFileSize(f + _ROOM, out)),
            _FLAG(lambda f, how: _real(f).xLock(f + _ROOM, how)),
            _FLAG(lambda f, how: _real(f).xUnlock(f + _ROOM, how)),
            _OUT(lambda f, out: _real(f).xCheckReservedLock(f + _ROOM, out)),
            _CONTROL(lambda f, what, value: _real(f).xFileControl(f + _ROOM, what, value)),
            _ONE(lambda f: _real(f).xSectorSize(f + _ROOM)),
            _ONE(lambda f: _real(f).xDeviceCharacteristics(f + _ROOM)),
        )  # fmt: skip

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        under = self._under.contents
        answer: int = under.xOpen(c.addressof(under), name, file + _ROOM, flags, out)
        opened = c.cast(file + _ROOM, c.POINTER(_Pointer))[0]
        c.cast(file, c.POINTER(_Pointer))[0] = c.addressof(self._methods) if opened else None
        self.names[file] = c.string_at(name).decode() if name else ""
        if not answer and name:
            self.done.append(Op("open", self.names[file]))
        return answer

    def _delete(self, _vfs: int, name: int, synced: int) -> int:
        file = c.string_at(name).decode()
        if refused := self._refuses("delete", file):
            return refused
        under = self._under.contents
        answer: int = under.xDelete(c.addressof(under), name, synced)
        if not answer:
            self.done.append(Op("delete", file, synced=bool(synced)))
        return answer

    def _read(self, file: int, buffer: int, size: int, offset: int) -> int:
        return self._refuses("read", self.names[file]) or _real(file).xRead(
            file + _ROOM, buffer, size, offset
        )

    def _write(self, file: int, buffer: int, size: int, offset: int) -> int:
        if refused := self._refuses("write", self.names[file]):
            return refused
        answer: int = _real(file).xWrite(file + _ROOM, buffer, size, offset)
        if not answer:
            self.done.append(Op("write", self.names[file], offset, c.string_at(buffer, size)))
        return answer

    def _truncate(self, file: int, size: int) -> int:
        answer: int = _real(file).xTruncate(file + _ROOM, size)
        if not answer:
            self.done.append(Op("truncate", self.names[file], size))
        return answer

    def _sync(self, file: int, _how: int) -> int:
        if refused := self._refuses("sync", self.names[file]):
            return refused
        self.done.append(Op("sync", self.names[file]))  # the real disk need not spin for a cut that is played
        return 0


def _real(file: int) -> Any:
    """The table of the real file that lies behind ours."""
    return c.cast(c.cast(file + _ROOM, c.POINTER(_Pointer))[0], c.POINTER(_Methods)).contents
