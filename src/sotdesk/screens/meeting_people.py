"""Who is at the table, as the meeting shows it: the rows of Erbij, and one line where there is no room for them."""

from collections.abc import Sequence
from datetime import datetime

from textual.widgets.option_list import Option

from sotdesk.domain.grounds import Ungrounded, ground_words
from sotdesk.domain.meetings import Item, Present
from sotdesk.widgets.lines import note, option
from sotdesk.widgets.pieces import pieces
from sotdesk.widgets.row import col, fit, flex

BEFORE_GUEST = "grondslag nog te regelen"
"""What a guest may read of who has no ground to hear about this pupil."""


def present_rows(
    present: Sequence[Present], item: Item, grounds: str = "", expected: Sequence[str] = ()
) -> list[Option]:
    """Who is at the table, the guests of this item with their times, who is not there yet, who left and when; under
    them who is invited for this item (`LPA 13:40`) and whose ground is still to be settled."""
    rows = [_guest(p) if p.guest else _member(p, away=item.is_away(p)) for p in sorted(present, key=_order)]
    rows += [note(f"verwacht: {who}") for who in expected]
    return [*rows, note(grounds)] if grounds else rows


def quiet_words(found: Sequence[Ungrounded], item: Item, *, guest: bool) -> str:
    """`geen toestemming: wijkteam (t)`; before a guest only that something is to be settled."""
    if not found:
        return ""
    return f"{BEFORE_GUEST if guest else ground_words(found, item)} (t)"


def folded(present: Sequence[Present], item: Item, room: int, expected: Sequence[str] = ()) -> str:
    """`erbij: OCO SMW SVK · gast: moeder · verwacht: LPA 13:40 · weg: SVK 13:24`, in `room` letters: `+2` stands for
    who has no room."""
    present = [p for p in present if not item.is_away(p)]
    here = [p.short for p in present if p.here and not p.guest]
    guests = [p.short for p in present if p.here and p.guest]
    gone = sorted((p for p in present if p.left_at), key=lambda p: (p.left_at, p.joined_at))
    left = [f"{p.short} {_clock(p.left_at)}" for p in gone]
    behind = f" · gast: {', '.join(guests)}" if guests else ""
    behind += f" · verwacht: {', '.join(expected)}" if expected else ""
    behind += f" · weg: {', '.join(left)}" if left else ""
    for shown in range(len(here), 0, -1):
        more = f" +{len(here) - shown}" if shown < len(here) else ""
        said = f"erbij: {' '.join(here[:shown])}{more}{behind}"
        if len(said) <= room:
            return said
    return f"erbij: {len(here) or 'niemand'}{behind}"


def _order(person: Present) -> tuple[bool, bool, bool]:
    return not person.here, person.left_at is not None, person.guest


def _member(person: Present, *, away: bool) -> Option:
    if person.here and away:
        words = flex(pieces((person.label, "muted"), ("\nniet bij dit punt", "muted")))
        return option(person.id, col("–", 2, "muted"), words, wrap=True)
    if person.here:
        return option(person.id, col("✓", 2, "good"), flex(person.label), wrap=True)
    gone = f"weg {_clock(person.left_at)}" if person.left_at else ""
    return option(person.id, col("–", 2, "muted"), flex(person.label, "muted"), fit(gone, "muted"), wrap=True)


def _guest(person: Present) -> Option:
    """`gast: moeder`, under it from when until when."""
    times = f"\n{_clock(person.joined_at)}–{_clock(person.left_at)}"
    sign = col("✓", 2, "good") if person.here else col("–", 2, "muted")
    words = pieces((f"gast: {person.short}", "" if person.here else "muted"), (times, "muted"))
    return option(person.id, sign, flex(words), wrap=True)


def _clock(moment: datetime | None) -> str:
    return f"{moment.astimezone():%H:%M}" if moment else ""
