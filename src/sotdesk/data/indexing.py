"""The full-text index inside the vault: which tables are found by which words, kept with every write."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

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
}
"""Table → the columns whose words are found."""


def update(session: Session, changed: Mapping[tuple[str, str], Mapping[str, Any] | None]) -> None:
    """Brings the index in step with rows that changed; None = the row is gone. Key = (table, row id)."""
    for (table, ref), values in changed.items():
        if table in INDEXED:
            _forget(session, ref)
            body = " ".join(str(values[name]) for name in INDEXED[table] if values[name]) if values else ""
            if values and body:
                _remember(session, table, ref, str(values.get("student_id") or ""), body)


def _forget(session: Session, ref: str) -> None:
    found = session.execute(text("DELETE FROM found WHERE ref = :ref RETURNING rowid"), {"ref": ref}).scalar()
    if found is not None:
        session.execute(text("DELETE FROM find WHERE rowid = :rowid"), {"rowid": found})


def _remember(session: Session, kind: str, ref: str, student_id: str, body: str) -> None:
    rowid = session.execute(
        text("INSERT INTO found(kind, ref, student_id) VALUES (:kind, :ref, :student) RETURNING rowid"),
        {"kind": kind, "ref": ref, "student": student_id},
    ).scalar_one()
    session.execute(
        text("INSERT INTO find(rowid, body) VALUES (:rowid, :body)"), {"rowid": rowid, "body": body}
    )
