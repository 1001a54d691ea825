"""`check`: reads everything there is of an open vault and of its newest reservekopie. Changes nothing."""

from dataclasses import dataclass

from sotdesk.data.backups_found import Copy, backup_folder, copies_in
from sotdesk.data.vault import DriverError, Progress, Vault
from sotdesk.data.vault_checks import verify
from sotdesk.data.vault_copy import Counts, prove, rows_of, salt_of
from sotdesk.data.vault_errors import on_checking
from sotdesk.domain.errors import VaultDamaged, VaultError

READING = "Kluis nalezen…"
READING_COPY = "Nieuwste reservekopie nalezen…"


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading everything gave."""

    whole: bool
    """Both integrity checks found nothing."""
    loose: int
    """Rows that point at a row that is not there."""
    rows: Counts
    newest: Copy | None
    newest_good: bool
    older_passphrase: bool = False
    """The newest copy cannot be read here: it has another passphrase or key."""

    @property
    def vault_good(self) -> bool:
        """Is the vault itself as it should be?"""
        return self.whole and not self.loose


def check(vault: Vault, progress: Progress | None = None) -> Checked:
    """Read the vault and its newest copy; about 0.4 s at 15 MB. No session may be running."""
    say = progress or (lambda _said: None)
    connection = vault.connection
    say(READING)
    whole, loose, rows = True, 0, {}
    try:
        verify(connection)
        loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        rows = rows_of(connection)
    except VaultDamaged:
        whole = False
    except DriverError as error:
        if not isinstance(on_checking(error), VaultDamaged):
            raise on_checking(error) from None
        whole = False
    say(READING_COPY)
    newest = next(iter(copies_in(backup_folder(vault.path))), None)
    if newest is None:
        return Checked(whole, loose, rows, None, newest_good=False)
    if newest.whole and newest.salt != salt_of(connection):
        return Checked(whole, loose, rows, newest, newest_good=False, older_passphrase=True)
    return Checked(whole, loose, rows, newest, newest_good=_good(vault, newest))


def _good(vault: Vault, copy: Copy) -> bool:
    try:
        prove(vault.connection, copy.path)
    except (VaultError, OSError):
        return False
    return copy.whole
