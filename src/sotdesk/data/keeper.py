"""Looks after one open vault: is a reservekopie due, is this file older than one seen here, what lies beside it."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sotdesk.data.backups import Written, write_backup
from sotdesk.data.backups_found import backup_folder, copies_in
from sotdesk.data.contents import local
from sotdesk.data.fingerprint import fingerprint
from sotdesk.data.generation import Generation
from sotdesk.data.seen import Memory
from sotdesk.data.vault import Progress, Vault
from sotdesk.domain.backup_watch import Watched, read_day
from sotdesk.domain.backups import BackupKind
from sotdesk.domain.errors import BackupError
from sotdesk.domain.vault_place import conflicted, sync_service

COUNTED = 30
"""So many days of work without a reservekopie are counted; more is no more alarming."""
OLDER = (
    "Deze kluis is ouder dan die je hier het laatst open had. Zette een synchronisatieprogramma of iemand een oud "
    "bestand terug? Kijk of je laatste werk erin staat; zo niet, zet dan een reservekopie terug "
    "(scherm Kluis, of sotdesk restore)."
)
DIVERGED = (
    "In deze kluis is op een andere computer verder gewerkt vanaf een ouder bestand. Kijk of je laatste werk erin "
    "staat; zo niet, zet dan een reservekopie terug (scherm Kluis, of sotdesk restore)."
)


@dataclass(frozen=True, slots=True)
class Warnings:
    """What she should know about this file; empty texts: nothing."""

    older: str
    """Said once: after this opening the computer takes this file for the newest."""
    conflicts: tuple[str, ...]
    """File names beside the vault that look like copies of it by a sync program or by hand."""
    service: str
    """The service that copies the folder elsewhere, such as `OneDrive`."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, the most urgent first."""
        told = [self.older] if self.older else []
        if self.conflicts:
            told.append(
                f"Naast de kluis staat: {', '.join(self.conflicts)}. Dat kan ander werk bevatten. sotdesk gebruikt "
                "alleen de kluis zelf; bekijk het bestand met --vault voor je het weggooit."
            )
        if self.service:
            told.append(
                f"De kluis staat in een map van {self.service}. Dat kan een oud bestand terugzetten of er twee maken. "
                "Zet de kluis liever op deze computer en de reservekopieën op een tweede plek."
            )
        return tuple(told)

    @property
    def short(self) -> str:
        """In a few words what the place has that does not go away by itself; empty: nothing."""
        if self.conflicts:
            return "naast de kluis staat een bestand dat er een kopie van lijkt"
        return f"de kluis staat in een map van {self.service}" if self.service else ""


def warnings_about(vault: Path, older: str = "") -> Warnings:
    """What its place and the files beside it say."""
    try:
        beside = [file.name for file in vault.parent.iterdir() if file.is_file()]
    except OSError:
        beside = []
    return Warnings(older, conflicted(vault.name, beside), sync_service(vault.absolute(), os.environ))


class Keeper:
    """Made right after opening; `end` closes the vault. Raises the generation meanwhile."""

    def __init__(self, vault: Vault, memory_file: Path, second: Path | None = None) -> None:
        """`memory_file`: what this computer saw before (data/seen.py); `second`: the second place for copies."""
        self.vault, self.second = vault, second
        self._memory = Memory(memory_file)
        self.generation = Generation(vault, self._memory.device)
        self.warnings = warnings_about(vault.path, self._older())
        self._remember()

    @property
    def due(self) -> bool:
        """Was anything changed since the last reservekopie that this computer knows of?"""
        mark = self.generation.mark
        if self.generation.raised:
            return True
        if mark.number == 0:
            return False
        return self._memory.of(mark.vault).backed != mark.number or not copies_in(
            backup_folder(self.vault.path)
        )

    def backup(
        self, at: datetime, kind: BackupKind = BackupKind.ROUTINE, progress: Progress | None = None
    ) -> Written:
        """Make a copy now; BackupError when that fails. No session may be running."""
        mark = self.generation.mark
        try:
            made = write_backup(self.vault, at, self.second, kind, progress)
        except BackupError:
            self._memory.keep(mark.vault, failed=True)
            raise
        self.generation.rest()
        there = {"second": at.date().isoformat()} if made.second else {}
        self._memory.keep(mark.vault, backed=mark.number, failed=False, **there)
        return made

    def choose_second(self, place: Path | None, today: date) -> None:
        """From now on copies go here too (None: nowhere else)."""
        self.second = place
        self._memory.keep(self.generation.mark.vault, second=today.isoformat() if place else "")

    def watched(self) -> Watched:
        """What the line of Vandaag is decided by. Looks at names beside the vault and in memory, never at the second
        place: a network drive that is away may keep one waiting. No session may be running."""
        copies = copies_in(backup_folder(self.vault.path))
        newest = next((one.at for one in copies if one.whole), None)
        seen = self._memory.of(self.generation.mark.vault)
        second = read_day(seen.second) if self.second else None
        return Watched(newest, self._days_after(newest), seen.failed, second, self.warnings.short)

    def _days_after(self, moment: datetime | None) -> int:
        """On how many days something was changed after this moment (local time).

        Reads the history from its end, and no further than it must: Vandaag asks this each time it is shown.
        """
        days: set[date] = set()
        rows = self.vault.connection.execute("SELECT at FROM history ORDER BY number DESC")
        try:
            for (stored,) in rows:
                at = local(stored).replace(tzinfo=None)
                if (moment is not None and at <= moment) or len(days) >= COUNTED:
                    break
                days.add(at.date())
        finally:
            rows.close()  # a half-read query would keep a session from committing
        return len(days)

    def end(self) -> None:
        """Remember this generation as the newest, close the vault, and remember how its file was left."""
        self._remember()
        self.generation.stop()
        self.vault.close()
        self._memory.keep(self.generation.mark.vault, left=fingerprint(self.vault.path))

    def _older(self) -> str:
        mark = self.generation.mark
        seen = self._memory.of(mark.vault)
        if mark.number < seen.number:
            return OLDER
        if mark.number == seen.number and seen.device not in ("", mark.device):
            return DIVERGED
        return ""

    def _remember(self) -> None:
        mark = self.generation.mark
        self._memory.keep(mark.vault, number=mark.number, device=mark.device)


def take_for_newest(memory_file: Path, vault: str, number: int, device: str) -> None:
    """After putting a copy back on purpose: its generation is the newest here, and no news at the next opening."""
    Memory(memory_file).keep(vault, number=number, device=device, backed=number, left="")
