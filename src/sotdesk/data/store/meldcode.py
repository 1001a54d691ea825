"""Runs of a protocol in the store: one method = one transaction, and the rules are asked before anything is written.

Undo and history see these tables, the full-text index does not; what undo calls a step never says what it was.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.meldcode_base import LABEL, RunBase, item_row, row_of
from sotdesk.data.store.meldcode_read import read_routes, read_runs
from sotdesk.data.store.protocols import Protocols
from sotdesk.data.store.school import school_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.meldcode import (
    RunAnswer,
    RunItem,
    RunRound,
    RunRow,
    StaffRouteRow,
)
from sotdesk.domain.cases import CaseRow, Entry
from sotdesk.domain.contacts import who_fits
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meldcode import (
    Done,
    Given,
    Round,
    Run,
    StaffRoute,
    Standing,
)
from sotdesk.domain.meldcode_entries import run_entries
from sotdesk.domain.meldcode_steps import (
    given_way,
    missing,
    refuse_answer,
    refuse_clear,
    refuse_item,
    refuse_weighing,
)
from sotdesk.domain.mentor_names import mentor_names, name_key
from sotdesk.domain.protocol import Item, Protocol
from sotdesk.domain.students import Student
from sotdesk.domain.text import as_json, one_line
from sotdesk.domain.weighing import acute_answers

ACUTE = "acuut gevaar"
OWN_DESK = ("oco", "casushouder")
"""What is answered by this desk itself and by the run."""


class Runs(RunBase):
    """Meldcode en andere protocollen."""

    # --- reading

    def get(self, run_id: str) -> Run:
        """One run; NotFound when it is gone."""
        with self.desk.reading() as session:
            return read_runs(session, [row_of(session, RunRow, run_id)])[0]

    def of_case(self, case_id: str) -> tuple[Run, ...]:
        """The runs of a case: those that run first, then the newest."""
        with self.desk.reading() as session:
            return _ordered(read_runs(session, _rows(session, col(RunRow.case_id), case_id)))

    def of_student(self, student_id: str) -> tuple[Run, ...]:
        """The runs of a pupil, over all his cases."""
        with self.desk.reading() as session:
            return _ordered(read_runs(session, _rows(session, col(RunRow.student_id), student_id)))

    def suspected(self, student_id: str) -> bool:
        """Whether a run that weighs is in progress: then there is a suspicion of abuse or violence."""
        return any(run.running and run.protocol.weighs for run in self.of_student(student_id))

    def routes(self, student_id: str) -> tuple[StaffRoute, ...]:
        """When the route of the meldplicht was shown about a pupil."""
        with self.desk.reading() as session:
            query = select(StaffRouteRow).where(StaffRouteRow.student_id == student_id)
            return read_routes(session, session.exec(query.order_by(col(StaffRouteRow.shown_at))))

    def entries(self, student_id: str) -> tuple[Entry, ...]:
        """What stands of the runs in a timeline; only the unshielded view may ask for it."""
        return run_entries(self.of_student(student_id), self.routes(student_id))

    def decides_as_mentor(self, run: Run, who: str) -> bool:
        """Whether who decides is the pupil's mentor (domain.md §6.3: who weighs is not the teacher)."""
        with self.desk.reading() as session:
            return _is_mentor(session, run, who)

    def holder_for(self, case: CaseRow) -> str:
        """Who holds a run to begin with: who holds the case, unless that is the mentor; he stays neutral, so then the
        coordinator (domain.md §6.5: after escalation others take over process and responsibility)."""
        with self.desk.reading() as session:
            coordinator = school_of(session).coordinator
            student = case.student
            return coordinator if not case.holder or _mentors(session, student, case.holder) else case.holder

    def usual(self, run: Run, item: Item) -> str:
        """Who does an item by the roles it names, to be offered: the first of them that one person has for this pupil,
        else who holds the run."""
        with self.desk.reading() as session:
            school, contacts = school_of(session), all_contacts(session)
        for code in item.who:
            if code in OWN_DESK:
                return school.coordinator if code == "oco" else run.holder or school.coordinator
            names = {one.name for one in who_fits(code, run.student, contacts, school.departments)}
            names = names or set(mentor_names(run.student.mentor) if code == "mentor" else ())
            if len(names) == 1:
                return names.pop()
        return run.holder or school.coordinator

    # --- the other route

    def staff(self, case_id: str, facts: str = "") -> StaffRoute:
        """The possible offender works at the school: keeps that the other route was shown, and what was typed as the
        facts. Gives it."""
        with self.desk.writing(LABEL) as session:
            case = row_of(session, CaseTable, case_id)
            row = StaffRouteRow(
                id=new_id(), case_id=case_id, student_id=case.student_id, shown_at=self.desk.now(),
                note=facts.strip(),
            )  # fmt: skip
            session.add(row)
            session.flush()
            return read_routes(session, [row])[0]

    def board_told(self, route_id: str, day: date, who: str, note: str = "") -> None:
        """When the board was told, and by whom. RuleError without who, or for a day to come."""
        self._not_to_come(day)
        if not one_line(who):
            raise RuleError("Zet erbij wie het bestuur heeft ingelicht.")
        with self.desk.writing(LABEL) as session:
            row = row_of(session, StaffRouteRow, route_id)
            row.board_told_on, row.board_told_by, row.note = day, one_line(who), note.strip()

    # --- the run

    def start(
        self,
        case_id: str,
        protocol: Protocol,
        *,
        why: str,
        holder: str = "",
        by: str = "",
        again_of: str = "",
    ) -> str:
        """Begins a run; gives its id. RuleError without facts, or while one of this protocol runs in this case."""
        if not why.strip():
            raise RuleError("Zet erbij wat er is gezien of gehoord, in feiten.")
        with self.desk.writing(LABEL) as session:
            return self._start(session, case_id, protocol, why, holder, by, again_of).id

    def _start(
        self, session: Session, case_id: str, protocol: Protocol, why: str, holder: str, by: str, again_of: str = ""
    ) -> RunRow:  # fmt: skip
        case = row_of(session, CaseTable, case_id)
        same = (RunRow.case_id == case_id, RunRow.protocol == protocol.code, col(RunRow.closed_on).is_(None))
        if session.exec(select(RunRow.id).where(*same)).first():
            raise RuleError("Dit protocol loopt al in deze casus. Ga daarin verder.")
        row = RunRow(
            id=new_id(), case_id=case_id, student_id=case.student_id, protocol=protocol.code,
            version=protocol.version, protocol_text=protocol.text, started_on=self.desk.today(),
            started_by=one_line(by) or school_of(session).coordinator, why=why.strip(),
            holder=one_line(holder) or case.holder, again_of=again_of, changed_at=self.desk.now(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row

    def hold(self, run_id: str, holder: str) -> None:
        """Who is casushouder of the run."""
        with self._changing(run_id) as at:
            at.row.holder = one_line(holder)

    def close(self, run_id: str, words: str) -> None:
        """Closes a run. RuleError while something must still be done, or without a reason."""
        with self._changing(run_id) as at:
            if lacks := missing(at.run):
                raise RuleError(lacks[0])
            if not words.strip():
                raise RuleError("Zet erbij waarom het traject nu sluit.")
            at.row.closed_on, at.row.close_words = self.desk.today(), words.strip()

    def again(self, run_id: str, protocol: Protocol, why: str) -> str:
        """The steps again after a run that was closed: a new run that knows the old one; gives its id."""
        if not why.strip():
            raise RuleError("Zet erbij welke zorgen er nu zijn, in feiten.")
        with self.desk.writing(LABEL) as session:
            row = row_of(session, RunRow, run_id)
            if row.closed_on is None:
                raise RuleError("Dit traject loopt nog. Weeg daarin opnieuw.")
            return self._start(session, row.case_id, protocol, why, row.holder, "", row.id).id

    # --- items

    def do(self, run_id: str, done: Done) -> None:
        """Keeps what became of an item. RuleError when a rule refuses it."""
        self._not_to_come(done.day)
        done = replace(done, reason=one_line(done.reason), who=one_line(done.who), note=done.note.strip())
        with self._changing(run_id) as at:
            _refused(refuse_item(at.run, at.run.protocol.item(done.item), done))
            row = item_row(at.session, run_id, done.item) or RunItem(
                id=new_id(), run_id=run_id, item=done.item, standing="", day=done.day
            )
            row.standing, row.day, row.who, row.reason = done.standing.value, done.day, done.who, done.reason
            row.note, row.due, row.stands_for = done.note, done.due, done.stands_for
            row.fields = as_json(done.fields)
            at.session.add(row)

    def clear(self, run_id: str, item: str) -> None:
        """Nothing is said of an item any more. RuleError when the weighing rests on it."""
        with self._changing(run_id) as at:
            _refused(refuse_clear(at.run, at.run.protocol.item(item)))
            if row := item_row(at.session, run_id, item):
                at.session.delete(row)

    # --- the weighing

    def weigh(self, run_id: str, opened: Round) -> None:
        """Begins a weighing, or a next one with its reason; after acute danger it completes the one that is there."""
        self._not_to_come(opened.day)
        with self._changing(run_id) as at:
            mentor = _is_mentor(at.session, at.run, opened.decider)
            _refused(refuse_weighing(at.run, opened, decider_is_mentor=mentor))
            waiting = at.run.round is not None and not at.run.round.participants
            row = _round_row(at.session, run_id, len(at.run.rounds)) if waiting else None
            row = row or RunRound(id=new_id(), run_id=run_id, number=len(at.run.rounds) + 1, day=opened.day)
            row.day, row.participants, row.decider = opened.day, opened.participants, opened.decider
            row.mentor_reason, row.reason = opened.mentor_reason, opened.reason or row.reason
            at.session.add(row)

    def answer(self, run_id: str, given: Given) -> None:
        """Answers the next question. RuleError when it is not its turn, or without the facts it rests on."""
        given = replace(given, facts=given.facts.strip(), at=self.desk.now())
        with self._changing(run_id) as at:
            _refused(refuse_answer(at.run, at.run.protocol.question(given.question), given))
            _add_answer(at.session, _round_row(at.session, run_id, len(at.run.rounds)).id, given)

    # --- acute danger

    def acute(self, case_id: str, protocol: Protocol, facts: str) -> str:
        """Acute danger, at any phase: A1 and A2 are yes, the steps not done are skipped for it; gives the run's id.

        A weighing that was there stays, with this as the reason of the next. Without a run one begins. RuleError when
        it was marked already.
        """
        facts = facts.strip() or ACUTE
        with self.desk.writing(LABEL) as session:
            same = (RunRow.case_id == case_id, RunRow.protocol == protocol.code)
            query = select(RunRow).where(*same, col(RunRow.closed_on).is_(None))
            row = session.exec(query).first() or self._start(session, case_id, protocol, facts, "", "")
            run = read_runs(session, [row])[0]
            if run.acute_at is not None and run.round is run.rounds[-1] and _says_acute(run):
                raise RuleError("Acuut gevaar staat al in dit traject.")
            row.acute_at = row.changed_at = self.desk.now()
            self._skip_for_acute(session, run)
            opened = RunRound(
                id=new_id(), run_id=row.id, number=len(run.rounds) + 1, day=self.desk.today(),
                reason=ACUTE if run.rounds else "",
            )  # fmt: skip
            session.add(opened)
            session.flush()
            for question, answer in acute_answers(run.protocol).items():
                _add_answer(session, opened.id, Given(question, answer, self.desk.now(), facts, acute=True))
            return row.id

    def weighing(self, case_id: str) -> Run | None:
        """The run of this case that is not closed and that weighs."""
        return next((run for run in self.of_case(case_id) if run.running and run.protocol.weighs), None)

    def mark_acute(self, case_id: str, facts: str) -> str:
        """Acute danger in the run that weighs in this case; without one, by the first protocol that weighs."""
        found = self.weighing(case_id)
        protocol = found.protocol if found else next(p for p in Protocols(self.desk).all() if p.weighs)
        return self.acute(case_id, protocol, facts)

    def _skip_for_acute(self, session: Session, run: Run) -> None:
        for item in given_way(run):
            row = item_row(session, run.id, item.code) or RunItem(
                id=new_id(), run_id=run.id, item=item.code, standing="", day=self.desk.today()
            )
            row.standing, row.day, row.due = Standing.ACUTE.value, self.desk.today(), None
            session.add(row)


def _refused(why: str) -> None:
    if why:
        raise RuleError(why)


def _says_acute(run: Run) -> bool:
    return run.round is not None and all(given.acute for given in run.round.answers[:2])


def _rows(session: Session, column: Mapped[str], value: str) -> Sequence[RunRow]:
    return session.exec(select(RunRow).where(column == value)).all()


def _ordered(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(sorted(runs, key=lambda run: (not run.running, -run.started_on.toordinal())))


def _round_row(session: Session, run_id: str, number: int) -> RunRound:
    return session.exec(select(RunRound).where(RunRound.run_id == run_id, RunRound.number == number)).one()


def _add_answer(session: Session, round_id: str, given: Given) -> None:
    session.add(
        RunAnswer(
            id=new_id(), round_id=round_id, question=given.question, answer=given.answer, at=given.at,
            facts=given.facts, due=given.due, lead=one_line(given.lead), roles=given.roles.strip(),
            result=given.result.strip(), acute=given.acute,
        )
    )  # fmt: skip


def _is_mentor(session: Session, run: Run, who: str) -> bool:
    return _mentors(session, run.student, who)


def _mentors(session: Session, student: Student, who: str) -> bool:
    """Whether this name is that of the pupil's mentor."""
    fits = who_fits("mentor", student, all_contacts(session), school_of(session).departments)
    names = {name_key(name) for name in (*(c.name for c in fits), *mentor_names(student.mentor))}
    return name_key(who) in names or "mentor" in who.casefold().split()
