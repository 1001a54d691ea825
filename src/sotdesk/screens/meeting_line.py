"""What the capture line of a meeting asks: reading, tint, preview and choices for the item that is shown.

One reading per typed state serves all three. The grammar is domain/capture.py's; here it only meets the screen.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sotdesk.domain.capture import read
from sotdesk.domain.capture_complete import completions, next_choice
from sotdesk.domain.capture_model import Reading, Table
from sotdesk.domain.capture_names import Person
from sotdesk.domain.capture_preview import limits_readers, preview
from sotdesk.domain.capture_pupils import Pupils
from sotdesk.domain.confidentiality import INZAGE_LINE
from sotdesk.domain.dates import Frame
from sotdesk.domain.guest_line import shown_reading, shown_table, with_guest
from sotdesk.domain.guests import GuestView
from sotdesk.domain.item_numbers import numbers
from sotdesk.domain.meetings import Item, Meeting
from sotdesk.domain.students import Student
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

NAMES_A_PUPIL = re.compile(r"(?<!\S)&\S|\A\s*/\+")
"""A line that may name any pupil of the school; only then they are looked up."""

Everyone = Callable[[], Sequence[Student]]
"""Gives the pupils of the school."""

NO_GUEST = GuestView()


@dataclass
class ItemLine:
    """The grammar at one item: its table of people, items and agreements.

    `everyone` gives the pupils of the school for a line that may name one of them; `people` gives who a line about
    this item and these other pupils can name (`@mentor … &sami` is the mentor of both).
    """

    table: Table
    item: Item
    everyone: Everyone
    people: Callable[[tuple[Student, ...]], tuple[Person, ...]]
    shown: Table | None = None
    """What choices and preview may speak of while a guest is here; None: of everything."""
    _last: tuple[str, Reading, Table] | None = None
    _tables: dict[tuple[str, ...], Table] = field(default_factory=dict)

    @classmethod
    def at(
        cls,
        store: "Store",
        meeting: Meeting,
        item: Item,
        agreements: Sequence[int],
        has_action: bool,
        everyone: Everyone | None = None,
        about: str = "",
        guests: GuestView = NO_GUEST,
    ) -> "ItemLine":
        """For this item of this meeting; `about` is the agreement that a line which is being corrected evaluated.

        While `guests` are here, choices and preview tell nothing of other items and other pupils.
        """
        guardians = [g for s in item.students for g in store.students.guardians(s.id)]
        contacts, school = store.contacts.all(), store.school.school()

        def people(others: tuple[Student, ...]) -> tuple[Person, ...]:
            about = (*_about(item), *others)
            return people_at(about, contacts, school, meeting.present, guardians, meeting.kind.members)

        following = store.meetings.after(meeting)
        day = following.day if following else None
        frame = Frame(store.clock.today(), store.school.calendar(), day)
        numbered = numbers(meeting.items)
        items = tuple((numbered[other.id], other.shown) for other in meeting.items)
        here = tuple(dict.fromkeys(s for each in meeting.items for s in each.students))
        table = Table(frame, people(()), items, tuple(agreements), has_action, Pupils(here))
        facts = store.table.facts(item.id, following=day, about=about)
        facts = with_guest(facts) if guests.on else facts
        table = replace(table, outcomes=store.school.outcomes(), facts=facts)
        shown = shown_table(table, guests, numbered) if guests.on else None
        return cls(table, item, everyone or store.students.all, people, shown)

    def read(self, line: str) -> Reading:
        """The line's one reading; the same line is not read twice."""
        return self._read(line)[0]

    def _read(self, line: str) -> tuple[Reading, Table]:
        """The reading and the table it was read against: with other pupils (`&sami`) their people count too."""
        if self._last is None or self._last[0] != line:
            table = self._table_for(line)
            reading = read(line, table)
            own = {student.id for student in self.item.students}
            others = {s.id: s for piece in reading.pieces for s in piece.also if s.id not in own}
            if others:
                table = self._table_with(tuple(others.values()))
                reading = read(line, table)
            self._last = (line, reading, table)
        return self._last[1:]

    def _table_for(self, line: str) -> Table:
        return self._table_with(()) if NAMES_A_PUPIL.search(line) else self.table

    def _table_with(self, others: tuple[Student, ...]) -> Table:
        """The table that knows the whole school, with the people of these other pupils; made once."""
        key = tuple(student.id for student in others)
        if key not in self._tables:
            known = next(iter(self._tables.values()), None)
            school = known.pupils.school if known else tuple(self.everyone())
            classmates = (s for s in school if self.item.class_name and s.class_name == self.item.class_name)
            here = tuple(dict.fromkeys((*self.table.pupils.here, *classmates)))
            people = self.people(others) if others else self.table.people
            self._tables[key] = replace(self.table, people=people, pupils=Pupils(here, school))
        return self._tables[key]

    def spans(self, line: str, _cursor: int) -> list[tuple[int, int, Role]]:
        """The parts that were understood, to tint."""
        return [(span.start, span.end, TINTS[span.role]) for span in self.read(line).spans]

    def choices(self, line: str, cursor: int) -> list[Choice]:
        """What could stand at the cursor."""
        found = completions(line, cursor, self.shown or self._table_for(line))
        return [Choice(c.start, cursor, c.insert, c.label, c.detail) for c in found]

    def preview(self, line: str, cursor: int, width: int) -> list[tuple[str, Role]]:
        """What was understood and who reads it, in `width` cells."""
        word = re.search(r"\S+\Z", line[:cursor])
        reading, table = self._read(line)
        reading = shown_reading(reading, self.shown) if self.shown else reading
        said = preview(reading, table, width=width, typing=word[0] if word else "")
        return [(text, ROLES[style]) for text, style in said]

    def beside(self, line: str) -> str:
        """What is said beside the preview: of a line that limits its readers, that inzage stays."""
        return INZAGE_LINE if limits_readers(self.read(line)) else ""

    def evaluates_next(self, line: str, by: int = 1) -> bool:
        """Tab in `ev: …`: it is about the next agreement (-1: the one before); False when there is no other."""
        facts = self.table.facts
        about = any(piece.about for piece in self.read(line).pieces)
        if facts is None or not about or len(facts.evaluated) < 2:
            return False
        turned = (*facts.evaluated[by:], *facts.evaluated[:by])
        self.table = replace(self.table, facts=replace(facts, evaluated=turned))
        self._tables, self._last = {}, None
        return True

    def cycled(self, line: str, by: int = 1) -> str | None:
        """The line with the next person (-1: the one before) under an ambiguous name; None when there is none."""
        ring: list[str] = []
        table = self._read(line)[1]
        following = next_choice(line, table)
        while following is not None and following not in ring and len(ring) < MOST_WITH_ONE_NAME:
            ring.append(following)
            following = next_choice(following, table)
        if not ring:
            return None
        return ring[0] if by > 0 or len(ring) < 2 else ring[-2]


def _about(item: Item) -> tuple[Student, ...]:
    """Whom the people of a line are sought for: the item's pupils, or anyone of the class it is about."""
    if item.students or not item.class_name:
        return item.students
    return (Student("", "", "", "", "", item.class_name),)
