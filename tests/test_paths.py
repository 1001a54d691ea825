"""Where things are kept, how privately, and the preferences (security.md §2.8; issue 2 point 2)."""

import json
import os
from dataclasses import fields
from pathlib import Path

import pytest

from sotdesk import paths, private
from sotdesk.domain.vault_place import VARIABLES
from sotdesk.settings import Settings, load, save

posix = pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR", *VARIABLES):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_asking_for_a_place_makes_nothing(tmp_path: Path) -> None:
    places = [paths.default_vault(), paths.demo_vault(), paths.export_folder(), paths.settings_file()]
    assert len(set(places)) == 4
    assert list(tmp_path.iterdir()) == []


@posix
def test_everything_is_under_the_users_own_folder(tmp_path: Path) -> None:
    for place in (paths.default_vault(), paths.demo_vault(), paths.export_folder(), paths.settings_file()):
        assert place.is_relative_to(tmp_path)


def test_the_fictional_school_is_apart_from_the_real_vault() -> None:
    assert paths.demo_vault().name != paths.default_vault().name
    assert paths.demo_vault().parent != paths.default_vault().parent


@pytest.mark.parametrize(
    ("parts", "synced"),
    [
        (("OneDrive - School", "Documenten"), True),
        (("Dropbox", "a"), True),
        (("Library", "Mobile Documents", "com~apple~CloudDocs"), True),
        (("Google Drive",), True),
        (("Documenten", "sotdesk"), False),
        (("mijn onedrive",), False),
    ],
)
def test_synced_folders_are_known(tmp_path: Path, parts: tuple[str, ...], synced: bool) -> None:
    assert paths.is_synced(tmp_path.joinpath(*parts)) is synced


def test_a_renamed_onedrive_is_known_by_its_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Wolk"))
    assert paths.is_synced(tmp_path / "Wolk" / "Documenten")
    assert not paths.is_synced(tmp_path / "Wolken")


@pytest.mark.skipif(os.name == "nt", reason="XDG")
def test_documents_go_beside_a_synced_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_documents_path", lambda: tmp_path / "Documenten")
    assert paths.export_folder() == tmp_path / "Documenten" / "sotdesk"
    monkeypatch.setattr(paths, "user_documents_path", lambda: tmp_path / "OneDrive" / "Documenten")
    assert paths.export_folder() == tmp_path / "sotdesk"


# ── Private files ───────────────────────────────────────────────────────────────────────────────────────────


@posix
def test_private_folders_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        made = paths.private_dir(tmp_path / "a" / "b")
        private.write_new(made / "nieuw", b"1")
        private.write_over(made / "over", b"2")
    finally:
        os.umask(old)
    assert {made.stat().st_mode & 0o777, made.parent.stat().st_mode & 0o777} == {0o700}
    assert {file.stat().st_mode & 0o777 for file in made.iterdir()} == {0o600}


@posix
def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    paths.private_dir(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_file_in_the_way_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("bestand")
    with pytest.raises(NotADirectoryError):
        paths.private_dir(tmp_path / "a" / "b")


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    private.write_new(tmp_path / "a", b"eerst")
    with pytest.raises(FileExistsError):
        private.write_new(tmp_path / "a", b"later")
    private.write_new(tmp_path / "b", b"ander")
    with pytest.raises(FileExistsError):
        private.move_new(tmp_path / "b", tmp_path / "a")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"eerst", "b": b"ander"}
    private.move_new(tmp_path / "b", tmp_path / "c")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "c"]


@posix
def test_a_disk_without_hard_links_gets_new_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_link)
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    with pytest.raises(FileExistsError):
        private.move_new(tmp_path / "a", tmp_path / "b")
    private.move_new(tmp_path / "a", tmp_path / "c")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"b": b"b", "c": b"a"}


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    file = tmp_path / "a"
    private.write_over(file, b"oud")

    def fail(*_: object) -> None:
        raise OSError(28, "vol")

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(OSError, match="vol"):
        private.write_over(file, b"nieuw")
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"a": b"oud"}


# ── Preferences ─────────────────────────────────────────────────────────────────────────────────────────────


def test_preferences_come_back(tmp_path: Path) -> None:
    file = tmp_path / "map" / "instellingen.json"
    chosen = Settings(
        theme="nacht", lock_minutes=2, meeting_lock_minutes=30, export_folder="/srv/documenten é"
    )
    save(chosen, file)
    assert load(file) == chosen
    save(Settings(), file)
    assert load(file) == Settings()
    assert [entry.name for entry in file.parent.iterdir()] == ["instellingen.json"]


def test_the_locks_of_a_new_computer() -> None:
    """Issue 2 point 2: 5 minutes, 15 in a running meeting."""
    assert (Settings().lock_minutes, Settings().meeting_lock_minutes) == (5, 15)


def test_no_preference_can_hold_personal_data() -> None:
    """A new field is a decision: add it here on purpose."""
    assert {field.name for field in fields(Settings)} == {
        "theme", "lock_minutes", "meeting_lock_minutes", "export_folder", "clipboard_seconds", "copying",
        "second_place",
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"theme": {}}',
        b'{"onbekend": 1}',
        b'"tekst"',
    ],
    ids=range(9),
)
def test_a_broken_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "instellingen.json"
    file.write_bytes(content)
    assert load(file) == Settings()


@pytest.mark.parametrize("wrong", [0, -1, 61, 1e9, 5.0, True, "5", None, [5]])
def test_a_lock_that_makes_no_sense_is_the_default_and_the_rest_is_kept(
    tmp_path: Path, wrong: object
) -> None:
    file = tmp_path / "instellingen.json"
    file.write_text(json.dumps({"lock_minutes": wrong, "meeting_lock_minutes": 20}), encoding="utf-8")
    assert load(file) == Settings(meeting_lock_minutes=20)


def test_no_file_and_a_folder_in_its_place(tmp_path: Path) -> None:
    assert load(tmp_path / "geen") == Settings()
    assert load(tmp_path) == Settings()
