"""The referral gate in the store: what a pupil's own records show for each place he could be referred to.

Nothing is ticked that the records can show: support, what it brought, advice, hulpvraag, consent, parents consulted.
Only what no record holds is noted by hand. What is besloten counts for no destination: it may stand on no sheet.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.consents import read_consents
from sotdesk.data.store.students import guardians_of
from sotdesk.data.store.support import case_of
from sotdesk.data.store.support_read import read_supports
from sotdesk.data.tables.feedback import ToldRow
from sotdesk.data.tables.meetings import ItemRow, LineRow, LineStudent, MeetingRow
from sotdesk.data.tables.moments import MomentRow
from sotdesk.data.tables.people import StudentRow
from sotdesk.data.tables.support import GateAsideRow, GateFactRow
from sotdesk.domain.capture_model import Audience, Kind
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.exchanges import Standing, last_words, standing, standing_words
from sotdesk.domain.feedback import LOG
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.parents import is_parent
from sotdesk.domain.referral_gate import Aside, Fact, Gate, destinations, gates, requirements
from sotdesk.domain.support import Support
from sotdesk.domain.support_words import review_words
from sotdesk.domain.text import one_line

HELD = (MeetingState.CONCEPT.value, MeetingState.ADOPTED.value, MeetingState.RUNNING.value)
NO_REASON = "Schrijf in een paar woorden waarom je toch verdergaat; die reden komt op papier."


class ReferralGates(Part):
    """Verwijzing."""

    def of_student(self, student_id: str) -> tuple[Gate, ...]:
        """How the pupil stands before every destination."""
        with self.desk.reading() as session:
            facts = [*_facts(session, student_id, self.desk.today()), *_by_hand(session, student_id)]
            return gates(facts, _aside(session, student_id))

    def by_hand(self, student_id: str, requirement: str) -> Fact | None:
        """What she noted herself for a requirement that no record holds."""
        with self.desk.reading() as session:
            return next((f for f in _by_hand(session, student_id) if f.requirement == requirement), None)

    def note(self, student_id: str, requirement: str, on: date | None, words: str) -> None:
        """Notes that a requirement is met: since when, and in a few words; without a date it is not met after all.

        RuleError for a requirement that the records show themselves.
        """
        known = requirements()[requirement]
        if not known.by_hand:
            raise RuleError("Dit leest sotdesk zelf uit het dossier; vul het daar in.")
        with self.desk.writing(f"verwijzing: {known.words}") as session:
            query = select(GateFactRow).where(
                GateFactRow.student_id == student_id, GateFactRow.requirement == requirement
            )
            row = session.exec(query).first()
            if on is None:
                if row is not None:
                    session.delete(row)
                return
            row = row or GateFactRow(student_id=student_id, requirement=requirement, on=on)
            row.on, row.words = on, one_line(words)
            session.add(row)

    def enter_moment(self, moment_id: str, on: date | None) -> None:
        """When a contact moment, with its advice, was entered in the school's own system; None: not yet."""
        with self.desk.writing("contactmoment ingevoerd") as session:
            row = session.get(MomentRow, moment_id)
            if row is None:
                raise NotFound("Dit contactmoment is er niet meer.")
            row.entered_on = datetime.combine(on, time(12)).astimezone() if on else None

    def set_aside(self, student_id: str, destination: str, reason: str) -> None:
        """Goes on to this destination without what is missing. RuleError without a reason: it prints."""
        reason = one_line(reason)
        if not reason:
            raise RuleError(NO_REASON)
        with self.desk.writing("verwijzing: toch verder") as session:
            row = _aside_row(session, student_id, destination)
            row = row or GateAsideRow(
                student_id=student_id, destination=destination, reason=reason, on=self.desk.today()
            )
            row.reason, row.on = reason, self.desk.today()
            session.add(row)

    def take_up(self, student_id: str, destination: str) -> None:
        """Not set aside after all."""
        with self.desk.writing("verwijzing: niet meer opzij") as session:
            row = _aside_row(session, student_id, destination)
            if row is not None:
                session.delete(row)


def _facts(session: Session, student_id: str, today: date) -> Iterator[Fact]:
    """All that the records show."""
    for support in read_supports(session, [student_id]):
        if not support.restricted and support.begun(today):
            yield from _of_support(support)
    yield from _advice(session, student_id)
    case = case_of(session, student_id)
    if case is not None and case.question:
        yield Fact("question", case.opened_on, words=case.question)
    yield from _consents(session, student_id, today)
    yield from _parents(session, student_id)


def _of_support(support: Support) -> Iterator[Fact]:
    """Given, what it brought, and whether it was planned and evaluated (S004)."""
    yield Fact(
        "support", support.starts_on or support.made_on, support.entered_on, support.name, ref=support.id
    )
    for review in support.readable.reviews:
        words = f"{support.name}: {review_words(review)}"
        yield Fact("yield", review.on, review.entered_on, words, ref=support.id)
        if support.goal:
            yield Fact("evaluated", review.on, words=support.name, ref=support.id)


def _advice(session: Session, student_id: str) -> Iterator[Fact]:
    """Advice of meetings, entered when the logboek of that meeting was; and of contact moments."""
    told = (
        select(ToldRow.meeting_id, ToldRow.at)
        .where(ToldRow.student_id == student_id, ToldRow.recipient == LOG)
        .order_by(col(ToldRow.at))
    )
    entered = dict(session.exec(told).all())
    mine = select(LineStudent.line_id).where(LineStudent.student_id == student_id)
    advice = (
        col(LineRow.id).in_(mine), LineRow.kind == Kind.ADVICE.value, LineRow.audience == Audience.SOT.value,
    )  # fmt: skip
    said = (
        select(LineRow, MeetingRow)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
        .where(*advice, col(MeetingRow.state).in_(HELD))
    )
    for line, meeting in session.exec(said):
        at = entered.get(meeting.id)
        on = at.astimezone().date() if at and at >= line.at else None
        yield Fact("advice", meeting.day, on, line.text, ref=meeting.id, leads="meeting")
    talked = select(LineRow, MomentRow).join(MomentRow, col(MomentRow.id) == LineRow.moment_id).where(*advice)
    for line, moment in session.exec(talked):
        on = moment.entered_on.astimezone().date() if moment.entered_on else None
        yield Fact("advice", moment.at.astimezone().date(), on, line.text, ref=moment.id, leads="moment")


def _consents(session: Session, student_id: str, today: date) -> Iterator[Fact]:
    """What was said last of consent or another ground, for each destination that its receiver belongs to."""
    student = session.get(StudentRow, student_id)
    born = student.birth_date if student else None
    for consent in last_words(read_consents(session, [student_id])):
        how = standing(consent, born, today)
        if how not in (Standing.HOLDS, Standing.LACKS, Standing.AGAIN):
            continue
        day = consent.valid_from or consent.at.astimezone().date()
        lacks = "" if how is Standing.HOLDS else standing_words(consent, born, today)
        for destination in destinations():
            if destination.receives(consent.receiver_role, consent.receiver):
                yield Fact(
                    "consent",
                    day,
                    words=consent.words,
                    destination=destination.code,
                    ref=consent.id,
                    lacks=lacks,
                )


def _parents(session: Session, student_id: str) -> Iterator[Fact]:
    """When a parent spoke, in a meeting or a contact moment; not what he said."""
    guardians = guardians_of(session, student_id)
    mine = select(LineStudent.line_id).where(LineStudent.student_id == student_id)
    lines = session.exec(select(LineRow).where(col(LineRow.id).in_(mine), LineRow.voice != ""))
    for line in lines:
        if is_parent(line.voice, guardians):
            yield Fact("parents", line.at.astimezone().date(), words=f"gesproken met {line.voice}")
    for moment in session.exec(select(MomentRow).where(MomentRow.student_id == student_id)):
        if is_parent(moment.with_whom, guardians):
            yield Fact("parents", moment.at.astimezone().date(), words=f"gesproken met {moment.with_whom}")


def _by_hand(session: Session, student_id: str) -> Iterable[Fact]:
    rows = session.exec(select(GateFactRow).where(GateFactRow.student_id == student_id))
    return [Fact(row.requirement, row.on, words=row.words) for row in rows]


def _aside(session: Session, student_id: str) -> dict[str, Aside]:
    rows = session.exec(select(GateAsideRow).where(GateAsideRow.student_id == student_id))
    return {row.destination: Aside(row.reason, row.on) for row in rows}


def _aside_row(session: Session, student_id: str, destination: str) -> GateAsideRow | None:
    query = select(GateAsideRow).where(
        GateAsideRow.student_id == student_id, GateAsideRow.destination == destination
    )
    return session.exec(query).first()
