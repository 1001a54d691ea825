"""Terugkoppeling in the store: who is told what after a meeting, that it was done, and the blocks for Magister."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.feedback_read import basis_of
from sotdesk.data.store.meeting_read import row_of
from sotdesk.data.tables.feedback import RecipientSecret, ToldRow
from sotdesk.domain.errors import NotFound
from sotdesk.domain.feedback import LOG, SHIELDED, Entry, Note, PupilBlocks, Recipient
from sotdesk.domain.feedback_basis import Basis
from sotdesk.domain.feedback_blocks import blocks_for
from sotdesk.domain.feedback_notes import note_for
from sotdesk.domain.feedback_readers import Reader, readers_of, wanted
from sotdesk.domain.passphrase import suggest
from sotdesk.domain.students import Student
from sotdesk.domain.telling import usual_way
from sotdesk.strength import dutch_words


class Feedback(Part):
    """Terugkoppeling en Magister."""

    def recipients(self, meeting_id: str, *, everyone: bool = False) -> tuple[Recipient, ...]:
        """Who is to be told after a meeting, each with his pupils; mentors first.

        With `everyone` also who may be told but need not be. Who was told already is always there.
        """
        with self.desk.reading() as session:
            basis = basis_of(session, meeting_id, self.desk.now())
        return _recipients(basis, everyone=everyone)

    def note(self, meeting_id: str, key: str, student_id: str) -> Note:
        """What one recipient reads about one pupil; NotFound when he has nothing to read about this pupil."""
        return self.notes(meeting_id, [(key, student_id)])[0]

    def notes(self, meeting_id: str, wanted: Iterable[tuple[str, str]] | None = None) -> tuple[Note, ...]:
        """Several notes in one go, by recipient and pupil; None: all that are to be told."""
        with self.desk.reading() as session:
            basis = basis_of(session, meeting_id, self.desk.now())
        if wanted is None:
            found = _recipients(basis, everyone=False)
            wanted = [(one.key, entry.student_id) for one in found for entry in one.entries]
        return tuple(_note(basis, key, student_id) for key, student_id in wanted)

    def tell(self, meeting_id: str, key: str, student_id: str, way: str = "") -> None:
        """Keeps that someone was told about a pupil, how and when; once more changes how and when."""
        with self.desk.writing("terugkoppeling gedaan") as session:
            basis = basis_of(session, meeting_id, self.desk.now())
            reader = _reader(basis, key, student_id)
            chosen = way or usual_way(reader.contact, reader.profile.way, basis.school.system)
            self._mark(session, meeting_id, student_id, key, reader.label, chosen)

    def untell(self, meeting_id: str, key: str, student_id: str) -> None:
        """He was not told after all."""
        with self.desk.writing("terugkoppeling toch niet gedaan") as session:
            _unmark(session, meeting_id, student_id, key)

    # --- the school's own system

    def blocks(self, meeting_id: str) -> tuple[PupilBlocks, ...]:
        """Both blocks of every pupil that was spoken of, in the order of the agenda."""
        with self.desk.reading() as session:
            basis = basis_of(session, meeting_id, self.desk.now())
        return tuple(blocks_for(basis, student) for student in basis.pupils)

    def entered(self, meeting_id: str, student_id: str, which: str, *, done: bool = True) -> None:
        """Keeps that a block (`logboek` or `afgeschermd`) was entered in the school's system now, or was not."""
        if which not in (LOG, SHIELDED):
            raise ValueError(which)
        with self.desk.writing(f"{which} {'ingevoerd' if done else 'toch niet ingevoerd'}") as session:
            row_of(session, meeting_id)
            if done:
                self._mark(session, meeting_id, student_id, which, which, "")
            else:
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

    # --- inside one transaction

    def _mark(
        self, session: Session, meeting_id: str, student_id: str, key: str, label: str, way: str
    ) -> None:
        row = _told_row(session, meeting_id, student_id, key)
        now = self.desk.now()
        if row is None:
            row = ToldRow(meeting_id=meeting_id, student_id=student_id, recipient=key, label=label, at=now)
        row.way, row.at = way, now
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


def _recipients(basis: Basis, *, everyone: bool) -> tuple[Recipient, ...]:
    found: dict[str, Recipient] = {}
    order = {code: place for place, code in enumerate(basis.profiles)}
    for student in basis.pupils:
        for reader in readers_of(basis, student):
            entry = _entry(basis, reader, student)
            if entry is None or not (everyone or entry.expected or entry.told):
                continue
            known = found.get(reader.key) or _recipient(basis, reader)
            found[reader.key] = replace(known, entries=(*known.entries, entry))
    return tuple(sorted(found.values(), key=lambda one: order[one.profile]))


def _entry(basis: Basis, reader: Reader, student: Student) -> Entry | None:
    """A pupil for a reader; None when there is nothing to tell him."""
    told = basis.told.get((reader.key, student.id))
    note = note_for(basis, reader, student)
    if told is None and not note.has_content and reader.profile.when != "always":
        return None
    expected = wanted(basis, reader, student)
    return Entry(student.id, student, told, reader.role_shown, reader.profile.code, expected)


def _recipient(basis: Basis, reader: Reader) -> Recipient:
    contact = reader.contact
    return Recipient(
        reader.key, reader.label, reader.role_shown, reader.profile.code,
        usual_way(contact, reader.profile.way, basis.school.system), reader.external,
        contact.email if contact else "",
    )  # fmt: skip


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
