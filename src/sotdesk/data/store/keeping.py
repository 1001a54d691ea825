"""How what was understood of one typed line becomes rows: lines, agreements, settled and completed ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from sotdesk.data.store.actions import (
    ActionDraft,
    add_action,
    change_action,
    delete_action,
    move_action,
    read_actions,
    row_of,
    settle_action,
)
from sotdesk.data.store.base import Desk
from sotdesk.data.tables.actions import ActionRow
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meetings import LineRow, LineStudent
from sotdesk.domain.actions import Action, ActionState, Doer
from sotdesk.domain.capture_model import Kind, Piece, Reading, Who
from sotdesk.domain.dates import DateReading, Open
from sotdesk.domain.errors import RuleError

CHANGES = {"done": ActionState.DONE, "dropped": ActionState.DROPPED}


@dataclass(frozen=True)
class Place:
    """Where a line lands: the item, its pupils, and last time's agreements by their number."""

    item_id: str
    student_ids: tuple[str, ...]
    agreements: Mapping[int, str]


def doer_of(who: Who) -> Doer:
    """A typed person as the doer of an agreement; unknown names stay as typed (nieuw)."""
    if who.person is None:
        return Doer(who.words)
    key = who.person.key
    return Doer(who.person.label, "" if key.startswith("role:") else key, who.person.role)


def draft_of(piece: Piece) -> ActionDraft:
    """The agreement that a piece of a line makes."""
    due, evaluation = piece.due, piece.evaluation
    return ActionDraft(
        text=piece.text, doers=tuple(map(doer_of, piece.who)), where=piece.where, audience=piece.audience.value,
        due=due.day if due else None, due_time=due.time if due else None, due_words=due.words if due else "",
        ongoing=bool(due and due.open is Open.ONGOING), evaluate=evaluation.day if evaluation else None,
        evaluate_words=evaluation.words if evaluation else "",
    )  # fmt: skip


def keep(session: Session, desk: Desk, place: Place, reading: Reading, at: datetime) -> str:
    """Keeps all pieces of one typed line at the end of its item; gives the capture's id."""
    capture_id = new_id()
    position = last_position(session, place.item_id) + 1
    for offset, piece in enumerate(reading.pieces):
        _keep_piece(session, desk, place, piece, reading.raw, capture_id, position + offset, at)
    return capture_id


def replace_capture(session: Session, desk: Desk, place: Place, capture_id: str, reading: Reading) -> None:
    """Puts a corrected line in the place of the old one: same time, same spot; what it had done is undone first."""
    rows = capture_rows(session, capture_id)
    if not rows:
        raise RuleError("Deze regel is er niet meer.")
    at, position = rows[0].at, rows[0].position
    remove_capture(session, capture_id)
    session.flush()
    room = len(reading.pieces) - len(rows)
    if room > 0:
        _shift(session, place.item_id, position + len(rows), room)
    for offset, piece in enumerate(reading.pieces):
        _keep_piece(session, desk, place, piece, reading.raw, capture_id, position + offset, at)


def remove_capture(session: Session, capture_id: str) -> None:
    """Takes a typed line away with everything it made; an agreement it settled is open again."""
    for row in capture_rows(session, capture_id):
        action_id, kind = row.action_id, row.kind
        row.action_id = None
        for link in session.exec(select(LineStudent).where(LineStudent.line_id == row.id)):
            session.delete(link)
        session.delete(row)
        if action_id and kind == Kind.ACTION.value:
            delete_action(session, action_id)
        elif action_id and kind == Kind.AGREED.value:
            action = row_of(session, action_id)
            settle_action(action, ActionState.OPEN, "", action.made_on)


def complete_last(session: Session, piece: Piece, place: Place, raw: str) -> str:
    """`>vr` or `@svk` alone: fills in the last agreement of this item; gives its line's id."""
    query = (
        select(LineRow)
        .where(LineRow.item_id == place.item_id, LineRow.kind == Kind.ACTION.value)
        .order_by(col(LineRow.position).desc())
    )
    line = session.exec(query).first()
    if line is None or line.action_id is None:
        raise RuleError("Bij dit punt staat nog geen afspraak om aan te vullen.")
    action = read_actions(session, select(ActionRow).where(ActionRow.id == line.action_id))[0]
    change_action(session, row_of(session, action.id), _completed(action, piece))
    line.raw = f"{line.raw} {raw.strip()}"
    return line.id


def capture_rows(session: Session, capture_id: str) -> Sequence[LineRow]:
    query = select(LineRow).where(LineRow.capture_id == capture_id).order_by(col(LineRow.position))
    return session.exec(query).all()


def last_position(session: Session, item_id: str) -> int:
    query = select(LineRow.position).where(LineRow.item_id == item_id).order_by(col(LineRow.position).desc())
    last = session.exec(query).first()
    return -1 if last is None else last


def draft_from(action: Action) -> ActionDraft:
    """A known agreement as a draft, to change a part of it."""
    return ActionDraft(
        text=action.text, doers=action.doers, where=action.where, due=action.due, due_time=action.due_time,
        due_words=action.due_words, ongoing=action.ongoing, evaluate=action.evaluate,
        evaluate_words=action.evaluate_words, audience=action.audience,
    )  # fmt: skip


def _completed(action: Action, piece: Piece) -> ActionDraft:
    new, draft = draft_of(piece), draft_from(action)
    if piece.who:
        draft = replace(draft, doers=(*(d for d in draft.doers if not d.new), *new.doers))
    if piece.due:
        draft = replace(
            draft, due=new.due, due_time=new.due_time, due_words=new.due_words, ongoing=new.ongoing
        )
    if piece.evaluation:
        draft = replace(draft, evaluate=new.evaluate, evaluate_words=new.evaluate_words)
    return replace(draft, where=new.where or draft.where)


def _keep_piece(
    session: Session,
    desk: Desk,
    place: Place,
    piece: Piece,
    raw: str,
    capture_id: str,
    position: int,
    at: datetime,
) -> None:
    action_id = None
    if piece.kind is Kind.ACTION:
        action_id = add_action(
            session, draft_of(piece), at.date(), student_ids=place.student_ids, item_id=place.item_id
        )
    elif piece.kind is Kind.AGREED:
        action_id = place.agreements.get(piece.number or 0)
        if action_id:
            _settle(session, desk, action_id, piece)
    line = LineRow(
        id=new_id(), item_id=place.item_id, capture_id=capture_id, position=position, kind=piece.kind.value,
        text=_text(piece), voice=piece.voice.label if piece.voice else "", audience=piece.audience.value, at=at,
        raw=raw, action_id=action_id,
    )  # fmt: skip
    session.add(line)
    session.add_all(LineStudent(line_id=line.id, student_id=i) for i in place.student_ids)


def _text(piece: Piece) -> str:
    """What the line says; an outcome or result starts with its list word."""
    if piece.kind in (Kind.OUTCOME, Kind.EVALUATION, Kind.CONSENT):
        return ", ".join(dict.fromkeys(filter(None, [piece.word, piece.text])))
    if piece.kind is Kind.AGREED:
        return piece.reason
    return piece.text


def _settle(session: Session, desk: Desk, action_id: str, piece: Piece) -> None:
    row = row_of(session, action_id)
    if piece.change == "moved" and piece.due:
        move_action(session, row, piece.due.day, _words(piece.due), desk)
    else:
        settle_action(row, CHANGES.get(piece.change, ActionState.DONE), piece.reason, desk.today())


def _words(due: DateReading) -> str:
    return due.words


def _shift(session: Session, item_id: str, start: int, by: int) -> None:
    query = select(LineRow).where(LineRow.item_id == item_id, LineRow.position >= start)
    for row in session.exec(query):
        row.position += by
