"""What the capture line of a contact moment asks: the grammar of the table, for one pupil, outside a meeting."""

from dataclasses import replace
from typing import TYPE_CHECKING

from sotdesk.domain.capture_model import Reading, Table
from sotdesk.domain.capture_names import Person
from sotdesk.domain.capture_pupils import Pupils
from sotdesk.domain.dates import Frame
from sotdesk.domain.meetings import Item, ItemKind
from sotdesk.domain.moments import Moment, outside_a_meeting
from sotdesk.domain.students import Student
from sotdesk.domain.table_people import people_at
from sotdesk.screens.meeting_line import ItemLine
from sotdesk.widgets.choices import Choice

if TYPE_CHECKING:
    from sotdesk.data.store import Store

NOT_HERE = ("/", "+", "-", "=")
"""What works on an agenda item gets no choices here."""


class MomentLine(ItemLine):
    """`MomentLine.of(store, moment)`: an `ItemLine` whose item is this pupil alone."""

    @classmethod
    def of(cls, store: "Store", moment: Moment, has_action: bool, about: str = "") -> "MomentLine":
        """For this moment; `about` is the agreement that a line which is being corrected evaluated."""
        student = moment.student
        guardians = store.students.guardians(student.id)
        contacts, school = store.contacts.all(), store.school.school()

        def people(others: tuple[Student, ...]) -> tuple[Person, ...]:
            return people_at((student, *others), contacts, school, (), guardians)

        frame = Frame(store.clock.today(), store.school.calendar())
        table = Table(
            frame, people(()), has_action=has_action, pupils=Pupils((student,)), outside=moment.readers
        )
        table = replace(table, facts=store.moments.facts(student.id, about))
        item = Item("", "", 0, ItemKind.PROGRESS, "", 0, students=(student,))
        return cls(table, item, store.students.all, people)

    def _read(self, line: str) -> tuple[Reading, Table]:
        if self._last is None or self._last[0] != line:
            reading, table = super()._read(line)
            self._last = (line, outside_a_meeting(reading), table)
        return self._last[1:]

    def choices(self, line: str, cursor: int) -> list[Choice]:
        """What could stand at the cursor; nothing for a line that works only in a meeting."""
        return [] if line.lstrip()[:1] in NOT_HERE else super().choices(line, cursor)
