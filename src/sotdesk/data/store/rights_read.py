"""Reading what was asked of a pupil's file: for his screen, the timeline and Vandaag (domain.md §11)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session, col, select

from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.rights import RightsRequest, WithheldRow
from sotdesk.domain.attention import Unfinished
from sotdesk.domain.cases import Entry
from sotdesk.domain.rights import Request, Withheld, kind_names
from sotdesk.domain.rules import load

DUE = "rights"
"""The rule of Vandaag."""
KIND = "verzoek"
"""What it is called in the timeline."""


def read_requests(session: Session, student_id: str) -> Iterator[Request]:
    """The requests about a pupil."""
    for row in session.exec(select(RightsRequest).where(RightsRequest.student_id == student_id)):
        yield read_request(session, row)


def rights_entries(session: Session, student_id: str) -> Iterable[Entry]:
    """What was asked and answered, in the timeline; the own statement stays readable there."""
    for one in read_requests(session, student_id):
        asked = f": {one.asked}" if one.asked else ""
        yield Entry(one.id, one.asked_on, KIND, f"{one.title}{asked}", ref=one.id)
        if one.done_on:
            text = f"{kind_names()[one.kind]} {one.answer}"
            yield Entry(f"{one.id}-", one.done_on, KIND, text, ref=one.id)


def waiting_requests(session: Session, today: date) -> Iterable[Unfinished]:
    """What was asked and not yet answered, for Vandaag, by the last day of its answer."""
    shown = timedelta(days=load("attention")[DUE]["shown_days"])
    rows = session.exec(select(RightsRequest).where(col(RightsRequest.done_on).is_(None))).all()
    found = [read_request(session, row) for row in rows]
    students = students_by_id(session, [one.student_id for one in found])
    for one in found:
        if one.due <= today + shown:
            address = ("rights", one.student_id, one.id)
            yield Unfinished(DUE, one.id, one.title, one.due, students[one.student_id], address)


def withheld_of(session: Session, request_id: str) -> Iterable[WithheldRow]:
    """What was held back of a request."""
    return session.exec(
        select(WithheldRow).where(WithheldRow.request_id == request_id).order_by(col(WithheldRow.place))
    ).all()


def read_request(session: Session, row: RightsRequest) -> Request:
    """A row as the domain knows it."""
    found = Request(
        row.id, row.student_id, row.kind, row.asker, row.by, row.asked_on, row.asked, row.done_on, row.outcome,
        row.how, row.reason, row.statement,
    )  # fmt: skip
    withheld = tuple(Withheld(w.passage, w.place, w.reason) for w in withheld_of(session, row.id))
    return replace(found, withheld=withheld, decisions=tuple(sorted(json.loads(row.decisions).items())))
