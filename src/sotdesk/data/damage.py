"""A vault that does not open: is it the passphrase, or damage? The newest reservekopie that opens tells."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sotdesk.data import schema
from sotdesk.data.backups_found import LOST, Copy, newest_copies
from sotdesk.data.contents import Content, look_inside
from sotdesk.data.fingerprint import altered, fingerprint
from sotdesk.data.first_page import ROUNDS, fits, key_for
from sotdesk.data.generation import mark_of
from sotdesk.data.migrating import migrate, older
from sotdesk.data.seen import Memory
from sotdesk.data.vault import Progress, Vault
from sotdesk.domain.clock import Clock, system_clock
from sotdesk.domain.errors import SotdeskError, VaultDamaged, VaultError, WrongPassphrase

TRIED = 3
"""So many of the newest copies that the passphrase fits are read whole."""
SALTS = 2
"""For so many salts a key is derived (0.1 s and more each): copies share a salt until the passphrase is changed."""


@dataclass(frozen=True, slots=True)
class GoodCopy:
    """A copy that was opened and checked with her passphrase just now."""

    copy: Copy
    content: Content


class VaultMendable(VaultDamaged):
    """The vault is damaged (or gone), the passphrase is right, and `good` can be put back."""

    heading = "De kluis is beschadigd"
    known = "Je wachtwoordzin klopt. Er is niets veranderd."
    else_ = "Wat je daarna deed staat er niet in. Het beschadigde bestand blijft bewaard."
    """On the unlock screen: what it is, what is known, what putting back means."""

    def __init__(self, good: GoodCopy) -> None:
        super().__init__(
            "Je wachtwoordzin klopt, maar het bestand van de kluis is beschadigd of niet heel. Er is niets aan "
            f"veranderd. De reservekopie van {good.copy.at:%d-%m-%Y %H:%M} is goed. "
            "Zet hem terug met: sotdesk restore."
        )
        self.good = good


class VaultAltered(VaultMendable):
    """Another program changed the file since it was left here, though it is built well. Told once."""

    heading = "Een ander programma veranderde de kluis"
    known = "Het bestand is niet zoals sotdesk het hier achterliet."
    else_ = "Nog eens Enter opent de kluis zoals hij nu is. Zet je terug, dan blijft dit bestand bewaard."

    def __init__(self, good: GoodCopy) -> None:
        super().__init__(good)
        self.sentence = (
            "Het bestand van de kluis is niet zoals sotdesk het hier achterliet: een ander programma heeft er iets in "
            f"veranderd. De reservekopie van {good.copy.at:%d-%m-%Y %H:%M} is goed. Zet hem terug met: "
            "sotdesk restore. Open je nog eens, dan gaat de kluis open zoals hij nu is."
        )


def open_or_tell(
    path: Path,
    passphrase: str,
    second: Path | None = None,
    progress: Progress | None = None,
    *,
    memory_file: Path | None = None,
    clock: Clock | None = None,
    _kdf_iter: int | None = None,
) -> Vault:
    """Vault.open, but VaultMendable for a damaged file (also one that says "wrong passphrase") with a good copy.

    `memory_file`: what this computer saw before; then VaultAltered, once, for a file that is not as it was left.
    A vault of an older sotdesk is converted (migrating.py); VaultNotMigrated when that fails.
    """
    found = fingerprint(path) if memory_file else ""
    try:
        vault = Vault.open(
            path, passphrase, known=schema.KNOWN_REVISIONS, progress=progress, _kdf_iter=_kdf_iter
        )
    except VaultError as error:
        if not isinstance(error, (WrongPassphrase, *LOST)):
            raise
        good = good_copy(path, passphrase, second, _kdf_iter=_kdf_iter)
        if good is None:
            raise
        raise VaultMendable(good) from error
    if memory_file and _altered(vault, Memory(memory_file), found):
        good = good_copy(path, passphrase, second, _kdf_iter=_kdf_iter)
        if good is not None:
            vault.close()
            raise VaultAltered(good)
    if older(vault):
        _convert(vault, memory_file, clock or system_clock(), progress)
    return vault


def _convert(vault: Vault, memory_file: Path | None, clock: Clock, progress: Progress | None) -> None:
    """Bring it to this version, or close it. From now its bytes are not those that were left behind: forget those."""
    try:
        if memory_file and (mark := mark_of(vault.connection)).vault:
            Memory(memory_file).keep(mark.vault, left="")
        migrate(vault, clock.now(), progress)
    except BaseException:
        vault.close()
        raise


def _altered(vault: Vault, memory: Memory, found: str) -> bool:
    """Is it the generation that was left here, in other bytes? Asked once: it is forgotten by asking."""
    mark = mark_of(vault.connection)
    seen = memory.of(mark.vault)
    if (seen.number, seen.device) != (mark.number, mark.device) or not altered(seen.left, found):
        return False
    memory.keep(mark.vault, left="")
    return True


def good_copy(
    path: Path, passphrase: str, second: Path | None = None, *, _kdf_iter: int | None = None
) -> GoodCopy | None:
    """The newest copy that opens with this passphrase and is whole; None when there is none.

    At most SALTS keys are derived, and TRIED copies read whole.
    """
    keys: dict[str, bytes] = {}
    read = 0
    for copy in newest_copies(path, second):
        if copy.salt not in keys and len(keys) < SALTS:
            try:
                keys[copy.salt] = key_for(passphrase, bytes.fromhex(copy.salt), _kdf_iter or ROUNDS)
            except ValueError:
                return None
        if read == TRIED or copy.salt not in keys or not _fits(copy, keys[copy.salt]):
            continue
        read += 1
        with suppress(SotdeskError):
            return GoodCopy(copy, look_inside(copy.path, path, passphrase, _kdf_iter=_kdf_iter))
    return None


def _fits(copy: Copy, key: bytes) -> bool:
    try:
        return fits(copy.path, key)
    except OSError:
        return False
