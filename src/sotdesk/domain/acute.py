"""The acute card (`!!`): what to do first, whom to call, and the times of each call (domain.md §6.4, §6.6).

A memory aid for minutes in which nobody reads: no questions, nothing that must be filled in. The words and numbers
are rules/acute.toml; the full meldcode has its own place and no part of it is here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sotdesk.domain.rules import load
from sotdesk.domain.words import count, listed


@dataclass(frozen=True)
class Number:
    """One number of the card; `own` = added by the school."""

    code: str
    name: str
    phone: str
    purpose: str = ""
    own: bool = False


@dataclass(frozen=True)
class Call:
    """One call: marked to be made, called, answered; with whom, and what was said."""

    id: str
    line: str
    name: str
    phone: str
    marked_at: datetime | None = None
    called_at: datetime | None = None
    answered_at: datetime | None = None
    spoke_with: str = ""
    said: str = ""

    @property
    def waits(self) -> bool:
        """Marked, and not made yet."""
        return self.marked_at is not None and self.called_at is None


@dataclass(frozen=True)
class Card:
    """The card as it is used once. `id` is empty until something was done with it: looking leaves nothing behind."""

    id: str
    opened_at: datetime
    student_id: str = ""
    item_id: str = ""
    closed_at: datetime | None = None
    note: str = ""
    calls: tuple[Call, ...] = ()

    def of(self, code: str) -> tuple[Call, ...]:
        """The calls to one number, in the order they were made."""
        return tuple(call for call in self.calls if call.line == code)


@cache
def first_lines() -> tuple[str, ...]:
    """What to do first, in plain Dutch."""
    return tuple(row["words"] for row in load("acute")["first"])


@cache
def shipped_numbers() -> tuple[Number, ...]:
    """The numbers that ship; the school's own come after them."""
    return tuple(
        Number(row["code"], row["name"], row["phone"], row["purpose"]) for row in load("acute")["number"]
    )


def own_numbers(rows: Iterable[Mapping[str, Any]]) -> tuple[Number, ...]:
    """The school's own numbers from its settings."""
    return tuple(
        Number(row["code"], row["name"], row["phone"], row.get("purpose", ""), own=True) for row in rows
    )


def packed(numbers: Iterable[Number]) -> list[dict[str, str]]:
    """The school's own numbers as its settings keep them."""
    return [
        {"code": n.code, "name": n.name, "phone": n.phone, "purpose": n.purpose} for n in numbers if n.own
    ]


def call_words(call: Call, *, names: bool = True) -> str:
    """`gebeld 14:27 · gehoor 14:28 · R. Blom: komt vanmiddag`; without names only the times."""
    parts = [
        f"gebeld {_clock(call.called_at)}" if call.called_at else "",
        f"gehoor {_clock(call.answered_at)}" if call.answered_at else "",
        "nog te bellen" if call.waits else "",
    ]
    said = ": ".join(filter(None, [call.spoke_with, call.said])) if names else ""
    return " · ".join(filter(None, [*parts, said]))


def timeline_words(card: Card) -> str:
    """That the card was used and the times, as the pupil's timeline shows it to the coordinator only.

    No number and nothing that was said: the shielded view may show the timeline.
    """
    until = f"–{_clock(card.closed_at)}" if card.closed_at else ""
    parts = [f"acuutkaart gebruikt {_clock(card.opened_at)}{until}"]
    called = [_clock(call.called_at) for call in card.calls if call.called_at]
    if called:
        parts.append(f"{count(len(called), 'keer', 'keer')} gebeld ({listed(called)})")
    answered = [_clock(call.answered_at) for call in card.calls if call.answered_at]
    if answered:
        parts.append(f"gehoor {listed(answered)}")
    return " · ".join(parts)


def to_resume(cards: Sequence[Card], student_id: str) -> Card | None:
    """The card that is still in use: this pupil's, else one of which the pupil is not chosen yet; newest first.

    Without a pupil in view the newest of all.
    """
    newest = sorted(cards, key=lambda card: card.opened_at, reverse=True)
    if not student_id:
        return next(iter(newest), None)
    mine = [card for card in newest if card.student_id == student_id]
    return next(iter([*mine, *(card for card in newest if not card.student_id)]), None)


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone().time():%H:%M}" if moment else ""
