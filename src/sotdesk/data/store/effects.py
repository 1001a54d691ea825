"""What a kept line does besides being kept: a case moves, an agreement gets its result, consent is recorded.

Each effect is taken back when its line is removed or corrected; `u` does so by the history. The two that work on the
whole item or meeting (putting it off, adopting the report before) are table_outcomes.py's.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from sotdesk.data.store.case_status import move_back, move_case
from sotdesk.data.store.outcomes import outcomes_of
from sotdesk.data.tables.actions import ActionRow
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.tables.meetings import ItemRow, LineRow
from sotdesk.data.tables.people import AgencyRow
from sotdesk.domain.capture_consent import relation
from sotdesk.domain.capture_model import Kind, Piece, Who
from sotdesk.domain.consents import ConsentState
from sotdesk.domain.meetings import ItemState
from sotdesk.domain.outcomes import ADOPT, CARRY, called
from sotdesk.domain.text import fold


class Filled(NamedTuple):
    """What was filled in of a consent when closing: it stays when the line is corrected."""

    purpose: str
    data: str
    proof: str
    complete: bool


FILLED = Mapping[tuple[str, str], Filled]
"""By pupil and receiver."""


def take_effect(session: Session, line: LineRow, piece: Piece, student_ids: Sequence[str]) -> None:
    """Does what this piece does besides being kept as `line`, in the files of these pupils."""
    if piece.kind is Kind.OUTCOME:
        _outcome(session, line, piece, student_ids)
    elif piece.kind is Kind.EVALUATION:
        _evaluate(session, line, piece)
    elif piece.kind is Kind.CONSENT:
        _consent(session, line, piece, student_ids)


def take_back(session: Session, line: LineRow) -> None:
    """Everything is as it was before this line, as far as nothing later was built on it."""
    if line.kind == Kind.OUTCOME.value:
        move_back(session, line.id)
        _take_up(session, line)
    elif line.kind == Kind.EVALUATION.value and line.action_id:
        _unevaluate(session, line, line.action_id)
    for consent in session.exec(select(ConsentRow).where(ConsentRow.line_id == line.id)):
        session.delete(consent)


# --- uit:


def _outcome(session: Session, line: LineRow, piece: Piece, student_ids: Sequence[str]) -> None:
    """The open case of each pupil gets the status of the school's outcome; a word on no list is text."""
    outcome = called(piece.word, outcomes_of(session)) if piece.word else None
    if outcome is None or outcome.act == ADOPT:
        line.word = ""  # whether it adopts is settled by table_outcomes.py, which knows the item
    elif outcome.status:
        for case in open_cases(session, student_ids):
            move_case(session, case, outcome.status, line.at, line.id)


def _take_up(session: Session, line: LineRow) -> None:
    """The line that put its item off is gone: the item was discussed."""
    outcome = called(line.word, outcomes_of(session)) if line.word else None
    item = session.get(ItemRow, line.item_id)
    if outcome and outcome.act == CARRY and item is not None and item.state == ItemState.CARRIED.value:
        item.state, item.carried_to = ItemState.DISCUSSED.value, None


def open_cases(session: Session, student_ids: Sequence[str]) -> Sequence[CaseTable]:
    """The open cases of these pupils."""
    return session.exec(
        select(CaseTable).where(
            col(CaseTable.student_id).in_(student_ids), col(CaseTable.closed_on).is_(None)
        )
    ).all()


# --- ev:


def _evaluate(session: Session, line: LineRow, piece: Piece) -> None:
    action = session.get(ActionRow, piece.about) if piece.word and piece.about else None
    if action is None:
        line.word = ""
        return
    line.action_id = action.id
    action.result, action.evaluated_on = piece.word, line.at.astimezone().date()
    action.evaluated_for = action.evaluate


def _unevaluate(session: Session, line: LineRow, action_id: str) -> None:
    """The result of the evaluation before this one; without one there is none."""
    action = session.get(ActionRow, action_id)
    query = select(LineRow).where(
        LineRow.action_id == action_id, LineRow.kind == Kind.EVALUATION.value, LineRow.id != line.id
    )
    others = sorted(session.exec(query), key=lambda row: row.at)
    if action is None or (others and others[-1].at > line.at):
        return
    action.result = others[-1].word if others else ""
    action.evaluated_on = others[-1].at.astimezone().date() if others else None
    action.evaluated_for = None


# --- toest:


def _consent(session: Session, line: LineRow, piece: Piece, student_ids: Sequence[str]) -> None:
    """One consent for each pupil and receiver; without a receiver one to be completed."""
    cases = {case.student_id: case.id for case in open_cases(session, student_ids)}
    giver = piece.voice
    day = line.at.astimezone().date()
    for student_id in student_ids:
        for label, contact_id, role in [_receiver(session, who) for who in piece.who] or [("", None, "")]:
            session.add(
                ConsentRow(
                    student_id=student_id, case_id=cases.get(student_id), line_id=line.id, item_id=line.item_id,
                    contact_id=contact_id, receiver=label, receiver_role=role, purpose=piece.purpose,
                    giver=giver.label if giver else "",
                    giver_role=relation(giver.person) if giver and giver.person else "",
                    state=(ConsentState.REFUSED if piece.refused else ConsentState.GIVEN).value, at=line.at,
                    valid_from=day,
                )
            )  # fmt: skip


def _receiver(session: Session, who: Who) -> tuple[str, str | None, str]:
    """Label, contact and role; an unknown name that is on the sociale kaart as that organisation."""
    person = who.person
    if person is not None:
        return person.label, None if person.key.startswith("role:") else person.key, person.role
    agencies = session.exec(select(AgencyRow.name))
    return next((name for name in agencies if fold(name) == fold(who.words)), who.words), None, ""


def filled_in(session: Session, lines: Sequence[LineRow]) -> FILLED:
    """What was filled in of the consents of these lines."""
    rows = session.exec(select(ConsentRow).where(col(ConsentRow.line_id).in_([line.id for line in lines])))
    return {
        (row.student_id, row.receiver): Filled(row.purpose, row.data, row.proof, row.complete) for row in rows
    }


def put_filled_in(session: Session, lines: Sequence[LineRow], filled: FILLED) -> None:
    """The same consent, said in other words, keeps what was filled in of it."""
    if not filled:
        return
    session.flush()
    rows = session.exec(select(ConsentRow).where(col(ConsentRow.line_id).in_([line.id for line in lines])))
    for row in rows:
        if kept := filled.get((row.student_id, row.receiver)):
            row.purpose = row.purpose or kept.purpose
            row.data, row.proof, row.complete = kept.data, kept.proof, kept.complete
