"""What of a meeting may stand on the screen: a guest at the table, the shield, hidden names (product.md §4)."""

from collections.abc import Sequence

from sotdesk.domain.anonymous import Around
from sotdesk.domain.guests import GuestView, at_item
from sotdesk.domain.item_numbers import numbers
from sotdesk.domain.masking import mask
from sotdesk.domain.meetings import Item, Meeting, Present
from sotdesk.domain.names import MASK
from sotdesk.domain.shield import hidden_words
from sotdesk.domain.students import Student
from sotdesk.screens.base import BaseScreen
from sotdesk.widgets.breakpoints import WIDTHS

WIDE = next(cells for cells, name in WIDTHS if name == "-wide")
"""Cells from which the panel Erbij has room."""


class WithGuests(BaseScreen):
    """A meeting and its item, as far as they may be seen now."""

    meeting: Meeting
    item_id: str
    _around = Around()
    """What may not be said of the item that is shown, when it is discussed anonymously."""

    @property
    def item(self) -> Item:
        """The item that is shown, held by its id."""
        return self.meeting.item(self.item_id) or self.meeting.items[0]

    @property
    def guests(self) -> GuestView:
        """What a guest at the table lets stand on the screen; without a guest everything."""
        return GuestView.of(self.meeting)

    @property
    def hidden(self) -> bool:
        """Whether the item that is shown is a number only, because a guest sits at another."""
        return self.guests.hides(self.item_id)

    @property
    def present(self) -> tuple[Present, ...]:
        """Who stands under Erbij: everyone of the meeting, and the guests of this item (else who is here now)."""
        return at_item(self.meeting.present, self.guests.item_id if self.hidden else self.item_id)

    @property
    def is_folded(self) -> bool:
        """Whether there is no room for the panel Erbij; asked of the app, for the class comes after the first look."""
        return self.app.size.width < WIDE

    def undoes(self, label: str, students: Sequence[Student]) -> str:
        """What u says before: with a guest not what it is, nor of whom."""
        if self.guests.on:
            return f"Nog eens {self.undo_key} herstelt je laatste stap."
        around = () if self.item.anonymous else students
        return self._masked(super().undoes(label, around))

    def undone(self, label: str) -> str:
        """What u says: with a guest not what was undone, it may be about anyone."""
        return "Hersteld." if self.guests.on else self._masked(super().undone(label))

    def _masked(self, text: str) -> str:
        """A text as it may be shown: another item by its number with a guest, shielded, without names (F9)."""
        if self.guests.on and text != self.item.shown:
            known = numbers(self.meeting.items)
            for item in self.meeting.items:
                if item.shown == text and self.guests.hides(item.id):
                    return f"punt {known[item.id]}"
        return self._without_names(hidden_words(text) if self.desk.shielded else text)

    def _without_names(self, text: str) -> str:
        of_item = any(text == i.shown for i in self.meeting.items)
        if self.item.anonymous and not of_item:
            text = self._around.hidden(text)
        if not self.private or any(text == i.shown for i in self.meeting.items if i.anonymous):
            return text
        if text == self.item.shown or any(text == i.shown for i in self.meeting.items if i.students):
            classes = " + ".join(
                s.class_name for i in self.meeting.items if i.shown == text for s in i.students
            )
            return f"{MASK} {classes}"
        return mask(text, [s.name for i in self.meeting.items for s in i.students])
