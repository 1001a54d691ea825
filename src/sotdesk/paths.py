"""Where sotdesk keeps its things on this computer, and where it never does.

Only names places; makes nothing but the private folders it is asked for. Environment variables of our own are
read by the command line, not here.
"""

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_documents_path

from sotdesk.private import private_dir

__all__ = ["default_vault", "demo_vault", "export_folder", "is_synced", "private_dir", "settings_file"]

_APP = "sotdesk"
_SYNC_FOLDERS = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "mobile documents",
    "icloud",
    "nextcloud",
)
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


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


def export_folder() -> Path:
    """Where documents go unless she chose another folder: in Documents, or beside it when that is synced."""
    documents = user_documents_path()
    return (Path.home() if is_synced(documents) else documents) / "sotdesk"


def is_synced(path: Path) -> bool:
    """Does the path lie in a folder that OneDrive, Dropbox, iCloud or the like copies elsewhere?"""
    for name in _SYNC_VARIABLES:
        root = os.environ.get(name)
        if root and path.is_relative_to(root):
            return True
    return any(part.lower().startswith(_SYNC_FOLDERS) for part in path.parts)
