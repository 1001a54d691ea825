"""Who changed what when: every write's rows before and after, in the same transaction; undo reads them back.

Also keeps the full-text index in step, since it sees every row that changes.
"""

import json
from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, event, func, insert, inspect, update
from sqlalchemy.orm import Mapper
from sqlmodel import Session, SQLModel, col, select

from sotdesk.data import indexing
from sotdesk.data.owners import owner_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.desk import Change, Draft, FoundRow

UNRECORDED = (Change, Draft, FoundRow)


class Recorder:
    """Listens to one session's flushes and writes what changed as one batch."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._after: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._cases: dict[tuple[str, str], str] = {}
        event.listen(session, "after_flush", self._flushed)

    def _flushed(self, session: Session, _context: object) -> None:
        for row in session.new:
            self._note(row, before=None, after=_values(row))
        for row in session.dirty:
            if session.is_modified(row):
                self._note(row, before=_values(row, old=True), after=_values(row))
        for row in session.deleted:
            self._note(row, before=_values(row, old=True), after=None)

    def _note(self, row: SQLModel, *, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        if isinstance(row, UNRECORDED):
            return
        key = (str(type(row).__tablename__), _key(row))
        self._before.setdefault(key, before)
        self._after[key] = after
        self._cases[key] = str((after or before or {}).get("case_id") or "")

    @property
    def tables(self) -> frozenset[str]:
        """The tables in which a row changed."""
        return frozenset(table for table, _ in self._after)

    def write(self, label: str, sitting: str, at: datetime, *, can_undo: bool) -> None:
        """Flushes, then writes the history rows and the index of what changed; nothing when nothing changed."""
        self._session.flush()
        if not self._after:
            return
        batch = new_id()
        number = next_number(self._session)
        rows = [
            {
                "id": new_id(), "batch": batch, "number": number, "sitting": sitting, "at": at, "label": label,
                "table_name": key[0], "row_id": key[1], "case_id": self._cases[key],
                "owner": owner_of(key[0], after or self._before[key] or {}),
                "before": _json(self._before[key]), "after": _json(after), "can_undo": can_undo, "undone": False,
            }
            for key, after in self._after.items()
        ]  # fmt: skip
        self._session.connection().execute(insert(Change), rows)
        new = {key for key, before in self._before.items() if before is None}
        indexing.update(self._session, self._after, new)


def next_number(session: Session) -> int:
    """The number of the next batch; later batches have higher numbers."""
    return (session.connection().execute(select(func.max(Change.number))).scalar_one() or 0) + 1


def seal(session: Session) -> None:
    """Nothing from before this moment can be undone any more: later things are built on it."""
    session.execute(update(Change).where(col(Change.can_undo)).values(can_undo=False))


def forget(session: Session, row_ids: Collection[str]) -> None:
    """What was kept of these rows goes for good, with that of other rows that one act made with them and that are
    gone too. The history of what is still there stays. Nothing of it can be undone any more.

    The file is overwritten where it stood (secure_delete).
    """
    batches = select(Change.batch).where(col(Change.row_id).in_(row_ids))
    query = select(Change.table_name, Change.row_id).where(col(Change.batch).in_(batches))
    together = session.exec(query.distinct()).all()
    classes = {str(m.class_.__tablename__): m.class_ for m in _mappers()}
    gone = [row_id for table, row_id in together if session.get(classes[table], row_id) is None]
    session.execute(delete(Change).where(col(Change.row_id).in_([*row_ids, *gone])))


def put_back(session: Session, changes: list[Change]) -> None:
    """Gives the rows of one batch their values from before, newest first, through the session."""
    classes = {str(m.class_.__tablename__): m.class_ for m in _mappers()}
    for change in reversed(changes):
        model = classes[change.table_name]
        row = session.get(model, change.row_id)
        if not change.before:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(_made(model, json.loads(change.before)))
        else:
            for name, value in _typed(model, json.loads(change.before)).items():
                setattr(row, name, value)


def _mappers() -> list[Mapper[Any]]:
    return list(SQLModel._sa_registry.mappers)


def _key(row: SQLModel) -> str:
    return str(inspect(row).mapper.primary_key_from_instance(row)[0])


def _values(row: SQLModel, *, old: bool = False) -> dict[str, Any]:
    state = inspect(row)
    found: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        changed = state.attrs[attribute.key].history
        found[attribute.key] = changed.deleted[0] if old and changed.deleted else getattr(row, attribute.key)
    return found


def _json(values: dict[str, Any] | None) -> str:
    return "" if values is None else json.dumps(values, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _made(model: type[SQLModel], values: dict[str, Any]) -> SQLModel:
    return model(**_typed(model, values))


def _typed(model: type[SQLModel], values: dict[str, Any]) -> dict[str, Any]:
    """JSON text back to the column's own type."""
    types = {a.key: a.columns[0].type for a in inspect(model).column_attrs}
    columns = {name: getattr(kind, "impl", kind).python_type for name, kind in types.items()}
    return {
        name: columns[name].fromisoformat(value)
        if value is not None and columns[name] in (date, datetime, time)
        else value
        for name, value in values.items()
    }
