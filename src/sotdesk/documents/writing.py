"""Puts a finished document on disk: whole or not at all, readable only by its owner, never over a file unasked."""

from pathlib import Path

from sotdesk.domain.errors import ExportError
from sotdesk.private import move_new, part_of, write_new, write_over


class Exists(ExportError):
    """There is a file of this name already; nothing was written. Ask, then write with `over`."""

    title = "Er staat al een bestand"


def save(path: Path, content: bytes, *, over: bool = False) -> Path:
    """Writes a document with mode 0600 by way of a `.part` file in the same folder; gives its path.

    Exists when there is a file and `over` was not asked; ExportError when the folder takes no file. An
    interrupted write leaves the old file, or none.
    """
    try:
        if over:
            write_over(path, content)
        else:
            _save_new(path, content)
    except FileExistsError:
        raise Exists("Op deze plek staat al een bestand met deze naam; het is niet overschreven.") from None
    except OSError:
        raise ExportError(
            "Het document kan hier niet worden bewaard. Kies een andere map, of maak ruimte op de schijf."
        ) from None
    return path


def _save_new(path: Path, content: bytes) -> None:
    if path.exists() or path.is_symlink():
        raise FileExistsError
    part = part_of(path)
    write_new(part, content)
    try:
        move_new(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
