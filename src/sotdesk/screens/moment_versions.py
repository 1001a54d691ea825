"""How a contact moment read before: each version with its day, its lines and who may read them."""

from collections.abc import Iterable

from textual.content import Content

from sotdesk.domain.dates import show_date
from sotdesk.domain.moments import Version
from sotdesk.screens.case_rows import SHIELDS, Showing
from sotdesk.widgets.pieces import Piece, pieces


def versions_text(versions: Iterable[Version], show: Showing) -> Content:
    """The newest first: `tot wo 25 nov 13:24`, and under it what stood there."""
    parts: list[Piece] = []
    for version in versions:
        at = version.at.astimezone()
        parts.append(("\n\n" if parts else "", ""))
        parts.append((f"Tot {show_date(at.date(), show.today)} {at:%H:%M}\n", "heading"))
        for number, (audience, words) in enumerate(version.lines):
            shield = SHIELDS.get(audience, "")
            parts.append((f"{shield} " if shield else "", "warn"))
            end = "" if number == len(version.lines) - 1 else "\n"
            parts.append((show.text(words) + end, "muted" if number == 0 else ""))
    return pieces(*parts)
