"""Looking at the vault's file from outside: what can be told without the passphrase. Changes nothing."""

import os
from pathlib import Path

from sotdesk.domain.errors import (
    VaultDamaged,
    VaultEmpty,
    VaultError,
    VaultMissing,
    VaultPlain,
    VaultReadOnly,
    VaultUnwritable,
)

PAGE = 4096
"""SQLCipher 4's page size; a whole file is a number of these."""

SALT_BYTES = 16
"""SQLCipher 4 keeps the salt of the key at the beginning of the file."""

PLAIN_HEADER = b"SQLite format 3\0"


def needs_vault(path: Path) -> bool:
    """Is there nothing at all yet at this place, so that a first vault may be made there?"""
    return not os.path.lexists(path)


def precheck(path: Path) -> None:
    """Raise what is wrong with the file before anyone is asked for a passphrase (security.md §2.3)."""
    try:
        if not path.is_file():
            raise VaultMissing
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
    except OSError as error:
        raise _unreadable(error) from None
    if not header:
        raise VaultEmpty
    if header == PLAIN_HEADER:
        raise VaultPlain
    if not journal_waits(path):
        recheck(path)
    elif path.stat().st_size < PAGE:
        raise VaultDamaged
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise VaultReadOnly


def recheck(path: Path) -> None:
    """Raise VaultDamaged for a file that is no whole number of pages."""
    size = path.stat().st_size
    if size < PAGE or size % PAGE:
        raise VaultDamaged


def journal_waits(path: Path) -> bool:
    """Did a crash leave a journal? SQLite then repairs a half written last page while opening."""
    journal = path.with_name(path.name + "-journal")
    return journal.is_file() and journal.stat().st_size > 0


def _unreadable(error: OSError) -> VaultError:
    if isinstance(error, PermissionError):
        return VaultUnwritable(
            "Je mag het bestand van de kluis niet lezen. Vraag de beheerder van deze computer."
        )
    return VaultMissing() if isinstance(error, FileNotFoundError) else VaultDamaged()
