"""The history of one pupil: every act that changed something of him, newest first, a page at a time."""

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from sotdesk.data.owners import LINKED
from sotdesk.data.store.base import Part
from sotdesk.data.tables.actions import ActionStudent
from sotdesk.data.tables.acute import AcuteRow
from sotdesk.data.tables.cases import CaseTable, ReferralRow
from sotdesk.data.tables.desk import Change
from sotdesk.data.tables.meetings import ItemStudent, LineStudent
from sotdesk.data.tables.moments import MomentRow
from sotdesk.domain.history import Step, part_of
from sotdesk.domain.rules import load

ALWAYS = sys.maxsize
"""Until the last act there is."""
PAGE = 40
"""So many acts are read at once."""
ROW = (
    Change.number, Change.at, Change.label, Change.table_name, Change.row_id, Change.before, Change.after,
    Change.undone,
)  # fmt: skip


class Histories(Part):
    """Geschiedenis."""

    page = PAGE
    """So many acts a page."""

    def of_student(self, student_id: str, before: int = 0, limit: int = PAGE) -> tuple[Step, ...]:
        """The acts that changed this pupil, his case or anything in his file; the newest, or those before a number.

        Fewer than `limit` acts means that there are no older ones. Of an act that changed more pupils only what is
        about this one.
        """
        with self.desk.reading() as session:
            mine = _rows_of(session, student_id)
            steps: list[Step] = []
            while len(steps) < limit:
                numbers = _numbers(session, mine, before, limit)
                steps += self._steps(session, mine, numbers)
                if len(numbers) < limit:
                    break
                before = numbers[-1]
        return tuple(steps[:limit])

    def _steps(self, session: Session, mine: Mapping[str, int], numbers: Sequence[int]) -> list[Step]:
        """The acts with these numbers, without those that changed nothing that can be read."""
        query = columns(*map(col, ROW)).where(col(Change.number).in_(numbers), col(Change.row_id).in_(mine))
        every = session.execute(query.order_by(col(Change.number).desc()))
        rows = [row for row in every if row.number <= mine[row.row_id]]
        today = self.desk.today()
        steps = []
        for number, changes in groupby(rows, key=lambda row: int(row.number)):
            found = list(changes)
            first = found[0]
            told = [
                (row.table_name, part_of(row.table_name, _values(row.before), _values(row.after), today))
                for row in sorted(found, key=lambda row: _ORDER.get(row.table_name, 99))
            ]
            there = {table for table, part in told if part}
            parts = [(table, part) for table, part in told if part and _SAID_BY.get(table) not in there]
            more = [part for table, part in parts if table not in LINKED]
            if parts:
                shown = more or [parts[0][1]]
                steps.append(Step(number, first.at, first.label, tuple(shown), first.undone))
        return steps


_SAID_BY = {"action_move": "action"}
"""What a row of the first table says is said by the row of the second that changed with it."""
_ORDER = {table: place for place, table in enumerate(load("history")["words"])}


def _values(text: str) -> dict[str, object] | None:
    return json.loads(text) if text else None


def _numbers(session: Session, mine: Collection[str], before: int, limit: int) -> list[int]:
    tables = list(load("history")["words"])
    query = columns(col(Change.number)).where(
        col(Change.row_id).in_(mine), col(Change.table_name).in_(tables)
    )
    query = query.where(col(Change.number) < before) if before else query
    return list(session.execute(query.distinct().order_by(col(Change.number).desc()).limit(limit)).scalars())


def _rows_of(session: Session, student_id: str) -> dict[str, int]:
    """The ids of all rows that are or ever were of this pupil, and of what belongs to those; each with the number of
    the last act that still is about him: an agreement that was taken out of his file changes elsewhere."""
    known = dict.fromkeys([student_id, *_there_now(session, student_id)], ALWAYS)
    added = known
    while added:
        found: dict[str, int] = {}
        for owner, row_id, last in _belonging(session, added):
            last = min(last, known[owner])
            if last > max(known.get(row_id, 0), found.get(row_id, 0)):
                found[row_id] = last
        known, added = known | found, found
    return known


def _there_now(session: Session, student_id: str) -> set[str]:
    """What stands in his file now and says itself to be nobody's, or has rows below it; a school that was made at
    once has no history of how it came there."""
    cases = select(CaseTable.id).where(CaseTable.student_id == student_id)
    queries = (
        cases,
        select(ReferralRow.id).where(col(ReferralRow.case_id).in_(cases)),
        select(ActionStudent.action_id).where(ActionStudent.student_id == student_id),
        select(LineStudent.line_id).where(LineStudent.student_id == student_id),
        select(ItemStudent.item_id).where(ItemStudent.student_id == student_id),
        select(MomentRow.id).where(MomentRow.student_id == student_id),
        select(AcuteRow.id).where(AcuteRow.student_id == student_id),
    )
    return {ref for query in queries for ref in session.exec(query)}


def _belonging(session: Session, owners: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Owner, row that belongs to him, and until which act; of a link that was taken away until that act."""
    fields = map(
        col, (Change.owner, Change.table_name, Change.row_id, Change.number, Change.before, Change.after)
    )
    query = columns(*fields).where(col(Change.owner).in_(list(owners))).order_by(col(Change.number))
    links: dict[tuple[str, str, str], int] = {}
    for row in session.execute(query):
        yield row.owner, row.row_id, ALWAYS
        if row.table_name in LINKED:
            linked = str((_values(row.after) or _values(row.before) or {})[LINKED[row.table_name]])
            links[row.owner, linked, row.row_id] = ALWAYS if row.after else int(row.number)
    yield from ((owner, linked, last) for (owner, linked, _), last in links.items())
