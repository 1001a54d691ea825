"""What a talk about a pupil still lacks for its report: `ontbreekt: …` (domain.md §4, S003's step plan)."""

from collections.abc import Iterable, Sequence

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
        (item.kind is not ItemKind.EVALUATION or Kind.EVALUATION in kinds, "uitkomst evaluatie"),
        (_told(voices, ("leerling",)), "stem leerling"),
    )
    return tuple(word for there, word in checks if not there)


def on_one_line(words: Sequence[str], room: int) -> str:
    """`ontbreekt: besluit of afspraak +2`: as many whole words as fit in `room` letters, and how many more."""
    if not words:
        return ""
    for shown in range(len(words), 0, -1):
        left = len(words) - shown
        said = f"ontbreekt: {', '.join(words[:shown])}" + (f" +{left}" if left else "")
        if len(said) <= room:
            return said
    return f"ontbreekt: {len(words)}"


def _told(voices: Iterable[str], roles: tuple[str, ...]) -> bool:
    return any(voice.split(" (")[0] in roles for voice in voices)
