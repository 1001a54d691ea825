"""An error of the disk at every single write, sync and read of a save: nothing acknowledged is lost, she is told in
one Dutch sentence, and the program goes on (security.md §3, bars 3 and 4).

`make test` tries every few points, `make prove` all of them (SOTDESK_PROVE).
"""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from tests.conftest import NOW, open_vault
from tests.reliability.conftest import Figure
from tests.reliability.disk import FULL, IOERR_READ, IOERR_SYNC, IOERR_WRITE, Disk
from tests.reliability.full import counts
from tests.reliability.sitting import found_in, keep_lines, prepare

from sotdesk.data.store import Store
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.errors import DiskFull, SaveFailed, SotdeskError

pytestmark = [
    pytest.mark.skipif(not Disk.possible, reason="the driver shows SQLite's functions on Linux only"),
    pytest.mark.timeout(7200),
]

TRIED = counts(12, 10**6)
"""So many points of each kind are tried, spread over all."""
LINES = 5
ERRORS = {
    "write": (IOERR_WRITE, SaveFailed),
    "sync": (IOERR_SYNC, SaveFailed),
    "read": (IOERR_READ, SaveFailed),
    "full": (FULL, DiskFull),
}


class Trial:
    """A sitting on a disk that fails at one point, once or from then on; then the disk is well and she goes on."""

    def __init__(self, path: Path, kind: str, at: int, *, lasting: bool) -> None:
        self.path, self.at, self.lasting = path, at, lasting
        self.what = "write" if kind == "full" else kind
        self.code = ERRORS[kind][0]
        self.points = 0
        self.acknowledged: list[int] = []
        self.errors: list[SotdeskError] = []
        self.goes_on = False

    def _fault(self, what: str, _file: str) -> int:
        if what != self.what:
            return 0
        self.points += 1
        hit = self.points >= self.at if self.lasting else self.points == self.at
        return self.code if hit else 0

    def run(self) -> None:
        """Keeps lines while the disk fails, and one more when it is well."""
        disk = Disk()
        with disk.in_use(), open_vault(self.path) as vault:
            store = Store(vault.engine, fixed_at(NOW))
            disk.fault = self._fault
            self._keep(store, range(LINES))
            disk.fault = None
            told = len(self.errors)
            self._keep(store, [LINES])
            self.goes_on = len(self.errors) == told

    def _keep(self, store: Store, numbers: "range | list[int]") -> None:
        for number in numbers:
            try:
                for _ in keep_lines(store, 1, self.acknowledged.append, first=number):
                    pass
            except SotdeskError as error:
                self.errors.append(error)

    def lines(self) -> tuple[int, int, int]:
        """What is in the file afterwards, both checks passed."""
        with open_vault(self.path) as vault:
            return found_in(vault)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory, empty_vault: Path) -> Path:
    path = tmp_path_factory.mktemp("fout") / "school.sotdesk"
    shutil.copy(empty_vault, path)
    prepare(path)
    return path


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("kind", list(ERRORS))
def test_every_point_of_a_save(
    school: Path, tmp_path: Path, kind: str, figure: Figure, *, lasting: bool
) -> None:
    def trial(at: int) -> Trial:
        copied = tmp_path / f"{at}.sotdesk"
        shutil.copy(school, copied)
        tried = Trial(copied, kind, at, lasting=lasting)
        tried.run()
        return tried

    points = trial(10**9).points
    assert points >= LINES
    tried = 0
    for at in range(1, points + 1, max(1, points // TRIED)):
        one = trial(at)
        lines, history, index = one.lines()
        assert lines == history == index, (at, "torn")
        assert lines >= len(one.acknowledged), (at, "lost")
        assert all(type(error) is ERRORS[kind][1] for error in one.errors), (at, one.errors)
        assert all(error.sentence.endswith(".") for error in one.errors)
        assert one.errors, (at, "an error of the disk that nobody was told of")
        assert one.goes_on, (at, "does not go on")
        tried += 1
        with suppress(OSError):
            one.path.unlink()
    how = "from then on" if lasting else "once"
    figure(f"disk error on {kind}, {how}", f"{tried} of {points} points, 0 lost, each told, each went on")
