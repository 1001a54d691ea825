"""Files that stand outside the kluis: what was written on this computer, for whom, since when, whether it may go.

Exported files stand outside the app: they are listed and she is reminded to delete them (domain.md §11, a design of our
own; the days are the school's to judge: rules/retention.toml, [exports]).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.words import count


class Seen(StrEnum):
    """What the disk says of a file: it is there, it is not, or its place cannot be reached (a stick, a drive)."""

    THERE = "staat er"
    GONE = "staat er niet meer"
    AWAY = "plek niet te bereiken"


@dataclass(frozen=True)
class LeftFile:
    """One file: the id of its row, its place, what it was when it was written (empty: not known)."""

    id: str
    path: str
    digest: str = ""


@dataclass(frozen=True)
class LeftFiles:
    """A file, or those of one folder that were written at once. `gone_on` = the day since which all are gone."""

    at: datetime
    files: tuple[LeftFile, ...]
    receivers: tuple[str, ...] = ()
    students: tuple[Student, ...] = ()
    meeting_id: str = ""
    ground: str = ""
    gone_on: date | None = None

    @property
    def id(self) -> str:
        """The id of the first row: the key of this line."""
        return self.files[0].id

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(file.id for file in self.files)

    @property
    def folder(self) -> Path:
        return Path(self.files[0].path).parent

    @property
    def name(self) -> str:
        """The name of the file, or how many in which folder."""
        if len(self.files) == 1:
            return Path(self.files[0].path).name
        return f"{self.folder.name} · {count(len(self.files), 'bestand', 'bestanden')}"

    @property
    def day(self) -> date:
        return self.at.astimezone().date()

    @property
    def for_whom(self) -> str:
        """Who receives it; of many how many."""
        if len(self.receivers) > 2:
            return f"{len(self.receivers)} ontvangers"
        return " en ".join(self.receivers)

    def overdue(self, today: date) -> bool:
        """Whether it stands outside longer than the term, and nobody said that it is gone."""
        return self.gone_on is None and self.day + timedelta(days=term()) <= today


def term() -> int:
    """Days after which she is reminded of a file."""
    days: int = load("retention")["exports"]["remind_days"]
    return days


def look(files: LeftFiles, exists: Callable[[Path], bool]) -> Seen:
    """What the disk says of these files. A folder that is away with the one above it cannot be reached; where only
    the folder is missing, somebody took it away."""
    if any(exists(Path(file.path)) for file in files.files):
        return Seen.THERE
    reachable = exists(files.folder) or exists(files.folder.parent)
    return Seen.GONE if reachable else Seen.AWAY
