"""What was found anywhere in the vault: what it is in a word, its text, whose it is (`/`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from sotdesk.domain.students import Student

KINDS: Mapping[str, str] = {
    "student": "leerling",
    "candidate": "kandidaat",
    "contact": "contact",
    "agency": "organisatie",
    "case": "casus",
    "signal": "signaal",
    "referral": "aanmelding",
    "tried": "geprobeerd",
    "line": "overleg",
    "moment": "gesprek",
    "action": "afspraak",
    "absence_report": "verzuim",
    "kwadrant_conclusion": "kwadrant",
    "kwadrant_value": "kwadrant",
    "consent": "toestemming",
    "handover": "overdracht",
    "involved": "betrokkene",
    "guardian": "thuis",
    "item": "agendapunt",
    "correction": "correctie",
    "support": "ondersteuning",
    "support_review": "opbrengst",
}
"""What is found → the word on screen, in the order in which hits are shown."""

PARTS: Mapping[str, str] = {
    "absence_report": "absence",
    "consent": "consents",
    "kwadrant_conclusion": "kwadrant",
    "kwadrant_value": "kwadrant",
    "handover": "handover",
    "involved": "people",
    "guardian": "people",
}
"""What stands on a screen of its own, beside the card → the route of that screen."""

SHORTEST = 2
"""So many letters are needed before anything is looked for."""


@dataclass(frozen=True)
class Found:
    """One hit: its kind (a key of KINDS), the id of what was found, its text, the pupil when there is one.

    `place` is the meeting of an item, a line or a correction; a line of a contact moment has none.
    """

    kind: str
    ref: str
    text: str
    student: Student | None = None
    place: str = ""
    near: bool = False
    """Its name is one letter off: *bedoelde je …*."""
    audience: str = "sot"
    """Who may read it, by the value of capture_model.Audience; all that is found is hers to read."""

    @property
    def word(self) -> str:
        outside = self.kind == "line" and not self.place
        return KINDS["moment" if outside else self.kind]


def address_of(found: Found) -> tuple[str, ...] | None:
    """Where Enter goes: the spot itself; None when it stands nowhere."""
    if found.kind in ("contact", "agency"):
        return ("contacts", found.ref)
    if found.kind == "candidate":
        return ("candidate", found.ref)
    if found.kind == "student" and found.student:
        return ("student", found.student.id)
    if found.kind in PARTS and found.student:
        return (PARTS[found.kind], found.student.id, found.ref)
    if found.kind in ("item", "correction") or found.student is None:
        return ("closing", found.place) if found.place else None
    return ("student", found.student.id, found.ref)
