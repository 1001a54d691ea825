"""Aanname in the store: candidates, what is known of them, and the decision: a pupil, or nothing that stays.

Who is refused or taken away is gone from every table at once; what the history knew of him goes when `u` cannot bring
him back any more: when the vault closes, and at the next opening if it could not close (`forget`).
"""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, or_
from sqlmodel import Session, col, select

from sotdesk.data.history import forget
from sotdesk.data.store.base import Part
from sotdesk.data.store.candidates_read import TERM, candidate_of, candidate_row, people_in, term_of
from sotdesk.data.store.case_opening import case_open_now, open_case, turned
from sotdesk.data.store.school_head import school_of
from sotdesk.data.store.students import student_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.desk import Change, Draft, SetAside
from sotdesk.data.tables.handover import CandidateRow, RefusalRow
from sotdesk.data.tables.people import StudentRow
from sotdesk.data.tables.school import Setting
from sotdesk.domain.candidates import (
    TAKEN,
    Candidate,
    Match,
    Refusal,
    Term,
    class_wrong,
    matches,
    parts,
    year_words,
)
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.text import clean, fold, one_line

FORGET = "candidate.forget"
"""The setting with the ids of those who are gone and whom the history still knows."""
WHO = ("first_name", "infix", "last_name", "birth_date", "from_school", "for_class", "asked_on")
WORDS = frozenset({*(part.code for part in parts()), "information"})
DECIDED = "Over deze kandidaat is al besloten."
LONGEST_TERM = 26
"""Weeks; more is a typing error."""
WHOSE, WHOSE_ROOM = "aanname", 40
"""Who asks the hulpvraag of a case that an aanname opens, when its source is a longer text than so many letters."""


class Candidates(Part):
    """Aanname."""

    def all(self) -> tuple[Candidate, ...]:
        """Every candidate: who waits for a decision first, each by the day he was applied for."""
        with self.desk.reading() as session:
            found = [candidate_of(row) for row in session.exec(select(CandidateRow))]
        return tuple(sorted(found, key=lambda c: (c.taken, c.asked_on, c.name.sort_key)))

    def get(self, candidate_id: str) -> Candidate:
        """One candidate; NotFound when he is gone."""
        with self.desk.reading() as session:
            return candidate_of(candidate_row(session, candidate_id))

    def refusals(self) -> tuple[Refusal, ...]:
        """What stays of those who were refused, the last first."""
        with self.desk.reading() as session:
            rows = session.exec(select(RefusalRow).order_by(col(RefusalRow.day).desc(), col(RefusalRow.id)))
            return tuple(Refusal(r.id, r.day, r.school_year, r.for_class) for r in rows)

    # --- the term

    def term(self) -> Term:
        """How long the school has to decide: its own term, else the one that ships."""
        with self.desk.reading() as session:
            return term_of(session)

    def save_term(self, term: Term) -> None:
        """Keeps the school's own term. RuleError when it is no term."""
        if not (0 < term.weeks <= LONGEST_TERM and 0 <= term.extra_weeks <= LONGEST_TERM):
            raise RuleError(f"Een termijn is 1 tot {LONGEST_TERM} weken; langer wachten mag 0 zijn.")
        with self.desk.writing("termijn van de aanname") as session:
            session.merge(Setting(name=TERM, value=json.dumps([term.weeks, term.extra_weeks])))

    # --- filling in

    def save_who(self, candidate: Candidate) -> str:
        """Adds a candidate (empty id) or changes who he is; gives his id. RuleError without a name."""
        if not one_line(candidate.first_name) or not one_line(candidate.last_name):
            raise RuleError("Vul een roepnaam en een achternaam in.")
        if wrong := class_wrong(one_line(candidate.for_class)):
            raise RuleError(wrong)
        with self.desk.writing("gegevens van een kandidaat" if candidate.id else "kandidaat") as session:
            row = candidate_row(session, candidate.id) if candidate.id else None
            row = row or CandidateRow(id=new_id(), first_name="", asked_on=candidate.asked_on)
            for name in WHO:
                value = getattr(candidate, name)
                setattr(row, name, one_line(value) if isinstance(value, str) else value)
            session.add(row)
            return row.id

    def fill(self, candidate_id: str, **words: str) -> None:
        """Fills in parts (rules/candidates.toml): each keeps its lines."""
        unknown = words.keys() - WORDS
        if unknown:
            raise ValueError(f"not a part: {sorted(unknown)}")
        title = next((part.title.lower() for part in parts() if part.code in words), "")
        with self.desk.writing(f"aanname: {title}") as session:
            row = candidate_row(session, candidate_id)
            for name, text in words.items():
                setattr(row, name, clean(text).strip())

    def talk(self, candidate_id: str, on: date | None, words: str) -> None:
        """Plans the introduction talk, or says what was said in it. RuleError when it was held on no day."""
        words = clean(words).strip()
        if words and on is None:
            raise RuleError("Op welke dag was de kennismaking?")
        with self.desk.writing("aanname: kennismaking") as session:
            row = candidate_row(session, candidate_id)
            row.talk_on, row.talk = on, words

    def extend(self, candidate_id: str, on: date | None) -> None:
        """The parents were told on this day that the decision takes longer; None: not after all."""
        with self.desk.writing("aanname: termijn verlengen") as session:
            _undecided(session, candidate_id).extended_on = on

    # --- the decision

    def matches(self, candidate_id: str) -> tuple[Match, ...]:
        """The pupils of the school's list who may be this candidate, the surest first."""
        with self.desk.reading() as session:
            candidate = candidate_of(candidate_row(session, candidate_id))
            rows = session.exec(select(StudentRow).where(col(StudentRow.gone_since).is_(None)))
            return matches(candidate, [student_of(row) for row in rows])

    def admit(
        self, candidate_id: str, student_id: str = "", *, case: bool = True, on: date | None = None
    ) -> str:
        """Aangenomen: he becomes this pupil, without an id a new one until the list brings his number. Gives its id.

        `case`: his case opens (an open one stays, a closed one opens again) with the need as hulpvraag. What was
        known stands in his timeline from then on.
        """
        day = on or self.desk.today()
        with self.desk.writing("aanname: aangenomen") as session:
            row = _undecided(session, candidate_id)
            student = session.get(StudentRow, student_id) if student_id else None
            if student_id and student is None:
                raise NotFound("Deze leerling staat niet (meer) in de kluis. Kies opnieuw.")
            student = student or _pupil(session, row)
            row.decision, row.decided_on, row.student_id = TAKEN, day, student.id
            if case:
                self._begin_case(session, row, student.id, day)
            return student.id

    def _begin_case(self, session: Session, row: CandidateRow, student_id: str, day: date) -> None:
        now = self.desk.now()
        question, whose = one_line(row.need), one_line(row.source)
        whose = whose if 0 < len(whose) <= WHOSE_ROOM else WHOSE
        case = case_open_now(session, student_id)
        closed = session.exec(select(CaseTable).where(CaseTable.student_id == student_id)).first()
        if case is None and closed is not None:
            closed.closed_on, case = None, closed
            turned(session, closed, CaseStatus.INTAKE, "heropend", "aanname", day, now)
        if case is None:
            holder = school_of(session).coordinator
            open_case(
                session, student_id, CaseStatus.INTAKE, day, now, holder=holder, question=question,
                question_by=whose if question else "",
            )  # fmt: skip
        elif question and not case.question:
            case.question, case.question_by = question, whose

    def refuse(self, candidate_id: str) -> None:
        """Geweigerd: all of him goes; a line without anything of a person stays (domain.md §11)."""
        with self.desk.writing("weigering bij de aanname") as session:
            row = _undecided(session, candidate_id)
            today = self.desk.today()
            session.add(RefusalRow(day=today, school_year=year_words(today), for_class=row.for_class))
            _take_away(session, row)

    def remove(self, candidate_id: str) -> None:
        """Taken away: the parents chose another school, or it was a mistake. Nothing stays."""
        with self.desk.writing("kandidaat weghalen") as session:
            _take_away(session, _undecided(session, candidate_id))

    def forget(self) -> None:
        """What the history still knows of those who are gone goes too: from now on no `u` brings them back.

        Called when the vault closes and when it opens; does nothing when there is nobody.
        """
        with self.desk.reading() as session:
            waiting = _to_forget(session)
        if not waiting:
            return
        with self.desk.writing("", can_undo=False) as session:
            there = set(session.exec(select(CandidateRow.id).where(col(CandidateRow.id).in_(waiting))))
            gone = [each for each in waiting if each not in there]
            _forget_looked_for(session, gone)
            forget(session, [*gone, FORGET])
            session.execute(
                delete(Setting).where(col(Setting.name) == FORGET)
            )  # past the history, on purpose


def _undecided(session: Session, candidate_id: str) -> CandidateRow:
    row = candidate_row(session, candidate_id)
    if row.decision:
        raise RuleError(DECIDED)
    return row


def _pupil(session: Session, row: CandidateRow) -> StudentRow:
    student = StudentRow(
        id=new_id(), first_name=row.first_name, infix=row.infix, last_name=row.last_name,
        class_name=row.for_class, birth_date=row.birth_date, provisional=True,
    )  # fmt: skip
    session.add(student)
    session.flush()
    return student


def _take_away(session: Session, row: CandidateRow) -> None:
    aside = session.exec(select(SetAside).where(col(SetAside.subject_id).startswith(row.id))).all()
    for gone in (*aside, row):
        session.delete(gone)
    waiting = [*_to_forget(session), row.id]
    session.merge(Setting(name=FORGET, value=json.dumps(waiting)))


def _to_forget(session: Session) -> Sequence[str]:
    row = session.get(Setting, FORGET)
    return list(json.loads(row.value)) if row else []


def _forget_looked_for(session: Session, gone: Sequence[str]) -> None:
    """His name in a line that was typed to find him waits in the vault as a draft: that goes too."""
    kept = session.exec(
        select(Change.before).where(col(Change.row_id).in_(gone), Change.table_name == "candidate")
    )
    names = {fold(word) for one in people_in(kept) for word in (one.first_name, one.last_name) if word}
    lines = or_(col(Draft.place) == "find", col(Draft.place).startswith("screen:"))
    for draft in session.exec(select(Draft).where(lines)):
        if any(name in fold(draft.text) for name in names):
            session.delete(draft)
