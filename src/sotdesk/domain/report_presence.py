"""Who was at the table, in the whole meeting and at one point, with times only where they say something."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TypeAlias

from sotdesk.domain.meetings import Meeting, Present
from sotdesk.domain.report_model import Attendee, Passage

Stretches: TypeAlias = Sequence[tuple[datetime, datetime | None]]
"""When an item's clock ran; the running stretch has no end."""

_AT_ONCE = timedelta(minutes=1)
"""Whoever came or left within a minute of the beginning or end was there the whole time."""


def there_in_all(meeting: Meeting, now: datetime) -> tuple[Attendee, ...]:
    """Everyone who was ever at the table, with when he came and left if that was not the whole meeting."""
    if meeting.started_at is None:
        return ()
    end = meeting.closed_at or now
    return tuple(
        _attendee(person, f"present:{person.id}", meeting.started_at, end)
        for person in meeting.present
        if person.joined_at is not None
    )


def there_at(
    people: Sequence[Present], item_id: str, stretches: Stretches, now: datetime
) -> tuple[Attendee, ...]:
    """Who was there for one point: whose time at the table overlaps the time of the point."""
    times = [(begin, end or now) for begin, end in stretches]
    if not times:
        return ()
    first, last = min(t[0] for t in times), max(t[1] for t in times)
    return tuple(
        _attendee(person, f"there:{item_id}:{person.id}", first, last)
        for person in people
        if any(_overlaps(person, begin, end) for begin, end in times)
    )


def _overlaps(person: Present, begin: datetime, end: datetime) -> bool:
    """A moment counts as time; whoever left as the point began was not there for it."""
    if person.joined_at is None:
        return False
    if begin == end:
        return person.joined_at <= begin and (person.left_at is None or person.left_at >= begin)
    return person.joined_at < end and (person.left_at is None or person.left_at > begin)


def _attendee(person: Present, key: str, first: datetime, last: datetime) -> Attendee:
    came, left = person.joined_at, person.left_at
    return Attendee(
        Passage(key, person.label, "aanwezig"),
        _short(came) if came and came - first > _AT_ONCE else None,
        _short(left) if left and last - left > _AT_ONCE else None,
    )


def _short(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)
