"""Days pasted from the school's system: what is read, and why a line is refused (domain.md §10, design)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotdesk.domain.absence import Absence, AbsenceKind
from sotdesk.domain.absence_paste import pasted_words, read_days, refused_words
from sotdesk.domain.calendar import Period, SchoolCalendar

WED = date(2026, 11, 25)
CALENDAR = SchoolCalendar((Period("herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),))
UNLAWFUL, SICK, LAWFUL = AbsenceKind


@pytest.mark.parametrize(
    ("line", "day", "kind", "hours"),
    [
        ("2026-11-09;ongeoorloofd;3", (11, 9), UNLAWFUL, 3),
        ("ma 9 nov\tOngeoorloofd verzuim\t2,5 uur", (11, 9), UNLAWFUL, 2.5),
        ("9-11-2026 | O | 4 lesuren", (11, 9), UNLAWFUL, 4),
        ("09/11 spijbelen 1e t/m 4e uur", (11, 9), UNLAWFUL, 4),
        ("9-11 ongeoorloofd 1e, 2e en 4e uur", (11, 9), UNLAWFUL, 3),
        ("maandag 9 november 2026, ongeoorloofd, 90 min", (11, 9), UNLAWFUL, 1.5),
        ("9 nov ongeoorloofd 2:30", (11, 9), UNLAWFUL, 2.5),
        ("09-11-26 ziek", (11, 9), SICK, 0),
        ("9-11 Ziekmelding hele dag", (11, 9), SICK, 0),
        ("9-11 tandarts 2 lesuur", (11, 9), LAWFUL, 2),
    ],
)
def test_a_line_of_the_schools_system(
    line: str, day: tuple[int, int], kind: AbsenceKind, hours: float
) -> None:
    """rules/absence.toml, paste: a lesson of at most an hour counts as one hour."""
    assert read_days(line, WED, CALENDAR).days == (Absence(date(2026, *day), kind, hours),)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Datum;Soort;Uren", "geen datum gelezen"),
        ("31-11-2026 ziek", "deze datum bestaat niet"),
        ("26-11-2026 ziek", "deze dag is nog niet geweest"),
        ("20-10-2026 ongeoorloofd 3", "geen schooldag (herfstvakantie)"),
        ("22-11-2026 ongeoorloofd 3", "geen schooldag (weekend)"),
        ("9-11-2026 ongeoorloofd", "hoeveel uur?"),
        ("9-11-2026 ongeoorloofd 40", "40 uur op een dag is te veel"),
        ("9-11-2026 ongeoorloofd 3 uur 4 lesuren", "meer dan één aantal op een regel"),
        ("9-11-2026 ziek en ongeoorloofd 3", "twee soorten verzuim op een regel"),
        ("9-11-2026 te laat 1", "te laat komen telt hier niet mee"),
        ("9-11-2026 3", "geen soort gelezen: ongeoorloofd, ziek of geoorloofd"),
        ("9-11-2019 ziek", "meer dan twee jaar geleden"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line_and_reason(line: str, reason: str) -> None:
    pasted = read_days(f"10-11-2026 ziek\n\n{line}", WED, CALENDAR)
    assert [each.words for each in pasted.refused] == [f"regel 3: {reason}"]
    assert len(pasted.days) == 1


def test_a_row_per_lesson_adds_up_and_a_date_without_a_year_is_the_last_one() -> None:
    text = "9-11 ongeoorloofd 1\n9-11 ongeoorloofd 1\n9-11 ziek 2\n27-11 ziek"
    days = read_days(text, WED, CALENDAR).days
    assert days == (
        Absence(date(2025, 11, 27), SICK),
        Absence(date(2026, 11, 9), UNLAWFUL, 2),
        Absence(date(2026, 11, 9), SICK, 2),
    )


def test_what_a_paste_comes_to_is_said_before_it_is_kept() -> None:
    pasted = read_days("9-11 ongeoorloofd 4\n10-11 ongeoorloofd 2,5\n11-11 ziek\nTotaal", WED, CALENDAR)
    assert pasted_words(pasted, 2) == "3 dagen gelezen: 6,5 uur ongeoorloofd, 1 dag ziek · vervangt 2 dagen"
    assert refused_words(pasted.refused) == "niet gelezen: regel 4: geen datum gelezen"
    assert pasted_words(read_days("", WED, CALENDAR), 0) == "nog geen dag gelezen"


@given(st.text(max_size=300))
def test_nothing_that_is_pasted_breaks_it(text: str) -> None:
    pasted = read_days(text, WED, CALENDAR)
    assert all(one.day <= WED and 0 <= one.hours <= 12 for one in pasted.days)


def test_a_lesson_counts_for_what_the_school_says() -> None:
    """domain.md §10: schools count lesson hours differently; clock hours stay what they are."""
    text = "9-11 ongeoorloofd 4 lesuren\n10-11 oa 1e, 2e uur\n11-11 oa 1e t/m 3e uur\n12-11 oa 2 uur"
    assert [day.hours for day in read_days(text, WED, CALENDAR, 0.75).days] == [3, 1.5, 2.25, 2]
