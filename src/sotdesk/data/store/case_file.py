"""One case as the card shows it: its head, its aanmelding, its gaps and its timeline, newest first."""

from datetime import date, datetime
from itertools import pairwise

from sqlmodel import Session, col, select

from sotdesk.data.store.students import guardians_of, siblings_of, students_by_id
from sotdesk.data.tables.actions import ActionDoer, ActionRow, ActionStudent
from sotdesk.data.tables.cases import CaseEvent, CaseTable, ReferralRow, SignalRow, TriedRow
from sotdesk.data.tables.meetings import ItemRow, LineRow, LineStudent, MeetingRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.cases import TRIAGE_WORDS, CaseFile, CaseStatus, Entry, Gap, Referral, Triage, Tried
from sotdesk.domain.errors import NotFound


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
    return CaseFile(
        id=row.id, student=students_by_id(session, [row.student_id])[row.student_id],
        status=CaseStatus(row.status), level=row.level, holder=row.holder, question=row.question,
        question_by=row.question_by, request=row.request, what_works=row.what_works,
        confidentiality=row.confidentiality, opened_on=row.opened_on, closed_on=row.closed_on,
        close_reason=row.close_reason, close_result=row.close_result, referral=_referral(session, case_id),
        gaps=_gaps(events), timeline=_timeline(session, row, events),
        guardians=guardians_of(session, row.student_id), siblings=siblings_of(session, row.student_id),
    )  # fmt: skip


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


def _timeline(session: Session, case: CaseTable, events: list[CaseEvent]) -> tuple[Entry, ...]:
    found = [Entry(e.id, e.day, e.kind, e.text, at=e.at) for e in events if e.kind != "status"]
    found += [Entry(e.id, e.day, "status", e.text, at=e.at) for e in events if e.kind == "status"]
    found += _signals(session, case)
    found += _referrals(session, case.id)
    found += _lines(session, case.student_id)
    found += _settled(session, case.id)
    return tuple(sorted(found, key=_newest_first, reverse=True))


def _newest_first(entry: Entry) -> tuple[date, float]:
    return entry.day, entry.at.timestamp() if isinstance(entry.at, datetime) else 0.0


def _signals(session: Session, case: CaseTable) -> list[Entry]:
    rows = session.exec(select(SignalRow).where(SignalRow.student_id == case.student_id))
    return [
        Entry(
            r.id, r.seen_on, "signaal", f"{r.by}: {r.text}" if r.by else r.text, at=r.noted_at, ref=r.id,
            mark="" if r.triage == Triage.OPEN.value else TRIAGE_WORDS[Triage(r.triage)],
        )
        for r in rows
    ]  # fmt: skip


def _referrals(session: Session, case_id: str) -> list[Entry]:
    rows = session.exec(select(ReferralRow).where(ReferralRow.case_id == case_id))
    return [Entry(r.id, r.day, "aanmelding", r.request or r.question, ref=r.id) for r in rows]


def _lines(session: Session, student_id: str) -> list[Entry]:
    query = (
        select(LineRow, MeetingRow.day, MeetingKindRow.short)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
        .join(MeetingKindRow, col(MeetingKindRow.id) == MeetingRow.kind_id)
        .join(LineStudent, col(LineStudent.line_id) == LineRow.id)
        .where(LineStudent.student_id == student_id)
    )
    return [
        Entry(
            line.id, day, "overleg", f"{line.voice}: {line.text}" if line.voice else line.text,
            audience=line.audience, mark=line.kind, ref=line.item_id, at=line.at,
        )
        for line, day, short in session.exec(query)
        if short
    ]  # fmt: skip


def _settled(session: Session, case_id: str) -> list[Entry]:
    about = select(ActionStudent.action_id).where(ActionStudent.case_id == case_id)
    query = select(ActionRow).where(col(ActionRow.id).in_(about), col(ActionRow.settled_on).is_not(None))
    rows = session.exec(query).all()
    lead = select(ActionDoer).where(
        ActionDoer.position == 0, col(ActionDoer.action_id).in_([r.id for r in rows])
    )
    leads = {d.action_id: d.label for d in session.exec(lead)}
    return [
        Entry(
            r.id, r.settled_on or r.made_on, "afspraak", _told(leads.get(r.id, ""), r), mark=r.state,
            audience=r.audience, ref=r.id,
        )
        for r in rows
    ]  # fmt: skip


def _told(who: str, row: ActionRow) -> str:
    reason = f" ({row.reason})" if row.reason else ""
    return f"{f'{who}: ' if who else ''}{row.text} {row.state}{reason}"
