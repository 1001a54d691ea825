"""The desk itself in the store: half-typed lines, undo, rows set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from sotdesk.data.history import put_back
from sotdesk.data.store.base import Part
from sotdesk.data.store.candidates_read import people_in
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.actions import ActionStudent
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.desk import Change, Draft, SetAside
from sotdesk.data.tables.meetings import ItemStudent, LineStudent
from sotdesk.domain.students import Student


@dataclass(frozen=True)
class Undoable:
    """What `u` would undo: its batch and its words."""

    batch: str
    label: str
    at: datetime
    students: tuple[Student, ...] = ()
    """Whom it is about."""


class DeskPart(Part):
    """Het bureau."""

    # --- half-typed lines

    def draft(self, place: str) -> tuple[str, int]:
        """The half-typed text of a place and its cursor; ('', 0) when there is none."""
        with self.desk.reading() as session:
            row = session.get(Draft, place)
            return (row.text, row.cursor) if row else ("", 0)

    def keep_draft(self, place: str, typed: str, cursor: int) -> None:
        """Keeps a half-typed text; an empty one is forgotten."""
        self.keep_drafts({place: (typed, cursor)})

    def keep_drafts(self, typed: Mapping[str, tuple[str, int]]) -> None:
        """Keeps the half-typed text of each place, with its cursor: all in one transaction, and none when nothing
        changed, for this is done while she types."""
        with self.desk.reading() as session:
            rows = session.exec(select(Draft).where(col(Draft.place).in_(typed)))
            known = {row.place: (row.text, row.cursor) for row in rows}
        changed = {place: now for place, now in typed.items() if now != known.get(place, ("", now[1]))}
        if not changed:
            return
        with self.desk.writing("") as session:
            for place, (text_, cursor) in changed.items():
                if text_:
                    session.merge(Draft(place=place, text=text_, cursor=cursor))
                elif row := session.get(Draft, place):
                    session.delete(row)

    # --- undo

    def to_undo(self) -> Undoable | None:
        """What `u` would undo now: the last batch of this sitting that can be and is not yet undone."""
        with self.desk.reading() as session:
            change = self._last(session)
            if change is None:
                return None
            students = students_by_id(session, _pupils_of(session, change.batch)).values()
            candidates = select(Change.before, Change.after).where(
                Change.batch == change.batch, Change.table_name == "candidate", Change.owner == ""
            )
            others = people_in(kept for both in session.exec(candidates) for kept in both)
            by_name = sorted([*students, *others], key=lambda student: student.name.sort_key)
            return Undoable(change.batch, change.label, change.at, tuple(by_name))

    def undo(self, batch: str) -> None:
        """Undoes a batch: its rows are as they were before."""
        query = select(Change).where(Change.batch == batch, col(Change.undone).is_(False))
        with self.desk.reading() as session:
            first = session.exec(query).first()
        label = f"herstel: {first.label}" if first else "herstel"
        with self.desk.writing(label, can_undo=False) as session:
            changes = list(session.exec(query.order_by(text("rowid"))))
            put_back(session, changes)
            for change in changes:
                change.undone = True

    def _last(self, session: Session) -> Change | None:
        query = select(Change).where(
            Change.sitting == self.desk.sitting, col(Change.can_undo), col(Change.undone).is_(False)
        )
        return session.exec(query.order_by(col(Change.number).desc())).first()

    # --- Vandaag

    def set_aside(self, rule: str, subject_id: str, reason: str) -> None:
        """Sets a row of Vandaag aside, with the reason that is kept."""
        with self.desk.writing("opzij gezet") as session:
            session.add(
                SetAside(
                    rule=rule, subject_id=subject_id, reason=reason, day=self.desk.today(), at=self.desk.now()
                )
            )

    def aside(self) -> frozenset[tuple[str, str]]:
        """The rows of Vandaag that were set aside: (rule, subject)."""
        with self.desk.reading() as session:
            return frozenset((r.rule, r.subject_id) for r in session.exec(select(SetAside)))


def _pupils_of(session: Session, batch: str) -> set[str]:
    """The pupils of the rows of one act: those they belong to, else those whose agreement, line or item it is."""
    found = set(session.exec(select(Change.owner).where(Change.batch == batch, Change.owner != "")))
    rows = set(session.exec(select(Change.row_id).where(Change.batch == batch)))
    links = (
        select(ActionStudent.student_id).where(col(ActionStudent.action_id).in_(found | rows)),
        select(LineStudent.student_id).where(col(LineStudent.line_id).in_(rows)),
        select(ItemStudent.student_id).where(col(ItemStudent.item_id).in_(rows)),
        select(CaseTable.student_id).where(col(CaseTable.id).in_(found)),
    )
    return found.union(*(session.exec(query) for query in links))
