"""What a kept line does besides being kept: a case moves, an agreement gets its result, consent is recorded.

Each effect is taken back when its line is removed or corrected; `u` does so by the history. The two that work on the
whole item or meeting (putting it off, adopting the report before) are table_outcomes.py's.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from sotdesk.data.store.carrying import stays_after_all
from sotdesk.data.store.case_status import move_back, move_case
from sotdesk.data.store.outcomes import outcomes_of
from sotdesk.data.store.support_read import answers_of, forget_review, give_answers, review_by_line
from sotdesk.data.tables.actions import ActionRow
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.tables.meetings import ItemRow, LineRow
from sotdesk.data.tables.people import AgencyRow
from sotdesk.domain.capture_consent import relation
from sotdesk.domain.capture_model import Kind, Piece, Who
from sotdesk.domain.consents import ConsentState
from sotdesk.domain.meetings import ItemState, Present
from sotdesk.domain.outcomes import ADOPT, CARRY, called
from sotdesk.domain.text import fold


class Filled(NamedTuple):
    """What was filled in of a consent when closing."""

    purpose: str
    data: str
    proof: str
    complete: bool


class Kept(NamedTuple):
    """What stays when a line is corrected: what was filled in, by pupil and receiver, and the consents it asked for."""

    filled: Mapping[tuple[str, str], Filled]
    asked: Sequence[ConsentRow]
    answers: Mapping[str, Mapping[str, str]]
    """By measure what was asked of its evaluation besides the line itself: the term, who is satisfied."""


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
    elif line.kind == Kind.EVALUATION.value:
        forget_review(session, line.id)
        if line.action_id:
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
        item.state = ItemState.DISCUSSED.value
        stays_after_all(session, item)


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
        if not (piece.word and piece.about and review_by_line(session, line, piece.word, piece.about)):
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
                    student_id=student_id, case_id=cases.get(student_id), line_id=line.id, item_id=line.item_id or "",
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


def ask_consent(
    session: Session, line: LineRow, people: Iterable[Present], student_ids: Sequence[str]
) -> None:
    """The agreement in this line asks consent for these people: until there is an answer it is asked."""
    cases = {case.student_id: case.id for case in open_cases(session, student_ids)}
    session.add_all(
        ConsentRow(
            student_id=student_id, case_id=cases.get(student_id), line_id=line.id, item_id=line.item_id or "",
            contact_id=person.contact_id or None, receiver=person.label, receiver_role=person.role,
            state=ConsentState.ASKED.value, at=line.at, valid_from=line.at.astimezone().date(),
        )
        for person in people for student_id in student_ids
    )  # fmt: skip


def set_apart(session: Session, lines: Sequence[LineRow]) -> Kept:
    """What is to stay of the consents of these lines, which are about to be kept in other words."""
    rows = session.exec(
        select(ConsentRow).where(col(ConsentRow.line_id).in_([line.id for line in lines]))
    ).all()
    asked = [row for row in rows if row.state == ConsentState.ASKED.value]
    for row in asked:
        row.line_id = None
    given = {(row.student_id, row.receiver): row for row in rows if row not in asked}
    answers = answers_of(session, [line.id for line in lines])
    return Kept({k: Filled(r.purpose, r.data, r.proof, r.complete) for k, r in given.items()}, asked, answers)


def put_together(session: Session, lines: Sequence[LineRow], kept: Kept) -> None:
    """The same consent, said in other words, keeps what was filled in; what was asked is asked by the new line."""
    for row in kept.asked:
        row.line_id = lines[0].id
    if not kept.filled and not kept.answers:
        return
    session.flush()
    give_answers(session, [line.id for line in lines], kept.answers)
    rows = session.exec(select(ConsentRow).where(col(ConsentRow.line_id).in_([line.id for line in lines])))
    for row in rows:
        if before := kept.filled.get((row.student_id, row.receiver)):
            row.purpose = row.purpose or before.purpose
            row.data, row.proof, row.complete = before.data, before.proof, before.complete
