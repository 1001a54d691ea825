"""A pupil's file as the card shows it: his head, his case with its aanmelding, his gaps and his timeline."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sqlmodel import Session, col, select

from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.school import school_of
from sotdesk.data.store.students import guardians_of, siblings_of, students_by_id
from sotdesk.data.tables.actions import ActionDoer, ActionRow, ActionStudent
from sotdesk.data.tables.cases import CaseEvent, CaseTable, ReferralRow, SignalRow, TriedRow
from sotdesk.data.tables.meetings import ItemRow, LineRow, LineStudent, MeetingRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.cases import TRIAGE_WORDS, CaseFile, CaseStatus, Entry, Gap, Referral, Triage, Tried
from sotdesk.domain.contacts import who_fits
from sotdesk.domain.errors import NotFound
from sotdesk.domain.mentor_names import mentor_names
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.domain.students import Student
from sotdesk.domain.timeline import newest_first

PASSING = (Kind.JOIN.value, Kind.LEAVE.value, Kind.COMPLETE.value, Kind.AGREED.value)
"""Lines that say who came and went, or what became of an older agreement: that one tells it itself."""


def read_case(session: Session, case_id: str) -> CaseFile:
    """The whole card; NotFound when the case is gone."""
    row = session.get(CaseTable, case_id)
    if row is None:
        raise NotFound("Deze casus is er niet (meer).")
    events = list(
        session.exec(
            select(CaseEvent)
            .where(CaseEvent.case_id == case_id)
            .order_by(col(CaseEvent.day), col(CaseEvent.at))
        )
    )
    student = students_by_id(session, [row.student_id])[row.student_id]
    return CaseFile(
        id=row.id, student=student,
        status=CaseStatus(row.status), level=row.level, holder=row.holder, question=row.question,
        question_by=row.question_by, request=row.request, what_works=row.what_works,
        confidentiality=row.confidentiality, opened_on=row.opened_on, closed_on=row.closed_on,
        close_reason=row.close_reason, close_result=row.close_result, referral=_referral(session, case_id),
        gaps=_gaps(events), timeline=_timeline(session, row.student_id, case_id, events),
        mentors=_mentors(session, student), guardians=guardians_of(session, row.student_id),
        siblings=siblings_of(session, row.student_id),
    )  # fmt: skip


def read_pupil(session: Session, student: Student) -> PupilFile:
    """What is known of a pupil without a case."""
    return PupilFile(
        student=student, timeline=_timeline(session, student.id, "", ()), mentors=_mentors(session, student),
        guardians=guardians_of(session, student.id), siblings=siblings_of(session, student.id),
    )  # fmt: skip


def _mentors(session: Session, student: Student) -> tuple[str, ...]:
    """The pupil's mentors by name; as the school's list says it when none of them is a contact."""
    found = who_fits("mentor", student, all_contacts(session), school_of(session).departments)
    return tuple(c.name for c in found) or mentor_names(student.mentor)


def _referral(session: Session, case_id: str) -> Referral | None:
    query = select(ReferralRow).where(ReferralRow.case_id == case_id).order_by(col(ReferralRow.day).desc())
    row = session.exec(query).first()
    if row is None:
        return None
    tried = session.exec(
        select(TriedRow).where(TriedRow.referral_id == row.id).order_by(col(TriedRow.position))
    )
    return Referral(
        on=row.day, by=row.by, question=row.question, question_by=row.question_by, request=row.request,
        tried=tuple(Tried(t.what, t.effect) for t in tried), parents_informed=row.parents_informed,
        parents_agreed=row.parents_agreed, student_informed=row.student_informed,
        student_agreed=row.student_agreed, id=row.id,
    )  # fmt: skip


def _gaps(events: list[CaseEvent]) -> tuple[Gap, ...]:
    turns = [e for e in events if e.kind in ("afgesloten", "heropend")]
    pairs = pairwise(turns)
    return tuple(Gap(a.day, b.day) for a, b in pairs if (a.kind, b.kind) == ("afgesloten", "heropend"))


def _timeline(
    session: Session, student_id: str, case_id: str, events: Iterable[CaseEvent]
) -> tuple[Entry, ...]:
    found = [Entry(e.id, e.day, e.kind, e.text, at=e.at) for e in events]
    found += _signals(session, student_id)
    found += _referrals(session, case_id) if case_id else []
    found += _lines(session, student_id)
    found += _settled(session, student_id)
    return newest_first(found)


def _signals(session: Session, student_id: str) -> list[Entry]:
    rows = session.exec(select(SignalRow).where(SignalRow.student_id == student_id))
    return [
        Entry(
            r.id, r.seen_on, "signaal", _said(r.by, r.text), at=r.noted_at, ref=r.id,
            mark=TRIAGE_WORDS[Triage(r.triage)] + (f": {r.triage_note}" if r.triage_note else ""),
        )
        for r in rows
    ]  # fmt: skip


def _referrals(session: Session, case_id: str) -> list[Entry]:
    rows = session.exec(select(ReferralRow).where(ReferralRow.case_id == case_id))
    return [Entry(r.id, r.day, "aanmelding", r.request or r.question, ref=r.id) for r in rows]


def _lines(session: Session, student_id: str) -> list[Entry]:
    query = (
        select(LineRow, MeetingRow, MeetingKindRow.short)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
        .join(MeetingKindRow, col(MeetingKindRow.id) == MeetingRow.kind_id)
        .join(LineStudent, col(LineStudent.line_id) == LineRow.id)
        .where(LineStudent.student_id == student_id, col(LineRow.kind).not_in(PASSING))
        .order_by(col(ItemRow.position), col(LineRow.position))
    )
    found = session.exec(query).all()
    leads = _leads(session, [line.action_id for line, _, _ in found if line.action_id])
    return [
        Entry(
            line.id, meeting.day, "overleg", _said(line.voice or leads.get(line.action_id or "", ""), line.text),
            audience=line.audience, mark=line.kind, ref=meeting.id, at=line.at, place=short,
        )
        for line, meeting, short in found
    ]  # fmt: skip


def _settled(session: Session, student_id: str) -> list[Entry]:
    about = select(ActionStudent.action_id).where(ActionStudent.student_id == student_id)
    query = select(ActionRow).where(col(ActionRow.id).in_(about), col(ActionRow.settled_on).is_not(None))
    rows = session.exec(query).all()
    leads = _leads(session, [r.id for r in rows])
    return [
        Entry(
            r.id, r.settled_on or r.made_on, "afspraak", _told(leads.get(r.id, ""), r), mark=r.state,
            audience=r.audience, ref=r.id,
        )
        for r in rows
    ]  # fmt: skip


def _leads(session: Session, action_ids: Sequence[str]) -> dict[str, str]:
    """Who leads each of these agreements."""
    query = select(ActionDoer).where(ActionDoer.position == 0, col(ActionDoer.action_id).in_(action_ids))
    return {d.action_id: d.label for d in session.exec(query)}


def _said(who: str, text: str) -> str:
    return f"{who}: {text}" if who else text


def _told(who: str, row: ActionRow) -> str:
    reason = f" ({row.reason})" if row.reason else ""
    return f"{_said(who, row.text)}{reason}"
