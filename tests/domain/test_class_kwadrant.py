"""The kwadrant of a class (issue 5 point 7; domain.md §8): what a row says, in which order, who fits a filter."""

from datetime import date, timedelta

import pytest

from sotdesk.domain.class_kwadrant import (
    OLDEST,
    SORTS,
    ClassRow,
    age_short,
    fitting,
    gap_long,
    gap_short,
    in_order,
    summary,
    value_words,
)
from sotdesk.domain.kwadrant import Reading, kwadrant
from sotdesk.domain.kwadrant_rules import Value
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
CARE, USUAL, STRONG, UNKNOWN = Value


def row(name: str, *said: tuple[str, Value, int]) -> ClassRow:
    """A pupil and what was said of him: part, value, so many days ago."""
    readings = [
        Reading(str(at), part, value, TODAY - timedelta(days=days), seen=at)
        for at, (part, value, days) in enumerate(said)
    ]
    return ClassRow(Student(name, name, name, "", "Bos", "2H1"), kwadrant(readings, TODAY))


FELL = row("Fien", ("doen", STRONG, 40), ("doen", CARE, 3), ("willen", USUAL, 5))
OLD = row("Olaf", ("doen", CARE, 300), ("kunnen", STRONG, 100), ("presteren", USUAL, 3))
ASPECTS = row("Aya", ("willen.motivatie", CARE, 20), ("willen.welbevinden", USUAL, 20))
NOBODY_KNOWS = row("Noor")


@pytest.mark.parametrize(
    ("one", "part", "short", "long"),
    [
        (FELL, "doen", ("▼!", "zorg"), ("▼!", "zorg")),
        (OLD, "doen", ("·", "(zorg)"), ("·", "(zorg)")),
        (OLD, "presteren", ("·", "gew."), ("·", "gewoon")),
        (ASPECTS, "willen", ("?", "2 asp."), ("?", "2 aspecten")),
        (NOBODY_KNOWS, "kunnen", ("?", "onb."), ("?", "onbekend")),
    ],
)
def test_a_cell_says_what_moved_what_it_is_and_whether_it_is_old(
    one: ClassRow, part: str, short: tuple[str, str], long: tuple[str, str]
) -> None:
    assert value_words(one, part, short=True) == short
    assert value_words(one, part, short=False) == long


def test_gaps_and_ages_in_few_cells() -> None:
    """domain.md §8.1: kunnen beside presteren, willen beside doen."""
    assert [gap_short(each) for each in (FELL, OLD)] == ["pr? do<", "pr< do?"]
    assert [gap_long(each) for each in (FELL, NOBODY_KNOWS)] == [
        "presteren ? · doen lager", "niet te vergelijken",
    ]  # fmt: skip
    assert [age_short(each) for each in (FELL, OLD, ASPECTS, NOBODY_KNOWS)] == [
        "< 2 wk",
        "9 mnd",
        "2 wk",
        "–",
    ]
    assert (FELL.asked, NOBODY_KNOWS.asked) == (1, 0)


def test_unknown_stands_last_in_every_order() -> None:
    """Issue 5 point 2: unknown is never shown or matched as low."""
    everyone = [NOBODY_KNOWS, ASPECTS, OLD, FELL]
    assert [each.student.id for each in in_order(everyone, "doen")] == ["Fien", "Olaf", "Noor", "Aya"]
    assert [each.student.id for each in in_order(everyone, "willen")] == ["Fien", "Aya", "Noor", "Olaf"]
    for sort in SORTS[1:]:
        known = [each.oldest is not None for each in in_order(everyone, sort)]
        assert sort != OLDEST or known == [True, True, True, False]
    assert in_order(everyone, OLDEST)[0] is OLD


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("zorg", "Fien Olaf"), ("doen=zorg", "Fien Olaf"), ("willen=onbekend", "Aya Noor Olaf"), ("oud", "Olaf"),
        ("daling", "Fien"), ("fien zorg", "Fien"), ("vraag", "Fien"), ("kunnen=zorg", ""),
    ],
)  # fmt: skip
def test_the_filter_finds_values_and_names(typed: str, names: str) -> None:
    found = fitting([FELL, OLD, ASPECTS, NOBODY_KNOWS], typed)
    assert sorted(each.student.id for each in found) == names.split()


def test_what_is_missing_is_counted() -> None:
    assert summary([FELL, OLD, NOBODY_KNOWS]) == (
        "3 leerlingen · 1 nog zonder waarde · 1 met een oude waarde"
    )
