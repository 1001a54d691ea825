"""Which reservekopieën there are, seen from outside: no key, no driver. The unlock screen may import this."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sotdesk.data.vault_file import PAGE, PLAIN_HEADER, SALT_BYTES, needs_vault, precheck
from sotdesk.domain.backups import BackupKind, Named, read_name, read_replaced
from sotdesk.domain.errors import VaultDamaged, VaultEmpty, VaultError, VaultMissing, VaultPlain

LOST: tuple[type[VaultError], ...] = (VaultDamaged, VaultEmpty, VaultMissing, VaultPlain)
"""What a file can have that a copy mends."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One reservekopie on disk, as seen from outside."""

    path: Path
    at: datetime
    kind: BackupKind
    size: int
    """Bytes."""
    salt: str
    """The same salt as the vault's: it opens with the same passphrase."""
    whole: bool
    """Its size and its beginning are those of an encrypted file; only reading it proves more."""


def backup_folder(vault: Path) -> Path:
    """The folder with the copies of this vault, beside it."""
    return vault.parent / f"{vault.stem}-reservekopie"


def second_folder(place: Path, vault: Path) -> Path:
    """The same in the second place."""
    return place / backup_folder(vault).name


def copies_in(folder: Path) -> tuple[Copy, ...]:
    """Every file with the name of a copy, newest first; none when the folder cannot be read."""
    try:
        names = sorted((named for file in folder.iterdir() if (named := read_name(file.name))), reverse=True)
    except OSError:
        return ()
    return tuple(one for named in names if (one := look_at_copy(folder, named)) is not None)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A file that made room for a reservekopie: the whole vault as it was until then."""

    path: Path
    at: datetime
    size: int
    """Bytes."""


def replaced_beside(vault: Path) -> tuple[Replaced, ...]:
    """The files that were replaced, newest first; none when the folder cannot be read."""
    found = []
    try:
        for file in vault.parent.iterdir():
            at = read_replaced(file.stem, vault.stem) if file.suffix == vault.suffix else None
            if at is not None:
                found.append(Replaced(file, at, file.stat().st_size))
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def look_at_copy(folder: Path, named: Named) -> Copy | None:
    """The copy with this name as it is now; None when it is not there or cannot be read."""
    path = folder / named.name
    try:
        size, salt = path.stat().st_size, salt_in(path)
    except OSError:
        return None
    whole = size >= PAGE and size % PAGE == 0 and salt != PLAIN_HEADER.hex()
    return Copy(path, named.at, named.kind, size, salt, whole)


def newest_copies(path: Path, second: Path | None = None) -> tuple[Copy, ...]:
    """The copies of both places that look whole, newest first; those beside the vault before the same elsewhere."""
    found = copies_in(backup_folder(path)) + (copies_in(second_folder(second, path)) if second else ())
    return tuple(sorted((one for one in found if one.whole), key=lambda one: one.at, reverse=True))


def look_at(path: Path, second: Path | None = None) -> None:
    """precheck, but a file whose trouble a copy may mend passes: the passphrase is needed to try that copy."""
    try:
        precheck(path)
    except LOST:
        if not newest_copies(path, second):
            raise


def needs_first_vault(path: Path, second: Path | None = None) -> bool:
    """Nothing there, and no copy either: only then is a first vault made."""
    return needs_vault(path) and not newest_copies(path, second)


def salt_in(file: Path) -> str:
    """The salt a closed file begins with, in hexadecimal digits; OSError when it cannot be read.

    Never of an open vault: closing the file would drop its lock on POSIX.
    """
    with file.open("rb") as opened:
        return opened.read(SALT_BYTES).hex()
