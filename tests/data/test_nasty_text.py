"""Nasty text in every text field of every table: kept by the one rule of domain/text.py, and read back as it was kept.

Issue 4, "Proven by": brackets, markup, right-to-left, 10,000 characters, emoji, control characters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString
from tests.nasty import GROUPS, fill, stored

from sotdesk.data.store import Store
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.text import clean

CODES = {
    "absence_day": "kind", "absence_report": "kind next_step", "action": "audience state result",
    "action_doer": "role", "acute_call": "line", "case": "status level confidentiality", "case_event": "kind old new",
    "signal": "triage", "referral": "parents_informed parents_agreed student_informed student_agreed",
    "consent": "receiver_role giver_role ground state", "draft": "place", "set_aside": "rule", "found": "kind ref",
    "told": "recipient", "recipient_secret": "recipient passphrase", "handover": "reason role",
    "candidate": "for_class decision", "refusal": "school_year for_class", "meeting": "state current_item",
    "item": "kind class_name state carried_from part_of", "attendance": "role came_by left_by",
    "line": "kind audience word", "invite": "role", "moment": "channel told_student told_parents",
    "student": "number class_name family", "contact": "working_days",
    "contact_role": "code departments years classes municipalities", "setting": "name", "support":
    "level aspects state audience", "support_review": "result in_time student_satisfied parents_satisfied audience",
    "gate_fact": "requirement", "gate_aside": "destination", "meeting_kind": "members minutes_by_kind",
    "history": "batch sitting table_name owner", "kwadrant_value": "part value instrument",
    "measured": "instrument scale raw", "kwadrant_conclusion": "who", "sisa_weighing": "question",
    "sisa_match": "consent", "run": "protocol again_of", "run_item": "item standing", "run_answer": "question answer",
    "run_contact": "kind", "run_task": "kind", "own_protocol": "code text",
    "retention_mark": "kind", "destruction": "kinds",
    "rights_request": "kind asker outcome decisions", "withheld": "passage",
}  # fmt: skip
"""Table → columns that hold a code, a number, a key or a class: no free text."""
MADE_UP = {
    "history": "label before after", "setting": "value", "moment_version": "text", "meeting_kind": "fixed",
    "handed_out": "what file_name path digest", "involved": "label", "handover": "ground",
    "action_move": "old_evaluate_words",
    "sisa_weighing": "called", "run": "protocol_text", "run_item": "fields",
}  # fmt: skip
"""Table → columns with text that the program makes of others."""


def columns() -> Iterator[tuple[str, str]]:
    """Every column of free text."""
    for name, table in SQLModel.metadata.tables.items():
        others = f"{CODES.get(name, '')} {MADE_UP.get(name, '')}".split()
        for column in table.columns:
            key = column.primary_key or bool(column.foreign_keys) or column.name.endswith("_id")
            if isinstance(column.type, AutoString) and not key and column.name not in others:
                yield name, column.name


def everything(store: Store) -> dict[str, list[Mapping[str, object]]]:
    with store.shared.engine.connect() as connection:
        tables = SQLModel.metadata.tables.items()
        return {name: [dict(r) for r in connection.execute(select(t)).mappings()] for name, t in tables}


def texts(thing: object) -> Iterator[str]:
    """Every text in what the store gives, however deep."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        for each in fields(thing):
            yield from texts(getattr(thing, each.name))
    elif isinstance(thing, Mapping):
        for pair in thing.items():
            yield from texts(pair)
    elif isinstance(thing, tuple | list | set | frozenset):
        for one in thing:
            yield from texts(one)


@pytest.mark.parametrize("name", GROUPS)
def test_it_is_kept_and_read_back(store: Store, name: str) -> None:
    text = GROUPS[name]
    fill(store, text)
    kept, wanted = everything(store), stored(text)
    missing = [(t, c) for t, c in columns() if not any(row[c] in wanted for row in kept[t])]
    assert missing == []
    unclean = {(t, c) for t, rows in kept.items() for row in rows for c, v in row.items()
               if isinstance(v, str) and clean(v) != v}  # fmt: skip
    assert unclean == set()
    for read in _read(store):
        assert all(clean(each) == each for each in texts(read))
    store.finding.find(text[:200])
    last = store.desk.to_undo()
    assert last
    store.desk.undo(last.batch)


def _read(store: Store) -> Iterator[object]:
    """What screens and documents are made of."""
    case = store.cases.of_student("nasty")
    meeting = next(m for m in store.meetings.all() if m.state is MeetingState.ADOPTED)
    assert case
    yield from (
        store.cases.get(case.id),
        store.cases.all(),
        store.cases.signals(),
        store.actions.all(),
        meeting,
    )
    yield from (store.school.school(), store.school.kinds(), store.school.calendar(), store.contacts.all())
    yield from (
        store.contacts.agencies(),
        store.acute.numbers(),
        store.students.all(),
        store.attention.open(),
    )
    yield from (store.network.of_student("nasty"), store.absence.of_student("nasty"), store.candidates.all())
    yield from (store.support.plan("nasty"), store.gates.of_student("nasty"), store.handovers.facts("nasty"))
    yield from (store.history.of_student("nasty"), store.report.minutes(meeting.id, own=True))
    yield from (
        store.kwadrant.of_student("nasty"),
        store.sisa.of_student("nasty"),
        store.sisa.entries("nasty"),
    )
    yield from (store.exchanges.of_student("nasty"), store.handed.all(), store.feedback.blocks(meeting.id))
