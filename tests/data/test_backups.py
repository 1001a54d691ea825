"""Reservekopieën on real encrypted files (issue 7 point 1; security.md §1.5, §1.6, §2.6)."""

import errno
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.conftest import FAST_KDF, NOW, PASSPHRASE, open_vault

from sotdesk.data import backups
from sotdesk.data.backups import write_backup
from sotdesk.data.backups_found import backup_folder, copies_in, second_folder
from sotdesk.data.vault import Vault
from sotdesk.data.vault_copy import marks_of, prove, rows_of
from sotdesk.domain.backups import BackupKind
from sotdesk.domain.errors import BackupError, VaultDamaged

PAGE = 4096
posix = pytest.mark.skipif(os.name == "nt", reason="modes and signals are POSIX")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def content(vault: Vault) -> list[object]:
    """Every row of every table, to compare with."""
    connection = vault.connection
    return [
        (name, connection.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid').fetchall())  # noqa: S608
        for name, in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%' ORDER BY name"
        ).fetchall()
    ]  # fmt: skip


def fill(vault: Vault, text: str = "een fictieve waarde") -> None:
    with vault.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO setting WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
            "SELECT 'proef.' || i, ? FROM n",
            (text,),
        )
        connection.exec_driver_sql("DELETE FROM setting WHERE name LIKE 'proef.%3'")


def test_a_copy_restores_row_for_row_with_the_same_passphrase(vault: Vault, tmp_path: Path) -> None:
    fill(vault)
    said: list[str] = []
    made = write_backup(vault, NOW, progress=said.append)
    assert said == [backups.WRITING, backups.PROVING]
    before, marks = content(vault), marks_of(vault.connection)
    assert made.rows == rows_of(vault.connection) and made.rows["setting"] > 200
    place = tmp_path / "terug.sotdesk"
    shutil.copy(made.copy.path, place)
    with open_vault(place) as back:
        assert content(back) == before
        assert marks_of(back.connection) == marks


@posix
def test_a_copy_is_private_and_its_name_tells_nothing(vault: Vault) -> None:
    old = os.umask(0)
    try:
        made = write_backup(vault, NOW, kind=BackupKind.PASSPHRASE).copy
    finally:
        os.umask(old)
    assert made.path.name == "kopie-20261125-132400-wachtwoordzin.sotdesk"
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert not made.path.read_bytes().startswith(b"SQLite")


def test_the_vault_stays_locked_and_usable(vault: Vault) -> None:
    write_backup(vault, NOW)
    fill(vault)
    done = subprocess.run(
        [sys.executable, "-c", OPENING, str(vault.path), PASSPHRASE, str(FAST_KDF)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.strip() == "VaultBusy"


OPENING = (
    "import sys; from pathlib import Path; from sotdesk.data.vault import Vault\n"
    "from sotdesk.data.schema import KNOWN_REVISIONS\n"
    "try: Vault.open(Path(sys.argv[1]), sys.argv[2], known=KNOWN_REVISIONS, _kdf_iter=int(sys.argv[3]))\n"
    "except Exception as error: print(type(error).__name__)\n"
)


def test_two_in_one_second_are_two(vault: Vault) -> None:
    assert write_backup(vault, NOW).copy.path != write_backup(vault, NOW).copy.path
    assert len(copies_in(backup_folder(vault.path))) == 2


def test_rotation_keeps_ten_and_the_last_of_earlier_months(vault: Vault) -> None:
    for month in (9, 10):
        write_backup(vault, datetime(2026, month, 3))  # noqa: DTZ001
        write_backup(vault, datetime(2026, month, 28))  # noqa: DTZ001
    for minute in range(12):
        write_backup(vault, NOW + timedelta(minutes=minute))
    stay = copies_in(backup_folder(vault.path))
    assert [one.at.day for one in stay] == [25] * 10 + [28, 28]


def test_what_is_not_whole_is_neither_counted_nor_thrown_away(vault: Vault) -> None:
    first = write_backup(vault, NOW).copy.path
    folder = first.parent
    wrecks = [folder / f"kopie-20261126-12000{n}.sotdesk" for n in range(10)]
    for number, wreck in enumerate(wrecks):
        wreck.write_bytes(first.read_bytes()[:-1] if number % 2 else b"")
    last = write_backup(vault, NOW + timedelta(days=3)).copy.path
    assert first.exists() and last.exists() and all(wreck.exists() for wreck in wrecks)
    assert sum(one.whole for one in copies_in(folder)) == 2


def test_the_second_place_gets_the_same_bytes(vault: Vault, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = write_backup(vault, NOW, stick)
    assert made.second == second_folder(stick, vault.path) / made.copy.path.name
    assert made.second.read_bytes() == made.copy.path.read_bytes()
    assert made.trouble == ""


def test_an_absent_second_place_is_said_and_not_made(vault: Vault, tmp_path: Path) -> None:
    made = write_backup(vault, NOW, tmp_path / "stick")
    assert made.copy.path.exists() and made.second is None
    assert made.trouble.startswith("De tweede plek voor reservekopieën is er nu niet.")
    assert not (tmp_path / "stick").exists()


# ── What goes wrong ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("offset", [3, 5 * PAGE + 77, -1], ids=["salt", "page", "end"])
def test_a_damaged_copy_is_never_accepted(vault: Vault, monkeypatch: pytest.MonkeyPatch, offset: int) -> None:
    """A bit in the salt too: an attached file is read with the vault's salt, so no check of SQLCipher sees it."""
    good = write_backup(vault, NOW).copy.path

    def worn(connection: object, part: Path) -> None:
        data = bytearray(good.read_bytes())
        data[offset] ^= 1
        part.write_bytes(data)

    monkeypatch.setattr(backups, "copy_into", worn)
    with pytest.raises(BackupError) as caught:
        write_backup(vault, NOW + timedelta(hours=1))
    assert "niet heel" in caught.value.sentence
    assert names(good.parent) == [good.name]


def test_a_copy_that_lacks_a_row_is_never_accepted(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    older = write_backup(vault, NOW).copy.path
    fill(vault)
    monkeypatch.setattr(backups, "copy_into", lambda _connection, part: shutil.copy(older, part))
    with pytest.raises(BackupError):
        write_backup(vault, NOW + timedelta(hours=1))
    assert names(older.parent) == [older.name]


def test_proving_tells_a_cut_copy(vault: Vault) -> None:
    fill(vault)
    path = write_backup(vault, NOW).copy.path
    path.write_bytes(path.read_bytes()[: -2 * PAGE])
    with pytest.raises(VaultDamaged):
        prove(vault.connection, path)
    fill_again = rows_of(vault.connection)
    assert fill_again["setting"] > 200  # the vault goes on


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_disk_that_refuses_is_one_sentence(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_path: Path) -> None:
        raise OSError(number, "geheim")

    monkeypatch.setattr(backups, "sync_file", refuse)
    with pytest.raises(BackupError) as caught:
        write_backup(vault, NOW)
    assert caught.value.sentence.startswith("De reservekopie is niet gemaakt:")
    assert "geheim" not in caught.value.sentence
    assert names(backup_folder(vault.path)) == []


def test_a_file_where_the_folder_should_be(vault: Vault) -> None:
    backup_folder(vault.path).write_text("geen map")
    with pytest.raises(BackupError):
        write_backup(vault, NOW)


@posix
def test_no_room_leaves_nothing_and_the_vault_goes_on(vault: Vault, tmp_path: Path) -> None:
    """A limit on the file's size stands in for a full disk."""
    fill(vault, "x" * 400)
    vault.close()
    program = (
        "import resource, signal, sys; from pathlib import Path; from datetime import datetime\n"
        "from tests.conftest import open_vault; from sotdesk.data.backups import write_backup\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "v = open_vault(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, resource.RLIM_INFINITY))\n"
        "try: write_backup(v, datetime(2026, 11, 25))\n"
        "except Exception as error: print(type(error).__name__)\n"
        "print(v.connection.execute('SELECT count(*) > 200 FROM setting').fetchone()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(vault.path)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.split() == ["BackupError", "1"]
    assert names(backup_folder(vault.path)) == []
