"""Meetings in the store before the table: planning one, its agenda, what is proposed; after it: meetings_after.py."""

from collections.abc import Sequence
from datetime import date, time

from sqlalchemy import func
from sqlmodel import Session, col, select

from sotdesk.data.store.actions import of_students, read_actions
from sotdesk.data.store.cases import last_discussed
from sotdesk.data.store.item_rows import CLOSING, delete_item, item_rows, place_for_new, set_students
from sotdesk.data.store.meeting_read import item_row, read_items, read_lines, read_meeting, row_of
from sotdesk.data.store.meetings_after import AfterTable, not_adopted
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.school import kind_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.store.support_read import read_supports
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseTable, SignalRow
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, MeetingRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.agenda import Candidate, Proposal, propose
from sotdesk.domain.cases import CaseStatus, Triage
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meetings import Item, ItemKind, ItemState, Meeting, MeetingHead, MeetingKind, MeetingState

PLANNED = MeetingState.PLANNED.value
RUNNING = (MeetingState.RUNNING.value, MeetingState.PAUSED.value)
HELD = (MeetingState.CONCEPT.value, MeetingState.ADOPTED.value)


class Meetings(AfterTable):
    """Overleg."""

    def heads(self) -> tuple[MeetingHead, ...]:
        """Every meeting with how much is on its agenda, the latest first; three queries."""
        order = (col(MeetingRow.day).desc(), col(MeetingRow.start).desc())
        with self.desk.reading() as session:
            rows = session.exec(select(MeetingRow).order_by(*order)).all()
            kinds = {row.id: kind_of(row) for row in session.exec(select(MeetingKindRow))}
            sums = select(ItemRow.meeting_id, func.count(), func.sum(ItemRow.minutes))
            sums = sums.where(ItemRow.part_of == "").group_by(ItemRow.meeting_id)
            items = {meeting_id: (many, minutes) for meeting_id, many, minutes in session.exec(sums)}
            about = (
                select(ItemRow.meeting_id, func.count(func.distinct(ItemStudent.student_id)))
                .join(ItemStudent, col(ItemStudent.item_id) == ItemRow.id)
                .group_by(ItemRow.meeting_id)
            )
            pupils = dict(session.exec(about).all())
        return tuple(
            _head(row, kinds[row.kind_id], items.get(row.id, (0, 0)), pupils.get(row.id, 0)) for row in rows
        )

    def all(self) -> tuple[Meeting, ...]:
        """Every meeting with its items, the latest first: for exports; lists show `heads`."""
        with self.desk.reading() as session:
            rows = session.exec(
                select(MeetingRow).order_by(col(MeetingRow.day).desc(), col(MeetingRow.start).desc())
            )
            return tuple(read_meeting(session, row) for row in rows.all())

    def get(self, meeting_id: str) -> Meeting:
        """One meeting with its items; NotFound when it is gone."""
        with self.desk.reading() as session:
            return read_meeting(session, row_of(session, meeting_id))

    @remembered
    def running(self) -> Meeting | None:
        """The meeting that runs (or is paused) now."""
        return self._first(col(MeetingRow.state).in_(RUNNING), newest=True)

    def next(self) -> Meeting | None:
        """The first planned meeting from today on."""
        return self._first(MeetingRow.state == PLANNED, MeetingRow.day >= self.desk.today(), newest=False)

    def last(self) -> Meeting | None:
        """The last meeting that was closed."""
        return self._first(col(MeetingRow.state).in_(HELD), newest=True)

    def on(self, day: date) -> Meeting | None:
        """The meeting of that day."""
        return self._first(MeetingRow.day == day, newest=True)

    def after(self, meeting: Meeting) -> Meeting | None:
        """The planned meeting of the same kind that follows."""
        return self._first(
            MeetingRow.kind_id == meeting.kind.id,
            MeetingRow.day > meeting.day,
            MeetingRow.state == PLANNED,
            newest=False,
        )

    def before(self, meeting: Meeting) -> Meeting | None:
        """The closed meeting of the same kind before this one."""
        return self._first(
            MeetingRow.kind_id == meeting.kind.id, MeetingRow.day < meeting.day,
            col(MeetingRow.state).in_(HELD), newest=True,
        )  # fmt: skip

    def _first(self, *where: object, newest: bool) -> Meeting | None:
        order = col(MeetingRow.day).desc() if newest else col(MeetingRow.day)
        with self.desk.reading() as session:
            row = session.exec(select(MeetingRow).where(*where).order_by(order)).first()  # type: ignore[arg-type]
            return read_meeting(session, row) if row else None

    # --- planning

    def plan(
        self,
        kind_id: str,
        day: date,
        *,
        start: time | None = None,
        minutes: int | None = None,
        place: str = "",
    ) -> str:
        """Plans a meeting of a kind with its fixed items; gives its id."""
        with self.desk.writing("overleg plannen") as session:
            kind = session.get(MeetingKindRow, kind_id)
            if kind is None:
                raise RuleError("Kies eerst een soort overleg.")
            meeting_id = new_id()
            session.add(
                MeetingRow(
                    id=meeting_id, kind_id=kind_id, day=day, start=start or kind.start,
                    minutes=minutes or kind.minutes, place=place,
                )
            )  # fmt: skip
            session.add_all(_fixed_items(meeting_id, kind))
            return meeting_id

    def edit(self, meeting_id: str, *, day: date, start: time, minutes: int, place: str) -> None:
        """Changes day, time, length (minutes) and place of a meeting that is not closed."""
        with self.desk.writing("overleg wijzigen") as session:
            row = not_adopted(session, meeting_id)
            row.day, row.start, row.minutes, row.place = day, start, minutes, place

    def remove(self, meeting_id: str) -> None:
        """Takes a planned meeting away with its agenda; a meeting that was held stays."""
        with self.desk.writing("overleg weghalen") as session:
            row = row_of(session, meeting_id)
            if row.state != PLANNED:
                raise RuleError("Dit overleg is al begonnen; het blijft bewaard.")
            for item in session.exec(select(ItemRow).where(ItemRow.meeting_id == meeting_id)):
                delete_item(session, item)
            session.delete(row)

    def remove_kind(self, kind_id: str) -> None:
        """Takes a kind of meeting away; one that was used stays, its meetings need it."""
        with self.desk.writing("soort overleg weghalen") as session:
            if session.exec(select(MeetingRow.id).where(MeetingRow.kind_id == kind_id)).first():
                raise RuleError(
                    "Er zijn overleggen van deze soort. Die houden hem nodig; je kunt hem wel wijzigen."
                )
            row = session.get(MeetingKindRow, kind_id)
            if row is not None:
                session.delete(row)

    def last_of(self, kind_id: str) -> date | None:
        """The latest day on which a meeting of this kind was held or is planned."""
        with self.desk.reading() as session:
            query = select(col(MeetingRow.day)).where(MeetingRow.kind_id == kind_id)
            return session.exec(query.order_by(col(MeetingRow.day).desc())).first()

    # --- the agenda

    def add_item(
        self, meeting_id: str, *, kind: ItemKind, minutes: int, student_ids: Sequence[str] = (), title: str = "",
        class_name: str = "", request: str = "", carried_times: int = 0,
    ) -> str:  # fmt: skip
        """Puts an item on the agenda, before the closing ones; gives its id."""
        with self.desk.writing("agendapunt toevoegen") as session:
            not_adopted(session, meeting_id)
            row = ItemRow(
                id=new_id(), meeting_id=meeting_id, position=place_for_new(session, meeting_id),
                kind=kind.value, title=title, class_name=class_name, minutes=minutes, request=request,
                carried_times=carried_times,
            )  # fmt: skip
            session.add(row)
            set_students(session, row.id, student_ids)
            return row.id

    def add_proposals(self, meeting_id: str, proposals: Sequence[Proposal]) -> list[str]:
        """Puts proposed pupils on the agenda in one go, each with the minutes of its kind; gives the items' ids."""
        with self.desk.writing("voorstel overnemen") as session:
            meeting = not_adopted(session, meeting_id)
            kind = session.get(MeetingKindRow, meeting.kind_id)
            ids = []
            for proposal in proposals:
                row = ItemRow(
                    id=new_id(), meeting_id=meeting_id, position=place_for_new(session, meeting_id),
                    kind=proposal.kind.value, minutes=kind_of(kind).minutes_for(proposal.kind) if kind else 10,
                    carried_times=proposal.carried_times,
                )  # fmt: skip
                session.add(row)
                session.flush()
                set_students(session, row.id, [proposal.student.id])
                ids.append(row.id)
            return ids

    def edit_item(self, item_id: str, **fields: object) -> None:
        """Changes kind, minutes, request or title of an item."""
        with self.desk.writing("agendapunt wijzigen") as session:
            row = item_row(session, item_id)
            not_adopted(session, row.meeting_id)
            for name, value in fields.items():
                if name not in ("kind", "minutes", "request", "title", "class_name"):
                    raise ValueError(f"not editable: {name}")
                setattr(row, name, value.value if isinstance(value, ItemKind) else value)

    def set_students(self, item_id: str, student_ids: Sequence[str]) -> None:
        """Says which pupils an item is about."""
        with self.desk.writing("leerlingen bij het agendapunt") as session:
            set_students(session, item_id, student_ids)

    def move_item(self, item_id: str, by: int) -> None:
        """Moves an item up (-1) or down (+1)."""
        with self.desk.writing("agendapunt verplaatsen") as session:
            row = item_row(session, item_id)
            rows = list(item_rows(session, row.meeting_id))
            here = next(i for i, r in enumerate(rows) if r.id == item_id)
            there = here + by
            if 0 <= there < len(rows):
                rows[here].position, rows[there].position = rows[there].position, rows[here].position

    def remove_item(self, item_id: str) -> None:
        """Takes an item off the agenda; one with lines is refused."""
        with self.desk.writing("agendapunt weghalen") as session:
            row = item_row(session, item_id)
            if read_lines(session, [item_id]):
                raise RuleError("Bij dit punt staan al regels. Schuif het door of laat het staan.")
            delete_item(session, row)

    def proposals(self, meeting_id: str) -> tuple[Proposal, ...]:
        """Who belongs on this agenda and is not on it yet, with the reason (domain/agenda.py)."""
        with self.desk.reading() as session:
            meeting = row_of(session, meeting_id)
            taken = {s.id for item in read_items(session, meeting_id) for s in item.students}
            candidates = [c for c in _candidates(session, meeting) if c.student.id not in taken]
        return propose(candidates, meeting.day, self.desk.today())


def _head(row: MeetingRow, kind: MeetingKind, items: tuple[int, int], students: int) -> MeetingHead:
    return MeetingHead(
        row.id, kind, row.day, row.start, row.minutes, row.place, MeetingState(row.state), row.adopted_on,
        points=items[0], planned_minutes=items[1], students=students,
    )  # fmt: skip


def _fixed_items(meeting_id: str, kind: MeetingKindRow) -> list[ItemRow]:
    ordered = sorted(kind_of(kind).fixed, key=lambda f: f.last)
    return [
        ItemRow(
            meeting_id=meeting_id, position=i + (CLOSING if f.last else 0), title=f.title, minutes=f.minutes,
            fixed=True,
        )
        for i, f in enumerate(ordered)
    ]  # fmt: skip


def _candidates(session: Session, meeting: MeetingRow) -> list[Candidate]:
    cases = session.exec(select(CaseTable).where(col(CaseTable.closed_on).is_(None))).all()
    ids = [c.student_id for c in cases]
    students = students_by_id(session, ids)
    open_actions = [a for a in read_actions(session, of_students(ids)) if a.state is ActionState.OPEN]
    by_student: dict[str, list[Action]] = {}
    for action in open_actions:
        for student in action.students:
            by_student.setdefault(student.id, []).append(action)
    discussed = last_discussed(session)
    carried = _carried(session, meeting)
    evaluations: dict[str, tuple[date, ...]] = {}
    for support in read_supports(session, ids):
        if support.to_evaluate and support.evaluate_on:
            evaluations[support.student_id] = (*evaluations.get(support.student_id, ()), support.evaluate_on)
    direct = set(session.exec(select(SignalRow.case_id).where(SignalRow.triage == Triage.DIRECT.value)))
    return [
        Candidate(
            student=students[c.student_id], case_id=c.id, status=CaseStatus(c.status).value, question=c.question,
            carried_on=carried.get(c.student_id, (None, 0))[0], carried_times=carried.get(c.student_id, (None, 0))[1],
            last_discussed=discussed.get(c.id), opened_on=c.opened_on, direct=c.id in direct,
            actions=tuple(by_student.get(c.student_id, ())), evaluations=evaluations.get(c.student_id, ()),
        )
        for c in cases
    ]  # fmt: skip


def _carried(session: Session, meeting: MeetingRow) -> dict[str, tuple[date, int]]:
    """Who was put off at an earlier meeting and not on an agenda since: the day, and how often in a row."""
    query = (
        select(col(ItemStudent.student_id), col(MeetingRow.day), ItemRow)
        .join(ItemRow, col(ItemRow.id) == ItemStudent.item_id)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
        .where(MeetingRow.id != meeting.id, MeetingRow.day <= meeting.day)
        .order_by(col(MeetingRow.day), col(ItemRow.position))
    )
    last = {student: (day, item) for student, day, item in session.exec(query)}
    return {
        student: (day, item.carried_times + 1)
        for student, (day, item) in last.items()
        if item.state == ItemState.CARRIED.value
    }


def item_of(session: Session, item_id: str) -> Item:
    """One item as plain data."""
    row = item_row(session, item_id)
    return next(item for item in read_items(session, row.meeting_id) if item.id == item_id)
