"""Who comes in for one item of a meeting: inviting, telling them, and expecting them when it starts."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.meeting_read import item_row, read_meeting, row_of
from sotdesk.data.store.meetings_after import not_adopted
from sotdesk.data.store.school import school_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meetings import InviteRow, ItemRow
from sotdesk.domain.actions import Doer
from sotdesk.domain.invitations import (
    Invitation,
    Invite,
    Proposed,
    expected_at,
    invitations,
    proposed,
    slot_times,
)
from sotdesk.domain.meetings import Item, Meeting
from sotdesk.domain.seats import seats


class Invitations(Part):
    """Uitnodigingen."""

    def of(self, meeting_id: str) -> tuple[Invite, ...]:
        """Everyone who is invited for an item of this meeting."""
        with self.desk.reading() as session:
            return read_invites(session, meeting_id)

    def people(self, meeting_id: str) -> tuple[Invitation, ...]:
        """One invitation a person, each with his own slots as they are planned now."""
        with self.desk.reading() as session:
            meeting = read_meeting(session, row_of(session, meeting_id))
            return invitations(meeting, read_invites(session, meeting_id), all_contacts(session))

    def expected(self, meeting: Meeting, item: Item) -> tuple[str, ...]:
        """Who is still expected for an item of a meeting that runs, with the time as planned: `LPA 13:40`."""
        with self.desk.reading() as session:
            found = _rows(session, list(filter(None, (item.id, item.part_of))))
            return expected_at(meeting, item, map(invite_of, found))

    def proposed(self, meeting_id: str) -> tuple[Proposed, ...]:
        """Whom to invite, with the reason (rules/invites.toml); not who sits at the table anyway."""
        with self.desk.reading() as session:
            meeting = read_meeting(session, row_of(session, meeting_id))
            contacts = [contact for contact in all_contacts(session) if not contact.gone]
            departments = school_of(session).departments
            there = {s.contact.id for s in seats(meeting, contacts, departments) if s.contact}
            return proposed(meeting, read_invites(session, meeting_id), contacts, departments, there)

    def invite(self, item_id: str, people: Sequence[Doer]) -> tuple[Invite, ...]:
        """Says who comes in for an item; gives those who no longer do though they were told to come."""
        with self.desk.writing("uitnodigen") as session:
            not_adopted(session, item_row(session, item_id).meeting_id)
            wanted, gone = list(people), []
            for row in _rows(session, [item_id]):
                if (doer := _doer(row)) in wanted:
                    wanted.remove(doer)
                else:
                    gone += [invite_of(row)] if row.told_at else []
                    session.delete(row)
            session.add_all(_row(item_id, doer) for doer in wanted)
            return tuple(gone)

    def take_over(self, found: Sequence[Proposed]) -> None:
        """Invites proposed people in one go."""
        with self.desk.writing("voorstel uitnodigen") as session:
            for one in found:
                not_adopted(session, item_row(session, one.item.id).meeting_id)
                contact_id = one.contact.id if one.contact else ""
                session.add(_row(one.item.id, Doer(one.label, contact_id, one.role)))

    def remove(self, invite_ids: Sequence[str]) -> None:
        """Takes someone's invitations away."""
        with self.desk.writing("uitnodiging weghalen") as session:
            for row in session.exec(select(InviteRow).where(col(InviteRow.id).in_(invite_ids))):
                session.delete(row)

    def told(self, meeting_id: str, invite_ids: Sequence[str], on: bool) -> None:
        """Someone knows (or does not know yet) when to come: the slots of these invitations as planned now."""
        with self.desk.writing("uitgenodigd" if on else "nog niet uitgenodigd") as session:
            times = slot_times(read_meeting(session, row_of(session, meeting_id)))
            for row in session.exec(select(InviteRow).where(col(InviteRow.id).in_(invite_ids))):
                row.told_at = self.desk.now() if on else None
                begins, ends = times[row.item_id]
                row.told_from, row.told_until = (
                    (begins.astimezone(), ends.astimezone()) if on else (None, None)
                )


def read_invites(session: Session, meeting_id: str) -> tuple[Invite, ...]:
    """The invitations of a meeting."""
    items = session.exec(select(ItemRow.id).where(ItemRow.meeting_id == meeting_id)).all()
    return tuple(map(invite_of, _rows(session, items)))


def invite_of(row: InviteRow) -> Invite:
    """A table row as plain data; the slot that he was told by the clock on the wall, as the agenda has it."""
    return Invite(
        row.id, row.item_id, row.label, row.contact_id or "", row.role, row.told_at, _wall(row.told_from),
        _wall(row.told_until),
    )  # fmt: skip


def _wall(moment: datetime | None) -> datetime | None:
    return moment.astimezone().replace(tzinfo=None) if moment else None


def _rows(session: Session, item_ids: Sequence[str]) -> Sequence[InviteRow]:
    query = select(InviteRow).where(col(InviteRow.item_id).in_(item_ids)).order_by(col(InviteRow.label))
    return session.exec(query).all()


def _row(item_id: str, doer: Doer) -> InviteRow:
    return InviteRow(
        id=new_id(), item_id=item_id, contact_id=doer.contact_id or None, role=doer.role, label=doer.label
    )


def _doer(row: InviteRow) -> Doer:
    return Doer(row.label, row.contact_id or "", row.role)
