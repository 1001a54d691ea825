"""The measures of some of the worked-out cases: begun, evaluated, ended, entered in the school's own system."""

from datetime import date, time, timedelta
from functools import partial

from sotdesk.data.demo.content import content
from sotdesk.data.demo.scene import Row, Scene
from sotdesk.data.demo.script import Script
from sotdesk.domain.support import Review, Support

BEGUN, REVIEWED = time(16, 5), time(16, 20)


class Supports(Scene):
    """The measures, by the keys of cases and contacts; `days` = the day of each slot of the year of meetings."""

    def write(self, script: Script) -> None:
        """Puts every measure in the script; its evaluations follow when it is there."""
        for row in content("support")["support"]:
            script.add(self._day(row["start"]), BEGUN, partial(self._begin, script, row))

    def _begin(self, script: Script, row: Row) -> None:
        start, giver = self._day(row["start"]), self._people[row["giver"]]
        entered = row.get("entered")
        evaluate = self._days[0] + timedelta(days=row["evaluate_in"])
        support_id = self._hands.support.save(
            Support(
                "", self._pupils[row["case"]].id, row["name"], start, row["goal"], row["level"], tuple(row["aspects"]),
                giver.id, giver.label, starts_on=start, hours=row.get("hours"), talks=row.get("talks"),
                cost=row.get("cost", ""), evaluate_on=None if row.get("review") else self._school_day(evaluate),
                entered_on=self._day(entered) if entered else None,
            )
        )  # fmt: skip
        for review in row.get("review", ()):
            step = partial(self._review, support_id, review, self._school_day(evaluate))
            script.add(self._day(review["day"]), REVIEWED, step)

    def _review(self, support_id: str, row: Row, evaluate: date) -> None:
        entered, done = row.get("entered"), row.get("done", False)
        review = Review(
            self._day(row["day"]), row["result"], row["words"], row.get("in_time", ""),
            row.get("student_satisfied", ""), row.get("parents_satisfied", ""),
            entered_on=self._day(entered) if entered else None,
        )  # fmt: skip
        self._hands.support.evaluate(support_id, review, next_on=None if done else evaluate, done=done)
