"""Pupils in the store: the school's list, finding one, taking an import over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.remembered import remembered
from sotdesk.data.store.roster import known_pupils, remember_columns, remembered_columns, write_plan
from sotdesk.data.store.student_merge import merge
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.people import GuardianRow, StudentRow
from sotdesk.domain.anonymous import Around, words_of
from sotdesk.domain.capture_pupils import Newcomer
from sotdesk.domain.cases import Guardian
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.roster import ImportPlan, Known, number_key
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold


def student_of(row: Any) -> Student:
    """A table row as the plain pupil that screens show."""
    return Student(
        row.id, row.number, row.first_name, row.infix, row.last_name, row.class_name, row.birth_date,
        row.mentor, row.municipality, row.gone_since, row.provisional,
    )  # fmt: skip


BARE = columns(*StudentRow.__table__.columns).where(col(StudentRow.id).in_(bindparam("ids", expanding=True)))  # type: ignore[attr-defined]
"""Bare columns: a hundred pupils are read in a quarter of the time that whole rows take."""


def students_by_id(session: Session, ids: Iterable[str]) -> dict[str, Student]:
    """The pupils with these keys, in one query."""
    wanted = {i for i in ids if i}
    if not wanted:
        return {}
    rows = session.execute(BARE, {"ids": list(wanted)})
    return {row.id: student_of(row) for row in rows}


class Students(Part):
    """Leerlingen."""

    @remembered
    def get(self, student_id: str) -> Student:
        """One pupil; NotFound when he is not there."""
        with self.desk.reading() as session:
            row = session.get(StudentRow, student_id)
            if row is None:
                raise NotFound("Deze leerling staat niet (meer) in de kluis. Zoek opnieuw met /.")
            return student_of(row)

    def all(self, *, gone: bool = False) -> tuple[Student, ...]:
        """Every pupil in order of class and name; with `gone` also those who left."""
        with self.desk.reading() as session:
            query = select(StudentRow)
            if not gone:
                query = query.where(col(StudentRow.gone_since).is_(None))
            students = [student_of(row) for row in session.exec(query)]
        return tuple(sorted(students, key=lambda s: (s.class_name, s.name.sort_key)))

    def classes(self) -> tuple[str, ...]:
        """The classes that have pupils now."""
        with self.desk.reading() as session:
            query = select(StudentRow.class_name).where(col(StudentRow.gone_since).is_(None)).distinct()
            return tuple(sorted(name for name in session.exec(query) if name))

    def municipalities(self) -> tuple[str, ...]:
        """The municipalities that pupils live in now."""
        with self.desk.reading() as session:
            query = select(StudentRow.municipality).where(col(StudentRow.gone_since).is_(None)).distinct()
            return tuple(sorted(name for name in session.exec(query) if name))

    def add(self, students: Sequence[Student], label: str = "leerlingen toevoegen") -> None:
        """Adds new pupils with the keys they carry (an empty key gets a new one)."""
        with self.desk.writing(label) as session:
            session.add_all(StudentRow(**{**_columns(s), "id": s.id or new_id()}) for s in students)

    def complete(self, student_id: str, number: str, infix: str = "", last_name: str = "") -> None:
        """Gives a provisional pupil his number, and his family name when one is given; a later list finds him by it.

        When a pupil with the same call name has this number, it is he: the two become one. RuleError when it is
        anyone else's; NotFound when the pupil is gone.
        """
        with self.desk.writing("leerlingnummer aanvullen") as session:
            row = session.get(StudentRow, student_id)
            if row is None:
                raise NotFound("Deze leerling staat niet (meer) in de kluis.")
            numbers = session.exec(
                select(StudentRow).where(StudentRow.id != student_id, StudentRow.number != "")
            )
            other = next((one for one in numbers if number_key(one.number) == number_key(number)), None)
            if other is not None and row.provisional and fold(other.first_name) == fold(row.first_name):
                merge(session, row, other)
                return
            if other is not None:
                name = student_of(other).name.shown
                raise RuleError(f"Nummer {number} is van {name} {other.class_name}. Kijk het nummer na.")
            row.number = number
            row.infix, row.last_name = (infix, last_name) if last_name else (row.infix, row.last_name)

    def add_provisional(self, first_name: str, class_name: str, last_name: str = "") -> Student:
        """A pupil who is not on the list yet (voorlopig), until an import brings the number."""
        student = Student(new_id(), "", first_name, "", last_name, class_name, provisional=True)
        self.add([student], label=f"leerling toevoegen in {class_name}")
        return student

    def known(self) -> tuple[Known, ...]:
        """Every pupil, those who left too, as `domain.roster.plan` compares them with a list."""
        with self.desk.reading() as session:
            return known_pupils(session)

    def take_over(self, plan: ImportPlan, on: date, columns: Mapping[str, str] | None = None) -> None:
        """Takes a list over, all or nothing and as one step to undo; who left is kept, *uit sinds* `on`.

        `columns` (header → field, as mapped by hand) is remembered with it. NotFound when the vault has
        changed since the plan was made.
        """
        with self.desk.writing("leerlingen inlezen") as session:
            write_plan(session, plan, on)
            if columns:
                remember_columns(session, columns)

    def columns(self) -> dict[str, str]:
        """Header → field as mapped by hand for earlier lists: give it to `read_roster`."""
        with self.desk.reading() as session:
            return remembered_columns(session)

    def guardians(self, student_id: str) -> tuple[Guardian, ...]:
        """The parents and carers of a pupil, those with authority first."""
        with self.desk.reading() as session:
            return guardians_of(session, student_id)

    def save_guardian(self, student_id: str, guardian: Guardian) -> None:
        """Adds or changes a parent or carer."""
        with self.desk.writing("ouder of verzorger") as session:
            values = {k: getattr(guardian, k) for k in ("name", "relation", "authority", "language")}
            row = GuardianRow(
                id=guardian.id or new_id(), student_id=student_id, interpreter=guardian.interpreter,
                phone=guardian.phone, email=guardian.email, kept_by=guardian.kept_by, **values,
            )  # fmt: skip
            session.merge(row)

    def around(self, student_ids: Sequence[str]) -> Around:
        """What may not be said of these pupils when they are discussed anonymously."""
        with self.desk.reading() as session:
            return around_of(session, student_ids)

    def set_family(self, student_ids: Sequence[str]) -> None:
        """Says that these pupils are siblings."""
        family = new_id()
        with self.desk.writing("broers en zussen") as session:
            for row in _rows(session, student_ids).values():
                row.family = family

    def siblings(self, student_id: str) -> tuple[Student, ...]:
        """The pupil's siblings in school."""
        with self.desk.reading() as session:
            return siblings_of(session, student_id)


def add_newcomer(session: Session, new: Newcomer) -> str:
    """The row of a pupil who is not on the list yet (voorlopig), until an import brings the number; gives its id."""
    student = new.student(new_id())
    session.add(StudentRow(id=student.id, **_columns(student)))
    return student.id


def around_of(session: Session, student_ids: Sequence[str]) -> Around:
    """The names of these pupils, their siblings and parents, and their classes."""
    students = students_by_id(session, student_ids)
    mine = col(StudentRow.id).in_(student_ids)
    families = select(StudentRow.family).where(mine, StudentRow.family != "")
    siblings = session.exec(select(StudentRow.id).where(col(StudentRow.family).in_(families))).all()
    parents = session.exec(select(GuardianRow.name).where(col(GuardianRow.student_id).in_(student_ids))).all()
    family = {**students, **students_by_id(session, siblings)}.values()
    return Around(
        (*(s.name for s in family), *(word for parent in parents for word in words_of(parent))),
        tuple(dict.fromkeys(s.class_name for s in family)),
    )


def guardians_of(session: Session, student_id: str) -> tuple[Guardian, ...]:
    rows = session.exec(select(GuardianRow).where(GuardianRow.student_id == student_id))
    found = [guardian_of(r) for r in rows]
    return tuple(sorted(found, key=lambda g: (not g.authority, g.relation, g.name)))


def guardian_of(row: GuardianRow) -> Guardian:
    """A table row as the plain parent or carer that screens show."""
    return Guardian(
        row.id, row.name, row.relation, row.authority, row.language, row.interpreter, row.phone, row.email,
        row.kept_by,
    )  # fmt: skip


def siblings_of(session: Session, student_id: str) -> tuple[Student, ...]:
    me = session.get(StudentRow, student_id)
    if me is None or not me.family:
        return ()
    query = select(StudentRow).where(StudentRow.family == me.family, StudentRow.id != student_id)
    return tuple(student_of(row) for row in session.exec(query))


def _rows(session: Session, ids: Iterable[str]) -> dict[str, StudentRow]:
    return {r.id: r for r in session.exec(select(StudentRow).where(col(StudentRow.id).in_(set(ids))))}


def _columns(student: Student) -> dict[str, Any]:
    names = (
        "number", "first_name", "infix", "last_name", "class_name", "birth_date", "mentor", "municipality",
        "gone_since", "provisional",
    )  # fmt: skip
    return {name: getattr(student, name) for name in names}
