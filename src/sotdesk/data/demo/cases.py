"""The fourteen worked-out cases and the signals that wait: what happened to them besides the meetings."""

from collections.abc import Mapping
from datetime import date, time
from functools import partial

from sotdesk.data.demo.content import content
from sotdesk.data.demo.one_go import Hands
from sotdesk.data.demo.scene import Row, Scene
from sotdesk.data.demo.script import Script
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.cases import CaseStatus, Guardian, Referral, Triage, Tried
from sotdesk.domain.contacts import Contact, role_name
from sotdesk.domain.students import Student

SEEN, REOPENED, WEIGHED, REFERRED, CLOSED = time(8, 40), time(11, 5), time(11, 10), time(15, 20), time(15, 45)


class Cases(Scene):
    """The cases by their keys; `days` = the day of each slot of the year of meetings."""

    def __init__(
        self,
        hands: Hands,
        pupils: Mapping[str, Student],
        people: Mapping[str, Contact],
        days: Mapping[int, date],
        calendar: SchoolCalendar,
    ) -> None:
        super().__init__(hands, pupils, people, days, calendar)
        self.rows: dict[str, Row] = {row["key"]: row for row in content("cases")["case"]}
        self._ids: dict[str, str] = {}
        self._status: dict[str, CaseStatus] = {}

    def families(self) -> None:
        """Keeps the parents of every case, and who are siblings."""
        done: set[str] = set()
        for key, row in self.rows.items():
            for parent in row["parents"]:
                self._hands.students.save_guardian(self._pupils[key].id, Guardian("", **parent))
            family = {key, *row.get("siblings", ())}
            if len(family) > 1 and key not in done:
                self._hands.students.set_family([self._pupils[one].id for one in sorted(family)])
                done |= family

    def write(self, script: Script) -> None:
        """Puts signals, triage, aanmelding, closing and reopening of every case in the script."""
        for key, row in self.rows.items():
            for signal in row["signals"]:
                self._signal(script, self._pupils[key], signal)
            referral = row["aanmelding"]
            script.add(self._day(referral), REFERRED, partial(self._refer, key, referral))
            for event in row.get("events", ()):
                self._event(script, key, event)

    def waiting(self, script: Script, pupils: Mapping[str, Student]) -> None:
        """Puts the signals that are still to be weighed in the script; pupils by number."""
        for row in content("signals")["signal"]:
            self._signal(script, pupils[row["number"]], row)

    def discussed(self, key: str, slot: int, last_slot: int) -> None:
        """A meeting about this case is over: the case goes on, at its last meeting to where it stands today."""
        row = self.rows[key]
        to = CaseStatus(row["status"]) if slot == last_slot else CaseStatus.INTERNAL
        closing = any(e["slot"] == slot and e["kind"] == "closed" for e in row.get("events", ()))
        if not closing and to is not CaseStatus.CLOSED and self._status.get(key, CaseStatus.INTAKE) is not to:
            self._hands.cases.set_status(self.id_of(key), to)
            self._status[key] = to

    def finish(self) -> None:
        """Gives every card what it says today."""
        for key, row in self.rows.items():
            self._hands.cases.edit(
                self.id_of(key), level=row["level"], holder=self._people[row["holder"]].name,
                question=row["hulpvraag"], question_by=row["hulpvraag_of"], what_works=row["what_works"],
                confidentiality=row["confidentiality"],
            )  # fmt: skip

    def id_of(self, key: str) -> str:
        """The id of a case by its key; LookupError before it was opened."""
        if key not in self._ids:
            found = self._hands.cases.of_student(self._pupils[key].id)
            if found is None:
                raise LookupError(key)
            self._ids[key] = found.id
        return self._ids[key]

    def _signal(self, script: Script, pupil: Student, row: Row) -> None:
        day, told = self._day(row), row["by"]
        by = told if row["role"] in told.casefold() else f"{told} ({role_name(row['role'])})"

        def noted() -> None:
            signal_id = self._hands.cases.add_signal(
                pupil.id, by, row["text"], seen_on=day, domain=row["domain"], told_home=row["told_home"]
            )
            if row["triage"] != Triage.OPEN:
                weigh = partial(self._hands.cases.triage, signal_id, Triage(row["triage"]))
                script.add(day, WEIGHED, weigh)

        script.add(day, SEEN, noted)

    def _refer(self, key: str, row: Row) -> None:
        cases, pupil = self._hands.cases, self._pupils[key]
        known = cases.of_student(pupil.id)
        case_id = known.id if known else cases.open(pupil.id)
        answers = {
            name: row[name]
            for name in ("parents_informed", "parents_agreed", "student_informed", "student_agreed")
        }
        tried = tuple(Tried(what, effect) for what, effect in row["tried"])
        day = self._day(row)
        cases.refer(
            case_id,
            Referral(day, row["by"], row["hulpvraag"], row["whose"], row["request"], tried, **answers),
        )

    def _event(self, script: Script, key: str, row: Row) -> None:
        cases, day = self._hands.cases, self._days[row["slot"]]
        if row["kind"] == "reopened":  # it opens when the signal about it is weighed, or else at the meeting
            again = [
                self._day(signal) for signal in self.rows[key]["signals"] if signal["slot"] == row["slot"]
            ]
            day = min(again, default=day)
            script.add(day, REOPENED, lambda: cases.reopen(self.id_of(key), row["reason"]))
            script.add(day, REOPENED, lambda: self._status.pop(key, None))
        else:
            after = [row["result"].rstrip("."), row.get("followup", "")]
            result = ". Daarna: ".join(filter(None, after)) + "."
            script.add(day, CLOSED, lambda: cases.close(self.id_of(key), row["reason"], result))
