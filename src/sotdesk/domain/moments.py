"""Contactmomenten: a talk about one pupil outside a meeting, its lines, and how it read before it was changed.

domain.md §12 (with whom, channel, date, factual report) and §11: each entry says whether it was discussed with the
pupil and the parents, and why not. Pure.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sotdesk.domain.capture_model import Audience, Kind, Piece, Reading, Remark
from sotdesk.domain.cases import Confidentiality
from sotdesk.domain.consents import PUPIL, RELATIVES
from sotdesk.domain.meetings import Line
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.text import as_json

ONLY_IN_A_MEETING = frozenset({Kind.JOIN, Kind.LEAVE, Kind.AGREED, Kind.OUTCOME})
"""What works on the item of a meeting: outside one it is text."""
AS_TEXT = "dit telt alleen in een overleg: bewaard als tekst"
GOES_NOWHERE = "/ gaat naar een agendapunt: dat kan alleen in een overleg"


@cache
def channels() -> dict[str, str]:
    """Every way of contact with the short word for it; the first is the default (rules/moments.toml)."""
    return {row["name"]: row["short"] for row in load("moments")["channel"]}


DEFAULT_CHANNEL = next(iter(channels()))


@dataclass(frozen=True)
class Version:
    """How a contact moment read until it was changed at `at`; each line with who may read it."""

    id: str
    at: datetime
    lines: tuple[tuple[str, str], ...]
    """(audience, words)."""


@dataclass(frozen=True)
class Moment:
    """A contact moment; without id nothing is kept of it yet. The answers are `ja`, `nee` or empty (not said yet)."""

    id: str
    student: Student
    at: datetime
    channel: str = DEFAULT_CHANNEL
    with_whom: str = ""
    told_student: str = ""
    told_parents: str = ""
    told_why: str = ""
    lines: tuple[Line, ...] = ()
    versions: tuple[Version, ...] = ()
    case_id: str = ""
    confidentiality: str = Confidentiality.SOT.value
    """Who reads the file of the pupil as a whole."""

    @property
    def readers(self) -> str:
        """Who reads a line of it, unless the line says otherwise."""
        return self.confidentiality

    @property
    def spoke_with(self) -> str:
        """With whom: as filled in, else those whose words stand in it."""
        return self.with_whom or spoken(line.voice for line in self.lines)

    @property
    def parents(self) -> str:
        """Whether it was discussed with the parents: as answered; with a parent himself it was."""
        return self.told_parents or ("ja" if self._with(RELATIVES - {PUPIL}) else "")

    @property
    def pupil(self) -> str:
        """Whether it was discussed with the pupil: as answered; with the pupil himself it was."""
        return self.told_student or ("ja" if self._with(frozenset({PUPIL})) else "")

    def _with(self, roles: frozenset[str]) -> bool:
        return knows([*self.with_whom.split(","), *(line.voice for line in self.lines)], roles)


def knows(named: Iterable[str], roles: frozenset[str] = RELATIVES) -> bool:
    """Whether one of those who were spoken with is the pupil or a parent (of these `roles`)."""
    return any(bare(who) in roles for who in named)


def bare(who: str) -> str:
    """`moeder` of `moeder (K. Achterberg)`."""
    return who.split(" (")[0].strip().casefold()


def spoken(voices: Iterable[str]) -> str:
    """`moeder, SMW`: each once, in the order they spoke."""
    return ", ".join(dict.fromkeys(voice.split(" (")[0] for voice in voices if voice))


def told_words(moment: Moment) -> str:
    """`ouders ja · leerling nee: eerst het gesprek met SMW`, or that it is still to be said."""
    said = [
        f"ouders {moment.parents}" if moment.parents else "",
        f"leerling {moment.pupil}" if moment.pupil else "",
    ]
    known = " · ".join(filter(None, said))
    left = " en ".join(
        who for who, there in (("ouders", moment.parents), ("leerling", moment.pupil)) if not there
    )
    why = f": {moment.told_why}" if moment.told_why else ""
    return " · ".join(
        filter(None, [f"{known}{why}" if known else "", f"nog niet gezegd: {left}" if left else ""])
    )


def outside_a_meeting(reading: Reading) -> Reading:
    """The reading as it is kept in a contact moment: what works on an agenda item is text, and that is said."""
    first = reading.pieces[0] if reading.pieces else None
    if first is None or first.kind in (Kind.ACUTE, Kind.COMPLETE):
        return reading
    if first.kind is Kind.GO:
        said = Remark(GOES_NOWHERE)
        return Reading(reading.raw, (Piece(Kind.GO, reading.raw.strip()),), (), (said,), found=False)
    if not any(piece.kind in ONLY_IN_A_MEETING for piece in reading.pieces):
        return reading
    audience = first.audience
    text = Piece(Kind.FACT, reading.raw.strip(), audience)
    others = tuple(p for p in reading.pieces if p.kind not in ONLY_IN_A_MEETING)
    return Reading(reading.raw, (text, *others), (), (Remark(AS_TEXT),))


# --- versions


def version_of(moment: Moment, head: str) -> str:
    """What is kept of a moment before a change: its head and its lines as typed, each with who may read it."""
    shown: list[tuple[str, str]] = [(Audience.SOT.value, head)]
    seen: set[str] = set()
    for line in moment.lines:
        if line.capture_id in seen:
            continue
        seen.add(line.capture_id)
        shown.append(
            (_strictest(moment.lines, line.capture_id), f"{line.at.astimezone():%H:%M} {line.raw.strip()}")
        )
    return as_json(shown)


def _strictest(lines: Sequence[Line], capture_id: str) -> str:
    """The fewest readers of what one Enter gave: its words stand together."""
    audiences = {line.audience for line in lines if line.capture_id == capture_id}
    order = (Audience.OWN.value, Audience.RESTRICTED.value)
    return next((each for each in order if each in audiences), Audience.SOT.value)


def version(version_id: str, at: datetime, text: str) -> Version:
    """A kept version."""
    return Version(version_id, at, tuple((audience, words) for audience, words in json.loads(text)))
