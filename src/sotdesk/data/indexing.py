"""The full-text index inside the vault: which tables are found by which words, kept with every write."""

from collections.abc import Container, Mapping
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from sotdesk.domain.text import fold

Changed = Mapping[tuple[str, str], Mapping[str, Any] | None]
"""(table, row id) → the row's values now."""

INDEXED: Mapping[str, tuple[str, ...]] = {
    "student": ("first_name", "infix", "last_name", "number", "class_name"),
    "contact": ("name", "organisation", "note"),
    "agency": ("name", "kind", "note"),
    "case": ("question", "request", "what_works", "close_reason", "close_result"),
    "signal": ("by", "text", "triage_note"),
    "referral": ("question", "request", "by"),
    "tried": ("what", "effect"),
    "line": ("voice", "text"),
    "action": ("text", "place", "reason"),
    "item": ("title", "request"),
    "correction": ("text",),
    "moment": ("with_whom", "told_why"),
    "support": ("name", "goal", "giver"),
    "support_review": ("words",),
    "involved": ("label", "organisation", "note"),
    "guardian": ("name",),
    "consent": ("receiver", "purpose", "data"),
    "handover": ("receiver", "reason", "ground", "received_by"),
    "kwadrant_value": ("note",),
    "kwadrant_conclusion": ("text",),
    "absence_report": ("causes", "plan", "result", "next_step"),
    "candidate": (
        "first_name", "infix", "last_name", "from_school", "need", "source", "information", "analysis", "capacity",
        "advice", "talk",
    ),
}  # fmt: skip
"""Table → the columns whose words are found."""


def update(session: Session, changed: Changed, new: Container[tuple[str, str]] = ()) -> None:
    """Brings the index in step with rows that changed; None = the row is gone, `new` = not known before."""
    connection = session.connection()
    for key, values in changed.items():
        table, ref = key
        if table in INDEXED:
            if key not in new:
                _forget(connection, ref)
            body = " ".join(str(values[name]) for name in INDEXED[table] if values[name]) if values else ""
            if values and body:
                _remember(connection, table, ref, str(values.get("student_id") or ""), body)


def _forget(connection: Connection, ref: str) -> None:
    found = connection.exec_driver_sql("DELETE FROM found WHERE ref = ? RETURNING rowid", (ref,)).scalar()
    if found is not None:
        connection.exec_driver_sql("DELETE FROM find WHERE rowid = ?", (found,))


def _remember(connection: Connection, kind: str, ref: str, student_id: str, body: str) -> None:
    rowid = connection.exec_driver_sql(
        "INSERT INTO found(kind, ref, student_id) VALUES (?, ?, ?) RETURNING rowid", (kind, ref, student_id)
    ).scalar_one()
    row = (rowid, body, also(body))
    connection.exec_driver_sql("INSERT INTO find(rowid, body, also) VALUES (?, ?, ?)", row)


def also(body: str) -> str:
    """The words that are not plain letters, folded as a search is: `Yıldız` is found by yildiz."""
    return "" if body.isascii() else " ".join(fold(word) for word in body.split() if not word.isascii())
