"""A running SOT in a real encrypted file, with a clock that is moved by hand: for the tests of what happens in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.actions import ActionState
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Reading, Table
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.dates import Frame
from sotdesk.domain.guests import there_when
from sotdesk.domain.meetings import FixedItem, ItemKind, ItemState, Line, Meeting, MeetingKind, Present
from sotdesk.domain.students import Student
from sotdesk.domain.table_people import people_at

DAY = date(2026, 11, 25)
MINUTE = timedelta(minutes=1)
YARA, DAVI = "Yara A.", "Davi P."


@dataclass
class Sitting:
    """A running SOT about Yara and Davi; `later` moves its clock on."""

    store: Store
    meeting_id: str
    later: Callable[[int], None]

    @property
    def meeting(self) -> Meeting:
        return self.store.meetings.get(self.meeting_id)

    def item(self, name: str) -> str:
        return next(item.id for item in self.meeting.items if item.shown == name)

    def table(self, name: str, line: Line | None = None) -> Table:
        """As the desk knows it at this item, now or when a line is corrected; each pupil has a mentor of his own."""
        item = self.meeting.item(self.item(name))
        assert item is not None
        present = there_when(self.meeting.present, line.at) if line else self.meeting.present
        people = people_at(
            item.students, self.store.contacts.all(), self.store.school.school(), present,
            members=self.meeting.kind.members,
        )  # fmt: skip
        numbers = tuple(
            number
            for number, action in self.store.table.previous(item.id)
            if action.state is ActionState.OPEN
        )
        has_action = any(line.kind == "action" for line in self.lines(name))
        frame = Frame(DAY, self.store.school.calendar())
        return Table(frame, people, agreements=numbers, has_action=has_action)

    def reading(self, name: str, words: str) -> Reading:
        return read(words, self.table(name))

    def contact(self, name: str) -> str:
        return next(contact.id for contact in self.store.contacts.all() if contact.name == name)

    def type(self, name: str, words: str) -> str:
        """The capture's id; empty when the words completed an older line."""
        kept = self.store.table.keep(self.item(name), self.reading(name, words))
        return kept[0].capture_id if kept else ""

    def correct(self, name: str, capture_id: str, words: str) -> None:
        line = next((line for line in self.lines(name) if line.capture_id == capture_id), None)
        self.store.table.correct(capture_id, read(words, self.table(name, line)))

    def move(self, capture_id: str, to: str) -> None:
        lines = [line for item in self.meeting.items for line in self.store.table.lines(item.id)]
        raw = next(line.raw for line in lines if line.capture_id == capture_id)
        self.store.table.move(capture_id, self.item(to), read(raw, self.table(to)))

    def lines(self, name: str) -> tuple[Line, ...]:
        return self.store.table.lines(self.item(name))

    def texts(self, name: str) -> list[tuple[str, str]]:
        return [(line.kind, line.text) for line in self.lines(name)]

    def undo(self) -> str:
        last = self.store.desk.to_undo()
        assert last is not None
        self.store.desk.undo(last.batch)
        return last.label

    def used(self, name: str) -> int:
        item = self.meeting.item(self.item(name))
        assert item is not None
        return round(item.used_until(self.store.clock.now()) / MINUTE)

    def state(self, name: str) -> ItemState:
        item = self.meeting.item(self.item(name))
        assert item is not None
        return item.state


def begun(vault: Vault) -> Sitting:
    """A meeting that started at 13:00 with SMW at the table and the SVK expected."""
    moment = [datetime(2026, 11, 25, 13, 0).astimezone()]
    store = Store(vault.engine, Clock(lambda: moment[0]))

    def later(minutes: int) -> None:
        moment[0] += minutes * MINUTE

    kind_id = store.school.save_kind(MeetingKind("", "SOT", "SOT", fixed=(FixedItem("Opening", 5),)))
    store.students.add(
        [
            Student("yara", "1", "Yara", "", "Achterberg", "2H1", mentor="M. Bos"),
            Student("davi", "2", "Davi", "", "Pinas", "3M2", mentor="K. Kok"),
        ]
    )
    for name, code in (("M. Bos", "mentor"), ("K. Kok", "mentor"), ("N. Smit", "smw")):
        store.contacts.save(Contact("", name, (Role(code),)))
    meeting_id = store.meetings.plan(kind_id, DAY)
    for student in ("yara", "davi"):
        store.meetings.add_item(meeting_id, kind=ItemKind.PROGRESS, minutes=10, student_ids=[student])
    at = Sitting(store, meeting_id, later)
    smw = Present("", "SMW (N. Smit)", "smw", at.contact("N. Smit"), joined_at=moment[0])
    store.table.start(meeting_id, [smw, Present("", "SVK", "svk")])
    later(5)
    return at
