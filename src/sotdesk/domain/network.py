"""The people around a pupil: who they are, since when they are involved, and when they were last spoken with.

Contact is what was said (a contact moment, a line with someone's voice) and what he did (an agreement done). Being at
the table without a word is none.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact
from sotdesk.domain.dates import show_date
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold

NO_AUTHORITY = "zonder gezag: geeft geen toestemming"
PARENTS = frozenset({"ouders", "ouder", "thuis"})
"""Words that mean every parent."""
_BETWEEN = re.compile(r"\s*(?:,|;|/|\+| en )\s*")


@dataclass(frozen=True)
class Touch:
    """One contact: the day, with whom as it was written down, and what it was (`SOT`, `afspraak gedaan`)."""

    day: date
    who: str
    how: str
    contact_id: str = ""


@dataclass(frozen=True)
class Partner:
    """Someone of outside or of the school who is involved; `kept_by` empty = the casushouder."""

    id: str
    label: str
    contact_id: str = ""
    role: str = ""
    organisation: str = ""
    phone: str = ""
    since: date | None = None
    until: date | None = None
    kept_by: str = ""
    note: str = ""
    last: Touch | None = None
    ungrounded: bool = False
    """His role asks consent or another ground, and none holds."""

    def over(self, today: date) -> bool:
        """Not involved any more."""
        return self.until is not None and self.until < today


@dataclass(frozen=True)
class Network:
    """The people around one pupil. `last` = the last contact with each guardian by his id; `proposed` = contacts who
    did something for him and are not listed as involved."""

    student: Student
    guardians: tuple[Guardian, ...] = ()
    siblings: tuple[Student, ...] = ()
    partners: tuple[Partner, ...] = ()
    mentors: tuple[Contact, ...] = ()
    mentor_names: tuple[str, ...] = ()
    holder: str = ""
    last: tuple[tuple[str, Touch], ...] = ()
    proposed: tuple[Contact, ...] = ()

    def last_with(self, key: str) -> Touch | None:
        """The last contact with a guardian, or with a mentor by his contact's id."""
        return dict(self.last).get(key)


def words_of_contact(contact: Contact) -> frozenset[str]:
    """How a contact is written down: his name, his label, and his roles when he is meant by one."""
    return frozenset(fold(word) for word in (contact.name, contact.label) if word)


def words_of_partner(partner: Partner) -> frozenset[str]:
    """How a partner without a contact card is written down."""
    named = f"{partner.role} ({partner.label})" if partner.role else partner.label
    return frozenset(fold(word) for word in (partner.label, named, partner.role) if word)


def words_of_guardian(guardian: Guardian) -> frozenset[str]:
    """How a parent is written down: his name, what he is, both; and `ouders`, which means them all."""
    label = f"{guardian.relation} ({guardian.name})"
    named = (guardian.name, guardian.relation, label, f"{guardian.relation} {guardian.name}")
    return frozenset(fold(word) for word in named if word.strip()) | PARENTS


def last_touch(touches: Iterable[Touch], words: frozenset[str], contact_id: str = "") -> Touch | None:
    """The newest contact with someone, by his contact's id or by what he is called."""
    mine = [
        one for one in touches
        if (contact_id and one.contact_id == contact_id) or not words.isdisjoint(_names(one.who))
    ]  # fmt: skip
    return max(mine, key=lambda one: one.day, default=None)


def _names(who: str) -> set[str]:
    """`moeder (K. Achterberg) en mentor` as folded names, each also without what stands behind it in brackets."""
    parts = {part for part in _BETWEEN.split(who) if part} | {who}
    return {fold(part) for part in parts} | {fold(part.split(" (")[0]) for part in parts if " (" in part}


def touched(partner: Partner, touches: Sequence[Touch], contact: Contact | None) -> Partner:
    """The partner with his last contact."""
    words = words_of_contact(contact) if contact else words_of_partner(partner)
    return replace(partner, last=last_touch(touches, words, partner.contact_id))


def last_words(touch: Touch | None, today: date) -> str:
    """`wo 4 nov (SOT)`, or that there was none."""
    if touch is None:
        return "nog geen contact"
    return f"{show_date(touch.day, today)} ({touch.how})" if touch.how else show_date(touch.day, today)


def guardian_details(guardian: Guardian) -> str:
    """What else is known; that he has no authority is said in words."""
    parts = [
        "" if guardian.authority else NO_AUTHORITY,
        guardian.language,
        "tolk nodig" if guardian.interpreter else "",
        guardian.phone,
        guardian.email,
    ]
    return " · ".join(filter(None, parts))


def partner_details(partner: Partner, today: date) -> str:
    """Since and until when, of which organisation, where he is reached."""
    since = f"sinds {show_date(partner.since, today)}" if partner.since else ""
    until = f"tot {show_date(partner.until, today)}" if partner.until else ""
    parts = [" ".join(filter(None, [since, until])), partner.organisation, partner.phone, partner.note]
    return " · ".join(filter(None, parts))


def same_guardian(one: Guardian, other: Guardian) -> bool:
    """Whether two rows of siblings are the same parent: the same name."""
    return bool(one.name) and fold(one.name) == fold(other.name)
