"""A pupil's rights over his file: asking to read it, for a copy, or to have it corrected (domain.md §11). Pure.

The days within which an answer is due, the kinds and who may ask are data with their source (rules/rights.toml).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sotdesk.domain.errors import RuleError
from sotdesk.domain.rules import load
from sotdesk.domain.text import one_line

CORRECTION = "correction"
GRANTED, PARTLY, REFUSED = "granted", "partly", "refused"
OUTCOMES = {GRANTED: "gedaan", PARTLY: "deels gedaan", REFUSED: "geweigerd"}
"""How a request ended, in a word."""


@dataclass(frozen=True)
class Withheld:
    """A text of the file that is not printed: which (a key of the file), where it stands, and why."""

    passage: str
    place: str
    reason: str


@dataclass(frozen=True)
class Request:
    """One request. `asker` is a code of rules/rights.toml, `by` who that is in words; `asked` is what is asked, in a
    correction what is wrong and what it is to be. `decisions`: per name of another person (a key of initials.py) the
    code of what becomes of it. The answer: the day, an outcome, how it was given, why it was refused, and the pupil's
    own statement, that is part of the file from then on."""

    id: str
    student_id: str
    kind: str
    asker: str
    by: str
    asked_on: date
    asked: str = ""
    done_on: date | None = None
    outcome: str = ""
    how: str = ""
    reason: str = ""
    statement: str = ""
    withheld: tuple[Withheld, ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()

    @property
    def due(self) -> date:
        """The last day on which the answer is in time."""
        return self.asked_on + timedelta(days=int(load("rights")["days"]))

    @property
    def corrects(self) -> bool:
        return self.kind == CORRECTION

    @property
    def title(self) -> str:
        """`inzage, door ouder (K. Achterberg)`."""
        who = asker_names()[self.asker]
        return f"{kind_names()[self.kind]}, door {who}" + (f" ({self.by})" if self.by else "")

    @property
    def answer(self) -> str:
        """How it ended, in a sentence part: `deels gedaan: op papier; niet: oordeel van de mentor`."""
        if not self.done_on:
            return ""
        parts = [OUTCOMES[self.outcome] + (f": {self.how}" if self.how else "")]
        parts += [f"omdat {self.reason}"] if self.reason else []
        parts += [f"eigen verklaring: {self.statement}"] if self.statement else []
        return "; ".join(parts)


def kind_names() -> dict[str, str]:
    """Code → the Dutch word."""
    return {one["code"]: one["name"] for one in load("rights")["kind"]}


def asker_names() -> dict[str, str]:
    """Code → the Dutch word."""
    return {one["code"]: one["name"] for one in load("rights")["asker"]}


def why(kind: str) -> tuple[str, str]:
    """What a kind of request means, and its source."""
    found = next(one for one in load("rights")["kind"] if one["code"] == kind)
    return found["means"], found["source"]


def check_request(request: Request, today: date) -> None:
    """RuleError for a request that cannot be kept as it is."""
    if request.kind not in kind_names() or request.asker not in asker_names():
        raise RuleError("Kies wat er gevraagd is, en door wie.")
    if request.asked_on > today:
        raise RuleError("Die dag is nog niet geweest.")
    if request.corrects and not one_line(request.asked):
        raise RuleError("Schrijf op wat er niet klopt, en wat er moet staan.")


def check_answer(request: Request, today: date) -> None:
    """RuleError for an answer that lacks something: refusing needs its reasons (domain.md §11: P72, P76)."""
    if request.done_on is None or request.outcome not in OUTCOMES:
        raise RuleError("Vul in wanneer het is beantwoord, en hoe.")
    if not request.asked_on <= request.done_on <= today:
        raise RuleError("De dag van het antwoord ligt tussen het verzoek en vandaag.")
    if request.outcome != GRANTED and not one_line(request.reason):
        raise RuleError("Weigeren, ook een deel, kan alleen met een reden.")
    if not one_line(request.how):
        raise RuleError("Schrijf op hoe het antwoord is gegeven: op papier, in een gesprek.")


def open_first(requests: Iterable[Request]) -> tuple[Request, ...]:
    """What waits by its last day, then what was answered, the newest first."""
    found = tuple(requests)
    waiting = sorted((r for r in found if not r.done_on), key=lambda r: (r.due, r.id))
    done = sorted((r for r in found if r.done_on), key=lambda r: (r.done_on or r.due, r.id), reverse=True)
    return (*waiting, *done)
