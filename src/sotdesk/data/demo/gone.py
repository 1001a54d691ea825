"""Pupils of the practice school who left years ago: of one the term is over, of another something is kept longer."""

from datetime import date, time
from functools import partial

from sotdesk.data.demo.content import content
from sotdesk.data.demo.one_go import Hands
from sotdesk.data.demo.scene import Row
from sotdesk.data.demo.script import Script
from sotdesk.data.tables.base import new_id
from sotdesk.domain.absence import Snapshot
from sotdesk.domain.calendar import SchoolCalendar, school_year
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.students import Student

OPENED, CLOSED, MARKED = time(14, 50), time(15, 20), time(9, 40)
LAST_DAY = (7, 10)
"""Month and day in summer on which they left (own choice)."""


class Gone:
    """The rows of gone.toml; `summers` is how many summers ago someone left, 1 = the last one."""

    def __init__(self, hands: Hands, calendar: SchoolCalendar, today: date) -> None:
        self._hands, self._calendar, self._today = hands, calendar, today

    def write(self, script: Script) -> None:
        """Puts them in the script: their case opens, and closes when they leave."""
        for row in content("gone")["gone"]:
            left = date(school_year(self._today)[0] + 1 - row["summers"], *LAST_DAY)
            opened = self._calendar.previous_school_day(date(left.year - 1, 11, 12))
            student = Student(
                new_id(), row["number"], row["first"], row["infix"], row["last"], row["class"],
                date(left.year - row["age"], 3, 5), municipality=row["municipality"], gone_since=left,
            )  # fmt: skip
            script.add(opened, OPENED, partial(self._come, script, row, student, left))

    def _come(self, script: Script, row: Row, student: Student, left: date) -> None:
        self._hands.students.add([student])
        case_id = self._hands.cases.open(student.id, status=CaseStatus.FOLLOW, question=row["question"])
        self._hands.absence.save_stand(student.id, Snapshot(self._hands.now().date(), row["hours"], 0, 0), "")
        script.add(left, CLOSED, partial(self._leave, row, case_id))
        if "hold" in row:
            day = self._calendar.previous_school_day(date(school_year(self._today)[0], 9, 15))
            script.add(min(day, self._today), MARKED, partial(self._hold, row, student))

    def _leave(self, row: Row, case_id: str) -> None:
        self._hands.cases.close(case_id, row["reason"], row["result"])

    def _hold(self, row: Row, student: Student) -> None:
        self._hands.retention.mark(student.id, "hold", row["hold"], row["who"])
