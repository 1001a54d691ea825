"""The handelingsplan: the measures of one pupil on one sheet that answers four questions (domain.md §5 "The plan").

What does this pupil need here, how is it organised, who does it, what does it cost (S003). Only of this pupil: every
text passes through OneName, which names no other. Nothing besloten is in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sotdesk.domain.dates import show_date
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.letters import Written, WrittenBlock
from sotdesk.domain.support import Support, ordered, questions
from sotdesk.domain.support_words import (
    aspect_words,
    lead_of,
    period_words,
    review_words,
    size_words,
)
from sotdesk.domain.words import full_date

TITLE = "Handelingsplan"
OWN_ONLY = "Deze casus is alleen voor jou (alleen OCO). Zet hem op de kaart (e) op SOT of team; dan kan dit op papier."
OWN_EDGE = "alleen OCO: niet op papier, tenzij de kaart (e) hem op SOT of team zet"
"""The same on an edge."""
UNKNOWN = "nog niet ingevuld"

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PlanFacts:
    """All that the plan is made of. `mentors` and `coordinators` by name; `own_only`: the case is the coordinator's
    alone, so that no plan leaves; `supports` holds nothing besloten."""

    school: str
    today: date
    question: str = ""
    question_by: str = ""
    what_works: str = ""
    level: str = ""
    mentors: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    supports: tuple[Support, ...] = ()
    held_back: int = 0
    """How many measures are besloten and so left out."""
    own_only: bool = False


def readable(supports: Iterable[Support]) -> tuple[Support, ...]:
    """The measures as a document may hold them, in the order of the card."""
    return tuple(support.readable for support in ordered(supports) if not support.restricted)


def plan_sheet(facts: PlanFacts, naming: OneName) -> Written:
    """The plan in words. The title names no pupil: it becomes a property of the file."""
    running = [support for support in facts.supports if support.running]
    ended = [support for support in facts.supports if not support.running]
    answers = {
        "needs": (*_head(facts), *((s.name, s.goal or "doel: " + UNKNOWN) for s in running)),
        "organised": tuple((s.name, _organised(s, facts.today)) for s in running),
        "who": tuple((s.name, _who(s, facts)) for s in running),
        "cost": tuple((s.name, _cost(s)) for s in running),
    }
    blocks = [
        _block(f"{number}. {question.name}", answers[question.code], naming)
        for number, question in enumerate(questions().values(), start=1)
    ]
    blocks.append(_block("Evaluatie", tuple(_evaluations(running, facts.today)), naming))
    if ended:
        blocks.append(
            _block("Eerder gegeven", tuple((s.name, _ended(s, facts.today)) for s in ended), naming)
        )
    return Written(TITLE, facts.today, _opening(facts, naming), tuple(blocks), ())


def _block(heading: str, lines: Lines, naming: OneName) -> WrittenBlock:
    written = tuple((naming.write(lead), naming.write(said)) for lead, said in lines)
    return WrittenBlock(heading, "", written or (("", UNKNOWN),))


def _opening(facts: PlanFacts, naming: OneName) -> tuple[str, ...]:
    level = f"niveau {facts.level}" if facts.level else ""
    who = [
        naming.with_class, level, f"uitvoering: {lead_of(facts.mentors, 'mentor')}",
        f"eindverantwoordelijk: {lead_of(facts.coordinators, 'coördinator')}",
    ]  # fmt: skip
    return ", ".join(filter(None, [facts.school, full_date(facts.today)])), " · ".join(filter(None, who))


def _head(facts: PlanFacts) -> Iterator[tuple[str, str]]:
    by = f" ({facts.question_by})" if facts.question_by else ""
    yield "Hulpvraag", f"{facts.question}{by}" if facts.question else UNKNOWN
    if facts.what_works:
        yield "Wat werkt", facts.what_works


def _organised(support: Support, today: date) -> str:
    parts = [support.level, aspect_words(support), period_words(support, today), size_words(support)]
    return " · ".join(filter(None, parts)) or UNKNOWN


def _who(support: Support, facts: PlanFacts) -> str:
    does = support.does or lead_of(facts.mentors, "mentor")
    accountable = support.accountable or lead_of(facts.coordinators, "coördinator")
    gives = f"{support.giver} geeft het" if support.giver else ""
    return " · ".join(filter(None, [gives, f"uitvoering: {does}", f"eindverantwoordelijk: {accountable}"]))


def _cost(support: Support) -> str:
    return "; ".join(filter(None, [size_words(support), support.cost])) or UNKNOWN


def _evaluations(supports: Iterable[Support], today: date) -> Iterator[tuple[str, str]]:
    for support in supports:
        said = [f"{show_date(r.on, today)}: {review_words(r)}" for r in support.reviews]
        if support.to_evaluate and support.evaluate_on:
            said.append(f"evaluatie op {show_date(support.evaluate_on, today)}")
        yield support.name, "; ".join(said) or "nog geen datum"


def _ended(support: Support, today: date) -> str:
    last = support.last
    result = review_words(last) if last else "niet geëvalueerd"
    return " · ".join(
        filter(None, [period_words(support, today), support.state.value, support.end_reason, result])
    )
