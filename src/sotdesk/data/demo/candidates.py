"""The two candidates of the practice school: of one much is still to be found out, one waits for a decision."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from sotdesk.data.demo.content import content
from sotdesk.data.demo.one_go import Hands
from sotdesk.data.demo.script import Script
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.candidates import Candidate

NOTED = time(15, 10)
PARTS = ("need", "source", "information", "analysis", "capacity", "advice")

Row = Mapping[str, Any]


class Candidates:
    """The rows of candidates.toml, on the days before (and after) `today`."""

    def __init__(self, hands: Hands, calendar: SchoolCalendar, today: date) -> None:
        self._hands, self._calendar, self._today = hands, calendar, today

    def write(self, script: Script) -> None:
        """Puts them in the script, each on the day he was applied for."""
        for row in content("candidates")["candidate"]:
            script.add(self._before(row["days_ago"]), NOTED, partial(self._add, row))

    def _add(self, row: Row) -> None:
        years, months = row["age"]
        born = self._today - timedelta(days=round(365.25 * (years + months / 12)))
        asked = self._before(row["days_ago"])
        keep = self._hands.candidates
        candidate_id = keep.save_who(
            Candidate(
                "", row["first"], row["infix"], row["last"], asked, born, row["from_school"], row["for_class"]
            )
        )
        keep.fill(candidate_id, **{name: row[name] for name in PARTS if name in row})
        if "talk_in_days" in row:
            ahead = self._today + timedelta(days=row["talk_in_days"])
            keep.talk(candidate_id, self._calendar.next_school_day(ahead), "")
        elif "talk" in row:
            keep.talk(candidate_id, self._before(row["talk_days_ago"]), row["talk"])

    def _before(self, days: int) -> date:
        return self._calendar.previous_school_day(self._today - timedelta(days=days))
