"""The half-typed line of each item, kept in the vault under its item: it never goes along to the next pupil."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sotdesk.data.store import Store


@dataclass(frozen=True)
class Half:
    """What stands half typed: the text, its cursor, and when it corrects a kept line: which one (its capture id)
    and what stood in the line before."""

    text: str = ""
    cursor: int = 0
    correcting: str = ""
    before: str = ""


class Halves:
    """`Halves(store)`: `of(item)` and `keep(item, half)`; what is kept already is not written again."""

    def __init__(self, store: "Store") -> None:
        self._desk = store.desk
        self._kept: dict[str, Half] = {}

    def of(self, item_id: str) -> Half:
        """What was half typed at this item."""
        text, cursor = self._desk.draft(f"line:{item_id}")
        correcting = self._desk.draft(f"correct:{item_id}")[0]
        before = self._desk.draft(f"before:{item_id}")[0] if correcting else ""
        half = self._kept[item_id] = Half(text, cursor, correcting, before)
        return half

    def keep(self, item_id: str, half: Half) -> None:
        """Writes what changed since it was kept last."""
        known = self._kept.get(item_id, Half())
        if (half.text, half.cursor) != (known.text, known.cursor):
            self._desk.keep_draft(f"line:{item_id}", half.text, half.cursor)
        if half.correcting != known.correcting:
            self._desk.keep_draft(f"correct:{item_id}", half.correcting, 0)
        if half.before != known.before:
            self._desk.keep_draft(f"before:{item_id}", half.before, 0)
        self._kept[item_id] = half

    def forget(self, item_id: str) -> None:
        """The line was kept: the store forgot what was half typed in the same transaction."""
        self._kept[item_id] = Half()
