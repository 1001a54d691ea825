"""Where a line stands: at the item where it was typed, and at that of another pupil whom it names (`… &lina`)."""

from collections.abc import Iterable, Sequence

from sotdesk.domain.meetings import Item, Line


def lines_at(item: Item, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of an item in their order, with those from other items that name its pupils, by their time.

    Of an item that was split the first part has these: it is the pupil's item.
    """
    own: list[Line] = []
    others: list[Line] = []
    for line in lines:
        if line.item_id == item.id:
            own.append(line)
        elif named_here(line, item):
            others.append(line)
    return tuple(_woven(own, others))


def named_here(line: Line, item: Item) -> bool:
    """Whether a line that was typed elsewhere names a pupil of this item."""
    if line.item_id == item.id or item.part_of:
        return False
    return any(student in item.students for student in line.also)


def _woven(own: Sequence[Line], others: Sequence[Line]) -> list[Line]:
    """Own lines keep their order; each other line stands before the first own one that is later."""
    found = list(own)
    for line in others:
        at = next((n for n, each in enumerate(found) if each.at > line.at), len(found))
        found.insert(at, line)
    return found
