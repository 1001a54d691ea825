"""Anoniem bespreken: an item without name, class or sibling on screen, agenda and report (issue 3 point 9).

What is agreed still goes to the right file: only what may be seen of the item changes, nothing that is kept.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from sotdesk.domain.masking import mask
from sotdesk.domain.meetings import Away, Item, Line, Present
from sotdesk.domain.names import MASK, Name
from sotdesk.domain.report_model import Passage

_KIN = (
    "mentor",
    "moeder",
    "vader",
    "ouders",
    "ouder",
    "verzorger",
    "voogd",
    "stiefmoeder",
    "stiefvader",
    "oma",
    "opa",
)
_NAMED = re.compile(rf"\b({'|'.join(_KIN)}) \([^)]*\)", re.IGNORECASE)
"""A role that says of which pupil or class it is once its name stands behind it: `mentor (M. Bos)`."""

Part = TypeVar("Part")


@dataclass(frozen=True)
class Around:
    """What may not be said of an item: the names of its pupils, their siblings and parents, and their classes."""

    names: tuple[Name, ...] = ()
    classes: tuple[str, ...] = ()

    def hidden(self, text: str) -> str:
        """The text without these names and classes, and without who belongs to them by name."""
        text = _NAMED.sub(r"\1", text)
        for name in filter(None, self.classes):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", MASK, text, flags=re.IGNORECASE)
        return mask(text, self.names)


def words_of(name: str) -> tuple[Name, ...]:
    """The parts of a parent's name that are no initial, each to be hidden."""
    return tuple(Name("", "", word) for word in name.split() if len(word.strip(".")) > 2)


def without_names(part: Part, around: Around) -> Part:
    """A part of a report in which no text names the pupil: every passage in it is hidden."""
    if isinstance(part, Passage):
        return replace(part, text=around.hidden(part.text), who=around.hidden(part.who))
    if isinstance(part, tuple):
        return tuple(without_names(one, around) for one in part)  # type: ignore[return-value]
    if is_dataclass(part) and not isinstance(part, type):
        changed: dict[str, Any] = {
            each.name: without_names(getattr(part, each.name), around) for each in fields(part) if each.init
        }
        return replace(part, **changed)
    return part


def there_for(present: Iterable[Present], item: Item, lines: Sequence[Line]) -> tuple[Present, ...]:
    """Everyone's time at the table as far as it counts for this item: who was sent away for it left then.

    Who was away before the first line of the item was kept, was not there for it at all.
    """
    away = {each.who: each for each in item.away}
    begun = min((line.at for line in lines if line.item_id == item.id), default=None)
    found = []
    for person in present:
        left = away.get(person.who)
        if left is None:
            found.append(person)
        elif begun is not None and left.since > begun:
            found.append(_until(person, left))
    return tuple(found)


def _until(person: Present, left: Away) -> Present:
    if person.joined_at is None or person.joined_at >= left.since:
        return replace(person, joined_at=None, left_at=None)
    return replace(person, left_at=min(person.left_at or left.since, left.since))
