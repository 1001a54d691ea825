"""The mini kwadrant of the pupils of an agendapunt: a panel where there is room, else a line in its head."""

from collections.abc import Sequence

from textual.content import Content

from sotdesk.data.store import Store
from sotdesk.domain.kwadrant import for_guest
from sotdesk.domain.kwadrant_words import mini, mini_parts
from sotdesk.domain.meetings import Item
from sotdesk.domain.students import Student
from sotdesk.screens.meeting_rows import Masked
from sotdesk.widgets.pieces import Piece, pieces

NAME = 10
"""Cells of the name of a quadrant."""


class MiniKwadrant:
    """What the meeting may show of the kwadrant of an item's pupils; nothing of one who is discussed without a name.

    With a guest at the table nothing that rests on an instrument for those directly involved (SAQI: P43).
    """

    def __init__(self, store: Store, item: Item, masked: Masked, *, guest: bool) -> None:
        pupils: Sequence[Student] = () if item.anonymous else item.students
        found = store.kwadrant.of_students([pupil.id for pupil in pupils]) if pupils else {}
        today = store.clock.today()
        self._found = [(p, for_guest(found[p.id], today) if guest else found[p.id]) for p in pupils]
        self._found = [(pupil, kwadrant) for pupil, kwadrant in self._found if mini(kwadrant)]
        self._masked, self._several = masked, len(pupils) > 1

    def _who(self, pupil: Student) -> str:
        return self._masked(pupil.name.shown) if self._several else ""

    def lines(self) -> list[str]:
        """A line each: `kunnen gewoon · willen ▼ zorg / presteren ? · doen zorg`."""
        return [": ".join(filter(None, (self._who(pupil), mini(found)))) for pupil, found in self._found]

    def block(self) -> Content:
        """Under each other, for the panel; empty when nobody said anything."""
        parts: list[Piece] = []
        for pupil, found in self._found:
            parts += [(f"{self._who(pupil)}\n", "strong")] if self._several else []
            parts += [
                piece
                for name, words in mini_parts(found)
                for piece in ((f"{name:<{NAME}}", "muted"), f"{words}\n")
            ]  # fmt: skip
        return pieces(*parts).rstrip()
