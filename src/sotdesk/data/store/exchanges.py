"""What may be exchanged about a pupil, outside a meeting: made, changed, taken back, and what was already given."""

from collections.abc import Iterable
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.consents import GONE, consent_of, read_consents
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.effects import open_cases
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.tables.feedback import ToldRow
from sotdesk.data.tables.handover import HandedOutRow
from sotdesk.data.tables.meetings import (
    Attendance,
    ItemAway,
    ItemRow,
    ItemStudent,
    LineRow,
    LineStudent,
    MeetingRow,
)
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.attention import Unfinished
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Entry
from sotdesk.domain.consents import BY_CONSENT, PUPIL, WORDS, Consent, ConsentState
from sotdesk.domain.contacts import Contact, role_kinds
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.exchanges import Exchange, Given, entry_words, last_words, short_receiver
from sotdesk.domain.text import fold, one_line
from sotdesk.domain.words import count

AT_THE_TABLE = "zat aan tafel toen dit punt werd besproken"


class Exchanges(Part):
    """Toestemming en grondslag, per uitwisseling."""

    @remembered
    def of_student(self, student_id: str) -> tuple[Consent, ...]:
        """All of a pupil's exchanges, oldest first."""
        with self.desk.reading() as session:
            return read_consents(session, [student_id])

    def save(self, student_id: str, exchange: Exchange) -> str:
        """Keeps an exchange, new or changed, and gives its id. RuleError while something is missing."""
        check_exchange(exchange, self.desk.today())
        with self.desk.writing("toestemming") as session:
            row = _row(session, exchange.id) if exchange.id else self._new(session, student_id)
            if row.state != exchange.state.value:
                row.at = self.desk.now()  # an answer is what was said last
            self._fill(session, row, exchange)
            session.add(row)
            return row.id

    def _new(self, session: Session, student_id: str) -> ConsentRow:
        case = next(iter(open_cases(session, [student_id])), None)
        return ConsentRow(
            id=new_id(), student_id=student_id, case_id=case.id if case else None, receiver="",
            at=self.desk.now(), valid_from=self.desk.today(),
        )  # fmt: skip

    def _fill(self, session: Session, row: ConsentRow, exchange: Exchange) -> None:
        receiver = one_line(exchange.receiver)
        if fold(receiver) != fold(row.receiver):
            row.receiver, row.contact_id, row.receiver_role = _receiver(all_contacts(session), receiver)
        row.ground, row.state = exchange.ground, exchange.state.value
        row.giver = one_line(exchange.giver) if exchange.ground == BY_CONSENT else ""
        row.giver_role = PUPIL if fold(row.giver) == PUPIL else ""
        row.purpose, row.data = one_line(exchange.purpose), one_line(exchange.data)
        row.proof = one_line(exchange.proof)
        row.valid_from = exchange.valid_from or self.desk.today()
        row.valid_until = exchange.valid_until
        row.complete = exchange.state is ConsentState.GIVEN
        if exchange.state is not ConsentState.WITHDRAWN:
            row.withdrawn_on = None

    def withdraw(self, consent_id: str, on: date) -> tuple[Given, ...]:
        """Taken back from `on`; gives what its receiver already has. RuleError when it was not given."""
        if on > self.desk.today():
            raise RuleError("Die dag is nog niet geweest.")
        with self.desk.writing("toestemming ingetrokken") as session:
            row = _row(session, consent_id)
            if row.state != ConsentState.GIVEN.value:
                raise RuleError("Alleen wat gegeven is, kan worden ingetrokken.")
            row.state, row.withdrawn_on = ConsentState.WITHDRAWN.value, on
            return _given(session, consent_of(row))

    def remove(self, consent_id: str) -> None:
        """Takes an exchange out of the file: it was a mistake. What was really taken back is withdrawn instead."""
        with self.desk.writing("toestemming weg") as session:
            session.delete(_row(session, consent_id))

    def given(self, consent_id: str) -> tuple[Given, ...]:
        """What the receiver of an exchange already has about this pupil, oldest first."""
        with self.desk.reading() as session:
            return _given(session, consent_of(_row(session, consent_id)))

    def receivers(self) -> tuple[str, ...]:
        """Who may be meant, for completing what is typed: contacts by their label, then the roles of outside."""
        with self.desk.reading() as session:
            people = [contact.label for contact in all_contacts(session)]
        outside = [kind.name for kind in role_kinds().values() if not kind.inside and not kind.relative]
        return (*people, *outside)


# --- the timeline and Vandaag


def exchange_entries(session: Session, student_id: str) -> list[Entry]:
    """Consents that no line of a meeting tells of, and every withdrawal."""
    found: list[Entry] = []
    for one in read_consents(session, [student_id]):
        day = one.at.astimezone().date()
        if not one.line_id:
            when = min(one.valid_from or day, day) if one.state is not ConsentState.ASKED else day
            found.append(Entry(one.id, when, "toestemming", entry_words(one), ref=one.id, at=one.at))
        if one.withdrawn_on:
            text = f"toestemming voor {one.receiver} {WORDS[ConsentState.WITHDRAWN]}"
            at = datetime.combine(one.withdrawn_on, time(12)).astimezone()
            found.append(Entry(f"{one.id}-", one.withdrawn_on, "toestemming", text, ref=one.id, at=at))
    return found


def open_exchanges(session: Session, today: date) -> Iterable[Unfinished]:
    """Of pupils with an open case: what is to be asked again since he became 16, what was asked outside a meeting."""
    ids = list(session.exec(select(CaseTable.student_id).where(col(CaseTable.closed_on).is_(None))))
    students = students_by_id(session, ids)
    by_student: dict[str, list[Consent]] = {}
    for one in read_consents(session, students):
        by_student.setdefault(one.student_id, []).append(one)
    for key, consents in by_student.items():
        student = students[key]
        for one in last_words(consents):
            address = ("consents", key, one.id)
            since = one.asks_again(student.birth_date, today)
            if since:
                text = f"toestemming voor {one.receiver}"
                yield Unfinished("consent_again", one.id, text, since, student, address)
            elif one.state is ConsentState.ASKED and not one.line_id and not one.item_id:
                text, day = f"voor {one.receiver}, nog geen antwoord", one.at.astimezone().date()
                yield Unfinished("consent_asked", one.id, text, day, student, address)


# --- what was already given


def _given(session: Session, consent: Consent) -> tuple[Given, ...]:
    """Told after meetings, handed out, and heard at the table; told lines are counted, never repeated."""
    contact = next((c for c in all_contacts(session) if c.id == consent.contact_id), None)
    names = {fold(consent.receiver), fold(short_receiver(consent)), fold(consent.receiver_role)}
    names |= {fold(contact.name), fold(contact.label)} if contact else set()
    names.discard("")
    found = [
        *_told(session, consent, names),
        *_handed(session, consent, names),
        *_heard(session, consent, names),
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _told(session: Session, consent: Consent, names: set[str]) -> Iterable[Given]:
    query = (
        select(ToldRow, MeetingRow, MeetingKindRow)
        .join(MeetingRow, col(MeetingRow.id) == ToldRow.meeting_id, isouter=True)
        .join(MeetingKindRow, col(MeetingKindRow.id) == MeetingRow.kind_id, isouter=True)
        .where(ToldRow.student_id == consent.student_id)
    )
    for row, meeting, kind in session.exec(query):
        mine = consent.contact_id and row.recipient == f"contact:{consent.contact_id}"
        if not mine and fold(row.label) not in names and fold(row.label.split(" (")[0]) not in names:
            continue
        lines = _lines(session, meeting.id, consent.student_id) if meeting else 0
        of = (
            f" van {kind.short or kind.name} ({count(lines, 'regel', 'regels')} besproken)" if meeting else ""
        )
        way = f", {row.way}" if row.way else ""
        yield Given(row.at, f"terugkoppeling{of}{way}" if meeting else f"{row.label}{way}")


def _lines(session: Session, meeting_id: str, student_id: str) -> int:
    """Lines about this pupil in a meeting that more people than the coordinator may read."""
    query = (
        select(LineRow.id)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
        .join(LineStudent, col(LineStudent.line_id) == LineRow.id)
        .where(
            ItemRow.meeting_id == meeting_id,
            LineStudent.student_id == student_id,
            LineRow.audience == Audience.SOT.value,
        )
    )
    return len(session.exec(query).all())


def _handed(session: Session, consent: Consent, names: set[str]) -> Iterable[Given]:
    query = select(HandedOutRow).where(HandedOutRow.student_id == consent.student_id)
    for row in session.exec(query):
        if fold(row.receiver) in names or fold(row.receiver.split(" (")[0]) in names:
            yield Given(row.at, f"{row.what} uitgegeven")


def _heard(session: Session, consent: Consent, names: set[str]) -> Iterable[Given]:
    query = (
        select(Attendance, MeetingRow, MeetingKindRow, ItemRow.id)
        .join(MeetingRow, col(MeetingRow.id) == Attendance.meeting_id)
        .join(MeetingKindRow, col(MeetingKindRow.id) == MeetingRow.kind_id)
        .join(ItemRow, col(ItemRow.meeting_id) == MeetingRow.id)
        .join(ItemStudent, col(ItemStudent.item_id) == ItemRow.id)
        .where(
            ItemStudent.student_id == consent.student_id,
            col(Attendance.joined_at).is_not(None),
            col(Attendance.item_id).is_(None) | (col(Attendance.item_id) == ItemRow.id),
        )
    )
    seen: set[str] = set()
    away = {(one.item_id, one.contact_id or one.label) for one in session.exec(select(ItemAway))}
    for row, meeting, kind, item_id in session.exec(query):
        mine = consent.contact_id and row.contact_id == consent.contact_id
        if (item_id, row.contact_id or row.label) in away:
            continue  # he was sent out for this one item
        if meeting.id in seen or not (mine or fold(row.label) in names or fold(row.role or "-") in names):
            continue
        seen.add(meeting.id)
        if row.joined_at:
            yield Given(row.joined_at, f"{kind.short or kind.name}: {AT_THE_TABLE}")


# --- helpers


def _receiver(contacts: Iterable[Contact], words: str) -> tuple[str, str | None, str]:
    """The label, contact and role that typed words name; words that name nobody stay as they are."""
    wanted = fold(words)
    for contact in contacts:
        if wanted in (fold(contact.name), fold(contact.label)):
            return contact.label, contact.id, contact.roles[0].code if contact.roles else ""
    for kind in role_kinds().values():
        if wanted in {fold(word) for word in (kind.code, kind.name, kind.long, *kind.aliases)}:
            return words, None, kind.code
    return words, None, ""


def check_exchange(exchange: Exchange, today: date) -> None:
    """What an exchange must say: a refusal or a question less than what was given."""
    wanted = [(exchange.receiver, "voor wie")]
    if exchange.state is ConsentState.GIVEN:
        wanted += [(exchange.purpose, "waarvoor"), (exchange.data, "welke gegevens")]
        wanted += [(exchange.proof, "hoe vastgelegd")]
    if exchange.ground == BY_CONSENT and exchange.state is not ConsentState.ASKED:
        wanted += [(exchange.giver, "van wie")]
    if lacks := [word for words, word in wanted if not words.strip()]:
        raise RuleError(f"Vul nog in: {', '.join(lacks)}.")
    first, last = exchange.valid_from or today, exchange.valid_until
    if last is not None and last < first:
        raise RuleError("De laatste dag ligt voor de eerste.")


def _row(session: Session, consent_id: str) -> ConsentRow:
    row = session.get(ConsentRow, consent_id)
    if row is None:
        raise NotFound(GONE)
    return row
