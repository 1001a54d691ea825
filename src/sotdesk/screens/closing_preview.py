"""What someone will read, shown before it leaves: exactly the text, with what to look at marked above it."""

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content

from sotdesk.domain.dates import show_date
from sotdesk.domain.feedback import Entry, Note, PupilBlocks
from sotdesk.domain.feedback_text import plain
from sotdesk.domain.feedback_warnings import Warning
from sotdesk.widgets.pieces import Piece, literal, pieces

Mask = Callable[[str], str]
"""Hides the pupils' names in a text while F9 is on."""
REWORD = "Anders? Verbeter de regel zelf: g gaat naar het punt."
RULE = "╌" * 24
"""Between our words and theirs: what stands under it is the text itself."""


def of_notes(told: Sequence[tuple[Entry, Note]], mask: Mask) -> Content:
    """All that one recipient reads, pupil by pupil."""
    parts: list[Content] = []
    for number, (entry, note) in enumerate(told, start=1):
        many = f"{number} van {len(told)} · " if len(told) > 1 else ""
        done = f" · ✓ {entry.told.way} {show_date(entry.told.at.date())}" if entry.told else ""
        head = [pieces((mask(f"{many}{note.pupil}"), "heading"), (done, "good"))] if many or done else []
        parts.append(
            _block(
                [*head, literal(mask(note.reads), "muted"), *_look_at(note.warnings, mask)], mask(plain(note))
            )
        )
    return literal("\n\n").join(parts)


def of_blocks(blocks: PupilBlocks, mask: Mask) -> Content:
    """Both blocks of a pupil, as they are pasted."""
    lacks = f"! Nog niet in het logboek: {', '.join(blocks.lacks)}." if blocks.lacks else ""
    look = [*([literal(lacks, "ask")] if lacks else []), *_look_at(blocks.warnings, mask)]
    parts = [literal("\n").join(look)] if look else []
    for title, text, entered in (
        (blocks.log_title, blocks.log, blocks.log_entered),
        (blocks.shielded_title, blocks.shielded, blocks.shielded_entered),
    ):
        when = f" · ✓ ingevoerd {show_date(entered.date())}" if entered else ""
        head = pieces((title, "heading"), (when, "good"))
        parts.append(
            _block([head], mask(text)) if text else pieces(head, "\n", ("niets om in te voeren", "muted"))
        )
    return literal("\n\n").join(parts)


def warning_rows(warnings: Iterable[Warning]) -> list[str]:
    """What to look at, each in a sentence: `besluit: ‘zijn broer’ gaat over iemand anders.`"""
    said = (
        f"{warning.where}: {warning.sentence}" if warning.where else warning.sentence for warning in warnings
    )
    return list(dict.fromkeys(said))


def _look_at(warnings: Sequence[Warning], mask: Mask) -> list[Content]:
    found = [pieces(("! ", "ask"), (mask(said), "warn")) for said in warning_rows(warnings)]
    return [*found, literal(f"  {REWORD}", "muted")] if found else []


def _block(above: Sequence[Piece], text: str) -> Content:
    """The text as it is, under a line that says where it begins."""
    lines = literal("\n").join([pieces(one) for one in above])
    return pieces(lines, "\n", (RULE, "faint"), "\n", text.rstrip("\n"))
