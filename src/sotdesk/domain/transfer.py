"""Overdracht aan een andere kluis: who may go, what the file says of itself, who is who on arrival, the receipt.

domain.md §5 step 11 (warm handover) and §11 (nothing to third parties without consent or another ground). The file is
the data layer's; nothing here knows a table.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sotdesk.domain.consents import BY_CONSENT, Consent
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.exchanges import Standing, by_words, last_words, short_receiver, standing, standing_words
from sotdesk.domain.roster import number_key
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold
from sotdesk.domain.words import count

ENDING = ".sotdesk-overdracht"
"""How the name of such a file ends."""
OWN_ONLY = "de casus is alleen voor jou: gaat alleen mee met het besloten deel"
OWN_STAYS = "de casus is alleen voor jou: die gaat niet naar een andere school"
NO_CONSENT = "nog geen toestemming om dit met de ontvanger te delen"
_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Letters and digits that cannot be taken for another one when they are read out."""
_CODE = 6


class WrongWords(SotdeskError):
    """The words do not open the file of an overdracht; they may be mended and tried again."""

    title = "De overdracht gaat niet open"


@dataclass(frozen=True)
class Reason:
    """Why cases go to another vault; `outside` = they leave the school."""

    word: str
    outside: bool
    source: str


@cache
def reasons() -> tuple[Reason, ...]:
    """Every reason (rules/transfer.toml), the usual one first."""
    return tuple(Reason(row["word"], row["outside"], row["source"]) for row in load("transfer")["reason"])


def reason(word: str) -> Reason:
    """The reason of this word; the first when it is none of them."""
    return next((one for one in reasons() if one.word == word), reasons()[0])


@dataclass(frozen=True)
class Wish:
    """What she wants to hand over: whose, to whom, why, on what ground, and whether the restricted part goes along."""

    student_ids: tuple[str, ...] = ()
    receiver: str = ""
    reason: str = ""
    ground: str = BY_CONSENT
    restricted: bool = False

    @property
    def outside(self) -> bool:
        """Whether it leaves the school, so that every pupil needs consent or another ground."""
        return reason(self.reason).outside


@dataclass(frozen=True)
class Leaving:
    """One pupil of an overdracht: why he cannot go (empty = he goes), and on what ground he does."""

    student: Student
    refused: str = ""
    ground: str = ""


@dataclass(frozen=True)
class Outgoing:
    """What would go: the pupils, the rows per table, and how many restricted rows stay behind."""

    leaving: tuple[Leaving, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    withheld: int = 0

    @property
    def going(self) -> tuple[Student, ...]:
        """The pupils that nothing keeps here."""
        return tuple(one.student for one in self.leaving if not one.refused)


@dataclass(frozen=True)
class Slip:
    """What a file says of itself: its id, from which school and whom, for whom, why, on what ground, when."""

    id: str
    school: str
    by: str
    receiver: str
    reason: str
    ground: str
    made_at: datetime
    restricted: bool
    pupils: int

    def packed(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {**self.__dict__, "made_at": self.made_at.isoformat()}

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> "Slip":
        """What `packed` gave; KeyError, TypeError or ValueError for anything else."""
        words = {name: str(kept[name]) for name in ("id", "school", "by", "receiver", "reason", "ground")}
        made = datetime.fromisoformat(kept["made_at"]).astimezone()
        return cls(**words, made_at=made, restricted=bool(kept["restricted"]), pupils=int(kept["pupils"]))


@dataclass(frozen=True)
class Given:
    """A line of her log: a file that left, for how many pupils, and who received it when."""

    transfer_id: str
    made_at: datetime
    receiver: str
    reason: str
    students: tuple[Student, ...]
    file_name: str = ""
    received_by: str = ""
    received_on: date | None = None


@dataclass(frozen=True)
class Arrival:
    """One pupil of a file on arrival. `known` = who he seems to be here, `why` by what; `settled` = he came before.

    `rows` = what is new here of him, `refused` why nothing of him can be taken over.
    """

    student: Student
    known: Student | None = None
    why: str = ""
    settled: bool = False
    same: bool = False
    rows: int = 0
    refused: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the receiver gives back: the code, of which file, who received what when."""

    slip: Slip
    code: str
    by: str
    on: date
    new: int = 0
    joined: int = 0
    rows: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything was new here."""
        return bool(self.new or self.joined or self.rows)


# --- may he go


def consent_for(consents: Iterable[Consent], receiver: str) -> Consent | None:
    """What was said last of sharing with this receiver, by his name or its first part."""
    wanted = fold(receiver).strip()
    said = [c for c in last_words(consents) if wanted in (fold(c.receiver), fold(short_receiver(c)))]
    return said[-1] if said else None


def may_leave(
    wish: Wish, student: Student, consents: Sequence[Consent], own_only: bool, today: date
) -> Leaving:
    """Whether this pupil's case can go, and if not why (S004: never to third parties without consent or a ground)."""
    if own_only and wish.outside:
        return Leaving(student, OWN_STAYS)
    if own_only and not wish.restricted:
        return Leaving(student, OWN_ONLY)
    if not wish.outside:
        return Leaving(student)
    if wish.ground != BY_CONSENT:
        return Leaving(student, ground=wish.ground)
    said = consent_for(consents, wish.receiver)
    if said is None:
        return Leaving(student, NO_CONSENT)
    if standing(said, student.birth_date, today) is not Standing.HOLDS:
        return Leaving(student, f"toestemming: {standing_words(said, student.birth_date, today)}")
    if said.ground != BY_CONSENT:
        return Leaving(student, ground=said.ground)
    return Leaving(student, ground=f"toestemming {by_words(said)}, voor {said.data}")


def counted(counts: Mapping[str, int]) -> tuple[tuple[int, str], ...]:
    """(number, words) for each kind that is there, in the order of rules/transfer.toml."""
    found = []
    for row in load("transfer")["kind"]:
        if number := counts.get(row["table"], 0):
            found.append((number, row["one"] if number == 1 else row["more"]))
    return tuple(found)


def file_name(receiver: str, day: date) -> str:
    """`Overdracht 2026-11-25 Lyceum Zuid.sotdesk-overdracht`: never a pupil's name."""
    kept = "".join(sign if sign.isalnum() or sign in " -" else " " for sign in receiver)
    return f"{' '.join(f'Overdracht {day:%Y-%m-%d} {kept}'.split())[:80].strip()}{ENDING}"


# --- who is who on arrival


def known_here(
    student: Student, here: Iterable[Student], *, same_school: bool
) -> tuple[Student | None, str, bool]:
    """Who this pupil seems to be here, by what, and whether that is sure enough to propose it.

    By pupil number within one school (another school's numbers are other pupils'), else by name and birth date.
    """
    key = _name_key(student)
    perhaps: tuple[Student | None, str, bool] = (None, "", False)
    for other in here:
        alike = _name_key(other) == key
        born = student.birth_date and other.birth_date and student.birth_date == other.birth_date
        number = bool(student.number) and number_key(other.number) == number_key(student.number)
        if same_school and number:
            sure = alike or bool(born)
            return other, "zelfde nummer" if sure else "zelfde nummer, andere naam", sure
        if alike and born:
            return other, "zelfde naam en geboortedatum", True
        if alike and not (student.birth_date and other.birth_date):
            perhaps = other, "zelfde naam, geboortedatum niet bekend", False
    return perhaps


def _name_key(student: Student) -> str:
    return " ".join(fold(f"{student.first_name} {student.infix} {student.last_name}").split())


# --- the receipt


def code_of(transfer_id: str) -> str:
    """The code by which a file is said to be received: `K7P-X2M`. The giver's vault can check it."""
    number = int.from_bytes(hashlib.sha256(f"ontvangen {transfer_id}".encode()).digest(), "big")
    signs = []
    for _ in range(_CODE):
        number, at = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[at])
    return f"{''.join(signs[:3])}-{''.join(signs[3:])}"


def same_code(typed: str, transfer_id: str) -> bool:
    """Whether a typed code is the one of this file; capitals, spaces and dashes do not count."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())
    return bare == code_of(transfer_id).replace("-", "")


def taken_words(receipt: Receipt) -> str:
    """`2 nieuwe leerlingen, 1 samengevoegd, 41 onderdelen`, or that everything was here already."""
    if not receipt.changed:
        return "Alles uit dit bestand stond hier al. Er is niets veranderd."
    parts = [
        count(receipt.new, "nieuwe leerling", "nieuwe leerlingen") if receipt.new else "",
        count(receipt.joined, "leerling die hier al was", "leerlingen die hier al waren")
        if receipt.joined
        else "",
        count(receipt.rows, "onderdeel", "onderdelen") if receipt.rows else "",
    ]
    return f"Overgenomen: {', '.join(filter(None, parts))}."
