"""What a line does besides being kept, in the words of the preview: which case moves, what a result is about.

Said before Enter (product.md §2.3: what cannot be undone says so before). Pure; the store does it.
"""

from sotdesk.domain.capture_model import Kind, Piece, Table
from sotdesk.domain.capture_results import outcome_in
from sotdesk.domain.dates_show import show_date
from sotdesk.domain.item_facts import ItemFacts
from sotdesk.domain.outcomes import ADOPT, CARRY, CLOSE, Outcome
from sotdesk.domain.words import listed

Styled = tuple[str, str]

MOST_TEXT = 44
"""Letters of the agreement that a result is about."""


def effects(piece: Piece, table: Table, *, long: bool) -> list[Styled]:
    """The parts of the preview that say what this piece changes; none when it only is kept."""
    facts = table.facts
    if facts is None:
        return []
    if piece.kind is Kind.EVALUATION and piece.about:
        return _about(piece, table, facts, long)
    outcome = outcome_in(piece, table)
    return _outcome(outcome, piece, table, facts, long) if outcome else []


def adopts(piece: Piece, table: Table) -> bool:
    """Whether Enter adopts the report of the meeting before: that cannot be undone."""
    outcome = outcome_in(piece, table)
    return bool(outcome and outcome.act == ADOPT and table.facts and table.facts.adopts)


def _about(piece: Piece, table: Table, facts: ItemFacts, long: bool) -> list[Styled]:
    about = next((each for each in facts.evaluated if each.id == piece.about), None)
    if about is None:
        return []
    text, day = about.words, show_date(about.day, table.frame.today)
    if not long:  # where there is little room it gives way like any text: the readers stay whole
        return [(f"over: {text} ({day})", "text")]
    text = text if len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1].rstrip()}…"
    return [(f"over: {text}, evaluatie {day}", "label")]


def _outcome(outcome: Outcome, piece: Piece, table: Table, facts: ItemFacts, long: bool) -> list[Styled]:
    today = table.frame.today
    if outcome.act == ADOPT and facts.adopts:
        day = show_date(facts.adopts, today)
        said = f"stelt het verslag van {day} vast; dat blijft zo"
        return [(said if long else f"stelt verslag {day} vast; dat blijft zo", "warn")]
    names = [subject.name for subject in facts.subjects if subject.id in facts.cases]
    names += [student.first_name for student in piece.also if student.id in facts.cases]
    parts: list[Styled] = []
    if outcome.act == CARRY:
        parts.append((f"punt gaat naar {_when(facts)}", "label"))
    if names and (outcome.status or outcome.act == CLOSE):
        parts.append((_case(names, outcome, long), "label"))
    return parts


def _when(facts: ItemFacts) -> str:
    return show_date(facts.following) if facts.following else "het volgende overleg"


def _case(names: list[str], outcome: Outcome, long: bool) -> str:
    """`casus van Yara wordt: volgen`, or shorter."""
    several = len(names) > 1
    if outcome.act == CLOSE:
        whose = f"casus van {names[0]}" if not several else f"casussen van {listed(names)}"
        verb = "sluiten" if several else "sluit"
        return f"{whose} {verb} bij het afronden" if long else f"{verb} bij het afronden"
    if not long:
        return f"casussen → {outcome.status}" if several else f"casus {names[0]} → {outcome.status}"
    whose = f"casussen van {listed(names)} worden" if several else f"casus van {names[0]} wordt"
    return f"{whose}: {outcome.status}"
