"""Folders and files that only their owner can read, and writes that happen whole or not at all.

The one home of mode 0700/0600, O_EXCL, "write beside it, then replace" and fsync. Standard library only;
knows no vault, no document and no setting. On Windows modes do nothing: there the user's own profile folder
guards the files.
"""

import errno
import hashlib
import os
import secrets
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def private_dir(path: Path) -> Path:
    """Make `path` and every missing folder above it with mode 0700; folders that exist keep their mode.

    NotADirectoryError when a file is in the way.
    """
    if not path.is_dir():
        if os.path.lexists(path):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if path.parent != path:
            private_dir(path.parent)
        path.mkdir(mode=FOLDER_MODE, exist_ok=True)
    return path


def write_new(path: Path, data: bytes) -> None:
    """Write a file that did not exist, mode 0600, and flush it to disk; FileExistsError when it does exist.

    A file that could not be written whole is taken away again.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, FILE_MODE)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_over(path: Path, data: bytes) -> None:
    """Replace the content of `path` (mode 0600): a reader sees the old file or the new one."""
    beside = part_of(path)
    write_new(beside, data)
    try:
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def fingerprint(data: bytes) -> str:
    """What a file is: `1234:…`, its size and SHA-256; never its content."""
    return f"{len(data)}:{hashlib.sha256(data).hexdigest()}"


def sync_file(path: Path) -> None:
    """Flush a file that somebody else wrote to disk; OSError when the disk refuses."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def part_of(path: Path) -> Path:
    """A name beside `path` that nobody else uses, for a file that is still being made."""
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")


def move_new(source: Path, target: Path) -> None:
    """Give a finished file its name; FileExistsError when that name was taken meanwhile."""
    if os.name == "nt":
        os.rename(source, target)  # Windows refuses an existing target by itself
        return
    try:
        os.link(source, target)  # unlike rename, link never overwrites
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links (exFAT, some network drives)
        if os.path.lexists(target):
            raise FileExistsError(os.fspath(target)) from None
        os.rename(source, target)
    else:
        os.unlink(source)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Flush a folder's list of names to disk, where the system can (POSIX)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network drives refuse it; the file itself is on disk by then
        return
    finally:
        os.close(handle)
