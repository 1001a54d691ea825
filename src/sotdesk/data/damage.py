"""A vault that does not open: is it the passphrase, or damage? The newest reservekopie that opens tells."""

from dataclasses import dataclass
from pathlib import Path

from sotdesk.data import schema
from sotdesk.data.backups_found import LOST, Copy, newest_copies
from sotdesk.data.contents import Content, look_inside
from sotdesk.data.vault import Progress, Vault
from sotdesk.domain.errors import SotdeskError, VaultDamaged, VaultError, WrongPassphrase

TRIED = 3
"""So many of the newest copies are tried with a passphrase: each costs a key derivation (0.1 s)."""


@dataclass(frozen=True, slots=True)
class GoodCopy:
    """A copy that was opened and checked with her passphrase just now."""

    copy: Copy
    content: Content


class VaultMendable(VaultDamaged):
    """The vault is damaged (or gone), the passphrase is right, and `good` can be put back."""

    def __init__(self, good: GoodCopy) -> None:
        super().__init__(
            "Je wachtwoordzin klopt, maar het bestand van de kluis is beschadigd of niet heel. Er is niets aan "
            f"veranderd. De reservekopie van {good.copy.at:%d-%m-%Y %H:%M} is goed. "
            "Zet hem terug met: sotdesk restore."
        )
        self.good = good


def open_or_tell(
    path: Path,
    passphrase: str,
    second: Path | None = None,
    progress: Progress | None = None,
    *,
    _kdf_iter: int | None = None,
) -> Vault:
    """Vault.open, but VaultMendable for a damaged file (also one that says "wrong passphrase") with a good copy."""
    try:
        return Vault.open(
            path, passphrase, known=schema.KNOWN_REVISIONS, progress=progress, _kdf_iter=_kdf_iter
        )
    except VaultError as error:
        if not isinstance(error, (WrongPassphrase, *LOST)):
            raise
        good = good_copy(path, passphrase, second, _kdf_iter=_kdf_iter)
        if good is None:
            raise
        raise VaultMendable(good) from error


def good_copy(
    path: Path, passphrase: str, second: Path | None = None, *, _kdf_iter: int | None = None
) -> GoodCopy | None:
    """The newest copy that opens with this passphrase and is whole; None when none of the first few does."""
    for copy in newest_copies(path, second)[:TRIED]:
        try:
            return GoodCopy(copy, look_inside(copy.path, path, passphrase, _kdf_iter=_kdf_iter))
        except SotdeskError:
            continue
    return None
