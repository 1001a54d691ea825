"""Files outside the kluis: when she is reminded, and what the disk says (domain.md §11 [design]; issue 7 point 5)."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from sotdesk.domain.left_files import LeftFile, LeftFiles, Seen, look, term

MADE = datetime(2026, 11, 4, 15, 10).astimezone()
FOLDER = Path("documenten") / "terugkoppeling 2026-11-04"


def left(*names: str, gone_on: date | None = None) -> LeftFiles:
    files = tuple(LeftFile(name, str(FOLDER / name)) for name in names)
    return LeftFiles(MADE, files, ("M. Bos", "SMW (N. Smit)"), gone_on=gone_on)


def test_she_is_reminded_after_the_days_of_the_rule() -> None:
    """rules/retention.toml, [exports] [U]."""
    last = MADE.date() + timedelta(days=term())
    assert term() == 30
    assert not left("a.docx").overdue(last - timedelta(days=1))
    assert left("a.docx").overdue(last)
    assert not left("a.docx", gone_on=MADE.date()).overdue(last)


def test_what_was_written_at_once_is_one_line() -> None:
    assert left("a.docx").name == "a.docx"
    assert left("a.docx", "b.docx").name == "terugkoppeling 2026-11-04 · 2 bestanden"
    assert left("a.docx").for_whom == "M. Bos en SMW (N. Smit)"


@pytest.mark.parametrize(
    ("there", "seen"),
    [
        ((FOLDER / "b.docx", FOLDER, FOLDER.parent), Seen.THERE),
        ((FOLDER, FOLDER.parent), Seen.GONE),
        ((FOLDER.parent,), Seen.GONE),
        ((), Seen.AWAY),
    ],
)
def test_what_the_disk_says(there: tuple[Path, ...], seen: Seen) -> None:
    """A stick that is not in is not a file that was deleted."""
    assert look(left("a.docx", "b.docx"), lambda path: path in there) is seen
