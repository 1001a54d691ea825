"""Putting a copy back and a new passphrase, on real files (issue 7 points 1 and 3; security.md §1.6, §2.6, §2.7)."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import FAST_KDF, NOW, PASSPHRASE, open_vault

from sotdesk.data import damage
from sotdesk.data.backups import write_backup
from sotdesk.data.backups_found import backup_folder, copies_in, second_folder
from sotdesk.data.contents import Comparison, content_of, look_inside
from sotdesk.data.first_page import key_for
from sotdesk.data.rekeying import OldCopies, change_passphrase
from sotdesk.data.restoring import restore
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.vault import Vault
from sotdesk.domain.errors import (
    BackupError,
    PassphraseUnusable,
    VaultBusy,
    VaultDamaged,
    VaultError,
    WrongPassphrase,
)

NEW = "een heel andere zin voor later"


def put(vault: Vault, name: str) -> None:
    with vault.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES (?, '1')", (name,))


def has(path: Path, name: str, phrase: str = PASSPHRASE) -> bool:
    with Vault.open(path, phrase, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF) as vault:
        row = vault.connection.execute("SELECT 1 FROM setting WHERE name = ?", (name,)).fetchone()
        return row is not None


@pytest.fixture
def copy(vault: Vault) -> Path:
    """A copy with `vroeg` in it, of a closed vault that got `laat` since."""
    put(vault, "vroeg")
    path = write_backup(vault, NOW).copy.path
    put(vault, "laat")
    vault.close()
    return path


def test_the_copy_comes_back_and_the_replaced_file_stays(vault: Vault, copy: Path) -> None:
    bytes_of_copy = copy.read_bytes()
    done = restore(copy, vault.path, PASSPHRASE, NOW, _kdf_iter=FAST_KDF)
    assert has(vault.path, "vroeg") and not has(vault.path, "laat")
    assert done.replaced == vault.path.with_name("school vervangen 2026-11-25 132400.kluis")
    assert has(done.replaced, "laat")
    assert copy.read_bytes() == bytes_of_copy
    assert not [file for file in vault.path.parent.iterdir() if ".part" in file.name]
    if os.name == "posix":
        assert vault.path.stat().st_mode & 0o777 == 0o600


def test_over_a_damaged_a_missing_and_a_half_written_vault(vault: Vault, copy: Path) -> None:
    journal = vault.path.with_name(vault.path.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(4088))
    vault.path.write_bytes(os.urandom(8192))
    done = restore(copy, vault.path, PASSPHRASE, NOW, _kdf_iter=FAST_KDF)
    assert has(vault.path, "vroeg") and not journal.exists()
    assert done.replaced is not None and done.replaced.exists()
    vault.path.unlink()
    assert restore(copy, vault.path, PASSPHRASE, NOW, _kdf_iter=FAST_KDF).replaced is None
    assert has(vault.path, "vroeg")


@pytest.mark.parametrize("wrong", ["phrase", "damage", "gone", "text"])
def test_what_does_not_open_is_not_put_back(vault: Vault, copy: Path, wrong: str) -> None:
    phrase = PASSPHRASE
    if wrong == "phrase":
        phrase = NEW
    elif wrong == "damage":
        data = bytearray(copy.read_bytes())
        data[5 * 4096 + 9] ^= 1
        copy.write_bytes(data)
    elif wrong == "gone":
        copy.unlink()
    else:
        copy.write_text("geen kopie")
    kind = {"phrase": WrongPassphrase, "gone": BackupError}.get(wrong, VaultDamaged)
    before = vault.path.read_bytes()
    with pytest.raises(kind):
        restore(copy, vault.path, phrase, NOW, _kdf_iter=FAST_KDF)
    assert vault.path.read_bytes() == before
    assert not [file for file in vault.path.parent.iterdir() if ".part" in file.name]


def test_an_open_vault_is_not_replaced(vault: Vault, copy: Path) -> None:
    with open_vault(vault.path), pytest.raises(VaultBusy):
        restore(copy, vault.path, PASSPHRASE, NOW, _kdf_iter=FAST_KDF)


def test_what_would_be_lost_is_counted(vault: Vault) -> None:
    copy = write_backup(vault, NOW).copy.path
    with vault.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS contact (id TEXT)")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    now = content_of(vault.connection)
    vault.close()
    inside = look_inside(copy, vault.path, PASSPHRASE, _kdf_iter=FAST_KDF)
    assert inside.rows == now.rows and Comparison(inside, now).lost == ()
    more = type(now)({**now.rows, "student": 3}, now.last, now.generation)
    assert Comparison(inside, more).lost == (("leerlingen", 3),)
    assert Comparison(inside, None).lost == ()


# ── A new passphrase ────────────────────────────────────────────────────────────────────────────────────────


def opens(path: Path, phrase: str) -> bool:
    try:
        Vault.open(path, phrase, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF).close()
    except WrongPassphrase:
        return False
    return True


@pytest.mark.parametrize("older", list(OldCopies))
def test_exactly_the_new_passphrase_opens_everything(vault: Vault, tmp_path: Path, older: OldCopies) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    put(vault, "vroeg")
    write_backup(vault, NOW, stick)
    write_backup(vault, NOW + timedelta(hours=1), stick)
    vault.close()
    done = change_passphrase(vault.path, PASSPHRASE, NEW, older, stick, _kdf_iter=FAST_KDF)
    assert (done.done, done.left, done.sentences) == (4, (), ())
    assert has(vault.path, "vroeg", NEW) and not opens(vault.path, PASSPHRASE)
    copies = copies_in(backup_folder(vault.path)) + copies_in(second_folder(stick, vault.path))
    assert len(copies) == (4 if older is OldCopies.REKEY else 0)
    with Vault.open(vault.path, NEW, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF) as again:
        fresh = write_backup(again, NOW + timedelta(hours=2)).copy
    for one in copies:
        assert one.salt == fresh.salt  # known as copies of this vault, so they rotate
        assert opens(one.path, NEW) and not opens(one.path, PASSPHRASE)


def test_what_stays_behind_is_said(vault: Vault, tmp_path: Path) -> None:
    one = write_backup(vault, NOW).copy.path
    shutil.copy(one, one.with_name("kopie-20260901-120000.sotdesk"))
    one.write_bytes(one.read_bytes()[:4096])
    vault.close()
    done = change_passphrase(
        vault.path, PASSPHRASE, NEW, OldCopies.REKEY, tmp_path / "weg", _kdf_iter=FAST_KDF
    )
    assert (done.done, done.left, done.second_absent) == (1, (one,), True)
    assert len(done.sentences) == 2


@pytest.mark.parametrize(
    ("old", "new", "kind"), [(NEW, PASSPHRASE, WrongPassphrase), (PASSPHRASE, "", PassphraseUnusable)]
)
def test_a_refused_change_changes_nothing(vault: Vault, old: str, new: str, kind: type[VaultError]) -> None:
    vault.close()
    before = vault.path.read_bytes()
    with pytest.raises(kind):
        change_passphrase(vault.path, old, new, OldCopies.REKEY, _kdf_iter=FAST_KDF)
    assert vault.path.read_bytes() == before
    assert [file.name for file in vault.path.parent.iterdir()] == [vault.path.name]


def test_a_change_that_cannot_be_written_changes_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.close()
    before = vault.path.read_bytes()

    def refuse(*_args: object) -> None:
        raise OSError(28, "geheim")

    monkeypatch.setattr("sotdesk.data.rekeying.os.replace", refuse)
    with pytest.raises(VaultError) as caught:
        change_passphrase(vault.path, PASSPHRASE, NEW, OldCopies.REMOVE, _kdf_iter=FAST_KDF)
    assert "vol" in caught.value.sentence
    assert vault.path.read_bytes() == before and opens(vault.path, PASSPHRASE)


def test_many_copies_cost_one_key_and_the_first_good_one_is_found(
    vault: Vault, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong passphrase is said at once, however many copies there are; damaged ones are passed over."""
    derived: list[bytes] = []

    def counted(passphrase: str, salt: bytes, rounds: int) -> bytes:
        derived.append(salt)
        return key_for(passphrase, salt, rounds)

    monkeypatch.setattr(damage, "key_for", counted)
    whole = copy.read_bytes()
    for day in range(1, 22):
        broken = whole[:200] + bytes(100) + whole[300:]
        copy.with_name(f"kopie-202612{day:02d}-120000.sotdesk").write_bytes(broken if day > 5 else whole)
    assert damage.good_copy(vault.path, "een verkeerde zin", _kdf_iter=FAST_KDF) is None
    assert len(derived) == 1
    found = damage.good_copy(vault.path, PASSPHRASE, _kdf_iter=FAST_KDF)
    assert found is not None and found.copy.path.name == "kopie-20261205-120000.sotdesk"
