"""Terugkoppeling in the store: who is told what after a meeting, that it was done, and the blocks for Magister."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Desk, Part
from sotdesk.data.store.feedback_kept import Shelf
from sotdesk.data.store.meeting_read import row_of
from sotdesk.data.tables.feedback import RecipientSecret, ToldRow
from sotdesk.domain.errors import NotFound
from sotdesk.domain.feedback import LOG, SHIELDED, Note, PupilBlocks, Recipient
from sotdesk.domain.feedback_basis import Basis
from sotdesk.domain.feedback_notes import note_for
from sotdesk.domain.feedback_readers import Reader, readers_of
from sotdesk.domain.feedback_recipients import recipients
from sotdesk.domain.passphrase import suggest
from sotdesk.domain.students import Student
from sotdesk.domain.telling import usual_way
from sotdesk.strength import dutch_words


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
        kept = self._shelf.of(meeting_id)
        readers = [(each, _reader(kept.basis, key, each)) for each in student_ids]
        with self.desk.writing("terugkoppeling gedaan") as session:
            for student_id, reader in readers:
                chosen = way or usual_way(reader.contact, reader.profile.way, kept.basis.school.system)
                row = _told_row(session, meeting_id, student_id, key)
                _mark(
                    session,
                    row,
                    meeting_id,
                    student_id,
                    key,
                    label or reader.label,
                    chosen,
                    at or self.desk.now(),
                )
        self._shelf.after_ticking(kept)

    def untell(self, meeting_id: str, key: str, student_id: str) -> None:
        """He was not told after all."""
        self.untell_all(meeting_id, key, [student_id])

    def untell_all(self, meeting_id: str, key: str, student_ids: Sequence[str]) -> None:
        """He was told about none of these pupils after all."""
        kept = self._shelf.of(meeting_id)
        with self.desk.writing("terugkoppeling toch niet gedaan") as session:
            for student_id in student_ids:
                _unmark(session, meeting_id, student_id, key)
        self._shelf.after_ticking(kept)

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
        kept = self._shelf.of(meeting_id)
        what = " en ".join(blocks)
        with self.desk.writing(f"{what} {'ingevoerd' if done else 'toch niet ingevoerd'}") as session:
            row_of(session, meeting_id)
            for which in blocks:
                row = _told_row(session, meeting_id, student_id, which)
                if done and row is None:
                    _mark(session, row, meeting_id, student_id, which, which, "", self.desk.now())
                elif not done:
                    _unmark(session, meeting_id, student_id, which)
        self._shelf.after_ticking(kept)

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
    session: Session, row: ToldRow | None, meeting_id: str, student_id: str, key: str, label: str, way: str,
    at: datetime,
) -> None:  # fmt: skip
    if row is None:
        row = ToldRow(meeting_id=meeting_id, student_id=student_id, recipient=key, label=label, at=at)
    row.label, row.way, row.at = label, way, at
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
