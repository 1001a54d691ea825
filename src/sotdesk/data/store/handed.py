"""The list of documents that left sotdesk: what, about whom or which meeting, for whom, when; never their content.

Every document that a screen or a command writes is listed here (domain.md §11: exported files are listed). In a
pupil's timeline stand those that nothing else tells of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, col, or_, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.handover import HandedOutRow
from sotdesk.data.tables.meetings import ItemRow, ItemStudent
from sotdesk.domain.cases import FILE, Entry
from sotdesk.domain.left_files import LeftFile, LeftFiles
from sotdesk.domain.students import Student
from sotdesk.private import fingerprint

FORMS = {"docx": "Word", "md": "Markdown", "ics": "kalender", "txt": "tekst", "pdf": "PDF", "csv": "CSV"}
WITHOUT_PUPILS = "ics"
"""A calendar file names no pupil, so it is in nobody's timeline."""


@dataclass(frozen=True)
class Document:
    """A document that left: its file name (never a pupil's name), the pupil or meeting it is about, its receiver.

    `told`: a row of who was told what says the same in the timeline of each pupil. `path` and `digest`: the file on
    this computer as it was written.
    """

    file_name: str
    student_id: str = ""
    meeting_id: str = ""
    receiver: str = ""
    ground: str = ""
    told: bool = False
    path: str = ""
    digest: str = ""

    def written(self, path: Path) -> "Document":
        """The same document as it was just written there; of what cannot be read back only the place is known."""
        try:
            digest = fingerprint(path.read_bytes())
        except OSError:
            digest = ""
        return replace(self, path=str(path.absolute()), digest=digest)

    @property
    def what(self) -> str:
        return self.file_name.rpartition(".")[0] or self.file_name

    @property
    def form(self) -> str:
        ending = self.file_name.rpartition(".")[2].casefold()
        return FORMS.get(ending, ending)


@dataclass(frozen=True)
class Handed:
    """A row of the list."""

    document: Document
    at: datetime


class HandedOut(Part):
    """Wat er is uitgegeven."""

    def add(self, *documents: Document) -> None:
        """Lists documents that were just written. What left cannot be undone."""
        with self.desk.writing("documenten op de lijst", can_undo=False) as session:
            session.add_all(
                HandedOutRow(
                    student_id=d.student_id or None, meeting_id=d.meeting_id or None, what=d.what, receiver=d.receiver,
                    ground=d.ground, file_name=d.file_name, at=self.desk.now(), told=d.told, path=d.path,
                    digest=d.digest,
                )
                for d in documents
            )  # fmt: skip

    def all(self) -> tuple[Handed, ...]:
        """Everything that left, the newest first."""
        with self.desk.reading() as session:
            rows = session.exec(select(HandedOutRow).order_by(col(HandedOutRow.at).desc())).all()
        return tuple(Handed(_document(row), row.at) for row in rows)

    def outside(self) -> tuple[LeftFiles, ...]:
        """The files that were written on this computer, the newest first; those of one folder at once are one."""
        with self.desk.reading() as session:
            return read_outside(session)

    def gone(self, ids: Sequence[str], *, back: bool = False) -> None:
        """The files of these rows are no longer there, as of today; `back`: they are after all. No step of `u`: what
        was deleted does not come back by it."""
        with self.desk.writing("bestanden weg", can_undo=False) as session:
            for row in session.exec(select(HandedOutRow).where(col(HandedOutRow.id).in_(ids))):
                row.gone_on = None if back else self.desk.today()


def read_outside(session: Session) -> tuple[LeftFiles, ...]:
    """The files on this computer, by what was written together."""
    rows = session.exec(
        select(HandedOutRow)
        .where(HandedOutRow.path != "")
        .order_by(col(HandedOutRow.at).desc(), col(HandedOutRow.path))
    ).all()
    students = students_by_id(session, {row.student_id for row in rows if row.student_id})
    together: dict[tuple[datetime, str], list[HandedOutRow]] = {}
    for row in rows:
        together.setdefault((row.at, str(Path(row.path).parent)), []).append(row)
    return tuple(_left(group, students) for group in together.values())


def overdue(session: Session, today: date) -> tuple[LeftFiles, ...]:
    """The files that stand outside longer than the term, for Vandaag."""
    return tuple(one for one in read_outside(session) if one.overdue(today))


def _left(rows: Sequence[HandedOutRow], students: Mapping[str, Student]) -> LeftFiles:
    about = {key: students[key] for row in rows if (key := row.student_id or "") in students}
    return LeftFiles(
        rows[0].at, tuple(LeftFile(row.id, row.path, row.digest) for row in rows),
        tuple(dict.fromkeys(row.receiver for row in rows if row.receiver)), tuple(about.values()),
        rows[0].meeting_id or "", next((row.ground for row in rows if row.ground), ""),
        max((row.gone_on for row in rows if row.gone_on), default=None)
        if all(row.gone_on for row in rows) else None,
    )  # fmt: skip


def handed_entries(session: Session, student_id: str) -> Iterable[Entry]:
    """What left about this pupil, or about a meeting that spoke of him."""
    meetings = (
        select(ItemRow.meeting_id)
        .join(ItemStudent, col(ItemStudent.item_id) == ItemRow.id)
        .where(ItemStudent.student_id == student_id)
    )
    query = select(HandedOutRow).where(
        col(HandedOutRow.told).is_(False),
        or_(
            col(HandedOutRow.student_id) == student_id,
            col(HandedOutRow.student_id).is_(None) & col(HandedOutRow.meeting_id).in_(meetings),
        ),
    )
    for row in session.exec(query):
        document = _document(row)
        if document.form != FORMS[WITHOUT_PUPILS]:
            to = f" voor {row.receiver}" if row.receiver else ""
            yield Entry(
                row.id, row.at.astimezone().date(), FILE, f"{row.what}{to} ({document.form})", at=row.at
            )  # fmt: skip


def _document(row: HandedOutRow) -> Document:
    return Document(
        row.file_name, row.student_id or "", row.meeting_id or "", row.receiver, row.ground, row.told
    )
