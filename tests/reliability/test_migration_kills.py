"""A program that is killed while it converts a vault: the old tables or the new ones, never between, and every row is
there (security.md §3, bar 7).

`make test` kills a few times, `make prove` at 50 points (SOTDESK_PROVE).
"""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from tests.conftest import NOW
from tests.data.older_vault import NEW, OLD, make_old, open_old, scripts
from tests.reliability.conftest import Figure
from tests.reliability.full import counts

from sotdesk.data.backups_found import backup_folder, copies_in
from sotdesk.data.migrating import migrate, tables_of
from sotdesk.data.vault_copy import prove

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9"),
    pytest.mark.timeout(7200),
]

KILLS = counts(3, 50)
PARENTS, CHILDREN = 2_000, 4
"""10 000 rows."""
CONVERTS = """
import sys
from pathlib import Path
import alembic.command
from tests.conftest import NOW
from tests.data.older_vault import NEW, open_old
from sotdesk.data.migrating import migrate
vault = open_old(Path(sys.argv[1]))
print("ready", flush=True)
migrate(vault, NOW, folder=Path(sys.argv[2]), revision=NEW)
print("done", flush=True)
sys.stdin.read()
"""


def converting(path: Path, folder: Path) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-c", CONVERTS, str(path), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None and child.stdout.readline() == b"ready\n"
    return child


def end(child: "subprocess.Popen[bytes]") -> None:
    child.send_signal(signal.SIGKILL)
    child.wait()
    for stream in (child.stdin, child.stdout):
        assert stream is not None
        stream.close()


def test_killed_while_it_converts(tmp_path: Path, figure: Figure) -> None:
    path, master, chance = tmp_path / "oud.sotdesk", tmp_path / "zoals het was", Random(7)
    make_old(master, PARENTS, CHILDREN)
    folder = scripts(tmp_path / "s")
    shutil.copy(master, path)
    child = converting(path, folder)
    began = time.monotonic()
    assert child.stdout is not None and child.stdout.readline() == b"done\n"
    takes = time.monotonic() - began
    end(child)
    old = {"parent": PARENTS, "child": PARENTS * CHILDREN, "alembic_version": 1}
    became = {OLD: 0, NEW: 0}
    for _ in range(KILLS):
        shutil.rmtree(backup_folder(path), ignore_errors=True)
        path.with_name(path.name + "-journal").unlink(missing_ok=True)
        shutil.copy(master, path)
        child = converting(path, folder)
        time.sleep(chance.random() * takes)
        end(child)
        with open_old(path) as vault:
            found = vault.revision
            became[found] += 1
            assert tables_of(vault.connection) == (old if found == OLD else {**old, "kind": 0})
            assert not vault.connection.execute("PRAGMA foreign_key_check").fetchall()
            for copy in copies_in(backup_folder(path)):
                prove(vault.connection, copy.path)
            if found == OLD:
                assert migrate(vault, NOW, folder=folder, revision=NEW) == {**old, "kind": 0}
    assert sum(became.values()) == KILLS
    figure(
        "kill -9 while a vault is converted",
        f"{KILLS} points, 0 rows lost ({became[OLD]} as it was, {became[NEW]} converted)",
    )
