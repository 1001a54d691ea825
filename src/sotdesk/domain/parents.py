"""Whether a voice in a record is that of a parent: as the role, or as one of this pupil's own parents."""

import re
from collections.abc import Iterable

from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.text import fold

_WORD = re.compile(r"\w+")


def is_parent(voice: str, guardians: Iterable[Guardian]) -> bool:
    """`ouders`, `moeder (K. Achterberg)`, `K. Achterberg`: a parent's role as a word of it, or his own name."""
    said = fold(voice)
    if not said:
        return False
    words = set(_WORD.findall(said))
    if words & _roles():
        return True
    return any(
        fold(g.name) in said or (g.relation and fold(g.relation) in words) for g in guardians if g.name
    )


def _roles() -> set[str]:
    kinds = [kind for kind in role_kinds().values() if kind.relative and kind.code != "leerling"]
    return {fold(word) for kind in kinds for word in (kind.code, kind.name, *kind.aliases) if len(word) > 2}
