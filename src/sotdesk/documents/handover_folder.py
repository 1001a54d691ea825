"""The sheets of a class or year in one new folder: one file for each pupil, or none at all.

One file a pupil, not one for all: each has his own receiver and receipt, and one that is lost is about one pupil
(domain.md §4: one recipient gets one pupil).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sotdesk.documents import letters
from sotdesk.documents.encrypting import encrypted
from sotdesk.documents.folders import new_folder, take_away
from sotdesk.documents.writing import save
from sotdesk.domain.letters import Written


@dataclass(frozen=True)
class Wanted:
    """A sheet to write; `name` is its file name without ending, and names no pupil.

    With a phrase its file opens with that only; Word alone can be encrypted.
    """

    student_id: str
    name: str
    pages: tuple[Written, ...]
    phrase: str = ""


@dataclass(frozen=True)
class Folder:
    """The folder that was made, and each pupil's file."""

    path: Path
    files: dict[str, Path]


def content(pages: Sequence[Written], form: str, base: Path | None = None) -> bytes:
    """A sheet as the bytes of a file; each page begins on a new one."""
    first, *more = pages
    if form == "md":
        return letters.markdown(first, *more).encode()
    return letters.docx(first, base, *more)


def write_folder(
    parent: Path, name: str, wanted: Sequence[Wanted], *, form: str = "docx", base: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Folder:  # fmt: skip
    """Makes the folder (mode 0700) with a file for each sheet; `progress` gets (done, in all). ExportError when one
    cannot be made or written; then nothing of it stays."""
    made = Folder(new_folder(parent, name), {})
    try:
        for done, (one, title) in enumerate(zip(wanted, _names(wanted), strict=True), start=1):
            sheet = content(one.pages, form, base)
            if one.phrase:
                sheet = encrypted(sheet, one.phrase)
            made.files[one.student_id] = save(made.path / f"{title}.{form}", sheet)
            if progress:
                progress(done, len(wanted))
    except BaseException:
        take_away(made.path)
        raise
    return made


def _names(wanted: Sequence[Wanted]) -> list[str]:
    """Two pupils with the same initials in one class: the second is `… (2)`."""
    seen: dict[str, int] = {}
    names = []
    for one in wanted:
        seen[one.name] = seen.get(one.name, 0) + 1
        names.append(one.name if seen[one.name] == 1 else f"{one.name} ({seen[one.name]})")
    return names
