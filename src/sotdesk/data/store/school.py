"""The school in the store: its settings, holidays, named moments and kinds of meeting."""

import json
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.school import Holiday, MeetingKindRow, NamedMoment, Setting
from sotdesk.domain.calendar import Moment, Period, SchoolCalendar
from sotdesk.domain.contacts import School
from sotdesk.domain.meetings import FixedItem, MeetingKind

KIND_COLUMNS = (
    "name", "short", "about", "every_weeks", "per_year", "weekday", "start", "minutes", "source",
)  # fmt: skip


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
            session.merge(Setting(name=name, value=json.dumps(value, ensure_ascii=False)))

    def school(self) -> School:
        """The school as it was named at the first run, with its departments and its own system's name."""
        with self.desk.reading() as session:
            return school_of(session)

    def save_school(self, school: School) -> None:
        """Keeps the school's name, coordinator, system and departments."""
        values = {
            "name": school.name, "coordinator": school.coordinator, "coordinator_id": school.coordinator_id,
            "system": school.system, "departments": {k: list(v) for k, v in school.departments.items()},
        }  # fmt: skip
        self.set("school", values, label="gegevens van de school")

    def calendar(self) -> SchoolCalendar:
        """All holidays and named moments."""
        with self.desk.reading() as session:
            return calendar_of(session)

    def save_calendar(self, calendar: SchoolCalendar) -> None:
        """Replaces the holiday table and the named moments."""
        with self.desk.writing("vakanties en momenten") as session:
            for row in [*session.exec(select(Holiday)), *session.exec(select(NamedMoment))]:
                session.delete(row)
            session.add_all(Holiday(name=p.name, first=p.first, last=p.last) for p in calendar.holidays)
            session.add_all(NamedMoment(name=m.name, day=m.day) for m in calendar.moments)

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
                row.fixed = json.dumps([[f.title, f.minutes, f.last] for f in kind.fixed], ensure_ascii=False)
                row.minutes_by_kind = json.dumps(dict(kind.minutes_by_kind))
                session.add(row)
        return ids


def school_of(session: Session) -> School:
    row = session.get(Setting, "school")
    values = json.loads(row.value) if row else {}
    departments = {k: tuple(v) for k, v in values.pop("departments", {}).items()}
    school = School(**{"name": "", "coordinator": "", **values})
    return (
        School(school.name, school.coordinator, school.coordinator_id, school.system, departments)
        if (departments)
        else school
    )


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
