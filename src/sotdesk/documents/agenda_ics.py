"""The meeting for a calendar (.ics): kind, time and place. Nothing about any pupil."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sotdesk.domain.report_model import AgendaDoc

ZONE = ZoneInfo("Europe/Amsterdam")


def render(agenda: AgendaDoc, stamp: datetime) -> bytes:
    """The .ics file. `stamp` is when it was made (local time of the Netherlands); the UID stays the same for a
    meeting, so that a calendar replaces the old entry."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//sotdesk//agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{agenda.meeting_id}@sotdesk")
    event.add("dtstamp", stamp.replace(tzinfo=stamp.tzinfo or ZONE).astimezone(ZoneInfo("UTC")))
    event.add("summary", agenda.short or agenda.kind)
    event.add("dtstart", datetime.combine(agenda.day, agenda.start, ZONE))
    event.add("dtend", datetime.combine(agenda.day, agenda.end, ZONE))
    if agenda.place:
        event.add("location", agenda.place)
    event.add("class", "PRIVATE")
    calendar.add_component(event)
    calendar.add_missing_timezones(date(agenda.day.year, 1, 1), date(agenda.day.year + 1, 1, 1))
    content: bytes = calendar.to_ical()
    return content
