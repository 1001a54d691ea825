"""Outcomes of an item (`uit: …`): the school's words, what each means and the case status it gives (domain.md §5).

The list that ships is rules/outcomes.toml; a school may have its own (`packed` and `unpacked` are its settings).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.rules import load
from sotdesk.domain.text import fold

CLOSE, CARRY, ADOPT = "close", "carry", "adopt"
"""What an outcome can do besides: ask to close the case, put the item off, adopt the report before."""

STATUSES = tuple(
    status.value for status in CaseStatus if status not in (CaseStatus.SIGNAL, CaseStatus.CLOSED)
)
"""What an outcome may make of a case: it never becomes a signal again, and closing has its own form."""


@dataclass(frozen=True)
class Outcome:
    """One word that `uit:` knows. `status` empty: the case stays where it is; `also`: other words for it."""

    word: str
    means: str = ""
    status: str = ""
    act: str = ""
    also: tuple[str, ...] = ()
    source: str = ""


@cache
def shipped() -> tuple[Outcome, ...]:
    """The list that a school begins with."""
    return unpacked(load("outcomes")["outcome"])


def unpacked(rows: Iterable[Mapping[str, Any]]) -> tuple[Outcome, ...]:
    """Outcomes from plain rows (TOML, or the school's settings); a status nobody knows gives none."""
    return tuple(
        Outcome(
            row["word"], row.get("means", ""), row.get("status", "") if row.get("status") in STATUSES else "",
            row.get("act", ""), tuple(row.get("also", ())), row.get("source", ""),
        )
        for row in rows
    )  # fmt: skip


def packed(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Plain rows to keep in the school's settings."""
    return [
        {"word": o.word, "means": o.means, "status": o.status, "act": o.act, "also": list(o.also), "source": o.source}
        for o in outcomes
    ]  # fmt: skip


def called(word: str, outcomes: Iterable[Outcome]) -> Outcome | None:
    """The outcome with exactly this word."""
    return next((outcome for outcome in outcomes if fold(outcome.word) == fold(word)), None)


def beginning(text: str, outcomes: Sequence[Outcome]) -> Outcome | None:
    """The outcome whose word begins the text, the longest first: `volgen, tot maart` is volgen."""
    words = [(word, outcome) for outcome in outcomes for word in (outcome.word, *outcome.also)]
    fits = [(len(word), outcome) for word, outcome in words if _begins(fold(text), fold(word))]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def about_last_report(title: str) -> bool:
    """Whether an item of this title is where the report before is adopted: the opening, or about that report."""
    words = fold(title).split()
    return any(word.startswith(("opening", "verslag", "notulen")) for word in words)


def _begins(text: str, word: str) -> bool:
    return bool(word) and text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()
