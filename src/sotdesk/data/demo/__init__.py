"""The fictional school: a vault of its own with a year of work in it, made on the day it is used.

Nobody and nothing in it exists. The content is in the data files beside this one; it goes in through the real
store and the real capture grammar, with the clock moved to when each thing happened. The same seed and the same
day give the same content (row ids differ). It is a practice school: on another day it is made anew.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlmodel import Session

from sotdesk.data import schema
from sotdesk.data.demo import people, pupils
from sotdesk.data.demo.candidates import Candidates
from sotdesk.data.demo.cases import Cases
from sotdesk.data.demo.class_values import ClassValues
from sotdesk.data.demo.content import content
from sotdesk.data.demo.days import calendar_for, meeting_days
from sotdesk.data.demo.gone import Gone
from sotdesk.data.demo.meetings import Year, slots
from sotdesk.data.demo.moments import Moments
from sotdesk.data.demo.one_go import Hands, fill_index
from sotdesk.data.demo.parts import Parts
from sotdesk.data.demo.runs import Runs
from sotdesk.data.demo.script import Script
from sotdesk.data.demo.supports import Supports
from sotdesk.data.demo.together import Together
from sotdesk.data.vault import Vault
from sotdesk.domain.contacts import Contact
from sotdesk.domain.meeting_presets import presets
from sotdesk.domain.students import Student

if TYPE_CHECKING:
    from sqlalchemy import Engine

PASSPHRASE: Final = "molen kaars fiets dijk regen"  # noqa: S105  (it guards nothing and is shown)
"""Opens every practice school; shown on its unlock screen, since it guards nothing."""

MADE_FOR: Final = "practice_school"
"""The setting that marks a vault as a practice school; its value is the day it was made for."""

PRESET: Final = "S003"

Progress = Callable[[int, int], None]


def make_school(
    path: Path, moment: datetime, *, progress: Progress | None = None, _kdf_iter: int | None = None
) -> Vault:
    """Makes the practice school in a new vault at `path` and opens it; `moment` (aware) is its present.

    The file gets its name only when it is whole. VaultError as for any new vault. `progress` gets (steps done,
    steps in all). `_kdf_iter` only for tests.
    """

    def build(engine: "Engine") -> None:
        schema.build(engine)
        fill(engine, moment, progress)

    return Vault.create(path, PASSPHRASE, build=build, _kdf_iter=_kdf_iter)


def fill(engine: "Engine", moment: datetime, progress: Progress | None = None) -> None:
    """Fills an empty vault, in one transaction."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        session.execute(text("PRAGMA defer_foreign_keys = ON"))  # rows come in any order
        hands = Hands(session, engine, moment)
        _fill(hands, moment, progress)
        session.flush()
        fill_index(session)


def _fill(hands: Hands, moment: datetime, progress: Progress | None) -> None:
    today, data = moment.date(), content("school")
    calendar = calendar_for(today)
    days = meeting_days(today, slots(), data["meeting"]["every_weeks"], calendar)
    hands.school.save_calendar(calendar)
    kinds = next(preset.kinds for preset in presets() if preset.code == PRESET)
    ids = hands.school.save_kinds(kinds)
    sot = next(
        replace(k, id=i) for i, k in zip(ids, kinds, strict=True) if k.short == data["meeting"]["kind"]
    )
    staff = _contacts(hands)
    school = people.school_of(staff[data["school"]["coordinator"]])
    hands.school.save_school(school)
    by_key, by_number = _pupils(hands, moment)
    cases = Cases(hands, by_key, staff, days, calendar)
    year = Year(hands, by_key, staff, school, calendar, days, cases)
    cases.families()
    year.plan(sot)
    script = Script()
    cases.write(script)
    cases.waiting(script, by_number)
    year.write(script)
    Supports(hands, by_key, staff, days, calendar).write(script)
    Parts(hands, by_key, staff, days, calendar).write(script)
    Together(hands, by_key, staff, days, calendar).write(script)
    Runs(hands, by_key, staff, days, calendar).write(script)
    Moments(hands, by_key, staff, school, days, calendar).write(script)
    Candidates(hands, calendar, today).write(script)
    Gone(hands, calendar, today).write(script)
    ClassValues(hands, {s.id for s in by_key.values()}, calendar, today).write(script)
    script.play(hands, progress)
    hands.at_moment(moment)
    cases.finish()
    year.prepare_today()
    hands.school.set(MADE_FOR, today.isoformat())


def _contacts(hands: Hands) -> dict[str, Contact]:
    """Stores agencies and contacts; gives the contacts by key, with their ids."""
    agency_ids = {key: hands.contacts.save_agency(agency) for key, agency in people.agencies().items()}
    found = people.contacts(agency_ids)
    return {key: replace(contact, id=hands.contacts.save(contact)) for key, contact in found.items()}


def _pupils(hands: Hands, moment: datetime) -> tuple[dict[str, Student], dict[str, Student]]:
    """Stores all pupils; gives those of the cases by key and those of the waiting signals by number."""
    today, mentors = moment.date(), people.mentors_by_class()
    by_key = {row["key"]: pupils.told_pupil(row, mentors, today) for row in content("cases")["case"]}
    signals = {row["number"]: pupils.told_pupil(row, mentors, today) for row in content("signals")["signal"]}
    told = [*by_key.values(), *signals.values()]
    hands.students.add([*told, *pupils.drawn_pupils(told, mentors, today)])
    return by_key, signals
