"""Who is told after a meeting, each with his pupils; and how much of it is left to do. Pure: a basis comes in."""

from dataclasses import dataclass, replace

from sotdesk.domain.feedback import Entry, Recipient
from sotdesk.domain.feedback_basis import Basis
from sotdesk.domain.feedback_blocks import to_enter
from sotdesk.domain.feedback_notes import tells
from sotdesk.domain.feedback_readers import Reader, readers_of, wanted
from sotdesk.domain.students import Student
from sotdesk.domain.telling import usual_way


def recipients(basis: Basis, *, everyone: bool = False) -> tuple[Recipient, ...]:
    """Who is to be told; with `everyone` also who may be but need not. Who was told already is always there."""
    found: dict[str, Recipient] = {}
    order = {code: place for place, code in enumerate(basis.profiles)}
    for student in basis.pupils:
        for reader in readers_of(basis, student):
            entry = _entry(basis, reader, student, everyone=everyone)
            if entry is not None:
                known = found.get(reader.key) or _recipient(basis, reader)
                found[reader.key] = replace(known, entries=(*known.entries, entry))
    return tuple(sorted(found.values(), key=lambda one: order[one.profile]))


def _entry(basis: Basis, reader: Reader, student: Student, *, everyone: bool) -> Entry | None:
    """A pupil for a reader; None when there is nothing to tell him. What costs least is asked first."""
    told = basis.told.get((reader.key, student.id))
    expected = wanted(basis, reader, student)
    if told is None and not (everyone or expected):
        return None
    if told is None and reader.profile.when != "always" and not tells(basis, reader, student):
        return None
    return Entry(student.id, student, told, reader.role_shown, reader.profile.code, expected)


def _recipient(basis: Basis, reader: Reader) -> Recipient:
    contact = reader.contact
    return Recipient(
        reader.key, reader.label, reader.role_shown, reader.profile.code,
        usual_way(contact, reader.profile.way, basis.school.system), reader.external,
        contact.email if contact else "",
    )  # fmt: skip


@dataclass(frozen=True)
class Left:
    """What is left to do after a meeting: people to tell, and pupils whose blocks are not (all) entered."""

    people: int
    pupils: int

    @property
    def nothing(self) -> bool:
        """Whether all was told and entered."""
        return not (self.people or self.pupils)


def left_of(basis: Basis) -> Left:
    """How many people still have to be told something, and how many pupils are still to be entered."""
    people = sum(1 for one in recipients(basis) if one.expected and not one.done)
    return Left(people, sum(1 for student in basis.pupils if _not_entered(basis, student)))


def _not_entered(basis: Basis, student: Student) -> bool:
    return any((which, student.id) not in basis.told for which in to_enter(basis, student))
