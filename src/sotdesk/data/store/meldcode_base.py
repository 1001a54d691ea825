"""What the parts of a run share in the store: a session that changes a run, and the rows of its tables.

What undo and the history call a step never says what it was; the full-text index does not see these tables.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.meldcode_read import read_runs
from sotdesk.data.tables.base import Row
from sotdesk.data.tables.meldcode import RunItem, RunRow
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.meldcode import Run
from sotdesk.domain.meldcode_steps import CLOSED

LABEL = "afgeschermde stap"
GONE = "Dit is er niet meer."
R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Changing:
    """A run that is being changed: the session, its row, and the run as it stood."""

    session: Session
    row: RunRow
    run: Run


class RunBase(Part):
    """A part of the store that changes runs."""

    @contextmanager
    def _changing(self, run_id: str, *, closed_too: bool = False) -> Iterator[Changing]:
        """Everything in one transaction. RuleError when the run is closed, NotFound when it is gone."""
        with self.desk.writing(LABEL) as session:
            row = row_of(session, RunRow, run_id)
            if row.closed_on and not closed_too:
                raise RuleError(CLOSED)
            yield Changing(session, row, read_runs(session, [row])[0])
            row.changed_at = self.desk.now()

    def _not_to_come(self, day: date) -> None:
        if day > self.desk.today():
            raise RuleError("Die dag is nog niet geweest.")


def row_of(session: Session, table: type[R], key: str) -> R:
    """The row with this key; NotFound when it is gone."""
    row = session.get(table, key)
    if row is None:
        raise NotFound(GONE)
    return row


def part_of(session: Session, table: type[R], run_id: str, key: str) -> R | None:
    """The row with this key when it is of this run; None for an empty key and for another run's."""
    row = session.get(table, key) if key else None
    return row if row is not None and getattr(row, "run_id", "") == run_id else None


def item_row(session: Session, run_id: str, item: str) -> RunItem | None:
    """What is kept of an item of a run."""
    return session.exec(select(RunItem).where(RunItem.run_id == run_id, RunItem.item == item)).first()
