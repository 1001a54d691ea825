"""Reports of absence: when a norm asks for one, until when, what was done with it, and where the count stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from sotdesk.domain.absence import (
    Absence,
    AbsenceKind,
    Duty,
    Norms,
    Snapshot,
    distances,
    duty,
    may_report_again,
    norms,
    number,
    reached_on,
    report_by,
    weeks_away,
)
from sotdesk.domain.calendar import SchoolCalendar, school_year
from sotdesk.domain.dates import show_date
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student

HOURS, LONG = "hours", "long"
"""The kinds of report that follow from a norm."""
NO_REPORT = "none"
_AUGUST = 8


@dataclass(frozen=True)
class Choice:
    """A kind of report, or what may follow one; `settles`: nothing is waited for, though nothing was reported."""

    code: str
    words: str
    source: str
    settles: bool = False


@cache
def kinds() -> tuple[Choice, ...]:
    """The kinds of report, those that follow from a norm first."""
    return tuple(Choice(row["code"], row["words"], row["source"]) for row in load("absence")["kind"])


@cache
def next_steps() -> tuple[Choice, ...]:
    """What may follow: the routes of the MAS, proces-verbaal, or not reported with a reason."""
    return tuple(
        Choice(row["code"], row["words"], row["source"], row.get("settles", False))
        for row in load("absence")["next"]
    )


def kind_words(code: str) -> str:
    """`16 uur`; an unknown code as it stands."""
    return next((kind.words for kind in kinds() if kind.code == code), code)


def next_words(code: str) -> str:
    """`proces-verbaal`; an unknown code as it stands."""
    return next((step.words for step in next_steps() if step.code == code), code)


@dataclass(frozen=True)
class Stand:
    """A kept snapshot; `typed` by hand, else computed from pasted days."""

    id: str
    snapshot: Snapshot
    typed: bool = True
    note: str = ""

    def age(self, today: date) -> int:
        """Days since it stood so."""
        return (today - self.snapshot.day).days

    def old(self, today: date) -> bool:
        """Older than the school lets a snapshot be."""
        return self.age(today) > int(load("absence")["snapshot"]["old_days"])


@dataclass(frozen=True)
class Report:
    """A norm that was reached (or a report without one), and what was done with it."""

    id: str
    kind: str
    reached_on: date
    reported_on: date | None = None
    reported_by: str = ""
    causes: str = ""
    plan: str = ""
    result: str = ""
    next_step: str = ""

    @property
    def settled(self) -> bool:
        """Reported, or said why not."""
        return self.reported_on is not None or self.next_step == NO_REPORT

    @property
    def waits(self) -> bool:
        """A norm of the law was reached, and it is not reported."""
        return not self.settled and self.kind in (HOURS, LONG)


@dataclass(frozen=True)
class Due:
    """A report that a norm asks for; `report_id` when a row was kept of it already. `by` None: it may, but need not.

    `may_wait`: of unbroken absence one report in seven days is enough (P60), so it may be made on that day.
    """

    kind: str
    reached_on: date
    by: date | None
    report_id: str = ""
    may_wait: date | None = None
    adult: int = 18
    """From this age on it may be reported and need not."""


@dataclass(frozen=True)
class DueOf:
    """A report that must be made, with its pupil, for Vandaag."""

    student: Student
    due: Due


@dataclass(frozen=True)
class AbsenceFile:
    """All that is known of a pupil's absence: snapshots newest first, pasted days, reports newest first."""

    student: Student
    stands: tuple[Stand, ...] = ()
    days: tuple[Absence, ...] = ()
    reports: tuple[Report, ...] = ()
    dues: tuple[Due, ...] = ()
    rules: Norms = field(default_factory=norms)
    """The norms of this school."""

    @property
    def newest(self) -> Stand | None:
        return self.stands[0] if self.stands else None


def counted_from(reports: Iterable[Report], kind: str = HOURS) -> date | None:
    """The day of which the count begins anew the day after: on which the norm of the last report was reached (P60)."""
    return max((r.reached_on for r in reports if r.kind == kind and r.reported_on), default=None)


def dues(
    stands: Sequence[Stand], days: Sequence[Absence], reports: Sequence[Report], calendar: SchoolCalendar,
    birth_date: date | None, today: date, rules: Norms | None = None,
) -> tuple[Due, ...]:  # fmt: skip
    """The reports that a norm asks for now, oldest first; kept rows that are not reported yet come before new ones.

    Looks at this school year only: older snapshots ask nothing any more.
    """
    rules = rules or norms()
    found = []
    for kind in (HOURS, LONG):
        waiting = next((r for r in reports if r.kind == kind and r.waits), None)
        reached = (
            waiting.reached_on if waiting else _reached(kind, stands, days, reports, calendar, today, rules)
        )
        if reached is None:
            continue
        owed = duty(birth_date, reached, rules)
        if owed is not Duty.NONE:
            by = report_by(reached, rules) if owed is Duty.MUST else None
            wait = _may_wait(kind, reports, reached, rules)
            found.append(Due(kind, reached, by, waiting.id if waiting else "", wait, rules.duty_until))
    return tuple(sorted(found, key=lambda due: due.reached_on))


def _reached(
    kind: str, stands: Sequence[Stand], days: Sequence[Absence], reports: Sequence[Report],
    calendar: SchoolCalendar, today: date, rules: Norms,
) -> date | None:  # fmt: skip
    """The first day in this school year on which the norm was reached and of which nothing was settled yet."""
    year = date(school_year(today)[0], _AUGUST, 1)
    settled = [r for r in reports if r.kind == kind and r.settled]
    after = max((r.reached_on for r in settled), default=None)
    until = max((max(r.reached_on, r.reported_on or r.reached_on) for r in settled), default=year)
    typed = [
        s.snapshot.day
        for s in stands
        if s.typed and s.snapshot.day >= year and (s.snapshot.day > until or not settled)
        and (s.snapshot.hours >= rules.hours if kind == HOURS else s.snapshot.weeks_away > rules.long_weeks)
    ]  # fmt: skip
    recent = [one for one in days if one.day >= year]
    counted = None
    if kind == LONG or _hours(recent, after) >= rules.hours:  # else the window need not be looked for
        count = reached_on if kind == HOURS else _long_reached
        counted = count(recent, calendar, after=after, rules=rules)
    return min([*typed, *([counted] if counted else [])], default=None)


def _hours(days: Iterable[Absence], after: date | None) -> float:
    """All unlawful hours since a day, whatever the window."""
    since = [one for one in days if one.kind is AbsenceKind.UNLAWFUL and (after is None or one.day > after)]
    return sum(one.hours for one in since)


def _long_reached(
    days: Sequence[Absence], calendar: SchoolCalendar, *, after: date | None, rules: Norms
) -> date | None:
    """The first pasted day on which the unbroken absence was longer than the norm; after a report it counts anew."""
    counted = [one for one in days if after is None or one.day > after]
    for day in sorted({one.day for one in counted if one.hours > 0}):
        if weeks_away(counted, day, calendar) > rules.long_weeks:
            return day
    return None


def _may_wait(kind: str, reports: Iterable[Report], reached: date, rules: Norms) -> date | None:
    """The first day of a next report about unbroken absence, when the last one was made in the seven days before."""
    made = [r.reported_on for r in reports if r.kind == kind and r.reported_on and r.reported_on <= reached]
    again = may_report_again(max(made), rules) if made else None
    return again if again and again > reached else None


def due_words(due: Due, today: date) -> str:
    """`16 uur bereikt wo 18 nov · melden uiterlijk wo 25 nov`."""
    reached = f"{_norm(due.kind)} bereikt {show_date(due.reached_on, today)}"
    if due.by is None:
        return f"{reached} · {Duty.MAY.value} ({due.adult} jaar of ouder)"
    late = " · te laat" if due.by < today else ""
    wait = f" · bij aaneengesloten verzuim mag het {show_date(due.may_wait, today)}" if due.may_wait else ""
    return f"{reached} · melden uiterlijk {show_date(due.by, today)}{late}{wait}"


def report_words(report: Report, today: date) -> str:
    """`16 uur bereikt wo 18 nov · gemeld vr 20 nov door S. de Wit · vrijwillige jeugdhulp`."""
    reached = f"{kind_words(report.kind)}: {show_date(report.reached_on, today)}"
    if report.kind in (HOURS, LONG):
        reached = f"{_norm(report.kind)} bereikt {show_date(report.reached_on, today)}"
    by = f" door {report.reported_by}" if report.reported_by else ""
    told = f"gemeld {show_date(report.reported_on, today)}{by}" if report.reported_on else "nog niet gemeld"
    if report.next_step == NO_REPORT:
        told = ""
    return " · ".join(filter(None, [reached, told, next_words(report.next_step)]))


def _norm(kind: str) -> str:
    return "langer dan 4 weken" if kind == LONG else kind_words(kind)


def badge(file: AbsenceFile, today: date) -> tuple[str, bool]:
    """`9 van 16 u`, and whether a report is due; ('', False) when nothing is known.

    Hours over the norm that were reported say so: `17 van 16 u · gemeld wo 25 nov`.
    """
    stand = file.newest
    if stand is None:
        return "", False
    due = next((d for d in file.dues if d.by), None)
    if due and due.by:
        return f"melden uiterlijk {show_date(due.by, today)}", True
    said = f"{number(stand.snapshot.hours)} van {number(file.rules.hours)} u"
    told = next((one.reported_on for one in file.reports if one.kind == HOURS), None)
    if told and stand.snapshot.hours >= file.rules.hours:
        said += f" · gemeld {show_date(told, today)}"
    return (f"{said} (stand van {show_date(stand.snapshot.day, today)})" if stand.old(today) else said), False


def stand_words(stand: Stand, birth_date: date | None = None, rules: Norms | None = None) -> str:
    """What a snapshot says, for the timeline: the hours, then what else is not nothing."""
    hours, *others = distances(stand.snapshot, birth_date, rules)
    some = (stand.snapshot.sick_reports, stand.snapshot.sick_days, stand.snapshot.weeks_away)
    return " · ".join([hours.words, *(one.words for one, many in zip(others, some, strict=True) if many)])
