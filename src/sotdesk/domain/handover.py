"""Warme overdracht (domain.md §5 step 11; S003): why, to whom, who reads what of it, and whether it was received.

Reasons, parts and readers are data (rules/handover.toml). What the sheet says is made in handover_sheet.py. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from sotdesk.domain.capture_model import Audience
from sotdesk.domain.consents import Consent
from sotdesk.domain.contacts import Contact, role_kinds, role_name, who_fits
from sotdesk.domain.dates import show_date
from sotdesk.domain.exchanges import holding_for
from sotdesk.domain.feedback_profiles import INSIDE, OUTSIDE
from sotdesk.domain.grounds import Need
from sotdesk.domain.mentor_names import mentor_names
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold, one_line

KIND = "overdracht"
"""Its kind on the timeline."""
WAITS = "wacht op ontvangst"


@dataclass(frozen=True)
class Reason:
    """Why it is handed over; its fields are explained in rules/handover.toml."""

    code: str
    words: str
    source: str
    role: str = ""
    becomes: bool = False
    outside: bool = False
    many: bool = False


@dataclass(frozen=True)
class ReaderKind:
    """Which parts one kind of receiver reads; its fields are explained in rules/handover.toml."""

    code: str
    roles: tuple[str, ...]
    parts: tuple[str, ...]
    restricted: str
    name: str
    words: str
    source: str
    certainty: str
    involved: bool = False

    @property
    def audiences(self) -> frozenset[str]:
        """What may stand on the page of its own, when she chooses that it goes along."""
        found = {"own": (Audience.RESTRICTED, Audience.OWN), "sot": (Audience.RESTRICTED,)}
        return frozenset(each.value for each in found.get(self.restricted, ()))


@dataclass(frozen=True)
class Receiver:
    """Who receives it, as whom he reads it, and on what ground it may leave the school."""

    label: str
    role: str
    kind: ReaderKind
    need: Need = Need.NONE
    ground: Consent | None = None

    @property
    def lacks_ground(self) -> bool:
        """His role asks consent or another ground, and none holds."""
        return self.need.asks and self.ground is None

    @property
    def outside(self) -> bool:
        """It leaves the school: then it is encrypted unless she chooses otherwise (domain.md §11)."""
        return self.need not in (Need.NONE, Need.OWN)

    @property
    def family(self) -> bool:
        """The pupil himself or a parent: they are told otherwise."""
        return self.need is Need.OWN

    @property
    def reads(self) -> str:
        """`leest als mentor: alles van deze leerling`."""
        who = role_name(self.role) if self.role else "iemand van buiten"
        return f"leest als {who}: {self.kind.words}"


@dataclass(frozen=True)
class Around:
    """Who may receive a pupil's file, and what is known of consent. `departments` as in domain.contacts.School."""

    student: Student
    today: date
    contacts: Sequence[Contact] = ()
    departments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)
    consents: Sequence[Consent] = ()
    own_only: bool = False
    """His case is the coordinator's alone (alleen OCO)."""
    me: str = ""
    """The contact of the coordinator herself: she hands over, so she is proposed for nothing."""

    def first(self, reason: Reason) -> str:
        """Who receives it when nothing was typed: his mentor, his coördinator; empty for another school."""
        if not reason.role:
            return ""
        others = [contact for contact in self.contacts if contact.id != self.me]
        fits = who_fits(reason.role, self.student, others, self.departments)
        if fits:
            return fits[0].label
        named = mentor_names(self.student.mentor) if reason.role == "mentor" else ()
        if named:
            return f"mentor ({named[0]})"
        return f"mentor {self.student.class_name}".strip() if reason.role == "mentor" else ""

    def known(self, reason: Reason) -> tuple[str, ...]:
        """Who may be meant, to complete what is typed."""
        if reason.outside:
            return tuple(dict.fromkeys(one.receiver for one in self.consents if one.receiver))
        return tuple(c.label for c in self.contacts if c.internal and not c.gone and c.id != self.me)

    def receiver(self, typed: str, reason: Reason) -> Receiver:
        """Who these words mean, and as whom he reads it."""
        label = one_line(typed)
        contact = self._contact(label)
        inside = not reason.outside and (contact is None or contact.internal)
        role = _role(contact, label, reason, self)
        if not inside and (known := role_kinds().get(role)) and known.inside:
            role = ""  # a mentor of another school has no role here
        kind = reader_kind(role, inside=inside)
        need = self._need(role, inside=inside)
        words = (label, label.split(" (")[0], role, contact.name if contact else "")
        born, key = self.student.birth_date, contact.id if contact else ""
        ground = holding_for(self.consents, words, born, self.today, key) if need.asks else None
        return Receiver(contact.label if contact else label, role, kind, need, ground)

    def _contact(self, label: str) -> Contact | None:
        named = fold(label)
        return next((c for c in self.contacts if named and named in (fold(c.name), fold(c.label))), None)

    def _need(self, role: str, *, inside: bool) -> Need:
        kind = role_kinds().get(role)
        if kind is not None and kind.relative:
            return Need.OWN
        return self.needs.get(role, Need.NONE if inside else Need.EXCHANGE)


def _role(contact: Contact | None, label: str, reason: Reason, around: Around) -> str:
    """As whom he reads it: what he becomes, else his role for this pupil, else what the words say; '' = none."""
    if contact is not None and (reason.outside or not contact.internal):
        return contact.roles[0].code if contact.roles else ""
    said = _role_said(label)
    if contact is None and (said or reason.outside):
        return said
    if reason.becomes or contact is None:
        return reason.role
    covering = [r.code for r in contact.roles if r.covers(around.student, around.departments)]
    named = who_fits("mentor", around.student, around.contacts, around.departments)
    if contact in named or "mentor" in covering:
        return "mentor"
    others = [code for code in covering if code != "mentor"]
    return next(iter((*others, *(r.code for r in contact.roles))), "")


def _role_said(label: str) -> str:
    """`mentor` of `mentor (J. de Wit)` or `mentor 2H1`."""
    before = fold(label.split(" (")[0])
    first = before.split(" ")[0] if before else ""
    for kind in role_kinds().values():
        if {before, first} & {fold(word) for word in (kind.code, kind.name, kind.long, *kind.aliases)}:
            return kind.code
    return ""


@cache
def reasons() -> Mapping[str, Reason]:
    """The reasons by code, in their order."""
    return {row["code"]: Reason(**row) for row in load("handover")["reason"]}


def reason_of(words: str) -> Reason | None:
    """The reason that is kept in these words."""
    return next((reason for reason in reasons().values() if reason.words == words), None)


@cache
def parts() -> Mapping[str, str]:
    """The parts of a sheet, code → heading, in their order."""
    return {row["code"]: row["heading"] for row in load("handover")["part"]}


@cache
def reader_kinds() -> tuple[ReaderKind, ...]:
    """Every kind of reader."""
    return tuple(
        ReaderKind(**{**row, "roles": tuple(row["roles"]), "parts": tuple(row["parts"])})
        for row in load("handover")["reader"]
    )


def reader_kind(role: str, *, inside: bool) -> ReaderKind:
    """What a role reads; a role that none names goes by whether its holder belongs to the school."""
    kind = role_kinds().get(role)
    belongs = inside and (kind is None or kind.inside)
    for each in reader_kinds():
        if role in each.roles and (belongs or kind is None or not kind.inside):
            return each
    return next(each for each in reader_kinds() if (INSIDE if belongs else OUTSIDE) in each.roles)


@dataclass(frozen=True)
class Handover:
    """A handover that was made; `reason` in words. Without `received_on` it waits for its receipt.

    `transfer_id`: it was an encrypted file for another vault, no sheet.
    """

    id: str
    student_id: str
    made_at: datetime
    receiver: str
    reason: str = ""
    role: str = ""
    restricted: bool = False
    ground: str = ""
    received_by: str = ""
    received_on: date | None = None
    transfer_id: str = ""

    @property
    def made_on(self) -> date:
        """The day it was made."""
        return self.made_at.astimezone().date()

    @property
    def waits(self) -> bool:
        return self.received_on is None

    def late(self, today: date) -> bool:
        """Whether it waits longer than the term (rules/handover.toml)."""
        term = timedelta(days=load("handover")["receipt"]["days"])
        return self.waits and self.made_on + term < today

    def standing(self, today: date) -> str:
        """`wacht op ontvangst`, `ontvangen door M. Bos wo 25 nov`."""
        if self.received_on is None:
            return WAITS
        return f"ontvangen door {self.received_by} {show_date(self.received_on, today)}"


def made_words(one: Handover) -> str:
    """`voor mentor (M. Bos): nieuw schooljaar, met besloten deel`, for the timeline."""
    along = ", met besloten deel" if one.restricted else ""
    said = f"voor {one.receiver}{': ' if one.reason else ''}{one.reason}{along}"
    return f"{said} ({one.ground})" if one.ground else said


def received_words(one: Handover) -> str:
    """`ontvangen door M. Bos`, for the timeline."""
    return f"ontvangen door {one.received_by}"


def waiting_first(found: Iterable[Handover]) -> tuple[Handover, ...]:
    """What waits first, then what was received; each the newest first."""
    return tuple(sorted(found, key=lambda one: (one.waits, one.made_at), reverse=True))
