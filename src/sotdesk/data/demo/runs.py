"""Runs of a protocol in the practice school: what runs.toml tells, each thing on its day, by the rules of the store."""

from collections.abc import Callable
from datetime import time, timedelta
from functools import partial

from sotdesk.data.demo.content import content
from sotdesk.data.demo.scene import Row, Scene
from sotdesk.data.demo.script import Script
from sotdesk.domain.meldcode import (
    Consultation,
    Contact,
    ContactKind,
    Done,
    Given,
    Member,
    Round,
    Standing,
    Task,
    TaskKind,
)
from sotdesk.domain.protocol_read import shipped

BEGUN, NOTED = time(15, 10), time(15, 30)


class Runs(Scene):
    """The rows of runs.toml, by the keys of cases and contacts."""

    def write(self, script: Script) -> None:
        """Puts every run in the script; what was done in it comes when it is there."""
        for row in content("runs")["run"]:
            script.add(self._day(row["day"]), BEGUN, partial(self._begin, script, row))

    def _begin(self, script: Script, row: Row) -> None:
        case = self._hands.cases.of_student(self._pupils[row["case"]].id)
        if case is None:
            raise LookupError(row["case"])
        run_id = self._hands.runs.start(
            case.id, shipped()[row["protocol"]], why=row["why"], holder=self._who(row["holder"]),
            by=self._who(row["by"]),
        )  # fmt: skip
        steps: dict[str, Callable[[str, Row], None]] = {
            "item": self._item, "asked": self._asked, "member": self._member, "task": self._task,
            "contact": self._contact, "round": self._round, "effect": self._answer, "close": self._close,
        }  # fmt: skip
        for name, keep in steps.items():
            for step in row.get(name, ()):
                script.add(self._day(step["day"]), NOTED, partial(keep, run_id, step))

    def _item(self, run_id: str, row: Row) -> None:
        self._hands.runs.do(
            run_id,
            Done(
                row["code"], Standing(row.get("standing", Standing.DONE)), self._day(row["day"]),
                self._who(row["who"]), row.get("reason", ""), row.get("note", ""),
                self._school_day(self._days[0] + timedelta(days=row["due"])) if "due" in row else None,
                fields=row.get("fields", {}),
            ),
        )  # fmt: skip

    def _asked(self, run_id: str, row: Row) -> None:
        one = Consultation("", self._day(row["day"]), self._who(row["who"]), row["role"], row["said"])
        self._hands.run_parts.consult(run_id, one, row["item"])

    def _member(self, run_id: str, row: Row) -> None:
        self._hands.run_parts.member(run_id, Member("", self._who(row["who"]), row["role"]))

    def _task(self, run_id: str, row: Row) -> None:
        due, day = self._school_day(self._days[0] + timedelta(days=row["due"])), self._day(row["day"])
        told = day if row["told"] else None
        one = Task("", TaskKind(row["kind"]), self._who(row["who"]), row["words"], "", due, told, told)
        self._hands.run_parts.task(run_id, one)

    def _contact(self, run_id: str, row: Row) -> None:
        one = Contact(
            "", ContactKind(row["kind"]), self._day(row["day"]), self._who(row["who"]), row["spoke_with"], "",
            row["said"], row["agreements"],
        )  # fmt: skip
        self._hands.run_parts.contact(run_id, one, row["item"])

    def _round(self, run_id: str, row: Row) -> None:
        opened = Round(0, self._day(row["day"]), row["participants"], self._who(row["decider"]))
        self._hands.runs.weigh(run_id, opened)
        for answer in row["answer"]:
            self._answer(run_id, answer)

    def _answer(self, run_id: str, row: Row) -> None:
        term = self._day(row["term"]) if "term" in row else None
        lead = self._who(row["lead"]) if "lead" in row else ""
        at = self._hands.now()
        roles, result = row.get("roles", ""), row.get("result", "")
        given = Given(row["question"], row["answer"], at, row["facts"], term, lead, roles, result=result)
        self._hands.runs.answer(run_id, given)

    def _close(self, run_id: str, row: Row) -> None:
        self._hands.runs.close(run_id, row["words"])

    def _who(self, key: str) -> str:
        return self._people[key].name
