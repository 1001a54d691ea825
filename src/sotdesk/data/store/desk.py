"""The desk itself in the store: half-typed lines, undo, rows set aside, finding."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from sotdesk.data.history import put_back
from sotdesk.data.store.base import Part
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.desk import Change, Draft, SetAside
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold


@dataclass(frozen=True)
class Undoable:
    """What `u` would undo: its batch and its words."""

    batch: str
    label: str
    at: datetime


@dataclass(frozen=True)
class Found:
    """One hit of a search: what it is (a table's name), its row, the words around, and the pupil."""

    kind: str
    ref: str
    text: str
    student: Student | None = None


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
        with self.desk.writing("") as session:
            if typed:
                session.merge(Draft(place=place, text=typed, cursor=cursor))
            elif row := session.get(Draft, place):
                session.delete(row)

    # --- undo

    def to_undo(self) -> Undoable | None:
        """What `u` would undo now: the last batch of this sitting that can be and is not yet undone."""
        with self.desk.reading() as session:
            change = self._last(session)
            return Undoable(change.batch, change.label, change.at) if change else None

    def undo(self, batch: str) -> None:
        """Undoes a batch: its rows are as they were before."""
        with self.desk.writing("herstel", can_undo=False) as session:
            query = select(Change).where(Change.batch == batch, col(Change.undone).is_(False))
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

    # --- finding

    def find(self, words: str, limit: int = 50) -> tuple[Found, ...]:
        """Everything that holds all the words (the last one as a beginning), pupils first.

        Accents do not count and `vries` finds "de Vries"; fewer than two letters find nothing.
        """
        query = _match(words)
        if not query:
            return ()
        statement = text(
            "SELECT f.kind, f.ref, f.student_id, find.body FROM find JOIN found f ON f.rowid = find.rowid "
            "WHERE find MATCH :query ORDER BY CASE f.kind WHEN 'student' THEN 0 WHEN 'contact' THEN 1 "
            "WHEN 'case' THEN 2 ELSE 3 END, rank LIMIT :limit"
        )
        with self.desk.reading() as session:
            rows = session.execute(statement, {"query": query, "limit": limit}).all()
            ids = [r.ref if r.kind == "student" else r.student_id for r in rows]
            students = students_by_id(session, ids)
        return tuple(
            Found(r.kind, r.ref, r.body, students.get(r.ref if r.kind == "student" else r.student_id))
            for r in rows
        )


def _match(words: str) -> str:
    parts = ["".join(ch for ch in word if ch.isalnum()) for word in fold(words).split()]
    parts = [p for p in parts if p]
    if not parts or len("".join(parts)) < 2:
        return ""
    return " ".join(f'"{p}"*' for p in parts)
