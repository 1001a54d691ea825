"""What a talk about a pupil still lacks for its report: `ontbreekt: …` (domain.md §4, S003's step plan)."""

from collections.abc import Iterable

from sotdesk.domain.capture_model import Kind
from sotdesk.domain.meetings import Item, ItemKind, Line

RESULTS = (Kind.DECISION, Kind.ADVICE, Kind.ACTION, Kind.OUTCOME, Kind.AGREED)


def lacking(item: Item, lines: Iterable[Line]) -> tuple[str, ...]:
    """In words, what the lines of this item do not hold yet; nothing for a general item or before the first line."""
    found = list(lines)
    kinds = {line.kind for line in found}
    if not item.students or not found:
        return ()
    actions = [line.action for line in found if line.action and line.kind == Kind.ACTION]
    voices = {line.voice for line in found if line.voice}
    checks = (
        (any(kind in kinds for kind in RESULTS), "besluit of afspraak"),
        (all(a.due or a.ongoing for a in actions), "datum"),
        (not actions or any(a.evaluate for a in actions), "evaluatiemoment"),
        (item.kind is not ItemKind.EVALUATION or Kind.EVALUATION in kinds, "uitkomst van de evaluatie (ev:)"),
        (_told(voices, ("leerling",)), "stem van de leerling"),
    )
    return tuple(word for there, word in checks if not there)


def _told(voices: Iterable[str], roles: tuple[str, ...]) -> bool:
    return any(voice.split(" (")[0] in roles for voice in voices)
