"""The form for one talk about several pupils: who comes with the pupils of this item."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from sotdesk.domain.item_numbers import numbers, roots
from sotdesk.domain.meetings import Item, ItemState, Meeting
from sotdesk.domain.students import Student
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.naming import pupil
from sotdesk.screens.student_picker import StudentField
from sotdesk.widgets.field import Field

if TYPE_CHECKING:
    from sotdesk.data.store import Store

OPEN = (ItemState.OPEN, ItemState.BUSY, ItemState.CARRIED)
"""Items whose pupils are proposed: what was discussed is behind them."""


class TogetherForm(FormDialog[tuple[str, ...]]):
    """`TogetherForm(store, meeting, item)` → the pupils that come with those of the item."""

    SAVE = "Samen bespreken"

    def __init__(
        self,
        store: "Store",
        meeting: Meeting,
        item: Item,
        *,
        hidden: bool = False,
        save: Callable[[tuple[str, ...]], object] | None = None,
    ) -> None:
        super().__init__(save=save)
        self._store, self._item = store, item
        self._mine = tuple(student.id for student in item.students)
        self._proposed = proposed(meeting, item, [store.students.siblings(i) for i in self._mine])
        self.heading = f"{' + '.join(pupil(s, hidden=hidden) for s in item.students)}, samen met"

    def fields(self) -> Iterable[Field]:
        """One line; siblings and the pupils of the other items stand under it."""
        yield StudentField(
            self._store, "Leerling", many=True, proposed=self._proposed, student_ids=(), leave_out=self._mine
        )

    def result(self) -> tuple[str, ...]:
        """Who comes with them; raises FieldError."""
        field = self.query_one(StudentField)
        if field.typed or not field.ids:
            raise FieldError("student", "Kies een leerling uit de lijst.")
        return field.ids


def proposed(
    meeting: Meeting, item: Item, siblings: Iterable[Sequence[Student]]
) -> tuple[tuple[Student, str], ...]:
    """Who may come with the pupils of an item, and why: their siblings first, then the pupils of open items."""
    known = numbers(meeting.items)
    at = {s.id: known[each.id] for each in roots(meeting.items) for s in each.students}
    mine = set(item.students)
    kin = [s for found in siblings for s in found if s not in mine]
    others = [s for i in roots(meeting.items) if i.state in OPEN for s in i.students if s not in mine]
    reasons = {s.id: "broer of zus" for s in kin}
    found = {s.id: s for s in (*kin, *others)}
    return tuple((s, _why(reasons.get(s.id, ""), at.get(s.id, ""))) for s in found.values())


def _why(reason: str, number: str) -> str:
    return " · ".join(filter(None, (reason, f"punt {number}" if number else "")))
