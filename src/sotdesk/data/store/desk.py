"""The desk itself in the store: half-typed lines, undo, rows set aside."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from sotdesk.data.history import put_back
from sotdesk.data.store.base import Part
from sotdesk.data.tables.desk import Change, Draft, SetAside


@dataclass(frozen=True)
class Undoable:
    """What `u` would undo: its batch and its words."""

    batch: str
    label: str
    at: datetime


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
