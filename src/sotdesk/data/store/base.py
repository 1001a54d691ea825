"""The store's ground: one method = one session = one transaction, with its history and index in the same one."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Protocol, TypeVar

from sqlalchemy import Engine, event
from sqlmodel import Session, SQLModel

from sotdesk.data.history import Recorder
from sotdesk.data.store.remembered import Remembered
from sotdesk.data.tables.base import new_id
from sotdesk.domain.clock import Clock
from sotdesk.domain.text import clean

T = TypeVar("T")
ANY_ORDER = "PRAGMA defer_foreign_keys = ON"
"""The rows of one action may be written in any order; what refers to nothing is refused at its end."""


class Translator(Protocol):
    """Turns an error of the database into one that a person can be told."""

    def __call__(self, error: BaseException) -> BaseException: ...


class Desk:
    """What all parts of the store share: the engine, the clock, the present sitting."""

    def __init__(self, engine: Engine, clock: Clock, translate: Translator) -> None:
        self.engine = engine
        self.clock = clock
        self.sitting = new_id()
        self._translate = translate
        self.changes = 0
        """How many writes this sitting made."""
        self.facts = 0
        """How many of them were more than half-typed text, which stands in no list and on no card."""
        self._remembered = Remembered()
        self._writes: Counter[str] = Counter()
        self._watched: list[tuple[frozenset[str], Callable[[], None]]] = []

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        try:
            with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
                yield session
        except Exception as error:
            raise self._told(error) from None

    @contextmanager
    def writing(self, label: str, *, can_undo: bool = True) -> Iterator[Session]:
        """A session that writes and commits when the block ends; every changed row goes into the history.

        `label` says in a few Dutch words what is done, for `u`; half-typed text is kept without one. Any
        error leaves nothing behind. Every text passes `domain.text.clean`, wherever it came from.
        """
        label = clean(label)
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                event.listen(session, "before_flush", _clean)
                session.connection().exec_driver_sql(ANY_ORDER)
                recorder = Recorder(session)
                yield session
                recorder.write(label, self.sitting, self.now(), can_undo=can_undo)
            self.changes += 1
            self.facts += bool(label)
            self._writes.update(recorder.tables)
        except Exception as error:
            raise self._told(error) from None
        for tables, work in self._watched:
            if tables & recorder.tables:
                work()

    def remembered(self, question: Hashable, read: Callable[[], T]) -> T:
        """What `read` gives, read anew only after a write or on another day; for what cannot be changed."""
        return self._remembered.get(question, (self.facts, self.today()), read)

    def watch(self, tables: Iterable[str], work: Callable[[], None]) -> None:
        """Does `work` after every write to one of these tables, undo too: for what was told elsewhere of them."""
        self._watched.append((frozenset(tables), work))

    def version(self, tables: Iterable[str]) -> int:
        """Another number after every write to one of these tables: what was worked out of them is old then."""
        return sum(self._writes[table] for table in tables)

    def all_changed(self) -> None:
        """Rows changed by plain SQL, in any table: what was worked out of them, or told elsewhere, is old."""
        self.changes += 1
        self._writes.update(SQLModel.metadata.tables.keys())
        for _, work in self._watched:
            work()

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        return self.clock.today()

    def _told(self, error: Exception) -> BaseException:
        return self._translate(error)


def _clean(session: Session, _context: object, _instances: object) -> None:
    for row in (*session.new, *session.dirty):
        for name, value in list(vars(row).items()):
            if isinstance(value, str) and (cleaned := clean(value)) != value:
                setattr(row, name, cleaned)


class Part:
    """One subject of the store."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
