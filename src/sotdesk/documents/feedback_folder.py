"""All feedback of a meeting in one new folder in one go: one file for each reader and pupil, or none at all.

File names name no pupil and no parent: a number, the role, and the name of who works with the school.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sotdesk.documents import feedback_docx, feedback_md
from sotdesk.documents.encrypting import encrypted
from sotdesk.documents.folders import new_folder, take_away
from sotdesk.documents.writing import save
from sotdesk.domain.errors import ExportError
from sotdesk.domain.feedback import Note
from sotdesk.domain.feedback_text import plain
from sotdesk.domain.text import fold

DOCX, MARKDOWN, TEXT = "docx", "md", "txt"
FAMILY = "ouder", "leerling"


@dataclass(frozen=True)
class Wanted:
    """A note to write; with a `passphrase` its DOCX is encrypted."""

    note: Note
    passphrase: str = ""


@dataclass(frozen=True)
class Folder:
    """The folder that was made, and the file of each reader and pupil."""

    path: Path
    files: dict[tuple[str, str], Path] = field(default_factory=dict)


def write_folder(
    parent: Path, day: date, wanted: Sequence[Wanted], *, form: str = DOCX, base: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Folder:  # fmt: skip
    """Makes `terugkoppeling 2026-11-25` (mode 0700) with a file for each note; `progress` gets (done, in all).

    ExportError when a file cannot be made or written, or when an encrypted one is asked in another form than DOCX;
    then nothing of it stays.
    """
    if form != DOCX and any(one.passphrase for one in wanted):
        raise ExportError("Alleen een Word-bestand kan versleuteld worden. Kies Word, of een andere manier.")
    made = Folder(new_folder(parent, f"terugkoppeling {day:%Y-%m-%d}"))
    try:
        for done, (one, name) in enumerate(
            zip(wanted, names([w.note for w in wanted]), strict=True), start=1
        ):
            path = save(made.path / f"{name}.{form}", content(one, form, base))
            made.files[one.note.key, one.note.student_id] = path
            if progress:
                progress(done, len(wanted))
    except BaseException:
        take_away(made.path)
        raise
    return made


def content(one: Wanted, form: str = DOCX, base: Path | None = None) -> bytes:
    """The bytes of one file."""
    if form == TEXT:
        return plain(one.note).encode()
    if form == MARKDOWN:
        return feedback_md.render(one.note).encode()
    document = feedback_docx.render(one.note, base)
    return encrypted(document, one.passphrase) if one.passphrase else document


def names(notes: Sequence[Note]) -> tuple[str, ...]:
    """`01 mentor M. Bos`, `02 mentor M. Bos`, `03 LPA B. Mulder`, `04 ouder`, `05 leerling`."""
    return tuple(f"{number:02} {_who(note)}" for number, note in enumerate(notes, start=1))


def _who(note: Note) -> str:
    if note.key.startswith(("guardian:", "student:")) or note.student_id in note.key.split(":"):
        return FAMILY[note.key.startswith("student:")]
    label = note.label if fold(note.role) in fold(note.label) else f"{note.role} {note.label}"
    return " ".join(
        "".join(sign if sign.isalnum() or sign in " .-" else " " for sign in label).split()
    ).strip(" .")
