"""The school in the store: its settings, holidays, named moments and kinds of meeting."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.outcomes import outcomes_of, put_outcomes
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.school_head import (
    coordinator_in,
    drop_department,
    put_department,
    put_school,
    school_of,
)
from sotdesk.data.store.school_norms import ages_of, put_ages
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.school import Holiday, MeetingKindRow, NamedMoment, Setting
from sotdesk.domain.ages import SchoolAges
from sotdesk.domain.calendar import Moment, Period, SchoolCalendar
from sotdesk.domain.contacts import School
from sotdesk.domain.meetings import FixedItem, MeetingKind
from sotdesk.domain.outcomes import Outcome
from sotdesk.domain.text import as_json

__all__ = ["KIND_COLUMNS", "SchoolPart", "calendar_of", "kind_of", "kinds_of", "school_of"]

KIND_COLUMNS = (
    "name", "short", "about", "every_weeks", "per_year", "weekday", "start", "minutes", "source",
)  # fmt: skip


UNCHECKED = "calendar.unchecked"


class SchoolPart(Part):
    """De school zelf."""

    def setting(self, name: str, default: Any = None) -> Any:
        """A named setting; `default` when it was never set."""
        with self.desk.reading() as session:
            row = session.get(Setting, name)
            return default if row is None else json.loads(row.value)

    def set(self, name: str, value: Any, label: str = "instelling wijzigen") -> None:
        """Keeps a named setting (anything JSON can hold)."""
        with self.desk.writing(label) as session:
            session.merge(Setting(name=name, value=as_json(value)))

    @remembered
    def school(self) -> School:
        """The school as it was named at the first run, with its departments and its own system's name."""
        with self.desk.reading() as session:
            return school_of(session)

    def save_school(self, school: School) -> None:
        """Keeps the school's name, coordinator, system and departments."""
        with self.desk.writing("gegevens van de school") as session:
            put_school(session, school)

    def save_head(self, name: str, coordinator: str, system: str) -> School:
        """Keeps the school's name, its system, and who coordinates; gives the school as it is now.

        The coordinator is the contact of this name; when there is none, one is made with the role OCO.
        """
        with self.desk.writing("gegevens van de school") as session:
            contact_id = coordinator_in(session, coordinator)
            school = replace(
                school_of(session),
                name=name,
                coordinator=coordinator,
                coordinator_id=contact_id,
                system=system,
            )
            put_school(session, school)
        return school

    def save_department(self, name: str, patterns: Sequence[str], instead_of: str = "") -> None:
        """Adds a department with its class patterns (`1*`), or changes one; roles follow a new name."""
        with self.desk.writing("afdeling") as session:
            put_department(session, name, tuple(patterns), instead_of)

    def remove_department(self, name: str) -> None:
        """Takes a department away; RuleError while someone has a role for it."""
        with self.desk.writing(f"afdeling {name} weghalen") as session:
            drop_department(session, name)

    def calendar(self) -> SchoolCalendar:
        """All holidays and named moments."""
        with self.desk.reading() as session:
            return calendar_of(session)

    def unchecked_years(self) -> frozenset[int]:
        """The school years whose proposed holidays were taken over and not yet checked by the school."""
        return frozenset(self.setting(UNCHECKED, []))

    def save_calendar(self, calendar: SchoolCalendar, unchecked: Collection[int] | None = None) -> None:
        """Replaces the holiday table and the named moments; `unchecked` as in `unchecked_years`, None: as it was."""
        with self.desk.writing("vakanties en momenten") as session:
            for row in [*session.exec(select(Holiday)), *session.exec(select(NamedMoment))]:
                session.delete(row)
            session.add_all(Holiday(name=p.name, first=p.first, last=p.last) for p in calendar.holidays)
            session.add_all(NamedMoment(name=m.name, day=m.day) for m in calendar.moments)
            if unchecked is not None:
                session.merge(Setting(name=UNCHECKED, value=json.dumps(sorted(unchecked))))

    def ages(self) -> SchoolAges:
        """The ages at which something changes, as this school has them."""
        with self.desk.reading() as session:
            return ages_of(session)

    def save_ages(self, ages: SchoolAges) -> None:
        """Keeps the ages of which the sources leave the choice to the school. RuleError when they cannot be."""
        with self.desk.writing("leeftijden") as session:
            put_ages(session, ages)

    def outcomes(self) -> tuple[Outcome, ...]:
        """The words that `uit:` knows: the school's own list, or the one that ships."""
        with self.desk.reading() as session:
            return outcomes_of(session)

    def save_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Keeps the school's own list of outcomes; an empty one gives back the list that ships.

        RuleError when a word stands twice.
        """
        with self.desk.writing("uitkomsten van een punt") as session:
            put_outcomes(session, outcomes)

    def kinds(self) -> tuple[MeetingKind, ...]:
        """The kinds of meeting, in the school's order."""
        with self.desk.reading() as session:
            return kinds_of(session)

    def save_kind(self, kind: MeetingKind) -> str:
        """Adds or changes a kind of meeting; gives its id."""
        return self.save_kinds([kind])[0]

    def save_kinds(self, kinds: Sequence[MeetingKind]) -> list[str]:
        """Adds or changes kinds of meeting in one go."""
        ids = [kind.id or new_id() for kind in kinds]
        with self.desk.writing("soort overleg") as session:
            last = len(session.exec(select(MeetingKindRow.id)).all())
            for i, (kind_id, kind) in enumerate(zip(ids, kinds, strict=True)):
                row = session.get(MeetingKindRow, kind_id)
                if row is None:
                    row = MeetingKindRow(id=kind_id, name=kind.name, short=kind.short, position=last + i)
                for name in KIND_COLUMNS:
                    setattr(row, name, getattr(kind, name))
                row.members = json.dumps(kind.members)
                row.fixed = as_json([[f.title, f.minutes, f.last] for f in kind.fixed])
                row.minutes_by_kind = json.dumps(dict(kind.minutes_by_kind))
                session.add(row)
        return ids


def calendar_of(session: Session) -> SchoolCalendar:
    holidays = session.exec(select(Holiday).order_by(col(Holiday.first)))
    moments = session.exec(select(NamedMoment).order_by(col(NamedMoment.day)))
    return SchoolCalendar(
        tuple(Period(r.name, r.first, r.last) for r in holidays),
        tuple(Moment(r.name, r.day) for r in moments),
    )


def kinds_of(session: Session) -> tuple[MeetingKind, ...]:
    rows = session.exec(select(MeetingKindRow).order_by(col(MeetingKindRow.position)))
    return tuple(kind_of(row) for row in rows)


def kind_of(row: MeetingKindRow) -> MeetingKind:
    values = {name: getattr(row, name) for name in KIND_COLUMNS}
    return MeetingKind(
        id=row.id, members=tuple(json.loads(row.members)),
        fixed=tuple(FixedItem(*f) for f in json.loads(row.fixed)),
        minutes_by_kind=json.loads(row.minutes_by_kind), **values,
    )  # fmt: skip
