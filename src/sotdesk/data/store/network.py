"""The people around a pupil in the store: parents, siblings, partners, and when each was last spoken with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sqlmodel import Session, col, select

from sotdesk.data.store.actions import of_students, read_actions
from sotdesk.data.store.base import Part
from sotdesk.data.store.consents import known_needs, read_consents
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.effects import open_cases
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.school import school_of
from sotdesk.data.store.students import guardian_of, guardians_of, siblings_of, students_by_id
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.meetings import ItemRow, LineRow, LineStudent, MeetingRow
from sotdesk.data.tables.moments import MomentRow
from sotdesk.data.tables.network import InvolvedRow
from sotdesk.data.tables.people import GuardianRow, StudentRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact, role_kinds, who_fits
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.exchanges import holding_for
from sotdesk.domain.grounds import Need
from sotdesk.domain.mentor_names import mentor_names
from sotdesk.domain.network import (
    Network,
    Partner,
    Touch,
    last_touch,
    same_guardian,
    touched,
    words_of_contact,
    words_of_guardian,
)
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold, one_line

Kept = TypeVar("Kept")

GONE = "Deze persoon staat niet meer bij deze leerling."
DONE = "afspraak"
TALK = "gesprek"


class Networks(Part):
    """Betrokkenen."""

    def of_student(self, student_id: str) -> Network:
        """Everyone around a pupil; NotFound when he is gone."""
        with self.desk.reading() as session:
            student = students_by_id(session, [student_id]).get(student_id)
            if student is None:
                raise NotFound("Deze leerling staat niet (meer) in de kluis.")
            return network_of(session, student, self.desk.today())

    @remembered
    def ungrounded(self, student_id: str) -> tuple[str, ...]:
        """Who is involved while his role asks consent or another ground, and none holds: by his short label."""
        with self.desk.reading() as session:
            if not session.exec(select(InvolvedRow.id).where(InvolvedRow.student_id == student_id)).first():
                return ()
            student = students_by_id(session, [student_id])[student_id]
            contacts = {contact.id: contact for contact in all_contacts(session)}
            partners = _partners(session, student, contacts, (), self.desk.today())
        return tuple(partner.label.split(" (")[0] for partner in partners if partner.ungrounded)

    # --- parents

    def save_guardian(self, student_id: str, guardian: Guardian, *, siblings_too: bool = False) -> None:
        """Adds or changes a parent; with `siblings_too` the same parent of his siblings as well. RuleError without
        a name and without what he is."""
        made = replace(guardian, name=one_line(guardian.name), relation=one_line(guardian.relation))
        if not made.name and not made.relation:
            raise RuleError("Vul een naam in, of wat diegene is: moeder, oom, voogd.")
        with self.desk.writing("ouder of verzorger") as session:
            row = session.get(GuardianRow, made.id) if made.id else None
            before = guardian_of(row) if row else made
            _write(session, student_id, made)
            if siblings_too:
                for sibling in siblings_of(session, student_id):
                    theirs = guardians_of(session, sibling.id)
                    same = next(
                        (g for g in theirs if same_guardian(g, before) or same_guardian(g, made)), None
                    )
                    _write(session, sibling.id, replace(made, id=same.id if same else ""))

    def remove_guardian(self, guardian_id: str) -> None:
        """Takes a parent away from this pupil; of his siblings he stays."""
        with self.desk.writing("ouder of verzorger weg") as session:
            session.delete(_found(session.get(GuardianRow, guardian_id)))

    # --- siblings

    def link(self, student_id: str, sibling_id: str, *, share_parents: bool = False) -> None:
        """These two are siblings, with everyone who was a sibling of either; parents only when she says so."""
        if student_id == sibling_id:
            raise RuleError("Dit is de leerling zelf. Kies een broer of zus.")
        with self.desk.writing("broer of zus") as session:
            pair = [_found(session.get(StudentRow, key)) for key in (student_id, sibling_id)]
            family, old = new_id(), {row.family for row in pair if row.family}
            others = session.exec(select(StudentRow).where(col(StudentRow.family).in_(old))).all()
            for row in (*pair, *others):
                row.family = family
            if share_parents:
                for mine, other in ((student_id, sibling_id), (sibling_id, student_id)):
                    _share(session, mine, other)

    def unlink(self, sibling_id: str) -> None:
        """This pupil is no sibling of the others any more; one who is left alone has no family."""
        with self.desk.writing("geen broer of zus") as session:
            row = _found(session.get(StudentRow, sibling_id))
            family, row.family = row.family, ""
            left = session.exec(
                select(StudentRow).where(StudentRow.family == family, StudentRow.id != row.id)
            ).all()
            if family and len(left) == 1:
                left[0].family = ""

    # --- partners

    def save_partner(self, student_id: str, partner: Partner) -> str:
        """Adds or changes someone who is involved, and gives his id. RuleError without a name."""
        label = one_line(partner.label)
        if not label:
            raise RuleError("Wie is het? Een naam of een rol is genoeg.")
        if partner.since and partner.until and partner.until < partner.since:
            raise RuleError("De laatste dag ligt voor de eerste.")
        with self.desk.writing("betrokkene") as session:
            row = _found(session.get(InvolvedRow, partner.id)) if partner.id else None
            row = row or InvolvedRow(id=new_id(), student_id=student_id, label=label)
            contact = _called(all_contacts(session), label)
            row.label, row.contact_id = (contact.label, contact.id) if contact else (label, None)
            row.role, row.organisation = one_line(partner.role), one_line(partner.organisation)
            row.phone, row.note = one_line(partner.phone), one_line(partner.note)
            row.since, row.until = partner.since, partner.until
            row.kept_by = one_line(partner.kept_by)
            session.add(row)
            return row.id

    def remove_partner(self, partner_id: str) -> None:
        """Takes someone out of the list: it was a mistake. Who stopped keeps his row, with the last day."""
        with self.desk.writing("betrokkene weg") as session:
            session.delete(_found(session.get(InvolvedRow, partner_id)))


# --- reading


def network_of(session: Session, student: Student, today: date) -> Network:
    """Everyone around a pupil."""
    contacts = {contact.id: contact for contact in all_contacts(session)}
    actions = read_actions(session, of_students([student.id]))
    touches = [*_said(session, student.id), *_done(actions)]
    partners = _partners(session, student, contacts, touches, today)
    guardians = guardians_of(session, student.id)
    mentors = who_fits("mentor", student, contacts.values(), school_of(session).departments)
    last = {g.id: last_touch(touches, words_of_guardian(g)) for g in guardians}
    last |= {m.id: last_touch(touches, words_of_contact(m), m.id) for m in mentors}
    listed = {p.contact_id for p in partners} | {m.id for m in mentors}
    return Network(
        student, guardians, siblings_of(session, student.id), partners, tuple(mentors),
        tuple(m.name for m in mentors) or mentor_names(student.mentor), _holder(session, student.id),
        tuple((key, touch) for key, touch in last.items() if touch), _proposed(actions, contacts, listed),
    )  # fmt: skip


def _partners(
    session: Session, student: Student, contacts: dict[str, Contact], touches: Sequence[Touch], today: date
) -> tuple[Partner, ...]:
    needs, consents = known_needs(session), read_consents(session, [student.id])
    found = []
    rows = session.exec(select(InvolvedRow).where(InvolvedRow.student_id == student.id))
    for row in sorted(rows, key=lambda r: (r.until is not None, r.position, r.label)):
        contact = contacts.get(row.contact_id or "")
        one = touched(_partner(row, contact), touches, contact)
        need = _need(one, contact, needs)
        holds = holding_for(consents, _words(one, contact), student.birth_date, today, one.contact_id)
        ungrounded = need.asks and holds is None
        found.append(replace(one, ungrounded=ungrounded and not one.over(today)))
    return tuple(found)


def _said(session: Session, student_id: str) -> Iterator[Touch]:
    """Contact moments, and lines with someone's voice, in meetings and in contact moments."""
    moments = session.exec(select(MomentRow).where(MomentRow.student_id == student_id)).all()
    for moment in moments:
        yield Touch(moment.at.astimezone().date(), moment.with_whom, moment.channel or TALK)
    spoken = (
        select(LineRow.voice, LineRow.at, MeetingKindRow.short)
        .join(LineStudent, col(LineStudent.line_id) == LineRow.id)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id, isouter=True)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id, isouter=True)
        .join(MeetingKindRow, col(MeetingKindRow.id) == MeetingRow.kind_id, isouter=True)
        .where(LineStudent.student_id == student_id, LineRow.voice != "")
    )
    for voice, at, short in session.exec(spoken):
        yield Touch(at.astimezone().date(), voice, short or TALK)


def _done(actions: Iterable[Action]) -> Iterator[Touch]:
    """Agreements that were done, by each of who does them."""
    for action in actions:
        if action.state is ActionState.DONE and action.settled_on:
            for doer in action.doers:
                yield Touch(action.settled_on, doer.label, DONE, doer.contact_id)


def _proposed(
    actions: Iterable[Action], contacts: dict[str, Contact], listed: set[str]
) -> tuple[Contact, ...]:
    """Contacts of outside who do or did something for this pupil and are not listed."""
    ids = {doer.contact_id for action in actions for doer in action.doers}
    found = [contacts[key] for key in ids - listed if key in contacts and not contacts[key].internal]
    return tuple(sorted(found, key=lambda contact: contact.name))


def _holder(session: Session, student_id: str) -> str:
    case = next(iter(open_cases(session, [student_id])), None)
    if case is None:
        query = select(CaseTable).where(CaseTable.student_id == student_id)
        case = session.exec(query.order_by(col(CaseTable.opened_on).desc())).first()
    return case.holder if case else ""


def _partner(row: InvolvedRow, contact: Contact | None) -> Partner:
    """What the contact's own card says is read there, so that it is kept in one place."""
    role = row.role or (contact.roles[0].name if contact and contact.roles else "")
    return Partner(
        row.id, contact.label if contact else row.label, row.contact_id or "", role,
        row.organisation or (contact.organisation if contact else ""),
        row.phone or (contact.phone if contact else ""), row.since, row.until, row.kept_by, row.note,
    )  # fmt: skip


def _need(partner: Partner, contact: Contact | None, needs: dict[str, Need]) -> Need:
    """By his role, else an outsider per exchange; someone of the school needs nothing."""
    codes = [role.code for role in contact.roles] if contact else []
    codes += [k.code for k in role_kinds().values() if fold(partner.role) in (fold(k.code), fold(k.name))]
    known = [needs[code] for code in codes if code in needs]
    if known:
        return min(known, key=list(Need).index)
    return Need.NONE if contact and contact.internal else Need.EXCHANGE


def _words(partner: Partner, contact: Contact | None) -> tuple[str, ...]:
    """What a consent for this partner may be made out to."""
    roles = [role.code for role in contact.roles] if contact else []
    return partner.label, partner.role, partner.organisation, *roles


# --- writing


def _write(session: Session, student_id: str, guardian: Guardian) -> None:
    session.merge(
        GuardianRow(
            id=guardian.id or new_id(), student_id=student_id, name=guardian.name, relation=guardian.relation,
            authority=guardian.authority, language=one_line(guardian.language),
            interpreter=guardian.interpreter, phone=one_line(guardian.phone),
            email=one_line(guardian.email), kept_by=one_line(guardian.kept_by),
        )
    )  # fmt: skip


def _share(session: Session, from_id: str, to_id: str) -> None:
    """The parents of one that the other does not have yet."""
    theirs = guardians_of(session, to_id)
    for guardian in guardians_of(session, from_id):
        if not any(same_guardian(guardian, other) for other in theirs):
            _write(session, to_id, replace(guardian, id=""))
    session.flush()


def _called(contacts: Iterable[Contact], label: str) -> Contact | None:
    return next((c for c in contacts if fold(label) in (fold(c.name), fold(c.label))), None)


def _found(row: Kept | None) -> Kept:
    if row is None:
        raise NotFound(GONE)
    return row
