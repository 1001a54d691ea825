"""Agreements in the store: over all cases, of one pupil, and what happens to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from sotdesk.data.store.base import Desk, Part
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.actions import ActionDoer, ActionMove, ActionRow, ActionStudent
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.meetings import LineRow
from sotdesk.domain.actions import Action, ActionState, Doer, Move, due_order
from sotdesk.domain.errors import NotFound

GONE = "Deze afspraak is er niet meer."


@dataclass(frozen=True)
class ActionDraft:
    """What is known of an agreement when it is made or corrected."""

    text: str
    doers: tuple[Doer, ...] = ()
    where: str = ""
    due: date | None = None
    due_time: time | None = None
    due_words: str = ""
    ongoing: bool = False
    evaluate: date | None = None
    evaluate_words: str = ""
    audience: str = "sot"


class Actions(Part):
    """Afspraken."""

    def all(self, *, state: ActionState | None = ActionState.OPEN) -> tuple[Action, ...]:
        """Agreements over all cases, overdue first, without a date last; `state` None = also settled ones."""
        query = select(ActionRow)
        if state is not None:
            query = query.where(ActionRow.state == state.value)
        with self.desk.reading() as session:
            found = read_actions(session, query)
        return tuple(sorted(found, key=due_order))

    def get(self, action_id: str) -> Action:
        """One agreement; NotFound when it is gone."""
        with self.desk.reading() as session:
            found = read_actions(session, select(ActionRow).where(ActionRow.id == action_id))
        if not found:
            raise NotFound(GONE)
        return found[0]

    def of_student(self, student_id: str) -> tuple[Action, ...]:
        """Every agreement of a pupil, in the order they were made."""
        query = of_students([student_id])
        with self.desk.reading() as session:
            return read_actions(session, query)

    def add(self, draft: ActionDraft, *, student_ids: Sequence[str] = ()) -> str:
        """An agreement outside a meeting; gives its id."""
        with self.desk.writing("afspraak toevoegen") as session:
            return add_action(session, draft, self.desk.today(), student_ids=student_ids)

    def change(self, action_id: str, draft: ActionDraft) -> None:
        """Fills in or corrects an agreement; a new due date counts as a move only through `move`."""
        with self.desk.writing("afspraak wijzigen") as session:
            change_action(session, row_of(session, action_id), draft)

    def settle(self, action_id: str, state: ActionState, reason: str = "") -> None:
        """Done, dropped (with its reason) or open again."""
        word = {ActionState.DONE: "gedaan", ActionState.DROPPED: "vervallen", ActionState.OPEN: "weer open"}
        with self.desk.writing(f"afspraak {word[state]}") as session:
            settle_action(row_of(session, action_id), state, reason, self.desk.today())

    def move(self, action_id: str, new: date | None, words: str = "") -> None:
        """Another date; the old one stays readable and the moves are counted."""
        with self.desk.writing("afspraak verzetten") as session:
            move_action(session, row_of(session, action_id), new, words, self.desk)

    def ask_after(self, action_id: str, on: bool) -> None:
        """Marks an agreement to be asked after before the meeting (navragen)."""
        with self.desk.writing("navragen") as session:
            row_of(session, action_id).ask_after = on


MADE = (col(ActionRow.made_on), col(ActionRow.number))


def of_students(student_ids: Sequence[str]) -> SelectOfScalar[ActionRow]:
    """Every agreement about these pupils, in the order they were made."""
    about = select(ActionStudent.action_id).where(col(ActionStudent.student_id).in_(student_ids))
    return select(ActionRow).where(col(ActionRow.id).in_(about)).order_by(*MADE)


def row_of(session: Session, action_id: str) -> ActionRow:
    row = session.get(ActionRow, action_id)
    if row is None:
        raise NotFound(GONE)
    return row


def read_actions(session: Session, query: SelectOfScalar[ActionRow]) -> tuple[Action, ...]:
    """The agreements of a query, in its order, with doers, moves and pupils; five queries at most."""
    rows = session.execute(query.with_only_columns(*ActionRow.__table__.columns)).all()  # type: ignore[attr-defined]
    ids = [row.id for row in rows]
    doers = _grouped(session, ActionDoer, ids, ActionDoer.position)
    moves = _grouped(session, ActionMove, ids, ActionMove.at)
    about = _grouped(session, ActionStudent, ids, ActionStudent.id)
    students = students_by_id(session, [a.student_id for found in about.values() for a in found])
    lines = _line_ids(session, ids)
    return tuple(
        Action(
            id=row.id, text=row.text, state=ActionState(row.state),
            students=tuple(students[a.student_id] for a in about.get(row.id, ())),
            doers=tuple(Doer(d.label, d.contact_id or "", d.role) for d in doers.get(row.id, ())),
            item_id=row.item_id or "", line_id=lines.get(row.id, ""),
            where=row.place, due=row.due, due_time=row.due_time, due_words=row.due_words, ongoing=row.ongoing,
            evaluate=row.evaluate, evaluate_words=row.evaluate_words, audience=row.audience,
            made_on=row.made_on, settled_on=row.settled_on, reason=row.reason, ask_after=row.ask_after,
            asked_on=row.asked_on, result=row.result, evaluated_on=row.evaluated_on,
            evaluated_for=row.evaluated_for,
            moves=tuple(Move(m.at, m.old, m.new, m.words) for m in moves.get(row.id, ())),
        )
        for row in rows
    )  # fmt: skip


def add_action(
    session: Session, draft: ActionDraft, today: date, *, student_ids: Sequence[str] = (), item_id: str = ""
) -> str:
    """The rows of a new agreement; gives its id."""
    action_id = new_id()
    last = session.exec(select(func.max(ActionRow.number))).one() or 0
    row = ActionRow(id=action_id, number=last + 1, text=draft.text, made_on=today, item_id=item_id or None)
    session.add(row)
    set_students(session, action_id, student_ids)
    _fill(session, row, draft)
    return action_id


def set_students(session: Session, action_id: str, student_ids: Sequence[str]) -> None:
    """Says whom an agreement is about, each with his open case."""
    for old in session.exec(select(ActionStudent).where(ActionStudent.action_id == action_id)):
        session.delete(old)
    query = select(CaseTable.student_id, CaseTable.id).where(
        col(CaseTable.student_id).in_(student_ids), col(CaseTable.closed_on).is_(None)
    )
    cases = dict(session.exec(query).all())
    session.add_all(
        ActionStudent(action_id=action_id, student_id=i, case_id=cases.get(i)) for i in student_ids
    )


def change_action(session: Session, row: ActionRow, draft: ActionDraft) -> None:
    """Gives an agreement other words, people or dates."""
    for old in session.exec(select(ActionDoer).where(ActionDoer.action_id == row.id)):
        session.delete(old)
    _fill(session, row, draft)


def settle_action(row: ActionRow, state: ActionState, reason: str, today: date) -> None:
    row.state = state.value
    row.reason = reason
    row.settled_on = None if state is ActionState.OPEN else today


def move_action(session: Session, row: ActionRow, new: date | None, words: str, desk: Desk) -> None:
    session.add(ActionMove(action_id=row.id, at=desk.now(), old=row.due, new=new, words=words))
    row.due, row.due_words = new, words
    if row.state != ActionState.OPEN.value:
        settle_action(row, ActionState.OPEN, "", row.made_on)


def delete_action(session: Session, action_id: str) -> None:
    """Removes an agreement that was typed by mistake, with all that hangs on it."""
    for table in (ActionDoer, ActionMove, ActionStudent):
        for row in session.exec(select(table).where(table.action_id == action_id)):
            session.delete(row)
    action = session.get(ActionRow, action_id)
    if action is not None:
        session.delete(action)


def _fill(session: Session, row: ActionRow, draft: ActionDraft) -> None:
    row.text, row.place, row.audience = draft.text, draft.where, draft.audience
    row.due, row.due_time, row.due_words, row.ongoing = (
        draft.due,
        draft.due_time,
        draft.due_words,
        draft.ongoing,
    )
    row.evaluate, row.evaluate_words = draft.evaluate, draft.evaluate_words
    session.add_all(
        ActionDoer(action_id=row.id, contact_id=d.contact_id or None, role=d.role, label=d.label, position=i)
        for i, d in enumerate(draft.doers)
    )


def _grouped(
    session: Session, table: type[ActionDoer | ActionMove | ActionStudent], ids: Sequence[str], order: Any
) -> Mapping[str, list[Any]]:
    """What hangs on these agreements, as bare columns: a third of the time that whole rows take."""
    found: dict[str, list[Any]] = {}
    query = columns(*table.__table__.columns)  # type: ignore[union-attr]
    for row in session.execute(query.where(col(table.action_id).in_(ids)).order_by(col(order))):
        found.setdefault(row.action_id, []).append(row)
    return found


def _line_ids(session: Session, ids: Iterable[str]) -> dict[str, str]:
    query = select(LineRow.action_id, LineRow.id).where(col(LineRow.action_id).in_(list(ids)))
    return {action_id: line_id for action_id, line_id in session.exec(query) if action_id}
