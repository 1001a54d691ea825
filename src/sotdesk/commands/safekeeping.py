"""`sotdesk backup`, `restore`, `check`, `passphrase` and `dump`: the vault's safety from the command line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk.commands.opening import Chosen, asked_passphrase, clock_for, say
from sotdesk.domain.errors import (
    BackupError,
    ExportError,
    SotdeskError,
    VaultBusy,
    VaultDamaged,
    VaultEmpty,
    VaultMissing,
    VaultPlain,
    WrongPassphrase,
)
from sotdesk.domain.words import count

if TYPE_CHECKING:
    from sotdesk.data.backups_found import Copy
    from sotdesk.data.contents import Comparison
    from sotdesk.data.keeper import Keeper

NO_GOOD_BACKUP, DAMAGED, NO_VAULT, BUSY, WRONG = 3, 4, 10, 11, 12
"""Exit codes of `check` besides 0 (all good), 1 (anything else) and 2 (misused); docs/format.md lists them."""
CODES: tuple[tuple[type[SotdeskError], int], ...] = (
    (VaultMissing, NO_VAULT),
    (VaultBusy, BUSY),
    (WrongPassphrase, WRONG),
    (VaultDamaged, DAMAGED),
    (VaultEmpty, DAMAGED),
    (VaultPlain, DAMAGED),
)
DUMP_WARNING = (
    "Dit bestand wordt NIET versleuteld: alles uit de kluis staat er leesbaar in, ook wat besloten is.\n"
    "Bewaar het niet langer dan nodig en zet het niet op een gedeelde plek."
)


@contextmanager
def _opened(chosen: Chosen, passphrase: str) -> "Iterator[Keeper]":
    from sotdesk.data.damage import open_or_tell
    from sotdesk.data.keeper import Keeper
    from sotdesk.paths import seen_file
    from sotdesk.safekeeping import second_place

    second = second_place()
    with open_or_tell(chosen.path, passphrase, second) as vault:
        keeper = Keeper(vault, seen_file(), second)
        yield keeper
        keeper.end()


def backup(chosen: Chosen) -> None:
    """Makes one reservekopie now, and tells what else she should know."""
    from sotdesk.data.vault_file import precheck

    precheck(chosen.path)
    with _opened(chosen, asked_passphrase(chosen)) as keeper:
        made = keeper.backup(_now(chosen), progress=_progress)
        say(f"Reservekopie gemaakt en nagelezen: {made.copy.path}")
        if made.second:
            say(f"Ook op de tweede plek: {made.second}")
        for told in filter(None, (made.trouble, *keeper.warnings.sentences)):
            _progress(told)


def check(chosen: Chosen) -> int:
    """Reads everything; the exit code says what was found."""
    from sotdesk.data.checking import check as read_all
    from sotdesk.data.vault_file import precheck

    try:
        precheck(chosen.path)
        with _opened(chosen, asked_passphrase(chosen)) as keeper:
            found = read_all(keeper.vault, _progress)
            warnings = keeper.warnings.sentences
    except SotdeskError as error:
        _progress(error.sentence)
        return next((code for kind, code in CODES if isinstance(error, kind)), 1)
    if not found.vault_good:
        _progress(
            "De kluis is beschadigd. Werk er niet in verder en zet een reservekopie terug: sotdesk restore."
        )
        return DAMAGED
    say(f"De kluis is heel: {count(sum(found.rows.values()), 'rij', 'rijen')} in {len(found.rows)} tabellen.")
    for told in warnings:
        _progress(told)
    if found.newest is None:
        _progress("Er is nog geen reservekopie. Maak er een: sotdesk backup.")
    elif found.older_passphrase:
        _progress("De nieuwste reservekopie heeft een andere wachtwoordzin. Maak een nieuwe: sotdesk backup.")
    elif not found.newest_good:
        _progress("De nieuwste reservekopie is beschadigd. Maak een nieuwe: sotdesk backup.")
    else:
        say(f"De reservekopie van {found.newest.at:%d-%m-%Y %H:%M} is heel.")
        return 0
    return NO_GOOD_BACKUP


def restore(chosen: Chosen, file: Path | None, *, yes: bool) -> None:
    """Shows what is in the copy (the newest good one unless named) and what would be lost, asks, puts it back."""
    from sotdesk import safekeeping
    from sotdesk.data.contents import Comparison, content_of
    from sotdesk.data.schema import KNOWN_REVISIONS
    from sotdesk.data.vault import Vault

    passphrase = asked_passphrase(chosen)
    copy = file or _newest(chosen, passphrase).path
    compared = safekeeping.compare(copy, chosen.path, passphrase)
    try:
        with Vault.open(chosen.path, passphrase, known=KNOWN_REVISIONS) as vault:
            compared = Comparison(compared.copy, content_of(vault.connection))
    except VaultBusy:
        raise
    except SotdeskError as error:
        say(f"De kluis zelf gaat niet open: {error.title}.")
    _show(copy, compared)
    if not yes and not _agreed("Terugzetten? Het bestand van nu blijft bewaard. (ja/nee) "):
        say("Er is niets veranderd.")
        return
    done = safekeeping.restore(copy, chosen.path, passphrase, _now(chosen), _progress)
    say("De reservekopie is teruggezet.")
    if done.replaced:
        say(f"Het vervangen bestand staat hier: {done.replaced}")


def _newest(chosen: Chosen, passphrase: str) -> "Copy":
    from sotdesk.data.backups_found import newest_copies
    from sotdesk.data.damage import good_copy
    from sotdesk.safekeeping import second_place

    found = good_copy(chosen.path, passphrase, second_place())
    if found is None and not newest_copies(chosen.path, second_place()):
        raise BackupError(
            "Er is nog geen reservekopie bij deze kluis. Staat er een ergens anders: sotdesk restore BESTAND."
        )
    if found is None:
        raise BackupError(
            "Geen reservekopie gaat open met deze wachtwoordzin. Typ de zin nog eens, of noem zelf een kopie: "
            "sotdesk restore BESTAND."
        )
    return found.copy


def _show(copy: Path, compared: "Comparison") -> None:
    from sotdesk.data.contents import ONE

    say(f"Reservekopie: {copy}")
    say(f"Laatste wijziging erin: {_moment(compared.copy.last)}")
    if compared.now:
        say(f"Laatste wijziging in de kluis: {_moment(compared.now.last)}")
    now = dict(compared.now.counts) if compared.now else {}
    for what, number in compared.copy.counts:
        say(f"  {what:<22}{number:>7}" + (f"   nu {now[what]}" if what in now else ""))
    for what, number in compared.lost:
        say(f"Weg als je terugzet: {count(number, ONE[what], what)}.")


def passphrase(chosen: Chosen, *, remove: bool, new_file: str) -> None:
    """Asks the old and the new passphrase, and says plainly what becomes of older copies."""
    from sotdesk import safekeeping
    from sotdesk.data.rekeying import OldCopies
    from sotdesk.data.vault_file import precheck
    from sotdesk.safekeeping import second_place
    from sotdesk.strength import strength

    precheck(chosen.path)
    old = asked_passphrase(chosen)
    new = asked_passphrase(Chosen(chosen.path, new_file)) if new_file else _asked_new()
    judged = strength(new)
    if not judged.enough:
        raise SotdeskError(f"De nieuwe wachtwoordzin: {judged.sentence}")
    older = OldCopies.REMOVE if remove else OldCopies.REKEY
    done = safekeeping.change_passphrase(
        chosen.path, old, new, older, _now(chosen), second_place(), _progress
    )
    say("De kluis opent nu met de nieuwe wachtwoordzin, en alleen daarmee.")
    say(f"Reservekopieën {'weggehaald' if remove else 'met de nieuwe wachtwoordzin'}: {done.done}.")
    for told in done.sentences:
        _progress(told)
    say("Kopieën op andere plekken openen nog met de oude zin. Bewaar een nieuw herstelblad.")
    if remove:
        say("Met de nieuwe zin is één nieuwe reservekopie gemaakt.")


def _asked_new() -> str:
    if not sys.stdin.isatty():
        raise SotdeskError("De nieuwe wachtwoordzin kan hier niet worden gevraagd. Geef hem met --new-file.")
    from getpass import getpass

    typed = getpass("Nieuwe wachtwoordzin: ")
    if getpass("Nog een keer: ") != typed:
        raise SotdeskError("De twee wachtwoordzinnen zijn niet gelijk. Probeer het opnieuw.")
    return typed


def dump(chosen: Chosen, out: Path, *, yes: bool) -> None:
    """Warns, asks, and writes everything as JSON to a new file only she can read."""
    from sotdesk.data.dumping import dump as pieces
    from sotdesk.data.store import Store
    from sotdesk.data.store.handed import Document
    from sotdesk.data.vault_file import precheck
    from sotdesk.private import write_new

    precheck(chosen.path)
    if out.exists():
        raise ExportError("Dit bestand bestaat al; het is niet overschreven. Kies een andere naam.")
    _progress(DUMP_WARNING)
    if not yes and not _agreed("Toch maken? (ja/nee) "):
        say("Er is niets gemaakt.")
        return
    with _opened(chosen, asked_passphrase(chosen)) as keeper:
        try:
            write_new(out, b"".join(pieces(keeper.vault)))
        except FileExistsError:
            raise ExportError(
                "Dit bestand bestaat al; het is niet overschreven. Kies een andere naam."
            ) from None
        except OSError:
            raise ExportError("Het bestand kan hier niet worden gemaakt. Kies een andere map.") from None
        Store(keeper.vault.engine, clock_for(chosen.path)).handed.add(
            Document(out.name, ground="alles").written(out)
        )
    say(f"Alles staat in {out}. Gooi het bestand weg zodra je het niet meer nodig hebt.")


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise SotdeskError("Er is niets gedaan: dit moet worden bevestigd. Geef --yes om niet te vragen.")
    while True:
        answer = input(question).strip().casefold()
        if answer in ("ja", "j", "nee", "n"):
            return answer.startswith("j")


def _now(chosen: Chosen) -> datetime:
    return clock_for(chosen.path).now()


def _moment(at: datetime | None) -> str:
    return f"{at:%d-%m-%Y %H:%M}" if at else "nog geen"


def _progress(sentence: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
