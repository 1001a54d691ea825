"""How what was understood of one typed line becomes rows: lines, agreements, settled and completed ones."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from sotdesk.data.store.actions import (
    ActionDraft,
    add_action,
    change_action,
    delete_action,
    read_actions,
    row_of,
    settle_action,
)
from sotdesk.data.store.base import Desk
from sotdesk.data.store.effects import put_together, set_apart, take_back, take_effect
from sotdesk.data.tables.actions import ActionMove, ActionRow
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meetings import LineRow, LineStudent
from sotdesk.domain.actions import Action, ActionState, Doer
from sotdesk.domain.capture_model import Audience, Kind, Piece, Reading, Who
from sotdesk.domain.dates import Open
from sotdesk.domain.errors import RuleError
from sotdesk.domain.text import fold

CHANGES = {"done": ActionState.DONE, "dropped": ActionState.DROPPED}


@dataclass(frozen=True)
class Place:
    """Where a line lands: the item of a meeting or, outside one, the contact moment; its pupils, and last time's
    agreements by their number."""

    item_id: str
    student_ids: tuple[str, ...]
    agreements: Mapping[int, str] = field(default_factory=dict)
    moment_id: str = ""

    @property
    def here(self) -> ColumnElement[bool]:
        """The lines that stand at this place."""
        return (
            col(LineRow.moment_id) == self.moment_id
            if self.moment_id
            else col(LineRow.item_id) == self.item_id
        )

    def files(self, piece: Piece) -> tuple[str, ...]:
        """The pupils in whose file a piece stands: those of the item, and whom `&name` names."""
        return tuple(dict.fromkeys((*self.student_ids, *(student.id for student in piece.also))))


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


def keep(
    session: Session, desk: Desk, place: Place, reading: Reading, at: datetime, capture_id: str = ""
) -> tuple[LineRow, ...]:
    """Keeps all pieces of one typed line at the end of its place; gives a line for each piece."""
    capture_id = capture_id or new_id()
    position = last_position(session, place) + 1
    return _keep_at(session, desk, place, reading, capture_id, position, at)


def replace_capture(session: Session, desk: Desk, place: Place, capture_id: str, reading: Reading) -> None:
    """Puts a corrected line in the place of the old one: same time, same spot; what it had done is undone first."""
    rows = known_capture(session, capture_id)
    at, position, apart = rows[0].at, rows[0].position, set_apart(session, rows)
    remove_capture(session, capture_id)
    session.flush()
    room = len(reading.pieces) - len(rows)
    if room > 0:
        _shift(session, place, position + len(rows), room)
    _keep_at(session, desk, place, reading, capture_id, position, at)
    put_together(session, capture_rows(session, capture_id), apart)


def move_capture(session: Session, desk: Desk, place: Place, capture_id: str, reading: Reading) -> None:
    """Puts a typed line, as it reads there, at the end of another item: same words, same time."""
    rows = known_capture(session, capture_id)
    if any(row.kind == Kind.AGREED.value for row in rows):
        raise RuleError("Deze regel gaat over een afspraak van vorige keer bij dit punt. Haal hem weg met x.")
    at = rows[0].at
    remove_capture(session, capture_id)
    session.flush()
    keep(session, desk, place, reading, at, capture_id)


def remove_capture(session: Session, capture_id: str) -> None:
    """Takes a typed line away with everything it made; an agreement it settled or moved is as it was before."""
    for row in capture_rows(session, capture_id):
        take_back(session, row)
        action_id, kind = row.action_id, row.kind
        row.action_id = None
        for link in session.exec(select(LineStudent).where(LineStudent.line_id == row.id)):
            session.delete(link)
        session.delete(row)
        if action_id and kind == Kind.ACTION.value:
            delete_action(session, action_id)
        elif action_id and kind == Kind.AGREED.value:
            _unsettle(session, row_of(session, action_id), row.at)


def _unsettle(session: Session, action: ActionRow, at: datetime) -> None:
    """Open again; the date that the line of this moment gave makes way for the one before it."""
    settle_action(action, ActionState.OPEN, "", action.made_on)
    query = select(ActionMove).where(ActionMove.action_id == action.id).order_by(col(ActionMove.at))
    moves = list(session.exec(query))
    mine = next((number for number, move in enumerate(moves) if move.at == at), None)
    if mine is None:
        return
    if moves[mine + 1 :]:
        moves[mine + 1].old = moves[mine].old
    else:
        action.due = moves[mine].old
        action.due_words = moves[mine - 1].words if mine else ""
    if moves[mine].evaluation:
        _unmove_evaluation(action, moves[mine], moves[mine + 1 :])
    session.delete(moves[mine])


def _unmove_evaluation(action: ActionRow, move: ActionMove, later: Sequence[ActionMove]) -> None:
    """The evaluation is when it was before this move, unless a later one gave it another day."""
    following = next((each for each in later if each.evaluation), None)
    if following is not None:
        following.old_evaluate, following.old_evaluate_words = move.old_evaluate, move.old_evaluate_words
    else:
        action.evaluate, action.evaluate_words = move.old_evaluate, move.old_evaluate_words


def complete_last(session: Session, piece: Piece, place: Place, raw: str) -> str:
    """`>vr` or `@svk` alone: fills in the last agreement of this place; gives its line's id."""
    query = (
        select(LineRow)
        .where(place.here, LineRow.kind == Kind.ACTION.value)
        .order_by(col(LineRow.position).desc())
    )
    line = session.exec(query).first()
    if line is None or line.action_id is None:
        where = "In dit contactmoment" if place.moment_id else "Bij dit punt"
        raise RuleError(f"{where} staat nog geen afspraak om aan te vullen.")
    action = read_actions(session, select(ActionRow).where(ActionRow.id == line.action_id))[0]
    change_action(session, row_of(session, action.id), _completed(action, piece))
    words = f"{_without_replaced(line.raw, action, piece)} {raw.strip()}"
    for row in capture_rows(session, line.capture_id):
        row.raw = words
    return line.id


def _without_replaced(raw: str, action: Action, piece: Piece) -> str:
    """The typed line without the words that this piece replaces, so that the whole reads as it is kept."""
    gone = [rf">{re.escape(action.due_words)}"] if piece.due and action.due_words else []
    gone += [rf">>{re.escape(action.evaluate_words)}"] if piece.evaluation and action.evaluate_words else []
    gone += [rf"@{re.escape(doer.label)}:?" for doer in action.doers if doer.new and piece.who]
    for words in gone:
        raw = re.sub(rf"(?<!\S){words}(?!\S)\s*", "", raw, count=1, flags=re.IGNORECASE)
    return raw.strip()


def known_capture(session: Session, capture_id: str) -> Sequence[LineRow]:
    """The pieces of a kept line; RuleError when it is gone."""
    rows = capture_rows(session, capture_id)
    if not rows:
        raise RuleError("Deze regel is er niet meer.")
    return rows


def capture_rows(session: Session, capture_id: str) -> Sequence[LineRow]:
    query = select(LineRow).where(LineRow.capture_id == capture_id).order_by(col(LineRow.position))
    return session.exec(query).all()


def last_position(session: Session, place: Place) -> int:
    query = select(LineRow.position).where(place.here).order_by(col(LineRow.position).desc())
    session.flush()  # lines that are kept in this same act count
    last = session.connection().execute(query.limit(1)).scalar()
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


def _keep_at(
    session: Session, desk: Desk, place: Place, reading: Reading, capture_id: str, position: int, at: datetime
) -> tuple[LineRow, ...]:
    kept = []
    for offset, piece in enumerate(reading.pieces):
        line = _line(place, piece, reading.raw, capture_id, position + offset, at)
        line.action_id = _act(session, desk, place, piece, at)
        session.add(line)
        session.add_all(LineStudent(line_id=line.id, student_id=i) for i in place.files(piece))
        take_effect(session, line, piece, place.files(piece))
        kept.append(line)
    return tuple(kept)


def _act(session: Session, desk: Desk, place: Place, piece: Piece, at: datetime) -> str | None:
    """Makes the piece's agreement, or settles the one it names; gives that agreement's id."""
    if piece.kind is Kind.ACTION:
        return add_action(
            session, draft_of(piece), at.date(), student_ids=place.files(piece), item_id=place.item_id
        )
    action_id = place.agreements.get(piece.number or 0) if piece.kind is Kind.AGREED else None
    if action_id:
        _settle(session, desk, action_id, piece, at)
    return action_id


def _line(place: Place, piece: Piece, raw: str, capture_id: str, position: int, at: datetime) -> LineRow:
    return LineRow(
        id=new_id(), item_id=place.item_id or None, moment_id=place.moment_id or None, capture_id=capture_id,
        position=position, kind=piece.kind.value,
        text=_text(piece), voice=piece.voice.label if piece.voice else "", audience=piece.audience.value, at=at,
        raw=raw, word=piece.word,
    )  # fmt: skip


def _text(piece: Piece) -> str:
    """What the line says; an outcome or result starts with its list word, coming and going name who."""
    if piece.kind in (Kind.OUTCOME, Kind.EVALUATION):
        said = fold(piece.text).startswith(fold(piece.word))
        return piece.text if said else f"{piece.word}, {piece.text}"
    if piece.kind in (Kind.JOIN, Kind.LEAVE):
        return ", ".join(who.label for who in piece.who)
    return piece.reason if piece.kind is Kind.AGREED else piece.text


def _settle(session: Session, desk: Desk, action_id: str, piece: Piece, at: datetime) -> None:
    row = row_of(session, action_id)
    if piece.change == "moved" and piece.due:
        session.add(
            ActionMove(
                action_id=row.id, at=at, old=row.due, new=piece.due.day, words=piece.due.words,
                evaluation=piece.evaluation is not None, old_evaluate=row.evaluate,
                old_evaluate_words=row.evaluate_words,
            )
        )  # fmt: skip
        row.due, row.due_time, row.due_words = piece.due.day, piece.due.time, piece.due.words
        if piece.evaluation:
            row.evaluate, row.evaluate_words = piece.evaluation.day, piece.evaluation.words
        settle_action(row, ActionState.OPEN, "", row.made_on)
    else:
        settle_action(row, CHANGES.get(piece.change, ActionState.DONE), piece.reason, desk.today())


def _shift(session: Session, place: Place, start: int, by: int) -> None:
    query = select(LineRow).where(place.here, LineRow.position >= start)
    for row in session.exec(query):
        row.position += by


def said(reading: Reading) -> str:
    """A kept line as undo names it; of a besloten line the words are not said, whoever looks on."""
    if any(piece.audience is not Audience.SOT for piece in reading.pieces):
        return "besloten regel"
    return f"regel ‘{_short(reading.raw)}’"


def _short(raw: str) -> str:
    return raw if len(raw) <= 40 else raw[:39] + "…"
