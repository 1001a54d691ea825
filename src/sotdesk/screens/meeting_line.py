"""What the capture line of a meeting asks: reading, tint, preview and choices for the item that is shown.

One reading per typed state serves all three. The grammar is domain/capture.py's; here it only meets the screen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sotdesk.domain.capture import read
from sotdesk.domain.capture_complete import completions, next_choice
from sotdesk.domain.capture_model import Kind, Reading, Remark, Table
from sotdesk.domain.capture_model import Piece as Kept
from sotdesk.domain.capture_preview import preview
from sotdesk.domain.dates import Frame
from sotdesk.domain.meetings import Item, Meeting
from sotdesk.domain.table_people import people_at
from sotdesk.widgets.choices import Choice
from sotdesk.widgets.pieces import Role

if TYPE_CHECKING:
    from sotdesk.data.store import Store

TINTS: dict[str, Role] = {
    "mark": "kind",
    "voice": "kind",
    "who": "accent",
    "when": "accent",
    "evaluate": "accent",
    "where": "accent",
    "item": "accent",
    "audience": "warn",
    "unknown": "ask",
}
ROLES: dict[str, Role] = {"label": "label", "kind": "kind", "text": "", "warn": "ask", "muted": "muted"}


MOST_WITH_ONE_NAME = 20
"""More people than this never share a name or a role."""


@dataclass
class ItemLine:
    """The grammar at one item: its table of people, items and agreements."""

    table: Table
    _last: tuple[str, Reading] = ("", Reading(""))

    @classmethod
    def at(
        cls, store: "Store", meeting: Meeting, item: Item, agreements: Sequence[int], has_action: bool
    ) -> "ItemLine":
        """For this item of this meeting."""
        guardians = [g for s in item.students for g in store.students.guardians(s.id)]
        people = people_at(
            item.students, store.contacts.all(), store.school.school(), meeting.present, guardians
        )
        following = store.meetings.after(meeting)
        frame = Frame(store.clock.today(), store.school.calendar(), following.day if following else None)
        items = tuple((number, other.shown) for number, other in enumerate(meeting.items, start=1))
        return cls(Table(frame, people, items, tuple(agreements), has_action))

    def read(self, line: str) -> Reading:
        """The line's one reading; the same line is not read twice."""
        if self._last[0] != line:
            self._last = (line, _as_kept(read(line, self.table)))
        return self._last[1]

    def spans(self, line: str, _cursor: int) -> list[tuple[int, int, Role]]:
        """The parts that were understood, to tint."""
        return [(span.start, span.end, TINTS[span.role]) for span in self.read(line).spans]

    def choices(self, line: str, cursor: int) -> list[Choice]:
        """What could stand at the cursor."""
        found = completions(line, cursor, self.table)
        return [Choice(c.start, cursor, c.insert, c.label, c.detail) for c in found]

    def preview(self, line: str, cursor: int, width: int) -> list[tuple[str, Role]]:
        """What was understood and who reads it, in `width` cells."""
        word = re.search(r"\S+\Z", line[:cursor])
        said = preview(self.read(line), self.table, width=width, typing=word[0] if word else "")
        return [(text, ROLES[style]) for text, style in said]

    def cycled(self, line: str, by: int = 1) -> str | None:
        """The line with the next person (-1: the one before) under an ambiguous name; None when there is none."""
        ring: list[str] = []
        following = next_choice(line, self.table)
        while following is not None and following not in ring and len(ring) < MOST_WITH_ONE_NAME:
            ring.append(following)
            following = next_choice(following, self.table)
        if not ring:
            return None
        return ring[0] if by > 0 or len(ring) < 2 else ring[-2]


def _as_kept(reading: Reading) -> Reading:
    """What acts only from a later issue on: `!!` is kept as it was typed, `/+noor` finds nobody."""
    first = reading.pieces[0] if reading.pieces else None
    if first and first.kind is Kind.ACUTE:
        return replace(reading, pieces=(Kept(Kind.FACT, reading.raw.strip()),), spans=())
    if first and first.adds:
        wanted = reading.raw.strip()[1:]
        unknown = Remark(rf"geen punt heet zo: {wanted} · \/ maakt er tekst van", 0, len(reading.raw))
        return replace(reading, pieces=(Kept(Kind.GO, wanted),), remarks=(unknown,), found=False)
    return reading
