"""How a quadrant moved, drawn in steps (ui.md e): a level where it was said, dashes where nobody knows."""

from datetime import date, timedelta

import pytest

from sotdesk.domain.kwadrant import Reading
from sotdesk.domain.kwadrant_course import MOST, course
from sotdesk.domain.kwadrant_rules import Value

CARE, USUAL, STRONG, UNKNOWN = Value


def said(*values: Value) -> list[Reading]:
    return [
        Reading("", "willen", v, date(2026, 1, 15) + timedelta(days=61 * n)) for n, v in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ((USUAL,), ["sterk", "gewoon   ●", "zorg", "        jan 26"]),
        (
            (USUAL, STRONG, CARE),
            [
                "sterk            ╭●───────╮",
                "gewoon   ●───────╯        │",
                "zorg                      ╰●",
                "        jan 26   mrt      mei",
            ],
        ),
        (
            (USUAL, UNKNOWN, CARE),
            [
                "sterk",
                "gewoon   ●╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╮",
                "zorg                      ╰●",
                "        jan 26   mrt      mei",
            ],
        ),
        (
            (UNKNOWN, CARE, UNKNOWN),
            ["sterk", "gewoon", "zorg              ●╌╌╌╌╌╌╌╌╌", "        jan 26   mrt      mei"],
        ),
    ],
)
def test_it_is_drawn_in_steps(values: tuple[Value, ...], drawn: list[str]) -> None:
    assert course(said(*values), 40) == drawn


def test_nothing_known_draws_nothing() -> None:
    assert course([], 40) == course(said(UNKNOWN, UNKNOWN), 40) == course(said(CARE), 10) == []


@pytest.mark.parametrize("width", [31, 40, 55])
def test_no_line_is_wider_than_the_room_and_the_last_ones_are_drawn(width: int) -> None:
    lines = course(said(*[CARE, STRONG, USUAL, UNKNOWN, STRONG, CARE] * 3), width)
    assert max(map(len, lines)) <= width
    assert sum(line.count("●") for line in lines) == MOST - 1, "one of the last eight is unknown"


def test_little_room_draws_fewer_of_them() -> None:
    lines = course(said(*[CARE, STRONG] * 6), 20)
    assert max(map(len, lines)) <= 20 and sum(line.count("●") for line in lines) == 5
