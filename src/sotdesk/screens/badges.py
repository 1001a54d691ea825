"""Badges in the head of a card: one line of what stands in a part of the file, and Enter leads there.

A part adds one function to `BADGES`; it gives nothing when there is nothing to say.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sotdesk.domain.words import count
from sotdesk.widgets.pieces import Role

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.screens.routes import Address

PREFIX = "badge:"
"""Before the place of a badge: the id of its row."""


@dataclass(frozen=True)
class Badge:
    """What it is about (a label of the head), what stands there, how it looks, and where Enter goes."""

    label: str
    words: str
    role: Role
    address: "Address"


Maker = Callable[["Store", str], Iterable[Badge]]
"""Given the store and a pupil's id."""


def untold(store: "Store", student_id: str) -> Iterable[Badge]:
    """Contact moments of which it was said neither to parents nor to the pupil, nor why not (domain.md §11)."""
    found = store.moments.untold(student_id)
    if found:
        said = count(len(found), "contactmoment is", "contactmomenten zijn")
        words = f"{said} nog niet besproken met ouders of leerling"
        yield Badge("Te vertellen", words, "muted", ("moment", student_id, found[0]))


BADGES: tuple[Maker, ...] = (untold,)
"""In the order of the head."""


def badges_of(store: "Store", student_id: str) -> tuple[Badge, ...]:
    """Every badge of this pupil."""
    return tuple(badge for make in BADGES for badge in make(store, student_id))
