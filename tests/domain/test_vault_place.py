"""A vault in a synced folder, and the copies that sync programs leave (security.md §1.10, §2.8)."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from sotdesk.domain.vault_place import conflicted, sync_service


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\Users\x\OneDrive - OSG De Linde\kluis.sotdesk"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\x\Dropbox\werk\kluis.sotdesk"), "Dropbox"),
        (PureWindowsPath(r"G:\Mijn Drive\kluis.sotdesk"), "Google Drive"),
        (PurePosixPath("/Users/x/Library/Mobile Documents/com~apple~CloudDocs/kluis.sotdesk"), "iCloud"),
        (PureWindowsPath(r"C:\Users\x\iCloudDrive\kluis.sotdesk"), "iCloud"),
        (
            PurePosixPath("/Users/x/Library/CloudStorage/GoogleDrive-x@school.nl/kluis.sotdesk"),
            "Google Drive",
        ),
        (PurePosixPath("/home/x/Nextcloud/kluis.sotdesk"), "Nextcloud"),
        (PureWindowsPath(r"D:\school\kluis.sotdesk"), "OneDrive"),
        (PureWindowsPath(r"D:\schoolwerk\kluis.sotdesk"), ""),
        (PurePosixPath("/home/x/.local/share/sotdesk/kluis.sotdesk"), ""),
        (PurePosixPath("/home/x/dropbox.sotdesk"), ""),
    ],
)
def test_a_folder_that_is_copied_elsewhere(path: PurePosixPath | PureWindowsPath, service: str) -> None:
    assert sync_service(path, {"OneDriveCommercial": r"D:\school"}) == service


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("kluis (X's conflicted copy 2026-11-25).sotdesk", True),
        ("kluis (Case Conflict).sotdesk", True),
        ("kluis.sync-conflict-20261125-120000-ABCDEFG.sotdesk", True),
        ("kluis-LAPTOP12.sotdesk", True),
        ("kluis-DESKTOP-4F2K9QX-2.sotdesk", True),
        ("kluis (1).sotdesk", True),
        ("kluis 2.sotdesk", True),
        ("kluis - kopie.sotdesk", True),
        ("Kluis - Copy (3).sotdesk", True),
        ("kluis.sotdesk", False),
        ("kluis.sotdesk-journal", False),
        ("kluis vervangen 2026-11-25 1324.sotdesk", False),
        ("kluisje.sotdesk", False),
        ("oefenschool.sotdesk", False),
        ("kluis (1).docx", False),
    ],
)
def test_copies_beside_the_vault(name: str, is_copy: bool) -> None:
    assert conflicted("kluis.sotdesk", [name]) == ((name,) if is_copy else ())
