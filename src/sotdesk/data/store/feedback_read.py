"""Reads one meeting with its people as the basis of its feedback; no rule of who reads what."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from sotdesk.data.store.consents import consent_of
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.meeting_read import read_lines, read_meeting, row_of
from sotdesk.data.store.report import everyone, known_names, stretches_of
from sotdesk.data.store.school import school_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.cases import CaseTable, ReferralRow, TriedRow
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.tables.feedback import ToldRow
from sotdesk.data.tables.meetings import ItemRow
from sotdesk.data.tables.people import GuardianRow
from sotdesk.data.tables.school import Setting
from sotdesk.domain.cases import Guardian, Tried
from sotdesk.domain.consents import Consent, ConsentState
from sotdesk.domain.contacts import Contact
from sotdesk.domain.errors import RuleError
from sotdesk.domain.feedback import Told
from sotdesk.domain.feedback_basis import Basis, CaseFacts
from sotdesk.domain.feedback_profiles import profiles
from sotdesk.domain.meetings import Line, Meeting, MeetingState
from sotdesk.domain.text import fold

PROFILES = "feedback.profiles"
"""The setting in which a school changes who reads what."""


def basis_of(session: Session, meeting_id: str, now: datetime, *, texts: bool = True) -> Basis:
    """All that the feedback of a meeting is made of. RuleError when it was not held yet.

    Without `texts` only what counting asks: of the pupils just those of this meeting, and no names to leave alone.
    """
    meeting = read_meeting(session, row_of(session, meeting_id))
    if meeting.state is MeetingState.PLANNED:
        raise RuleError("Dit overleg is nog niet gehouden; er is nog niets terug te koppelen.")
    contacts, lines = all_contacts(session), read_lines(session, [item.id for item in meeting.items])
    pupils = everyone(session) if texts else tuple(students_by_id(session, _spoken(meeting, lines)).values())
    return Basis(
        meeting=meeting, lines=lines, now=now,
        school=school_of(session), contacts=contacts, profiles=profiles(_changes(session)),
        guardians=_guardians(session, meeting, lines), stretches=stretches_of(session, meeting.id),
        everyone=pupils, known_names=known_names(session) if texts else (), cases=_cases(session, meeting),
        grounds=grounds_of(session, meeting, contacts), anonymous=_anonymous(session, meeting.id),
        told=told_of(session, meeting.id),
    )  # fmt: skip


def _changes(session: Session) -> dict[str, dict[str, object]]:
    row = session.get(Setting, PROFILES)
    found = json.loads(row.value) if row else {}
    return found if isinstance(found, dict) else {}


def _spoken(meeting: Meeting, lines: Sequence[Line]) -> set[str]:
    """The pupils that an item or a line is about."""
    items = {student.id for item in meeting.items for student in item.students}
    return items | {student_id for line in lines for student_id in line.student_ids}


def _guardians(session: Session, meeting: Meeting, lines: Sequence[Line]) -> dict[str, tuple[Guardian, ...]]:
    found: dict[str, tuple[Guardian, ...]] = {}
    query = select(GuardianRow).where(col(GuardianRow.student_id).in_(_spoken(meeting, lines)))
    for row in session.exec(query.order_by(col(GuardianRow.name))):
        guardian = Guardian(
            row.id, row.name, row.relation, row.authority, row.language, row.interpreter, row.phone
        )
        found[row.student_id] = (*found.get(row.student_id, ()), guardian)
    return found


def _cases(session: Session, meeting: Meeting) -> dict[str, CaseFacts]:
    """The case of each pupil that his item is about, with what was tried before its last aanmelding."""
    pairs = {c: s.id for i in meeting.items for s, c in zip(i.students, i.case_ids, strict=True) if c}
    rows = session.exec(select(CaseTable).where(col(CaseTable.id).in_(pairs))).all()
    tried = _tried(session, list(pairs))
    return {
        pairs[row.id]: CaseFacts(row.question, row.question_by, row.status, tried.get(row.id, ()))
        for row in rows
    }


def _tried(session: Session, case_ids: list[str]) -> dict[str, tuple[Tried, ...]]:
    query = select(ReferralRow).where(col(ReferralRow.case_id).in_(case_ids)).order_by(col(ReferralRow.day))
    last = {row.case_id: row.id for row in session.exec(query)}
    rows = session.exec(
        select(TriedRow).where(col(TriedRow.referral_id).in_(last.values())).order_by(col(TriedRow.position))
    ).all()
    return {
        case_id: tuple(Tried(row.what, row.effect) for row in rows if row.referral_id == referral)
        for case_id, referral in last.items()
    }


def _anonymous(session: Session, meeting_id: str) -> frozenset[str]:
    query = select(ItemRow.id).where(ItemRow.meeting_id == meeting_id, col(ItemRow.anonymous))
    return frozenset(session.exec(query))


def told_of(session: Session, meeting_id: str) -> dict[tuple[str, str], Told]:
    """Who was told, and what was entered, after a meeting."""
    rows = session.exec(select(ToldRow).where(ToldRow.meeting_id == meeting_id))
    return {(row.recipient, row.student_id): Told(row.way, row.at, row.label) for row in rows}


def grounds_of(session: Session, meeting: Meeting, contacts: Sequence[Contact]) -> frozenset[tuple[str, str]]:
    """(pupil, recipient) with a consent that holds on the day of the meeting, by name, role or organisation.

    What was said last counts: a refusal or a withdrawal ends what was given before it, a question does not. From his
    16th birthday on the pupil is asked himself.
    """
    rows = session.exec(
        select(ConsentRow).where(ConsentRow.state != ConsentState.ASKED.value).order_by(col(ConsentRow.at))
    ).all()
    born = {key: one.birth_date for key, one in students_by_id(session, [r.student_id for r in rows]).items()}
    last: dict[tuple[str, str], Consent] = {}
    for row in rows:
        for contact in contacts:
            if row.contact_id == contact.id or _receives(row, contact):
                last[row.student_id, f"contact:{contact.id}"] = consent_of(row)
    return frozenset(
        key
        for key, said in last.items()
        if said.holds(meeting.day) and not said.asks_again(born.get(key[0]), meeting.day)
    )


def _receives(row: ConsentRow, contact: Contact) -> bool:
    words = {fold(contact.name), fold(contact.organisation), fold(contact.label)}
    words |= {fold(word) for role in contact.roles for word in (role.code, role.name, role.words)}
    words.discard("")
    return not words.isdisjoint({fold(row.receiver), fold(row.receiver_role)})
