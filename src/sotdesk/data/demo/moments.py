"""The contact moments of some of the worked-out cases, line by line, one of them corrected later."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from sotdesk.data.demo.content import content
from sotdesk.data.demo.one_go import Hands
from sotdesk.data.demo.script import Script
from sotdesk.data.store.moments import About
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Reading, Table
from sotdesk.domain.contacts import Contact, School
from sotdesk.domain.dates import Frame
from sotdesk.domain.students import Student
from sotdesk.domain.table_people import people_at

CORRECTED = time(8, 20)
"""When a line got other words, the school day after."""
MINUTES = 2
"""Between two lines of a moment."""

Row = Mapping[str, Any]


class Moments:
    """The moments, by the keys of cases; `days` = the day of each slot of the year of meetings."""

    def __init__(
        self,
        hands: Hands,
        pupils: Mapping[str, Student],
        people: Mapping[str, Contact],
        school: School,
        days: Mapping[int, date],
        calendar: SchoolCalendar,
    ) -> None:
        self._hands, self._pupils, self._people, self._school = hands, pupils, people, school
        self._days, self._calendar = days, calendar

    def write(self, script: Script) -> None:
        """Puts every moment in the script; its correction follows when it is there."""
        for row in content("moments")["moment"]:
            day = self._calendar.previous_school_day(
                self._days[row["slot"]] - timedelta(days=row["days_ago"])
            )
            script.add(day, time.fromisoformat(row["at"]), partial(self._tell, script, row, day))

    def _tell(self, script: Script, row: Row, day: date) -> None:
        student, began = self._pupils[row["case"]], time.fromisoformat(row["at"])
        begin, moment_id = datetime.combine(day, began), ""
        for number, line in enumerate(row["lines"]):
            self._hands.at_moment((begin + timedelta(minutes=MINUTES * number)).astimezone())
            moment_id = self._hands.moments.keep(student.id, moment_id, self._read(student, line, day))
        about = About(begin.astimezone(), row["channel"], row.get("with_whom", ""), *self._told(row))
        self._hands.moments.edit(student.id, moment_id, about)
        for number, words in row.get("corrected", ()):
            after = day + timedelta(days=1)
            script.add(after, CORRECTED, partial(self._correct, student, moment_id, number, words, after))

    def _correct(self, student: Student, moment_id: str, number: int, words: str, day: date) -> None:
        line = self._hands.moments.get(moment_id).lines[number - 1]
        self._hands.moments.correct(line.capture_id, self._read(student, words, day))

    def _told(self, row: Row) -> tuple[str, str, str]:
        return row.get("told_student", ""), row.get("told_parents", ""), row.get("told_why", "")

    def _read(self, student: Student, line: str, day: date) -> Reading:
        guardians = self._hands.students.guardians(student.id)
        people = people_at([student], self._people.values(), self._school, (), guardians)
        return read(line, Table(Frame(day, self._calendar), people))
