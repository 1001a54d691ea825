"""`toest: moeder, wijkteam`: who gives consent, to whom, and what for (product.md §4; domain.md §3 and §11).

Before the first comma stands who gives it, behind it to whom; words behind a known receiver say what for. A line that
says no (`niet`, `geen`, `nee`, `weigert`) is a refusal: it is never kept as consent.
"""

import re
from dataclasses import replace

from sotdesk.domain.capture_model import Piece, Table, Who
from sotdesk.domain.capture_names import NameBook, Person
from sotdesk.domain.consents import PUPIL, RELATIVES, decides_himself
from sotdesk.domain.text import fold

NO = frozenset({"nee", "niet", "geen", "weigert", "weigeren", "weigerde"})
BEFORE_RECEIVER = frozenset({"aan", "voor", "met", "richting", "toestemming", "van"})
"""Words between giver and receiver that name neither."""

WORD = re.compile(r"\w+")


def consent(piece: Piece, table: Table) -> tuple[Piece, tuple[str, ...]]:
    """The piece with its giver (`voice`), receivers (`who`, `word`) and purpose, and what is to be said about it."""
    parts = [part.strip() for part in piece.text.split(",")]
    refused = any(map(_says_no, parts[:2])) or any(map(_ends_in_no, parts[2:]))
    before, *behind = [*map(_meant, parts[:2]), *(part for part in parts[2:] if not _ends_in_no(part))]
    giver = _giver(before, table)
    receivers, purpose = _receivers(behind, table.book)
    if not receivers and giver and giver.person and not _relative(giver.person):
        receivers = (giver,)
        giver = None
    words = "" if refused else ", ".join(one.label for one in receivers)
    made = replace(piece, voice=giver, who=receivers, word=words, purpose=purpose, refused=refused)
    return made, (*_asked(made), *_may_not(made, table))


def _says_no(part: str) -> bool:
    return any(fold(word) in NO for word in WORD.findall(part))


def _ends_in_no(part: str) -> bool:
    """`wil liever niet`; `geen medische gegevens` limits what is given and is no refusal."""
    words = [fold(word) for word in WORD.findall(part)]
    return bool(words) and (words[-1] in NO or words[0] == "nee")


def _meant(part: str) -> str:
    """The words that name someone: without the no, and without `aan` or `voor` in front."""
    words = [word for word in part.split() if fold(word.strip(".:;!")) not in NO]
    while words and fold(words[0]) in BEFORE_RECEIVER:
        words = words[1:]
    return " ".join(words)


def _giver(words: str, table: Table) -> Who | None:
    """The parent or the pupil himself; his own name is the pupil too."""
    if not words:
        return None
    fits = table.book.called(words)
    subjects = table.facts.subjects if table.facts else ()
    if not fits and any(fold(subject.name) == fold(words) for subject in subjects):
        fits = table.book.called(PUPIL)
    return Who(words, fits[0] if fits else None, fits)


def _receivers(parts: list[str], book: NameBook) -> tuple[tuple[Who, ...], str]:
    """Known people and roles, each with a comma between; else the words up to the first comma. The rest is what for."""
    found: list[Who] = []
    purpose: list[str] = []
    for part in filter(None, parts):
        fits, stop = book.longest_at(part, 0)
        if fits:
            found.append(Who(part[:stop], fits[0], fits))
            purpose.append(part[stop:].strip(" :;-"))
        elif found:
            purpose.append(part)
        else:
            found.append(Who(part))
    return tuple(found), ", ".join(filter(None, purpose))


def relation(person: Person) -> str:
    """What he is to the pupil: `moeder`, `leerling` for the pupil himself; a role of the school for anyone else."""
    always_known = person.key.removeprefix("role:")
    return person.role or (always_known if always_known in RELATIVES else "")


def _relative(person: Person) -> bool:
    """Whether this is the pupil, a parent, or someone else around the pupil: no contact and no role of the school."""
    known_for_himself = person.key.startswith("role:") and person.key != f"role:{person.role}"
    return person.role in RELATIVES or known_for_himself


def _asked(piece: Piece) -> tuple[str, ...]:
    """What the line does not say."""
    if not piece.who:
        return ("toestemming voor wie?",)
    return () if piece.voice else ("van wie?",)


def _may_not(piece: Piece, table: Table) -> tuple[str, ...]:
    """Whose word counts: the pupil's own from 16, before that a parent's who has gezag. It is kept all the same."""
    facts, person = table.facts, piece.voice.person if piece.voice else None
    if facts is None or person is None or piece.refused:
        return ()
    by_pupil = relation(person) == PUPIL
    said = [
        f"{subject.name} is {subject.age}: vanaf 16 beslist de leerling zelf"
        for subject in facts.subjects
        if subject.age is not None and decides_himself(subject.age) and not by_pupil
    ]
    said += [
        f"{subject.name} is {subject.age}: tot 16 beslist een ouder met gezag"
        for subject in facts.subjects
        if subject.age is not None and not decides_himself(subject.age) and by_pupil
    ]
    if person.key in facts.no_authority:
        said.append("zonder gezag: een ouder met gezag beslist")
    return tuple(said)
