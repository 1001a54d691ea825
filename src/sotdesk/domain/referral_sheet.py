"""The gate before one destination on paper: what was given, what it brought, the advice, with their dates; what is
missing, and why she goes on without it (domain.md §5 step 8; S004).

Only of this pupil: every text passes through OneName. Nothing besloten comes in (store/referral_gate.py).
"""

from collections.abc import Iterable
from datetime import date

from sotdesk.domain.dates import show_date
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.letters import Written, WrittenBlock
from sotdesk.domain.referral_gate import Fact, Gate, Need
from sotdesk.domain.support_words import entered_words
from sotdesk.domain.words import full_date

MISSING = "ontbreekt"
ASIDE = "Toch verder, met reden"

LogNeeds = ("support", "yield", "advice")
"""Each of these stands under its own heading: the logboek must state them."""


def gate_sheet(gate: Gate, naming: OneName, school: str, system: str, today: date) -> Written:
    """The sheet in words. The title names no pupil: it becomes a property of the file."""
    opening = (
        ", ".join(filter(None, [school, full_date(today)])),
        f"{naming.with_class} · {light_words(gate)}",
    )
    blocks = [
        _log_block(need, gate, system, today) for need in gate.needs if need.requirement.code in LogNeeds
    ]
    others = [need for need in gate.needs if need.requirement.code not in LogNeeds]
    if others:
        lines = tuple(
            (_upper(n.requirement.words), _said(n.fact, "", today) if n.fact else MISSING) for n in others
        )
        blocks.append(WrittenBlock("Verder" if blocks else "Wat er ligt", "", lines))
    if gate.aside:
        when = show_date(gate.aside_on, today) if gate.aside_on else ""
        lacks = "; ".join(need.lack(system) for need in gate.missing)
        lines = ((when, gate.aside), *((("Ontbreekt", lacks),) if lacks else ()))
        blocks.append(WrittenBlock(ASIDE, "", lines))
    title = f"Verwijzing: {gate.destination.name}"
    return Written(title, today, opening, tuple(_named(block, naming) for block in blocks), ())


def light_words(gate: Gate) -> str:
    """`kan`, `nog niet: er ontbreken 3 dingen`, `bijna: …`, or that it was set aside."""
    if not gate.missing:
        return gate.light.value
    many = len(gate.missing)
    lacks = f"er {'ontbreekt 1 ding' if many == 1 else f'ontbreken {many} dingen'}"
    return f"{gate.light.value}: {lacks}{', toch verder met reden' if gate.aside else ''}"


def _log_block(need: Need, gate: Gate, system: str, today: date) -> WrittenBlock:
    facts = [fact for fact in gate.facts if fact.requirement == need.requirement.code]
    lines = tuple(("", _said(fact, system, today)) for fact in facts)
    return WrittenBlock(_upper(need.requirement.words), "", lines or (("", MISSING),))


def _said(fact: Fact, system: str, today: date) -> str:
    """`faalangsttraining · vr 2 okt · in Magister gezet op ma 5 okt`; `system` empty: that is not asked."""
    entered = entered_words(fact.entered_on, system, today) if system else ""
    return " · ".join(filter(None, [fact.words, show_date(fact.on, today), entered, fact.lacks]))


def _named(block: WrittenBlock, naming: OneName) -> WrittenBlock:
    lines: Iterable[tuple[str, str]] = ((lead, naming.write(said)) for lead, said in block.lines)
    return WrittenBlock(block.heading, block.about, tuple(lines))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
