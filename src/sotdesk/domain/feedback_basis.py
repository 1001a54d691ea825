"""All that the feedback of one meeting is made of, and what of it belongs to one pupil. Pure: plain data comes in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.anonymous import there_for
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.cases import Guardian, Tried
from sotdesk.domain.contacts import Contact, School, role_kinds, who_fits
from sotdesk.domain.feedback import Told
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.feedback_profiles import Profile
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.meetings import Item, ItemState, Line, Meeting, Present
from sotdesk.domain.report_presence import Stretches, there_at
from sotdesk.domain.students import Student

Tellings = Mapping[tuple[str, str], Told]
"""Who was told, by recipient and pupil."""


@dataclass(frozen=True)
class CaseFacts:
    """What the blocks need of a pupil's case: hulpvraag and whose, where it stands, what was tried before."""

    question: str = ""
    question_by: str = ""
    status: str = ""
    tried: tuple[Tried, ...] = ()


@dataclass(frozen=True)
class Basis:
    """One meeting with its people. `everyone` is the whole school; `grounds` = (pupil, recipient) with a ground
    recorded; `anonymous` = the items that were spoken of without a name."""

    meeting: Meeting
    lines: Sequence[Line]
    now: datetime
    school: School
    contacts: Sequence[Contact]
    profiles: Mapping[str, Profile]
    guardians: Mapping[str, tuple[Guardian, ...]] = field(default_factory=dict)
    stretches: Mapping[str, Stretches] = field(default_factory=dict)
    everyone: Sequence[Student] = ()
    known_names: tuple[str, ...] = ()
    cases: Mapping[str, CaseFacts] = field(default_factory=dict)
    grounds: frozenset[tuple[str, str]] = frozenset()
    anonymous: frozenset[str] = frozenset()
    told: Tellings = field(default_factory=dict)

    @property
    def day(self) -> date:
        return self.meeting.day

    @cached_property
    def names(self) -> NameIndex:
        """Every pupil's name in every form; contacts and places are no pupil's."""
        towns = {s.municipality for s in self.everyone if s.municipality}
        return NameIndex(self.everyone, (*self.known_names, *towns))

    @cached_property
    def pupils(self) -> tuple[Student, ...]:
        """The pupils that were spoken of, in the order of the agenda; then who only a line is about (`&lina`)."""
        spoken = [s for item in self.items for s in item.students]
        known = {s.id: s for s in (*self.everyone, *spoken)}
        named = [known[i] for line in self.lines for i in line.student_ids if i in known]
        held = {item.id for item in self.meeting.items if item.state is ItemState.DROPPED}
        named = [s for s in named if s.id not in self._only_in(held)]
        return tuple({s.id: s for s in (*spoken, *named)}.values())

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items that were spoken of."""
        spoken = (ItemState.DISCUSSED, ItemState.BUSY)
        return tuple(item for item in self.meeting.items if item.state in spoken)

    def lines_of(self, student: Student) -> tuple[Line, ...]:
        """The kept lines in this pupil's file, in the order of the agenda; of a shared talk only what is about him."""
        if student.id not in self._by_pupil:
            order = {item.id: place for place, item in enumerate(self.meeting.items)}
            found = [li for li in self.lines if li.item_id in order and self._about(li, student)]
            kept = [line for line in found if self._is_his(line, student)]
            self._by_pupil[student.id] = tuple(sorted(kept, key=lambda line: order[line.item_id]))
        return self._by_pupil[student.id]

    @cached_property
    def _by_pupil(self) -> dict[str, tuple[Line, ...]]:
        """The lines of the pupils that were asked for."""
        return {}

    def items_of(self, student: Student) -> tuple[str, ...]:
        """The items that are about this pupil, also by a line of his."""
        own = [item.id for item in self.items if student.id in {s.id for s in item.students}]
        return tuple(dict.fromkeys((*own, *(line.item_id for line in self.lines_of(student)))))

    def _about(self, line: Line, student: Student) -> bool:
        if line.student_ids:
            return student.id in line.student_ids
        item = self.meeting.item(line.item_id)
        return item is not None and student.id in {s.id for s in item.students}

    def _only_in(self, items: set[str]) -> set[str]:
        """Pupils whose lines stand in these items only."""
        here = {i for line in self.lines if line.item_id in items for i in line.student_ids}
        elsewhere = {i for line in self.lines if line.item_id not in items for i in line.student_ids}
        return here - elsewhere

    def was_there(self, person: Present, item_id: str) -> bool:
        """Whether someone was at the table for an item, by its clock; without a clock by its lines. Who was sent away
        for it before its first line, was not."""
        stretches = self.stretches.get(item_id, ())
        times = [line.at for line in self.lines if line.item_id == item_id]
        if not stretches and times:
            stretches = ((min(times), max(times)),)
        item = self.meeting.item(item_id)
        stays = there_for((person,), item, self.lines) if item else (person,)
        return bool(there_at(stays, item_id, stretches, self.now))

    def holders(self, role: str, student: Student) -> frozenset[str]:
        """The contacts who have a role for this pupil."""
        fits = who_fits(role, student, self.contacts, self.school.departments)
        return frozenset(contact.id for contact in fits)

    def doers_for(self, action: Action, student: Student) -> tuple[Doer, ...]:
        """Who does an agreement for this pupil: in one about two, the other one's mentor is not named."""
        if len(action.students) < 2:
            return action.doers
        others = [other for other in action.students if other.id != student.id]
        return tuple(doer for doer in action.doers if not self._of_another(doer, student, others))

    def _is_his(self, line: Line, student: Student) -> bool:
        """Not when a line of a shared talk names only the other pupil, or only his mentor does it."""
        shared = [pupil for pupil in self.pupils if pupil.id in line.student_ids]
        if len(shared) < 2:
            return True
        agreed = line.action if line.kind in (Kind.ACTION, Kind.AGREED) else None
        if agreed and agreed.doers and not self.doers_for(agreed, student):
            return False
        return not OneName(self.names, student).names_only_others(
            agreed.text if agreed else line.text, shared
        )

    def _of_another(self, doer: Doer, student: Student, others: Sequence[Student]) -> bool:
        """Whether someone has his role for one of the others and not for this pupil."""
        kind = role_kinds().get(doer.role)
        if kind is None or not kind.per_pupil or not doer.contact_id:
            return False
        if doer.contact_id in self.holders(doer.role, student):
            return False
        return any(doer.contact_id in self.holders(doer.role, other) for other in others)
