"""Handovers in a pupil's timeline, and those that Vandaag says wait too long for their receipt."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.handover import HandoverRow
from sotdesk.domain.attention import Unfinished
from sotdesk.domain.cases import Entry
from sotdesk.domain.handover import KIND, Handover, made_words, received_words

RULE = "handover"
"""The rule of Vandaag."""


def handover_of(row: HandoverRow) -> Handover:
    """A table row as the plain handover."""
    return Handover(
        row.id, row.student_id, row.made_at, row.receiver, row.reason, row.role, row.restricted, row.ground,
        row.received_by, row.received_on, row.transfer_id,
    )  # fmt: skip


def handover_entries(session: Session, student_id: str) -> Iterable[Entry]:
    """That it was made, and on its own day that it was received."""
    for row in session.exec(select(HandoverRow).where(HandoverRow.student_id == student_id)):
        one = handover_of(row)
        yield Entry(one.id, one.made_on, KIND, made_words(one), ref=one.id, at=one.made_at)
        if one.received_on:
            noon = datetime.combine(one.received_on, time(12)).astimezone()
            at = max(noon, one.made_at + timedelta(seconds=1))
            yield Entry(f"{one.id}-", one.received_on, KIND, received_words(one), ref=one.id, at=at)


def waiting(session: Session, today: date) -> Iterable[Unfinished]:
    """Those that wait longer than the term (rules/handover.toml); Enter goes to where the receipt is noted."""
    rows = session.exec(select(HandoverRow).where(col(HandoverRow.received_on).is_(None))).all()
    late = [one for one in map(handover_of, rows) if one.late(today)]
    students = students_by_id(session, [one.student_id for one in late])
    for one in late:
        if one.student_id in students:
            address = ("transfer",) if one.transfer_id else (RULE, one.student_id, one.id)
            yield Unfinished(
                RULE, one.id, f"voor {one.receiver}", one.made_on, students[one.student_id], address
            )
