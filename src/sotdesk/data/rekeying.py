"""A new passphrase: a verified new file takes the vault's place; older copies get the new key too, or go.

Never in place: until the one moment of replacing, the old file is whole under the old passphrase (security.md
§1.6, §2.7). Copies that get the new key get the salt of the new vault, so that later backups know them by it.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sotdesk.data import schema
from sotdesk.data.backups_found import backup_folder, copies_in, second_folder
from sotdesk.data.contents import drop, working_copy
from sotdesk.data.vault import DriverError, Progress, Vault, connect_new, translate
from sotdesk.data.vault_copy import marks_of, rows_of, salt_of
from sotdesk.domain.errors import SotdeskError, VaultDamaged
from sotdesk.domain.words import count
from sotdesk.private import part_of, sync_file, sync_folder, write_new

MAKING = "Kluis met de nieuwe wachtwoordzin maken…"
OLDER = "Reservekopieën bijwerken…"


class OldCopies(StrEnum):
    """What she wants with the reservekopieën of before."""

    REKEY = "nieuwe wachtwoordzin"
    REMOVE = "weghalen"


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What happened to the older copies."""

    done: int
    """Copies with the new passphrase, or taken away."""
    left: tuple[Path, ...]
    """Copies that still need an older passphrase, or are damaged."""
    second_absent: bool
    """The second place was not there: its copies still need the old passphrase."""
    trouble: str = ""
    """Why there is no new copy after the old ones were removed."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What she must know, each in one sentence; none when everything went along."""
        told = []
        if self.left:
            told.append(
                f"{count(len(self.left), 'reservekopie opent', 'reservekopieën openen')} niet met de nieuwe "
                "wachtwoordzin: beschadigd, of nog van een oudere zin."
            )
        if self.second_absent:
            told.append("De tweede plek is er nu niet: de kopieën daar openen nog met de oude wachtwoordzin.")
        if self.trouble:
            told.append(self.trouble)
        return tuple(told)


def change_passphrase(
    vault: Path,
    old: str,
    new: str,
    older: OldCopies,
    second: Path | None = None,
    progress: Progress | None = None,
    *,
    _kdf_iter: int | None = None,
) -> Rekeyed:
    """Give the closed `vault` the passphrase `new`, then its copies. A VaultError says why not: nothing changed then.

    The passphrase is judged before (domain/passphrase.py, strength.py); here it only must be able to be a key.
    """
    say = progress or (lambda _said: None)
    say(MAKING)
    salt = rekey_file(vault, old, new, _kdf_iter=_kdf_iter)
    folders = [backup_folder(vault)]
    absent = second is not None and not second.is_dir()
    if second is not None and not absent:
        folders.append(second_folder(second, vault))
    done, left = 0, []
    copies = [one for folder in folders for one in copies_in(folder)]
    for number, copy in enumerate(copies, start=1):
        say(f"{OLDER} {number} van {len(copies)}")
        try:
            if older is OldCopies.REMOVE:
                copy.path.unlink()
            else:
                rekey_file(copy.path, old, new, salt=salt, _kdf_iter=_kdf_iter)
            done += 1
        except (SotdeskError, OSError):
            left.append(copy.path)
    return Rekeyed(done, tuple(left), absent)


def rekey_file(path: Path, old: str, new: str, *, salt: str = "", _kdf_iter: int | None = None) -> str:
    """Replace one closed file by a verified one under `new`; its salt. On any error the old file is untouched."""
    part, source = part_of(path), None
    try:
        source = working_copy(path, path) if salt else path  # a copy is never opened for writing itself
        with Vault.open(source, old, known=schema.KNOWN_REVISIONS, _kdf_iter=_kdf_iter) as opened:
            write_new(part, b"")
            target = connect_new(part, new, salt=salt, _kdf_iter=_kdf_iter)
            try:
                opened.connection.backup(target)
            finally:
                target.close()
            expected = rows_of(opened.connection), marks_of(opened.connection)
        sync_file(part)
        with Vault.open(part, new, known=schema.KNOWN_REVISIONS, _kdf_iter=_kdf_iter) as made:
            if (rows_of(made.connection), marks_of(made.connection)) != expected:
                raise VaultDamaged
            made_salt = salt_of(made.connection)
        os.replace(part, path)
        sync_folder(path.parent)
        return made_salt
    except (DriverError, OSError) as error:
        raise translate(error) from None
    finally:
        drop(part)
        if source is not None and source != path:
            with suppress(OSError):
                drop(source)
