"""Reads runs of a protocol out of their tables; a run is read with the protocol that it began with."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from sqlmodel import Session, col, select

from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.meldcode import (
    RunAnswer,
    RunConsultation,
    RunContact,
    RunItem,
    RunMember,
    RunRound,
    RunRow,
    RunTask,
    StaffRouteRow,
)
from sotdesk.domain.meldcode import (
    Consultation,
    Contact,
    ContactKind,
    Done,
    Given,
    Member,
    Round,
    Run,
    StaffRoute,
    Standing,
    Task,
    TaskKind,
)
from sotdesk.domain.protocol import Protocol
from sotdesk.domain.protocol_read import kept

R = TypeVar("R", RunItem, RunConsultation, RunContact, RunTask, RunMember)
PROTOCOLS_AT_ONCE = 8
"""Texts of protocols that are kept read; they hold no pupil data."""


@lru_cache(maxsize=PROTOCOLS_AT_ONCE)
def protocol_of(text: str) -> Protocol:
    """The protocol that a run began with, read without the rules of today: it was accepted once."""
    return kept(text)


def read_runs(session: Session, rows: Sequence[RunRow]) -> tuple[Run, ...]:
    """The runs of these rows, in their order; a fixed number of queries."""
    if not rows:
        return ()
    ids = [row.id for row in rows]
    students = students_by_id(session, [row.student_id for row in rows])
    items, rounds = _by_run(session, RunItem, ids), _rounds(session, ids)
    consultations, contacts = _by_run(session, RunConsultation, ids), _by_run(session, RunContact, ids)
    tasks, members = _by_run(session, RunTask, ids), _by_run(session, RunMember, ids)
    return tuple(
        Run(
            row.id, row.case_id, students[row.student_id], protocol_of(row.protocol_text), row.started_on,
            row.started_by, row.why, row.holder, row.again_of, row.acute_at, row.closed_on, row.close_words,
            done={one.item: _done(one) for one in items[row.id]},
            rounds=rounds[row.id],
            consultations=tuple(
                sorted((_consultation(one) for one in consultations[row.id]), key=lambda one: one.day)
            ),
            contacts=tuple(sorted((_contact(one) for one in contacts[row.id]), key=lambda one: one.day)),
            tasks=tuple(_task(one) for one in sorted(tasks[row.id], key=lambda one: one.position)),
            members=tuple(
                Member(one.id, one.who, one.role)
                for one in sorted(members[row.id], key=lambda one: one.position)
            ),
        )
        for row in rows
    )  # fmt: skip


def read_routes(session: Session, rows: Iterable[StaffRouteRow]) -> tuple[StaffRoute, ...]:
    """Where the route of the meldplicht was shown."""
    found = list(rows)
    students = students_by_id(session, [row.student_id for row in found])
    return tuple(
        StaffRoute(
            row.id, row.case_id, students[row.student_id], row.shown_at, row.board_told_on, row.board_told_by,
            row.note,
        )
        for row in found
    )  # fmt: skip


def _by_run(session: Session, table: type[R], ids: Sequence[str]) -> Mapping[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for row in session.exec(select(table).where(col(table.run_id).in_(ids))):
        found[row.run_id].append(row)
    return found


def _rounds(session: Session, ids: Sequence[str]) -> Mapping[str, tuple[Round, ...]]:
    rounds = session.exec(
        select(RunRound).where(col(RunRound.run_id).in_(ids)).order_by(col(RunRound.number))
    ).all()
    answers: dict[str, list[Given]] = defaultdict(list)
    query = select(RunAnswer).where(col(RunAnswer.round_id).in_([row.id for row in rounds]))
    for row in session.exec(query.order_by(col(RunAnswer.question))):
        answers[row.round_id].append(
            Given(
                row.question, row.answer, row.at, row.facts, row.due, row.lead, row.roles, row.acute,
                row.result,
            )
        )  # fmt: skip
    found: dict[str, tuple[Round, ...]] = defaultdict(tuple)
    for one in rounds:
        found[one.run_id] += (
            Round(
                one.number, one.day, one.participants, one.decider, one.mentor_reason, one.reason,
                tuple(answers[one.id]),
            ),
        )  # fmt: skip
    return found


def _done(row: RunItem) -> Done:
    return Done(
        row.item, Standing(row.standing), row.day, row.who, row.reason, row.note, row.due, row.stands_for,
        json.loads(row.fields),
    )  # fmt: skip


def _consultation(row: RunConsultation) -> Consultation:
    return Consultation(row.id, row.day, row.who, row.role, row.said)


def _contact(row: RunContact) -> Contact:
    return Contact(
        row.id, ContactKind(row.kind), row.day, row.who, row.spoke_with, row.reference, row.said, row.agreements,
        row.reply_by, row.replied_on, row.reply,
    )  # fmt: skip


def _task(row: RunTask) -> Task:
    return Task(
        row.id, TaskKind(row.kind), row.who, row.words, row.with_whom, row.due, row.approved_on, row.told_on,
        row.by_document, row.done_on, row.result,
    )  # fmt: skip
