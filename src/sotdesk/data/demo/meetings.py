"""The year of meetings: held through the real capture grammar and the real store, today's one ready to start."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from sotdesk.data.demo.cases import Cases
from sotdesk.data.demo.content import content
from sotdesk.data.demo.one_go import Hands
from sotdesk.data.demo.people import nameable
from sotdesk.data.demo.script import Script
from sotdesk.data.store.keeping import Place
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.capture import Kind, Table, read
from sotdesk.domain.contacts import Contact, School
from sotdesk.domain.dates import Frame
from sotdesk.domain.meetings import ItemKind, MeetingKind, Present
from sotdesk.domain.students import Student

SETTLED = re.compile(r"=(\d+)(.*)")
OPENING = timedelta(minutes=3)
"""How long the fixed item Opening took, each time."""
TICKED_OFF = timedelta(days=8)
"""So long after the meeting the agreements that were done early were ticked off."""
TELLING = timedelta(minutes=12)
"""So long after the meeting everyone was told."""
AFTERWARDS = time(16, 10)

Row = Mapping[str, Any]
About = tuple[str, ...]


def slots() -> list[int]:
    """The slots of the year, oldest first, and the one after today's."""
    return [*sorted(row["slot"] for row in content("meetings")["meeting"]), 1]


class Year:
    """All meetings by slot. `left` holds per item's pupils the agreements that are open, oldest first."""

    def __init__(
        self, hands: Hands, pupils: Mapping[str, Student], people: Mapping[str, Contact], school: School,
        calendar: SchoolCalendar, days: Mapping[int, date], cases: Cases,
    ) -> None:  # fmt: skip
        self._hands = hands
        self._pupils = pupils
        self._people = people
        self._school = school
        self._calendar = calendar
        self._days = days
        self._cases = cases
        self._rows: dict[int, Row] = {row["slot"]: row for row in content("meetings")["meeting"]}
        self._ids: dict[int, str] = {}
        self._left: dict[About, list[str]] = defaultdict(list)
        self._carried: dict[About, int] = {}
        self._last_slot = {key: slot for slot in sorted(self._rows) if slot < 0 for key in self._keys(slot)}
        self._start = time.fromisoformat(content("school")["meeting"]["start"])

    def plan(self, kind: MeetingKind) -> None:
        """Plans every meeting, the one after today's too."""
        data = content("school")["meeting"]
        for slot, day in sorted(self._days.items()):
            self._ids[slot] = self._hands.meetings.plan(
                kind.id, day, start=self._start, minutes=data["minutes"], place=data["place"]
            )

    def write(self, script: Script) -> None:
        """Puts every held meeting in the script."""
        for slot in sorted(self._rows):
            if slot < 0:
                script.add(self._days[slot], self._start, partial(self._hold, slot))

    def prepare_today(self) -> None:
        """Makes today's agenda; the report of last time still waits to be adopted."""
        for row in self._rows[0]["items"]:
            item_id = self._add_item(0, row)
            self._hands.invites.invite(item_id, [self._invited(key) for key in row.get("invited", ())])

    # --- one meeting

    def _hold(self, slot: int) -> None:
        table, meeting_id = self._hands.table, self._ids[slot]
        items = [(self._add_item(slot, row), row) for row in self._rows[slot]["items"]]
        now = datetime.combine(self._days[slot], self._start).astimezone()
        table.start(meeting_id, [self._present(key, now) for key in self._rows[slot]["present"]])
        if slot - 1 in self._ids:
            self._hands.meetings.adopt(self._ids[slot - 1])
        now += OPENING
        for item_id, row in items:
            self._discuss(slot, item_id, row, now)
            now += timedelta(minutes=row["used"])
        self._hands.at_moment(now + timedelta(minutes=2))
        for item_id, row in items:
            if row.get("carried"):
                table.carry(item_id, self._days[slot + 1])
        table.close(meeting_id)
        self._hands.at_moment(now + TELLING)
        self._hands.tell_everyone(meeting_id)
        self._clear_agenda(slot + 1)
        for key in sorted(self._keys(slot)):
            self._cases.discussed(key, slot, self._last_slot[key])

    def _clear_agenda(self, slot: int) -> None:
        """Each agenda is made from its own rows; who was put off to today's is proposed there, with the reason."""
        for item in self._hands.meetings.get(self._ids[slot]).items:
            if not item.fixed:
                self._hands.meetings.remove_item(item.id)

    def _add_item(self, slot: int, row: Row) -> str:
        about: About = tuple(row.get("cases", ()))
        times = self._carried.pop(about, 0) if about else 0
        if row.get("carried"):
            self._carried[about] = times + 1
        return self._hands.meetings.add_item(
            self._ids[slot], kind=ItemKind(row["kind"]), minutes=row["minutes"], title=row.get("title", ""),
            student_ids=[self._pupils[key].id for key in about], request=row.get("request", ""),
            carried_times=times,
        )  # fmt: skip

    def _discuss(self, slot: int, item_id: str, row: Row, began: datetime) -> None:
        lines: Sequence[str] = row.get("lines", ())
        if not lines:
            return
        self._hands.at_moment(began)
        meeting_id, guests = self._ids[slot], [self._present(key, began) for key in row.get("joined", ())]
        for person in guests:
            self._hands.table.presence(meeting_id, person, here=True)
        about: About = tuple(row.get("cases", ()))
        known = list(self._left[about])
        self._type(slot, item_id, row, began, known)
        for person in guests:
            self._hands.table.presence(meeting_id, person, here=False)
        self._remember(slot, item_id, row, about, known)

    def _type(self, slot: int, item_id: str, row: Row, began: datetime, known: Sequence[str]) -> None:
        """Types the lines of an item, spread over its minutes; the first starts its clock.

        `=N` counts in `known`; the store's own number for that agreement is what is typed.
        """
        students = [self._pupils[key] for key in row.get("cases", ())]
        agreed = {number: action.id for number, action in self._hands.table.previous(item_id)}
        number_of = {action_id: number for number, action_id in agreed.items()}
        frame = Frame(self._days[slot], self._calendar, self._days[slot + 1])
        people = nameable(students, self._people.values(), self._school)
        at_table = Table(frame, people, agreements=tuple(agreed))
        place = Place(item_id, tuple(student.id for student in students), agreed)
        step = timedelta(minutes=row["used"]) / (len(row["lines"]) + 1)
        for number, line in enumerate(row["lines"]):
            if settled := SETTLED.fullmatch(line):
                line = f"={number_of[known[int(settled[1]) - 1]]}{settled[2]}"
            self._hands.at_moment(began + number * step)
            self._hands.keep(place, read(line, at_table), first=number == 0)
        self._hands.at_moment(began + len(row["lines"]) * step)

    def _remember(self, slot: int, item_id: str, row: Row, about: About, known: Sequence[str]) -> None:
        """Which agreements are open now; those of `done_later` are ticked off before the next meeting."""
        settled = [found for line in row["lines"] if (found := SETTLED.fullmatch(line))]
        moved = [known[int(found[1]) - 1] for found in settled if found[2].startswith(" >")]
        new = list(self._agreed(item_id))
        done = [new[number - 1] for number in row.get("done_later", ())]
        day = min(self._days[slot] + TICKED_OFF, self._days[slot + 1] - timedelta(days=1))
        self._hands.at(self._calendar.previous_school_day(day), AFTERWARDS)
        for action_id in done:
            self._hands.actions.settle(action_id, ActionState.DONE)
        self._left[about] = [*moved, *(one for one in new if one not in done)]

    def _agreed(self, item_id: str) -> Iterator[str]:
        for line in self._hands.table.lines(item_id):
            if line.kind == Kind.ACTION and line.action:
                yield line.action.id

    def _keys(self, slot: int) -> set[str]:
        return {
            key for row in self._rows[slot]["items"] for key in row.get("cases", ()) if not row.get("carried")
        }

    def _invited(self, key: str) -> Doer:
        contact = self._people[key]
        role = contact.roles[0]
        return Doer(f"{role.name} ({contact.name})", contact.id, role.code)

    def _present(self, key: str, since: datetime) -> Present:
        contact = self._people[key]
        return Present("", contact.label, contact.roles[0].name, contact.id, joined_at=since)
