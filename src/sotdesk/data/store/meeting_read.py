"""Reads meetings as plain data: heads for lists, one whole with its items, the lines of an item."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from sotdesk.data.store.actions import read_actions
from sotdesk.data.store.school import kind_of
from sotdesk.data.store.students import student_of, students_by_id
from sotdesk.data.store.support_read import supports_by_line
from sotdesk.data.tables.actions import ActionRow
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.meetings import (
    Attendance,
    ItemAway,
    ItemRow,
    ItemStudent,
    LineRow,
    LineStudent,
    MeetingRow,
    Stretch,
)
from sotdesk.data.tables.people import StudentRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.cases import Confidentiality
from sotdesk.domain.errors import NotFound
from sotdesk.domain.line_homes import lines_at
from sotdesk.domain.meetings import Away, Item, ItemKind, ItemState, Line, Meeting, MeetingState, Present
from sotdesk.domain.students import Student


def row_of(session: Session, meeting_id: str) -> MeetingRow:
    row = session.get(MeetingRow, meeting_id)
    if row is None:
        raise NotFound("Dit overleg is er niet (meer).")
    return row


def item_row(session: Session, item_id: str) -> ItemRow:
    row = session.get(ItemRow, item_id)
    if row is None:
        raise NotFound("Dit agendapunt is er niet (meer).")
    return row


def read_meeting(session: Session, row: MeetingRow) -> Meeting:
    """One meeting with its items and everyone ever at the table."""
    kind = session.get(MeetingKindRow, row.kind_id)
    assert kind is not None  # noqa: S101  (a foreign key holds it)
    return Meeting(
        id=row.id, kind=kind_of(kind), day=row.day, start=row.start, minutes=row.minutes, place=row.place,
        state=MeetingState(row.state), started_at=row.started_at, closed_at=row.closed_at,
        adopted_on=row.adopted_on, items=read_items(session, row.id), present=_present(session, row.id),
        current_item=row.current_item, pauses=_pauses(session, row),
    )  # fmt: skip


def _pauses(session: Session, row: MeetingRow) -> tuple[tuple[datetime, datetime | None], ...]:
    """The time between the stretches of the clock; since the last one while the meeting is paused."""
    query = select(Stretch).where(Stretch.meeting_id == row.id).order_by(col(Stretch.began_at))
    stretches = list(session.exec(query))
    found: list[tuple[datetime, datetime | None]] = [
        (first.ended_at, second.began_at)
        for first, second in pairwise(stretches)
        if first.ended_at and first.ended_at < second.began_at
    ]
    last = stretches[-1].ended_at if stretches else None
    return (*found, (last, None)) if last and row.state == MeetingState.PAUSED.value else tuple(found)


def read_items(session: Session, meeting_id: str) -> tuple[Item, ...]:
    """The items of a meeting in their order, with clocks and hulpvraag."""
    rows = session.exec(
        select(ItemRow).where(ItemRow.meeting_id == meeting_id).order_by(col(ItemRow.position))
    ).all()
    ids = [row.id for row in rows]
    about = _students_of(session, ids)
    students = students_by_id(session, [a.student_id for links in about.values() for a in links])
    cases = _cases_of(session, [a.case_id for links in about.values() for a in links if a.case_id])
    clocks = _clocks(session, meeting_id)
    query = (
        select(LineRow.item_id, func.count()).where(col(LineRow.item_id).in_(ids)).group_by(LineRow.item_id)
    )
    counts = dict(session.exec(query).all())
    away = _away(session, ids)
    return tuple(
        _item(
            row, about.get(row.id, []), students, cases, clocks.get(row.id), counts.get(row.id, 0),
            away.get(row.id, ()),
        )
        for row in rows
    )  # fmt: skip


def _item(
    row: ItemRow, about: Sequence[ItemStudent], students: dict[str, Student], cases: dict[str, CaseTable],
    clock: tuple[timedelta, datetime | None] | None, lines: int, away: tuple[Away, ...],
) -> Item:  # fmt: skip
    asked = [cases.get(a.case_id or "") for a in about]
    used, since = clock or (timedelta(), None)
    return Item(
        id=row.id, meeting_id=row.meeting_id, position=row.position, kind=ItemKind(row.kind), title=row.title,
        minutes=row.minutes, students=tuple(students[a.student_id] for a in about),
        case_ids=tuple(a.case_id or "" for a in about), class_name=row.class_name, request=row.request,
        fixed=row.fixed, state=ItemState(row.state), used=used, running_since=since,
        carried_to=row.carried_to, carried_times=row.carried_times, lines=lines,
        part_of=row.part_of,
        questions=tuple((c.question, c.question_by) if c else ("", "") for c in asked),
        anonymous=row.anonymous, away=away,
        shut=tuple(c is not None and c.confidentiality == Confidentiality.OWN.value for c in asked),
    )  # fmt: skip


def read_lines(session: Session, item_ids: Iterable[str]) -> tuple[Line, ...]:
    """The lines of these items in the order they were kept, each with its agreement."""
    return lines_where(session, col(LineRow.item_id).in_(list(item_ids)))


def lines_at_item(session: Session, item_id: str) -> tuple[Line, ...]:
    """The lines of one item, with those from other items of the meeting that name its pupils (`&lina`)."""
    row, about = item_row(session, item_id), _students_of(session, [item_id]).get(item_id, [])
    item = _item(row, about, students_by_id(session, [a.student_id for a in about]), {}, None, 0, ())
    mine = select(LineStudent.line_id).where(col(LineStudent.student_id).in_([s.id for s in item.students]))
    here = select(ItemRow.id).where(ItemRow.meeting_id == row.meeting_id)
    named = and_(col(LineRow.item_id).in_(here), col(LineRow.id).in_(mine))
    return lines_at(item, lines_where(session, or_(col(LineRow.item_id) == item_id, named)))


def lines_where(session: Session, *where: ColumnElement[bool] | bool, also: bool = True) -> tuple[Line, ...]:
    """The lines that fit, in the order they were kept, each with its agreement; `also`: with whom `&` names."""
    rows = session.exec(select(LineRow).where(*where).order_by(col(LineRow.position))).all()
    ids = [r.action_id for r in rows if r.action_id]
    wanted = select(ActionRow).where(col(ActionRow.id).in_(ids))
    actions = {a.id: a for a in read_actions(session, wanted)} if ids else {}
    links: dict[str, tuple[str, ...]] = {}
    for link in session.exec(select(LineStudent).where(col(LineStudent.line_id).in_([r.id for r in rows]))):
        links[link.line_id] = (*links.get(link.line_id, ()), link.student_id)
    others = _others(session, [r.id for r in rows]) if also else {}
    supports = supports_by_line(session, [r.id for r in rows if r.kind == Kind.EVALUATION.value])
    return tuple(
        replace(
            line_of(r, links.get(r.id, ())), action=actions.get(r.action_id or ""), also=others.get(r.id, ()),
            support_id=supports.get(r.id, ("", ""))[0],
        )
        for r in rows
    )  # fmt: skip


def line_of(row: LineRow, student_ids: tuple[str, ...]) -> Line:
    """A line by itself, in the files of these pupils: without its agreement and what it works on."""
    return Line(
        id=row.id, item_id=row.item_id or "", kind=row.kind, text=row.text, audience=row.audience, at=row.at,
        raw=row.raw, voice=row.voice, student_ids=student_ids, capture_id=row.capture_id, word=row.word,
    )  # fmt: skip


def _others(session: Session, line_ids: Sequence[str]) -> dict[str, tuple[Student, ...]]:
    """By line the pupils in whose file it stands though its item is not about them."""
    about = select(ItemStudent.id).where(
        ItemStudent.item_id == LineRow.item_id, ItemStudent.student_id == LineStudent.student_id
    )
    query = (
        select(LineStudent.line_id, StudentRow)
        .join(LineRow, col(LineRow.id) == LineStudent.line_id)
        .join(StudentRow, col(StudentRow.id) == LineStudent.student_id)
        .where(col(LineStudent.line_id).in_(line_ids), ~about.exists())
    )
    found: dict[str, tuple[Student, ...]] = {}
    for line_id, row in session.exec(query):
        found[line_id] = (*found.get(line_id, ()), student_of(row))
    return found


def _students_of(session: Session, item_ids: Sequence[str]) -> dict[str, list[ItemStudent]]:
    query = (
        select(ItemStudent).where(col(ItemStudent.item_id).in_(item_ids)).order_by(col(ItemStudent.position))
    )
    found: dict[str, list[ItemStudent]] = {}
    for link in session.exec(query):
        found.setdefault(link.item_id, []).append(link)
    return found


def _cases_of(session: Session, case_ids: Sequence[str]) -> dict[str, CaseTable]:
    rows = session.exec(select(CaseTable).where(col(CaseTable.id).in_(case_ids)))
    return {row.id: row for row in rows}


def _away(session: Session, item_ids: Sequence[str]) -> dict[str, tuple[Away, ...]]:
    """Who is not there for these items, by item."""
    found: dict[str, tuple[Away, ...]] = {}
    for row in session.exec(select(ItemAway).where(col(ItemAway.item_id).in_(item_ids))):
        found[row.item_id] = (*found.get(row.item_id, ()), Away(row.contact_id or row.label, row.since))
    return found


def _clocks(session: Session, meeting_id: str) -> dict[str, tuple[timedelta, datetime | None]]:
    found: dict[str, tuple[timedelta, datetime | None]] = {}
    for stretch in session.exec(select(Stretch).where(Stretch.meeting_id == meeting_id)):
        used, since = found.get(stretch.item_id, (timedelta(), None))
        if stretch.ended_at is None:
            since = stretch.began_at
        else:
            used += stretch.ended_at - stretch.began_at
        found[stretch.item_id] = (used, since)
    return found


def _present(session: Session, meeting_id: str) -> tuple[Present, ...]:
    query = select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(col(Attendance.position))
    return tuple(
        Present(r.id, r.label, r.role, r.contact_id or "", r.joined_at, r.left_at, r.item_id or "", r.guest)
        for r in session.exec(query)
    )
