"""When the desk locks by itself (issue 2 point 2), by the clock alone."""

from datetime import datetime, timedelta

import pytest

from sotdesk.idle import IdleWatch

NOON = datetime(2026, 11, 25, 12, 0).astimezone()
FIVE = timedelta(minutes=5)


def watch_after(quiet: float) -> tuple[IdleWatch, datetime]:
    """A watch that was looked at every second while nobody typed for so many seconds."""
    watch = IdleWatch.start(NOON)
    now = NOON + timedelta(seconds=quiet)
    watch.seen = now - timedelta(seconds=1)
    return watch, now


@pytest.mark.parametrize(
    ("quiet", "left"),
    [
        (0, None),
        (269, None),
        (269.9, None),
        (270, 30),
        (270.4, 30),
        (271, 29),
        (298.5, 2),
        (299, 1),
        (299.5, 1),
        (300, 0),
        (400, 0),
    ],
)
def test_the_last_thirty_seconds_are_counted_down(quiet: float, left: int | None) -> None:
    watch, now = watch_after(quiet)
    assert watch.look(now, FIVE) == left


def test_a_key_begins_anew() -> None:
    watch, now = watch_after(299)
    watch.touch(now)
    assert watch.look(now + timedelta(seconds=1), FIVE) is None


@pytest.mark.parametrize("jump", [60, 3600, -60, -7200])
def test_a_jump_of_a_minute_locks_at_once(jump: int) -> None:
    watch = IdleWatch.start(NOON)
    now = NOON + timedelta(seconds=jump)
    assert watch.slept(now)
    watch.touch(now)
    assert watch.look(now, FIVE) == 0
    assert watch.look(now + timedelta(seconds=1), FIVE) is None, "only once"


@pytest.mark.parametrize("step", [1, 59, 59.9, -59])
def test_a_slow_second_is_no_sleep(step: float) -> None:
    watch = IdleWatch.start(NOON)
    assert watch.look(NOON + timedelta(seconds=step), FIVE) is None


def test_sleep_began_at_the_last_sign_of_life_before_the_jump() -> None:
    """Issue: pause by sleep is charged to nobody; it begins before the jump, not at waking up."""
    watch = IdleWatch.start(NOON)
    watch.look(NOON + timedelta(seconds=1), FIVE)
    watch.touch(NOON + timedelta(seconds=1.5))
    assert watch.asleep_since is None
    assert watch.look(NOON + timedelta(minutes=20), FIVE) == 0
    assert watch.asleep_since == NOON + timedelta(seconds=1.5)
    watch.look(NOON + timedelta(minutes=20, seconds=1), FIVE)
    assert watch.asleep_since is None
