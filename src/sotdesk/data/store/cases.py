"""Cases in the store: signals and triage, opening, the aanmelding, the card, closing and reopening."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.case_file import read_case, read_pupil
from sotdesk.data.store.case_status import move_case
from sotdesk.data.store.students import add_newcomer, students_by_id
from sotdesk.data.tables.actions import ActionRow, ActionStudent
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseEvent, CaseTable, ReferralRow, SignalRow, TriedRow
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, MeetingRow
from sotdesk.domain.capture_pupils import Newcomer
from sotdesk.domain.case_words import result_words
from sotdesk.domain.cases import CaseFile, CaseRow, CaseStatus, Referral, Signal, Triage
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.domain.students import Student
from sotdesk.domain.text import one_line

REFERRAL_COLUMNS = (
    "by", "question", "question_by", "request", "parents_informed", "parents_agreed", "student_informed",
    "student_agreed",
)  # fmt: skip
EDITABLE = frozenset(
    {"level", "holder", "question", "question_by", "request", "what_works", "confidentiality"}
)
DETAILS = frozenset({"text", "by", "domain", "told_home", "seen_on"})
"""What of a signal may be filled in later."""
NO_PUPIL = "Deze leerling staat niet (meer) in de kluis. Zoek opnieuw met /."
NO_SIGNAL = "Dit signaal is er niet meer."


class Cases(Part):
    """Casussen en signalen."""

    def all(self, *, closed: bool = False) -> tuple[CaseRow, ...]:
        """The list of cases by class and name; with `closed` also the closed ones, last."""
        with self.desk.reading() as session:
            found = _rows(session, closed=closed)
        return tuple(
            sorted(
                found, key=lambda c: (c.closed_on is not None, c.student.class_name, c.student.name.sort_key)
            )
        )

    def get(self, case_id: str) -> CaseFile:
        """All the card shows; NotFound when it is gone."""
        with self.desk.reading() as session:
            return read_case(session, case_id)

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
            found = _rows(session, closed=True, student_id=student_id)
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
            _join_signals(session, student_id, case_id)
            return case_id

    def set_status(self, case_id: str, status: CaseStatus) -> None:
        """Moves a case on; closing and reopening have their own methods."""
        with self.desk.writing(f"status {status.value}") as session:
            row = _case(session, case_id)
            move_case(session, row, status.value, self.desk.now())

    def edit(self, case_id: str, *, status: CaseStatus | None = None, **fields: str) -> None:
        """Changes the head: level, holder, question, question_by, request, what_works, confidentiality, status.

        Another status is a turning point that the timeline shows.
        """
        unknown = fields.keys() - EDITABLE
        if unknown:
            raise ValueError(f"not editable: {sorted(unknown)}")
        with self.desk.writing("casus wijzigen") as session:
            row = _case(session, case_id)
            for name, value in fields.items():
                setattr(row, name, value)
            if status is not None:
                move_case(session, row, status.value, self.desk.now())

    def refer(self, case_id: str, referral: Referral) -> None:
        """Keeps the aanmelding; the case takes its hulpvraag and request over, a signal becomes intake."""
        with self.desk.writing("aanmelding bij het SOT") as session:
            row = _case(session, case_id)
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
            row = _case(session, case_id)
            if row.closed_on is not None:
                raise RuleError("Deze casus is al afgesloten.")
            row.closed_on, row.close_reason, row.close_result = on or self.desk.today(), reason, result
            text = ". ".join(filter(None, [reason.rstrip("."), result]))
            self._turn(session, row, CaseStatus.CLOSED, "afgesloten", text, on=row.closed_on)

    def reopen(self, case_id: str, reason: str = "", *, on: date | None = None) -> None:
        """Reopens a closed case as intake; the gap stays to be seen (S003 (b))."""
        with self.desk.writing("casus heropenen") as session:
            row = _case(session, case_id)
            if row.closed_on is None:
                raise RuleError("Deze casus is al open.")
            row.closed_on = None
            _join_signals(session, row.student_id, case_id)
            self._turn(session, row, CaseStatus.INTAKE, "heropend", reason, on=on)

    # --- signals

    def add_signal(
        self,
        pupil: str | Newcomer,
        by: str,
        text: str,
        *,
        seen_on: date | None = None,
        domain: str = "",
        told_home: str = "",
    ) -> str:
        """Notes a signal; it stays to be weighed until triage. Joins the pupil's open case when there is one.

        `pupil` is his key, or who is not on the list yet: he is made in the same step, voorlopig.
        """
        with self.desk.writing("signaal noteren") as session:
            student_id = pupil if isinstance(pupil, str) else add_newcomer(session, pupil)
            signal_id = new_id()
            case = _open_case(session, student_id)
            session.add(
                SignalRow(
                    id=signal_id, student_id=student_id, case_id=case.id if case else None, by=by.strip(),
                    text=text.strip(), seen_on=seen_on or self.desk.today(), noted_at=self.desk.now(),
                    domain=domain, told_home=told_home,
                )
            )  # fmt: skip
            return signal_id

    def signals(self, *, open_only: bool = True) -> tuple[Signal, ...]:
        """Signals, the oldest first; `open_only` = those still to be weighed."""
        with self.desk.reading() as session:
            query = select(SignalRow).order_by(col(SignalRow.seen_on), col(SignalRow.noted_at))
            if open_only:
                query = query.where(SignalRow.triage == Triage.OPEN.value)
            rows = session.exec(query).all()
            students = students_by_id(session, [r.student_id for r in rows])
        return tuple(signal_of(row, students[row.student_id]) for row in rows)

    def signal(self, signal_id: str) -> Signal:
        """One signal; NotFound when it is gone."""
        with self.desk.reading() as session:
            row = session.get(SignalRow, signal_id)
            if row is None:
                raise NotFound(NO_SIGNAL)
            return signal_of(row, students_by_id(session, [row.student_id])[row.student_id])

    def triage(self, signal_id: str, to: Triage, note: str = "", *, on: date | None = None) -> str:
        """Weighs a signal. To the SOT (or directly) joins or opens the pupil's case and gives its id, else ''."""
        today = on or self.desk.today()
        with self.desk.writing("signaal wegen") as session:
            row = session.get(SignalRow, signal_id)
            if row is None:
                raise NotFound(NO_SIGNAL)
            row.triage, row.triaged_on, row.triage_note = to.value, today, note.strip()
            if to in (Triage.SOT, Triage.DIRECT):
                row.case_id = case_for_signal(session, row.student_id, today, self.desk.now()).id
                _join_signals(session, row.student_id, row.case_id)
                return row.case_id
        return ""

    def edit_signal(self, signal_id: str, **fields: str | date) -> None:
        """Fills in a signal's details later: text, by, domain, told_home, seen_on."""
        unknown = fields.keys() - DETAILS
        if unknown:
            raise ValueError(f"not editable: {sorted(unknown)}")
        with self.desk.writing("signaal aanvullen") as session:
            row = session.get(SignalRow, signal_id)
            if row is None:
                raise NotFound(NO_SIGNAL)
            for name, value in fields.items():
                setattr(row, name, value)

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
        _turned(session, case, new, kind, text, on or self.desk.today(), self.desk.now())


def signal_of(row: SignalRow, student: Student) -> Signal:
    """A table row as the plain signal that screens show."""
    names = (
        "id", "seen_on", "noted_at", "by", "text", "domain", "told_home", "triaged_on", "triage_note",
    )  # fmt: skip
    values = {name: getattr(row, name) for name in names}
    return Signal(student=student, triage=Triage(row.triage), case_id=row.case_id or "", **values)


def open_case(
    session: Session, student_id: str, status: CaseStatus, on: date, at: datetime, *, holder: str = "",
    question: str = "", question_by: str = "",
) -> str:  # fmt: skip
    """The rows of a new case; gives its id."""
    case_id = new_id()
    session.add(
        CaseTable(
            id=case_id, student_id=student_id, status=status.value, opened_on=on, holder=holder,
            question=question, question_by=question_by,
        )
    )  # fmt: skip
    session.add(CaseEvent(case_id=case_id, day=on, at=at, kind="geopend"))
    return case_id


def case_for_signal(session: Session, student_id: str, on: date, at: datetime) -> CaseTable:
    """The pupil's open case; else his closed one, opened again as a signal, or a new one."""
    case = _open_case(session, student_id)
    if case is not None:
        return case
    closed = session.exec(select(CaseTable).where(CaseTable.student_id == student_id)).first()
    if closed is None:
        return _case(session, open_case(session, student_id, CaseStatus.SIGNAL, on, at))
    closed.closed_on = None
    _turned(session, closed, CaseStatus.SIGNAL, "heropend", "nieuw signaal", on, at)
    return closed


def _turned(
    session: Session, case: CaseTable, new: CaseStatus, kind: str, text: str, on: date, at: datetime
) -> None:
    session.add(
        CaseEvent(
            case_id=case.id, day=on, at=at, kind=kind, text=text.strip(), old=case.status, new=new.value
        )
    )
    case.status = new.value


def _case(session: Session, case_id: str) -> CaseTable:
    row = session.get(CaseTable, case_id)
    if row is None:
        raise NotFound("Deze casus is er niet (meer).")
    return row


def _open_case(session: Session, student_id: str) -> CaseTable | None:
    query = select(CaseTable).where(CaseTable.student_id == student_id, col(CaseTable.closed_on).is_(None))
    return session.exec(query).first()


def _join_signals(session: Session, student_id: str, case_id: str) -> None:
    """The pupil's signals without a case are part of this one from now on."""
    query = select(SignalRow).where(SignalRow.student_id == student_id, col(SignalRow.case_id).is_(None))
    for signal in session.exec(query):
        signal.case_id = case_id


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


def _rows(session: Session, *, closed: bool, student_id: str = "") -> list[CaseRow]:
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
