"""A pupil list taken over: known pupils as the plan compares them, and the plan written. Reads no file."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.people import StudentRow
from sotdesk.data.tables.school import Setting
from sotdesk.domain.errors import NotFound
from sotdesk.domain.roster import PUPIL_FIELDS, Change, ImportPlan, Known, Pupil
from sotdesk.domain.text import as_json

COLUMNS_SETTING = "import.columns"
"""The setting that holds which header means which field (header → field), as mapped by hand."""


def known_pupils(session: Session) -> tuple[Known, ...]:
    """Every pupil in the vault, those who left too."""
    rows = session.exec(select(StudentRow)).all()
    return tuple(
        Known(r.id, Pupil(**{f: getattr(r, f) for f in PUPIL_FIELDS}), r.gone_since, r.provisional)
        for r in rows
    )


def write_plan(session: Session, plan: ImportPlan, on: date) -> None:
    """Adds who is new, changes who changed or was provisional, marks who left (uit sinds `on`).

    NotFound when a pupil of the plan is not in the vault any more: then nothing is written.
    """
    session.add_all(StudentRow(id=new_id(), **_columns(one.pupil)) for one in plan.new)
    changes = (*plan.changed, *plan.merged)
    rows = _rows(session, {c.known.id for c in changes} | {g.known.id for g in plan.gone})
    for change in changes:
        _change(rows[change.known.id], change)
    for gone in plan.gone:
        rows[gone.known.id].gone_since = on


def remembered_columns(session: Session, setting: str = COLUMNS_SETTING) -> dict[str, str]:
    """Header → field, as it was mapped by hand for earlier lists; another kind of list has a setting of its own."""
    row = session.get(Setting, setting)
    columns: dict[str, str] = json.loads(row.value) if row else {}
    return columns


def remember_columns(session: Session, columns: Mapping[str, str], setting: str = COLUMNS_SETTING) -> None:
    """Keeps which header means which field, beside those of other lists."""
    value = as_json({**remembered_columns(session, setting), **columns})
    session.merge(Setting(name=setting, value=value))


def _change(row: StudentRow, change: Change) -> None:
    for name, value in _columns(change.pupil).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    row.gone_since = None
    row.provisional = False


def _columns(pupil: Pupil) -> dict[str, Any]:
    return {field: getattr(pupil, field) for field in PUPIL_FIELDS}


def _rows(session: Session, ids: set[str]) -> dict[str, StudentRow]:
    if not ids:
        return {}
    found = {r.id: r for r in session.exec(select(StudentRow).where(col(StudentRow.id).in_(ids)))}
    if len(found) < len(ids):
        raise NotFound("De leerlingen in de kluis zijn intussen veranderd. Lees de lijst opnieuw in.")
    return found
