"""The kwadrant in a pupil's timeline: one entry for a day on which values were set, one for each conclusion."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from sqlmodel import Session, col, select

from sotdesk.data.tables.kwadrant import KwadrantConclusionRow, KwadrantValueRow
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Entry
from sotdesk.domain.kwadrant_rules import instruments, part_names

KIND = "kwadrant"
"""The kind of an entry of the timeline; also the route of its screen."""


def involved_only() -> list[str]:
    """Codes of the instruments that only those directly involved may see (SAQI: P43)."""
    return [one.code for one in instruments().values() if one.involved_only]


def kwadrant_entries(session: Session, student_id: str) -> Iterable[Entry]:
    """A day on which something rests on a SAQI stands there as restricted: only for those directly involved."""
    values = select(KwadrantValueRow).where(KwadrantValueRow.student_id == student_id)
    in_order = session.exec(values.order_by(col(KwadrantValueRow.day), col(KwadrantValueRow.noted_at))).all()
    for day, rows in groupby(in_order, key=lambda row: row.day):
        yield _of_day(day, list(rows))
    concluded = select(KwadrantConclusionRow).where(KwadrantConclusionRow.student_id == student_id)
    for row in session.exec(concluded):
        yield Entry(row.id, row.day, KIND, f"conclusie: {row.text}", ref=row.id, at=row.noted_at)


def _of_day(day: date, rows: list[KwadrantValueRow]) -> Entry:
    known, shut = part_names(), involved_only()
    said = ", ".join(f"{known.get(row.part, row.part)} {row.value}" for row in rows)
    audience = Audience.RESTRICTED if any(row.instrument in shut for row in rows) else Audience.SOT
    last = rows[-1]
    return Entry(last.id, day, KIND, said, audience=audience.value, ref=last.id, at=last.noted_at)
