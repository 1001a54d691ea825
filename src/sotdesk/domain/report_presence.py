"""Who was at the table, in the whole meeting and at one point, with times only where they say something.

A person may have come and gone several times, and a point may have been talked about in several stretches: what
is told is when he was there for that point. Guests belong to one point, and stand there only.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import TypeAlias

from sotdesk.domain.meetings import Meeting, Present
from sotdesk.domain.report_model import Attendee, Passage

Stretches: TypeAlias = Sequence[tuple[datetime, datetime | None]]
"""When an item's clock ran; the running stretch has no end."""

Span: TypeAlias = tuple[datetime, datetime]

_AT_ONCE = timedelta(minutes=1)
"""Whoever came or left within a minute of the beginning or end was there the whole time."""


def there_in_all(meeting: Meeting, now: datetime) -> tuple[Attendee, ...]:
    """Everyone of the meeting who was ever at the table, with when he came and left if that was not all of it."""
    if meeting.started_at is None:
        return ()
    end = max(meeting.closed_at or now, meeting.started_at)
    found = []
    for stays in _people(p for p in meeting.present if not p.item_id):
        spans = _merged([(p.joined_at, p.left_at or end) for p in stays if p.joined_at])
        told = _told(spans, [(meeting.started_at, end)])
        found.append(Attendee(Passage(f"present:{stays[0].id}", stays[0].label, "aanwezig"), told))
    return tuple(found)


def there_at(
    people: Sequence[Present], item_id: str, stretches: Stretches, now: datetime
) -> tuple[Attendee, ...]:
    """Who was there for one point: whose time at the table overlaps the time of the point."""
    times = [(begin, end or now) for begin, end in stretches]
    found = []
    for stays in _people(p for p in people if p.item_id in ("", item_id)):
        at_table = _merged([(p.joined_at, p.left_at or max(now, p.joined_at)) for p in stays if p.joined_at])
        spans = [span for stay in at_table if (span := _within(stay, times))]
        if spans:
            told = () if _all_of_it(at_table, times) else _told(spans, times)
            found.append(
                Attendee(Passage(f"there:{item_id}:{stays[0].id}", stays[0].label, "aanwezig"), told)
            )
    return tuple(found)


def _people(present: Iterable[Present]) -> list[list[Present]]:
    """The stays of each person who came, in the order of the table."""
    found: dict[str, list[Present]] = {}
    for person in present:
        if person.joined_at is not None:
            found.setdefault(person.who, []).append(person)
    return list(found.values())


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same time at the table, in order, without overlap."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _within(stay: Span, times: Sequence[Span]) -> Span | None:
    """From when until when someone was there for the point during one stay; None when he was not."""
    met = [(max(stay[0], begin), min(stay[1], end)) for begin, end in times if _overlaps(stay, (begin, end))]
    return (min(span[0] for span in met), max(span[1] for span in met)) if met else None


def _overlaps(stay: Span, talk: Span) -> bool:
    """A moment counts as time; whoever left as the point began was not there for it."""
    if talk[0] == talk[1]:
        return stay[0] <= talk[0] <= stay[1]
    return stay[0] < talk[1] and stay[1] > talk[0]


def _all_of_it(stays: Sequence[Span], times: Sequence[Span]) -> bool:
    return all(any(a - begin <= _AT_ONCE and end - b <= _AT_ONCE for a, b in stays) for begin, end in times)


def _told(spans: Sequence[Span], times: Sequence[Span]) -> tuple[tuple[time | None, time | None], ...]:
    """The spans in clock times; a beginning or end that is that of the point itself says nothing."""
    first, last = min(t[0] for t in times), max(t[1] for t in times)
    told = [
        (
            None if number == 0 and begin - first <= _AT_ONCE else _short(begin),
            None if number == len(spans) - 1 and last - end <= _AT_ONCE else _short(end),
        )
        for number, (begin, end) in enumerate(spans)
    ]
    return () if told == [(None, None)] else tuple(told)


def _short(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)
