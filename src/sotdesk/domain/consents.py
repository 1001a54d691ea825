"""Toestemming: what may be passed on to whom, who said so, and what it still lacks (domain.md §3, §11, §12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.rules import load

PUPIL = "leerling"
"""The role of a pupil who gives consent himself."""

RELATIVES = frozenset(kind.code for kind in role_kinds().values() if kind.relative)
"""The pupil and his parents, by the codes of their roles."""

BY_CONSENT = "toestemming"
"""The ground that needs someone who gives it; the others are chosen per exchange (domain.md §11)."""


class ConsentState(StrEnum):
    """Asked for (an agreement says by whom), given, refused, or taken back."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


WORDS = {
    ConsentState.ASKED: "gevraagd",
    ConsentState.GIVEN: "gegeven",
    ConsentState.REFUSED: "geweigerd",
    ConsentState.WITHDRAWN: "ingetrokken",
}


@dataclass(frozen=True)
class Consent:
    """One consent, refusal or other ground about one pupil, for one receiver (fields: domain.md §12)."""

    id: str
    student_id: str
    receiver: str
    at: datetime
    state: ConsentState = ConsentState.GIVEN
    case_id: str = ""
    line_id: str = ""
    item_id: str = ""
    contact_id: str = ""
    receiver_role: str = ""
    purpose: str = ""
    data: str = ""
    giver: str = ""
    giver_role: str = ""
    ground: str = BY_CONSENT
    proof: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    complete: bool = False
    withdrawn_on: date | None = None

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is still to be filled in when closing, in words; a refusal or a question lacks nothing more."""
        if self.complete or self.state is not ConsentState.GIVEN:
            return ()
        checks = (
            (self.giver or self.ground != BY_CONSENT, "van wie"),
            (self.receiver, "voor wie"),
            (self.purpose, "waarvoor"),
            (self.data, "welke gegevens"),
            (self.proof, "hoe vastgelegd"),
        )
        return tuple(word for there, word in checks if not there)

    @property
    def words(self) -> str:
        """`toestemming van moeder (K. Achterberg) voor wijkteam`, as a list and the card say it."""
        if self.ground != BY_CONSENT:
            return f"{self.ground}: {self.receiver}"
        by = f" van {self.giver}" if self.giver else ""
        to = f" voor {self.receiver}" if self.receiver else ""
        said = "" if self.state is ConsentState.GIVEN else f" {WORDS[self.state]}"
        return f"toestemming{by}{to}{said}"

    def holds(self, today: date) -> bool:
        """Whether it is given, begun, and not past its last day."""
        begun = self.valid_from is None or self.valid_from <= today
        over = self.valid_until is not None and self.valid_until < today
        return self.state is ConsentState.GIVEN and begun and not over

    @property
    def by_pupil(self) -> bool:
        """Whether the pupil himself gave it."""
        return self.giver_role == PUPIL or self.giver.strip().casefold() == PUPIL

    def asks_again(self, born: date | None, today: date) -> date | None:
        """The day on which the pupil became 16, when a consent that others gave before it is asked again; else None.

        From 16 the pupil decides himself (rules/grounds.toml, ages); another ground does not depend on it.
        """
        if born is None or self.by_pupil or self.ground != BY_CONSENT or self.valid_from is None:
            return None
        day = decides_from(born)
        return day if self.valid_from < day <= today and self.holds(today) else None


def decides_himself(age: int) -> bool:
    """Whether a pupil of this age gives consent himself (from 16; domain.md §3, rules/grounds.toml)."""
    return age >= int(load("grounds")["ages"]["own_file"])


def decides_from(born: date) -> date:
    """The day on which a pupil becomes 16; born on 29 February it is 1 March, as his age is counted."""
    year = born.year + int(load("grounds")["ages"]["own_file"])
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def incomplete(consents: Iterable[Consent]) -> tuple[Consent, ...]:
    """Those that still lack something, oldest first."""
    return tuple(sorted((c for c in consents if c.lacks), key=lambda c: c.at))
