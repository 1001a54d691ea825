"""Warme overdracht in the store: what a sheet is made of, who may receive it, what was handed over and received."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from sotdesk.data.store.actions import of_students, read_actions
from sotdesk.data.store.base import Part
from sotdesk.data.store.case_file import read_case, read_pupil
from sotdesk.data.store.consents import known_needs, read_consents
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.effects import open_cases
from sotdesk.data.store.handover_entries import handover_of
from sotdesk.data.store.kwadrant import read_kwadrants
from sotdesk.data.store.network import network_of
from sotdesk.data.store.school import school_of
from sotdesk.data.store.school_norms import ages_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.store.support import case_of, index_of
from sotdesk.data.store.support_read import read_supports
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.handover import HandoverRow
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, MeetingRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.domain.ages import age_flags
from sotdesk.domain.cases import CaseFile, Confidentiality
from sotdesk.domain.consents import Consent
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.handover import Around, Handover, Reason, Receiver, waiting_first
from sotdesk.domain.handover_sheet import HandoverFacts, ground_words
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold, one_line

A_FILE = "Dit was een bestand voor een andere kluis. De ontvangst noteer je bij Casussen, Overdragen (o)."
GONE = "Deze overdracht is er niet meer."


class Handovers(Part):
    """Overdracht."""

    # --- what a sheet is made of

    def facts(self, student_id: str) -> HandoverFacts:
        """All that a sheet may say of this pupil; NotFound when he is gone."""
        with self.desk.reading() as session:
            return self._facts(session, _student(session, student_id))

    def names(self) -> NameIndex:
        """Every pupil's name, to write texts about one of them without the others (OneName)."""
        with self.desk.reading() as session:
            return index_of(session)

    def around(self, student_id: str) -> Around:
        """Who may receive this pupil's file; NotFound when he is gone."""
        with self.desk.reading() as session:
            return self._arounds(session, [_student(session, student_id)])[student_id]

    def arounds(self, student_ids: Iterable[str]) -> dict[str, Around]:
        """The same of several pupils, by their ids."""
        with self.desk.reading() as session:
            return self._arounds(session, students_by_id(session, student_ids).values())

    def _facts(self, session: Session, student: Student) -> HandoverFacts:
        row = case_of(session, student.id)
        file = read_case(session, row.id) if row else read_pupil(session, student)
        case = file if isinstance(file, CaseFile) else None
        today = self.desk.today()
        return HandoverFacts(
            school=school_of(session).name, today=today,
            level=case.level if case else "", status=case.status.value if case else "",
            holder=case.holder if case else "", confidentiality=case.confidentiality if case else "",
            question=case.question if case else "", question_by=case.question_by if case else "",
            what_works=case.what_works if case else "", mentors=file.mentors,
            actions=read_actions(session, of_students([student.id])),
            supports=read_supports(session, [student.id]), entries=file.timeline,
            network=network_of(session, student, today), meetings=_planned(session, student.id, today),
            ages=age_flags(student.birth_date, today, ages_of(session)),
            kwadrant=read_kwadrants(session, [student.id], today)[student.id],
        )  # fmt: skip

    def _arounds(self, session: Session, students: Iterable[Student]) -> dict[str, Around]:
        contacts, school, needs = all_contacts(session), school_of(session), known_needs(session)
        by_id = {student.id: student for student in students}
        consents: dict[str, list[Consent]] = {}
        for one in read_consents(session, by_id):
            consents.setdefault(one.student_id, []).append(one)
        own = set(
            session.exec(
                select(CaseTable.student_id).where(
                    col(CaseTable.student_id).in_(by_id),
                    CaseTable.confidentiality == Confidentiality.OWN.value,
                )
            )
        )
        return {
            key: Around(
                student,
                self.desk.today(),
                contacts,
                school.departments,
                needs,
                consents.get(key, ()),
                key in own,
                school.coordinator_id,
            )
            for key, student in by_id.items()
        }

    # --- what was handed over

    def of_student(self, student_id: str) -> tuple[Handover, ...]:
        """What waits for its receipt first, then what was received."""
        with self.desk.reading() as session:
            rows = session.exec(select(HandoverRow).where(HandoverRow.student_id == student_id))
            return waiting_first(map(handover_of, rows))

    def last(self, student_ids: Sequence[str]) -> dict[str, Handover]:
        """The newest handover of each of these pupils."""
        query = select(HandoverRow).where(col(HandoverRow.student_id).in_(student_ids))
        with self.desk.reading() as session:
            rows = session.exec(query.order_by(col(HandoverRow.made_at))).all()
        return {row.student_id: handover_of(row) for row in rows}

    def give(
        self,
        student_id: str,
        receiver: Receiver,
        reason: Reason,
        *,
        restricted: bool = False,
        aside: str = "",
    ) -> str:
        """Keeps that a sheet went to this receiver, and gives its id; a second form of the same sheet on one day is
        the same handover. RuleError without a receiver, or without the ground that he needs and no reason."""
        _check(receiver, aside)
        with self.desk.writing("overdracht") as session:
            return self._give(session, student_id, receiver, reason, restricted=restricted, aside=aside)

    def give_many(self, given: Sequence[tuple[str, Receiver]], reason: Reason) -> None:
        """The same for several pupils at once: one act, one undo."""
        for _, receiver in given:
            _check(receiver, "")
        with self.desk.writing("overdracht van een klas") as session:
            for student_id, receiver in given:
                self._give(session, student_id, receiver, reason)

    def _give(
        self, session: Session, student_id: str, receiver: Receiver, reason: Reason, *, restricted: bool = False,
        aside: str = "",
    ) -> str:  # fmt: skip
        same = select(HandoverRow).where(
            HandoverRow.student_id == student_id, HandoverRow.reason == reason.words,
            col(HandoverRow.received_on).is_(None), HandoverRow.transfer_id == "",
        )  # fmt: skip
        for row in session.exec(same):
            if fold(row.receiver) == fold(receiver.label) and handover_of(row).made_on == self.desk.today():
                row.restricted = row.restricted or restricted
                return row.id
        case = next(iter(open_cases(session, [student_id])), None)
        row = HandoverRow(
            id=new_id(), student_id=student_id, case_id=case.id if case else None, made_at=self.desk.now(),
            receiver=receiver.label, reason=reason.words, role=receiver.role, restricted=restricted,
            ground=ground_words(receiver, one_line(aside)),
        )  # fmt: skip
        session.add(row)
        return row.id

    def receive(self, handover_id: str, by: str, on: date) -> None:
        """Who received it, and when. RuleError without a name, or on a day before it was made or still to come."""
        by = one_line(by)
        if not by:
            raise RuleError("Schrijf op wie het ontving.")
        if on > self.desk.today():
            raise RuleError("Die dag is nog niet geweest.")
        with self.desk.writing("overdracht ontvangen") as session:
            row = _sheet(session, handover_id)
            if on < handover_of(row).made_on:
                raise RuleError("Toen was de overdracht er nog niet. Kijk de dag na.")
            row.received_by, row.received_on = by, on

    def remove(self, handover_id: str) -> None:
        """Takes a handover out of the file: it was a mistake. What left stays on the list of documents."""
        with self.desk.writing("overdracht weg") as session:
            session.delete(_sheet(session, handover_id))


def _check(receiver: Receiver, aside: str) -> None:
    if not receiver.label:
        raise RuleError("Voor wie is de overdracht?")
    if receiver.family:
        raise RuleError("Een overdracht is voor wie het overneemt; leerling en ouders vertel je het zelf.")
    if receiver.lacks_ground and not one_line(aside):
        raise RuleError(
            "Er is nog geen toestemming of andere grond voor deze ontvanger. Leg die vast, of zeg waarom het toch gaat."
        )


def _planned(session: Session, student_id: str, today: date) -> tuple[tuple[date, str], ...]:
    """The planned meetings on whose agenda the pupil stands."""
    query = (
        select(MeetingRow, MeetingKindRow)
        .join(ItemRow, col(ItemRow.meeting_id) == MeetingRow.id)
        .join(ItemStudent, col(ItemStudent.item_id) == ItemRow.id)
        .join(MeetingKindRow, col(MeetingKindRow.id) == MeetingRow.kind_id)
        .where(
            ItemStudent.student_id == student_id,
            MeetingRow.day >= today,
            MeetingRow.state == MeetingState.PLANNED.value,
        )
    )
    return tuple((meeting.day, kind.short or kind.name) for meeting, kind in session.exec(query))


def _student(session: Session, student_id: str) -> Student:
    found = students_by_id(session, [student_id]).get(student_id)
    if found is None:
        raise NotFound("Deze leerling staat niet (meer) in de kluis. Zoek opnieuw met /.")
    return found


def _sheet(session: Session, handover_id: str) -> HandoverRow:
    """The handover of a sheet; a file for another vault has a receipt with a code of its own (transfer.py)."""
    row = session.get(HandoverRow, handover_id)
    if row is None:
        raise NotFound(GONE)
    if row.transfer_id:
        raise RuleError(A_FILE)
    return row
