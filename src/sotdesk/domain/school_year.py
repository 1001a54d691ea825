"""Nieuw schooljaar: everyone who is followed, what ends, and what she decides of each; nothing closes by itself.

domain.md §5 step 11 and "Why S003 says records exist" (c): continuity. Days are data (rules/school_year.toml). Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sotdesk.domain.cases import CaseRow
from sotdesk.domain.confidentiality import mark_of
from sotdesk.domain.consents import Consent, ConsentState
from sotdesk.domain.dates import show_date
from sotdesk.domain.exchanges import short_receiver
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.support import Support
from sotdesk.domain.words import count


class Choice(StrEnum):
    """What she decided of one pupil. Closing is not kept here: his case says it."""

    STAYS = "blijft gevolgd"
    HANDED = "overdragen"


@dataclass(frozen=True)
class Followed:
    """A pupil who is followed: by an open case, or by support that runs. `choice` is None until she decided.

    `closed` = his case was closed since the new year was begun; `handed_on` = when he was handed over since then.
    """

    student: Student
    case: CaseRow | None = None
    supports: tuple[Support, ...] = ()
    ending: tuple[Consent, ...] = ()
    open_actions: int = 0
    choice: Choice | None = None
    handed_on: date | None = None

    @property
    def gone(self) -> bool:
        """Whether he left school."""
        return self.student.gone_since is not None

    def standing(self) -> str:
        """What was decided, in words; the default while nothing was."""
        if self.handed_on:
            return "overgedragen"
        if self.choice is Choice.HANDED:
            return "nog overdragen"
        return Choice.STAYS.value

    def why(self, today: date, starts: date | None = None) -> str:
        """`volgen · 2 open afspraken · SMW t/m do 10 dec · toestemming SMW t/m vr 3 jul`.

        A measure with a last day is named from `starts` of the new year on; what ended before is asked about apart.
        """
        parts = []
        if self.case is not None:
            parts.append(self.case.status.value)
        if self.open_actions:
            parts.append(count(self.open_actions, "open afspraak", "open afspraken"))
        for support in self.supports:
            until = support.ends_on
            if until is None or (starts and until >= starts):
                end = f" t/m {show_date(until, today)}" if until else ""
                parts.append(f"{mark_of(support.audience)}{support.name}{end}")
        parts += [
            f"toestemming {short_receiver(c)} t/m {show_date(c.valid_until, today)}"
            for c in self.ending
            if c.valid_until
        ]
        return " · ".join(parts)


@dataclass(frozen=True)
class NewYear:
    """The roll-over to one school year (`first` = its first calendar year): what was done, and everyone followed."""

    first: int
    list_read_on: date | None = None
    done_on: date | None = None
    followed: tuple[Followed, ...] = ()

    @property
    def name(self) -> str:
        """`2026–2027`."""
        return f"{self.first}–{self.first + 1}"

    @property
    def starts(self) -> date:
        """Its first day."""
        return day_in(self.first, "starts")

    @property
    def here(self) -> tuple[Followed, ...]:
        """Who is still at school."""
        return tuple(one for one in self.followed if not one.gone)

    @property
    def left(self) -> tuple[Followed, ...]:
        """Who left school, and is still followed."""
        return tuple(one for one in self.followed if one.gone)

    def ran_out(self, one: Followed) -> tuple[Support, ...]:
        """The measures of a pupil that run, with a last day in the old year: do they go on?"""
        return tuple(s for s in one.supports if s.ends_on is not None and s.ends_on < self.starts)


def day_in(year: int, name: str) -> date:
    """A day of rules/school_year.toml in a calendar year."""
    month, day = load("school_year")[name].split("-")
    return date(year, int(month), int(day))


def year_ahead(today: date) -> int:
    """The school year that a roll-over is to: the one that runs, and from rules/school_year.toml on the next."""
    return today.year if today >= day_in(today.year, "prepare_from") else today.year - 1


def offered(today: date) -> int | None:
    """The school year whose roll-over Vandaag offers today; None outside its weeks."""
    starts, until = day_in(today.year, "starts"), day_in(today.year, "offered_until")
    return today.year if starts <= today <= until else None


def ends_soon(consents: Iterable[Consent], first: int) -> tuple[Consent, ...]:
    """What was given and ends with the old year, or soon after."""
    since, before = day_in(first - 1, "starts"), day_in(first, "ending_before")
    return tuple(
        c
        for c in consents
        if c.state is ConsentState.GIVEN and c.valid_until is not None and since <= c.valid_until < before
    )


def proposed_end(support: Support, first: int) -> date:
    """As long again as it was given, from the first day of the year; never past the year itself."""
    starts, last = day_in(first, "starts"), day_in(first + 1, "starts") - timedelta(days=1)
    began, ended = support.starts_on or support.made_on, support.ends_on
    length = ended - began if ended and ended > began else timedelta(days=0)
    return min(starts + length, last) if length else last


def summary(followed: Sequence[Followed]) -> str:
    """What is said before it is done: how many go on, of how many that was not looked at, what waits, what stands."""
    staying = [one for one in followed if one.standing() == Choice.STAYS.value]
    unseen = sum(1 for one in staying if one.choice is None)
    waiting = sum(1 for one in followed if one.standing() == "nog overdragen")
    actions = sum(one.open_actions for one in followed)
    parts = [
        count(len(staying), "leerling blijft gevolgd", "leerlingen blijven gevolgd")
        + (f", naar {unseen} heb je nog niet gekeken" if unseen else ""),
        f"{count(waiting, 'wacht', 'wachten')} nog op overdracht" if waiting else "",
        count(actions, "afspraak blijft staan", "afspraken blijven staan") if actions else "",
    ]
    return f"{', '.join(filter(None, parts))}."
