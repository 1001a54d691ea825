"""Consent in the store: what is known of it, who is at the table without a ground, and settling that (domain.md §3)."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.effects import open_cases
from sotdesk.data.store.meeting_read import item_row
from sotdesk.data.store.outcomes import outcomes_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.cases import CaseEvent, ReferralRow
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.tables.meetings import ItemAway, ItemRow, ItemStudent, LineRow, LineStudent, MeetingRow
from sotdesk.data.tables.people import GuardianRow
from sotdesk.data.tables.school import Setting
from sotdesk.domain.calendar import school_year
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.closing import ToClose
from sotdesk.domain.consents import BY_CONSENT, Consent, ConsentState, decides_himself
from sotdesk.domain.contacts import Contact
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.grounds import Need, Record, Ungrounded, needs, ungrounded
from sotdesk.domain.meetings import Item, Meeting, MeetingState, Present
from sotdesk.domain.outcomes import CLOSE
from sotdesk.domain.text import one_line

NEEDS = "grounds"
GONE = "Deze toestemming is er niet meer."


class Consents(Part):
    """Toestemming."""

    # --- what each role needs

    def needs(self) -> dict[str, Need]:
        """What each role needs in this school."""
        with self.desk.reading() as session:
            return known_needs(session)

    def save_need(self, role: str, need: Need) -> None:
        """Changes what one role needs."""
        with self.desk.writing("grondslag per rol") as session:
            row = session.get(Setting, NEEDS)
            own = {**(json.loads(row.value) if row else {}), role: need.value}
            session.merge(Setting(name=NEEDS, value=json.dumps(own)))

    # --- reading

    def of_student(self, student_id: str) -> tuple[Consent, ...]:
        """Everything known of consent about a pupil, oldest first."""
        with self.desk.reading() as session:
            return read_consents(session, [student_id])

    def of_meeting(self, meeting_id: str) -> tuple[Consent, ...]:
        """What was said of consent in a meeting, oldest first."""
        with self.desk.reading() as session:
            items = select(ItemRow.id).where(ItemRow.meeting_id == meeting_id)
            rows = session.exec(select(ConsentRow).where(col(ConsentRow.item_id).in_(items)))
            return tuple(sorted(map(consent_of, rows), key=lambda c: c.at))

    def to_close(self, meeting_id: str) -> tuple[ToClose, ...]:
        """Open cases that a line of this meeting (`uit: afsluiten`) wants closed, in the order of the agenda."""
        with self.desk.reading() as session:
            return tuple(case for _, case in cases_to_close(session, [meeting_id]))

    def get(self, consent_id: str) -> Consent:
        """One consent; NotFound when it is gone."""
        with self.desk.reading() as session:
            return consent_of(_row(session, consent_id))

    def ungrounded(self, meeting: Meeting, item: Item) -> tuple[Ungrounded, ...]:
        """Who is at the table for this item without a ground; empty when the meeting does not run."""
        if not meeting.running or item.anonymous or not item.students:
            return ()
        with self.desk.reading() as session:
            return ungrounded(meeting.present, item, _record(session, meeting, item, self.desk.today()))

    # --- settling it at the table

    def record(self, item_id: str, person: Present, ground: str, proof: str = "") -> None:
        """There is a ground for this person to hear about this item's pupils: another one than a line says.

        By consent it is completed when closing, like any consent.
        """
        with self.desk.writing(f"grondslag: {ground}") as session:
            item = item_row(session, item_id)
            students = _students(session, item)
            cases = {case.student_id: case.id for case in open_cases(session, students)}
            session.add_all(
                ConsentRow(
                    student_id=student_id, case_id=cases.get(student_id), item_id=item_id,
                    contact_id=person.contact_id or None, receiver=person.label, receiver_role=person.role,
                    ground=ground, proof=one_line(proof), at=self.desk.now(), valid_from=self.desk.today(),
                )
                for student_id in students
            )  # fmt: skip

    def send_away(self, item_id: str, person: Present) -> None:
        """This person is not there for this one item, from now; he stays in the meeting."""
        with self.desk.writing("niet bij dit punt") as session:
            item = item_row(session, item_id)
            session.add(
                ItemAway(
                    item_id=item.id,
                    contact_id=person.contact_id or None,
                    label=person.label,
                    since=self.desk.now(),
                )
            )

    def bring_back(self, item_id: str, who: str) -> None:
        """This person (contact id, else label) is there for this item after all."""
        with self.desk.writing("weer bij dit punt") as session:
            for row in session.exec(select(ItemAway).where(ItemAway.item_id == item_id)):
                if who in (row.contact_id, row.label):
                    session.delete(row)

    def discuss_anonymously(self, item_id: str, on: bool) -> None:
        """This item is discussed without name, class or sibling; agreements still go to the right file."""
        with self.desk.writing("anoniem bespreken" if on else "weer met naam") as session:
            item_row(session, item_id).anonymous = on

    # --- completing

    def complete(
        self, consent_id: str, *, giver: str, receiver: str, purpose: str, data: str, proof: str,
        until: date | None = None,
    ) -> None:  # fmt: skip
        """Fills in what the line did not say. RuleError while it still lacks something."""
        with self.desk.writing("toestemming aanvullen") as session:
            row = _row(session, consent_id)
            row.giver, row.receiver = one_line(giver), one_line(receiver)
            row.purpose, row.data, row.proof = one_line(purpose), one_line(data), one_line(proof)
            row.valid_until = until
            if lacks := consent_of(row).lacks:
                raise RuleError(f"Vul nog in: {', '.join(lacks)}.")
            row.complete = True

    def withdraw(self, consent_id: str, on: date | None = None) -> None:
        """Taken back, from `on` (today when none is given)."""
        with self.desk.writing("toestemming ingetrokken") as session:
            row = _row(session, consent_id)
            row.state, row.withdrawn_on = ConsentState.WITHDRAWN.value, on or self.desk.today()


def cases_to_close(session: Session, meeting_ids: Iterable[str]) -> list[tuple[str, ToClose]]:
    """Open cases that lines of these meetings want closed, each with its meeting, in the order of the agenda.

    A case that was closed and opened again since then is another matter.
    """
    words = [outcome.word for outcome in outcomes_of(session) if outcome.act == CLOSE]
    query = (
        select(ItemRow.meeting_id, ItemRow.id, LineStudent.student_id, LineRow.at)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
        .join(LineStudent, col(LineStudent.line_id) == LineRow.id)
        .where(
            col(ItemRow.meeting_id).in_(list(meeting_ids)), LineRow.kind == Kind.OUTCOME.value,
            col(LineRow.word).in_(words),
        )
        .order_by(col(ItemRow.position), col(LineRow.position))
    )  # fmt: skip
    found = session.exec(query).all()
    students = students_by_id(session, [row[2] for row in found])
    cases = {case.student_id: case.id for case in open_cases(session, list(students))}
    closed = _last_closed(session, cases.values())
    wanted = {
        (meeting_id, item_id, student_id): None
        for meeting_id, item_id, student_id, at in found
        if student_id in cases and not (cases[student_id] in closed and closed[cases[student_id]] > at)
    }
    return [(meeting, ToClose(item, students[who], cases[who])) for meeting, item, who in wanted]


def _last_closed(session: Session, case_ids: Iterable[str]) -> dict[str, datetime]:
    """When each of these cases was last closed."""
    query = select(CaseEvent.case_id, CaseEvent.at).where(
        col(CaseEvent.case_id).in_(list(case_ids)), CaseEvent.new == CaseStatus.CLOSED.value
    )
    return dict(session.exec(query.order_by(col(CaseEvent.at))).all())


def read_consents(session: Session, student_ids: Iterable[str]) -> tuple[Consent, ...]:
    """Everything known of consent about these pupils, oldest first."""
    rows = session.exec(select(ConsentRow).where(col(ConsentRow.student_id).in_(list(student_ids))))
    return tuple(sorted(map(consent_of, rows), key=lambda c: c.at))


def consent_of(row: ConsentRow) -> Consent:
    """A table row as the plain consent that screens show."""
    return Consent(
        id=row.id, student_id=row.student_id, receiver=row.receiver, at=row.at, state=ConsentState(row.state),
        case_id=row.case_id or "", line_id=row.line_id or "", item_id=row.item_id, contact_id=row.contact_id or "",
        receiver_role=row.receiver_role, purpose=row.purpose, data=row.data, giver=row.giver,
        giver_role=row.giver_role, ground=row.ground or BY_CONSENT, proof=row.proof, valid_from=row.valid_from,
        valid_until=row.valid_until, complete=row.complete, withdrawn_on=row.withdrawn_on,
    )  # fmt: skip


def _row(session: Session, consent_id: str) -> ConsentRow:
    row = session.get(ConsentRow, consent_id)
    if row is None:
        raise NotFound(GONE)
    return row


def _students(session: Session, item: ItemRow) -> list[str]:
    query = select(ItemStudent.student_id).where(ItemStudent.item_id == item.id)
    return list(session.exec(query.order_by(col(ItemStudent.position))))


def known_needs(session: Session) -> dict[str, Need]:
    """What each role needs in this school."""
    row = session.get(Setting, NEEDS)
    return needs(json.loads(row.value) if row else {})


def _record(session: Session, meeting: Meeting, item: Item, today: date) -> Record:
    """What is known around one item."""
    ids = [student.id for student in item.students]
    cases, known = {case.student_id: case.id for case in open_cases(session, ids)}, known_needs(session)
    parents = session.exec(select(GuardianRow).where(col(GuardianRow.student_id).in_(ids)))
    return Record(
        today=today, since=_before(session, meeting) or meeting.day, year=date(school_year(today)[0], 8, 1),
        consents=read_consents(session, ids), cases=cases, agreed=_agreed(session, cases, item, today),
        relatives=frozenset(f"{p.relation} ({p.name})" if p.relation else p.name for p in parents),
        contacts=_contacts(session, meeting, known), needs=known,
    )  # fmt: skip


def _contacts(session: Session, meeting: Meeting, known: Mapping[str, Need]) -> dict[str, Contact]:
    """The contacts at the table whose role here says nothing: then their own roles count."""
    wanted = {p.contact_id for p in meeting.present if p.here and p.contact_id and p.role not in known}
    return {c.id: c for c in all_contacts(session) if c.id in wanted} if wanted else {}


def _before(session: Session, meeting: Meeting) -> date | None:
    held = (MeetingState.CONCEPT.value, MeetingState.ADOPTED.value)
    query = select(col(MeetingRow.day)).where(
        MeetingRow.kind_id == meeting.kind.id, MeetingRow.day < meeting.day, col(MeetingRow.state).in_(held)
    )
    return session.exec(query.order_by(col(MeetingRow.day).desc())).first()


def _agreed(session: Session, cases: Mapping[str, str], item: Item, today: date) -> frozenset[str]:
    """Pupils of whom the last aanmelding says that home, or from 16 the pupil himself, agreed."""
    query = select(ReferralRow).where(col(ReferralRow.case_id).in_(list(cases.values())))
    last = {row.case_id: row for row in session.exec(query.order_by(col(ReferralRow.day)))}
    found = set()
    for student in item.students:
        referral, age = last.get(cases.get(student.id, "")), student.age(today)
        himself = age is not None and decides_himself(age)
        if referral and (referral.student_agreed if himself else referral.parents_agreed) == "ja":
            found.add(student.id)
    return frozenset(found)
