"""A program that is killed while it makes reservekopieën: every copy with its name is whole and holds what it should,
the vault is intact, and the next copy clears the rest away (security.md §3, bar 6).

`make test` kills a few times, `make prove` 25 times (SOTDESK_PROVE).
"""

import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from tests.conftest import open_vault
from tests.reliability.conftest import Figure
from tests.reliability.full import counts
from tests.reliability.sitting import prepare

from sotdesk.data.backups import write_backup
from sotdesk.data.backups_found import backup_folder, copies_in
from sotdesk.data.vault_copy import prove

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9"),
    pytest.mark.timeout(7200),
]

KILLS = counts(3, 25)
LONGEST = 0.4
"""Seconds after opening within which the kill falls: several copies are made by then."""
COPIES = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from tests.conftest import open_vault
from sotdesk.data.backups import write_backup
vault, first = open_vault(Path(sys.argv[1])), datetime.fromisoformat(sys.argv[2])
print("ready", flush=True)
for n in range(10**6):
    write_backup(vault, first + timedelta(seconds=n))
"""


def test_killed_while_it_makes_copies(tmp_path: Path, empty_vault: Path, figure: Figure) -> None:
    path, chance, began = tmp_path / "school.sotdesk", Random(2), datetime(2026, 11, 25)  # noqa: DTZ001
    shutil.copy(empty_vault, path)
    prepare(path)
    proven = halves = 0
    for number in range(KILLS):
        first = began + timedelta(days=number)
        child = subprocess.Popen(
            [sys.executable, "-c", COPIES, str(path), first.isoformat()], stdout=subprocess.PIPE
        )
        assert child.stdout is not None and child.stdout.readline()
        time.sleep(chance.random() * LONGEST)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        halves += len(list(path.parent.rglob("*.part")))
        with open_vault(path) as vault:
            made = write_backup(vault, first + timedelta(hours=12))
            for copy in copies_in(backup_folder(path)):
                assert prove(vault.connection, copy.path) == made.rows
                proven += 1
        assert not list(path.parent.rglob("*.part*"))
    figure(
        "kill -9 while a reservekopie is made",
        f"{KILLS} times, {proven} copies proven, {halves} halves cleared",
    )
