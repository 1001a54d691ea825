"""A change of passphrase that is killed, or during which the power goes: exactly one of the two opens the vault, and
all of it is there (security.md §3, bar 8).

`make test` does it a few times, `make prove` 40 kills and 600 cuts (SOTDESK_PROVE).
"""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from tests.conftest import FAST_KDF, PASSPHRASE, open_vault
from tests.reliability.conftest import Figure
from tests.reliability.disk import Disk
from tests.reliability.full import counts
from tests.reliability.power import cut
from tests.reliability.sitting import found_in, prepare

from sotdesk.data.rekeying import OldCopies, change_passphrase
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.vault import Vault
from sotdesk.data.vault_copy import rows_of
from sotdesk.domain.errors import WrongPassphrase

pytestmark = pytest.mark.timeout(7200)

NEW = "een heel andere zin voor dezelfde school"
KILLS, CUTS = counts(5, 40), counts(40, 600)
CHANGE = """
import sys
from pathlib import Path
from tests.conftest import FAST_KDF, PASSPHRASE
from tests.reliability.test_passphrase_change import NEW
from sotdesk.data.rekeying import OldCopies, change_passphrase
print("ready", flush=True)
change_passphrase(Path(sys.argv[1]), PASSPHRASE, NEW, OldCopies.REKEY, _kdf_iter=FAST_KDF)
"""


@pytest.fixture
def path(tmp_path: Path, empty_vault: Path) -> Path:
    copied = tmp_path / "school.sotdesk"
    shutil.copy(empty_vault, copied)
    prepare(copied)
    return copied


def opens_with(path: Path) -> str:
    """The one passphrase that opens it, all of it there."""
    found = []
    for passphrase in (PASSPHRASE, NEW):
        try:
            with Vault.open(path, passphrase, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF) as vault:
                found.append(passphrase)
                assert rows_of(vault.connection)["student"] == 1
                found_in(vault)
        except WrongPassphrase:
            continue
    assert len(found) == 1
    return found[0]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed(path: Path, tmp_path: Path, figure: Figure) -> None:
    chance, outcomes = Random(3), []
    began = time.monotonic()
    change_passphrase(
        _copy(path, tmp_path / "meet.sotdesk"), PASSPHRASE, NEW, OldCopies.REKEY, _kdf_iter=FAST_KDF
    )
    takes = time.monotonic() - began
    for number in range(KILLS):
        one = _copy(path, tmp_path / str(number) / "school.sotdesk")
        child = subprocess.Popen([sys.executable, "-c", CHANGE, str(one)], stdout=subprocess.PIPE)
        assert child.stdout is not None and child.stdout.readline()
        time.sleep(chance.random() * takes * 1.3)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        outcomes.append(opens_with(one))
    figure(
        "kill -9 during a change of passphrase",
        f"{KILLS} times, one passphrase opens each: {_split(outcomes)}",
    )


@pytest.mark.skipif(not Disk.possible, reason="the driver shows SQLite's functions on Linux only")
def test_power_cut(path: Path, tmp_path: Path, figure: Figure) -> None:
    before, disk = {str(path): path.read_bytes()}, Disk()
    with disk.in_use(), disk.with_names():
        change_passphrase(path, PASSPHRASE, NEW, OldCopies.REKEY, _kdf_iter=FAST_KDF)
    chance, outcomes = Random(5), []
    for number in range(CUTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        at = len(disk.done) - chance.randrange(12) if number % 2 else chance.randrange(1, len(disk.done) + 1)
        left = cut(before, disk.done[:at], chance)
        for name, data in left.items():
            (folder / Path(name).name).write_bytes(data)
        outcomes.append(opens_with(folder / path.name))
        shutil.rmtree(folder)
    assert len(set(outcomes)) == 2, "the cuts fall on both sides of the moment that counts"
    figure(
        "power cuts during a change of passphrase", f"{CUTS}, one passphrase opens each: {_split(outcomes)}"
    )


def _copy(path: Path, to: Path) -> Path:
    to.parent.mkdir(exist_ok=True)
    shutil.copy(path, to)
    open_vault(to).close()
    return to


def _split(outcomes: list[str]) -> str:
    return f"{outcomes.count(PASSPHRASE)} old, {outcomes.count(NEW)} new"
