"""Reservekopieën of an open vault: written beside it and in a second place, proved, listed, rotated.

A copy gets its name only after it was read back whole. What a killed program leaves is a `.part`, which the
next backup takes away. Blocks for about half a second at 15 MB; may run in a worker while no session runs.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sotdesk.data.backups_found import Copy, backup_folder, copies_in, look_at_copy, second_folder
from sotdesk.data.vault import DriverError, Progress, Vault, translate
from sotdesk.data.vault_copy import Counts, copy_into, prove, rows_of
from sotdesk.domain.backups import BackupKind, Named, name_of, superseded
from sotdesk.domain.errors import BackupError, DiskFull, SotdeskError, VaultDamaged, VaultUnwritable
from sotdesk.private import move_new, part_of, private_dir, sync_file, write_new

WRITING = "Reservekopie maken…"
PROVING = "Reservekopie nalezen…"
SECOND = "Reservekopie naar de tweede plek…"
_SAME_SECOND = 100
"""How many copies may be made in one second before we give up."""


@dataclass(frozen=True, slots=True)
class Written:
    """A copy that was made and proved just now."""

    copy: Copy
    rows: Counts
    second: Path | None = None
    """Where it stands too."""
    trouble: str = ""
    """One sentence when the second place did not get it."""


def write_backup(
    vault: Vault,
    at: datetime,
    second: Path | None = None,
    kind: BackupKind = BackupKind.ROUTINE,
    progress: Progress | None = None,
) -> Written:
    """Make, prove and name one copy beside the vault, bring it to the `second` place, rotate both.

    BackupError, in one sentence, when no good copy could be made; the vault and older copies stay as they were.
    That the second place is absent, full or read-only is told in `trouble` and is no error.
    """
    say = progress or (lambda _said: None)
    folder = backup_folder(vault.path)
    try:
        private_dir(folder)
        sweep(folder)
        path, rows = _write(vault, folder, at, kind, say)
    except (DriverError, OSError, SotdeskError) as error:
        raise _failed(error) from None
    copy = look_at_copy(folder, Named(at.replace(microsecond=0), path.name, kind))
    if copy is None:
        raise _failed(VaultDamaged())
    rotate(folder, copy)
    if second is None:
        return Written(copy, rows)
    say(SECOND)
    try:
        return Written(copy, rows, bring(copy, second_folder(second, vault.path), second))
    except (OSError, BackupError) as error:
        return Written(copy, rows, None, _second_trouble(error))


def _write(
    vault: Vault, folder: Path, at: datetime, kind: BackupKind, say: Callable[[str], None]
) -> tuple[Path, Counts]:
    connection = vault.connection
    part = part_of(folder / name_of(at, kind))
    try:
        write_new(part, b"")
        say(WRITING)
        rows = rows_of(connection)
        copy_into(connection, part)
        sync_file(part)
        say(PROVING)
        prove(connection, part, rows)
        return _give_name(part, folder, at, kind), rows
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _give_name(part: Path, folder: Path, at: datetime, kind: BackupKind) -> Path:
    """The first free name for this moment; a copy never takes the place of another."""
    for number in range(_SAME_SECOND):
        target = folder / name_of(at, kind, number)
        with suppress(FileExistsError):
            move_new(part, target)
            return target
    raise FileExistsError


def bring(copy: Copy, folder: Path, root: Path) -> Path:
    """Copy a finished copy to the second place and read it back; OSError or BackupError when that fails.

    `root` must be there: a stick that is not plugged in is no folder to be made.
    """
    if not root.is_dir():
        raise FileNotFoundError
    private_dir(folder)
    sweep(folder)
    data = copy.path.read_bytes()
    target, part = folder / copy.path.name, part_of(folder / copy.path.name)
    try:
        write_new(part, data)
        if hashlib.sha256(part.read_bytes()).digest() != hashlib.sha256(data).digest():
            raise BackupError(
                "De kopie op de tweede plek is niet goed aangekomen. Probeer een andere schijf."
            )
        move_new(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    rotate(folder, copy)
    return target


def rotate(folder: Path, newest: Copy) -> None:
    """Take away what is superseded. A copy that is not whole, or of another key, neither counts nor goes."""
    good = [
        Named(one.at, one.path.name, one.kind)
        for one in copies_in(folder)
        if one.whole and one.salt == newest.salt
    ]
    for one in superseded(good):
        if one.name != newest.path.name:
            with suppress(OSError):
                (folder / one.name).unlink()


def sweep(folder: Path) -> None:
    """Take away what an interrupted backup left. The lock on the vault sees to it that no other one is busy."""
    for file in folder.glob("kopie-*.part*"):
        with suppress(OSError):
            file.unlink()


def _failed(error: BaseException) -> BackupError:
    known = translate(error)
    if isinstance(known, DiskFull):
        why = "de schijf is vol. Maak ruimte vrij"
    elif isinstance(known, VaultUnwritable):
        why = "in de map van de kluis mag je geen bestanden maken. Kijk de rechten van die map na"
    elif isinstance(known, VaultDamaged):
        why = "de kopie was niet heel. Controleer de kluis met sotdesk check"
    else:
        why = "de schijf gaf een fout. Kijk of de schijf in orde is"
    return BackupError(f"De reservekopie is niet gemaakt: {why}.", "Geen reservekopie")


def _second_trouble(error: BaseException) -> str:
    if isinstance(error, BackupError):
        return error.sentence
    if isinstance(error, FileNotFoundError):
        return "De tweede plek voor reservekopieën is er nu niet. Sluit de schijf of stick aan en maak er nog een."
    if isinstance(translate(error), DiskFull):
        return "De tweede plek voor reservekopieën is vol. Maak daar ruimte vrij."
    return (
        "Op de tweede plek voor reservekopieën kan niet worden geschreven. Kijk de schijf en de rechten na."
    )
