"""The rows of the acute card that are read, not chosen: what to do first, and that the danger stands in the run."""

from textual.widgets.option_list import Option

from sotdesk.domain.meldcode import Run
from sotdesk.widgets.pieces import pieces
from sotdesk.widgets.row import Row, col, flex

SIGN = 2
"""Cells of a mark."""


def first_row(at: int, words: str) -> Option:
    """One thing to do first, with its number."""
    return Option(Row(col(str(at), 1, "kind"), flex(words), wrap=True, gap=2), disabled=True)


def recorded_rows(run: Run, *, shielded: bool) -> list[Option]:
    """That acute danger stands in the run, since when, and how she gets there."""
    if run.acute_at is None:
        return []
    where = "F5, en dan t: naar het traject" if shielded else "t: naar het traject"
    said = f"Acuut gevaar vastgelegd om {run.acute_at.astimezone():%H:%M}"
    words = pieces((said, "good"), (f" · {where}", "muted"))
    return [Option(Row(col("✓", SIGN, "good"), flex(words), wrap=True), disabled=True)]
