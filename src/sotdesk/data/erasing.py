"""Which rows are a pupil's and go with him, and taking them out (domain.md §11; security.md §1.7).

A row goes when it is his: by `student_id`, by an agreement, line or item that is about nobody else, or because it
cannot stand without a row that goes. What is also about another pupil stays, without him: only the link goes. Rows
leave by plain SQL, so that nothing of them is written into the history.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, String, Table, delete, select, update
from sqlmodel import AutoString, Session, SQLModel

from sotdesk.data import tables as _tables
from sotdesk.data.owners import LINKED
from sotdesk.domain.retention import Kind

assert _tables  # noqa: S101  (importing it fills the metadata)

OF_KIND: dict[Kind, frozenset[str]] = {
    Kind.ABSENCE: frozenset({"absence", "absence_day", "absence_report"}),
    Kind.INDEX: frozenset({"sisa_weighing", "sisa_match", "sisa_renewal"}),
    Kind.RUN: frozenset({"run", "staff_route"}),
}
"""Tables with `student_id` of each kind; those of no other kind are the file's."""
NOT_THE_FILE = frozenset({"retention_mark"})
"""Goes with the pupil himself, not with his file: a hold may be put on what is left."""
OWNED = frozenset(
    {("line", "item_id"), ("line", "moment_id"), ("attendance", "item_id"), ("acute", "item_id"), ("action", "item_id")}
)  # fmt: skip
"""What may be empty and yet means that the row belongs to the other one."""

Ids = dict[str, set[str]]
"""Table → the ids of its rows."""


@dataclass(frozen=True)
class Doomed:
    """What goes of one pupil; `shared` stays without him; `whole`: he himself goes too."""

    student_id: str
    tables: frozenset[str]
    whole: bool
    rows: Ids
    shared: Ids = field(default_factory=dict)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset().union(*self.rows.values())

    @property
    def file(self) -> bool:
        """Whether his file goes, or only another kind of data."""
        return "case" in self.tables

    @property
    def count(self) -> int:
        return sum(len(ids) for ids in self.rows.values())


def tables_of(kinds: Collection[Kind]) -> frozenset[str]:
    """The tables with `student_id` whose rows of a pupil go with these kinds."""
    named = frozenset().union(*OF_KIND.values())
    found = frozenset().union(*(OF_KIND.get(kind, frozenset()) for kind in kinds))
    if Kind.FILE in kinds:
        every = {name for name, table in SQLModel.metadata.tables.items() if "student_id" in table.c}
        found |= every - named - LINKED.keys() - NOT_THE_FILE - {"found"}
    return found


def kinds_there(session: Session, student_id: str) -> frozenset[Kind]:
    """The kinds of data that there are of a pupil. His name on the list counts as file when nothing else is there."""
    found = {kind for kind in Kind if any(_of(session, name, student_id) for name in tables_of([kind]))}
    if any(_of(session, name, student_id) for name in LINKED) or not found:
        found.add(Kind.FILE)
    return frozenset(found)


def doomed_of(session: Session, student_id: str, kinds: Collection[Kind]) -> Doomed:
    """What goes of a pupil with these kinds of data; he himself when nothing else is left of him."""
    mine = tables_of(kinds)
    rows: Ids = defaultdict(set)
    for name in mine:
        rows[name] |= _of(session, name, student_id)
    shared: Ids = defaultdict(set)
    if Kind.FILE in kinds:
        _links(session, student_id, rows, shared)
    whole = kinds_there(session, student_id) <= set(kinds)
    if whole:
        rows["student"].add(student_id)
    _closed(session, rows)
    return Doomed(student_id, mine, whole, dict(rows), dict(shared))


def take_out(session: Session, doomed: Doomed) -> None:
    """Deletes the rows and empties what still refers to one. The history and other traces: erasing_traces.py."""
    ids = doomed.ids
    for table in SQLModel.metadata.tables.values():
        if table.name not in ("history", "draft", "found", "setting", "set_aside"):
            for column in table.columns:
                if not column.primary_key and is_text(column):
                    empty = None if column.nullable else ""
                    if column.nullable or not column.foreign_keys:
                        session.execute(update(table).where(column.in_(ids)).values({column.name: empty}))
    for name, gone in doomed.rows.items():
        table = SQLModel.metadata.tables[name]
        session.execute(delete(table).where(table.c.id.in_(gone)))


def is_text(column: Column[Any]) -> bool:
    """Whether a column holds a text."""
    return isinstance(column.type, String | AutoString)


def _of(session: Session, name: str, student_id: str) -> set[str]:
    table = SQLModel.metadata.tables[name]
    return set(session.execute(select(table.c.id).where(table.c.student_id == student_id)).scalars())


def _where(session: Session, table: Table, column: str, values: Iterable[str]) -> set[str]:
    return set(session.execute(select(table.c.id).where(table.c[column].in_(list(values)))).scalars())


def _links(session: Session, student_id: str, rows: Ids, shared: Ids) -> None:
    """His links go; an agreement, line or item goes when nobody else stands by it."""
    for name, column in LINKED.items():
        link = SQLModel.metadata.tables[name]
        rows[name] |= _of(session, name, student_id)
        his = set(session.execute(select(link.c[column]).where(link.c.student_id == student_id)).scalars())
        others = _others(session, name, student_id, his)
        if name == "item_student":
            others |= _items_of_others(session, student_id, his)
        parent = next(iter(link.c[column].foreign_keys)).column.table.name
        rows[parent] |= his - others
        if his & others:
            shared[parent] |= his & others


def _others(session: Session, name: str, student_id: str, parents: Collection[str]) -> set[str]:
    """Those of these rows by which another pupil stands."""
    link = SQLModel.metadata.tables[name]
    column = link.c[LINKED[name]]
    query = select(column).where(column.in_(list(parents)), link.c.student_id != student_id)
    return set(session.execute(query).scalars())


def _items_of_others(session: Session, student_id: str, items: Collection[str]) -> set[str]:
    """Those of these items of which a line or an agreement is about another pupil."""
    found: set[str] = set()
    for name, link in (("line", "line_student"), ("action", "action_student")):
        table = SQLModel.metadata.tables[name]
        query = select(table.c.id, table.c.item_id).where(table.c.item_id.in_(list(items)))
        at = {row.id: row.item_id for row in session.execute(query)}
        found |= {at[one] for one in _others(session, link, student_id, at)}
    return found


def _closed(session: Session, rows: Ids) -> None:
    """Adds, until there is no more, every row that cannot stand without one of these."""
    grew = True
    while grew:
        grew = False
        for table in SQLModel.metadata.tables.values():
            for key in table.foreign_keys:
                gone = rows.get(key.column.table.name)
                column = key.parent.name
                if not gone or (key.parent.nullable and (table.name, column) not in OWNED):
                    continue
                found = _where(session, table, column, gone) - rows[table.name]
                rows[table.name] |= found
                grew = grew or bool(found)
