"""Meetings in the store after the table: their lines, what is still filled in, adopting and correcting the report."""

from collections.abc import Sequence
from datetime import date, time

from sqlmodel import Session, col, select

from sotdesk.data.history import seal
from sotdesk.data.store.actions import row_of as action_row
from sotdesk.data.store.base import Part
from sotdesk.data.store.carrying import carry_item
from sotdesk.data.store.meeting_read import item_row, read_items, read_lines, row_of
from sotdesk.data.tables.actions import ActionDoer, ActionRow
from sotdesk.data.tables.meetings import CorrectionRow, ItemRow, MeetingRow
from sotdesk.domain.actions import Doer
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meetings import Correction, Line, MeetingState

ADOPTED = "Dit verslag is vastgesteld. Schrijf een correctie; die blijft zichtbaar naast wat er stond."


class AfterTable(Part):
    """Overleg, na afloop."""

    def lines(self, meeting_id: str) -> tuple[Line, ...]:
        """Every line of a meeting, item by item."""
        with self.desk.reading() as session:
            items = read_items(session, meeting_id)
            order = {item.id: item.position for item in items}
            found = read_lines(session, order)
        return tuple(sorted(found, key=lambda line: order[line.item_id]))

    def carry_all(self, item_ids: Sequence[str], to: date | None) -> None:
        """Puts items off (doorschuiven) in one go; `to` is the day of the next meeting, when there is one."""
        with self.desk.writing("doorschuiven") as session:
            for item_id in item_ids:
                carry_item(session, item_row(session, item_id), to)

    # --- completing

    def name_doer(self, meeting_id: str, label: str, doer: Doer) -> int:
        """Says who a name that was *nieuw* is, in every agreement of this meeting; gives in how many."""
        with self.desk.writing(f"‘{label}’ aanvullen") as session:
            not_adopted(session, meeting_id).told_all_at = None  # he may have to be told
            query = (
                select(ActionDoer)
                .join(ActionRow, col(ActionRow.id) == ActionDoer.action_id)
                .join(ItemRow, col(ItemRow.id) == ActionRow.item_id)
                .where(
                    ItemRow.meeting_id == meeting_id, ActionDoer.label == label, ActionDoer.role == "",
                    col(ActionDoer.contact_id).is_(None),
                )
            )  # fmt: skip
            rows = session.exec(query).all()
            for row in rows:
                row.label, row.contact_id, row.role = doer.label, doer.contact_id or None, doer.role
            return len(rows)

    def add_doer(self, action_id: str, doer: Doer) -> None:
        """Says who does an agreement that had nobody yet."""
        with self.desk.writing("afspraak aanvullen") as session:
            item_id = _of_open_report(session, action_id).item_id
            if item_id:
                row_of(session, item_row(session, item_id).meeting_id).told_all_at = None
            query = select(ActionDoer).where(ActionDoer.action_id == action_id)
            place = len(session.exec(query).all())
            session.add(
                ActionDoer(
                    action_id=action_id, contact_id=doer.contact_id or None, role=doer.role, label=doer.label,
                    position=place,
                )
            )  # fmt: skip

    def fill_due(self, action_id: str, day: date, at: time | None, words: str) -> None:
        """Fills in when an agreement is due: no move, there was no date before."""
        with self.desk.writing("datum aanvullen") as session:
            row = _of_open_report(session, action_id)
            row.due, row.due_time, row.due_words = day, at, words

    # --- adopting

    def adopt(self, meeting_id: str, on: date | None = None) -> None:
        """Adopts (stelt vast) a report; from then on it changes only by a correction. Cannot be undone."""
        with self.desk.writing("verslag vaststellen", can_undo=False) as session:
            row = row_of(session, meeting_id)
            if row.state != MeetingState.CONCEPT.value:
                raise RuleError("Alleen een verslag in concept kan worden vastgesteld.")
            row.state, row.adopted_on = MeetingState.ADOPTED.value, on or self.desk.today()
            seal(session)

    def correct(self, meeting_id: str, item_id: str, text: str) -> None:
        """Adds a correction to an adopted report; it shows beside what stood there."""
        if not text.strip():
            raise RuleError("Schrijf eerst wat er moet staan.")
        with self.desk.writing("correctie op het verslag") as session:
            session.add(
                CorrectionRow(
                    meeting_id=meeting_id, item_id=item_id, text=text.strip(), day=self.desk.today()
                )
            )

    def corrections(self, meeting_id: str) -> tuple[Correction, ...]:
        """The corrections to a report, in order."""
        with self.desk.reading() as session:
            query = select(CorrectionRow).where(CorrectionRow.meeting_id == meeting_id)
            rows = session.exec(query.order_by(col(CorrectionRow.day))).all()
        return tuple(Correction(r.id, r.meeting_id, r.item_id, r.text, r.day) for r in rows)


def not_adopted(session: Session, meeting_id: str) -> MeetingRow:
    """The meeting's row; RuleError when its report is adopted and so no longer changes."""
    row = row_of(session, meeting_id)
    if row.state == MeetingState.ADOPTED.value:
        raise RuleError(ADOPTED)
    return row


def _of_open_report(session: Session, action_id: str) -> ActionRow:
    row = action_row(session, action_id)
    if row.item_id:
        not_adopted(session, item_row(session, row.item_id).meeting_id)
    return row
