"""Signals in the store: noting one, weighing it (triage), filling in its details later."""

from datetime import date

from sqlmodel import col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.case_opening import case_for_signal, case_open_now, join_signals
from sotdesk.data.store.students import add_newcomer, students_by_id
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import SignalRow
from sotdesk.domain.capture_pupils import Newcomer
from sotdesk.domain.cases import Signal, Triage
from sotdesk.domain.errors import NotFound
from sotdesk.domain.students import Student

DETAILS = frozenset({"text", "by", "domain", "told_home", "seen_on"})
"""What of a signal may be filled in later."""
NO_SIGNAL = "Dit signaal is er niet meer."


class Signals(Part):
    """Signalen."""

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
            case = case_open_now(session, student_id)
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
                join_signals(session, row.student_id, row.case_id)
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


def signal_of(row: SignalRow, student: Student) -> Signal:
    """A table row as the plain signal that screens show."""
    names = (
        "id", "seen_on", "noted_at", "by", "text", "domain", "told_home", "triaged_on", "triage_note",
    )  # fmt: skip
    values = {name: getattr(row, name) for name in names}
    return Signal(student=student, triage=Triage(row.triage), case_id=row.case_id or "", **values)
