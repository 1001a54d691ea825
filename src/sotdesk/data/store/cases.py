"""Cases in the store: opening, the aanmelding, the card, closing and reopening; their signals are signals.py's."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from sotdesk.data.store.case_file import read_case, read_pupil
from sotdesk.data.store.case_opening import case_row, join_signals, open_case, turned
from sotdesk.data.store.case_status import move_case
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.signals import Signals
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.actions import ActionRow, ActionStudent
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseEvent, CaseTable, ReferralRow, TriedRow
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, MeetingRow
from sotdesk.domain.case_words import result_words
from sotdesk.domain.cases import CaseFile, CaseRow, CaseStatus, Referral, Regie
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.domain.text import one_line

REFERRAL_COLUMNS = (
    "by", "question", "question_by", "request", "parents_informed", "parents_agreed", "student_informed",
    "student_agreed",
)  # fmt: skip
EDITABLE = frozenset(
    {"level", "holder", "question", "question_by", "request", "what_works", "confidentiality"}
)
NO_PUPIL = "Deze leerling staat niet (meer) in de kluis. Zoek opnieuw met /."


class Cases(Signals):
    """Casussen en signalen."""

    def all(self, *, closed: bool = False) -> tuple[CaseRow, ...]:
        """The list of cases by class and name; with `closed` also the closed ones, last."""
        with self.desk.reading() as session:
            found = case_rows(session, closed=closed)
        return tuple(
            sorted(
                found, key=lambda c: (c.closed_on is not None, c.student.class_name, c.student.name.sort_key)
            )
        )

    @remembered
    def get(self, case_id: str) -> CaseFile:
        """All the card shows; NotFound when it is gone."""
        with self.desk.reading() as session:
            return read_case(session, case_id)

    @remembered
    def pupil(self, student_id: str) -> PupilFile:
        """What the card of a pupil without a case shows; NotFound when he is gone."""
        with self.desk.reading() as session:
            student = students_by_id(session, [student_id]).get(student_id)
            if student is None:
                raise NotFound(NO_PUPIL)
            return read_pupil(session, student)

    def of_student(self, student_id: str) -> CaseRow | None:
        """The pupil's open case, else his closed one, else None."""
        with self.desk.reading() as session:
            found = case_rows(session, closed=True, student_id=student_id)
        return min(found, key=lambda c: (c.closed_on is not None, -c.opened_on.toordinal()), default=None)

    def open(
        self, student_id: str, *, status: CaseStatus = CaseStatus.SIGNAL, holder: str = "", question: str = "",
        question_by: str = "", on: date | None = None,
    ) -> str:  # fmt: skip
        """Opens a case, which the pupil's signals join; gives its id.

        RuleError when the pupil has an open one, or a closed one (reopen that: it keeps the gap).
        """
        with self.desk.writing("casus openen") as session:
            _refuse_second(session, student_id)
            case_id = open_case(
                session, student_id, status, on or self.desk.today(), self.desk.now(), holder=holder,
                question=one_line(question), question_by=one_line(question_by),
            )  # fmt: skip
            join_signals(session, student_id, case_id)
            return case_id

    def set_status(self, case_id: str, status: CaseStatus) -> None:
        """Moves a case on; closing and reopening have their own methods."""
        with self.desk.writing(f"status {status.value}") as session:
            row = case_row(session, case_id)
            move_case(session, row, status.value, self.desk.now())

    def edit(
        self,
        case_id: str,
        *,
        status: CaseStatus | None = None,
        regie: Regie | None = None,
        **fields: str,
    ) -> None:
        """Changes the head: level, holder, question, question_by, request, what_works, confidentiality, status,
        and who leads from outside (`regie`).

        Another status is a turning point that the timeline shows; that an outside party leads, or not any more, too.
        """
        unknown = fields.keys() - EDITABLE
        if unknown:
            raise ValueError(f"not editable: {sorted(unknown)}")
        with self.desk.writing("casus wijzigen") as session:
            row = case_row(session, case_id)
            for name, value in fields.items():
                setattr(row, name, value)
            if regie is not None:
                self._lead(session, row, regie)
            if status is not None:
                move_case(session, row, status.value, self.desk.now())

    def _lead(self, session: Session, row: CaseTable, regie: Regie) -> None:
        """Who leads from now on; another organisation is a turning point."""
        before, now = row.regie, self.desk.now()
        row.regie, row.regie_person, row.regie_since = regie.organisation, regie.person, regie.since
        if row.regie == before:
            return
        text = f"{row.regie} heeft de regie" if row.regie else f"de school heeft de regie weer (was {before})"
        session.add(CaseEvent(case_id=row.id, day=now.date(), at=now, kind="regie", text=text))

    def refer(self, case_id: str, referral: Referral) -> None:
        """Keeps the aanmelding; the case takes its hulpvraag and request over, a signal becomes intake."""
        with self.desk.writing("aanmelding bij het SOT") as session:
            row = case_row(session, case_id)
            _save_referral(session, case_id, referral)
            row.question, row.question_by = referral.question, referral.question_by
            row.request = referral.request or row.request
            if row.status == CaseStatus.SIGNAL.value:
                move_case(session, row, CaseStatus.INTAKE.value, self.desk.now())

    def close(
        self, case_id: str, reason: str, result: str = "", satisfaction: str = "", *, on: date | None = None
    ) -> None:
        """Closes a case with its reason, its result and how satisfied pupil and parents are (domain.md §5 step 9)."""
        reason, result = one_line(reason), result_words(result, satisfaction)
        if not reason:
            raise RuleError("Schrijf in een paar woorden waarom de casus sluit.")
        with self.desk.writing("casus afsluiten") as session:
            row = case_row(session, case_id)
            if row.closed_on is not None:
                raise RuleError("Deze casus is al afgesloten.")
            row.closed_on, row.close_reason, row.close_result = on or self.desk.today(), reason, result
            text = ". ".join(filter(None, [reason.rstrip("."), result]))
            self._turn(session, row, CaseStatus.CLOSED, "afgesloten", text, on=row.closed_on)

    def reopen(self, case_id: str, reason: str = "", *, on: date | None = None) -> None:
        """Reopens a closed case as intake; the gap stays to be seen (S003 (b))."""
        with self.desk.writing("casus heropenen") as session:
            row = case_row(session, case_id)
            if row.closed_on is None:
                raise RuleError("Deze casus is al open.")
            row.closed_on = None
            join_signals(session, row.student_id, case_id)
            self._turn(session, row, CaseStatus.INTAKE, "heropend", reason, on=on)

    def _turn(
        self,
        session: Session,
        case: CaseTable,
        new: CaseStatus,
        kind: str,
        text: str,
        *,
        on: date | None = None,
    ) -> None:
        """A case closes or opens again."""
        turned(session, case, new, kind, text, on or self.desk.today(), self.desk.now())


def _refuse_second(session: Session, student_id: str) -> None:
    for row in session.exec(select(CaseTable).where(CaseTable.student_id == student_id)):
        if row.closed_on is None:
            raise RuleError("Deze leerling heeft al een open casus. Ga daarheen.")
        raise RuleError(
            "Deze leerling heeft een afgesloten casus. Heropen die, dan blijft het gat zichtbaar."
        )


def _save_referral(session: Session, case_id: str, referral: Referral) -> None:
    row = session.get(ReferralRow, referral.id) if referral.id else None
    row = row or ReferralRow(id=referral.id or new_id(), case_id=case_id, day=referral.on)
    row.day = referral.on
    for name in REFERRAL_COLUMNS:
        setattr(row, name, getattr(referral, name))
    session.add(row)
    for old in session.exec(select(TriedRow).where(TriedRow.referral_id == row.id)):
        session.delete(old)
    session.add_all(
        TriedRow(referral_id=row.id, position=i, what=t.what, effect=t.effect)
        for i, t in enumerate(referral.tried)
    )


def case_rows(session: Session, *, closed: bool, student_id: str = "") -> list[CaseRow]:
    """Columns only, counts by group: 1 ms for 200 cases."""
    query = select(CaseTable)
    if not closed:
        query = query.where(col(CaseTable.closed_on).is_(None))
    if student_id:
        query = query.where(CaseTable.student_id == student_id)
    rows: Sequence[CaseTable] = session.exec(query).all()
    students = students_by_id(session, [r.student_id for r in rows])
    counts = _open_actions(session)
    discussed = last_discussed(session)
    return [
        CaseRow(
            row.id, students[row.student_id], CaseStatus(row.status), row.level, row.holder, row.question,
            row.opened_on, row.closed_on, *counts.get(row.id, (0, None)), last_discussed=discussed.get(row.id),
            confidentiality=row.confidentiality,
        )
        for row in rows
    ]  # fmt: skip


def _open_actions(session: Session) -> dict[str, tuple[int, date | None]]:
    query = (
        select(ActionStudent.case_id, func.count(), func.min(ActionRow.due))
        .join(ActionRow, col(ActionRow.id) == ActionStudent.action_id)
        .where(ActionRow.state == "open", col(ActionStudent.case_id).is_not(None))
        .group_by(col(ActionStudent.case_id))
    )
    return {case_id: (count, due) for case_id, count, due in session.exec(query) if case_id}


def last_discussed(session: Session) -> dict[str, date]:
    """When each case was last discussed, by its id."""
    query = (
        select(ItemStudent.case_id, func.max(MeetingRow.day))
        .join(ItemRow, col(ItemRow.id) == ItemStudent.item_id)
        .join(MeetingRow, col(MeetingRow.id) == ItemRow.meeting_id)
        .where(ItemRow.state == "besproken", col(ItemStudent.case_id).is_not(None))
        .group_by(col(ItemStudent.case_id))
    )
    return {case_id: day for case_id, day in session.exec(query) if case_id}
