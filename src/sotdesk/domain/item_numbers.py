"""The numbers of a meeting's items, parts included: `3`, `3b`; later numbers do not shift when one is split."""

from collections.abc import Sequence
from string import ascii_lowercase

from sotdesk.domain.meetings import Item


def numbers(items: Sequence[Item]) -> dict[str, str]:
    """Each item's number by its id: 1, 2, 3, and behind the item it was split off from `3b`, `3c`."""
    found: dict[str, str] = {}
    parts: dict[str, int] = {}
    count = 0
    for item in items:
        root = item.part_of
        if root in found:
            parts[root] = parts.get(root, 0) + 1
            found[item.id] = f"{found[root]}{_letter(parts[root])}"
        else:
            count += 1
            found[item.id] = str(count)
    return found


def roots(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items without the parts that were split off: what is counted."""
    return tuple(item for item in items if not item.part_of)


def group_of(items: Sequence[Item], item: Item) -> tuple[Item, ...]:
    """The item with all parts it was split into, in their order."""
    root = item.part_of or item.id
    return tuple(each for each in items if root in (each.id, each.part_of))


def next_position(items: Sequence[Item], item: Item) -> int:
    """The place in `items` behind the item and all its parts."""
    group = {each.id for each in group_of(items, item)}
    return max(at for at, each in enumerate(items) if each.id in group) + 1


def _letter(part: int) -> str:
    """`b` for the first part behind the item; beyond `z` it goes on with `zb`."""
    last = len(ascii_lowercase) - 1
    return ascii_lowercase[part] if part <= last else f"z{_letter(part - last)}"
