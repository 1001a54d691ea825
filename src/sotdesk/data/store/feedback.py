"""Terugkoppeling in the store: who is told what after a meeting, that it was done, and the blocks for Magister."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Desk, Part
from sotdesk.data.store.feedback_kept import Shelf
from sotdesk.data.tables.feedback import RecipientSecret, ToldRow
from sotdesk.domain.errors import NotFound
from sotdesk.domain.feedback import LOG, SHIELDED, Note, PupilBlocks, Recipient, Told
from sotdesk.domain.feedback_basis import Basis
from sotdesk.domain.feedback_notes import note_for
from sotdesk.domain.feedback_readers import Reader, readers_of
from sotdesk.domain.feedback_recipients import recipients
from sotdesk.domain.passphrase import suggest
from sotdesk.domain.students import Student
from sotdesk.domain.telling import usual_way
from sotdesk.strength import dutch_words

HANDED_FILE = "file:"
"""Before a recipient in the list of who was told what: he was handed a file."""


class Feedback(Part):
    """Terugkoppeling en Magister."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shelf = Shelf(desk)

    def recipients(self, meeting_id: str, *, everyone: bool = False) -> tuple[Recipient, ...]:
        """Who is to be told after a meeting, each with his pupils; mentors first.

        With `everyone` also who may be told but need not be. Who was told already is always there.
        """
        return recipients(self._shelf.of(meeting_id).basis, everyone=everyone)

    def note(self, meeting_id: str, key: str, student_id: str) -> Note:
        """What one recipient reads about one pupil; NotFound when he has nothing to read about this pupil."""
        return self.notes(meeting_id, [(key, student_id)])[0]

    def notes(self, meeting_id: str, wanted: Iterable[tuple[str, str]] | None = None) -> tuple[Note, ...]:
        """Several notes in one go, by recipient and pupil; None: all that are to be told."""
        kept = self._shelf.of(meeting_id)
        if wanted is None:
            wanted = [(one.key, e.student_id) for one in recipients(kept.basis) for e in one.entries]
        made = []
        for key, student_id in wanted:
            if (key, student_id) not in kept.notes:
                kept.notes[key, student_id] = _note(kept.basis, key, student_id)
            made.append(kept.notes[key, student_id])
        return tuple(made)

    def tell(
        self, meeting_id: str, key: str, student_id: str, way: str = "", *, at: datetime | None = None, label: str = ""
    ) -> None:  # fmt: skip
        """Keeps that someone was told about a pupil, how and when; once more changes how and when."""
        self.tell_all(meeting_id, key, [student_id], way, at=at, label=label)

    def tell_all(
        self, meeting_id: str, key: str, student_ids: Sequence[str], way: str = "", *, at: datetime | None = None,
        label: str = "",
    ) -> None:  # fmt: skip
        """Keeps that someone was told about these pupils, as one step to undo.

        Without `way` as he usually is, without `at` now; `label` when it was someone else (his colleague).
        """
        with self._shelf.ticking(meeting_id, "terugkoppeling gedaan") as (session, basis):
            for student_id in student_ids:
                reader = _reader(basis, key, student_id)
                chosen = way or usual_way(reader.contact, reader.profile.way, basis.school.system)
                row = _told_row(session, meeting_id, student_id, key)
                told = Told(chosen, at or self.desk.now(), label or reader.label)
                _mark(session, row, meeting_id, student_id, key, told)

    def untell(self, meeting_id: str, key: str, student_id: str) -> None:
        """He was not told after all."""
        self.untell_all(meeting_id, key, [student_id])

    def untell_all(self, meeting_id: str, key: str, student_ids: Sequence[str]) -> None:
        """He was told about none of these pupils after all."""
        with self._shelf.ticking(meeting_id, "terugkoppeling toch niet gedaan") as (session, _basis):
            for student_id in student_ids:
                _unmark(session, meeting_id, student_id, key)

    def handed(self, meeting_id: str, notes: Iterable[Note], form: str) -> None:
        """Lists in each pupil's file what left: to whom and as what (`Word, versleuteld`). It is no telling."""
        label = "bestanden op de lijst"  # what left cannot be undone
        with self._shelf.ticking(meeting_id, label, can_undo=False) as (session, _basis):
            for note in notes:
                told = Told(form, self.desk.now(), note.label)
                key = f"{HANDED_FILE}{note.key}"
                _mark(session, None, meeting_id, note.student_id, key, told)

    # --- the school's own system

    def blocks(self, meeting_id: str) -> tuple[PupilBlocks, ...]:
        """Both blocks of every pupil that was spoken of, in the order of the agenda."""
        return self._shelf.of(meeting_id).blocks

    def entered(self, meeting_id: str, student_id: str, which: str, *, done: bool = True) -> None:
        """Keeps that a block (`logboek` or `afgeschermd`) was entered in the school's system now, or was not."""
        self.entered_all(meeting_id, student_id, [which], done=done)

    def entered_all(
        self, meeting_id: str, student_id: str, blocks: Sequence[str], *, done: bool = True
    ) -> None:
        """The same for both blocks of a pupil, as one step to undo."""
        if not {LOG, SHIELDED}.issuperset(blocks):
            raise ValueError(blocks)
        label = f"{' en '.join(blocks)} {'ingevoerd' if done else 'toch niet ingevoerd'}"
        with self._shelf.ticking(meeting_id, label) as (session, _basis):
            for which in blocks:
                row = _told_row(session, meeting_id, student_id, which)
                if done and row is None:
                    _mark(session, row, meeting_id, student_id, which, Told("", self.desk.now(), which))
                elif not done:
                    _unmark(session, meeting_id, student_id, which)

    # --- encrypted files

    def passphrase(self, key: str) -> str:
        """The standing passphrase of a recipient's encrypted files; made the first time it is asked for."""
        with self.desk.reading() as session:
            known = session.exec(select(RecipientSecret).where(RecipientSecret.recipient == key)).first()
        if known is not None:
            return known.passphrase
        made = suggest(dutch_words())
        with self.desk.writing("wachtwoordzin voor bestanden", can_undo=False) as session:
            session.add(RecipientSecret(recipient=key, passphrase=made))
        return made


def _mark(
    session: Session, row: ToldRow | None, meeting_id: str, student_id: str, key: str, told: Told
) -> None:
    if row is None:
        row = ToldRow(meeting_id=meeting_id, student_id=student_id, recipient=key, label="", at=told.at)
    row.label, row.way, row.at = told.label, told.way, told.at
    session.add(row)


def _told_row(session: Session, meeting_id: str, student_id: str, key: str) -> ToldRow | None:
    query = select(ToldRow).where(
        ToldRow.meeting_id == meeting_id, ToldRow.student_id == student_id, ToldRow.recipient == key
    )
    return session.exec(query.order_by(col(ToldRow.at))).first()


def _unmark(session: Session, meeting_id: str, student_id: str, key: str) -> None:
    row = _told_row(session, meeting_id, student_id, key)
    if row is not None:
        session.delete(row)


def _note(basis: Basis, key: str, student_id: str) -> Note:
    reader = _reader(basis, key, student_id)
    return note_for(basis, reader, _student(basis.pupils, student_id))


def _reader(basis: Basis, key: str, student_id: str) -> Reader:
    student = _student(basis.pupils, student_id)
    found = next((reader for reader in readers_of(basis, student) if reader.key == key), None)
    if found is None:
        raise NotFound("Deze persoon krijgt over deze leerling geen terugkoppeling (meer).")
    return found


def _student(pupils: Sequence[Student], student_id: str) -> Student:
    found = next((student for student in pupils if student.id == student_id), None)
    if found is None:
        raise NotFound("Deze leerling is in dit overleg niet (meer) besproken.")
    return found
