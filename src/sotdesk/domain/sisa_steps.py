"""What is to be done next about the index (domain.md §7): for the screen and for Vandaag. Pure.

Each step names its rule of rules/attention.toml, with its source, and the row of the log where it is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sotdesk.domain.dates import show_date
from sotdesk.domain.rules import load
from sotdesk.domain.sisa import Log, State, Weighing
from sotdesk.domain.words import count, listed

TOLD, MATCH, EXPIRY, REVIEW = "sisa_told", "sisa_match", "sisa_expiry", "sisa_review"
GUIDE = "sisa_guide"
"""The rules of Vandaag."""


@dataclass(frozen=True)
class Step:
    """One thing to do: its rule, what it is about (for setting it aside), the row of the log, its words and day."""

    rule: str
    subject: str
    row: str
    words: str
    day: date


def steps(log: Log, today: date) -> tuple[Step, ...]:
    """Everything that is to be done, in this order: tell, follow a match, renew or close, look again."""
    if not log.on:
        return ()
    found = [step for one in log.weighings for step in _of(one, log, today)]
    order = (TOLD, MATCH, EXPIRY, REVIEW)
    return tuple(sorted(found, key=lambda step: (order.index(step.rule), step.day)))


def _of(one: Weighing, log: Log, today: date) -> Iterator[Step]:
    state = one.state(log.born, today)
    if state in (State.NOT_SET, State.GONE):
        return
    if one.closed_on is None and one.told.lacks:
        yield Step(TOLD, one.id, f"told:{one.id}", _told_words(one), one.on)
    yield from _matches(one)
    if one.closed_on is None:
        yield from _expiry(one, log, today)
        if one.review_on and state is State.ACTIVE:
            ahead = load("attention")[REVIEW]["shown_days"]
            if (one.review_on - today).days <= ahead:
                key = f"{one.id}:{one.review_on.isoformat()}"
                yield Step(REVIEW, key, f"signal:{one.id}", "kijken of het signaal nog klopt", one.review_on)


def _told_words(one: Weighing) -> str:
    if one.told.empty:
        return "ouders en leerling vertellen, of zeggen waarom niet"
    return f"ouders en leerling nog vertellen: {listed(one.told.lacks)}"


def _matches(one: Weighing) -> Iterator[Step]:
    """A match is due until it is agreed who offers which guidance (P30)."""
    for match in one.matches:
        if match.due:
            what = "afspreken wie welke begeleiding biedt" if match.contact_on else "contact opnemen"
            day = match.contact_on or match.on
            yield Step(MATCH, match.id, f"match:{match.id}", f"{match.organisation}: {what}", day)


def _expiry(one: Weighing, log: Log, today: date) -> Iterator[Step]:
    """From 60 days before it expires until it is renewed or closed."""
    left, ends = one.days_left(log.born, today), one.expires(log.born)
    if left > load("sisa")["terms"]["remind_days"]:
        return
    shown = show_date(ends, today)
    if left > 0:
        words = f"verloopt {shown}, over {count(left, 'dag', 'dagen')}: verlengen of afsluiten"
    else:
        words = f"verlopen op {shown}: afsluiten, of opnieuw wegen"
    yield Step(EXPIRY, f"{one.id}:{ends.isoformat()}", f"signal:{one.id}", words, ends)
