"""Putting a reservekopie back: proved first, then in the place of the vault, whose file stays under another name.

The vault must be closed. At every moment either the old file or the copy stands whole under the vault's name.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sotdesk.data import schema
from sotdesk.data.contents import Content, content_of, drop, working_copy
from sotdesk.data.generation import Mark, mark_of
from sotdesk.data.vault import DriverError, Progress, Vault
from sotdesk.domain.backups import replaced_name
from sotdesk.domain.errors import BackupError, VaultBusy, VaultError
from sotdesk.private import FILE_MODE, sync_file, sync_folder

READING = "Reservekopie nalezen…"
REPLACING = "Reservekopie terugzetten…"


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands in the vault now, and where the replaced file is (None: there was none)."""

    content: Content
    mark: Mark
    replaced: Path | None


def restore(
    copy: Path,
    vault: Path,
    passphrase: str,
    at: datetime,
    progress: Progress | None = None,
    *,
    _kdf_iter: int | None = None,
) -> Restored:
    """Put `copy` in the place of `vault`. A VaultError or BackupError says why not; then nothing changed.

    VaultBusy while another sotdesk has the vault open.
    """
    say = progress or (lambda _said: None)
    say(READING)
    part = working_copy(copy, vault)
    try:
        with Vault.open(part, passphrase, known=schema.KNOWN_REVISIONS, _kdf_iter=_kdf_iter) as opened:
            content, mark = content_of(opened.connection), mark_of(opened.connection)
        _nobody_in(vault, passphrase, _kdf_iter)
        say(REPLACING)
        replaced = replace_vault(part, vault, replaced_name(at))
        return Restored(content, mark, replaced)
    except OSError:
        raise BackupError(
            "De reservekopie is niet teruggezet: de schijf gaf een fout of is vol. De kluis is zoals hij was."
        ) from None
    finally:
        drop(part)


def _nobody_in(vault: Path, passphrase: str, kdf_iter: int | None) -> None:
    """VaultBusy when it is open elsewhere; opening also lets SQLite finish what a crash left, when it can."""
    try:
        Vault.open(vault, passphrase, known=schema.KNOWN_REVISIONS, _kdf_iter=kdf_iter).close()
    except VaultBusy:
        raise
    except (VaultError, DriverError):
        return  # damaged, or of another passphrase: that is why it is replaced


def replace_vault(part: Path, vault: Path, word: str) -> Path | None:
    """Give the whole file `part` the name of the vault; what stood there stays as `kluis <word>.sotdesk`.

    An unfinished journal belongs to the old file and would be played back over the new one: it goes along with
    the old file first.
    """
    sync_file(part)
    kept = None
    journal = vault.with_name(vault.name + "-journal")
    if vault.is_file():
        kept = _free(vault, word)
        if journal.is_file():
            _also_as(journal, kept.with_name(kept.name + "-journal"))
        _also_as(vault, kept)
    journal.unlink(missing_ok=True)
    os.replace(part, vault)
    sync_folder(vault.parent)
    return kept


def _free(vault: Path, word: str) -> Path:
    names = (f"{vault.stem} {word}{f' ({n})' if n else ''}{vault.suffix}" for n in range(1000))
    return next(vault.with_name(name) for name in names if not os.path.lexists(vault.with_name(name)))


def _also_as(path: Path, other: Path) -> None:
    """The same file under a second name; a copy where the disk knows no second names."""
    try:
        os.link(path, other)
    except FileExistsError:
        raise
    except OSError:
        try:
            shutil.copyfile(path, other)
            with suppress(OSError):
                other.chmod(FILE_MODE)
            sync_file(other)
        except OSError:
            other.unlink(missing_ok=True)
            raise
