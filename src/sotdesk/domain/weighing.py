"""The weighing of the meldcode: which question comes next, and the outcome that follows (domain.md §6.2, §6.3).

The outcome is derived from the answers and never picked: nothing here takes one. Whether a report is necessary (the
first decision) never depends on whether help is possible (the second): acute or structural unsafety is reported even
when help is given as well. Questions, answers and branches are data of the protocol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sotdesk.domain.protocol import Choice, Protocol, Question


class Outcome(StrEnum):
    """What the two decisions come to. Open = a question that applies was not answered: the run cannot be closed."""

    OPEN = "open"
    NONE = "geen actie"
    HELP = "hulp"
    REPORT = "melding"
    BOTH = "melding en hulp"


@dataclass(frozen=True)
class Path:
    """The questions that apply, as far as the answers lead: those answered, the next one, and what follows so far."""

    answered: tuple[tuple[Question, Choice], ...]
    next: Question | None
    report: bool
    """Decision 1: a report is necessary."""
    at_once: bool
    """It is made before the next question."""
    helps: bool
    """Decision 2: help is given or organised."""

    @property
    def outcome(self) -> Outcome:
        """Derived from both decisions; open while a question waits."""
        if self.next is not None:
            return Outcome.OPEN
        return {
            (False, False): Outcome.NONE,
            (False, True): Outcome.HELP,
            (True, False): Outcome.REPORT,
            (True, True): Outcome.BOTH,
        }[self.report, self.helps]

    @property
    def waits(self) -> bool:
        """Whether help is running and its term decides when the next question is answered."""
        return self.next is not None and self.next.waits

    def answer(self, question: str) -> str:
        """The code of the answer to a question on this path; empty when it has none."""
        return next((choice.code for one, choice in self.answered if one.code == question), "")


def path(protocol: Protocol, answers: Mapping[str, str]) -> Path:
    """Follows the branches from the first question. KeyError for an answer that the question does not have.

    ValueError for a protocol without questions: a checklist weighs nothing.
    """
    if not protocol.weighs:
        raise ValueError("a checklist has no weighing")
    answered: list[tuple[Question, Choice]] = []
    question: Question | None = protocol.questions[0]
    report = at_once = helps = False
    while question is not None and question.code in answers:
        choice = question.choice(answers[question.code])
        answered.append((question, choice))
        report, at_once = report or choice.report, at_once or choice.at_once
        helps = helps if choice.helps is None else choice.helps
        question = protocol.question(choice.leads) if choice.leads else None
    return Path(tuple(answered), question, report, at_once, helps)


def acute_answers(protocol: Protocol) -> dict[str, str]:
    """The answers that marking acute danger gives: a suspicion, and unsafety (A1 and A2 yes)."""
    return {
        question.code: choice.code
        for question in protocol.questions
        for choice in question.choices
        if choice.acute
    }
