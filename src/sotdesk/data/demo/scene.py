"""What every part of the practice school's story needs: hands to write with, who is who, and which day a row means."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sotdesk.data.demo.one_go import Hands
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.contacts import Contact
from sotdesk.domain.students import Student

Row = Mapping[str, Any]
"""A row of one of the TOML files beside this one."""


class Scene:
    """Pupils by the keys of their cases, contacts by theirs; `days` = the day of each slot of the year of meetings."""

    def __init__(
        self,
        hands: Hands,
        pupils: Mapping[str, Student],
        people: Mapping[str, Contact],
        days: Mapping[int, date],
        calendar: SchoolCalendar,
    ) -> None:
        self._hands, self._pupils, self._people = hands, pupils, people
        self._days, self._calendar = days, calendar

    def _day(self, row: Row) -> date:
        """The school day on or before so many days before the meeting of a row."""
        return self._school_day(self._days[row.get("slot", 0)] - timedelta(days=row["days_ago"]))

    def _school_day(self, day: date) -> date:
        return self._calendar.previous_school_day(day)
