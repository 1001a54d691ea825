"""The outcomes that work on more than their line: adopting the report before, putting the item off (`uit: …`)."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from sotdesk.data.history import seal
from sotdesk.data.store.base import Part
from sotdesk.data.store.carrying import carry_item
from sotdesk.data.store.item_facts import facts_at, report_to_adopt
from sotdesk.data.store.meeting_read import item_row, row_of
from sotdesk.data.store.outcomes import outcomes_of
from sotdesk.data.tables.meetings import ItemRow, LineRow, MeetingRow, Stretch
from sotdesk.domain.capture_model import Kind, Piece, Reading
from sotdesk.domain.errors import RuleError
from sotdesk.domain.item_facts import ItemFacts
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.outcomes import ADOPT, CARRY, called

FINAL = "Deze regel stelde een verslag vast; dat blijft zo. Schrijf zo nodig een correctie bij dat verslag."


class TableOutcomes(Part):
    """Uitkomsten die verder gaan dan hun regel."""

    def facts(self, item_id: str, *, following: date | None = None, about: str = "") -> ItemFacts:
        """What `uit:`, `ev:` and `toest:` work on at this item. `following` = the day of the next meeting of its kind;
        `about` = the agreement that a line which is being corrected was about."""
        with self.desk.reading() as session:
            return facts_at(session, item_id, self.desk.today(), following=following, about=about)

    def adopted_by(self, item_id: str, reading: Reading) -> str:
        """The meeting whose report this line adopts, kept at this item; empty for nearly every line.

        Asked before the line is kept, since keeping it then cannot be undone.
        """
        if not _outcomes_in(reading):
            return ""
        with self.desk.reading() as session:
            if not _has(session, reading, ADOPT):
                return ""
            found = report_to_adopt(session, item_row(session, item_id), self.desk.today())
        return found.id if found else ""

    def settle_outcomes(
        self, session: Session, item: ItemRow, reading: Reading, capture_id: str, adopted: str = ""
    ) -> None:
        """Adopts the report that `adopted_by` found, and puts the item off when the line says so."""
        if adopted:
            _adopt(session, adopted, self.desk.today(), capture_id)
        if _outcomes_in(reading) and _has(session, reading, CARRY):
            _put_off(session, item, self.desk.now())


def refuse_final(session: Session, lines: Iterable[LineRow]) -> None:
    """RuleError when one of these lines adopted a report: that is never taken back."""
    words = [line.word for line in lines if line.kind == Kind.OUTCOME.value and line.word]
    known = outcomes_of(session) if words else ()
    if any(outcome.act == ADOPT for word in words if (outcome := called(word, known))):
        raise RuleError(FINAL)


def _outcomes_in(reading: Reading) -> list[Piece]:
    return [piece for piece in reading.pieces if piece.kind is Kind.OUTCOME and piece.word]


def _has(session: Session, reading: Reading, act: str) -> bool:
    known = outcomes_of(session)
    found = (called(piece.word, known) for piece in _outcomes_in(reading))
    return any(outcome.act == act for outcome in found if outcome)


def _adopt(session: Session, meeting_id: str, on: date, capture_id: str) -> None:
    row = row_of(session, meeting_id)
    row.state, row.adopted_on = MeetingState.ADOPTED.value, on
    word = next((o.word for o in outcomes_of(session) if o.act == ADOPT), "")
    for line in session.exec(select(LineRow).where(LineRow.capture_id == capture_id)):
        if line.kind == Kind.OUTCOME.value:
            line.word = word
    seal(session)


def _put_off(session: Session, item: ItemRow, now: datetime) -> None:
    """As `d` does: the item goes to the next planned meeting of its kind and takes no more time."""
    meeting = row_of(session, item.meeting_id)
    running = select(Stretch).where(Stretch.item_id == item.id, col(Stretch.ended_at).is_(None))
    for stretch in session.exec(running):
        stretch.ended_at = now
    following = select(col(MeetingRow.day)).where(
        MeetingRow.kind_id == meeting.kind_id, MeetingRow.day > meeting.day,
        MeetingRow.state == MeetingState.PLANNED.value,
    )  # fmt: skip
    carry_item(session, item, session.exec(following.order_by(col(MeetingRow.day))).first())
