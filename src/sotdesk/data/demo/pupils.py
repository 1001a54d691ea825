"""The fictional school's pupils: drawn from the name lists with a fixed seed, and those of the cases and signals."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from sotdesk.data.demo.content import content
from sotdesk.data.tables.base import new_id
from sotdesk.domain.calendar import school_year
from sotdesk.domain.names import Name
from sotdesk.domain.students import Student

_OLDER = 0.08
"""Part of the pupils that is a year older than the rest of the class (own estimate)."""


def told_pupil(row: Mapping[str, Any], mentors: Mapping[str, str], today: date) -> Student:
    """The pupil of a case or a signal; `age` there is (years, months) on the day the school is made."""
    years, months = row["age"]
    born = _months_before(today, 12 * years + months) - timedelta(days=3 + int(row["number"]) % 20)
    return Student(
        new_id(), row["number"], row["first"], row["infix"], row["last"], row["class"], born,
        mentors[row["class"]], row["municipality"],
    )  # fmt: skip


def drawn_pupils(told: Iterable[Student], mentors: Mapping[str, str], today: date) -> list[Student]:
    """So many others that the school is full, spread over all classes; no full name and no number twice."""
    told = list(told)
    school, classes = content("school"), list(mentors)
    rng = Random(school["school"]["seed"])  # noqa: S311  (a fixed seed is the point)
    names, numbers = {s.name for s in told}, {s.number for s in told}
    places, weights = zip(*school["school"]["municipalities"], strict=True)
    size = {name: sum(s.class_name == name for s in told) for name in classes}
    found: list[Student] = []
    for _ in range(school["school"]["pupils"] - len(told)):
        class_name = min(classes, key=lambda name: size[name])
        size[class_name] += 1
        name, number = _new_name(rng, names), _new_number(rng, class_name, numbers)
        found.append(
            Student(
                new_id(), number, name.first, name.infix, name.last, class_name,
                _birthday(rng, class_name, today), mentors[class_name], rng.choices(places, weights)[0],
            )
        )  # fmt: skip
    return found


def _new_name(rng: Random, taken: set[Name]) -> Name:
    lists = content("names")
    while True:
        first, (infix, last) = rng.choice(lists["first"]), rng.choice(lists["last"])
        name = Name(first, infix, last)
        if name not in taken:
            taken.add(name)
            return name


def _new_number(rng: Random, class_name: str, taken: set[str]) -> str:
    """Six digits that begin with zeros, by the year in which the pupil came: 05 in year 1, 00 in year 6."""
    while True:
        number = f"{6 - int(class_name[0]):02d}{rng.randrange(10000):04d}"
        if number not in taken:
            taken.add(number)
            return number


def _birthday(rng: Random, class_name: str, today: date) -> date:
    """A day that fits the class: in year 1 a pupil turned twelve in the year before 1 October."""
    turned = school_year(today)[0] - 11 - int(class_name[0]) - (rng.random() < _OLDER)
    return date(turned, 10, 1) - timedelta(days=1 + rng.randrange(365))


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
