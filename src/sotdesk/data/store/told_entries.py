"""In a pupil's timeline: who was told what after a meeting, what was entered elsewhere, and what left as a file."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col, select

from sotdesk.data.tables.feedback import ToldRow
from sotdesk.domain.cases import ENTERED, FILE, TOLD, Entry
from sotdesk.domain.feedback import LOG, SHIELDED
from sotdesk.domain.words import listed

HANDED = ("prep:", "file:")
"""Before a recipient: he was handed a document."""


def told_entries(session: Session, student_id: str) -> list[Entry]:
    """One entry a meeting, a day and a kind; who was told stands in it in the order of telling."""
    query = (
        select(ToldRow).where(ToldRow.student_id == student_id).order_by(col(ToldRow.at), col(ToldRow.label))
    )
    together: dict[tuple[str, date, str], list[ToldRow]] = defaultdict(list)
    for row in session.exec(query):
        together[row.meeting_id, row.at.astimezone().date(), _kind(row)].append(row)
    return [
        Entry(rows[0].id, day, kind, listed([_words(row) for row in rows]), at=rows[0].at, ref=meeting or "")
        for (meeting, day, kind), rows in together.items()
    ]


def _kind(row: ToldRow) -> str:
    if row.recipient in (LOG, SHIELDED):
        return ENTERED
    return FILE if row.recipient.startswith(HANDED) else TOLD


def _words(row: ToldRow) -> str:
    return f"{row.label} ({row.way})" if row.way else row.label
