"""Who comes in for one item of a meeting: the slot of each, whether he knows it, and what his invitation says.

One person gets one invitation with all his own slots, and nothing of anyone else's. Whom to invite is proposed from
data (rules/invites.toml); product.md §4, "the agenda, before".
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from sotdesk.domain.agenda import start_times
from sotdesk.domain.contacts import Contact, role_kinds, role_name, who_fits
from sotdesk.domain.letters import Block, Letter
from sotdesk.domain.meetings import Item, Meeting, Present
from sotdesk.domain.report_model import AgendaDoc, Passage
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.words import full_date


@dataclass(frozen=True)
class Invite:
    """Someone who comes in for one item. `told_from` and `told_until` are the slot that he was told."""

    id: str
    item_id: str
    label: str
    contact_id: str = ""
    role: str = ""
    told_at: datetime | None = None
    told_from: datetime | None = None
    told_until: datetime | None = None

    @property
    def short(self) -> str:
        """`LPA` of `LPA (R. Kaya)`, as the agenda's row shows it."""
        return self.label.split(" (")[0]

    @property
    def new(self) -> bool:
        """Whether the name is not known yet."""
        return not self.contact_id and not self.role


class Told(IntEnum):
    """Whether someone knows when to come: not yet, no longer right, or yes."""

    NOT_YET = 0
    CHANGED = 1
    TOLD = 2


@dataclass(frozen=True)
class Slot:
    """One item that someone comes in for, and when that is as planned now."""

    invite: Invite
    item: Item
    begins: datetime
    ends: datetime

    @property
    def state(self) -> Told:
        if self.invite.told_at is None:
            return Told.NOT_YET
        same = (self.invite.told_from, self.invite.told_until) == (self.begins, self.ends)
        return Told.TOLD if same else Told.CHANGED

    @property
    def times(self) -> str:
        """`13:15–13:25`."""
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"

    @property
    def was(self) -> str:
        """The slot that he was told, when it is another one now: `13:15–13:25`, with the day when that changed."""
        told, until = self.invite.told_from, self.invite.told_until
        if self.state is not Told.CHANGED or told is None or until is None:
            return ""
        day = "" if told.date() == self.begins.date() else f"{told:%d-%m} "
        return f"{day}{told:%H:%M}–{until:%H:%M}"


@dataclass(frozen=True)
class Invitation:
    """One person with all his slots, the earliest first."""

    key: str
    contact: Contact | None
    slots: tuple[Slot, ...]

    @property
    def state(self) -> Told:
        """The least of his slots: one that he does not know yet counts for all."""
        return min(slot.state for slot in self.slots)

    @property
    def label(self) -> str:
        """`mentor 2H1 (M. Bos)`: his role, for a mentor with the classes, and his name."""
        name = self.contact.name if self.contact else ""
        return f"{self.short} ({name})" if name and name != self.short else self.short

    @property
    def short(self) -> str:
        """`mentor 2H1`, `LPA`: as the agenda's bottom line says it."""
        first = self.slots[0].invite
        if first.role != "mentor":
            return first.short
        classes = dict.fromkeys(s.class_name for slot in self.slots for s in slot.item.students)
        return " ".join(filter(None, [first.short, "/".join(filter(None, classes))]))

    @property
    def reader(self) -> str:
        """How his invitation names him: a contact by his name; a parent's name tells whose child it is."""
        return self.contact.name if self.contact else self.slots[0].invite.short

    @property
    def inside(self) -> bool:
        """Whether he belongs to the school's own people, by his role and as a contact."""
        kind = role_kinds().get(self.slots[0].invite.role)
        return bool(self.contact and self.contact.internal and (kind is None or kind.inside))

    @property
    def names_pupil(self) -> bool:
        """Whether the text says which pupil it is about (rules/invites.toml)."""
        return bool(load("invites")["tells"]["inside" if self.inside else "outside"])


def invitations(
    meeting: Meeting, invites: Iterable[Invite], contacts: Iterable[Contact]
) -> tuple[Invitation, ...]:
    """Everyone who comes in, in the order of the agenda; who is no contact is someone else for each item."""
    known = {contact.id: contact for contact in contacts}
    times = slot_times(meeting)
    found: dict[str, list[Slot]] = {}
    for invite in invites:
        item = meeting.item(invite.item_id)
        if item is not None:
            key = invite.contact_id or f"{invite.label}|{invite.item_id}"
            found.setdefault(key, []).append(Slot(invite, item, *times[item.id]))
    made = [
        Invitation(key, known.get(key), tuple(sorted(slots, key=lambda slot: slot.begins)))
        for key, slots in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.slots[0].begins, one.label.casefold())))


def slot_times(meeting: Meeting) -> Mapping[str, tuple[datetime, datetime]]:
    """When each item begins and ends as planned."""
    starts = start_times(meeting.items, meeting.start)
    begins = [datetime.combine(meeting.day, at) for at in starts]
    return {
        item.id: (begin, begin + timedelta(minutes=item.minutes))
        for item, begin in zip(meeting.items, begins, strict=True)
    }


def to_invite(found: Iterable[Invitation]) -> tuple[Invitation, ...]:
    """Those who do not know yet when to come, or whose time changed since they were told."""
    return tuple(one for one in found if one.state is not Told.TOLD)


def expected_at(meeting: Meeting, item: Item, invites: Iterable[Invite]) -> tuple[str, ...]:
    """Who is still expected for this item of a meeting that runs, with the time: `LPA 13:40`; gone once he came in."""
    came = [person for person in meeting.present if person.joined_at is not None]
    times = slot_times(meeting)
    return tuple(
        f"{invite.short} {times[invite.item_id][0]:%H:%M}"
        for invite in invites
        if invite.item_id in (item.id, item.part_of) and invite.item_id in times
        and not any(_is(invite, person) for person in came)
    )  # fmt: skip


def _is(invite: Invite, person: Present) -> bool:
    """Whether this is who was invited: the contact, or who has the role or name that was invited without one."""
    if invite.contact_id:
        return person.contact_id == invite.contact_id
    return invite.short.casefold() in (
        person.short.casefold(),
        person.label.casefold(),
        person.role.casefold(),
    )


# --- proposals


@dataclass(frozen=True)
class Proposed:
    """Someone to invite for an item, and why."""

    item: Item
    role: str
    contact: Contact | None
    why: str

    @property
    def key(self) -> str:
        return f"propose:{self.item.id}:{self.contact.id if self.contact else self.role}"

    @property
    def label(self) -> str:
        """`mentor (M. Bos)`."""
        return f"{role_name(self.role)} ({self.contact.name})" if self.contact else role_name(self.role)


def proposed(
    meeting: Meeting,
    invites: Collection[Invite],
    contacts: Sequence[Contact],
    departments: Mapping[str, Sequence[str]],
    at_table: Collection[str] = (),
) -> tuple[Proposed, ...]:
    """Whom to invite, in the order of the agenda. Not who is invited for that item already, nor who sits there."""
    rules = load("invites")["propose"]
    found: dict[str, Proposed] = {}
    for item in meeting.items:
        mine = [invite for invite in invites if invite.item_id == item.id]
        for rule in (rule for rule in rules if rule["kind"] == item.kind.value):
            for student in item.students:
                one = _fitting(item, student, rule, contacts, departments)
                if rule["role"] not in meeting.kind.members and not _there(one, mine, at_table):
                    found[one.key] = one
    return tuple(found.values())


def _fitting(
    item: Item,
    student: Student,
    rule: Mapping[str, str],
    contacts: Sequence[Contact],
    departments: Mapping[str, Sequence[str]],
) -> Proposed:
    fits = who_fits(rule["role"], student, contacts, departments)
    return Proposed(item, rule["role"], fits[0] if fits else None, rule["why"])


def _there(one: Proposed, mine: Iterable[Invite], at_table: Collection[str]) -> bool:
    if one.contact is None:
        return any(invite.role == one.role for invite in mine)
    return one.contact.id in at_table or any(invite.contact_id == one.contact.id for invite in mine)


# --- the text


def invitation_letter(
    one: Invitation,
    agenda: AgendaDoc,
    coordinator: str,
    *,
    full: bool = False,
    known_names: tuple[str, ...] = (),
) -> Letter:
    """What he reads: meeting, day, place and his own times; which pupil only for the school's own people."""
    where = filter(None, [agenda.kind, full_date(agenda.day), agenda.place])
    times = "deze tijden" if len(one.slots) > 1 else "deze tijd"
    closing = [f"Graag aanwezig op {times}. Het kan een paar minuten eerder of later worden."]
    if not one.names_pupil:
        closing.append(f"Om wie het gaat, volgt van {coordinator or 'mij'} zelf.")
    changed = [f"Let op: de tijd is gewijzigd (was {slot.was})." for slot in one.slots if slot.was]
    return Letter(
        title=f"Uitnodiging voor {one.reader}", day=agenda.day,
        opening=(f"Uitnodiging: {', '.join(where)}.", *changed),
        blocks=tuple(_block(n, slot, one.names_pupil) for n, slot in enumerate(one.slots, start=1)),
        closing=tuple(closing), full=full and one.inside, known_names=known_names,
    )  # fmt: skip


def _block(number: int, slot: Slot, names_pupil: bool) -> Block:
    if not names_pupil or slot.item.anonymous:
        return Block(number, before=slot.times)
    title = Passage(f"title:{slot.item.id}", slot.item.title or slot.item.class_name, "agendapunt")
    return Block(number, slot.item.students, title=title, before=slot.times)
