"""The sheet a member reads beforehand (voorbereidingsblad): only what he may see, by his role (rules/prep.toml).

Per item its time, initials and class, the vraag aan het SOT where his role reads it, and his own open agreements
about that pupil. Nothing else of a case is ever in it (domain.md §3).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sotdesk.domain.actions import Action, due_order
from sotdesk.domain.agenda import start_times
from sotdesk.domain.asking import agreement_words
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.contacts import Contact, role_kinds, role_name, who_fits
from sotdesk.domain.invitations import Invite
from sotdesk.domain.letters import Block, Letter, Words
from sotdesk.domain.meetings import Item, Meeting
from sotdesk.domain.report_model import AgendaDoc, Passage
from sotdesk.domain.rules import load
from sotdesk.domain.seats import seats
from sotdesk.domain.students import Student
from sotdesk.domain.table_people import INITIALS
from sotdesk.domain.text import fold, one_line
from sotdesk.domain.words import full_date

INSIDE, OUTSIDE = "*inside", "*outside"
OWN = "own"


@dataclass(frozen=True)
class Profile:
    """Which items a role reads about, whether it reads the vraag aan het SOT, when a ground must be recorded before
    it reads which pupil that is, and the source of this (rules/prep.toml)."""

    items: str
    request: bool
    ground: str
    source: str


@dataclass(frozen=True)
class Member:
    """Someone who gets a sheet: in which role he comes, as a member of this kind of meeting or only invited."""

    role: str
    contact: Contact | None
    member: bool = True

    @property
    def key(self) -> str:
        return self.contact.id if self.contact else f"role:{self.role}"

    @property
    def label(self) -> str:
        """`SMW (N. Smit)`, or just the role."""
        return f"{role_name(self.role)} ({self.contact.name})" if self.contact else role_name(self.role)

    @property
    def reader(self) -> str:
        return self.contact.name if self.contact else role_name(self.role)

    @property
    def profile(self) -> Profile:
        """By his role; a role that the rules do not name goes by whether he belongs to the school."""
        kind = role_kinds().get(self.role)
        internal = self.contact is None or self.contact.internal
        inside = kind.inside if kind else internal
        return _profiles().get(self.role) or _profiles()[INSIDE if inside and internal else OUTSIDE]


@cache
def _profiles() -> Mapping[str, Profile]:
    return {
        role: Profile(row["items"], row["request"], row["ground"], row["source"])
        for row in load("prep")["profile"]
        for role in row["roles"]
    }


def members(
    meeting: Meeting,
    contacts: Sequence[Contact],
    departments: Mapping[str, Sequence[str]],
    invites: Iterable[Invite],
) -> tuple[Member, ...]:
    """Who gets a sheet: the members of this kind of meeting, each once, then who is invited for an item.

    Parents and pupils get none: they are told by the feedback, not beforehand.
    """
    found: dict[str, Member] = {}
    for seat in seats(meeting, contacts, departments):
        one = Member(seat.role, seat.contact)
        found.setdefault(one.key, one)
    known = {contact.id: contact for contact in contacts}
    for invite in invites:
        contact = known.get(invite.contact_id)
        if contact is not None:
            found.setdefault(contact.id, Member(invite.role or _first_role(contact), contact, member=False))
    return tuple(found.values())


def _first_role(contact: Contact) -> str:
    return contact.roles[0].code if contact.roles else ""


@dataclass(frozen=True)
class Preparing:
    """All that sheets are made of. `actions` are the open agreements over all cases; `grounds` = (pupil, contact) with
    a ground recorded."""

    meeting: Meeting
    agenda: AgendaDoc
    actions: Sequence[Action]
    contacts: Sequence[Contact]
    departments: Mapping[str, Sequence[str]]
    invites: Sequence[Invite]
    today: date
    grounds: frozenset[tuple[str, str]] = frozenset()
    known_names: tuple[str, ...] = ()


def prep_letter(member: Member, about: Preparing) -> Letter:
    """The sheet of one member: the items he may read about, in the order of the agenda."""
    invited = {i.item_id for i in about.invites if member.contact and i.contact_id == member.contact.id}
    items = about.meeting.items
    starts = start_times(items, about.meeting.start)
    blocks = [
        _block(number, f"{at:%H:%M}", item, member, about)
        for number, (item, at) in enumerate(zip(items, starts, strict=True), start=1)
        if may_read_about(item, member, invited, about)
    ]
    agenda = about.agenda
    span = f"{agenda.start:%H:%M}–{agenda.end:%H:%M}"
    when = filter(None, [agenda.school, agenda.kind, full_date(agenda.day), span, agenda.place])
    return Letter(
        title=f"Voorbereiding {agenda.short or agenda.kind} voor {member.reader}", day=about.today,
        opening=(f"{', '.join(when)}.",), blocks=tuple(blocks),
        closing=() if blocks else ("Op deze agenda staat niets dat dit lid vooraf leest.",),
        known_names=about.known_names,
    )  # fmt: skip


def may_read_about(item: Item, member: Member, invited: Collection[str], about: Preparing) -> bool:
    """Whether an item is on this member's sheet."""
    if item.id in invited or not member.member:
        return item.id in invited
    match member.profile.items:
        case "attended":
            return True
        case "own":
            return bool(_own_pupils(item, member, about))
    return False


def _own_pupils(item: Item, member: Member, about: Preparing) -> tuple[Student, ...]:
    """The pupils of an item for whom he has his role."""
    if member.contact is None:
        return ()
    return tuple(s for s in item.students if who_fits(member.role, s, (member.contact,), about.departments))


def _block(number: int, at: str, item: Item, member: Member, about: Preparing) -> Block:
    minutes = f"{item.kind.value} · {item.minutes} min" if item.kind.value else f"{item.minutes} min"
    students = item.students
    if member.profile.items == OWN:
        students = _own_pupils(item, member, about) or students
    if item.anonymous or not all(_has_ground(s, member, about) for s in students):
        whom = item.anonymous_title if item.anonymous else "een leerling"
        title = Passage(f"title:{item.id}", whom, "agendapunt")
        return Block(number, title=title, before=at, about=minutes)
    lines: list[Words] = []
    if member.profile.request and item.request.strip():
        request = Passage(f"request:{item.id}", item.request, "vraag aan het SOT")
        lines.append(Words((request,), "Vraag aan het SOT"))
    for action in _own_actions(students, member, about.actions):
        lines.append(Words(agreement_words(action, about.today, number).parts, "Eigen afspraak"))
    title = Passage(f"title:{item.id}", item.title or item.class_name, "agendapunt")
    return Block(number, students, title=title, before=at, about=minutes, lines=tuple(lines))


def _has_ground(student: Student, member: Member, about: Preparing) -> bool:
    """Whether he may read which pupil it is: his role needs no ground, or one is recorded."""
    need = member.profile.ground
    if need == "no" or (need == "unless_member" and member.member):
        return True
    return member.contact is not None and (student.id, member.contact.id) in about.grounds


def _own_actions(
    students: Sequence[Student], member: Member, actions: Iterable[Action]
) -> tuple[Action, ...]:
    """His own open agreements about these pupils that are not besloten, overdue first."""
    about = {student.id for student in students}
    mine = [
        a for a in actions
        if a.audience == Audience.SOT and about & {s.id for s in a.students} and _does(member, a)
    ]  # fmt: skip
    return tuple(sorted(mine, key=due_order))


def _does(member: Member, action: Action) -> bool:
    """Whether he does it; a role that nobody holds is known by the role alone."""
    if member.contact is not None:
        return any(doer.contact_id == member.contact.id for doer in action.doers)
    return any(doer.role == member.role and not doer.contact_id for doer in action.doers)


def find_member(words: str, found: Iterable[Member]) -> tuple[Member, ...]:
    """Those whom typed words mean: a name (`N. Smit`, `Smit`) or a role (`smw`, `schoolmaatschappelijk werker`)."""
    wanted, everyone = fold(one_line(words)), tuple(found)
    named = tuple(m for m in everyone if m.contact and wanted in _names(m.contact))
    return named or tuple(m for m in everyone if wanted in _role_words(m.role))


def _names(contact: Contact) -> set[str]:
    return {fold(contact.name), fold(INITIALS.sub("", contact.name))}


def _role_words(role: str) -> set[str]:
    kind = role_kinds().get(role)
    return {fold(w) for w in ((kind.code, kind.name, kind.long, *kind.aliases) if kind else (role,))}
