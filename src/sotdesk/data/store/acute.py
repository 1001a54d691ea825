"""The acute card in the store: kept from the first thing that is done with it, each call with its times.

Every method gives the card as it is then; a card without an id is kept by the first of them.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.effects import open_cases
from sotdesk.data.tables.acute import AcuteCall, AcuteRow
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.school import Setting
from sotdesk.domain.acute import Call, Card, Number, own_numbers, packed, shipped_numbers, to_resume
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.text import as_json, one_line

NUMBERS = "acute.numbers"
GONE = "Deze acuutkaart is er niet meer."


class Acute(Part):
    """De acuutkaart."""

    # --- the numbers

    def numbers(self) -> tuple[Number, ...]:
        """The numbers that ship, then the school's own."""
        with self.desk.reading() as session:
            row = session.get(Setting, NUMBERS)
        return (*shipped_numbers(), *(own_numbers(json.loads(row.value)) if row else ()))

    def save_numbers(self, numbers: Sequence[Number]) -> None:
        """Keeps the school's own numbers (those that ship stay as they are)."""
        made = [replace(each, code=each.code or new_id(), own=True) for each in numbers]
        with self.desk.writing("nummers van de acuutkaart") as session:
            value = as_json(packed(made))
            session.merge(Setting(name=NUMBERS, value=value))

    # --- the card

    def card(self, student_id: str = "", item_id: str = "") -> Card:
        """The card that is in use today for this pupil, else a new one of which nothing is kept yet."""
        now = self.desk.now()
        with self.desk.reading() as session:
            rows = session.exec(select(AcuteRow).where(col(AcuteRow.closed_at).is_(None))).all()
            cards = [
                _card(session, row) for row in rows if row.opened_at.astimezone().date() == self.desk.today()
            ]
        return to_resume(cards, student_id) or Card("", now, student_id, item_id)

    def get(self, acute_id: str) -> Card:
        """One card; NotFound when it is gone."""
        with self.desk.reading() as session:
            return _card(session, _row(session, acute_id))

    # --- using it

    def mark(self, card: Card, number: Number) -> Card:
        """Marks a number to be called, or not after all."""
        with self._using(card, "te bellen") as (session, row):
            waiting = next((call for call in _calls(session, row.id, number.code) if _waits(call)), None)
            if waiting is None:
                _add_call(session, row.id, number).marked_at = self.desk.now()
            else:
                session.delete(waiting)
        return self.get(row.id)

    def called(self, card: Card, number: Number) -> Card:
        """Called now: the call that was marked, else a new one."""
        with self._using(card, "gebeld") as (session, row):
            self._call_now(session, row.id, number)
        return self.get(row.id)

    def answered(self, card: Card, number: Number) -> Card:
        """Answered now: the last call to this number, which counts as called now when none was made."""
        with self._using(card, "gehoor") as (session, row):
            made = [call for call in _calls(session, row.id, number.code) if call.called_at]
            call = made[-1] if made else None
            if call is None or call.answered_at:
                call = self._call_now(session, row.id, number)
            call.answered_at = self.desk.now()
        return self.get(row.id)

    def tell(self, card: Card, number: Number, spoke_with: str, said: str, call_id: str = "") -> Card:
        """With whom she spoke and what was said, of this call, else of the last one to this number."""
        with self._using(card, "gesprek") as (session, row):
            calls = _calls(session, row.id, number.code)
            call = next((each for each in calls if each.id == call_id), calls[-1] if calls else None)
            call = call or self._call_now(session, row.id, number)
            call.spoke_with, call.said = one_line(spoke_with), one_line(said)
        return self.get(row.id)

    def note(self, card: Card, words: str) -> Card:
        """The facts: what was literally said and seen."""
        with self._using(card, "feiten") as (_session, row):
            row.note = words.strip()
        return self.get(row.id)

    def attach(self, card: Card, student_id: str) -> Card:
        """Says for whom it is; a card of which nothing is kept yet only remembers it."""
        if not card.id:
            return replace(card, student_id=student_id)
        with self._using(card, "leerling") as (session, row):
            row.student_id = student_id or None
            cases = open_cases(session, [student_id]) if student_id else ()
            row.case_id = cases[0].id if cases else None
        return self.get(card.id)

    def put_away(self, card: Card) -> None:
        """Done: the next time it opens new. RuleError when nothing was kept."""
        if not card.id:
            raise RuleError("Er is nog niets gedaan met de kaart. Esc gaat terug.")
        with self._using(card, "klaar") as (_session, row):
            row.closed_at = self.desk.now()

    @contextmanager
    def _using(self, card: Card, label: str) -> Iterator[tuple[Session, AcuteRow]]:
        """The card's row in a session that writes; made when it was not kept yet. The label names nobody."""
        with self.desk.writing(f"acuutkaart: {label}") as session:
            if card.id:
                yield session, _row(session, card.id)
                return
            cases = open_cases(session, [card.student_id]) if card.student_id else ()
            row = AcuteRow(
                id=new_id(), student_id=card.student_id or None, case_id=cases[0].id if cases else None,
                item_id=card.item_id or None, opened_at=card.opened_at,
            )  # fmt: skip
            session.add(row)
            session.flush()
            yield session, row

    def _call_now(self, session: Session, acute_id: str, number: Number) -> AcuteCall:
        waiting = next((call for call in _calls(session, acute_id, number.code) if _waits(call)), None)
        call = waiting or _add_call(session, acute_id, number)
        call.called_at = self.desk.now()
        return call


def read_cards(session: Session, student_id: str | None) -> tuple[Card, ...]:
    """The cards that were used for a pupil, for his timeline; None: those of which it is still to be said for whom."""
    rows = session.exec(select(AcuteRow).where(col(AcuteRow.student_id) == student_id)).all()
    return tuple(_card(session, row) for row in rows)


def _row(session: Session, acute_id: str) -> AcuteRow:
    row = session.get(AcuteRow, acute_id)
    if row is None:
        raise NotFound(GONE)
    return row


def _calls(session: Session, acute_id: str, code: str = "") -> Sequence[AcuteCall]:
    query = select(AcuteCall).where(AcuteCall.acute_id == acute_id)
    query = query.where(AcuteCall.line == code) if code else query
    return session.exec(query.order_by(col(AcuteCall.position))).all()


def _waits(call: AcuteCall) -> bool:
    return call.marked_at is not None and call.called_at is None


def _add_call(session: Session, acute_id: str, number: Number) -> AcuteCall:
    call = AcuteCall(
        id=new_id(), acute_id=acute_id, line=number.code, name=number.name, phone=number.phone,
        position=len(_calls(session, acute_id)),
    )  # fmt: skip
    session.add(call)
    return call


def _card(session: Session, row: AcuteRow) -> Card:
    return Card(
        row.id, row.opened_at, row.student_id or "", row.item_id or "", row.closed_at, row.note,
        tuple(
            Call(c.id, c.line, c.name, c.phone, c.marked_at, c.called_at, c.answered_at, c.spoke_with, c.said)
            for c in _calls(session, row.id)
        ),
    )  # fmt: skip
