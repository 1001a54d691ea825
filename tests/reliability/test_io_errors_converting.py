"""An error of the disk at every write, sync and read while the vault of an older sotdesk is converted: it has the old
tables or the new ones, and every row; she is told in one sentence; and the next opening converts it (security.md §3,
bar 3).

`make test` tries a few points of each, `make prove` all of them (SOTDESK_PROVE).
"""

import shutil
from pathlib import Path

import pytest
from tests.conftest import NOW
from tests.data.older_vault import NEW, OLD, make_old, open_old, scripts
from tests.reliability.conftest import Figure
from tests.reliability.disk import Disk
from tests.reliability.failing import ANSWERS, tried
from tests.reliability.full import counts

from sotdesk.data.backups_found import backup_folder, copies_in
from sotdesk.data.migrating import migrate, tables_of
from sotdesk.data.vault_copy import prove

pytestmark = [
    pytest.mark.skipif(not Disk.possible, reason="the driver shows SQLite's functions on Linux only"),
    pytest.mark.timeout(7200),
]

TRIED = counts(4, 10**6)
"""So many points of each kind are tried, spread over all."""
PARENTS, CHILDREN = 1000, 4
WAS = {"parent": PARENTS, "child": PARENTS * CHILDREN, "alembic_version": 1}
IS = {**WAS, "kind": 0}


@pytest.mark.parametrize("kind", list(ANSWERS))
def test_every_point_of_a_conversion(tmp_path: Path, kind: str, figure: Figure) -> None:
    master, folder = tmp_path / "zoals het was", scripts(tmp_path / "s")
    make_old(master, PARENTS, CHILDREN)

    def convert(path: Path) -> None:
        with open_old(path) as vault:
            migrate(vault, NOW, folder=folder, revision=NEW)

    def fresh(name: str) -> Path:
        (tmp_path / name).mkdir()
        return Path(shutil.copy(master, tmp_path / name / "oud.sotdesk"))

    points, error = tried(convert, fresh("alles"), kind, 10**9)
    assert error is None
    told = times = 0
    for at in range(1, points + 1, max(1, points // TRIED)):
        path = fresh(str(at))
        _, error = tried(convert, path, kind, at)
        if error is not None:
            told += 1
            assert error.sentence.endswith("."), error.sentence
        with open_old(path) as vault:
            assert tables_of(vault.connection) == (WAS if vault.revision == OLD else IS)
            assert error is not None or vault.revision == NEW, "without a word it is converted"
            assert not vault.connection.execute("PRAGMA foreign_key_check").fetchall()
            for copy in copies_in(backup_folder(path)):
                prove(vault.connection, copy.path)
            if vault.revision == OLD:
                assert migrate(vault, NOW, folder=folder, revision=NEW) == IS
        assert not list(path.parent.rglob("*.part"))
        shutil.rmtree(path.parent)
        times += 1
    figure(
        f"disk fails on {kind} in migrate", f"{times} of {points} points, {told} told, each whole, each again"
    )
