"""What the feedback of one meeting is made of, read once and used until the vault changes; ticks are read anew.

Every write of this sitting, an undo too, makes it old. It lives and dies with the store: nothing stays after a lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from sotdesk.data.store.base import Desk
from sotdesk.data.store.feedback_read import basis_of, told_of
from sotdesk.data.store.meeting_read import row_of
from sotdesk.domain.feedback import LOG, SHIELDED, Note, PupilBlocks
from sotdesk.domain.feedback_basis import Basis, Tellings
from sotdesk.domain.feedback_blocks import blocks_for
from sotdesk.domain.feedback_recipients import left_of

WORKED_OUT = ("names", "pupils", "items", "_by_pupil")
"""What a basis works out once and ticks do not change."""


@dataclass
class Kept:
    """One meeting's basis at so many changes of the vault, with the texts that were made of it."""

    basis: Basis
    changes: int
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)
    _blocks: tuple[PupilBlocks, ...] = ()

    def told(self, told: Tellings) -> Basis:
        """The same with other ticks; what was worked out is not worked out again."""
        fresh = replace(self.basis, told=told)
        for name in WORKED_OUT:
            if name in self.basis.__dict__:
                fresh.__dict__[name] = self.basis.__dict__[name]
        return fresh

    @property
    def blocks(self) -> tuple[PupilBlocks, ...]:
        """Both blocks of every pupil, with when they were entered."""
        if not self._blocks:
            self._blocks = tuple(blocks_for(self.basis, student) for student in self.basis.pupils)
        told = self.basis.told
        days = {key: each.at for key, each in told.items() if key[0] in (LOG, SHIELDED)}
        return tuple(
            replace(
                each,
                log_entered=days.get((LOG, each.student_id)),
                shielded_entered=days.get((SHIELDED, each.student_id)),
            )
            for each in self._blocks
        )


class Shelf:
    """Holds the last meeting that was looked at."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last: Kept | None = None

    def of(self, meeting_id: str) -> Kept:
        """This meeting, as the vault is now."""
        last = self._last
        if last is None or last.basis.meeting.id != meeting_id or last.changes != self._desk.changes:
            with self._desk.reading() as session:
                last = self._last = Kept(basis_of(session, meeting_id, self._desk.now()), self._desk.changes)
        return last

    @contextmanager
    def ticking(
        self, meeting_id: str, label: str, *, can_undo: bool = True
    ) -> Iterator[tuple[Session, Basis]]:
        """A write of ticks only; at its end it is kept whether anything is left to do."""
        kept = self.of(meeting_id)
        with self._desk.writing(label, can_undo=can_undo) as session:
            yield session, kept.basis
            session.flush()
            fresh = kept.told(told_of(session, meeting_id))
            row_of(session, meeting_id).told_all_at = self._desk.now() if left_of(fresh).nothing else None
        kept.basis, kept.changes = fresh, self._desk.changes
