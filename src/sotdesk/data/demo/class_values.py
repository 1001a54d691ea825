"""A whole class with a kwadrant: what was measured, and what its mentor said at two klassenbesprekingen."""

from collections.abc import Collection, Sequence
from datetime import date, time, timedelta
from functools import partial

from sotdesk.data.demo.content import content
from sotdesk.data.demo.one_go import Hands
from sotdesk.data.demo.script import Script
from sotdesk.data.store.kwadrant import Taken
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.kwadrant_measuring import read_all
from sotdesk.domain.kwadrant_rules import Value, instruments
from sotdesk.domain.students import Student

TESTED, SAID = time(10, 15), time(15, 30)
NOBODY_KNOWS = "-"
COLUMNS = (
    ("nio", ("totaal",)),
    ("saqi", ("motivatie", "welbevinden", "zelfvertrouwen")),
    ("cijfers", ("gemiddeld",)),
)
"""Instrument and scales, in the order of a row of class_values.toml; four values in words follow."""


class ClassValues:
    """The rows of class_values.toml for the pupils of that class, but for those `told` elsewhere."""

    def __init__(self, hands: Hands, told: Collection[str], calendar: SchoolCalendar, today: date) -> None:
        self._hands, self._told, self._calendar, self._today = hands, told, calendar, today
        self._data = content("class_values")

    def write(self, script: Script) -> None:
        """Puts every test and both klassenbesprekingen in the script, each on its day."""
        mine = [s for s in self._hands.students.all() if s.class_name == self._data["class"]]
        rows = [
            (student, row.split())
            for student, row in zip(mine, self._data["pupils"], strict=False)
            if student.id not in self._told
        ]
        first = 0
        for code, scales in COLUMNS:
            day = self._day({"cijfers": "grades"}.get(code, code))
            keep = partial(self._measure, code, scales, first, rows)
            script.add(day, TESTED, keep)
            first += len(scales)
        old = self._data["not_again"]
        script.add(self._day("not_again"), SAID, partial(self._say, rows[:old], {"presteren": first + 1}))
        script.add(self._day("before"), SAID, partial(self._say, rows, {"doen": first + 2}))
        script.add(self._day("now"), SAID, partial(self._say, rows, {"willen": first, "doen": first + 3}))
        script.add(self._day("now"), SAID, partial(self._say, rows[old:], {"presteren": first + 1}))

    def _day(self, what: str) -> date:
        """The school day on or before so many days ago."""
        day = self._today - timedelta(days=self._data[f"{what}_days"])
        while not self._calendar.is_school_day(day):
            day -= timedelta(days=1)
        return day

    def _measure(
        self, code: str, scales: Sequence[str], first: int, rows: Sequence[tuple[Student, Sequence[str]]]
    ) -> None:
        """One test of the whole class; what it suggests of aptitude and of the SAQI became the value."""
        instrument = instruments()[code]
        taken = []
        for student, row in rows:
            texts = dict(zip(scales, row[first:], strict=False))
            typed = {scale: text for scale, text in texts.items() if text != NOBODY_KNOWS}
            if typed:
                raws = read_all(instrument, typed)
                taken.append(Taken(student.id, raws, frozenset() if code == "cijfers" else frozenset(typed)))
        self._hands.kwadrant.measure(instrument, taken, who=self._data["mentor"])

    def _say(self, rows: Sequence[tuple[Student, Sequence[str]]], parts: dict[str, int]) -> None:
        for student, row in rows:
            for part, at in parts.items():
                if row[at] != NOBODY_KNOWS:
                    self._hands.kwadrant.say(student.id, part, Value(row[at]), who=self._data["mentor"])
