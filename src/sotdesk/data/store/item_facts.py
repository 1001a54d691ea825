"""What `uit:`, `ev:` and `toest:` work on at an item, read for the capture line (domain/item_facts.py)."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from sotdesk.data.store.actions import of_students
from sotdesk.data.store.meeting_read import item_row, row_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.store.support_read import read_supports
from sotdesk.data.tables.actions import ActionRow
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, MeetingRow
from sotdesk.data.tables.people import GuardianRow
from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.dates_show import show_date
from sotdesk.domain.evaluations import evaluated
from sotdesk.domain.item_facts import Evaluated, ItemFacts, Subject
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.outcomes import about_last_report

HELD = (MeetingState.CONCEPT.value, MeetingState.ADOPTED.value)
NOT_HERE = "vaststellen kan bij de opening of het punt over het verslag"


def facts_at(
    session: Session, item_id: str, today: date, *, following: date | None = None, about: str = ""
) -> ItemFacts:
    """All of it for one item; `about` is what a line which is being corrected was about."""
    item = item_row(session, item_id)
    query = select(ItemStudent.student_id).where(ItemStudent.item_id == item_id)
    ids = session.exec(query.order_by(col(ItemStudent.position))).all()
    students = students_by_id(session, ids)
    adopts, said = _report_before(session, item, today)
    return ItemFacts(
        subjects=tuple(Subject(i, students[i].first_name, students[i].age(today)) for i in ids),
        cases=_open_cases(session), evaluated=_evaluated(session, item, ids, today, about),
        adopts=adopts.day if adopts else None, said=said, following=following,
        no_authority=_without_authority(session, ids),
    )  # fmt: skip


def facts_outside(session: Session, student_id: str, today: date, about: str = "") -> ItemFacts:
    """The same for one pupil outside a meeting: each of his agreements with an evaluation date, and his measures."""
    student = students_by_id(session, [student_id])[student_id]
    query = of_students([student_id]).where(col(ActionRow.evaluate).is_not(None))
    return ItemFacts(
        subjects=(Subject(student_id, student.first_name, student.age(today)),), cases=_open_cases(session),
        evaluated=evaluated(
            map(_bare, session.exec(query)), today, about, read_supports(session, [student_id])
        ),
        no_authority=_without_authority(session, [student_id]),
    )  # fmt: skip


def report_to_adopt(session: Session, item: ItemRow, today: date) -> MeetingRow | None:
    """The report of the meeting before, when it is a concept and this item is where it is adopted."""
    return _report_before(session, item, today)[0]


def _report_before(session: Session, item: ItemRow, today: date) -> tuple[MeetingRow | None, str]:
    """The report that `uit: vastgesteld` adopts here, else why there is none, in Dutch."""
    about_pupil = session.exec(select(ItemStudent).where(ItemStudent.item_id == item.id)).first()
    if about_pupil is not None or item.class_name or not about_last_report(item.title):
        return None, NOT_HERE
    meeting = row_of(session, item.meeting_id)
    query = select(MeetingRow).where(
        MeetingRow.kind_id == meeting.kind_id, MeetingRow.day < meeting.day, col(MeetingRow.state).in_(HELD)
    )
    before = session.exec(query.order_by(col(MeetingRow.day).desc())).first()
    if before is None:
        return None, "er is nog geen verslag van een vorige keer"
    if before.state == MeetingState.ADOPTED.value:
        return None, f"het verslag van {show_date(before.day, today)} is al vastgesteld"
    return before, ""


def _open_cases(session: Session) -> dict[str, str]:
    query = select(CaseTable.student_id, CaseTable.status).where(col(CaseTable.closed_on).is_(None))
    return dict(session.exec(query).all())


def _evaluated(
    session: Session, item: ItemRow, student_ids: Sequence[str], today: date, about: str
) -> tuple[Evaluated, ...]:
    """Agreements of these pupils with an evaluation date, made before this meeting, and their measures."""
    if not student_ids:
        return ()
    here = select(ItemRow.id).where(ItemRow.meeting_id == item.meeting_id)
    query = of_students(student_ids).where(
        col(ActionRow.evaluate).is_not(None),
        or_(col(ActionRow.item_id).is_(None), col(ActionRow.item_id).not_in(here)),
    )
    return evaluated(map(_bare, session.exec(query)), today, about, read_supports(session, student_ids))


def _bare(row: ActionRow) -> Action:
    """An agreement without its people and moves: what an evaluation is about needs none of these."""
    return Action(
        row.id, row.text, (), ActionState(row.state), evaluate=row.evaluate, audience=row.audience,
        result=row.result, evaluated_for=row.evaluated_for,
    )  # fmt: skip


def _without_authority(session: Session, student_ids: Sequence[str]) -> frozenset[str]:
    """Parents without gezag, by the keys that the capture line knows them by."""
    query = select(GuardianRow.id).where(
        col(GuardianRow.student_id).in_(student_ids), col(GuardianRow.authority).is_(False)
    )
    return frozenset(f"role:{guardian_id}" for guardian_id in session.exec(query))
