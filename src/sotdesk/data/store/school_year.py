"""Nieuw schooljaar in the store: who is followed, what she decided of each, and that it was done; it closes nothing."""

import json
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.cases import case_rows
from sotdesk.data.store.consents import read_consents
from sotdesk.data.store.students import students_by_id
from sotdesk.data.store.support_read import supports_of
from sotdesk.data.tables.actions import ActionRow, ActionStudent
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.desk import Change
from sotdesk.data.tables.handover import HandoverRow
from sotdesk.data.tables.school import Setting
from sotdesk.data.tables.support import SupportRow
from sotdesk.domain.actions import ActionState
from sotdesk.domain.attention import YearAhead
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.school_year import Choice, Followed, NewYear, day_in, ends_soon, offered
from sotdesk.domain.support import SupportState

IMPORTED = "leerlingen inlezen"
"""The label in the history of a list that was read (store/students.py)."""


class SchoolYears(Part):
    """Nieuw schooljaar."""

    def ahead(self, first: int) -> NewYear:
        """The roll-over to this school year as it stands; writes nothing."""
        with self.desk.reading() as session:
            kept = _kept(session, first)
            done = kept.get("done_on")
            return NewYear(
                first, _list_read_on(session, first), date.fromisoformat(done) if done else None,
                _followed(session, first, kept.get("choices", {})),
            )  # fmt: skip

    def choose(self, first: int, student_id: str, choice: Choice | None) -> None:
        """Keeps what she decided of a pupil; None: nothing yet."""
        with self.desk.writing(f"nieuw schooljaar: {choice or 'nog niet besloten'}") as session:
            kept = _kept(session, first)
            choices = {**kept.get("choices", {}), student_id: choice.value if choice else ""}
            _keep(session, first, {**kept, "choices": choices})

    def extend(self, support_id: str, until: date) -> None:
        """Support goes on until this day. RuleError for a day before its end; NotFound when it is gone."""
        with self.desk.writing("ondersteuning loopt door") as session:
            row = session.get(SupportRow, support_id)
            if row is None:
                raise NotFound("Deze ondersteuning is er niet (meer).")
            if row.ends_on is not None and until <= row.ends_on:
                raise RuleError("Kies een dag na het einde dat er nu staat.")
            row.ends_on = until

    def finish(self, first: int) -> None:
        """The roll-over is done: kept with its day and how many are followed; no case, agreement or support changes."""
        with self.desk.writing("nieuw schooljaar: klaar") as session:
            kept = _kept(session, first)
            number = len(_followed(session, first, kept.get("choices", {})))
            _keep(session, first, {**kept, "done_on": self.desk.today().isoformat(), "followed": number})


def offered_year(session: Session, today: date) -> YearAhead | None:
    """What Vandaag offers: the year, and how many pupils are followed; None outside its weeks, or when it was done."""
    first = offered(today)
    if first is None or _kept(session, first).get("done_on"):
        return None
    number = len(_whom(session))
    return YearAhead(first, day_in(first, "starts"), number) if number else None


# --- who is followed


def _whom(session: Session) -> set[str]:
    """The pupils with an open case (volgen too) or support that runs."""
    open_cases = select(CaseTable.student_id).where(col(CaseTable.closed_on).is_(None))
    running = select(SupportRow.student_id).where(SupportRow.state == SupportState.RUNNING.value)
    return {*session.exec(open_cases), *session.exec(running)}


def _followed(session: Session, first: int, choices: dict[str, str]) -> tuple[Followed, ...]:
    ids = _whom(session)
    students = students_by_id(session, ids)
    cases = {case.student.id: case for case in case_rows(session, closed=False)}
    rows = session.exec(
        select(SupportRow)
        .where(col(SupportRow.student_id).in_(ids), SupportRow.state == SupportState.RUNNING.value)
        .order_by(col(SupportRow.made_on))
    ).all()
    supports = supports_of(session, rows)
    consents = read_consents(session, ids)
    actions, handed = _open_actions(session), _handed_since(session, first)
    found = [
        Followed(
            student, cases.get(key), tuple(s for s in supports if s.student_id == key),
            ends_soon((c for c in consents if c.student_id == key), first), actions.get(key, 0),
            Choice(choices[key]) if choices.get(key) else None, handed.get(key),
        )
        for key, student in students.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.student.class_name, one.student.name.sort_key)))


def _open_actions(session: Session) -> dict[str, int]:
    query = (
        select(ActionStudent.student_id, func.count())
        .join(ActionRow, col(ActionRow.id) == ActionStudent.action_id)
        .where(ActionRow.state == ActionState.OPEN.value)
        .group_by(col(ActionStudent.student_id))
    )
    return dict(session.exec(query).all())


def _handed_since(session: Session, first: int) -> dict[str, date]:
    """When each pupil was handed over since the new year was prepared."""
    since = day_in(first, "prepare_from")
    rows = session.exec(
        select(HandoverRow.student_id, func.max(HandoverRow.made_at)).group_by(col(HandoverRow.student_id))
    )
    days = {key: at.astimezone().date() for key, at in rows}
    return {key: day for key, day in days.items() if day >= since}


def _list_read_on(session: Session, first: int) -> date | None:
    """When the last pupil list was read, if that is one of the new year."""
    query = select(func.max(Change.at)).where(Change.label == IMPORTED, col(Change.undone).is_(False))
    last = session.exec(query).one()
    day = last.astimezone().date() if last else None
    return day if day and day >= day_in(first, "list_from") else None


# --- what is kept of it


def _kept(session: Session, first: int) -> dict[str, Any]:
    row = session.get(Setting, f"school_year.{first}")
    found: dict[str, Any] = json.loads(row.value) if row else {}
    return found


def _keep(session: Session, first: int, kept: dict[str, Any]) -> None:
    session.merge(Setting(name=f"school_year.{first}", value=json.dumps(kept)))
