"""Casussen: status, signal, triage, aanmelding and what the card shows (domain.md §5, §12)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sotdesk.domain.actions import Action
from sotdesk.domain.students import Student


class CaseStatus(StrEnum):
    """Where a case stands (domain.md §5). A closed case that reopens keeps its gap."""

    SIGNAL = "signaal"
    INTAKE = "intake"
    INTERNAL = "intern"
    EXTERNAL = "extern"
    REFERRED = "verwezen"
    FOLLOW = "volgen"
    CLOSED = "afgesloten"


class Level(StrEnum):
    """Support level (S004); no hard border between basisplus and extra."""

    BASIC = "basis"
    PLUS = "basisplus"
    EXTRA = "extra"


class Triage(StrEnum):
    """Who takes a signal on (domain.md §5 step 2); `DIRECT` = straight to the SOT, for safety."""

    OPEN = "open"
    MENTOR = "mentor"
    COORDINATOR = "coördinator"
    SOT = "sot"
    DIRECT = "direct"


TRIAGE_WORDS = {
    Triage.OPEN: "nog te wegen",
    Triage.MENTOR: "blijft bij de mentor",
    Triage.COORDINATOR: "naar de coördinator",
    Triage.SOT: "naar het SOT",
    Triage.DIRECT: "direct naar het SOT",
}

DOMAINS = ("leren", "gedrag", "welbevinden", "thuis", "gezondheid", "verzuim", "veiligheid")
"""Domains of a signal (domain.md §12)."""


class Confidentiality(StrEnum):
    """Who may read a case as a whole."""

    TEAM = "team"
    SOT = "SOT"
    OWN = "alleen OCO"


@dataclass(frozen=True)
class Signal:
    """A worry that someone saw: facts in his words, and where triage sent it."""

    id: str
    student: Student
    seen_on: date
    noted_at: datetime
    by: str
    text: str
    domain: str = ""
    told_home: str = ""
    triage: Triage = Triage.OPEN
    triaged_on: date | None = None
    triage_note: str = ""
    case_id: str = ""


@dataclass(frozen=True)
class Tried:
    """What was already tried and its effect (domain.md §5; the referral gate asks for both)."""

    what: str
    effect: str = ""


@dataclass(frozen=True)
class Referral:
    """Aanmelding to the team: hulpvraag and whose, what was tried, what parents and pupil know, the request.

    The four answers are `ja`, `nee` or empty (not asked yet).
    """

    on: date
    by: str
    question: str
    question_by: str
    request: str = ""
    tried: tuple[Tried, ...] = ()
    parents_informed: str = ""
    parents_agreed: str = ""
    student_informed: str = ""
    student_agreed: str = ""
    id: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What an aanmelding still lacks, in words."""
        checks = (
            (self.question, "hulpvraag"),
            (self.question_by, "van wie de hulpvraag is"),
            (self.tried, "wat is geprobeerd"),
            (self.request, "vraag aan het SOT"),
            (self.parents_informed, "of ouders het weten"),
            (self.student_informed, "of de leerling het weet"),
        )
        return tuple(word for value, word in checks if not value)


@dataclass(frozen=True)
class CaseRow:
    """One line of the list of cases. `next_due` is the first open agreement's date."""

    id: str
    student: Student
    status: CaseStatus
    level: str
    holder: str
    question: str
    opened_on: date
    closed_on: date | None = None
    open_actions: int = 0
    next_due: date | None = None
    last_discussed: date | None = None
    confidentiality: str = Confidentiality.SOT.value


@dataclass(frozen=True)
class Gap:
    """From when to when a pupil was out of support (S003 (b): see when a pupil left and re-entered)."""

    closed_on: date
    reopened_on: date

    @property
    def words(self) -> str:
        """`was 3 maanden uit de ondersteuning`."""
        days = (self.reopened_on - self.closed_on).days
        months = round(days / 30.44)
        if days < 14:
            size = f"{days} {'dag' if days == 1 else 'dagen'}"
        elif months < 2:
            size = f"{round(days / 7)} weken"
        else:
            size = f"{months} maanden"
        return f"was {size} uit de ondersteuning"


TOLD, ENTERED, FILE = "verteld", "ingevoerd", "bestand"
"""Kinds of entries that say what left: to whom it was told, what was entered elsewhere, what was handed out."""
SPOKEN = ("overleg", "gesprek")
"""Kinds of entries that stand under each other as lines of one talk: in a meeting, or in a contact moment."""


@dataclass(frozen=True)
class Entry:
    """One line of a pupil's timeline: a day, a kind in one word, a text, and who may read it.

    `mark` says more of it: a line's kind, where a signal went, how an agreement ended. `ref` is what it stands in
    (the meeting or contact moment of a line) and `place` that in a word (`SOT`, `tel. moeder`).
    """

    id: str
    day: date
    kind: str
    text: str
    audience: str = "sot"
    mark: str = ""
    ref: str = ""
    at: datetime | None = None
    place: str = ""


@dataclass(frozen=True)
class Regie:
    """The outside party that leads: organisation, person, since (domain.md §12); without one the school leads."""

    organisation: str = ""
    person: str = ""
    since: date | None = None


@dataclass(frozen=True)
class CaseFile:
    """All that the card shows of one case; `actions` are the pupil's agreements in the order they were made."""

    id: str
    student: Student
    status: CaseStatus
    level: str
    holder: str
    question: str
    question_by: str
    request: str
    what_works: str
    confidentiality: str
    opened_on: date
    closed_on: date | None = None
    close_reason: str = ""
    close_result: str = ""
    referral: Referral | None = None
    gaps: tuple[Gap, ...] = ()
    timeline: tuple[Entry, ...] = ()
    mentors: tuple[str, ...] = ()
    guardians: tuple["Guardian", ...] = ()
    siblings: tuple[Student, ...] = ()
    regie: Regie = Regie()
    actions: tuple[Action, ...] = ()

    @property
    def closed(self) -> bool:
        return self.status is CaseStatus.CLOSED


@dataclass(frozen=True)
class Guardian:
    """A parent or carer of a pupil: whether he has authority (gezag), his language, an interpreter."""

    id: str
    name: str
    relation: str
    authority: bool = True
    language: str = ""
    interpreter: bool = False
    phone: str = ""
    email: str = ""
    kept_by: str = ""
    """Who keeps contact with him; empty = the mentor."""
