"""A pupil's file as the card shows it: his head, his case with its aanmelding, his gaps and his timeline."""

from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from sotdesk.data.store.absence import absence_entries
from sotdesk.data.store.actions import of_students, read_actions
from sotdesk.data.store.acute import read_cards
from sotdesk.data.store.candidates_read import candidate_entries
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.exchanges import exchange_entries
from sotdesk.data.store.handed import handed_entries
from sotdesk.data.store.handover_entries import handover_entries
from sotdesk.data.store.kwadrant_entries import kwadrant_entries
from sotdesk.data.store.line_entries import line_entries, made_entries, moment_entries, who_said
from sotdesk.data.store.rights_read import rights_entries
from sotdesk.data.store.school import school_of
from sotdesk.data.store.students import guardians_of, siblings_of, students_by_id
from sotdesk.data.store.support_read import read_supports
from sotdesk.data.store.told_entries import told_entries
from sotdesk.data.tables.cases import CaseEvent, CaseTable, ReferralRow, SignalRow, TriedRow
from sotdesk.domain.actions import Action
from sotdesk.domain.acute import timeline_words
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import (
    TRIAGE_WORDS,
    CaseFile,
    CaseStatus,
    Entry,
    Gap,
    Referral,
    Regie,
    Triage,
    Tried,
)
from sotdesk.domain.contacts import who_fits
from sotdesk.domain.errors import NotFound
from sotdesk.domain.mentor_names import mentor_names
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.domain.students import Student
from sotdesk.domain.support_words import support_entries, with_measures
from sotdesk.domain.timeline import newest_first

SIGNAL = (
    SignalRow.id, SignalRow.seen_on, SignalRow.by, SignalRow.text, SignalRow.noted_at, SignalRow.triage,
    SignalRow.triage_note,
)  # fmt: skip
"""Bare columns: a file of five hundred entries is read in half the time that whole rows take."""


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
    actions = read_actions(session, of_students([row.student_id]))
    return CaseFile(
        id=row.id, student=student,
        status=CaseStatus(row.status), level=row.level, holder=row.holder, question=row.question,
        question_by=row.question_by, request=row.request, what_works=row.what_works,
        confidentiality=row.confidentiality, opened_on=row.opened_on, closed_on=row.closed_on,
        close_reason=row.close_reason, close_result=row.close_result, referral=_referral(session, case_id),
        gaps=_gaps(events), timeline=_timeline(session, row.student_id, case_id, events, actions),
        mentors=_mentors(session, student), guardians=guardians_of(session, row.student_id),
        siblings=siblings_of(session, row.student_id), regie=Regie(row.regie, row.regie_person, row.regie_since),
        actions=actions,
    )  # fmt: skip


def read_pupil(session: Session, student: Student) -> PupilFile:
    """What is known of a pupil without a case."""
    actions = read_actions(session, of_students([student.id]))
    return PupilFile(
        student=student, timeline=_timeline(session, student.id, "", (), actions), actions=actions,
        mentors=_mentors(session, student),
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
    session: Session, student_id: str, case_id: str, events: Iterable[CaseEvent], made: Iterable[Action]
) -> tuple[Entry, ...]:
    found = [Entry(e.id, e.day, e.kind, e.text, at=e.at) for e in events]
    found += _signals(session, student_id)
    found += _referrals(session, case_id) if case_id else []
    actions = {a.id: a for a in made}
    found += line_entries(session, student_id, actions)
    found += moment_entries(session, student_id, actions)
    found += [
        Entry(
            c.id, c.opened_at.astimezone().date(), "acuut", timeline_words(c), audience=Audience.OWN.value, ref=c.id,
            at=c.opened_at,
        )
        for c in read_cards(session, student_id)
    ]  # fmt: skip
    found += told_entries(session, student_id)
    found += handed_entries(session, student_id)
    found += handover_entries(session, student_id)
    found += made_entries(actions.values())
    found += absence_entries(session, student_id)
    found += exchange_entries(session, student_id)
    found += candidate_entries(session, student_id)
    found += rights_entries(session, student_id)
    found += kwadrant_entries(session, student_id)
    supports = read_supports(session, [student_id])
    found = [*with_measures(found, supports), *support_entries(supports)]
    return newest_first(found)


def _signals(session: Session, student_id: str) -> list[Entry]:
    rows = session.execute(columns(*map(col, SIGNAL)).where(col(SignalRow.student_id) == student_id))
    return [
        Entry(
            r.id, r.seen_on, "signaal", who_said(r.by, r.text), at=r.noted_at, ref=r.id,
            mark=TRIAGE_WORDS[Triage(r.triage)] + (f": {r.triage_note}" if r.triage_note else ""),
        )
        for r in rows
    ]  # fmt: skip


def _referrals(session: Session, case_id: str) -> list[Entry]:
    rows = session.exec(select(ReferralRow).where(ReferralRow.case_id == case_id))
    return [Entry(r.id, r.day, "aanmelding", r.request or r.question, ref=r.id) for r in rows]
