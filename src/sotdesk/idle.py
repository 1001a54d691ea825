"""When the desk locks by itself: nobody typed for a while, or the lid was closed. Pure; the app asks every second."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LID_CLOSED = timedelta(seconds=60)
"""The clock jumped this far between two looks: the machine slept."""
COUNTDOWN = timedelta(seconds=30)
"""So long before locking the seconds are counted down."""


@dataclass
class IdleWatch:
    """`touch` at every key; `look` gives the seconds left (None while there is time), 0 to lock now."""

    seen: datetime
    touched: datetime
    asleep_since: datetime | None = None
    """The last sign of life before the sleep that the last look found; None: it found none."""

    @classmethod
    def start(cls, now: datetime) -> "IdleWatch":
        """A watch that begins now."""
        return cls(now, now)

    def touch(self, now: datetime) -> None:
        """Someone typed or clicked; a jump of the clock before it is still seen by the next look."""
        self.touched = now
        if not self.slept(now):
            self.seen = now

    def slept(self, now: datetime) -> bool:
        """Whether the clock jumped a minute or more since the last look, forward or back."""
        return abs(now - self.seen) >= LID_CLOSED

    def look(self, now: datetime, limit: timedelta) -> int | None:
        """How many seconds are left when they are to be counted down; 0 = lock now; None = plenty of time.

        A jump of the clock of a minute or more locks at once, however short ago the last key was.
        """
        jumped = self.slept(now)
        self.asleep_since = self.seen if jumped else None
        self.seen = now
        left = limit - (now - self.touched)
        if jumped or left <= timedelta():
            return 0
        return -int(-left.total_seconds() // 1) if left <= COUNTDOWN else None
