"""A date in a field of its own: a holiday by its name, and `tot …` (dates_field.py)."""

from datetime import date

import pytest

from sotdesk.domain.calendar import SchoolCalendar, shipped_holidays
from sotdesk.domain.dates import Frame, read
from sotdesk.domain.dates_field import BEFORE, read_field

FRAME = Frame(date(2026, 11, 25), SchoolCalendar(shipped_holidays()))


@pytest.mark.parametrize(
    "words", ["zomervakantie", "de zomervakantie", "tot de zomervakantie", "Tot aan de zomer"]
)
def test_a_holiday_by_its_name_is_the_last_school_day_before_it(words: str) -> None:
    found, before = read_field(words, FRAME), read("voor de zomervakantie", FRAME)
    assert found and before and found.day == before.day and found.notes[0] == BEFORE
    assert read(words, FRAME) is None, "in a line it stays text"


@pytest.mark.parametrize(
    ("words", "same"), [("tot 16 dec", "16 dec"), ("tot eind jan", "eind jan"), ("vr", "vr")]
)
def test_until_a_day_is_that_day(words: str, same: str) -> None:
    found, day = read_field(words, FRAME), read(same, FRAME)
    assert found and day and (found.day, found.notes) == (day.day, day.notes)


@pytest.mark.parametrize("words", ["", "tot straks", "onderzoek", "tot en met de zomervakantie"])
def test_what_is_no_date_stays_none(words: str) -> None:
    assert read_field(words, FRAME) is None
