"""Overdracht ontvangen: who of a file is known here, and taking it over, all or nothing, in one step that u undoes.

Ids are kept, so that the same file twice changes nothing. What was agreed with people of another school keeps their
names as text; roles and contacts of this school are never given to them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.case_file import read_case
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.report import everyone
from sotdesk.data.store.school import school_of
from sotdesk.data.store.student_merge import LINKS, join_cases
from sotdesk.data.store.students import student_of
from sotdesk.data.store.transfer import arrived
from sotdesk.data.tables.actions import ActionDoer, ActionRow, ActionStudent
from sotdesk.data.tables.acute import AcuteRow
from sotdesk.data.tables.cases import CaseTable, ReferralRow
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.tables.handover import HandoverRow
from sotdesk.data.tables.meetings import CorrectionRow, LineRow, LineStudent
from sotdesk.data.tables.moments import MomentRow
from sotdesk.data.tables.people import GuardianRow, StudentRow
from sotdesk.data.tables.school import Setting
from sotdesk.data.tables.support import SupportRow
from sotdesk.data.transfer_file import Parcel, read
from sotdesk.data.transfer_rows import copy_of
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.contacts import Contact, School
from sotdesk.domain.errors import RuleError
from sotdesk.domain.roster import number_key
from sotdesk.domain.students import Student
from sotdesk.domain.text import clean, fold
from sotdesk.domain.transfer import Arrival, Receipt, code_of, known_here

BEFORE = "transfer.known"
"""The setting that remembers which pupil and case of an earlier file is which one here."""
NO_NAME = "zonder naam"
STRANGE = "de stand van zijn casus is hier niet bekend"
UNKNOWN = "In dit bestand staat iets wat deze sotdesk niet kent. Er is niets overgenomen; werk sotdesk bij."
NOTHING = "In dit bestand staat niemand die kan worden overgenomen."


@dataclass
class Arriving:
    """One taking over: the file, this school, and what theirs is here."""

    parcel: Parcel
    school: School
    students: dict[str, str]
    cases: dict[str, str]
    contacts: tuple[Contact, ...]
    added: int = 0
    lost: list[tuple[CaseTable, CaseTable]] = field(default_factory=list)

    @property
    def at_home(self) -> bool:
        """Whether the file comes from this same school."""
        return fold(self.parcel.slip.school).strip() == fold(self.school.name).strip()


class Receiving(Part):
    """Ontvangen."""

    def read(self, path: Path, words: str) -> Parcel:
        """What a file holds; TransferUnreadable with the way on when it cannot be opened. Changes nothing."""
        return read(path, words)

    def holds(self, transfer_id: str) -> bool:
        """Whether this file was taken over here, and not undone."""
        query = select(HandoverRow).where(HandoverRow.transfer_id == transfer_id)
        with self.desk.reading() as session:
            return any(row.id == arrived(transfer_id, row.student_id) for row in session.exec(query))

    def arrivals(self, parcel: Parcel) -> tuple[Arrival, ...]:
        """Every pupil of a file: new here, known, or why nothing of him can be taken over. Writes nothing."""
        with self.desk.reading() as session:
            known, here = _remembered(session), everyone(session)
            same_school = fold(parcel.slip.school) == fold(school_of(session).name)
            fresh = _fresh(session, parcel)
            found = []
            for row in parcel.rows.get(StudentRow, []):
                student = student_of(row)
                ours = known["students"].get(student.id, student.id)
                settled = next((one for one in here if one.id == ours), None)
                match, why, sure = known_here(student, here, same_school=same_school)
                found.append(
                    Arrival(
                        student, settled or match, "al eerder ontvangen" if settled else why, settled is not None,
                        settled is not None or sure, fresh.get(student.id, 0), _refused(parcel, student),
                    )
                )  # fmt: skip
        return tuple(sorted(found, key=lambda one: one.student.name.sort_key))

    def take(self, parcel: Parcel, same: Mapping[str, bool]) -> Receipt:
        """Takes everything over in one transaction. `same`: their pupil's id → he is the one who is known here.

        RuleError when nobody of the file can be taken over, or two of them would become one pupil here.
        """
        arrivals = [one for one in self.arrivals(parcel) if not one.refused]
        if not arrivals:
            raise RuleError(NOTHING)
        joined = {
            one.student.id: one.known.id
            for one in arrivals
            if one.known and (one.settled or same.get(one.student.id, one.same))
        }
        if len(set(joined.values())) < len(joined):
            raise RuleError(
                "Twee leerlingen uit dit bestand zouden hier dezelfde worden. Kies er een als nieuw."
            )
        new = [one for one in arrivals if one.student.id not in joined]
        with self.desk.writing("overdracht ontvangen") as session:
            school = school_of(session)
            arriving = Arriving(
                parcel, school, {one.student.id: joined.get(one.student.id, one.student.id) for one in arrivals},
                dict(_remembered(session)["cases"]), tuple(all_contacts(session)),
            )  # fmt: skip
            first = {i for i in joined if not next(one for one in arrivals if one.student.id == i).settled}
            self._add(session, arriving, {one.student.id for one in new})
            self._log(session, arriving)
            _remember(session, arriving)
            _reads(session, arriving)
        return Receipt(
            parcel.slip, code_of(parcel.slip.id), school.coordinator, self.desk.today(), len(new), len(first),
            arriving.added,
        )  # fmt: skip

    def _add(self, session: Session, arriving: Arriving, new: set[str]) -> None:
        """Every row that is not here yet, under the pupil and the case that are his here."""
        number = session.exec(select(func.max(ActionRow.number))).one() or 0
        for model, rows in arriving.parcel.rows.items():
            for theirs in rows:
                if model is StudentRow:
                    if theirs.id in new:
                        session.add(_pupil(session, arriving, theirs))
                    continue
                if _here(session, arriving.parcel, model, theirs) or not _ours(
                    session, arriving, model, theirs
                ):
                    continue
                row = _cleaned(theirs)
                if isinstance(row, ActionRow):
                    number += 1
                    row.number = number
                _settle_in(arriving, row)
                if isinstance(row, CaseTable):
                    if row.id in arriving.cases:
                        continue
                    self._case(session, arriving, row)
                session.add(row)
                arriving.added += hasattr(theirs, "student_id")  # counted as the list counts them beforehand
        session.flush()
        for lost, kept in arriving.lost:
            join_cases(session, lost, kept)
            session.flush()

    def _case(self, session: Session, arriving: Arriving, row: CaseTable) -> None:
        """A pupil has one case: when he has one here, theirs becomes part of it."""
        row.holder = arriving.school.coordinator
        query = select(CaseTable).where(CaseTable.student_id == row.student_id)
        kept = session.exec(query.order_by(col(CaseTable.closed_on).is_not(None))).first()
        arriving.cases[row.id] = kept.id if kept else row.id
        if kept:
            arriving.lost.append((row, kept))

    def _log(self, session: Session, arriving: Arriving) -> None:
        """That it was received, from whom, by whom, when; the same file again adds nothing."""
        slip = arriving.parcel.slip
        gave = session.exec(select(HandoverRow).where(HandoverRow.transfer_id == slip.id)).all()
        if any(row.id != arrived(slip.id, row.student_id) for row in gave):
            return  # it was made in this very vault
        for ours in dict.fromkeys(arriving.students.values()):
            key = arrived(slip.id, ours)
            if session.get(HandoverRow, key) is None:
                session.add(
                    HandoverRow(
                        id=key, student_id=ours, made_at=slip.made_at, receiver=arriving.school.coordinator,
                        reason=f"{slip.reason}, van {slip.school}", restricted=slip.restricted, ground=slip.ground,
                        role="oco", received_by=arriving.school.coordinator, received_on=self.desk.today(),
                        transfer_id=slip.id,
                    )
                )  # fmt: skip


def _reads(session: Session, arriving: Arriving) -> None:
    """Every card can be read with what came; RuleError when something in it is not known here: nothing is kept."""
    session.flush()
    mine = select(CaseTable.id).where(col(CaseTable.student_id).in_(list(arriving.students.values())))
    try:
        for case_id in session.exec(mine).all():
            read_case(session, case_id)
    except (ValueError, KeyError, TypeError):
        raise RuleError(UNKNOWN) from None


# --- whose


def _refused(parcel: Parcel, student: Student) -> str:
    """Why nothing of this pupil can be taken over; empty when he can."""
    if not student.first_name.strip() and not student.last_name.strip():
        return NO_NAME
    known = {status.value for status in CaseStatus}
    cases = [row for row in parcel.rows.get(CaseTable, []) if row.student_id == student.id]
    return STRANGE if any(row.status not in known for row in cases) else ""


def _fresh(session: Session, parcel: Parcel) -> dict[str, int]:
    """How many rows of each pupil are not here yet."""
    found: dict[str, int] = {}
    cases = _remembered(session)["cases"]
    for model, rows in parcel.rows.items():
        if model is StudentRow:
            continue
        for row in rows:
            owner = getattr(row, "student_id", None)
            if owner and row.id not in cases and not _here(session, parcel, model, row):
                found[owner] = found.get(owner, 0) + 1
    return found


def _here(session: Session, parcel: Parcel, model: type[SQLModel], row: Any) -> bool:
    """Whether a row is here already: by its id, or as the line or correction of a meeting that was held here."""
    if session.get(model, row.id) is not None:
        return True
    if model is LineRow:
        return session.get(CorrectionRow, row.id) is not None
    if model is not MomentRow:
        return False
    lines = [line for line in parcel.rows.get(LineRow, []) if line.moment_id == row.id]
    return bool(lines) and all(_here(session, parcel, LineRow, line) for line in lines)


def _ours(session: Session, arriving: Arriving, model: type[SQLModel], row: Any) -> bool:
    """Whether a row is of a pupil who is taken over; a second link of the same two is none."""
    if hasattr(row, "student_id") and row.student_id not in arriving.students:
        return False
    for table, column in LINKS:
        if model is table:
            query = select(table).where(
                getattr(table, column) == getattr(row, column),
                table.student_id == arriving.students[row.student_id],
            )
            if session.exec(query).first() is not None:
                return False
    if isinstance(row, GuardianRow):
        names = session.exec(
            select(GuardianRow.name).where(GuardianRow.student_id == arriving.students[row.student_id])
        )
        return fold(row.name) not in {fold(name) for name in names}
    if isinstance(row, LineRow | ActionRow):
        return _about_someone(arriving, row)
    for parent, column in PARENTS.get(str(model.__tablename__), ()):
        if not _comes(session, arriving, parent, getattr(row, column)):
            return False
    return True


PARENTS: dict[str, tuple[tuple[type[Any], str], ...]] = {
    "case_event": ((CaseTable, "case_id"),), "referral": ((CaseTable, "case_id"),),
    "tried": ((ReferralRow, "referral_id"),), "action_doer": ((ActionRow, "action_id"),),
    "action_move": ((ActionRow, "action_id"),), "acute_call": ((AcuteRow, "acute_id"),),
    "support_review": ((SupportRow, "support_id"),), "line_student": ((LineRow, "line_id"),),
    "action_student": ((ActionRow, "action_id"),),
}  # fmt: skip
"""Tables without a pupil of their own, or with a parent that must come too."""


def _comes(session: Session, arriving: Arriving, model: type[Any], key: str) -> bool:
    """Whether what a row hangs on is here now, or is the case of a pupil who is taken over."""
    return (model is CaseTable and key in arriving.cases) or session.get(model, key) is not None


def _about_someone(arriving: Arriving, row: LineRow | ActionRow) -> bool:
    """Whether a line or an agreement is about a pupil who is taken over."""
    model, column = (LineStudent, "line_id") if isinstance(row, LineRow) else (ActionStudent, "action_id")
    return any(
        getattr(link, column) == row.id and link.student_id in arriving.students
        for link in arriving.parcel.rows.get(model, [])
    )


# --- how it reads here


def _pupil(session: Session, arriving: Arriving, theirs: StudentRow) -> StudentRow:
    """A pupil who is new here: of another school voorlopig, until this school's list brings his number and class."""
    row: StudentRow = _cleaned(theirs)
    numbers = {number_key(number) for number in session.exec(select(StudentRow.number)) if number}
    if not arriving.at_home:
        row.class_name = row.mentor = ""
        row.gone_since = None
    if not arriving.at_home or number_key(row.number) in numbers:
        row.number = ""
    row.provisional = row.provisional or not row.number
    return row


def _cleaned(theirs: Any) -> Any:
    """A copy with every text as it may be stored: a file from outside passes the same boundary as typing."""
    row = copy_of(theirs)
    for name in type(row).model_fields:
        value = getattr(row, name)
        if isinstance(value, str):
            setattr(row, name, clean(value))
    return row


def _settle_in(arriving: Arriving, row: Any) -> None:
    """Under the pupil and case that are his here; people of another school stay text."""
    if getattr(row, "student_id", None):
        row.student_id = arriving.students[row.student_id]
    if getattr(row, "case_id", None):
        row.case_id = arriving.cases.get(row.case_id, row.case_id)
    if isinstance(row, ActionDoer):
        _doer(arriving, row)
    elif isinstance(row, ConsentRow) and not arriving.at_home:
        row.receiver = f"{arriving.parcel.slip.school}: {row.receiver}" if row.receiver else ""
        row.receiver_role = ""


def _doer(arriving: Arriving, row: ActionDoer) -> None:
    """Who does it: within one school the contact of the same name; of another school only his name."""
    if not arriving.at_home:
        row.role = ""
        return
    wanted = fold(row.label)
    same = [c.id for c in arriving.contacts if wanted in (fold(c.label), fold(c.name))]
    row.contact_id = same[0] if len(same) == 1 else None


# --- what is remembered of earlier files


def _remembered(session: Session) -> dict[str, dict[str, str]]:
    row = session.get(Setting, BEFORE)
    return json.loads(row.value) if row else {"students": {}, "cases": {}}


def _remember(session: Session, arriving: Arriving) -> None:
    known = _remembered(session)
    for name, pairs in (("students", arriving.students), ("cases", arriving.cases)):
        known[name] |= {theirs: ours for theirs, ours in pairs.items() if theirs != ours}
    session.merge(Setting(name=BEFORE, value=json.dumps(known)))
