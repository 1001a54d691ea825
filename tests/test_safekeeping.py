"""`sotdesk backup`, `restore`, `check`, `passphrase`, `dump` on real vaults, and the API of the Kluis (issue 7)."""

import io
import json
import os
from pathlib import Path

import pytest
from tests.conftest import FAST_KDF, NOW, PASSPHRASE, open_vault

from sotdesk import cli, paths, safekeeping, settings
from sotdesk.data import schema
from sotdesk.data.backups_found import backup_folder, copies_in, second_folder
from sotdesk.data.keeper import Keeper
from sotdesk.data.rekeying import OldCopies
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock, system_clock
from sotdesk.domain.errors import BackupError

WORDS = "gondel tulp havik zolder maanlicht"
NEW = "kaars roeiboot vlieger trompet sneeuw"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this computer is touched or asked."""
    for name in (
        "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE",
    ):  # fmt: skip
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("SOTDESK_VAULT", "SOTDESK_TEST_CLOCK"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def before(tmp_path: Path) -> list[str]:
    """The options before the verb for a new vault with a reservekopie of its own."""
    key = tmp_path / "zin.txt"
    key.write_text(WORDS, encoding="utf-8")
    options = ["--vault", str(tmp_path / "kluis.sotdesk"), "--passphrase-file", str(key)]
    assert cli.run([*options, "new", "--school", "OSG De Linde", "--coordinator", "E. van Loon"]) == 0
    return options


def change(before: list[str], value: str) -> None:
    with Vault.open(Path(before[1]), WORDS, known=schema.KNOWN_REVISIONS) as vault:
        Store(vault.engine, system_clock()).school.set("proef", value)


def value_in(before: list[str], words: str = WORDS) -> object:
    with Vault.open(Path(before[1]), words, known=schema.KNOWN_REVISIONS) as vault:
        return Store(vault.engine, system_clock()).school.setting("proef")


def spoil(path: Path, offset: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(data)


def test_backup_then_restore_brings_it_back(before: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(before[1])
    change(before, "eerst")
    assert cli.run([*before, "backup"]) == 0
    copy = copies_in(backup_folder(path))[0].path
    assert str(copy) in capsys.readouterr().out
    change(before, "later")
    assert cli.run([*before, "restore"]) == 1, "nobody there to ask"
    assert value_in(before) == "later"
    assert cli.run([*before, "restore", "--yes"]) == 0
    out = capsys.readouterr().out
    assert "Laatste wijziging erin" in out and "leerlingen" in out and "vervangen" in out
    assert value_in(before) == "eerst"


def test_a_damaged_vault_is_said_and_mended(before: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    change(before, "eerst")
    assert cli.run([*before, "backup"]) == 0
    spoil(Path(before[1]), 300)  # reads as "wrong passphrase"
    capsys.readouterr()
    assert cli.run([*before, "agenda"]) == 1
    told = capsys.readouterr().err
    assert "Je wachtwoordzin klopt" in told and "sotdesk restore" in told
    assert cli.run([*before, "check"]) == 4
    assert cli.run([*before, "restore", "--yes"]) == 0
    assert value_in(before) == "eerst"


def test_check_has_its_own_exit_codes(before: list[str], tmp_path: Path) -> None:
    path, key = Path(before[1]), Path(before[3])
    assert cli.run([*before, "check"]) == 3, "no reservekopie yet"
    assert cli.run([*before, "backup"]) == 0
    assert cli.run([*before, "check"]) == 0
    with Vault.open(path, WORDS, known=schema.KNOWN_REVISIONS):
        assert cli.run([*before, "check"]) == 11
    spoil(copies_in(backup_folder(path))[0].path, 5 * 4096 + 3)
    assert cli.run([*before, "check"]) == 3
    key.write_text("een andere zin", encoding="utf-8")
    assert cli.run([*before, "check"]) == 12
    key.write_text(WORDS, encoding="utf-8")
    spoil(path, 5 * 4096 + 3)
    assert cli.run([*before, "check"]) == 4
    assert cli.run(["--vault", str(tmp_path / "geen"), *before[2:], "check"]) == 10


@pytest.mark.parametrize("more", [[], ["--remove-old"]])
def test_passphrase_takes_the_copies_along(before: list[str], tmp_path: Path, more: list[str]) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.save(settings.Settings(second_place=str(stick)), paths.settings_file())
    change(before, "eerst")
    assert cli.run([*before, "backup"]) == 0
    (tmp_path / "nieuw.txt").write_text("kort", encoding="utf-8")
    assert cli.run([*before, "passphrase", "--new-file", str(tmp_path / "nieuw.txt"), *more]) == 1
    (tmp_path / "nieuw.txt").write_text(NEW, encoding="utf-8")
    assert cli.run([*before, "passphrase", "--new-file", str(tmp_path / "nieuw.txt"), *more]) == 0
    assert value_in(before, NEW) == "eerst"
    path = Path(before[1])
    found = copies_in(backup_folder(path)) + copies_in(second_folder(stick, path))
    assert found
    for one in found:
        Vault.open(one.path, NEW, known=schema.KNOWN_REVISIONS).close()


def test_dump_warns_asks_and_writes_everything(
    before: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    change(before, "eerst")
    out = tmp_path / "alles.json"
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert cli.run([*before, "dump", "--out", str(out)]) == 1
    assert not out.exists()
    assert "NIET versleuteld" in capsys.readouterr().err
    assert cli.run([*before, "dump", "--out", str(out), "--yes"]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert {"name": "proef", "value": '"eerst"'} in found["tables"]["setting"]
    if os.name == "posix":
        assert out.stat().st_mode & 0o777 == 0o600
    kept = out.read_bytes()
    assert cli.run([*before, "dump", "--out", str(out), "--yes"]) == 1
    assert out.read_bytes() == kept


# ── The API of the Kluis ────────────────────────────────────────────────────────────────────────────────────


def test_the_overview_tells_what_there_is(vault: Vault, clock: Clock, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    keeper = Keeper(vault, paths.seen_file(), stick)
    empty = safekeeping.overview(keeper)
    assert (empty.last, empty.copies, empty.second_there, empty.due) == (None, (), False, False)
    assert safekeeping.SECOND_AWAY in empty.warnings
    stick.mkdir()
    Store(vault.engine, clock).school.set("proef", "een")
    assert safekeeping.overview(keeper).due
    made = safekeeping.back_up_now(keeper, NOW)
    now = safekeeping.overview(keeper)
    assert now.last is not None and now.last.copy == made.copy
    assert [one.second for one in now.copies] == [False, True]
    assert all(one.same_passphrase for one in now.copies)
    assert (now.second_there, now.due, now.generation, now.warnings) == (True, False, 1, ())
    assert safekeeping.check_now(keeper).newest_good
    compared = safekeeping.compare(made.copy.path, vault.path, PASSPHRASE, keeper, _kdf_iter=FAST_KDF)
    assert compared.now is not None and compared.lost == () and compared.copy.last == compared.now.last


def test_restoring_and_a_new_passphrase_on_a_closed_vault(vault: Vault, clock: Clock) -> None:
    keeper = Keeper(vault, paths.seen_file())
    Store(vault.engine, clock).school.set("proef", "een")
    copy = safekeeping.back_up_now(keeper, NOW).copy.path
    Store(vault.engine, clock).school.set("proef", "twee")
    keeper.end()
    vault.close()
    safekeeping.restore(copy, vault.path, PASSPHRASE, NOW, _kdf_iter=FAST_KDF)
    with open_vault(vault.path) as back:
        assert Store(back.engine, clock).school.setting("proef") == "een"
        assert Keeper(back, paths.seen_file()).warnings.older == "", "put back on purpose"
    with pytest.raises(BackupError):
        safekeeping.change_passphrase(
            vault.path, PASSPHRASE, PASSPHRASE, OldCopies.REKEY, NOW, _kdf_iter=FAST_KDF
        )
    done = safekeeping.change_passphrase(
        vault.path, PASSPHRASE, NEW, OldCopies.REKEY, NOW, _kdf_iter=FAST_KDF
    )
    assert (done.done, done.left) == (2, ())


def test_one_of_something_that_would_be_lost_is_said_in_the_singular(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from sotdesk.commands.safekeeping import _show
    from sotdesk.data.contents import ONE, SHOWN, Comparison, Content

    none, one = Content({}, None, 1), Content({"student": 1, "case": 2}, None, 2)
    _show(Path("kopie"), Comparison(none, one))
    out = capsys.readouterr().out
    assert "terugzet: 1 leerling." in out and "terugzet: 2 casussen." in out
    assert ONE.keys() == {words for _, words in SHOWN}
