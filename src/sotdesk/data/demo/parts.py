"""Absence, consent, the people around some of the worked-out cases, and handovers: what stands beside the card."""

from datetime import time, timedelta
from functools import partial

from sotdesk.data.demo.content import content
from sotdesk.data.demo.scene import Row, Scene
from sotdesk.data.demo.script import Script
from sotdesk.data.store.kwadrant import Taken
from sotdesk.domain.absence import Snapshot
from sotdesk.domain.absence_reports import Report
from sotdesk.domain.consents import BY_CONSENT, ConsentState
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.handover import reasons
from sotdesk.domain.kwadrant_measuring import read_all
from sotdesk.domain.kwadrant_rules import Value, instruments
from sotdesk.domain.network import Partner
from sotdesk.domain.rights import Request

NOTED, WITHDRAWN, RECEIVED = time(15, 55), time(16, 30), time(16, 40)


class Parts(Scene):
    """The rows of parts.toml, by the keys of cases and contacts; `days` = the day of each slot of the meetings."""

    def write(self, script: Script) -> None:
        """Puts everything in the script, each on its day."""
        parts = content("parts")
        for name, day, keep in (
            ("stand", "day", self._stand), ("report", "reported", self._report), ("paste", "on", self._paste),
            ("exchange", "day", self._exchange), ("partner", "since", self._partner),
            ("handover", "day", self._handover), ("kwadrant", "day", self._kwadrant),
            ("request", "day", self._request),
            ("measured", "day", self._measured), ("conclusion", "day", self._conclude),
        ):  # fmt: skip
            for row in parts[name]:
                script.add(self._day(row[day]), NOTED, partial(keep, row))
        for row in parts["exchange"]:
            if "withdrawn" in row:
                script.add(self._day(row["withdrawn"]), WITHDRAWN, partial(self._withdraw, row))
        for row in parts["handover"]:
            if "received" in row:
                script.add(self._day(row["received"]), RECEIVED, partial(self._receive, row))

    def _stand(self, row: Row) -> None:
        found = Snapshot(
            self._day(row["day"]), row.get("hours", 0.0), row.get("sick_reports", 0), row.get("sick_days", 0)
        )
        self._hands.absence.save_stand(self._id(row), found, row.get("note", ""))

    def _report(self, row: Row) -> None:
        report = Report(
            "", row["kind"], self._day(row["reached"]), self._day(row["reported"]), row["by"], row["causes"],
            row["plan"], row["result"], row["next"],
        )  # fmt: skip
        self._hands.absence.save_report(self._id(row), report)

    def _paste(self, row: Row) -> None:
        on = self._day(row["on"])
        days = [
            (self._calendar.previous_school_day(on - timedelta(days=ago)), words)
            for ago, words in row["days"]
        ]
        text = "\n".join(f"{day:%d-%m-%Y} {words}" for day, words in days)
        self._hands.absence.keep_days(self._id(row), text, on)

    def _exchange(self, row: Row) -> None:
        who = self._people.get(row["receiver"])
        self._hands.exchanges.save(
            self._id(row),
            Exchange(
                "", who.label if who else row["receiver"], ConsentState(row.get("state", "given")),
                row.get("ground", BY_CONSENT), row.get("giver", ""), row["purpose"], row.get("data", ""),
                row.get("proof", ""), self._day(row["day"]),
            ),
        )  # fmt: skip

    def _withdraw(self, row: Row) -> None:
        last = self._hands.exchanges.of_student(self._id(row))[-1]
        self._hands.exchanges.withdraw(last.id, self._day(row["withdrawn"]))

    def _handover(self, row: Row) -> None:
        why, around = reasons()[row["reason"]], self._hands.handovers.around(self._id(row))
        self._hands.handovers.give(self._id(row), around.receiver(around.first(why), why), why)

    def _receive(self, row: Row) -> None:
        one = self._hands.handovers.of_student(self._id(row))[0]
        self._hands.handovers.receive(one.id, one.receiver, self._day(row["received"]))

    def _request(self, row: Row) -> None:
        asked = Request(
            "", self._id(row), row["kind"], row["asker"], row["by"], self._day(row["day"]), row["asked"]
        )
        self._hands.rights.save(asked)

    def _partner(self, row: Row) -> None:
        who = self._people.get(row.get("who", ""))
        until = self._day(row["until"]) if "until" in row else None
        self._hands.network.save_partner(
            self._id(row),
            Partner(
                "", who.label if who else row["label"], role=row.get("role", ""),
                organisation=row.get("organisation", ""), since=self._day(row["since"]), until=until,
                kept_by=row.get("kept_by", ""), note=row.get("note", ""),
            ),
        )  # fmt: skip

    def _kwadrant(self, row: Row) -> None:
        for part, value in row["values"].items():
            self._hands.kwadrant.say(
                self._id(row), part, Value(value), who=row["who"], note=row.get("note", ""),
                instrument=row.get("instrument", ""),
            )  # fmt: skip

    def _measured(self, row: Row) -> None:
        instrument, take = instruments()[row["instrument"]], frozenset(row["scales"])
        taken = Taken(self._id(row), read_all(instrument, row["scales"]), take)
        self._hands.kwadrant.measure(instrument, [taken], who=row["who"])

    def _conclude(self, row: Row) -> None:
        self._hands.kwadrant.conclude(self._id(row), row["text"])

    def _id(self, row: Row) -> str:
        return self._pupils[row["case"]].id
