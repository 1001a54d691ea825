"""Absence in the store: dated snapshots, pasted days, reports, and which report is due (domain.md §10)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.school import calendar_of
from sotdesk.data.store.school_norms import norms_of, put_count, put_sick
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.absence import AbsenceDay, AbsenceReport, AbsenceRow
from sotdesk.data.tables.base import new_id
from sotdesk.domain.absence import Absence, AbsenceKind, CountNorm, Norms, SickNorm, Snapshot, snapshot
from sotdesk.domain.absence_paste import Pasted, read_days
from sotdesk.domain.absence_reports import (
    AbsenceFile,
    Due,
    DueOf,
    Report,
    Stand,
    counted_from,
    dues,
    report_words,
    stand_words,
)
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.cases import Entry
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.students import Student
from sotdesk.domain.text import one_line

GONE = "Dit staat niet meer in het verzuim van deze leerling."
MOST_HOURS, MOST_REPORTS, MOST_DAYS, MOST_WEEKS = 200, 60, 200, 60
"""A snapshot beyond these is a typing error."""


@dataclass(frozen=True)
class Preview:
    """What keeping a paste would do: how many days it replaces, and the snapshot it comes to."""

    pasted: Pasted
    replaced: int
    snapshot: Snapshot


class Absences(Part):
    """Verzuim."""

    @remembered
    def of_student(self, student_id: str) -> AbsenceFile:
        """All that is known of a pupil's absence; NotFound when he is gone."""
        with self.desk.reading() as session:
            return read_absence(session, student_id, self.desk.today())

    # --- the school's own norms

    def norms(self) -> Norms:
        """The norms of this school."""
        with self.desk.reading() as session:
            return norms_of(session)

    def save_sick_norm(self, norm: SickNorm) -> None:
        """Keeps when sickness asks a talk at this school. RuleError when it is no norm."""
        with self.desk.writing("norm van het ziekteverzuim") as session:
            put_sick(session, norm)

    def save_count_norm(self, norm: CountNorm) -> None:
        """Keeps how this school counts absence. RuleError when it cannot be; days pasted before stay as they are."""
        with self.desk.writing("telling van het verzuim") as session:
            put_count(session, norm)

    # --- snapshots

    def save_stand(self, student_id: str, found: Snapshot, note: str = "", stand_id: str = "") -> None:
        """Keeps a typed snapshot, or changes one. RuleError when its numbers cannot be."""
        _check(found, self.desk.today())
        with self.desk.writing("stand van het verzuim") as session:
            row = _stand(session, stand_id) if stand_id else None
            row = row or AbsenceRow(
                id=new_id(), student_id=student_id, day=found.day, noted_at=self.desk.now()
            )
            _fill(row, found)
            row.typed, row.note = True, one_line(note)
            session.add(row)

    def remove_stand(self, stand_id: str) -> None:
        """Takes a snapshot away; days that were pasted stay."""
        with self.desk.writing("stand van het verzuim weg") as session:
            session.delete(_stand(session, stand_id))

    # --- pasted days

    def preview(self, student_id: str, text: str, on: date | None = None) -> Preview:
        """What a paste would come to on `on` (today when none is given); nothing is kept."""
        day = on or self.desk.today()
        with self.desk.reading() as session:
            calendar, rules = calendar_of(session), norms_of(session)
            pasted = read_days(text, self.desk.today(), calendar, rules.lesson_hours)
            known = read_days_of(session, [student_id]).get(student_id, [])
            fresh = {one.day for one in pasted.days}
            after = counted_from(_reports_of(session, [student_id]).get(student_id, []))
        kept = [one for one in known if one.day not in fresh]
        replaced = len({one.day for one in known if one.day in fresh})
        found = snapshot([*kept, *pasted.days], day, calendar, after=after, rules=rules)
        return Preview(pasted, replaced, found)

    def keep_days(self, student_id: str, text: str, on: date | None = None) -> Preview:
        """Keeps pasted days in the place of what was known of the same days, and the snapshot that they come to.

        RuleError when no day could be read.
        """
        found = self.preview(student_id, text, on)
        if not found.pasted.days:
            raise RuleError("In deze tekst is geen dag gelezen. Nodig zijn: datum, soort en uren.")
        days = {one.day for one in found.pasted.days}
        with self.desk.writing("verzuim geplakt") as session:
            query = select(AbsenceDay).where(
                AbsenceDay.student_id == student_id, col(AbsenceDay.day).in_(days)
            )
            for row in session.exec(query):
                session.delete(row)
            session.add_all(
                AbsenceDay(student_id=student_id, day=one.day, kind=one.kind.value, hours=one.hours)
                for one in found.pasted.days
            )
            session.flush()
            self._keep_computed(session, student_id, found.snapshot)
        return found

    def _keep_computed(self, session: Session, student_id: str, found: Snapshot) -> None:
        """The snapshot of pasted days: one a day, the last paste counts."""
        query = select(AbsenceRow).where(
            AbsenceRow.student_id == student_id, AbsenceRow.day == found.day, col(AbsenceRow.typed).is_(False)
        )
        row = session.exec(query).first() or AbsenceRow(
            id=new_id(), student_id=student_id, day=found.day, typed=False, noted_at=self.desk.now()
        )
        _fill(row, found)
        first = read_days_of(session, [student_id])[student_id][0].day
        row.note = f"geplakt, vanaf {show_date(first, self.desk.today())}"
        session.add(row)

    # --- reports

    def save_report(self, student_id: str, report: Report) -> str:
        """Keeps a report, new or changed, and gives its id. RuleError when its days cannot be."""
        today = self.desk.today()
        if report.reached_on > today or (report.reported_on and report.reported_on > today):
            raise RuleError("Die dag is nog niet geweest.")
        with self.desk.writing("verzuimmelding") as session:
            row = _report(session, report.id) if report.id else None
            row = row or AbsenceReport(
                id=new_id(), student_id=student_id, kind=report.kind, reached_on=report.reached_on,
                noted_at=self.desk.now(),
            )  # fmt: skip
            row.kind, row.reached_on, row.reported_on = report.kind, report.reached_on, report.reported_on
            row.reported_by, row.next_step = one_line(report.reported_by), report.next_step
            row.causes, row.plan, row.result = (
                report.causes.strip(),
                report.plan.strip(),
                report.result.strip(),
            )
            session.add(row)
            return row.id

    def remove_report(self, report_id: str) -> None:
        """Takes a report away; the count is as if it was never made."""
        with self.desk.writing("verzuimmelding weg") as session:
            session.delete(_report(session, report_id))


# --- reading, for the card and Vandaag


def read_absence(session: Session, student_id: str, today: date) -> AbsenceFile:
    """A pupil's absence; NotFound when he is gone."""
    student = students_by_id(session, [student_id]).get(student_id)
    if student is None:
        raise NotFound("Deze leerling staat niet (meer) in de kluis.")
    return _files(session, {student_id: student}, today)[0]


def due_reports(session: Session, today: date) -> tuple[DueOf, ...]:
    """The reports that must be made, of every pupil."""
    ids = {
        row
        for table in (AbsenceRow, AbsenceDay, AbsenceReport)
        for row in session.exec(select(table.student_id).distinct())
    }
    files = _files(session, students_by_id(session, ids), today)
    return tuple(DueOf(file.student, due) for file in files for due in file.dues if due.by)


def absence_entries(session: Session, student_id: str) -> list[Entry]:
    """Snapshots and reports for the timeline."""
    rules = norms_of(session)
    found = [
        Entry(stand.id, stand.snapshot.day, "verzuim", stand_words(stand, rules=rules), ref=stand.id)
        for stand in _stands_of(session, [student_id]).get(student_id, [])
    ]
    return found + [
        Entry(
            r.id, r.reported_on or r.reached_on, "verzuim", report_words(r, r.reached_on), ref=r.id, mark="melding"
        )
        for r in _reports_of(session, [student_id]).get(student_id, [])
    ]  # fmt: skip


def _files(session: Session, students: Mapping[str, Student], today: date) -> list[AbsenceFile]:
    stands, reports = _stands_of(session, students), _reports_of(session, students)
    days, calendar, rules = read_days_of(session, students), calendar_of(session), norms_of(session)
    return [
        AbsenceFile(
            student, tuple(stands.get(key, ())), tuple(days.get(key, ())), tuple(reports.get(key, ())),
            _dues(student, stands.get(key, ()), days.get(key, ()), reports.get(key, ()), calendar, today, rules),
            rules,
        )
        for key, student in students.items()
    ]  # fmt: skip


def _dues(
    student: Student, stands: Sequence[Stand], days: Sequence[Absence], reports: Sequence[Report],
    calendar: SchoolCalendar, today: date, rules: Norms,
) -> tuple[Due, ...]:  # fmt: skip
    return dues(stands, days, reports, calendar, student.birth_date, today, rules)


def _stands_of(session: Session, ids: Iterable[str]) -> dict[str, list[Stand]]:
    query = select(AbsenceRow).where(col(AbsenceRow.student_id).in_(list(ids)))
    found: dict[str, list[Stand]] = defaultdict(list)
    for row in session.exec(query.order_by(col(AbsenceRow.day).desc(), col(AbsenceRow.noted_at).desc())):
        shot = Snapshot(row.day, row.hours, row.sick_reports, row.sick_days, row.weeks_away)
        found[row.student_id].append(Stand(row.id, shot, row.typed, row.note))
    return found


def read_days_of(session: Session, ids: Iterable[str]) -> dict[str, list[Absence]]:
    """The pasted days of these pupils, oldest first."""
    query = select(AbsenceDay).where(col(AbsenceDay.student_id).in_(list(ids)))
    found: dict[str, list[Absence]] = defaultdict(list)
    for row in session.exec(query.order_by(col(AbsenceDay.day))):
        found[row.student_id].append(Absence(row.day, AbsenceKind(row.kind), row.hours))
    return found


def _reports_of(session: Session, ids: Iterable[str]) -> dict[str, list[Report]]:
    query = select(AbsenceReport).where(col(AbsenceReport.student_id).in_(list(ids)))
    found: dict[str, list[Report]] = defaultdict(list)
    for r in session.exec(query.order_by(col(AbsenceReport.reached_on).desc())):
        found[r.student_id].append(
            Report(
                r.id, r.kind, r.reached_on, r.reported_on, r.reported_by, r.causes, r.plan, r.result, r.next_step
            )
        )  # fmt: skip
    return found


def _fill(row: AbsenceRow, found: Snapshot) -> None:
    row.day, row.hours, row.sick_reports = found.day, found.hours, found.sick_reports
    row.sick_days, row.weeks_away = found.sick_days, found.weeks_away


def _check(found: Snapshot, today: date) -> None:
    if found.day > today:
        raise RuleError("Die dag is nog niet geweest.")
    for value, most, what in (
        (found.hours, MOST_HOURS, "uren"),
        (found.sick_reports, MOST_REPORTS, "ziekmeldingen"),
        (found.sick_days, MOST_DAYS, "ziektedagen"),
        (found.weeks_away, MOST_WEEKS, "weken"),
    ):
        if not 0 <= value <= most:
            raise RuleError(f"Het aantal {what} klopt niet. Typ een getal tussen 0 en {most}.")


def _stand(session: Session, stand_id: str) -> AbsenceRow:
    row = session.get(AbsenceRow, stand_id)
    if row is None:
        raise NotFound(GONE)
    return row


def _report(session: Session, report_id: str) -> AbsenceReport:
    row = session.get(AbsenceReport, report_id)
    if row is None:
        raise NotFound(GONE)
    return row
