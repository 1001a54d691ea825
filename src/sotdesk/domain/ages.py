"""The ages at which something changes for a pupil: 12, 16, 18 and 23 (domain.md §3, §7, §10, §12). Rules are data.

Near a birthday the card says what changes; on request all of it is said, with its source. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sotdesk.domain.dates import show_date
from sotdesk.domain.rules import load


@dataclass(frozen=True)
class AgeRule:
    """What changes at one age: in a few words, in full, and who says so."""

    age: int
    soon: str
    changes: str
    source: str


@dataclass(frozen=True)
class AgeFlag:
    """A birthday that is near or was just there."""

    rule: AgeRule
    day: date
    passed: bool

    def words(self, today: date) -> str:
        """`wordt 16 op wo 6 jan: inzage en toestemming gaan naar de leerling zelf`."""
        turns = "is 16 sinds" if self.passed else "wordt 16 op"
        return f"{turns.replace('16', str(self.rule.age))} {show_date(self.day, today)}: {self.rule.soon}"


@dataclass(frozen=True)
class SchoolAges:
    """The ages of which the sources differ or leave the choice to the school (domain.md §3, §10, §12), as this school
    has them. `shared` 0: that age is not named."""

    shared: int = 12
    opp: int = 18
    duty: int = 18
    voluntary: int = 23

    @staticmethod
    def opp_choices() -> tuple[int, ...]:
        """The ages that sources give for the handelingsdeel of the OPP."""
        return tuple(next(row["choices"] for row in load("ages")["age"] if row.get("code") == "opp"))


SHIPPED = SchoolAges()
"""As it ships; rules/ages.toml has the same."""
FILE_AGE = 16
"""From here on the rights of the file are the pupil's own (domain.md §3: S004, P73, P74), whatever the school sets."""


@cache
def age_rules(ages: SchoolAges = SHIPPED) -> tuple[AgeRule, ...]:
    """Every age, the youngest first; what changes at the same age is said together."""
    rows: dict[int, list[dict[str, str]]] = {}
    for row in load("ages")["age"]:
        if age := getattr(ages, row.get("code", ""), row["age"]):
            rows.setdefault(age, []).append(row)
    return tuple(
        AgeRule(
            age,
            ", ".join(filter(None, (row["soon"] for row in rows[age]))),
            " ".join(row["changes"].format(age=age, until=ages.voluntary) for row in rows[age]),
            "; ".join(row["source"] for row in rows[age]),
        )
        for age in sorted(rows)
    )


def birthday(born: date, age: int) -> date:
    """The day someone reaches an age; someone born on 29 February does so on 1 March of a common year."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_flags(born: date | None, today: date, ages: SchoolAges = SHIPPED) -> tuple[AgeFlag, ...]:
    """The birthdays within `ahead_days`, and those of at most `after_days` ago."""
    if born is None:
        return ()
    found = []
    for rule in age_rules(ages):
        day = birthday(born, rule.age)
        if (
            today - timedelta(days=load("ages")["after_days"])
            <= day
            <= today + timedelta(days=load("ages")["ahead_days"])
        ):
            found.append(AgeFlag(rule, day, day <= today))
    return tuple(found)


def standing(
    born: date | None, today: date, ages: SchoolAges = SHIPPED
) -> Sequence[tuple[AgeRule, date | None, bool]]:
    """Each age with its day for this pupil (None: birth date unknown) and whether it holds now."""
    rules = age_rules(ages)
    days = [birthday(born, rule.age) if born else None for rule in rules]
    return tuple((rule, day, day is not None and day <= today) for rule, day in zip(rules, days, strict=True))
