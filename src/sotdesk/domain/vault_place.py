"""Where a vault lies, judged by names alone: a folder that is copied elsewhere, and copies a sync program left.

Sources: security.md §1.10 (sync folders) and §2.8; the names are those the programs themselves give.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath

SYNCED = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mijn drive", "Google Drive"),
    ("mobile documents", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("icloud", "iCloud"),
    ("nextcloud", "Nextcloud"),
)
"""How the name of such a folder begins, and the service."""
VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Environment variables in which OneDrive names its folder, whatever that is called."""

_CONFLICT = re.compile(
    r"conflict"  # Dropbox, Nextcloud "(X's conflicted copy 2026-11-25)", Syncthing ".sync-conflict-"
    r"|^ ?\(\d+\)$"  # Google Drive, a browser: "kluis (1)"
    r"|^ \d+$"  # iCloud: "kluis 2"
    r"|^ ?[-–] ?(kopie|copy)( \(\d+\))?$"  # Windows: "kluis - kopie (2)"
    r"|^-(?=.*[a-z])[a-z0-9][a-z0-9-]{2,14}(-\d+)?$",  # OneDrive: "kluis-PCNAME", a NetBIOS name of at most 15 signs
    re.IGNORECASE,
)


def sync_service(path: PurePath, environment: Mapping[str, str]) -> str:
    """The service that copies this path elsewhere, such as `OneDrive`; empty when none is known to."""
    for name in VARIABLES:
        root = environment.get(name)
        if root and path.is_relative_to(root):
            return "OneDrive"
    for part in path.parts[:-1]:
        for begins, service in SYNCED:
            if part.lower().startswith(begins):
                return service
    return ""


def conflicted(vault: str, beside: Iterable[str]) -> tuple[str, ...]:
    """Of the file names `beside` the vault, those a sync program or a hand made of it: copies that may differ."""
    kept = PurePath(vault)
    return tuple(sorted(name for name in beside if name != vault and _is_copy(kept, PurePath(name))))


def _is_copy(vault: PurePath, other: PurePath) -> bool:
    if other.suffix.lower() != vault.suffix.lower() or not other.stem.lower().startswith(vault.stem.lower()):
        return False
    rest = other.stem[len(vault.stem) :]
    return bool(_CONFLICT.search(rest))
