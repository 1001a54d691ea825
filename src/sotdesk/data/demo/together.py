"""Samenwerking in the practice school: the signals of together.toml, told, matched and followed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from typing import Any

from sotdesk.data.demo.content import content
from sotdesk.data.demo.scene import Row, Scene
from sotdesk.data.demo.script import Script
from sotdesk.data.store.sisa import Weighed
from sotdesk.domain.sisa import Consent, Match, Told

SET, AFTER = time(15, 20), time(15, 40)


class Together(Scene):
    """The rows of together.toml, by the keys of cases and contacts."""

    def write(self, script: Script) -> None:
        """Puts every signal in the script; what followed comes when it is there."""
        for row in content("together")["signal"]:
            script.add(self._day(row["day"]), SET, partial(self._set, script, row))

    def _set(self, script: Script, row: Row) -> None:
        on, who = self._day(row["day"]), self._people[row["by"]]
        look = self._days[0] + timedelta(days=row["review_in"]) if "review_in" in row else None
        weighed = Weighed(row["question"], False, True, on, who.id, review_on=look)
        signal_id = self._hands.sisa.weigh(self._pupils[row["case"]].id, weighed)
        told = row["told"]
        script.add(self._day(told["day"]), AFTER, partial(self._tell, signal_id, told))
        for match in row.get("match", ()):
            script.add(self._day(match["day"]), AFTER, partial(self._match, script, signal_id, match))

    def _tell(self, signal_id: str, row: Row) -> None:
        that, why, where = (code in row["parts"] for code in ("that", "why", "where"))
        self._hands.sisa.tell(signal_id, Told(self._day(row["day"]), row["how"], that, why, where))

    def _match(self, script: Script, signal_id: str, row: Row) -> None:
        found = Match("", self._day(row["day"]), row["organisation"], row["person"], row["phone"])
        match_id = self._hands.sisa.keep_match(signal_id, found)
        follow = partial(self._follow, signal_id, replace(found, id=match_id), row)
        script.add(self._day(row["contact"]), AFTER, follow)

    def _follow(self, signal_id: str, found: Match, row: Mapping[str, Any]) -> None:
        day = self._day(row["contact"])
        spoken = replace(found, contact_on=day, consent=Consent(row["consent"]), consent_on=day)
        self._hands.sisa.keep_match(signal_id, replace(spoken, agreement=row.get("agreement", "")))
