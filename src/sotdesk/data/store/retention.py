"""Keeping and destroying: what is due, what would go, and taking it out for good (domain.md §11; security.md §1.7)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from sqlalchemy import func, update
from sqlmodel import Session, SQLModel, col, select

from sotdesk.data.erasing import Doomed, doomed_of, is_text, kinds_there, take_out
from sotdesk.data.erasing_traces import Named, named, wipe, words_in
from sotdesk.data.store.base import Part
from sotdesk.data.store.students import student_of
from sotdesk.data.tables.actions import ActionRow, ActionStudent
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.handover import HandedOutRow
from sotdesk.data.tables.people import GuardianRow, StudentRow
from sotdesk.data.tables.retention import DestructionRow, RetentionMark
from sotdesk.data.tables.school import Setting
from sotdesk.data.tables.sisa import SisaRenewal, SisaWeighing
from sotdesk.data.vault import DriverError
from sotdesk.domain.actions import ActionState
from sotdesk.domain.dates_words import add_months
from sotdesk.domain.destruction import (
    HOLD,
    SPECIAL,
    Destroyed,
    Mark,
    Mention,
    Proposal,
    check_confirmed,
    check_due,
)
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.retention import Due, Kept, Kind, Term, check_own, due_on, with_own
from sotdesk.domain.text import as_json, one_line

TERMS = "retention.months"
ASIDE = frozenset(
    {"history", "draft", "found", "setting", "set_aside", "destruction", "own_protocol", "recipient_secret"}
)
"""Tables without texts that she could look at."""


class Retention(Part):
    """Bewaren en vernietigen."""

    def terms(self) -> tuple[Term, ...]:
        """The terms as they hold here."""
        with self.desk.reading() as session:
            return tuple(with_own(_own(session)).values())

    def save_term(self, kind: Kind, months: int | None) -> None:
        """Sets the school's own term; None gives back the one that ships. RuleError when it may not be set."""
        if months is not None:
            check_own(kind, months)
        with self.desk.writing("bewaartermijn") as session:
            own = {code: kept for code, kept in _own(session).items() if code != kind}
            session.merge(
                Setting(name=TERMS, value=as_json(own if months is None else {**own, kind.value: months}))
            )

    def mark(self, student_id: str, kind: str, reason: str, who: str, until: date | None = None) -> None:
        """Puts a hold on a pupil's data (through `until`), or keeps that he was referred to special education.

        RuleError without why and by whom, or when its last day is over already.
        """
        if not one_line(reason) or not one_line(who):
            raise RuleError("Vul in waarom, en wie dat besloot.")
        if until is not None and until < self.desk.today():
            raise RuleError("Die dag is al geweest. Laat hem leeg, of kies een dag die nog komt.")
        with self.desk.writing("bewaartermijn van een leerling") as session:
            if session.get(StudentRow, student_id) is None:
                raise NotFound("Deze leerling staat niet (meer) in de kluis.")
            row = _marked(session, student_id, kind) or RetentionMark(
                student_id=student_id, kind=kind, reason="", who="", since=self.desk.today()
            )
            row.reason, row.who, row.until = one_line(reason), one_line(who), until
            session.add(row)

    def unmark(self, student_id: str, kind: str) -> None:
        """Lifts the hold, or takes the referral away."""
        with self.desk.writing("bewaartermijn van een leerling") as session:
            if row := _marked(session, student_id, kind):
                session.delete(row)

    def marks(self) -> tuple[Mark, ...]:
        """All holds and referrals."""
        with self.desk.reading() as session:
            rows = session.exec(select(RetentionMark).order_by(col(RetentionMark.since)))
            return tuple(Mark(r.student_id, r.kind, r.reason, r.who, r.since, r.until) for r in rows)

    def due(self) -> tuple[Due, ...]:
        """What may be destroyed today."""
        with self.desk.reading() as session:
            return due_of(session, self.desk.today())

    def proposal(self, dues: Sequence[Due]) -> Proposal:
        """What would go with these; RuleError when one of them is not due."""
        with self.desk.reading() as session:
            check_due(dues, due_of(session, self.desk.today()))
            found = [doomed_of(session, one, kinds) for one, kinds in _by_pupil(dues).items()]
            gone = frozenset().union(*(doomed.ids for doomed in found))
            shared = {row for doomed in found for rows in doomed.shared.values() for row in rows}
            left = _left(session, [doomed.student_id for doomed in found])
            who = [_named(session, doomed) for doomed in found]
            return Proposal(
                tuple(dues), sum(doomed.count for doomed in found), tuple(_mentions(session, who, gone)),
                left.count(""), tuple(filter(None, left)), len(shared - gone),
            )  # fmt: skip

    def destroy(self, dues: Sequence[Due], typed: str, who: str, ground: str) -> Destroyed:
        """Takes out all that is chosen, in one transaction, and logs that it happened. It cannot be undone.

        RuleError, and nothing is gone, when the word was not typed, or something chosen is not due. Afterwards the
        file is written anew (VACUUM), so that no page holds what was.
        """
        check_confirmed(typed, who, ground)
        with self.desk.writing("bewaartermijn voorbij: vernietigd", can_undo=False) as session:
            check_due(dues, due_of(session, self.desk.today()))
            rows = 0
            for student_id, kinds in _by_pupil(dues).items():
                doomed = doomed_of(session, student_id, kinds)
                names = _named(session, doomed)
                rows += doomed.count
                take_out(session, doomed)
                wipe(session, doomed, names)
            _no_lone_family(session)
            kinds_gone = tuple(kind for kind in Kind if any(due.kind is kind for due in dues))
            whole = Proposal(tuple(dues), rows)
            log = Destroyed(
                self.desk.now(),
                kinds_gone,
                whole.pupils,
                rows,
                whole.first,
                whole.last,
                one_line(who),
                one_line(ground),
            )
            session.add(_row(log))
        self.desk.all_changed()
        self._rewrite()
        return log

    def log(self) -> tuple[Destroyed, ...]:
        """What was destroyed, the newest first; of whom is not kept."""
        with self.desk.reading() as session:
            rows = session.exec(select(DestructionRow).order_by(col(DestructionRow.at).desc())).all()
        return tuple(
            Destroyed(
                r.at, tuple(map(Kind, r.kinds.split("|"))), r.pupils, r.rows, r.first, r.last, r.who, r.ground
            )
            for r in rows
        )  # fmt: skip

    def _rewrite(self) -> None:
        """Every page anew, outside a transaction. Without room for it nothing is lost: what was deleted was overwritten
        before (secure_delete), only the file stays as large as it was."""
        connection = self.desk.engine.raw_connection()
        try:
            with suppress(DriverError):
                connection.cursor().execute("VACUUM")
        finally:
            connection.close()


def _left(session: Session, student_ids: Sequence[str]) -> list[str]:
    """Where each document about these pupils stands that nobody said is gone; empty: not known."""
    query = select(HandedOutRow.path).where(
        col(HandedOutRow.student_id).in_(student_ids), col(HandedOutRow.gone_on).is_(None)
    )
    return list(session.exec(query.order_by(col(HandedOutRow.at).desc(), col(HandedOutRow.path))))


def _own(session: Session) -> dict[str, int]:
    row = session.get(Setting, TERMS)
    return dict(json.loads(row.value)) if row else {}


def _marked(session: Session, student_id: str, kind: str) -> RetentionMark | None:
    query = select(RetentionMark).where(RetentionMark.student_id == student_id, RetentionMark.kind == kind)
    return session.exec(query).first()


def _by_pupil(dues: Iterable[Due]) -> dict[str, set[Kind]]:
    found: dict[str, set[Kind]] = defaultdict(set)
    for due in dues:
        found[due.student.id].add(due.kind)
    return found


def due_of(session: Session, today: date) -> tuple[Due, ...]:
    """Of those who left so long ago that a term can be over, and of those with a signal in the index (it ends at 23, at
    school or not)."""
    terms = with_own(_own(session))
    shortest = min(min(term.months, term.special_months) for term in terms.values())
    rows = session.exec(select(RetentionMark))
    marks = {(row.student_id, row.kind) for row in rows if row.until is None or today <= row.until}
    signals: dict[str, list[SisaWeighing]] = defaultdict(list)
    for row in session.exec(select(SisaWeighing)):
        signals[row.student_id].append(row)
    query = select(StudentRow).where(
        (col(StudentRow.gone_since) <= add_months(today, -shortest)) | col(StudentRow.id).in_(list(signals))
    )
    kept = [_kept(session, pupil, marks, signals[pupil.id]) for pupil in session.exec(query)]
    return due_on(today, kept, terms)


def _kept(
    session: Session, pupil: StudentRow, marks: set[tuple[str, str]], signals: Sequence[SisaWeighing]
) -> Kept:
    latest = max((s for s in signals if s.is_set), key=lambda s: s.day, default=None)
    renewed = select(func.max(SisaRenewal.day)).where(SisaRenewal.student_id == pupil.id)
    last_day = max(filter(None, [latest.day if latest else None, session.exec(renewed).one()]), default=None)
    return Kept(
        student_of(pupil), kinds_there(session, pupil.id), special=(pupil.id, SPECIAL) in marks,
        held=(pupil.id, HOLD) in marks, signal_from=last_day,
        signal_closed=latest.closed_on if latest else None, open_work=_open_work(session, pupil.id),
    )  # fmt: skip


def _open_work(session: Session, student_id: str) -> bool:
    case = select(CaseTable.id).where(CaseTable.student_id == student_id, col(CaseTable.closed_on).is_(None))
    action = (
        select(ActionRow.id)
        .join(ActionStudent, col(ActionStudent.action_id) == ActionRow.id)
        .where(ActionStudent.student_id == student_id, ActionRow.state == ActionState.OPEN.value)
    )
    return session.exec(case).first() is not None or session.exec(action).first() is not None


def _named(session: Session, doomed: Doomed) -> Named:
    """His name when he goes whole, and those of his carers that go; never a name that someone who stays has too."""
    row = session.get_one(StudentRow, doomed.student_id)
    names = select(StudentRow.first_name, StudentRow.last_name).where(StudentRow.id != row.id)
    own = (row.first_name, row.last_name)
    his = [" ".join(own)] if doomed.whole and own not in session.exec(names).all() else []
    gone = doomed.rows.get("guardian", set())
    stay = set(session.exec(select(GuardianRow.name).where(col(GuardianRow.id).not_in(gone))))
    carers = set(session.exec(select(GuardianRow.name).where(col(GuardianRow.id).in_(gone))))
    return named(*his, *sorted(carers - stay))


def _mentions(session: Session, who: Sequence[Named], gone: frozenset[str]) -> Iterable[Mention]:
    """Every text that stays and has a word of their names in it."""
    words = frozenset().union(*(one.words for one in who))
    for table in SQLModel.metadata.tables.values() if words else ():
        texts = [c for c in table.columns if is_text(c) and not c.primary_key and not c.foreign_keys]
        if table.name in ASIDE or not texts or "id" not in table.c:
            continue
        for row in session.connection().execute(table.select()):
            values = row._mapping
            if values["id"] in gone or table.name == "student":
                continue
            for column in texts:
                if words_in(values[column.name] or "") & words:
                    yield Mention(table.name, values["id"], values[column.name])


def _no_lone_family(session: Session) -> None:
    """Who was a sibling of one who went, and has no other, is nobody's sibling any more."""
    alone = select(StudentRow.family).group_by(StudentRow.family).having(func.count() == 1)
    session.execute(update(StudentRow).where(col(StudentRow.family).in_(alone)).values(family=""))


def _row(log: Destroyed) -> DestructionRow:
    return DestructionRow(
        at=log.at, kinds="|".join(log.kinds), pupils=log.pupils, rows=log.rows, first=log.first, last=log.last,
        who=log.who, ground=log.ground,
    )  # fmt: skip
