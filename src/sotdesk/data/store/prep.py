"""Voorbereidingsbladen: what each member reads beforehand, and that he was handed it."""

from sqlmodel import Session, col, select

from sotdesk.data.store.actions import read_actions
from sotdesk.data.store.base import Part
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.feedback_read import grounds_of
from sotdesk.data.store.invites import read_invites
from sotdesk.data.store.meeting_read import read_meeting, row_of
from sotdesk.data.store.report import everyone, known_names
from sotdesk.data.store.school import school_of
from sotdesk.data.tables.actions import ActionRow
from sotdesk.data.tables.feedback import ToldRow
from sotdesk.domain.actions import ActionState
from sotdesk.domain.feedback import Told
from sotdesk.domain.letters import Letter
from sotdesk.domain.prep import Member, Preparing, members, prep_letter
from sotdesk.domain.report_agenda import agenda_doc

HANDED = "prep:"
"""Before the key of a member: how a sheet stands in the list of who was told what."""


class Preparations(Part):
    """Voorbereidingsbladen."""

    def members(self, meeting_id: str) -> tuple[Member, ...]:
        """Who gets a sheet: the members of this kind of meeting, then who is invited for an item."""
        with self.desk.reading() as session:
            return _members(self._about(session, meeting_id))

    def letters(self, meeting_id: str) -> tuple[tuple[Member, Letter], ...]:
        """Each member with his sheet."""
        with self.desk.reading() as session:
            about = self._about(session, meeting_id)
            return tuple((member, prep_letter(member, about)) for member in _members(about))

    def handed_out(self, meeting_id: str, member: Member, letter: Letter, form: str) -> None:
        """Lists that this member was handed his sheet, for each pupil on it; `form` says as what (`Word`)."""
        with self.desk.writing("voorbereidingsblad gemaakt") as session:
            for student in letter.students:
                session.add(
                    ToldRow(
                        meeting_id=meeting_id, student_id=student.id, recipient=f"{HANDED}{member.key}",
                        label=member.label, way=f"voorbereidingsblad ({form})", at=self.desk.now(),
                    )
                )  # fmt: skip

    def handed(self, meeting_id: str) -> dict[str, Told]:
        """Who was handed his sheet of this meeting, by the key of the member: as what, and when last."""
        query = select(ToldRow).where(
            ToldRow.meeting_id == meeting_id, col(ToldRow.recipient).startswith(HANDED)
        )
        with self.desk.reading() as session:
            rows = session.exec(query.order_by(col(ToldRow.at))).all()
        return {row.recipient.removeprefix(HANDED): Told(row.way, row.at) for row in rows}

    def _about(self, session: Session, meeting_id: str) -> Preparing:
        meeting = read_meeting(session, row_of(session, meeting_id))
        contacts = tuple(contact for contact in all_contacts(session) if not contact.gone)
        school, names = school_of(session), known_names(session)
        query = select(ActionRow).where(ActionRow.state == ActionState.OPEN.value)
        grounds = grounds_of(session, meeting, contacts)
        return Preparing(
            meeting=meeting, agenda=agenda_doc(meeting, school.name, everyone(session), names),
            actions=read_actions(session, query), contacts=contacts, departments=school.departments,
            invites=read_invites(session, meeting_id), today=self.desk.today(),
            grounds=frozenset((student, key.removeprefix("contact:")) for student, key in grounds),
            known_names=names,
        )  # fmt: skip


def _members(about: Preparing) -> tuple[Member, ...]:
    return members(about.meeting, about.contacts, about.departments, about.invites)
