"""The index (SISA) in the store: weighed, set, told, matched, renewed, closed (domain.md §7); never what is worrying.

What undo calls an act never says the name of the index: that line stands in the shielded view too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session, select

from sotdesk.data.store.base import Desk, Part
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.effects import open_cases
from sotdesk.data.store.sisa_read import (
    GUIDE,
    MODULE,
    Module,
    guide_days,
    module_of,
    names_of,
    read_log,
    read_weighings,
    sisa_entries,
)
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.base import Row, new_id
from sotdesk.data.tables.school import Setting
from sotdesk.data.tables.sisa import SisaMatch, SisaRenewal, SisaWeighing
from sotdesk.domain.cases import Entry
from sotdesk.domain.contacts import Contact
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.shield import hide_also
from sotdesk.domain.sisa import Consent, Log, Match, State, Told, Weighing, advised, asks_reason, is_too_old
from sotdesk.domain.sisa_words import refused_age
from sotdesk.domain.text import as_json, one_line

Kept = TypeVar("Kept", bound=Row)

GONE = "Dit staat er niet meer."
OFF = "Dit staat uit. Bij Instellingen zet je het weer aan; wat er staat, blijft te lezen."
FUTURE = "Die dag is nog niet geweest."
NOBODY = "Kies wie het signaal zet. Wie dat mag, staat bij een persoon in Contacten: Mag signaleren."
ABUSE = (
    "Bij een vermoeden van mishandeling of geweld zet je altijd een signaal. Doe je dat niet, zeg dan waarom."
)
ALREADY = "Er staat al een signaal. Verleng het, of sluit het eerst af."
LONGEST = 24
"""Letters of its name: it stands before other words in the head of a card."""
NAME = f"Geef een naam van minstens drie letters en hoogstens {LONGEST} tekens."


@dataclass(frozen=True)
class Weighed:
    """What the form of a weighing says; `by_id` is a contact who may set a signal, empty when none was set."""

    question: str
    abuse: bool
    is_set: bool
    on: date
    by_id: str = ""
    reason: str = ""
    review_on: date | None = None


class Sisa(Part):
    """Samenwerking: de index."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        desk.watch({"setting", "sisa_weighing"}, self._hide_names)
        self._hide_names()

    def _hide_names(self) -> None:
        """The shield hides what this school calls it."""
        with self.desk.reading() as session:
            hide_also(names_of(session))

    # --- the module

    def module(self) -> Module:
        """Whether the school uses it, and what it is called."""
        with self.desk.reading() as session:
            return module_of(session)

    def save_module(self, *, on: bool, name: str) -> None:
        """Switches it on or off, or gives it another name. RuleError for a name that hides ordinary text."""
        name = one_line(name)
        if sum(map(str.isalnum, name)) < 3 or len(name) > LONGEST:
            raise RuleError(NAME)
        with self.desk.writing("samenwerking: instelling") as session:
            session.merge(Setting(name=MODULE, value=as_json({"on": on, "name": name})))

    def guide(self, first: int) -> date | None:
        """When it was said that the guide of this school year names it; None: not yet."""
        with self.desk.reading() as session:
            day = guide_days(session).get(str(first))
        return date.fromisoformat(day) if day else None

    def tick_guide(self, first: int, day: date | None) -> None:
        """The guide of this school year names it since this day; None: not after all."""
        with self.desk.writing("schoolgids") as session:
            days = {year: kept for year, kept in guide_days(session).items() if year != str(first)}
            if day:
                days[str(first)] = self._past(day).isoformat()
            session.merge(Setting(name=GUIDE, value=as_json(days)))

    def signallers(self) -> tuple[Contact, ...]:
        """Who may set a signal for the school, by name."""
        with self.desk.reading() as session:
            return tuple(c for c in all_contacts(session) if c.may_signal and not c.gone)

    # --- reading

    def of_student(self, student_id: str) -> Log:
        """All of a pupil; NotFound when he is gone."""
        with self.desk.reading() as session:
            if student_id not in students_by_id(session, [student_id]):
                raise NotFound("Deze leerling staat niet (meer) in de kluis.")
            return read_log(session, student_id)

    def of_case(self, case_id: str) -> tuple[Weighing, ...]:
        """What was weighed and set in one case, the newest first."""
        with self.desk.reading() as session:
            rows = session.exec(select(SisaWeighing).where(SisaWeighing.case_id == case_id)).all()
            return read_weighings(session, rows)

    def entries(self, student_id: str) -> Iterable[Entry]:
        """The log as it stands in the timeline of the unshielded view, and of no other."""
        return tuple(sisa_entries(self.of_student(student_id), self.desk.today()))

    # --- writing

    def weigh(self, student_id: str, weighed: Weighed, weighing_id: str = "") -> str:
        """Keeps a weighing, or corrects one; gives its id.

        RuleError: switched off, 23 or older, a day to come, a suspicion of abuse or violence and not set without a
        reason, set by someone who may not, or a signal that is active already.
        """
        with self.desk.writing("samenwerking: gewogen") as session:
            log = self._log(session, student_id)
            row = _found(session, SisaWeighing, weighing_id) if weighing_id else None
            self._check(log, weighed, weighing_id)
            if row is not None and row.is_set and not weighed.is_set:
                _unset(log, row)
            if row is None:
                cases = open_cases(session, [student_id])
                row = SisaWeighing(
                    id=new_id(), student_id=student_id, case_id=cases[0].id if cases else None, called=log.name,
                    day=weighed.on, is_set=False, question="", noted_at=self.desk.now(),
                )  # fmt: skip
            if not weighed.is_set:
                row.by_id, row.by = None, ""
            elif not row.by_id or weighed.by_id != row.by_id:
                who = self._may(session, weighed.by_id)
                row.by_id, row.by = who.id, who.name
            row.day, row.is_set, row.question = self._past(weighed.on), weighed.is_set, weighed.question
            row.abuse, row.reason = weighed.abuse, one_line(weighed.reason)
            row.review_on = weighed.review_on if weighed.is_set else None
            session.add(row)
            return row.id

    def _check(self, log: Log, weighed: Weighed, weighing_id: str) -> None:
        if is_too_old(log.born, self.desk.today()) or is_too_old(log.born, weighed.on):
            raise RuleError(refused_age())
        advice = advised(weighed.question, abuse=weighed.abuse)
        if asks_reason(advice, is_set=weighed.is_set) and not one_line(weighed.reason):
            raise RuleError(ABUSE)
        active = log.active(self.desk.today())
        if weighed.is_set and active and active.id != weighing_id:
            raise RuleError(ALREADY)
        if weighed.is_set and weighed.review_on and weighed.review_on < weighed.on:
            raise RuleError("De dag om opnieuw te kijken ligt voor de dag van het signaal.")

    def tell(self, weighing_id: str, told: Told) -> None:
        """What parents and pupil were told, or why they were not. RuleError when it says neither."""
        with self.desk.writing("samenwerking: verteld") as session:
            row = _found(session, SisaWeighing, weighing_id)
            self._log(session, row.student_id)
            reason = one_line(told.not_why)
            if not row.is_set:
                raise RuleError("Er is geen signaal gezet, dus ook niets te vertellen.")
            if not reason and (told.on is None or not (told.that or told.why or told.where)):
                raise RuleError("Zeg wanneer en wat je vertelde, of waarom niet.")
            row.not_told = reason
            row.told_on = None if reason or told.on is None else self._past(told.on)
            row.told_how = "" if reason else one_line(told.how)
            row.told_that, row.told_why, row.told_where = (
                value and not reason for value in (told.that, told.why, told.where)
            )

    def keep_match(self, weighing_id: str, match: Match) -> str:
        """Adds or changes a match; gives its id. RuleError without an organisation, or for a day to come."""
        with self.desk.writing("samenwerking: andere partij") as session:
            above = _found(session, SisaWeighing, weighing_id)
            log = self._log(session, above.student_id)
            if not one_line(match.organisation):
                raise RuleError("Welke organisatie is het?")
            if not match.id:
                _active(log, weighing_id, self.desk.today())
            row = _found(session, SisaMatch, match.id) if match.id else None
            row = row or SisaMatch(
                id=new_id(), weighing_id=weighing_id, student_id=above.student_id, day=match.on, organisation="",
                noted_at=self.desk.now(),
            )  # fmt: skip
            row.day, row.organisation = self._past(match.on), one_line(match.organisation)
            row.person, row.phone, row.family = one_line(match.person), one_line(match.phone), match.family
            row.contact_on = self._past(match.contact_on) if match.contact_on else None
            row.consent = match.consent.value
            answered = match.consent is not Consent.UNASKED
            row.consent_on = self._past(match.consent_on or self.desk.today()) if answered else None
            agreement = one_line(match.agreement)
            row.agreed_on = (row.agreed_on or self.desk.today()) if agreement else None
            row.agreement = agreement
            session.add(row)
            return row.id

    def renew(self, weighing_id: str, on: date, by_id: str, review_on: date | None = None) -> None:
        """Sets an active signal anew: the months count from this day. RuleError when it is not active any more."""
        with self.desk.writing("samenwerking: verlengd") as session:
            row = _found(session, SisaWeighing, weighing_id)
            one = _active(self._log(session, row.student_id), weighing_id, self._past(on))
            if on <= one.since:
                raise RuleError("Die dag ligt niet na de dag waarop het signaal het laatst is gezet.")
            who = self._may(session, by_id)
            session.add(
                SisaRenewal(
                    id=new_id(), weighing_id=weighing_id, student_id=row.student_id, day=on, by_id=who.id, by=who.name,
                    noted_at=self.desk.now(),
                )
            )  # fmt: skip
            row.review_on = review_on

    def review(self, weighing_id: str, review_on: date | None) -> None:
        """It was looked at again; the next time is this day (None: not any more)."""
        with self.desk.writing("samenwerking: opnieuw bekeken") as session:
            row = _found(session, SisaWeighing, weighing_id)
            _active(self._log(session, row.student_id), weighing_id, self.desk.today())
            row.review_on = review_on

    def close(self, weighing_id: str, on: date, reason: str) -> None:
        """Closed on this day. RuleError without a reason, before it was set, or when it was closed already."""
        with self.desk.writing("samenwerking: afgesloten") as session:
            row = _found(session, SisaWeighing, weighing_id)
            self._log(session, row.student_id)
            if not one_line(reason):
                raise RuleError("Waarom sluit je het af?")
            if not row.is_set or on < row.day:
                raise RuleError("Op die dag stond er nog geen signaal.")
            row.closed_on, row.close_reason = self._past(on), one_line(reason)

    def remove(self, key: str) -> None:
        """Takes a row of the log away as a mistake, by its key (`match:<id>`); undo puts it back."""
        kind, _, row_id = key.partition(":")
        with self.desk.writing("samenwerking: regel weg") as session:
            if kind in ("match", "renewal"):
                table: type[SisaMatch | SisaRenewal] = SisaMatch if kind == "match" else SisaRenewal
                found = _found(session, table, row_id)
                self._log(session, found.student_id)
                session.delete(found)
                return
            row = _found(session, SisaWeighing, row_id)
            log = self._log(session, row.student_id)
            if kind == "told":
                row.told_on, row.told_how, row.not_told = None, "", ""
                row.told_that = row.told_why = row.told_where = False
            elif kind == "closed":
                if log.active(self.desk.today()):
                    raise RuleError(ALREADY)
                row.closed_on, row.close_reason = None, ""
            else:
                for table in (SisaMatch, SisaRenewal):
                    for below in session.exec(select(table).where(table.weighing_id == row.id)):
                        session.delete(below)
                session.flush()
                session.delete(row)

    # --- rules

    def _log(self, session: Session, student_id: str) -> Log:
        """The log as it stands before the act; RuleError while the module is off: then it is only read."""
        if student_id not in students_by_id(session, [student_id]):
            raise NotFound("Deze leerling staat niet (meer) in de kluis.")
        log = read_log(session, student_id)
        if not log.on:
            raise RuleError(OFF)
        return log

    def _may(self, session: Session, contact_id: str) -> Contact:
        """Who sets it: a person of whom Contacten says that he may (domain.md §7)."""
        found = next((c for c in all_contacts(session) if c.id == contact_id and c.may_signal), None)
        if found is None or found.gone:
            raise RuleError(NOBODY)
        return found

    def _past(self, day: date) -> date:
        if day > self.desk.today():
            raise RuleError(FUTURE)
        return day


def _unset(log: Log, row: SisaWeighing) -> None:
    """It was not set after all: a correction, refused once others are in it."""
    one = next(w for w in log.weighings if w.id == row.id)
    if one.matches or one.renewals:
        raise RuleError("Bij dit signaal staat al een match of verlenging. Sluit het af, met de reden.")
    row.told_on, row.told_how, row.not_told = None, "", ""
    row.told_that = row.told_why = row.told_where = False
    row.closed_on, row.close_reason = None, ""


def _active(log: Log, weighing_id: str, day: date) -> Weighing:
    """This signal, which must be active on a day."""
    one = next((w for w in log.weighings if w.id == weighing_id), None)
    if one is None:
        raise NotFound(GONE)
    if one.state(log.born, day) is not State.ACTIVE:
        raise RuleError("Dit signaal is niet meer actief. Weeg opnieuw of je er een zet.")
    return one


def _found(session: Session, table: type[Kept], row_id: str) -> Kept:
    row = session.get(table, row_id)
    if row is None:
        raise NotFound(GONE)
    return row
