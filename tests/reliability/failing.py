"""A piece of work on a disk that answers with an error from some point on."""

from collections.abc import Callable
from pathlib import Path

from tests.reliability.disk import FULL, IOERR_READ, IOERR_SYNC, IOERR_WRITE, Disk

from sotdesk.domain.errors import SotdeskError

ANSWERS = {"write": IOERR_WRITE, "sync": IOERR_SYNC, "read": IOERR_READ, "full": FULL}
"""What fails → what the disk answers; a full disk answers its writes."""
Act = Callable[[Path], None]


class Failing:
    """The disk answers `code` at the `at`-th such thing that is asked of it, and at all that follow."""

    def __init__(self, kind: str, at: int) -> None:
        self.what, self.code, self.at, self.points = "write" if kind == "full" else kind, ANSWERS[kind], at, 0

    def __call__(self, what: str, _file: str) -> int:
        self.points += what == self.what
        return self.code if what == self.what and self.points >= self.at else 0


def tried(act: Act, path: Path, kind: str, at: int) -> tuple[int, SotdeskError | None]:
    """How many such things `act` asked of the disk, of which the `at`-th and all that follow failed; what was told."""
    disk, failing = Disk(), Failing(kind, at)
    with disk.in_use():
        disk.fault = failing
        try:
            act(path)
        except SotdeskError as error:
            return failing.points, error
    return failing.points, None
