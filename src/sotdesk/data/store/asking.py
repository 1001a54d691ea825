"""Navragen: who has open agreements that are asked after, before a meeting or at any time, and that it was asked."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from sotdesk.data.store.actions import read_actions
from sotdesk.data.store.base import Part
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.meeting_read import read_meeting, row_of
from sotdesk.data.store.school import school_of
from sotdesk.data.tables.actions import ActionRow
from sotdesk.data.tables.meetings import MeetingRow
from sotdesk.domain.actions import ActionState
from sotdesk.domain.asking import Round, ToAsk, people_to_ask
from sotdesk.domain.contacts import Contact, School
from sotdesk.domain.meetings import Meeting, MeetingState
from sotdesk.domain.seats import seats

HELD = (MeetingState.CONCEPT.value, MeetingState.ADOPTED.value)


class Asking(Part):
    """Navragen."""

    def people(self, meeting_id: str = "") -> tuple[ToAsk, ...]:
        """Everyone with open agreements, whom to ask first; `meeting_id` says before which meeting."""
        with self.desk.reading() as session:
            contacts, school = all_contacts(session), school_of(session)
            query = select(ActionRow).where(ActionRow.state == ActionState.OPEN.value)
            before = None
            if meeting_id:
                meeting = read_meeting(session, row_of(session, meeting_id))
                before = _round(session, meeting, contacts, school)
            return people_to_ask(read_actions(session, query), contacts, school, before)

    def asked(self, action_ids: Sequence[str], on: bool) -> None:
        """Someone was asked (or not yet) about these agreements today; *navragen* is settled by it."""
        with self.desk.writing("nagevraagd" if on else "nog niet nagevraagd") as session:
            for row in session.exec(select(ActionRow).where(col(ActionRow.id).in_(action_ids))):
                row.asked_on = self.desk.today() if on else None
                row.ask_after = row.ask_after and not on


def _round(session: Session, meeting: Meeting, contacts: Sequence[Contact], school: School) -> Round:
    """Its pupils, who sits there himself (once it runs: who is there), and the meeting of this kind before it."""
    here = [contact for contact in contacts if not contact.gone]
    if meeting.started_at:
        there = {person.contact_id for person in meeting.present if person.here}
    else:
        expected = seats(meeting, here, school.departments)
        there = {seat.contact.id for seat in expected if seat.contact and seat.expected}
    pupils = frozenset(student.id for item in meeting.items for student in item.students)
    return Round(pupils, frozenset(there), _last_held(session, meeting))


def _last_held(session: Session, meeting: Meeting) -> date | None:
    query = select(col(MeetingRow.day)).where(
        MeetingRow.kind_id == meeting.kind.id, MeetingRow.day < meeting.day, col(MeetingRow.state).in_(HELD)
    )
    return session.exec(query.order_by(col(MeetingRow.day).desc())).first()
