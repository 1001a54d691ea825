"""`ev:`, `uit:` and `toest:`: which word of a list the line gives, and to whom consent is given (product.md §4).

The words stay as typed; nothing is refused here.
"""

from dataclasses import replace

from sotdesk.domain.capture_model import Kind, Piece, Table, Who
from sotdesk.domain.text import fold

RESULTS = {"behaald": "behaald", "deels": "deels", "gedeeltelijk": "deels", "niet": "niet"}
"""Result of an evaluation: met, partly, not (domain.md §5 step 6)."""


def settled(piece: Piece, table: Table) -> tuple[Piece, tuple[str, ...]]:
    """The piece with its list word or giver filled in, and what is to be said about it."""
    match piece.kind:
        case Kind.EVALUATION:
            return _result(piece)
        case Kind.OUTCOME:
            return _outcome(piece, table)
        case Kind.CONSENT:
            return _consent(piece, table)
    return piece, ()


def _result(piece: Piece) -> tuple[Piece, tuple[str, ...]]:
    first = fold(piece.text).replace(",", " ").replace(".", " ").split()[:1]
    word = RESULTS.get(first[0], "") if first else ""
    return replace(piece, word=word), () if word else ("behaald, deels of niet?",)


def _outcome(piece: Piece, table: Table) -> tuple[Piece, tuple[str, ...]]:
    """The longest word of the school's list that begins the text; without a list the text up to a comma."""
    if not table.outcomes:
        return replace(piece, word=piece.text.split(",")[0].strip()), ()
    text = fold(piece.text)
    fits = [word for word in table.outcomes if _begins(text, fold(word))]
    if fits:
        return replace(piece, word=max(fits, key=len)), ()
    return piece, (f"uitkomst onbekend; kies uit: {', '.join(table.outcomes)}",)


def _begins(text: str, word: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()


def _consent(piece: Piece, table: Table) -> tuple[Piece, tuple[str, ...]]:
    """Who gives it before the comma, to whom behind it."""
    giver, _, receiver = (part.strip() for part in piece.text.partition(","))
    fits = table.book.called(giver)
    who = Who(giver, fits[0] if fits else None, fits)
    said = () if receiver else ("toestemming voor wie?",)
    return replace(piece, voice=who, word=receiver), said
