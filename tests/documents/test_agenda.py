"""The agenda that leaves: initials and class, kind, minutes, time; and the .ics, with nothing about any pupil."""

from datetime import date, time

import pytest
from icalendar import Calendar
from tests.documents.small_meeting import DAY, Meeting

from sotdesk.documents import agenda_ics, agenda_md

GOLDEN = """\
# Agenda SOT, woensdag 25 november 2026

Lyceum De Lindehof · 13:00–14:30 · lokaal 112

| Tijd | Punt | Soort | Minuten |
| --- | --- | --- | --- |
| 13:00 | Opening, verslag van de vorige keer | – | 5 |
| 13:05 | Y.A. (2H1) | voortgang | 10 |
| 13:15 | L.K. (2H1) + S.K. (4V1) | nieuw | 15 |
| 13:30 | K.v.d.L. (4V1) | nieuw | 20 |
| 13:50 | Sfeer na ruzie R. en O. | – | 5 |
"""


def test_the_agenda_is_the_text_written_by_hand(held: Meeting) -> None:
    assert agenda_md.render(held.store.report.agenda(held.id)) == GOLDEN


def event(held: Meeting, meeting: str = "") -> dict[str, object]:
    agenda = held.store.report.agenda(meeting or held.id)
    calendar = Calendar.from_ical(agenda_ics.render(agenda, held.clock.now()))
    (found,) = calendar.walk("VEVENT")
    return {name: found.decoded(name) for name in found}


def test_the_ics_says_kind_place_and_time_only(held: Meeting) -> None:
    found = event(held)
    assert sorted(found) == ["CLASS", "DTEND", "DTSTAMP", "DTSTART", "LOCATION", "SUMMARY", "UID"]
    assert (found["SUMMARY"], found["LOCATION"]) == ("SOT", "lokaal 112")
    start, end = found["DTSTART"], found["DTEND"]
    assert str(start) == "2026-11-25 13:00:00+01:00"
    assert str(end) == "2026-11-25 14:30:00+01:00"


def test_summer_time(held: Meeting) -> None:
    meeting = held.store.meetings.plan(held.store.school.kinds()[0].id, date(2027, 4, 14), start=time(9))
    assert str(event(held, meeting)["DTSTART"]) == "2027-04-14 09:00:00+02:00"


def test_the_uid_is_the_meetings_own(held: Meeting) -> None:
    assert event(held)["UID"] == event(held)["UID"]
    other = held.store.meetings.plan(held.store.school.kinds()[0].id, DAY.replace(month=12))
    assert event(held, other)["UID"] != event(held)["UID"]


@pytest.mark.parametrize(
    "place", ["bij Yara thuis", "bij familie Karimi", "Lindenlaan, bij Kees van der Linden"]
)
def test_a_place_that_names_a_pupil_is_left_out(held: Meeting, place: str) -> None:
    meeting = held.store.meetings.plan(held.store.school.kinds()[0].id, DAY.replace(month=12), place=place)
    assert "LOCATION" not in event(held, meeting)
