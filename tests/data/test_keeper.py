"""When a copy is due, older and conflicting files, damage or a wrong passphrase, check, dump (issue 7 points 1-3)."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import FAST_KDF, NOW, PASSPHRASE, open_vault

from sotdesk.data.backups_found import backup_folder, copies_in, look_at, needs_first_vault
from sotdesk.data.checking import check
from sotdesk.data.damage import VaultMendable, open_or_tell
from sotdesk.data.dumping import dump
from sotdesk.data.generation import mark_of
from sotdesk.data.keeper import DIVERGED, OLDER, Keeper, take_for_newest
from sotdesk.data.seen import Memory, Seen
from sotdesk.data.store import Store
from sotdesk.data.tables.base import new_id
from sotdesk.data.vault import Vault
from sotdesk.domain import errors
from sotdesk.domain.backup_watch import Watched
from sotdesk.domain.clock import Clock, fixed_at
from sotdesk.domain.students import Student


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "staat" / "gezien.json"


def write(vault: Vault, clock: Clock, value: str = "een") -> None:
    Store(vault.engine, clock).school.set("proef", value)


def session(path: Path, memory: Path, clock: Clock, *, writes: bool = True, backs_up: bool = False) -> Keeper:
    """One opening of the vault, closed again."""
    with open_vault(path) as vault:
        keeper = Keeper(vault, memory)
        if writes:
            write(vault, clock, new_id())
        if backs_up:
            keeper.backup(NOW)
        keeper.end()
        return keeper


def test_a_copy_is_due_after_a_change_and_only_then(vault: Vault, memory: Path, clock: Clock) -> None:
    keeper = Keeper(vault, memory)
    assert not keeper.due
    with vault.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM setting")  # nothing there: nothing changed
    assert not keeper.due
    write(vault, clock)
    write(vault, clock, "twee")
    assert keeper.due and keeper.generation.mark.number == 1
    keeper.backup(NOW)
    assert not keeper.due
    write(vault, clock, "drie")
    assert keeper.due and mark_of(vault.connection).number == 2


def test_a_change_without_a_copy_is_still_due_at_the_next_opening(
    vault: Vault, memory: Path, clock: Clock
) -> None:
    vault.close()
    session(vault.path, memory, clock)
    with open_vault(vault.path) as again:
        assert Keeper(again, memory).due
    session(vault.path, memory, clock, writes=False, backs_up=True)
    with open_vault(vault.path) as again:
        assert not Keeper(again, memory).due
        copies_in(backup_folder(vault.path))[0].path.unlink()
        assert Keeper(again, memory).due


def test_the_generation_is_in_no_history(vault: Vault, memory: Path, clock: Clock) -> None:
    keeper = Keeper(vault, memory)
    write(vault, clock)
    assert mark_of(vault.connection) == keeper.generation.mark
    kept = vault.connection.execute(
        "SELECT count(*) FROM history WHERE row_id = 'vault.generation'"
    ).fetchone()
    assert kept == (0,)


def test_an_older_file_is_said_once(vault: Vault, memory: Path, clock: Clock, tmp_path: Path) -> None:
    vault.close()
    session(vault.path, memory, clock)
    old = shutil.copy(vault.path, tmp_path / "oud")
    assert session(vault.path, memory, clock).warnings.older == ""
    shutil.copy(old, vault.path)
    assert session(vault.path, memory, clock, writes=False).warnings.older == OLDER
    assert session(vault.path, memory, clock, writes=False).warnings.older == ""


def test_work_from_an_older_file_elsewhere_is_said(
    vault: Vault, memory: Path, clock: Clock, tmp_path: Path
) -> None:
    vault.close()
    session(vault.path, memory, clock)
    other = tmp_path / "elders" / "school.kluis"
    other.parent.mkdir()
    shutil.copy(vault.path, other)
    session(vault.path, memory, clock)
    session(other, tmp_path / "elders" / "gezien.json", clock)
    shutil.copy(other, vault.path)
    assert session(vault.path, memory, clock, writes=False).warnings.older == DIVERGED


def test_a_copy_put_back_on_purpose_is_no_news(
    vault: Vault, memory: Path, clock: Clock, tmp_path: Path
) -> None:
    vault.close()
    session(vault.path, memory, clock)
    old = shutil.copy(vault.path, tmp_path / "oud")
    session(vault.path, memory, clock)
    shutil.copy(old, vault.path)
    with open_vault(vault.path) as back:
        mark = mark_of(back.connection)
    take_for_newest(memory, mark.vault, mark.number, mark.device)
    assert session(vault.path, memory, clock, writes=False).warnings.older == ""


def test_copies_beside_the_vault_are_named(vault: Vault, memory: Path) -> None:
    vault.path.with_name("school-LAPTOP12.kluis").write_bytes(b"")
    keeper = Keeper(vault, memory)
    assert keeper.warnings.conflicts == ("school-LAPTOP12.kluis",)
    assert "school-LAPTOP12.kluis" in keeper.warnings.sentences[0]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"vaults": 3}', '{"vaults": {"a": {"number": "x"}}}', '{"device": 4}']
)
def test_a_broken_memory_is_an_empty_one(memory: Path, text: str) -> None:
    memory.parent.mkdir()
    memory.write_text(text)
    kept = Memory(memory)
    assert kept.of("a") == Seen() and kept.device
    kept.keep("a", number=4)
    assert Memory(memory).of("a") == replace(Seen(), number=4) and Memory(memory).device == kept.device


def test_a_memory_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("geen map")
    Memory(tmp_path / "map" / "gezien.json").keep("a", number=1)


# ── Damage ──────────────────────────────────────────────────────────────────────────────────────────────────


def spoil(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    if how == "empty":
        data = bytearray()
    elif how == "cut":
        data = data[:-4096]
    elif how == "half":
        data = data[:5000]
    elif how == "gone":
        path.unlink()
        return
    else:
        data[{"salt": 2, "first": 300, "page": 6 * 4096 + 5}[how]] ^= 1
    path.write_bytes(data)


HOWS = ["empty", "cut", "half", "gone", "salt", "first", "page"]


@pytest.mark.parametrize("how", HOWS)
def test_damage_is_told_apart_from_a_wrong_passphrase(
    vault: Vault, memory: Path, clock: Clock, how: str
) -> None:
    vault.close()
    session(vault.path, memory, clock, backs_up=True)
    spoil(vault.path, how)
    left = vault.path.read_bytes() if vault.path.exists() else None
    look_at(vault.path)
    assert not needs_first_vault(vault.path)
    with pytest.raises(VaultMendable) as caught:
        open_or_tell(vault.path, PASSPHRASE, _kdf_iter=FAST_KDF)
    assert caught.value.good.copy.at == NOW
    with pytest.raises(errors.VaultError) as other:
        open_or_tell(vault.path, "een verkeerde zin", _kdf_iter=FAST_KDF)
    assert not isinstance(other.value, VaultMendable)
    assert (vault.path.read_bytes() if vault.path.exists() else None) == left
    assert not [file for file in vault.path.parent.iterdir() if ".part" in file.name]


def test_a_damaged_newest_copy_is_passed_over(vault: Vault, memory: Path, clock: Clock) -> None:
    vault.close()
    session(vault.path, memory, clock, backs_up=True)
    good = copies_in(backup_folder(vault.path))[0].path
    newer = good.with_name("kopie-20261126-120000.sotdesk")
    shutil.copy(good, newer)
    spoil(newer, "page")
    spoil(vault.path, "first")
    with pytest.raises(VaultMendable) as caught:
        open_or_tell(vault.path, PASSPHRASE, _kdf_iter=FAST_KDF)
    assert caught.value.good.copy.path == good


# ── Check and dump ──────────────────────────────────────────────────────────────────────────────────────────


def test_check_reads_the_vault_and_its_newest_copy(vault: Vault, memory: Path, clock: Clock) -> None:
    assert check(vault).newest is None and check(vault).vault_good
    keeper = Keeper(vault, memory)
    write(vault, clock)
    path = keeper.backup(NOW).copy.path
    found = check(vault)
    assert found.vault_good and found.newest_good and found.rows["setting"] >= 1
    spoil(path, "page")
    assert check(vault).vault_good and not check(vault).newest_good
    spoil(path, "salt")
    assert check(vault).older_passphrase


def test_check_counts_rows_that_point_nowhere(vault: Vault) -> None:
    connection = vault.connection
    connection.execute("CREATE TABLE proef_ouder (id PRIMARY KEY)")
    connection.execute("CREATE TABLE proef_kind (ouder REFERENCES proef_ouder(id))")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO proef_kind VALUES ('weg')")
    assert check(vault).loose == 1 and not check(vault).vault_good


def test_a_dump_holds_every_row(vault: Vault, clock: Clock) -> None:
    write(vault, clock, 'é\n"')
    found = json.loads(b"".join(dump(vault)))
    assert found["format"] == "sotdesk-dump 1" and found["schema"]
    assert {"name": "proef", "value": json.dumps('é\n"', ensure_ascii=False)} in found["tables"][
        "setting"
    ] or any(row["name"] == "proef" for row in found["tables"]["setting"])
    counted = vault.connection.execute("SELECT count(*) FROM history").fetchone()[0]
    assert len(found["tables"]["history"]) == counted > 0


def test_what_vandaag_is_decided_by(
    vault: Vault, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days of work since the copy, a copy that failed, when one last reached the second place (issue 7 point 1)."""

    def work(days_ago: int) -> None:
        pupil = Student(f"p{days_ago}", str(days_ago), "Ada", "", "Vos", "2H1")
        Store(vault.engine, fixed_at(NOW - timedelta(days=days_ago))).students.add([pupil])

    stick = tmp_path / "stick"
    keeper = Keeper(vault, memory)
    assert keeper.watched() == Watched(None, 0, failed=False, second=None, place="")
    for days_ago in (5, 4, 3):
        work(days_ago)
    assert keeper.watched().days == 3
    keeper.choose_second(stick, NOW.date() - timedelta(days=20))
    assert keeper.backup(NOW - timedelta(days=2)).trouble, "the stick is away"
    work(1)
    seen = keeper.watched()
    assert (seen.last, seen.days) == (NOW - timedelta(days=2), 1)
    assert seen.second == NOW.date() - timedelta(days=20)
    stick.mkdir()
    keeper.backup(NOW)
    assert Keeper(vault, memory, stick).watched() == Watched(
        NOW, 0, failed=False, second=NOW.date(), place=""
    )

    def fails(*_args: object) -> None:
        raise errors.BackupError("De schijf is vol.")

    monkeypatch.setattr("sotdesk.data.keeper.write_backup", fails)
    with pytest.raises(errors.BackupError):
        keeper.backup(NOW)
    assert keeper.watched().failed and Keeper(vault, memory).watched().failed
