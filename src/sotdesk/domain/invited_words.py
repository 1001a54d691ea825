"""Who comes in for an item, as it is typed and shown in the agenda's row: `mentor, lpa`, or a name."""

import re
from collections.abc import Iterable, Sequence

from sotdesk.domain.actions import Doer
from sotdesk.domain.capture_names import NameBook
from sotdesk.domain.doers import doers_in
from sotdesk.domain.invitations import Invite, Slot, Told

_BETWEEN = re.compile(r"\s*[,;+]\s*")
MARKS = {Told.NOT_YET: "", Told.CHANGED: " !", Told.TOLD: " ✓"}
"""Behind a name: told when to come, or told a time that is no longer right."""


def invited_in(words: str, book: NameBook, before: Sequence[Invite] = ()) -> tuple[Doer, ...]:
    """Everyone named, each once; who was invited already is meant first by the words that he is shown by.

    A name that nobody here has stays as typed (*nieuw*).
    """
    found: list[Doer] = []
    for word in filter(None, _BETWEEN.split(words.strip())):
        known = [i for i in before if i.short.casefold() == word.removesuffix("?").casefold()]
        found += [Doer(i.label, i.contact_id, i.role) for i in known] or doers_in(word, book)
    return tuple(dict.fromkeys(found))


def invited_words(invites: Iterable[Invite]) -> str:
    """As the cell shows it to be changed: `mentor, LPA`; a name that is not known yet has a question mark."""
    return ", ".join(dict.fromkeys(f"{i.short}?" if i.new else i.short for i in invites))


def invited_shown(slots: Iterable[Slot]) -> str:
    """As the row shows it: `mentor ✓, LPA !`."""
    return ", ".join(
        dict.fromkeys(f"{s.invite.short}{'?' if s.invite.new else ''}{MARKS[s.state]}" for s in slots)
    )
