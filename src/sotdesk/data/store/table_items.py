"""Items at the table: put off and taken up, split, one talk about several pupils, a pupil added on the spot."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.carrying import carry_item, stays_after_all
from sotdesk.data.store.case_opening import case_for_signal
from sotdesk.data.store.clocks import stop_clock
from sotdesk.data.store.item_rows import (
    copy_students,
    item_rows,
    make_room,
    place_for_new,
    set_students,
    students_of,
)
from sotdesk.data.store.meeting_read import item_row, row_of
from sotdesk.data.store.meetings_after import not_adopted
from sotdesk.data.store.presence import end_visits
from sotdesk.data.store.repointing import repoint
from sotdesk.data.store.school import kind_of
from sotdesk.data.store.students import add_newcomer
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meetings import ItemAway, ItemRow, ItemStudent, LineRow, MeetingRow, Stretch
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.agenda import usual_kind
from sotdesk.domain.capture_pupils import Newcomer
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meetings import ItemState, MeetingState

OPEN, BUSY, DISCUSSED = ItemState.OPEN.value, ItemState.BUSY.value, ItemState.DISCUSSED.value
HAPPENING = (MeetingState.RUNNING.value, MeetingState.PAUSED.value)


class TableItems(Part):
    """Agendapunten aan tafel."""

    # --- put off, dropped, taken up

    def carry(self, item_id: str, to: date | None = None) -> None:
        """Puts an item off (doorschuiven) to the next meeting, on whose agenda it stands from now on."""
        with self.desk.writing("doorschuiven") as session:
            row = item_row(session, item_id)
            self._let_go(session, row)
            carry_item(session, row, to)

    def drop(self, item_id: str) -> None:
        """Takes an item off without discussing it."""
        with self.desk.writing("agendapunt laten vervallen") as session:
            row = item_row(session, item_id)
            self._let_go(session, row)
            row.state = ItemState.DROPPED.value

    def take_up(self, item_id: str) -> None:
        """An item that was put off or dropped is open again; one that was spoken of counts as discussed."""
        with self.desk.writing("agendapunt weer open") as session:
            row = item_row(session, item_id)
            row.state = DISCUSSED if _spoken(session, item_id) else OPEN
            stays_after_all(session, row)

    def _let_go(self, session: Session, item: ItemRow) -> None:
        """An item that is put off or dropped takes no more time, and its guests leave."""
        if item.state == BUSY:
            stop_clock(session, item.meeting_id, self.desk.now())
            end_visits(session, item.meeting_id, self.desk.now())

    # --- parts

    def split(self, item_id: str) -> str:
        """A new part of the item behind it, with its own attendance: the guests of the first part have left.

        Its clock starts with its first line. Gives its id; a part that waits for its first line is given again.
        RuleError for an item that is not about anyone, or was not begun.
        """
        with self.desk.writing("agendapunt splitsen") as session:
            row = item_row(session, item_id)
            meeting = _happening(session, row.meeting_id)
            if not row.class_name and not students_of(session, row.id):
                raise RuleError("Alleen een punt over een leerling of klas kun je splitsen.")
            root = row.part_of or row.id
            group = [each for each in item_rows(session, meeting.id) if root in (each.id, each.part_of)]
            part = next((each for each in group if each.part_of and not _begun(session, each)), None)
            if part is None:
                if not _begun(session, row):
                    raise RuleError("Dit punt is nog niet begonnen: er valt nog niets te splitsen.")
                part = _new_part(session, row, root, group[-1].position + 1)
            if any(each.state == BUSY for each in group):
                end_visits(session, meeting.id, self.desk.now())
            meeting.current_item = part.id
            return part.id

    # --- several pupils in one talk

    def together(self, item_id: str, student_ids: Sequence[str]) -> tuple[str, ...]:
        """Makes the item one talk about these pupils besides its own; gives the items that went into it.

        A pupil's own item, with its lines, time and agreements, becomes part of this one; each line stays in the
        file where it stood. An item that is split, or that is about others too, stays as it is.
        """
        with self.desk.writing("één gesprek over meer leerlingen") as session:
            row = item_row(session, item_id)
            meeting = not_adopted(session, row.meeting_id)
            mine = [link.student_id for link in students_of(session, row.id)]
            wanted = list(dict.fromkeys((*mine, *student_ids)))
            if not mine or len(wanted) == len(mine):
                raise RuleError("Kies bij een punt over een leerling nog een andere leerling.")
            gone = [each for each in item_rows(session, meeting.id) if _goes_into(session, each, row, wanted)]
            set_students(session, row.id, wanted)
            for each in gone:
                _absorb(session, each, row)
            if meeting.current_item in {each.id for each in gone}:
                meeting.current_item = row.id
            return tuple(each.id for each in gone)

    # --- a pupil on the spot

    def add_pupil(self, meeting_id: str, new: Newcomer) -> str:
        """Puts a pupil on the agenda who was not expected, before the closing items; gives his item's id.

        Who is not known yet is made, voorlopig until an import brings his number. He has an open case from now
        (status signaal when it is new). All of it is one step to undo.
        """
        with self.desk.writing(f"{new.label} op de agenda") as session:
            meeting = not_adopted(session, meeting_id)
            student_id = new.known.id if new.known else add_newcomer(session, new)
            case = case_for_signal(session, student_id, self.desk.today(), self.desk.now())
            kind, about = session.get(MeetingKindRow, meeting.kind_id), usual_kind(case.status)
            row = ItemRow(
                id=new_id(), meeting_id=meeting_id, position=place_for_new(session, meeting_id), kind=about.value,
                minutes=kind_of(kind).minutes_for(about) if kind else 10,
            )  # fmt: skip
            session.add(row)
            session.flush()
            set_students(session, row.id, [student_id])
            meeting.current_item = row.id
            return row.id


def _happening(session: Session, meeting_id: str) -> MeetingRow:
    meeting = row_of(session, meeting_id)
    if meeting.state not in HAPPENING:
        raise RuleError("Dat kan alleen terwijl het overleg loopt.")
    return meeting


def _lines(session: Session, row: ItemRow) -> Sequence[LineRow]:
    query = select(LineRow).where(LineRow.item_id == row.id)
    return session.exec(query.order_by(col(LineRow.position))).all()


def _spoken(session: Session, item_id: str) -> bool:
    return session.exec(select(Stretch.id).where(Stretch.item_id == item_id)).first() is not None


def _begun(session: Session, row: ItemRow) -> bool:
    """Whether its clock ever ran, or a line stands there."""
    lines = session.exec(select(LineRow.id).where(LineRow.item_id == row.id)).first()
    return lines is not None or _spoken(session, row.id)


def _new_part(session: Session, row: ItemRow, root: str, position: int) -> ItemRow:
    """The rows of a part: the same pupils, and who has no ground to hear it is not there either."""
    make_room(session, row.meeting_id, position)
    part = ItemRow(
        id=new_id(), meeting_id=row.meeting_id, position=position, kind=row.kind, title=row.title,
        class_name=row.class_name, minutes=0, request=row.request, part_of=root, anonymous=row.anonymous,
    )  # fmt: skip
    session.add(part)
    session.flush()
    copy_students(session, row.id, part.id)
    for away in session.exec(select(ItemAway).where(ItemAway.item_id == row.id)).all():
        session.add(ItemAway(item_id=part.id, contact_id=away.contact_id, label=away.label, since=away.since))
    return part


def _goes_into(session: Session, each: ItemRow, into: ItemRow, students: Sequence[str]) -> bool:
    """Whether an item is about pupils of this talk only, and is whole."""
    if each.id == into.id or each.part_of or each.fixed:
        return False
    about = {link.student_id for link in students_of(session, each.id)}
    parts = session.exec(select(ItemRow.id).where(ItemRow.part_of == each.id)).first()
    return bool(about) and about <= set(students) and parts is None


def _absorb(session: Session, gone: ItemRow, into: ItemRow) -> None:
    """One item becomes part of another: lines in the order of time, its clock, its minutes and its question."""
    stays_after_all(session, gone)
    for link in students_of(session, gone.id):
        session.delete(link)
    lines = [*_lines(session, into), *_lines(session, gone)]
    for position, line in enumerate(sorted(lines, key=lambda line: line.at)):
        line.position = position
    repoint(session, "item_id", gone.id, into.id, but=(ItemStudent,))
    into.minutes += gone.minutes
    into.request = " · ".join(dict.fromkeys(filter(None, (into.request, gone.request))))
    into.carried_times = max(into.carried_times, gone.carried_times)
    if BUSY in (into.state, gone.state):
        into.state = BUSY
    elif DISCUSSED in (into.state, gone.state):
        into.state = DISCUSSED
    session.delete(gone)
