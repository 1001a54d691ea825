"""Where sotdesk keeps its things on this computer, and where it never does.

Only names places; makes nothing but the private folders it is asked for. Environment variables of our own are
read by the command line, not here.
"""

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_documents_path, user_state_path

from sotdesk.domain.vault_place import sync_service
from sotdesk.private import private_dir

__all__ = [
    "default_vault",
    "demo_vault",
    "export_folder",
    "is_synced",
    "private_dir",
    "seen_file",
    "settings_file",
]

_APP = "sotdesk"


def data_folder() -> Path:
    """The user's own data folder, not roaming: school networks sync the roaming one (security.md §2.8)."""
    return user_data_path(_APP, appauthor=False, roaming=False)


def default_vault() -> Path:
    """Where the vault is unless another file was named."""
    return data_folder() / "kluis.sotdesk"


def demo_vault() -> Path:
    """Where the fictional school is: never beside the real vault's name."""
    return data_folder() / "oefenschool" / "oefenschool.sotdesk"


def settings_file() -> Path:
    """The preferences of this computer (no personal data)."""
    return user_config_path(_APP, appauthor=False, roaming=False) / "instellingen.json"


def seen_file() -> Path:
    """What this computer remembers of vaults it opened: random ids and numbers (data/seen.py)."""
    return user_state_path(_APP, appauthor=False, roaming=False) / "gezien.json"


def export_folder() -> Path:
    """Where documents go unless she chose another folder: in Documents, or beside it when that is synced."""
    documents = user_documents_path()
    return (Path.home() if is_synced(documents) else documents) / "sotdesk"


def is_synced(path: Path) -> bool:
    """Does the path lie in a folder that OneDrive, Dropbox, iCloud or the like copies elsewhere?"""
    return bool(sync_service(path / _APP, os.environ))


def short_path(path: Path) -> str:
    """A path as a person writes it: her own home is `~`."""
    try:
        return (Path("~") / path.relative_to(Path.home())).as_posix()
    except ValueError:
        return str(path)
