"""`ev:`, `uit:` and `toest:`: which word of a list the line gives, what it is about, to whom consent is given.

The words stay as typed; nothing is refused here. What is known at the item (`Table.facts`) decides what the line
works on; without it only its words are read. Consent is read in capture_consent.py.
"""

from dataclasses import replace

from sotdesk.domain.capture_consent import consent
from sotdesk.domain.capture_model import Kind, Piece, Table
from sotdesk.domain.outcomes import ADOPT, CLOSE, Outcome, beginning, called
from sotdesk.domain.text import fold

RESULTS = {"behaald": "behaald", "deels": "deels", "gedeeltelijk": "deels", "niet": "niet"}
"""Result of an evaluation: met, partly, not (domain.md §5 step 6)."""

ONLY_TEXT = "bewaard als tekst"


def settled(piece: Piece, table: Table) -> tuple[Piece, tuple[str, ...]]:
    """The piece with its list word, what it is about or its receivers filled in, and what is to be said about it."""
    match piece.kind:
        case Kind.EVALUATION:
            return _result(piece, table)
        case Kind.OUTCOME:
            return _outcome(piece, table)
        case Kind.CONSENT:
            return consent(piece, table)
    return piece, ()


def outcome_in(piece: Piece, table: Table) -> Outcome | None:
    """The school's outcome that a piece gives; None for any other piece, or a word that is on no list."""
    return called(piece.word, table.outcomes) if piece.kind is Kind.OUTCOME and piece.word else None


def _result(piece: Piece, table: Table) -> tuple[Piece, tuple[str, ...]]:
    """The result, and the first evaluation that has come; Tab takes the next."""
    first = fold(piece.text).replace(",", " ").replace(".", " ").split()[:1]
    word = RESULTS.get(first[0], "") if first else ""
    piece = replace(piece, word=word)
    if not word:
        return piece, ("behaald, deels of niet?",)
    if table.facts is None:
        return piece, ()
    if not table.facts.evaluated:
        return piece, (f"niets met een evaluatiedatum: {ONLY_TEXT}",)
    about, *others = table.facts.evaluated
    said = (f"Tab: {others[0].words}",) if others else ()
    return replace(piece, about=about.id), said


def _outcome(piece: Piece, table: Table) -> tuple[Piece, tuple[str, ...]]:
    """The longest word of the school's list that begins the text; without a list the text up to a comma."""
    if not table.outcomes:
        return replace(piece, word=piece.text.split(",")[0].strip()), ()
    outcome = beginning(piece.text, table.outcomes)
    if outcome is None:
        words = ", ".join(each.word for each in table.outcomes)
        return piece, (f"uitkomst onbekend; kies uit: {words}",)
    known = replace(piece, word=outcome.word)
    facts = table.facts
    if facts is None:
        return known, ()
    if outcome.act == ADOPT:
        return (known, ()) if facts.adopts else (piece, (f"{facts.said}: {ONLY_TEXT}",))
    if outcome.status or outcome.act == CLOSE:
        return known, _without_case(piece, table)
    return known, ()


def _without_case(piece: Piece, table: Table) -> tuple[str, ...]:
    """Of which pupils no case can move."""
    if table.facts is None:
        return ()
    names = [(subject.id, subject.name) for subject in table.facts.subjects]
    names += [(student.id, student.first_name) for student in piece.also]
    if not names:
        return (f"geen leerling bij dit punt: {ONLY_TEXT}",)
    return tuple(f"{name} heeft geen casus" for key, name in names if key not in table.facts.cases)
