"""An adopted report as it was on the day it was adopted: later changes to what it tells are read back from history.

Reads only. Without history of the adoption (a file that was made otherwise) the report reads as things are now.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from sqlmodel import Session, col, select

from sotdesk.data.tables.actions import ActionDoer
from sotdesk.data.tables.desk import Change
from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.meetings import Item, Line, MeetingState
from sotdesk.domain.report import Material
from sotdesk.domain.students import Student

Then = Mapping[str, dict[str, Any]]
"""What rows held at the adoption, by their id: only of rows that changed since."""


def as_adopted(session: Session, material: Material) -> Material:
    """The same material with pupils, hulpvragen and agreements as they were when the report was adopted."""
    number = _adoption(session, material.meeting.id)
    if number is None:
        return material
    meeting = material.meeting
    students = _before(session, number, "student", [s.id for i in meeting.items for s in i.students])
    items = tuple(_item_then(item, students) for item in meeting.items)
    actions = {line.action.id for line in material.lines if line.action}
    rows, doers = _before(session, number, "action", actions), _doers_then(session, number, actions)
    case_of = {s.id: case for i in meeting.items for s, case in zip(i.students, i.case_ids, strict=True)}
    cases = _before(session, number, "case", case_of.values())
    return replace(
        material,
        meeting=replace(meeting, items=items),
        lines=tuple(_line_then(line, rows, doers) for line in material.lines),
        questions={
            student: _question_then(cases.get(case_of.get(student, "")), question)
            for student, question in material.questions.items()
        },
    )


def _adoption(session: Session, meeting_id: str) -> int | None:
    """The number of the change that adopted the report."""
    query = (
        select(Change)
        .where(Change.table_name == "meeting", Change.row_id == meeting_id)
        .order_by(col(Change.number).desc())
    )
    for change in session.exec(query):
        states = [json.loads(side).get("state") if side else "" for side in (change.before, change.after)]
        if states[1] == MeetingState.ADOPTED.value and states[0] != states[1]:
            return change.number
    return None


def _before(session: Session, number: int, table: str, ids: Iterable[str]) -> Then:
    """What these rows held before the first change after `number`."""
    query = (
        select(Change)
        .where(Change.table_name == table, Change.number > number, col(Change.row_id).in_(list(ids)))
        .order_by(col(Change.number))
    )
    found: dict[str, dict[str, Any]] = {}
    for change in session.exec(query):
        if change.before:
            found.setdefault(change.row_id, json.loads(change.before))
    return found


def _doers_then(session: Session, number: int, actions: Iterable[str]) -> dict[str, tuple[Doer, ...]]:
    """Who did these agreements then, of those whose doers changed since."""
    query = select(Change).where(Change.table_name == "action_doer", Change.number > number)
    first: dict[str, dict[str, Any] | None] = {}
    touched: set[str] = set()
    for change in session.exec(query.order_by(col(Change.number))):
        before = json.loads(change.before) if change.before else None
        owner = (before or json.loads(change.after))["action_id"]
        if owner in actions:
            touched.add(owner)
            first.setdefault(change.row_id, before)
    now = session.exec(select(ActionDoer).where(col(ActionDoer.action_id).in_(touched)))
    rows = [row.model_dump() for row in now if row.id not in first]
    rows += [before for before in first.values() if before]
    rows.sort(key=lambda row: row["position"])
    return {owner: tuple(_doer(row) for row in rows if row["action_id"] == owner) for owner in touched}


def _doer(row: Mapping[str, Any]) -> Doer:
    return Doer(row["label"], row["contact_id"] or "", row["role"])


def _item_then(item: Item, students: Then) -> Item:
    return replace(item, students=tuple(_student_then(s, students.get(s.id)) for s in item.students))


def _student_then(student: Student, row: Mapping[str, Any] | None) -> Student:
    if row is None:
        return student
    names = ("number", "first_name", "infix", "last_name", "class_name")
    return replace(student, **{name: row[name] for name in names})


def _question_then(row: Mapping[str, Any] | None, now: tuple[str, str]) -> tuple[str, str]:
    return (row["question"], row["question_by"]) if row else now


def _line_then(line: Line, rows: Then, doers: Mapping[str, tuple[Doer, ...]]) -> Line:
    action = line.action
    if action is None or (action.id not in rows and action.id not in doers):
        return line
    then = _action_then(action, rows.get(action.id))
    return replace(line, action=replace(then, doers=doers.get(action.id, then.doers)))


def _action_then(action: Action, row: Mapping[str, Any] | None) -> Action:
    """The agreement's words and dates then; who may read it is as it is now, and its moves tell their own time."""
    if row is None:
        return action
    due, at, evaluate = row["due"], row["due_time"], row["evaluate"]
    return replace(
        action, text=row["text"], where=row["place"], due_words=row["due_words"], ongoing=row["ongoing"],
        due=date.fromisoformat(due) if due else None, due_time=time.fromisoformat(at) if at else None,
        evaluate=date.fromisoformat(evaluate) if evaluate else None, evaluate_words=row["evaluate_words"],
    )  # fmt: skip
