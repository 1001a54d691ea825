"""The school's own norms inside a transaction: sickness, how absence counts, the ages at which something changes.

What ships stands in rules/absence.toml and rules/ages.toml; here only what the school put in its place.
"""

import json

from sqlmodel import Session

from sotdesk.data.tables.school import Setting
from sotdesk.domain.absence import CountNorm, Norms, SickNorm, norms
from sotdesk.domain.ages import FILE_AGE, SHIPPED, SchoolAges
from sotdesk.domain.errors import RuleError

SICK, COUNT, AGES = "absence_sick", "absence_count", "school_ages"
"""The settings: JSON lists of the numbers of SickNorm and CountNorm, and of what the school chose of SchoolAges."""
MOST_NORM = 60
MOST_LESSON = 2.0
"""Hours; a longer lesson is a typing error."""
OLDEST = 30
"""Years; no rule about pupils reaches further."""


def norms_of(session: Session) -> Norms:
    """The norms that ship, with the school's own in their place."""
    rules = norms()
    for name, kind in ((SICK, SickNorm), (COUNT, CountNorm)):
        if row := session.get(Setting, name):
            rules = kind(*json.loads(row.value)).within(rules)
    return rules


def ages_of(session: Session) -> SchoolAges:
    """The ages that ship, with the school's own in their place; those of absence are the norms'."""
    rules, row = norms_of(session), session.get(Setting, AGES)
    shared, opp = json.loads(row.value) if row else (SHIPPED.shared, SHIPPED.opp)
    return SchoolAges(shared, opp, rules.duty_until, rules.voluntary_until)


def put_sick(session: Session, norm: SickNorm) -> None:
    """Keeps when sickness asks a talk. RuleError when it is no norm."""
    if not all(0 < number <= MOST_NORM for number in (norm.reports, norm.school_weeks, norm.days)):
        raise RuleError(f"Een norm is een heel getal van 1 tot {MOST_NORM}.")
    _put(session, SICK, [norm.reports, norm.school_weeks, norm.days])


def put_count(session: Session, norm: CountNorm) -> None:
    """Keeps how absence counts. RuleError when it cannot be."""
    if not 0 < norm.lesson_hours <= MOST_LESSON:
        raise RuleError(f"Een lesuur telt voor meer dan 0 en hooguit {MOST_LESSON:g} uur.")
    if not 0 < norm.duty_until <= norm.voluntary_until <= OLDEST:
        raise RuleError("Vrijwillig melden houdt niet eerder op dan de plicht om te melden.")
    _put(session, COUNT, [norm.lesson_hours, norm.duty_until, norm.voluntary_until])


def put_ages(session: Session, ages: SchoolAges) -> None:
    """Keeps the ages that the school chooses. RuleError when they cannot be."""
    if not 0 <= ages.shared < FILE_AGE:
        raise RuleError(
            f"Samen beslissen begint voor de {FILE_AGE}, want dan beslist de leerling. 0 noemt het niet."
        )
    if ages.opp not in ages.opp_choices():
        raise RuleError("Kies een van de leeftijden voor het handelingsdeel.")
    _put(session, AGES, [ages.shared, ages.opp])


def _put(session: Session, name: str, values: list[float] | list[int]) -> None:
    session.merge(Setting(name=name, value=json.dumps(values)))
