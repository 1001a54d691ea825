"""The whole practice school in one transaction: the store's own methods over one session, with a clock to move.

No history is written (a school that was just made has none) and the index is filled once, at the end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from sotdesk.data import indexing
from sotdesk.data.store.absence import Absences
from sotdesk.data.store.actions import Actions
from sotdesk.data.store.base import Desk
from sotdesk.data.store.candidates import Candidates
from sotdesk.data.store.cases import Cases
from sotdesk.data.store.contacts import Contacts
from sotdesk.data.store.exchanges import Exchanges
from sotdesk.data.store.feedback_read import basis_of
from sotdesk.data.store.handovers import Handovers
from sotdesk.data.store.invites import Invitations
from sotdesk.data.store.keeping import Place, keep
from sotdesk.data.store.kwadrant import Kwadrants
from sotdesk.data.store.meeting_read import row_of
from sotdesk.data.store.meetings import Meetings
from sotdesk.data.store.meldcode import Runs
from sotdesk.data.store.meldcode_around import RunParts
from sotdesk.data.store.moments import Moments
from sotdesk.data.store.network import Networks
from sotdesk.data.store.retention import Retention
from sotdesk.data.store.rights import Rights
from sotdesk.data.store.school import SchoolPart
from sotdesk.data.store.sisa import Sisa
from sotdesk.data.store.students import Students
from sotdesk.data.store.support import SupportPart
from sotdesk.data.store.table import AtTable
from sotdesk.data.tables.feedback import ToldRow
from sotdesk.data.vault import translate
from sotdesk.domain.capture import Reading
from sotdesk.domain.clock import Clock
from sotdesk.domain.feedback_blocks import to_enter
from sotdesk.domain.feedback_recipients import recipients


class OneGo(Desk):
    """A desk whose every reading and writing is part of one session, committed by whoever made it."""

    def __init__(self, session: Session, engine: Engine, clock: Clock) -> None:
        super().__init__(engine, clock, translate)
        self._session = session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The one session."""
        yield self._session

    @contextmanager
    def writing(self, label: str, *, can_undo: bool = True) -> Iterator[Session]:
        """The one session; what was changed is flushed, so that the next question sees it."""
        yield self._session
        self._session.flush()
        self.changes += 1
        self.facts += 1


class Hands:
    """The parts of the store that the school is made with, at the moment that `at` was told last."""

    def __init__(self, session: Session, engine: Engine, moment: datetime) -> None:
        self._moment = moment
        self._session = session
        self._desk = desk = OneGo(session, engine, Clock(lambda: self._moment))
        self.school = SchoolPart(desk)
        self.students = Students(desk)
        self.contacts = Contacts(desk)
        self.cases = Cases(desk)
        self.candidates = Candidates(desk)
        self.meetings = Meetings(desk)
        self.invites = Invitations(desk)
        self.table = AtTable(desk)
        self.actions = Actions(desk)
        self.absence = Absences(desk)
        self.exchanges = Exchanges(desk)
        self.handovers = Handovers(desk)
        self.network = Networks(desk)
        self.moments = Moments(desk)
        self.support = SupportPart(desk)
        self.kwadrant = Kwadrants(desk)
        self.retention = Retention(desk)
        self.rights = Rights(desk)
        self.sisa = Sisa(desk)
        self.runs = Runs(desk)
        self.run_parts = RunParts(desk)

    def now(self) -> datetime:
        """The moment that was told last."""
        return self._moment

    def at(self, day: date, clock: time) -> None:
        """From now on it is this time on this day."""
        self._moment = datetime.combine(day, clock).astimezone()

    def at_moment(self, moment: datetime) -> None:
        """From now on it is this moment."""
        self._moment = moment

    def keep(self, place: Place, reading: Reading, *, first: bool) -> None:
        """Keeps a typed line; the `first` one of an item starts its clock, the others only need their place."""
        if first:
            self.table.keep(place.item_id, reading)
        else:
            keep(self._session, self._desk, place, reading, self._moment)

    def tell_everyone(self, meeting_id: str) -> None:
        """Everyone was told after a meeting, and every block was entered, at this moment."""
        basis = basis_of(self._session, meeting_id, self._moment, texts=False)
        told = [(e.student_id, one.key, one.label, one.way) for one in recipients(basis) for e in one.entries]
        told += [(s.id, which, which, "") for s in basis.pupils for which in to_enter(basis, s)]
        self._session.add_all(
            ToldRow(
                meeting_id=meeting_id,
                student_id=student,
                recipient=key,
                label=label,
                way=way,
                at=self._moment,
            )
            for student, key, label, way in told
        )
        row_of(self._session, meeting_id).told_all_at = self._moment


def fill_index(session: Session) -> None:
    """Makes everything that was written findable."""
    for name in indexing.INDEXED:
        rows = session.execute(SQLModel.metadata.tables[name].select()).mappings()
        indexing.update(session, {(name, str(row["id"])): dict(row) for row in rows})
