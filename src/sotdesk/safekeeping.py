"""Everything a screen or a verb needs to keep the vault safe: what there is, and what can be done. No screen, no SQL.

Every function that blocks takes `progress` (one Dutch sentence a step), may run in a worker thread, and raises a
SotdeskError with one sentence. Those that take a Keeper need an open vault in which no session runs; `restore` and
`change_passphrase` need a closed one (VaultBusy otherwise).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk import settings
from sotdesk.data.backups_found import (
    Copy,
    Replaced,
    backup_folder,
    copies_in,
    look_at,
    replaced_beside,
    second_folder,
)
from sotdesk.domain.errors import BackupError, SotdeskError
from sotdesk.paths import seen_file, settings_file

if TYPE_CHECKING:
    from sotdesk.data.backups import Written
    from sotdesk.data.checking import Checked
    from sotdesk.data.contents import Comparison
    from sotdesk.data.keeper import Keeper
    from sotdesk.data.rekeying import OldCopies, Rekeyed
    from sotdesk.data.restoring import Restored

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Listed:
    """One reservekopie in one place."""

    copy: Copy
    second: bool
    """It stands in the second place."""
    same_passphrase: bool
    """It opens with the passphrase the vault has now (known when the vault is open)."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the Kluis screen shows. Looks at names and sizes only: `check_now` reads."""

    last: Listed | None
    """The newest copy beside the vault that looks whole and has today's passphrase."""
    copies: tuple[Listed, ...]
    """Of both places, newest first."""
    second: Path | None
    """The chosen second place; None: none was chosen."""
    second_there: bool
    due: bool
    """Something was changed since the last copy."""
    generation: int
    warnings: tuple[str, ...]
    """Each one sentence: an older file, copies beside the vault, a synced folder, no second place."""
    replaced: tuple[Replaced, ...] = ()
    """The files beside the vault in whose place a reservekopie was put, newest first."""


def second_place() -> Path | None:
    """The second place for reservekopieën that she chose on this computer; None when there is none."""
    chosen = settings.load(settings_file()).second_place
    return Path(chosen).expanduser() if chosen else None


def look_at_vault(path: Path) -> None:
    """What is wrong with the file and no reservekopie mends, before a passphrase is asked."""
    look_at(path, second_place())


NO_SECOND = (
    "Er is geen tweede plek voor reservekopieën. Gaat deze computer stuk, dan zijn de kopieën ook weg."
)
SECOND_AWAY = "De tweede plek voor reservekopieën is er nu niet. Sluit de schijf of stick aan."


@dataclass(frozen=True, slots=True)
class Asked:
    """What the open vault itself knows: enough to look at the places without it, in a thread."""

    path: Path
    second: Path | None
    salt: str
    due: bool
    generation: int
    told: tuple[str, ...]


def ask(keeper: "Keeper") -> Asked:
    """Ask the open vault. Looks at no second place: one that is away may keep us waiting."""
    from sotdesk.data.vault_copy import salt_of

    salt, number = salt_of(keeper.vault.connection), keeper.generation.mark.number
    return Asked(keeper.vault.path, keeper.second, salt, keeper.due, number, keeper.warnings.sentences)


def look_around(asked: Asked) -> Overview:
    """Look at the places. Touches nothing of the open vault: a session may run meanwhile."""
    path, second = asked.path, asked.second
    places = [(backup_folder(path), False)] + ([(second_folder(second, path), True)] if second else [])
    found = [
        Listed(copy, away, copy.salt == asked.salt) for folder, away in places for copy in copies_in(folder)
    ]
    found.sort(key=lambda one: one.copy.at, reverse=True)
    last = next((one for one in found if one.copy.whole and one.same_passphrase and not one.second), None)
    there = second is not None and second.is_dir()
    told = asked.told + (() if there else (SECOND_AWAY if second else NO_SECOND,))
    old = replaced_beside(path)
    return Overview(last, tuple(found), second, there, asked.due, asked.generation, told, old)


def overview(keeper: "Keeper") -> Overview:
    """What there is around an open vault."""
    return look_around(ask(keeper))


def back_up_now(keeper: "Keeper", at: datetime, progress: Progress | None = None) -> "Written":
    """Make a copy now, whether one is due or not; BackupError. `Written.trouble` tells of the second place."""
    return keeper.backup(at, progress=progress)


def throw_away(files: Sequence[Path]) -> None:
    """Delete copies or replaced files, each with the journal a crash left beside it; BackupError names what stayed."""
    stayed = []
    for file in files:
        try:
            file.with_name(file.name + "-journal").unlink(missing_ok=True)
            file.unlink(missing_ok=True)
        except OSError:
            stayed.append(file.name)
    if stayed:
        raise BackupError(
            f"Niet gewist: {', '.join(stayed)}. Je mag daar niet schrijven, of de schijf is weg."
        )


def check_now(keeper: "Keeper", progress: Progress | None = None) -> "Checked":
    """Read the whole vault and its newest copy."""
    from sotdesk.data.checking import check

    return check(keeper.vault, progress)


def compare(
    copy: Path, vault: Path, passphrase: str, keeper: "Keeper | None" = None, *, _kdf_iter: int | None = None
) -> "Comparison":
    """What is in a copy, beside the open vault of `keeper` (None: the vault does not open). Changes nothing."""
    from sotdesk.data.contents import Comparison, content_of, look_inside

    inside = look_inside(copy, vault, passphrase, _kdf_iter=_kdf_iter)
    return Comparison(inside, content_of(keeper.vault.connection) if keeper else None)


def compare_beside(copy: Path, keeper: "Keeper", progress: Progress | None = None) -> "Comparison":
    """The same for a copy with today's passphrase, which need not be asked for then."""
    from sotdesk.data.contents import Comparison, content_beside, content_of
    from sotdesk.data.restoring import READING

    (progress or (lambda _said: None))(READING)
    inside = content_beside(keeper.vault.connection, copy)
    return Comparison(inside, content_of(keeper.vault.connection))


def restore(
    copy: Path,
    vault: Path,
    passphrase: str,
    at: datetime,
    progress: Progress | None = None,
    *,
    _kdf_iter: int | None = None,
) -> "Restored":
    """Put a copy back over the closed vault; the replaced file stays beside it under `Restored.replaced`."""
    from sotdesk.data.keeper import take_for_newest
    from sotdesk.data.restoring import restore as put_back

    done = put_back(copy, vault, passphrase, at, progress, _kdf_iter=_kdf_iter)
    take_for_newest(seen_file(), done.mark.vault, done.mark.number, done.mark.device)
    return done


def change_passphrase(
    vault: Path,
    old: str,
    new: str,
    older: "OldCopies",
    at: datetime,
    second: Path | None = None,
    progress: Progress | None = None,
    *,
    _kdf_iter: int | None = None,
) -> "Rekeyed":
    """Give the closed vault another passphrase and its copies too (`older`: REKEY them, or REMOVE them
    and make one new one).

    A reservekopie is made first, and it goes the way of the others; BackupError when that fails: nothing changed
    then. `Rekeyed.sentences` says what still opens with an older passphrase.
    """
    from sotdesk.data.backups import write_backup
    from sotdesk.data.rekeying import OldCopies
    from sotdesk.data.rekeying import change_passphrase as change
    from sotdesk.data.schema import KNOWN_REVISIONS
    from sotdesk.data.vault import Vault
    from sotdesk.domain.backups import BackupKind
    from sotdesk.domain.passphrase import normalise

    if normalise(old) == normalise(new):
        raise BackupError("De nieuwe wachtwoordzin is dezelfde als de oude. Kies een andere.")
    with Vault.open(vault, old, known=KNOWN_REVISIONS, progress=progress, _kdf_iter=_kdf_iter) as opened:
        write_backup(opened, at, kind=BackupKind.PASSPHRASE, progress=progress)
    done = change(vault, old, new, older, second, progress, _kdf_iter=_kdf_iter)
    if older is OldCopies.REMOVE:  # a vault is never without any copy
        try:
            with Vault.open(
                vault, new, known=KNOWN_REVISIONS, progress=progress, _kdf_iter=_kdf_iter
            ) as opened:
                write_backup(opened, at, second, progress=progress)
        except SotdeskError as error:  # the passphrase is another one already: that must not sound undone
            return replace(done, trouble=error.sentence)
    return done
