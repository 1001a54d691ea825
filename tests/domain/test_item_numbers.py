"""Numbers of a meeting's items: `3`, `3b`; splitting one shifts no later number."""

from sotdesk.domain.item_numbers import group_of, next_position, numbers, roots
from sotdesk.domain.meetings import Item, ItemKind


def item(key: str, part_of: str = "") -> Item:
    return Item(key, "m", 0, ItemKind.PROGRESS, key, 10, part_of=part_of)


WHOLE = (item("a"), item("b"), item("c"))
SPLIT = (item("a"), item("b"), item("b1", "b"), item("b2", "b"), item("c"))


def test_a_part_has_a_letter_and_no_later_number_shifts() -> None:
    assert numbers(WHOLE) == {"a": "1", "b": "2", "c": "3"}
    assert numbers(SPLIT) == {"a": "1", "b": "2", "b1": "2b", "b2": "2c", "c": "3"}


def test_many_parts_have_numbers_of_their_own() -> None:
    many = (item("a"), *(item(f"p{n}", "a") for n in range(40)))
    assert len(set(numbers(many).values())) == 41
    assert list(numbers(many).values())[-1].startswith("1z")


def test_a_part_whose_first_part_is_gone_counts_as_an_item() -> None:
    assert numbers((item("a"), item("b1", "b"))) == {"a": "1", "b1": "2"}


def test_the_parts_belong_together() -> None:
    assert [each.id for each in roots(SPLIT)] == ["a", "b", "c"]
    assert [each.id for each in group_of(SPLIT, SPLIT[3])] == ["b", "b1", "b2"]
    assert next_position(SPLIT, SPLIT[1]) == 4
