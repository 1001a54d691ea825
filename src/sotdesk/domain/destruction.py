"""Destruction as it is proposed, confirmed and logged: how many and from when, never of whom once it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sotdesk.domain.errors import RuleError
from sotdesk.domain.retention import Due, Kind
from sotdesk.domain.text import one_line

CONFIRM = "vernietigen"
"""What she types before anything goes."""


@dataclass(frozen=True)
class Backup:
    """A copy of the vault: its file name and the moment it was made (local time, as its name says)."""

    name: str
    made_at: datetime


@dataclass(frozen=True)
class Mention:
    """A text about someone else that stays and names him: she looks at it herself before he goes."""

    table: str
    row_id: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """What would go: what is due, how many rows, texts about others that name him, files that left before."""

    dues: tuple[Due, ...]
    rows: int
    mentions: tuple[Mention, ...] = ()
    documents: int = 0
    """What left of him to a place that is not known."""
    outside: tuple[str, ...] = ()
    """Files about him that stand outside the kluis; where they are is forgotten with him."""
    shared: int = 0
    """Agreements, lines and items that are about another pupil too: they stay, without him."""

    @property
    def pupils(self) -> int:
        return len({due.student.id for due in self.dues})

    @property
    def first(self) -> date:
        return min(due.until for due in self.dues)

    @property
    def last(self) -> date:
        return max(due.until for due in self.dues)


@dataclass(frozen=True)
class Destroyed:
    """A line of the log: when, which kinds, how many pupils and rows, by whom, on what ground."""

    at: datetime
    kinds: tuple[Kind, ...]
    pupils: int
    rows: int
    first: date
    last: date
    who: str
    ground: str


@dataclass(frozen=True)
class Mark:
    """A legal hold on a pupil's data, or that he was referred to special education: why, by whom, since when;
    `until` is the last day of a hold (None: until it is lifted)."""

    student_id: str
    kind: str
    reason: str
    who: str
    since: date
    until: date | None = None

    def counts(self, today: date) -> bool:
        """Whether it still holds: a hold ends by itself after its last day."""
        return self.until is None or today <= self.until


HOLD, SPECIAL = "hold", "special"


def check_confirmed(typed: str, who: str, ground: str) -> None:
    """RuleError unless the word was typed and it is known who destroys and on what ground."""
    if one_line(typed).casefold() != CONFIRM:
        raise RuleError(f"Typ het woord {CONFIRM} om door te gaan. Er is niets weggehaald.")
    if not one_line(who) or not one_line(ground):
        raise RuleError("Vul in wie vernietigt en op welke grond. Er is niets weggehaald.")


def check_due(chosen: Sequence[Due], due_now: Iterable[Due]) -> None:
    """RuleError when something chosen is not due (any more): he came back, or a hold was put on it."""
    if not chosen:
        raise RuleError("Kies eerst wat er weg mag.")
    now = {(due.student.id, due.kind) for due in due_now}
    if any((due.student.id, due.kind) not in now for due in chosen):
        raise RuleError("De termijn van een van deze leerlingen is niet voorbij. Er is niets weggehaald.")


def still_in(backups: Iterable[Backup], destroyed_at: datetime) -> tuple[Backup, ...]:
    """The copies made before something was destroyed, which still hold it, the oldest first. `destroyed_at` is local
    time without a zone, as the names of copies are."""
    return tuple(sorted((b for b in backups if b.made_at <= destroyed_at), key=lambda b: (b.made_at, b.name)))
