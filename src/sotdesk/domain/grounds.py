"""On what ground someone at the table hears about a pupil, and who has none yet (domain.md §3, §11; grounds.toml).

Nothing here stops anyone: it says whose ground is still to be settled. A school changes the need per role.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from sotdesk.domain.consents import Consent, ConsentState
from sotdesk.domain.contacts import Contact, role_kinds
from sotdesk.domain.meetings import Item, Present
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold
from sotdesk.domain.words import listed


class Need(StrEnum):
    """What someone's ground to hear about a pupil is, or needs to be."""

    NONE = "none"
    CASE = "case"
    EXCHANGE = "exchange"
    DUTY = "duty"
    OWN = "own"

    @property
    def words(self) -> str:
        return NEED_WORDS[self]

    @property
    def asks(self) -> bool:
        """Whether consent, or another ground, has to be there."""
        return self in (Need.CASE, Need.EXCHANGE)


NEED_WORDS = {
    Need.NONE: "hoort bij de school",
    Need.CASE: "toestemming per casus",
    Need.EXCHANGE: "toestemming per keer",
    Need.DUTY: "wettelijke taak",
    Need.OWN: "leerling of ouder",
}


@dataclass(frozen=True)
class RoleGround:
    """What a role needs, and the source in her own words."""

    role: str
    need: Need
    source: str


@dataclass(frozen=True)
class Ground:
    """A ground beside consent, chosen per exchange."""

    word: str
    means: str
    source: str


@dataclass(frozen=True)
class Record:
    """What is known of consent around one item. `today` = the day of the meeting, `since` = of the one before it (of
    this kind; today when there was none), `year` = the first day of the school year.

    `cases` = each pupil's open case; `agreed` = pupils of whom the aanmelding says that home, or from 16 the pupil
    himself, agreed; `relatives` = labels of these pupils' parents.
    """

    today: date
    since: date
    year: date
    consents: Sequence[Consent] = ()
    cases: Mapping[str, str] = field(default_factory=dict)
    agreed: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)


@dataclass(frozen=True)
class Ungrounded:
    """Someone who is at the table without a ground for these pupils; `state` of the last thing said about it."""

    person: Present
    need: Need
    students: tuple[Student, ...]
    state: ConsentState | None = None


@cache
def shipped_needs() -> Mapping[str, RoleGround]:
    """Every role's need as it ships."""
    data = load("grounds")
    own = {row["code"]: row for row in data["role"]}
    found = {}
    for code, kind in role_kinds().items():
        side = "relative" if kind.relative else "inside" if kind.inside else "outside"
        row = own.get(code, {"need": data["default"][side], "source": data["default"][f"source_{side}"]})
        found[code] = RoleGround(code, Need(row["need"]), row["source"])
    return found


@cache
def grounds() -> tuple[Ground, ...]:
    """The grounds that can be recorded at the table, consent first."""
    return tuple(Ground(row["word"], row["means"], row["source"]) for row in load("grounds")["ground"])


def needs(own: Mapping[str, str]) -> dict[str, Need]:
    """Each role's need in this school; `own` = what the school changed."""
    known = {need.value: need for need in Need}
    changed = {code: known[value] for code, value in own.items() if value in known}
    return {code: changed.get(code, ground.need) for code, ground in shipped_needs().items()}


def need_of(person: Present, record: Record) -> Need:
    """What this person needs: by the role he is here in, else the lightest of his roles; an outsider per exchange."""
    if person.label in record.relatives:
        return Need.OWN
    codes = [person.role] if person.role in record.needs else []
    contact = record.contacts.get(person.contact_id)
    if not codes and contact is not None:
        codes = [role.code for role in contact.roles if role.code in record.needs]
        if not codes and contact.internal:
            return Need.NONE
    order = list(Need)
    return min((record.needs[code] for code in codes), key=order.index, default=Need.EXCHANGE)


def at_the_table(present: Iterable[Present], item: Item) -> tuple[Present, ...]:
    """Who is here for this item now: members, guests of this item; not who is away for it."""
    return tuple(
        person
        for person in present
        if person.here and person.item_id in ("", item.id) and not item.is_away(person)
    )


def ungrounded(present: Iterable[Present], item: Item, record: Record) -> tuple[Ungrounded, ...]:
    """Everyone here without a ground to hear about these pupils; nobody at an anonymous item."""
    if item.anonymous or not item.students:
        return ()
    found = []
    for person in at_the_table(present, item):
        need = need_of(person, record)
        without = [s for s in item.students if need.asks and not _covered(person, need, s, record)]
        if without:
            said = _last(person, {s.id for s in without}, record)
            found.append(Ungrounded(person, need, tuple(without), said.state if said else None))
    return tuple(found)


def ground_words(found: Sequence[Ungrounded], item: Item) -> str:
    """`geen toestemming: wijkteam` · `toestemming gevraagd: SVK`; for one of several pupils his name behind it."""
    parts = []
    for state, words in (
        (None, "geen toestemming"),
        (ConsentState.REFUSED, "toestemming geweigerd"),
        (ConsentState.ASKED, "toestemming gevraagd"),
    ):
        people = [_who(each, item) for each in found if _kind(each.state) is state]
        if people:
            parts.append(f"{words}: {', '.join(people)}")
    return " · ".join(parts)


def _kind(state: ConsentState | None) -> ConsentState | None:
    if state is ConsentState.WITHDRAWN:
        return ConsentState.REFUSED
    return None if state is ConsentState.GIVEN else state


def _who(each: Ungrounded, item: Item) -> str:
    some = len(each.students) < len(item.students)
    names = f" ({listed([s.first_name for s in each.students])})" if some else ""
    return f"{each.person.short}{names}"


def _covered(person: Present, need: Need, student: Student, record: Record) -> bool:
    """Whether the last thing said about it is a ground that still counts."""
    said = _last(person, {student.id}, record)
    if said is None or said.state is ConsentState.ASKED:
        about = [c for c in record.consents if _about(c, person, {student.id})]
        given = [c for c in about if _counts(c, need, student, record)]
        return bool(given) or (need is Need.CASE and student.id in record.agreed)
    return _counts(said, need, student, record)


def _counts(consent: Consent, need: Need, student: Student, record: Record) -> bool:
    """Whether a consent still counts: once per case or school year, or since the meeting before.

    What parents gave before the pupil became 16 does not: from then on he is asked himself.
    """
    if not consent.holds(record.today) or consent.valid_from is None:
        return False
    if consent.asks_again(student.birth_date, record.today):
        return False
    if need is Need.EXCHANGE:
        return consent.valid_from >= record.since
    same_case = bool(consent.case_id) and record.cases.get(consent.student_id) == consent.case_id
    return same_case or consent.valid_from >= record.year


def _last(person: Present, students: Collection[str], record: Record) -> Consent | None:
    about = [consent for consent in record.consents if _about(consent, person, students)]
    return max(about, key=lambda consent: consent.at, default=None)


def _about(consent: Consent, person: Present, students: Collection[str]) -> bool:
    """Whether a consent is for this person: himself, his role, or the words that named him."""
    if consent.student_id not in students:
        return False
    if consent.contact_id and person.contact_id:
        return consent.contact_id == person.contact_id
    named = {fold(consent.receiver), fold(consent.receiver.split(" (")[0])}
    return bool({fold(person.label), fold(person.short), fold(person.role or "-")} & named) or (
        bool(consent.receiver_role) and consent.receiver_role == person.role
    )
