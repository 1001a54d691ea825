"""Overleg: kinds of meeting, a meeting, its items, its lines and who was there (domain.md §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sotdesk.domain.actions import Action
from sotdesk.domain.students import Student


class MeetingState(StrEnum):
    """gepland → bezig ⇄ pauze → afgerond (concept) → vastgesteld; a concept can be reopened."""

    PLANNED = "gepland"
    RUNNING = "bezig"
    PAUSED = "pauze"
    CONCEPT = "concept"
    ADOPTED = "vastgesteld"


class ItemState(StrEnum):
    OPEN = "open"
    BUSY = "bezig"
    DISCUSSED = "besproken"
    CARRIED = "doorgeschoven"
    DROPPED = "vervallen"


class ItemKind(StrEnum):
    """What an item is for: one of the three lists of domain.md §4, an evaluation, or none of these."""

    NEW = "nieuw"
    PROGRESS = "voortgang"
    EVALUATION = "evaluatie"
    FOLLOW = "volgen"
    GENERAL = ""


@dataclass(frozen=True)
class FixedItem:
    """An item that every meeting of a kind has; `last` puts it at the end."""

    title: str
    minutes: int
    last: bool = False


@dataclass(frozen=True)
class MeetingKind:
    """How the school meets: members by role, frequency, fixed items, minutes (data; domain.md §4).

    `every_weeks` is None when there is no fixed rhythm; then `per_year` says it in words. `weekday` as
    `date.weekday()`. `minutes_by_kind` = minutes proposed per kind of item (our own proposal, domain.md §4).
    """

    id: str
    name: str
    short: str
    about: str = ""
    members: tuple[str, ...] = ()
    every_weeks: int | None = None
    per_year: str = ""
    weekday: int | None = None
    start: time = time(13, 0)
    minutes: int = 90
    fixed: tuple[FixedItem, ...] = ()
    minutes_by_kind: Mapping[str, int] = field(default_factory=dict)
    source: str = ""

    def minutes_for(self, kind: ItemKind) -> int:
        """Proposed minutes for an item of this kind: 10 unless the kind says otherwise."""
        return self.minutes_by_kind.get(kind.value, 10)


@dataclass(frozen=True)
class Present:
    """Someone at the table: from when, until when; `item_id` when only for one item, as every guest (gast) is."""

    id: str
    label: str
    role: str = ""
    contact_id: str = ""
    joined_at: datetime | None = None
    left_at: datetime | None = None
    item_id: str = ""
    guest: bool = False

    @property
    def here(self) -> bool:
        return self.joined_at is not None and self.left_at is None

    @property
    def short(self) -> str:
        """The label without its name: `SMW` of `SMW (N. Smit)`, `moeder`."""
        return self.label.split(" (")[0]

    @property
    def who(self) -> str:
        """What makes two stays those of one person: the contact, else the label."""
        return self.contact_id or self.label


@dataclass(frozen=True)
class Line:
    """One kept line of a meeting. `audience` is who reads it; `raw` what was typed; `capture_id` joins the
    pieces that one Enter gave (a decision and its agreement). `also` are pupils its item is not about, in whose
    file it stands too (`&lina`)."""

    id: str
    item_id: str
    kind: str
    text: str
    audience: str
    at: datetime
    raw: str = ""
    voice: str = ""
    student_ids: tuple[str, ...] = ()
    capture_id: str = ""
    action: Action | None = None
    also: tuple[Student, ...] = ()
    word: str = ""
    """The list word of an outcome or a result that took effect, or to whom consent was given."""
    support_id: str = ""
    """The measure that a result is about; an agreement stands in `action`."""


@dataclass(frozen=True)
class Away:
    """Someone who is not there for one item, and since when: a contact id, else a label (`Present.who`)."""

    who: str
    since: datetime


ANONYMOUS = "anoniem"
"""How an item is called on screen that is discussed without name, class or sibling."""


@dataclass(frozen=True)
class Item:
    """One point of the agenda: about pupils, a class, or only its title. Times are computed (agenda.py).

    `part_of` is the item that this one was split off from: own attendance and own time from there on.
    """

    id: str
    meeting_id: str
    position: int
    kind: ItemKind
    title: str
    minutes: int
    students: tuple[Student, ...] = ()
    case_ids: tuple[str, ...] = ()
    class_name: str = ""
    request: str = ""
    fixed: bool = False
    state: ItemState = ItemState.OPEN
    used: timedelta = timedelta()
    running_since: datetime | None = None
    carried_to: date | None = None
    carried_times: int = 0
    questions: tuple[tuple[str, str], ...] = ()
    """Hulpvraag and whose, of each pupil in their order; empty where there is none."""
    lines: int = 0
    part_of: str = ""
    anonymous: bool = False
    """Discussed without name, class or sibling (anoniem bespreken)."""
    away: tuple["Away", ...] = ()
    """Who is at the table but not there for this item."""
    shut: tuple[bool, ...] = ()
    """Of each pupil in their order: his case is *alleen OCO*."""

    @property
    def shown(self) -> str:
        """The item's name on screen: `Lina K. + Sami K.`, a class, or its title; of an anonymous one only that."""
        if self.students and self.anonymous:
            return ANONYMOUS
        if self.students:
            return " + ".join(s.name.shown for s in self.students)
        return self.title or self.class_name

    def is_away(self, person: Present) -> bool:
        """Whether someone at the table is not there for this item."""
        return any(person.who == each.who for each in self.away)

    @property
    def anonymous_title(self) -> str:
        """How it is called on paper when it is anonymous."""
        return f"{'leerling' if len(self.students) == 1 else 'leerlingen'} ({ANONYMOUS})"

    def used_until(self, now: datetime) -> timedelta:
        """Time used, the running clock included."""
        return self.used + (now - self.running_since if self.running_since else timedelta())


@dataclass(frozen=True)
class Meeting:
    """One meeting: kind, day, place, state. `items` in their order; `present` everyone ever at the table."""

    id: str
    kind: MeetingKind
    day: date
    start: time
    minutes: int
    place: str = ""
    state: MeetingState = MeetingState.PLANNED
    started_at: datetime | None = None
    closed_at: datetime | None = None
    adopted_on: date | None = None
    items: tuple[Item, ...] = ()
    present: tuple[Present, ...] = ()
    current_item: str = ""
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
    """From when until when the time went to nobody; the pause that goes on has no end."""

    @property
    def running(self) -> bool:
        return self.state in (MeetingState.RUNNING, MeetingState.PAUSED)

    @property
    def planned_minutes(self) -> int:
        return sum(item.minutes for item in self.items)

    @property
    def students(self) -> int:
        """How many pupils are on the agenda, each once."""
        return len({student.id for item in self.items for student in item.students})

    def paused_until(self, now: datetime) -> timedelta:
        """How long the time went to nobody so far."""
        return sum(((end or now) - begin for begin, end in self.pauses), timedelta())

    def item(self, item_id: str) -> Item | None:
        return next((item for item in self.items if item.id == item_id), None)


@dataclass(frozen=True)
class MeetingHead:
    """A meeting as a list shows it: without its items, with how many there are and the minutes they take."""

    id: str
    kind: MeetingKind
    day: date
    start: time
    minutes: int
    place: str
    state: MeetingState
    adopted_on: date | None = None
    points: int = 0
    planned_minutes: int = 0
    students: int = 0


@dataclass(frozen=True)
class Correction:
    """A change to an adopted report: it shows beside what stood there, never instead of it."""

    id: str
    meeting_id: str
    item_id: str
    text: str
    on: date
