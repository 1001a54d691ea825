"""The names in the vault for finding people: pupils, parents, contacts, organisations, involved, candidates."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col

from sotdesk.data.tables.handover import CandidateRow
from sotdesk.data.tables.network import InvolvedRow
from sotdesk.data.tables.people import AgencyRow, ContactRow, GuardianRow, StudentRow
from sotdesk.domain.near import NameBook, Named

_TABLES: tuple[tuple[type[Any], tuple[str, ...], tuple[str, ...]], ...] = (
    (StudentRow, ("first_name", "infix", "last_name"), ("number", "class_name")),
    (CandidateRow, ("first_name", "infix", "last_name"), ()),
    (ContactRow, ("name", "organisation"), ()),
    (AgencyRow, ("name",), ()),
    (GuardianRow, ("name",), ()),
    (InvolvedRow, ("label", "organisation"), ()),
)
"""Each table with the columns that name someone and those that hold his number or class, in the order shown."""
NAMED = tuple(str(table.__tablename__) for table, _, _ in _TABLES)
"""The tables that hold names."""


def name_book(session: Session) -> NameBook:
    """Everyone in the vault by name: those who left the school last, else in the order of their names."""
    return NameBook(person for table in _TABLES for person in _people(session, *table))


def _people(
    session: Session, table: type[Any], names: tuple[str, ...], codes: tuple[str, ...]
) -> Iterator[Named]:
    gone = ("gone_since",) if table is StudentRow else ()
    wanted = [col(getattr(table, name)) for name in ("id", *names, *codes, *gone)]
    rows = session.execute(columns(*wanted)).all()
    last = len(names)
    for row in sorted(
        rows, key=lambda r: (bool(gone and r[-1]), str(r[last]).casefold(), str(r[1]).casefold())
    ):
        yield Named(
            (str(table.__tablename__), row[0]), tuple(row[1 : last + 1]), tuple(row[last + 1 :][: len(codes)])
        )
