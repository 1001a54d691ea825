"""A pupil's timeline (product.md §4 Casus): newest day first, months as headings, gaps where they were."""

from datetime import date, datetime

import pytest

from sotdesk.domain.cases import Entry, Gap
from sotdesk.domain.timeline import month_title, months, newest_first

TODAY = date(2026, 11, 25)


def entry(id: str, day: date, kind: str = "signaal", minute: int = 0, ref: str = "") -> Entry:
    at = datetime(day.year, day.month, day.day, 13, minute)  # noqa: DTZ001  (local time)
    return Entry(id, day, kind, f"tekst {id}", ref=ref, at=at)


def test_the_newest_day_comes_first_and_without_a_time_the_oldest_of_its_day() -> None:
    bare = Entry("bare", TODAY, "afspraak", "gedaan")
    found = newest_first([entry("old", date(2026, 10, 9)), bare, entry("new", TODAY, minute=5)])
    assert [e.id for e in found] == ["new", "bare", "old"]


def test_what_one_meeting_said_stays_together_in_the_order_it_was_said() -> None:
    lines = [entry(f"m{n}", TODAY, "overleg", n, ref="meeting") for n in (1, 2, 3)]
    other = [
        entry("before", TODAY, minute=0),
        entry("between", TODAY, minute=2),
        entry("after", TODAY, minute=9),
    ]
    found = [e.id for e in newest_first([*lines, *other])]
    assert found == ["after", "m1", "m2", "m3", "between", "before"]


def test_lines_of_the_same_minute_keep_their_order() -> None:
    lines = [entry(f"m{n}", TODAY, "overleg", 1, ref="meeting") for n in range(5)]
    assert [e.id for e in newest_first(lines)] == ["m0", "m1", "m2", "m3", "m4"]


def test_two_meetings_on_one_day_do_not_mix() -> None:
    first = [entry(f"a{n}", TODAY, "overleg", n, ref="a") for n in (1, 2)]
    second = [entry(f"b{n}", TODAY, "overleg", n, ref="b") for n in (30, 31)]
    assert [e.id for e in newest_first([first[0], second[0], first[1], second[1]])] == [
        "b30",
        "b31",
        "a1",
        "a2",
    ]


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (TODAY, "Deze maand"),
        (date(2026, 11, 1), "Deze maand"),
        (date(2026, 10, 31), "Oktober"),
        (date(2025, 11, 25), "November 2025"),
    ],
)
def test_a_month_names_its_year_only_when_it_is_another(day: date, title: str) -> None:
    assert month_title(day, TODAY) == title


def test_a_gap_stands_between_the_reopening_and_what_came_before() -> None:
    """Domain.md §5, S003 (b): see when a pupil left and re-entered support."""
    gap = Gap(date(2026, 7, 2), date(2026, 10, 5))
    entries = [
        entry("now", TODAY), entry("again", gap.reopened_on, "heropend"), entry("end", gap.closed_on, "afgesloten"),
    ]  # fmt: skip
    found = months(entries, [gap], TODAY)
    assert [(m.title, [getattr(r, "id", "gap") for r in m.rows]) for m in found] == [
        ("Deze maand", ["now"]),
        ("Oktober", ["again", "gap"]),
        ("Juli", ["end"]),
    ]


def test_two_gaps_each_have_their_place() -> None:
    gaps = [Gap(date(2025, 5, 1), date(2025, 9, 1)), Gap(date(2026, 2, 1), date(2026, 9, 1))]
    entries = [
        entry("second", gaps[1].reopened_on, "heropend"),
        entry("first", gaps[0].reopened_on, "heropend"),
    ]
    rows = [row for month in months(entries, gaps, TODAY) for row in month.rows]
    assert rows == [entries[0], gaps[1], entries[1], gaps[0]]
