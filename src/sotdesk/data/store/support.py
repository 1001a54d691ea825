"""Ondersteuning in the store: measures, their evaluations, what was entered in the school's own system, the plan."""

from datetime import date

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.effects import open_cases
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.report import everyone, known_names
from sotdesk.data.store.school import school_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.store.support_read import PLAIN, REVIEW, read_supports, supports_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.support import SupportReviewRow, SupportRow
from sotdesk.domain.cases import Confidentiality
from sotdesk.domain.contacts import who_fits
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.mentor_names import mentor_names
from sotdesk.domain.students import Student
from sotdesk.domain.support import SEPARATOR, Review, Support, SupportState, default_roles, ordered
from sotdesk.domain.support_plan import PlanFacts, readable
from sotdesk.domain.text import one_line

GONE = "Deze ondersteuning is er niet meer."
TEXTS = ("name", "goal", "giver", "does", "accountable", "cost", "end_reason")


class SupportPart(Part):
    """Ondersteuning en handelingsplan."""

    # --- reading

    @remembered
    def of_student(self, student_id: str) -> tuple[Support, ...]:
        """The measures of a pupil: those that run by their evaluation date, then what ended."""
        with self.desk.reading() as session:
            return ordered(read_supports(session, [student_id]))

    def get(self, support_id: str) -> Support:
        """One measure with its evaluations; NotFound when it is gone."""
        with self.desk.reading() as session:
            return supports_of(session, [_row(session, support_id)])[0]

    def leads(self, student_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who does a measure of this pupil and who is accountable when nobody is named: mentors, coördinatoren."""
        with self.desk.reading() as session:
            return leads_of(session, students_by_id(session, [student_id])[student_id])

    def naming(self, student_id: str) -> OneName:
        """How texts about this pupil are written out: only his own name stays."""
        with self.desk.reading() as session:
            return naming_of(session, students_by_id(session, [student_id])[student_id])

    # --- writing

    def save(self, support: Support) -> str:
        """Adds a measure (empty id) or changes one; gives its id. RuleError without a name or with a wrong period."""
        if not one_line(support.name):
            raise RuleError("Geef de ondersteuning een naam.")
        if support.starts_on and support.ends_on and support.ends_on < support.starts_on:
            raise RuleError("De ondersteuning eindigt voordat hij begint. Kijk de data na.")
        label = "ondersteuning wijzigen" if support.id else "ondersteuning"
        with self.desk.writing(label) as session:
            row = session.get(SupportRow, support.id) if support.id else None
            if support.id and row is None:
                raise NotFound(GONE)
            if row is None:
                row = SupportRow(
                    id=new_id(), student_id=support.student_id, name=support.name, made_on=self.desk.today()
                )
                cases = open_cases(session, [support.student_id])
                row.case_id = cases[0].id if cases else None
            _fill(row, support)
            session.add(row)
            return row.id

    def evaluate(
        self, support_id: str, review: Review, *, next_on: date | None = None, done: bool = False
    ) -> None:
        """Keeps an evaluation (with its id: changes that one). `next_on` is the following evaluation date; `done`:
        the measure ends here. RuleError without a result."""
        if not review.result:
            raise RuleError("Kies behaald, deels of niet.")
        with self.desk.writing("ondersteuning evalueren") as session:
            support = _row(session, support_id)
            row = session.get(SupportReviewRow, review.id) if review.id else None
            if row is None:
                row = SupportReviewRow(
                    support_id=support.id, student_id=support.student_id, on=review.on, at=self.desk.now(),
                    result=review.result, evaluated_for=support.evaluate_on,
                )  # fmt: skip
            for name in REVIEW:
                if name not in ("evaluated_for", "line_id"):
                    setattr(row, name, getattr(review, name))
            row.words = one_line(review.words)
            session.add(row)
            if next_on:
                support.evaluate_on = next_on
            if done:
                support.state = SupportState.DONE.value
                support.ends_on = support.ends_on or self.desk.today()

    def stop(self, support_id: str, reason: str) -> None:
        """Ends a measure before its time, with a reason (S004: every exit is evaluated)."""
        reason = one_line(reason)
        if not reason:
            raise RuleError("Schrijf in een paar woorden waarom de ondersteuning stopt.")
        with self.desk.writing("ondersteuning stoppen") as session:
            row = _row(session, support_id)
            row.state, row.end_reason, row.ends_on = SupportState.STOPPED.value, reason, self.desk.today()

    def enter(self, support_id: str) -> tuple[str, ...]:
        """Entered in the school's own system today: the measure and what its evaluations brought, as far as they were
        not yet. Gives in words what is entered by this."""
        with self.desk.writing("ondersteuning ingevoerd") as session:
            row = _row(session, support_id)
            said = [] if row.entered_on else ["ondersteuning"]
            row.entered_on = row.entered_on or self.desk.today()
            reviews = session.exec(
                select(SupportReviewRow).where(
                    SupportReviewRow.support_id == support_id, col(SupportReviewRow.entered_on).is_(None)
                )
            ).all()
            for review in reviews:
                review.entered_on = self.desk.today()
            return (*said, *(["opbrengst"] if reviews else []))

    # --- the plan

    def plan(self, student_id: str) -> PlanFacts:
        """All that the handelingsplan of a pupil is made of; NotFound when he is gone."""
        with self.desk.reading() as session:
            student = students_by_id(session, [student_id]).get(student_id)
            if student is None:
                raise NotFound("Deze leerling staat niet (meer) in de kluis. Zoek opnieuw met /.")
            case, (mentors, coordinators) = case_of(session, student_id), leads_of(session, student)
            supports = read_supports(session, [student_id])
            return PlanFacts(
                school=school_of(session).name, today=self.desk.today(), question=case.question if case else "",
                question_by=case.question_by if case else "", what_works=case.what_works if case else "",
                level=case.level if case else "", mentors=mentors, coordinators=coordinators,
                supports=readable(supports), held_back=sum(1 for s in supports if s.restricted),
                own_only=case is not None and case.confidentiality == Confidentiality.OWN.value,
            )  # fmt: skip


def case_of(session: Session, student_id: str) -> CaseTable | None:
    """The pupil's open case, else the one that was closed last."""
    rows = session.exec(select(CaseTable).where(CaseTable.student_id == student_id)).all()
    return max(rows, key=lambda c: (c.closed_on is None, c.opened_on), default=None)


def leads_of(session: Session, student: Student) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names behind the default roles (rules/support.toml): of who does it, and of who is accountable."""
    contacts, departments = all_contacts(session), school_of(session).departments
    does, accountable = (
        tuple(c.name for c in who_fits(role, student, contacts, departments)) for role in default_roles()
    )
    return does or mentor_names(student.mentor), accountable


def naming_of(session: Session, student: Student) -> OneName:
    """How texts about this pupil are written out: only his own name stays."""
    return OneName(index_of(session), student)


def index_of(session: Session) -> NameIndex:
    """Every pupil's name is looked for; contacts, parents' towns and the school are nobody's."""
    pupils = everyone(session)
    towns = {s.municipality for s in pupils if s.municipality}
    return NameIndex(pupils, (*known_names(session), *towns))


def _fill(row: SupportRow, support: Support) -> None:
    for name in PLAIN:
        if name != "made_on":
            value = getattr(support, name)
            setattr(row, name, one_line(value) if name in TEXTS else value)
    row.giver_id = support.giver_id or None
    row.aspects = SEPARATOR.join(support.aspects)
    row.state = support.state.value


def _row(session: Session, support_id: str) -> SupportRow:
    row = session.get(SupportRow, support_id)
    if row is None:
        raise NotFound(GONE)
    return row
