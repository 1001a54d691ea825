"""What time it is. Everything that needs the time asks a Clock, so that a demo or a test can have its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Clock:
    """`read` gives the present as an aware datetime in the coordinator's own time zone."""

    read: Callable[[], datetime]

    def now(self) -> datetime:
        return self.read()

    def today(self) -> date:
        return self.read().date()


def _system() -> datetime:
    return datetime.now().astimezone()


def system_clock() -> Clock:
    """The machine's own clock."""
    return Clock(_system)


def started_at(moment: datetime) -> Clock:
    """A clock that began at `moment` and runs on from there at the machine's pace."""
    offset = moment.astimezone() - _system()
    return Clock(lambda: _system() + offset)


def fixed_at(moment: datetime) -> Clock:
    """A clock that stands still, for tests."""
    return Clock(lambda: moment.astimezone())
