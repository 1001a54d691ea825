"""What was said of pupils, for another vault: their lines only, as lines of contact moments.

A meeting is not theirs: its agenda, who sat there and what was said of others stay here. Its kind and its day go
along, so that every line still stands on its day.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from sqlmodel import Session, col, select

from sotdesk.data.store.line_entries import PASSING
from sotdesk.data.tables.feedback import ToldRow
from sotdesk.data.tables.meetings import (
    CorrectionRow,
    ItemRow,
    ItemStudent,
    LineRow,
    LineStudent,
    MeetingRow,
)
from sotdesk.data.tables.moments import MomentRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.meetings import MeetingState

HELD = (MeetingState.CONCEPT.value, MeetingState.ADOPTED.value)
CHANNEL = "overleg"
SAID_THERE = "stond op de agenda van het overleg"
_FAMILY = UUID("6f1b6c1e-6d0f-4f7e-9a55-6f3c2f0e8a11")


@dataclass
class Spoken:
    """The moments, their lines, and in whose file each line stands."""

    moments: list[Any] = field(default_factory=list)
    lines: list[Any] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)


def derived(*parts: str) -> str:
    """The id of a row that is made from others: always the same for the same ones, so that it is not made twice."""
    return uuid5(_FAMILY, "\n".join(parts)).hex


def spoken(session: Session, ids: Collection[str], cases: Mapping[str, str]) -> Spoken:
    """All that was said of these pupils in their own contact moments, in meetings, and in talks about others."""
    own = session.exec(select(MomentRow).where(col(MomentRow.student_id).in_(ids))).all()
    links = session.exec(select(LineStudent).where(col(LineStudent.student_id).in_(ids))).all()
    whose: dict[str, str] = {}
    for link in links:
        whose.setdefault(link.line_id, link.student_id)
    rows = session.exec(select(LineRow).where(col(LineRow.id).in_(list(whose)))).all()
    found = Spoken(moments=[_copy(row) for row in own])
    homes = {row.id: row for row in found.moments}
    meetings: Meetings = {}
    whole = _whole_captures(session, rows)
    for row in sorted(rows, key=lambda line: (line.at, line.position)):
        if row.kind in PASSING:
            continue
        line = _copy(row)
        home = homes.get(row.moment_id or "") or _home(session, row, whose[row.id], homes, meetings, cases)
        if home is None:
            continue
        if row.capture_id not in whole:
            line.raw = ""  # as it was typed it names others, or says more than stands in these files
        line.item_id, line.moment_id = None, home.id
        found.lines.append(line)
    _correct(session, found, homes, ids, cases)
    kept = {line.id for line in found.lines}
    found.moments = list(homes.values())
    found.links += [_copy(link) for link in links if link.line_id in kept]
    return found


def _copy(row: Any) -> Any:
    return type(row)(**{name: getattr(row, name) for name in type(row).model_fields})


def _whole_captures(session: Session, rows: Collection[LineRow]) -> set[str]:
    """The typed lines of which every piece goes along."""
    mine = {row.id for row in rows}
    captures = {row.capture_id for row in rows}
    every = session.exec(select(LineRow.capture_id, LineRow.id).where(col(LineRow.capture_id).in_(captures)))
    return captures - {capture for capture, line_id in every if line_id not in mine}


def _home(
    session: Session, row: LineRow, student_id: str, homes: dict[str, Any], meetings: "Meetings",
    cases: Mapping[str, str],
) -> Any | None:  # fmt: skip
    """The contact moment in which a line of a meeting, or of a talk about someone else, goes along."""
    if row.item_id is None:
        talk = session.get(MomentRow, row.moment_id or "")
        return _made(homes, talk.id, student_id, talk.at, talk.channel, "", cases) if talk else None
    if row.item_id not in meetings:
        meetings[row.item_id] = _meeting_of(session, row.item_id)
    found = meetings[row.item_id]
    if found is None:
        return None
    meeting, short = found
    new = derived(row.item_id, student_id) not in homes
    home = _made(homes, row.item_id, student_id, _began(meeting), CHANNEL, short, cases)
    if new:
        _told(session, home, meeting.id, student_id)
    return home


Meetings = dict[str, tuple[MeetingRow, str] | None]
"""The held meeting of each item, and what it is called."""


def _meeting_of(session: Session, item_id: str) -> tuple[MeetingRow, str] | None:
    """The held meeting of an item, and what it is called; None while it is not closed."""
    query = (
        select(MeetingRow, MeetingKindRow.short)
        .join(ItemRow, col(ItemRow.meeting_id) == MeetingRow.id)
        .join(MeetingKindRow, col(MeetingKindRow.id) == MeetingRow.kind_id)
        .where(ItemRow.id == item_id, col(MeetingRow.state).in_(HELD))
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found else None


def _began(meeting: MeetingRow) -> datetime:
    start: time = meeting.start
    day: date = meeting.day
    return meeting.started_at or datetime.combine(day, start).astimezone()


def _made(
    homes: dict[str, Any], source: str, student_id: str, at: datetime, channel: str, whom: str,
    cases: Mapping[str, str],
) -> Any:  # fmt: skip
    key = derived(source, student_id)
    if key not in homes:
        homes[key] = MomentRow(
            id=key, student_id=student_id, case_id=cases.get(student_id), at=at, channel=channel,
            with_whom=whom, told_why=SAID_THERE,
        )  # fmt: skip
    return homes[key]


def _told(session: Session, home: Any, meeting_id: str, student_id: str) -> None:
    """Whether pupil and parents were told after the meeting."""
    query = select(ToldRow.recipient).where(
        ToldRow.meeting_id == meeting_id, ToldRow.student_id == student_id
    )
    for recipient in session.exec(query):
        if recipient.startswith("guardian:"):
            home.told_parents = "ja"
        elif recipient == "student" or recipient.startswith("student:"):
            home.told_student = "ja"


def _correct(
    session: Session, found: Spoken, homes: dict[str, Any], ids: Collection[str], cases: Mapping[str, str]
) -> None:
    """Corrections of an adopted report, of items that are about these pupils only, as lines."""
    items = session.exec(select(ItemStudent.item_id).where(col(ItemStudent.student_id).in_(ids))).all()
    query = select(CorrectionRow).where(col(CorrectionRow.item_id).in_(set(items)))
    for row in session.exec(query).all():
        about = session.exec(select(ItemStudent.student_id).where(ItemStudent.item_id == row.item_id)).all()
        meeting = _meeting_of(session, row.item_id)
        if meeting is None or not set(about) <= set(ids):
            continue
        home = _made(homes, row.item_id, about[0], _began(meeting[0]), CHANNEL, meeting[1], cases)
        found.lines.append(
            LineRow(
                id=row.id, moment_id=home.id, capture_id=row.id, position=1000, kind=Kind.FACT.value,
                text=f"correctie: {row.text}", at=datetime.combine(row.day, time(12)).astimezone(),
            )
        )  # fmt: skip
        found.links += [LineStudent(id=derived(row.id, key), line_id=row.id, student_id=key) for key in about]
