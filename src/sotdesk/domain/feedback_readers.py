"""Who is told after a meeting, about which pupil, in which role (domain.md §3). Pure; nobody is told twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact, role_kinds, role_name, who_fits
from sotdesk.domain.feedback_basis import Basis
from sotdesk.domain.feedback_profiles import Profile, family_profile, profile_of_role
from sotdesk.domain.feedback_warnings import Warning
from sotdesk.domain.meetings import Present
from sotdesk.domain.mentor_names import mentor_names, name_key
from sotdesk.domain.report import readable
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold

ME = "oco"


@dataclass(frozen=True)
class Reader:
    """One person who may be told about one pupil, in the role he has for that pupil.

    `contact` or `guardian` when he is known in the vault; `relation` is moeder, vader, leerling. `unsure` says that it
    is not recorded whether a parent has authority.
    """

    key: str
    label: str
    role: str
    profile: Profile
    contact: Contact | None = None
    guardian: Guardian | None = None
    relation: str = ""
    unsure: bool = False

    @property
    def external(self) -> bool:
        """Whether he does not belong to the school."""
        if self.contact is not None:
            return not self.contact.internal
        kind = role_kinds().get(self.role)
        return kind is None or not kind.inside

    @property
    def role_shown(self) -> str:
        """The role as a word on screen."""
        return self.relation or role_name(self.role)

    def does(self, doer: Doer) -> bool:
        """Whether this is who does an agreement."""
        return self._is(doer.contact_id, doer.label, doer.role)

    def is_at(self, person: Present) -> bool:
        """Whether this is someone at the table."""
        return self._is(person.contact_id, person.label, person.role)

    def _is(self, contact_id: str, label: str, role: str) -> bool:
        if self.contact is not None:
            return contact_named((self.contact,), contact_id, label) is not None
        return not contact_id and self._called(label, role)

    def _called(self, label: str, role: str) -> bool:
        words = {fold(label), fold(label.split(" (")[0]), fold(role)} - {""}
        if self.relation:
            mine = {fold(self.relation), *(("ouders",) if self.relation != "leerling" else ())}
            if self.guardian is not None and "(" in label and self.guardian.name:
                return fold(self.guardian.name) in fold(label) and not mine.isdisjoint(words)
            return not mine.isdisjoint(words)
        return fold(self.label) in words or (bool(self.role) and self.role == role)


def contact_named(contacts: Iterable[Contact], contact_id: str, label: str) -> Contact | None:
    """The contact with this id; without an id the one whose whole name the label says (`SMW (N. Smit)`)."""
    if contact_id:
        return next((contact for contact in contacts if contact.id == contact_id), None)
    name = name_key(label.partition(" (")[2].removesuffix(")") or label)
    return next((contact for contact in contacts if name and name_key(contact.name) == name), None)


def agreements(basis: Basis, student: Student) -> tuple[Action, ...]:
    """The agreements about a pupil that were made here and that may be told."""
    return tuple(
        line.action
        for line in basis.lines_of(student)
        if line.kind == Kind.ACTION and line.action is not None and readable(line, own=False)
    )


def has_agreement(basis: Basis, reader: Reader, student: Student) -> bool:
    """Whether he does one of them."""
    made = agreements(basis, student)
    return any(reader.does(doer) for action in made for doer in basis.doers_for(action, student))


def there_for(basis: Basis, reader: Reader, student: Student) -> frozenset[str]:
    """The items about a pupil for which he was at the table."""
    people = [person for person in basis.meeting.present if reader.is_at(person)]
    return frozenset(
        item_id
        for item_id in basis.items_of(student)
        if any(basis.was_there(person, item_id) for person in people)
    )


def readers_of(basis: Basis, student: Student) -> tuple[Reader, ...]:
    """Everyone who may be told about a pupil, each once: his school, who has an agreement, who was there, family."""
    found: dict[str, Reader] = {}
    for reader in (
        *_school(basis, student), *_doers(basis, student), *_at_table(basis, student), *_family(basis, student),
    ):  # fmt: skip
        found.setdefault(reader.key, reader)
    return tuple(found.values())


def wanted(basis: Basis, reader: Reader, student: Student) -> bool:
    """Whether he is to be told of this pupil unasked (`when` of his profile)."""
    match reader.profile.when:
        case "always" | "news":
            return True
        case "involved":
            return has_agreement(basis, reader, student) or bool(there_for(basis, reader, student))
        case "absent":
            return has_agreement(basis, reader, student) and not there_for(basis, reader, student)
    return False


def _school(basis: Basis, student: Student) -> Iterator[Reader]:
    """His mentors, also one who is no contact yet, and who coordinates his department."""
    mentors = who_fits("mentor", student, basis.contacts, basis.school.departments)
    for contact in mentors:
        yield _contact(basis, contact, "mentor")
    if not mentors:
        names = mentor_names(student.mentor) or (f"mentor {student.class_name}".strip(),)
        for name in names:
            yield _named(basis, "mentor", name)
    for contact in who_fits("coordinator", student, basis.contacts, basis.school.departments):
        yield _contact(basis, contact, "coordinator")


def _doers(basis: Basis, student: Student) -> Iterator[Reader]:
    for action in agreements(basis, student):
        for doer in basis.doers_for(action, student):
            yield from _person(basis, student, doer.contact_id, doer.role, doer.label)


def _at_table(basis: Basis, student: Student) -> Iterator[Reader]:
    """Whoever was there for this pupil; not where he was discussed without his name: they do not know about whom."""
    items = [i for i in basis.items_of(student) if not ((item := basis.meeting.item(i)) and item.anonymous)]
    for person in basis.meeting.present:
        was_there = any(basis.was_there(person, item_id) for item_id in items)
        if was_there and not _for_others(basis, person, student):
            yield from _person(basis, student, person.contact_id, person.role, person.label)


def _for_others(basis: Basis, person: Present, student: Student) -> bool:
    """Whether he came from outside for other pupils only (the LPA of another municipality) and sat on: what he heard
    of this one is not sent to him (domain.md §3: absence facts of his own). His own agreements still are."""
    contact = contact_named(basis.contacts, person.contact_id, person.label)
    if contact is None or contact.internal or not contact.roles:
        return False
    return not any(role.covers(student, basis.school.departments) for role in contact.roles)


def _person(basis: Basis, student: Student, contact_id: str, role: str, label: str) -> Iterator[Reader]:
    """Someone named in an agreement or at the table; who is still *nieuw* is asked after first."""
    contact = contact_named(basis.contacts, contact_id, label)
    if contact is not None:
        if contact.id != basis.school.coordinator_id and not contact.has_role(ME):
            yield _contact(basis, contact, _role_for(basis, contact, student, role))
        return
    code = _code(role) or _code(label.split(" (")[0])
    kind = role_kinds().get(code)
    if kind is None or code == ME or kind.relative:
        if kind is not None and kind.relative and kind.code not in ("leerling", "ouders"):
            yield from _kin(basis, student, kind.name)
        return
    if code != "mentor":
        yield _named(basis, code, label)


def _role_for(basis: Basis, contact: Contact, student: Student, typed: str) -> str:
    """The role a contact has for this pupil: the one typed, else the first that covers him."""
    covering = [
        role.code for role in contact.roles
        if role.covers(student, basis.school.departments) and not (role.code == "mentor" and not role.classes)
    ]  # fmt: skip
    code = _code(typed)
    if code in covering:
        return code
    others = [role.code for role in contact.roles if role.code not in ("mentor", "coordinator")]
    return next(iter((*covering, *others)), "")


def _family(basis: Basis, student: Student) -> Iterator[Reader]:
    """Parents with authority and, from 16, the pupil; a parent without authority is told nothing by default."""
    age = student.age(basis.day)
    profile = family_profile(basis.profiles, age, pupil=False)
    for guardian in basis.guardians.get(student.id, ()):
        if profile is not None and guardian.authority:
            label = guardian.name or f"{guardian.relation or 'ouder'} van {student.name.first}"
            relation = guardian.relation or "ouder"
            yield Reader(
                f"guardian:{guardian.id}", label, relation, profile, guardian=guardian, relation=relation
            )
    own = family_profile(basis.profiles, age, pupil=True)
    if own is not None:
        yield Reader(f"student:{student.id}", student.name.full, "leerling", own, relation="leerling")


def _kin(basis: Basis, student: Student, relation: str) -> Iterator[Reader]:
    """A parent who was there or does something, and of whom nothing is recorded: her authority is not known."""
    known = [g for g in basis.guardians.get(student.id, ()) if fold(g.relation) == fold(relation)]
    profile = family_profile(basis.profiles, student.age(basis.day), pupil=False)
    if not known and profile is not None:
        label = f"{relation} van {student.name.first}"
        yield Reader(
            f"named:{relation}:{student.id}", label, relation, profile, relation=relation, unsure=True
        )


def _contact(basis: Basis, contact: Contact, role: str) -> Reader:
    profile = profile_of_role(role, basis.profiles, internal=contact.internal)
    return Reader(f"contact:{contact.id}", contact.name, role, profile, contact)


def _named(basis: Basis, role: str, label: str) -> Reader:
    kind = role_kinds().get(role)
    profile = profile_of_role(role, basis.profiles, internal=kind is None or kind.inside)
    return Reader(f"named:{role}:{label}", label, role, profile)


def _code(word: str) -> str:
    """The code of a role by its code or its word on screen."""
    for kind in role_kinds().values():
        if fold(word) in {fold(kind.code), fold(kind.name)}:
            return kind.code
    return ""


def in_order(readers: Iterable[Reader], order: Iterable[str]) -> list[Reader]:
    """Readers by the order of the profiles, then by name."""
    places = {code: place for place, code in enumerate(order)}
    return sorted(readers, key=lambda r: (places.get(r.profile.code, len(places)), r.label.casefold()))


def of_reader(basis: Basis, reader: Reader, student: Student) -> tuple[Warning, ...]:
    """What to look at about who reads it: no ground recorded, authority or age not known."""
    found = []
    ground = reader.profile.ground
    there = ground == "unless_there" and bool(there_for(basis, reader, student))
    if ground and not there and (student.id, reader.key) not in basis.grounds:
        found.append(Warning("ground", reader.label, "grond", sentence=_NO_GROUND.format(who=reader.label)))
    if reader.unsure:
        found.append(
            Warning("authority", reader.label, "gezag", sentence=_NO_AUTHORITY.format(who=reader.label))
        )
    if reader.profile.family and student.birth_date is None:
        found.append(Warning("age", reader.label, "leeftijd", sentence=_NO_AGE))
    return tuple(found)


_NO_GROUND = "Voor {who} is nog geen grond vastgelegd (toestemming of een wettelijke plicht)."
_NO_AUTHORITY = "Het is niet vastgelegd of {who} gezag heeft."
_NO_AGE = "De geboortedatum is niet bekend; er staat alleen in wat een ouder op elke leeftijd mag lezen."
