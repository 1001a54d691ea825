"""A power cut at any moment loses nothing that was acknowledged (security.md §3, bar 1), and the proof can see loss.

`make test` cuts a few hundred times, `make prove` 5,000 (SOTDESK_PROVE).
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from tests.conftest import NOW, open_vault
from tests.reliability.conftest import Figure
from tests.reliability.disk import Disk, Op
from tests.reliability.full import counts
from tests.reliability.power import cut
from tests.reliability.sitting import found_in, keep_lines, prepare

from sotdesk.data import vault as vault_module
from sotdesk.data.store import Store
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.errors import SotdeskError

pytestmark = [
    pytest.mark.skipif(not Disk.possible, reason="the driver shows SQLite's functions on Linux only"),
    pytest.mark.timeout(7200),
]

CUTS, CONTROL_CUTS = counts(150, 5000), counts(40, 500)
LINES = 40


class Sitting:
    """What one sitting did to the disk, to be cut anywhere."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.before = {str(path): path.read_bytes()}
        disk = Disk()
        with disk.in_use(), open_vault(path) as opened:
            store = Store(opened.engine, fixed_at(NOW))
            for _ in keep_lines(store, LINES, lambda number: disk.acknowledged(str(number))):
                pass
        self.done: Sequence[Op] = disk.done

    def cut_anywhere(self, chance: Random, folder: Path) -> str:
        """Cuts once: "" when all that was acknowledged is there, else what is wrong."""
        at = chance.randrange(1, len(self.done) + 1)
        done = self.done[:at]
        kept = sum(1 for op in done if op.what == "ack")
        again = folder / self.path.name
        folder.mkdir()
        try:
            for name, data in cut(self.before, [op for op in done if op.what != "ack"], chance).items():
                Path(str(again) + name.removeprefix(str(self.path))).write_bytes(data)
            return _state(again, kept)
        finally:
            shutil.rmtree(folder)


def _state(path: Path, kept: int) -> str:
    try:
        with open_vault(path) as vault:
            lines, history, index = found_in(vault)
    except SotdeskError as error:
        return f"unreadable: {type(error).__name__}"
    if not lines == history == index:
        return "torn"
    return "lost" if lines < kept else ""


def _wrong(path: Path, folder: Path, cuts: int) -> list[str]:
    prepare(path)
    sitting, chance = Sitting(path), Random(7)
    return [state for at in range(cuts) if (state := sitting.cut_anywhere(chance, folder / str(at)))]


@pytest.fixture
def path(tmp_path: Path, empty_vault: Path) -> Path:
    copied = tmp_path / "school.sotdesk"
    shutil.copy(empty_vault, copied)
    return copied


def test_nothing_acknowledged_is_lost(path: Path, tmp_path: Path, figure: Figure) -> None:
    wrong = _wrong(path, tmp_path, CUTS)
    figure("power cuts", f"{CUTS}, {len(wrong)} lost or unreadable")
    assert wrong == []


@pytest.mark.parametrize(
    "settings",
    [
        ("journal_mode=DELETE", "synchronous=OFF"),
        ("journal_mode=WAL", "synchronous=NORMAL"),
    ],
    ids=["no syncs", "write-ahead log, few syncs"],
)
def test_settings_that_lose_are_seen_to_lose(
    path: Path, tmp_path: Path, settings: tuple[str, str], figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {setting.split("=")[0] for setting in settings}
    ours = [one for one in vault_module._PRAGMAS if one.split("=")[0] not in named]
    monkeypatch.setattr(vault_module, "_PRAGMAS", (*ours, *settings))
    wrong = _wrong(path, tmp_path, CONTROL_CUTS)
    figure(f"  the same with {settings[1]}", f"{CONTROL_CUTS}, {len(wrong)} lost or unreadable: loss is seen")
    assert len(wrong) > CONTROL_CUTS / 10
