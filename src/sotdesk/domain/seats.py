"""Who sits at the table: the members of a kind of meeting, by role, as people for this agenda (domain.md §3, §4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sotdesk.domain.contacts import Contact, role_kinds, role_name, who_fits
from sotdesk.domain.dates import DAYS
from sotdesk.domain.meetings import Meeting
from sotdesk.domain.students import Student


@dataclass(frozen=True)
class Seat:
    """A member of this kind of meeting: his role, the contact (None: nobody has that role) and whether he is
    expected, with the reason when he is not."""

    role: str
    contact: Contact | None
    expected: bool
    note: str = ""

    @property
    def label(self) -> str:
        """`SMW (N. Smit)`, or just the role."""
        return f"{role_name(self.role)} ({self.contact.name})" if self.contact else role_name(self.role)


def seats(
    meeting: Meeting, contacts: Sequence[Contact], departments: Mapping[str, Sequence[str]]
) -> tuple[Seat, ...]:
    """The members of a meeting's kind as people, each once, in the order of the roles.

    A role that is held per pupil (mentor, coördinator, LPA) gives those of the pupils on the agenda; who does
    not work that day is not expected.
    """
    pupils = [student for item in meeting.items for student in item.students]
    found: dict[str, Seat] = {}
    for code in meeting.kind.members:
        people = _holders(code, pupils, contacts, departments)
        for contact in people:
            found.setdefault(contact.id, _seat(code, contact, meeting.day))
        if not people:
            found[code] = Seat(code, None, False, "nog niemand met deze rol")
    return tuple(found.values())


def _holders(
    code: str,
    pupils: Sequence[Student],
    contacts: Sequence[Contact],
    departments: Mapping[str, Sequence[str]],
) -> list[Contact]:
    kind = role_kinds().get(code)
    if kind and kind.per_pupil and pupils:
        fits = [c for pupil in pupils for c in who_fits(code, pupil, contacts, departments)]
        return list({c.id: c for c in fits}.values())
    return [c for c in contacts if c.has_role(code) and not c.gone]


def _seat(code: str, contact: Contact, day: date) -> Seat:
    if day.weekday() in contact.working_days:
        return Seat(code, contact, True)
    return Seat(code, contact, False, f"werkt niet op {DAYS[day.weekday()]}")
