"""An error of the disk at every write, sync and read while a reservekopie is made, pupils are brought in or the
passphrase changes: the vault is whole afterwards, she is told in one sentence, and doing it again works (security.md
§3, bar 3).

`make test` tries a few points of each, `make prove` all of them (SOTDESK_PROVE).
"""

import shutil
from pathlib import Path

import pytest
from tests.conftest import FAST_KDF, NOW, PASSPHRASE, open_vault
from tests.reliability.conftest import Figure
from tests.reliability.disk import Disk
from tests.reliability.failing import ANSWERS, Act, tried
from tests.reliability.full import counts
from tests.reliability.sitting import found_in, prepare

from sotdesk.data.backups import write_backup
from sotdesk.data.backups_found import backup_folder, copies_in
from sotdesk.data.rekeying import OldCopies, change_passphrase
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.data.vault_copy import prove, rows_of
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.students import Student

pytestmark = [
    pytest.mark.skipif(not Disk.possible, reason="the driver shows SQLite's functions on Linux only"),
    pytest.mark.timeout(7200),
]

TRIED = counts(4, 10**6)
"""So many points of each kind are tried, spread over all."""
NEW = "een heel andere zin voor dezelfde school"
PUPILS = [Student(f"p{n}", f"05{n:04d}", f"Proef{n}", "", "Leerling", "1A1") for n in range(60)]


def back_up(path: Path) -> None:
    """A reservekopie."""
    with open_vault(path) as vault:
        write_backup(vault, NOW)


def bring_in(path: Path) -> None:
    """Sixty pupils, all or none."""
    with open_vault(path) as vault:
        Store(vault.engine, fixed_at(NOW)).students.add(PUPILS)


def change(path: Path) -> None:
    """Another passphrase, the copies too."""
    change_passphrase(path, PASSPHRASE, NEW, OldCopies.REKEY, _kdf_iter=FAST_KDF)


def whole(path: Path) -> int:
    """All is there; how many pupils. Every copy that has its name is whole."""
    with _opened(path) as vault:
        lines, history, index = found_in(vault)
        assert lines == history == index
        for copy in copies_in(backup_folder(path)):
            if copy.salt == path.read_bytes()[:16].hex():
                prove(vault.connection, copy.path)
        return rows_of(vault.connection)["student"]


def _opened(path: Path) -> Vault:
    """By the one passphrase that opens it."""
    passphrase = PASSPHRASE if _opens(path, PASSPHRASE) else NEW
    return Vault.open(path, passphrase, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory, empty_vault: Path) -> Path:
    path = tmp_path_factory.mktemp("fout") / "school.sotdesk"
    shutil.copy(empty_vault, path)
    prepare(path)
    return path


@pytest.mark.parametrize("kind", list(ANSWERS))
@pytest.mark.parametrize("act", [back_up, bring_in, change], ids=["reservekopie", "inlezen", "wachtwoordzin"])
def test_every_point(school: Path, tmp_path: Path, act: Act, kind: str, figure: Figure) -> None:
    points, _ = tried(act, _copy(school, tmp_path / "alles"), kind, 10**9)
    told = times = 0
    for at in range(1, points + 1, max(1, points // TRIED)):
        path = _copy(school, tmp_path / str(at))
        _, error = tried(act, path, kind, at)
        if error is not None:
            told += 1
            assert error.sentence.endswith("."), error.sentence
            assert whole(path) in (1, 1 + len(PUPILS))
            if not _is_done(
                act, path
            ):  # a sync that fails last says so, though it stands there (security.md §1.3)
                act(path)
        assert whole(path) >= 1
        assert not list(path.parent.rglob("*.part"))
        shutil.rmtree(path.parent)
        times += 1
    figure(
        f"disk fails on {kind} in {act.__name__}",
        f"{times} of {points} points, {told} told, each whole, each again",
    )


def _is_done(act: Act, path: Path) -> bool:
    with _opened(path) as vault:
        if act is bring_in:
            return rows_of(vault.connection)["student"] > 1
    return act is change and _opens(path, NEW)


def _opens(path: Path, passphrase: str) -> bool:
    try:
        Vault.open(path, passphrase, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF).close()
    except SotdeskError:
        return False
    return True


def _copy(school: Path, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(school, folder / school.name))
