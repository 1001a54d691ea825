"""Rows of the index (SISA) as domain objects, what the school calls it, and what of it stands in a timeline."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.people import ContactRow
from sotdesk.data.tables.school import Setting
from sotdesk.data.tables.sisa import SisaMatch, SisaRenewal, SisaWeighing
from sotdesk.domain.attention import GuideDue, Unfinished
from sotdesk.domain.calendar import school_year
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Entry
from sotdesk.domain.rules import load
from sotdesk.domain.sisa import KIND, ROUTE, Consent, Log, Match, Renewal, Told, Weighing
from sotdesk.domain.sisa_steps import steps
from sotdesk.domain.sisa_words import log_rows

MODULE, GUIDE = "sisa.module", "sisa.guide"
"""Settings: whether the module is on and what it is called; the school years of which the guide names it."""


@dataclass(frozen=True)
class Module:
    """Whether the school uses the index, and what it calls it."""

    on: bool
    name: str


def module_of(session: Session) -> Module:
    """The module; on, with the name that ships, until the school says otherwise."""
    row = session.get(Setting, MODULE)
    kept = json.loads(row.value) if row else {}
    return Module(kept.get("on", True), kept.get("name") or load("sisa")["module"]["name"])


def names_of(session: Session) -> frozenset[str]:
    """Everything the school calls it, or called it when something was set: what the shield hides."""
    called = session.exec(select(SisaWeighing.called).distinct())
    return frozenset([module_of(session).name, *called])


def guide_days(session: Session) -> dict[str, str]:
    """First year of a school year → the day on which it was said that its guide names the index."""
    row = session.get(Setting, GUIDE)
    return dict(json.loads(row.value)) if row else {}


def read_weighings(session: Session, rows: Sequence[SisaWeighing]) -> tuple[Weighing, ...]:
    """These rows with their matches and renewals, the newest first."""
    ids = [row.id for row in rows]
    matches: Mapping[str, list[Match]] = defaultdict(list)
    for match in session.exec(
        select(SisaMatch).where(col(SisaMatch.weighing_id).in_(ids)).order_by(col(SisaMatch.day))
    ):
        matches[match.weighing_id].append(_match(match))
    renewals: Mapping[str, list[Renewal]] = defaultdict(list)
    for renewal in session.exec(
        select(SisaRenewal).where(col(SisaRenewal.weighing_id).in_(ids)).order_by(col(SisaRenewal.day))
    ):
        renewals[renewal.weighing_id].append(Renewal(renewal.id, renewal.day, renewal.by))
    newest = sorted(rows, key=lambda row: (row.day, row.noted_at), reverse=True)
    return tuple(_weighing(row, renewals[row.id], matches[row.id]) for row in newest)


def read_log(session: Session, student_id: str) -> Log:
    """All of one pupil; KeyError when there is no such pupil."""
    student, module = students_by_id(session, [student_id])[student_id], module_of(session)
    rows = session.exec(select(SisaWeighing).where(SisaWeighing.student_id == student_id)).all()
    return Log(module.name, module.on, student.birth_date, read_weighings(session, rows))


def sisa_entries(log: Log, today: date) -> Iterable[Entry]:
    """The log in a timeline, hers alone; only the unshielded view may ask for it."""
    for row in log_rows(log, today):
        words = f"{log.name}: {row.kind} {row.words}".rstrip()
        yield Entry(f"{KIND}:{row.key}", row.day, KIND, words, audience=Audience.OWN.value, ref=row.key)


def sisa_steps(session: Session, today: date) -> Iterable[Unfinished]:
    """What is to be done for every pupil, for Vandaag; nothing while the module is off."""
    module = module_of(session)
    if not module.on:
        return
    rows = session.exec(select(SisaWeighing).where(col(SisaWeighing.is_set))).all()
    students = students_by_id(session, [row.student_id for row in rows])
    for one in read_weighings(session, rows):
        student = students.get(one.student_id)
        if student is not None:
            for step in steps(Log(module.name, True, student.birth_date, (one,)), today):
                address = (ROUTE, one.student_id, step.row)
                yield Unfinished(step.rule, step.subject, step.words, step.day, student, address)


def guide_due(session: Session, today: date) -> GuideDue | None:
    """That the guide of this school year is to name the index: once a school has someone who may set a signal."""
    module, first = module_of(session), school_year(today)[0]
    may = select(ContactRow.id).where(col(ContactRow.may_signal), col(ContactRow.gone).is_(False))
    used = session.exec(may).first() is not None
    if not module.on or not used or str(first) in guide_days(session):
        return None
    return GuideDue(first, module.name)


def _weighing(row: SisaWeighing, renewals: Sequence[Renewal], matches: Sequence[Match]) -> Weighing:
    told = Told(row.told_on, row.told_how, row.told_that, row.told_why, row.told_where, row.not_told)
    return Weighing(
        row.id, row.student_id, row.case_id or "", row.called, row.day, row.is_set, row.question, row.abuse, row.reason,
        row.by, row.by_id or "", told, row.review_on, row.closed_on, row.close_reason, tuple(renewals), tuple(matches),
    )  # fmt: skip


def _match(row: SisaMatch) -> Match:
    return Match(
        row.id, row.day, row.organisation, row.person, row.phone, row.family, row.contact_on, Consent(row.consent),
        row.consent_on, row.agreement, row.agreed_on,
    )  # fmt: skip
