"""A line stands where it was typed, and with another pupil whom it names (product.md §4: `… &lina`)."""

from dataclasses import replace
from datetime import datetime

from sotdesk.domain.line_homes import lines_at
from sotdesk.domain.meetings import Item, ItemKind, Line
from sotdesk.domain.students import Student

LINA = Student("lina", "1", "Lina", "", "Karimi", "2H1")
SAMI = Student("sami", "2", "Sami", "", "Karimi", "4V1")
AT_LINA = Item("l", "m", 1, ItemKind.PROGRESS, "", 10, (LINA,))
AT_SAMI = Item("s", "m", 2, ItemKind.PROGRESS, "", 10, (SAMI,))


def line(key: str, item_id: str, minute: int, *also: Student) -> Line:
    at = datetime(2026, 11, 25, 13, minute)  # noqa: DTZ001
    return Line(key, item_id, "fact", key, "sot", at, also=also)


LINES = (line("a", "s", 10), line("b", "s", 20), line("c", "l", 15, SAMI), line("d", "l", 16))


def ids(item: Item) -> str:
    return "".join(found.id for found in lines_at(item, LINES))


def test_it_stands_there_by_its_time_and_nowhere_else() -> None:
    assert (ids(AT_LINA), ids(AT_SAMI)) == ("cd", "acb")


def test_of_a_talk_that_was_split_the_first_part_has_it() -> None:
    assert ids(replace(AT_SAMI, id="s2", part_of="s")) == ""


def test_own_lines_keep_their_order() -> None:
    """A line that was moved here keeps its time, and stands last."""
    moved = (*LINES[:2], line("e", "s", 5), LINES[2])
    assert [found.id for found in lines_at(AT_SAMI, moved)] == ["a", "c", "b", "e"]
