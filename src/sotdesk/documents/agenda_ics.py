"""The meeting for a calendar (.ics): kind, time and place; or only someone's own slots. Nothing about any pupil."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sotdesk.domain.invitations import Invitation
from sotdesk.domain.report_model import AgendaDoc

ZONE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar. The same `uid` replaces the entry that a calendar has already."""

    uid: str
    begins: datetime
    ends: datetime


def render(agenda: AgendaDoc, stamp: datetime) -> bytes:
    """The .ics file of the whole meeting; `stamp` is when it was made (local time of the Netherlands)."""
    begins, ends = datetime.combine(agenda.day, agenda.start), datetime.combine(agenda.day, agenda.end)
    return _calendar(agenda, [Entry(agenda.meeting_id, begins, ends)], stamp)


def invitation(agenda: AgendaDoc, one: Invitation, stamp: datetime) -> bytes:
    """The .ics file with one person's own slots: what it is, when and where; not about whom, nor who else comes."""
    slots = [Entry(slot.invite.id, slot.begins, slot.ends) for slot in one.slots]
    return _calendar(agenda, slots, stamp)


def _calendar(agenda: AgendaDoc, entries: Iterable[Entry], stamp: datetime) -> bytes:
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//sotdesk//agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@sotdesk")
        event.add("dtstamp", stamp.replace(tzinfo=stamp.tzinfo or ZONE).astimezone(ZoneInfo("UTC")))
        event.add("summary", agenda.short or agenda.kind)
        event.add("dtstart", entry.begins.replace(tzinfo=ZONE))
        event.add("dtend", entry.ends.replace(tzinfo=ZONE))
        if agenda.place:
            event.add("location", agenda.place)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    calendar.add_missing_timezones(date(agenda.day.year, 1, 1), date(agenda.day.year + 1, 1, 1))
    content: bytes = calendar.to_ical()
    return content
