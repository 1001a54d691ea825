"""Documents on disk: whole or not at all, mode 0600, never over a file unasked (design, exports leave the vault)."""

import os
import sys
from pathlib import Path

import pytest

from sotdesk import private
from sotdesk.documents.writing import Exists, save
from sotdesk.domain.errors import ExportError


def test_a_new_file_only_its_owner_reads(tmp_path: Path) -> None:
    path = save(tmp_path / "verslag.docx", b"inhoud")
    assert path.read_bytes() == b"inhoud"
    assert [entry.name for entry in tmp_path.iterdir()] == ["verslag.docx"]
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_never_over_a_file_unasked(tmp_path: Path) -> None:
    path = tmp_path / "verslag.docx"
    path.write_bytes(b"oud")
    with pytest.raises(Exists):
        save(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    save(path, b"nieuw", over=True)
    assert path.read_bytes() == b"nieuw"
    assert [entry.name for entry in tmp_path.iterdir()] == ["verslag.docx"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "elders", tmp_path / "verslag.docx"
    link.symlink_to(target)
    with pytest.raises(Exists):
        save(link, b"nieuw")
    assert not target.exists()


@pytest.mark.parametrize("over", [False, True])
def test_a_broken_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: bool
) -> None:
    path = tmp_path / "verslag.docx"
    if over:
        path.write_bytes(b"oud")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="niet worden bewaard"):
        save(path, b"nieuw", over=over)
    assert [entry.name for entry in tmp_path.iterdir()] == (["verslag.docx"] if over else [])
    assert not over or path.read_bytes() == b"oud"


def test_a_file_that_came_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "verslag.docx"
    write = private.write_new

    def and_someone_else(part: Path, data: bytes) -> None:
        write(part, data)
        path.write_bytes(b"van een ander")

    monkeypatch.setattr("sotdesk.documents.writing.write_new", and_someone_else)
    with pytest.raises(Exists):
        save(path, b"nieuw")
    assert path.read_bytes() == b"van een ander"
    assert [entry.name for entry in tmp_path.iterdir()] == ["verslag.docx"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="andere map"):
        save(tmp_path / "weg" / "verslag.docx", b"nieuw")
