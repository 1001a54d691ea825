"""Klassenscan: a sheet for the teachers of a class, with what works and the handling advice only (domain.md §3, §5).

What a teacher reads is decided where it is for a handover (rules/handover.toml, reader `docent`); the parts of this
sheet (rules/kwadrant.toml) narrow it further. No value of a kwadrant, no number of an instrument, nothing besloten,
and no reason why. Pure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.handover import Receiver, reader_kind
from sotdesk.domain.handover_sheet import HandoverFacts, readable
from sotdesk.domain.letters import Written, WrittenBlock
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.words import full_date

ROLE = "docent"
WORKS, ADVICE = "works", "advice"
LEADS = {WORKS: "wat werkt", ADVICE: "advies"}
ONLY = "Alleen wat werkt en het handelingsadvies. Meer weten? Vraag het de mentor."
NOTHING = "Van deze klas is nog niets vastgelegd dat werkt of geadviseerd is."
CLOSING = "Vertrouwelijk: voor de docenten van deze klas, niet voor in de lesmap of op het prikbord."


@dataclass(frozen=True)
class Scanned:
    """A pupil and what is known of him."""

    student: Student
    facts: HandoverFacts


def receiver_of(class_name: str) -> Receiver:
    """The teachers of a class, as readers."""
    return Receiver(f"docenten {class_name}", ROLE, reader_kind(ROLE, inside=True))


def klassenscan(
    class_name: str, school: str, day: date, pupils: Sequence[Scanned], naming: Callable[[Student], OneName]
) -> tuple[Written, tuple[str, ...]]:
    """The sheet, and the ids of the pupils who stand on it; whoever has nothing that works or advises does not."""
    blocks, ids = [], []
    for one in pupils:
        lines = _lines(one, receiver_of(class_name), naming(one.student))
        if lines:
            blocks.append(WrittenBlock(naming(one.student).pupil, "", lines))
            ids.append(one.student.id)
    opening = (", ".join(filter(None, [school, full_date(day)])), ONLY if blocks else NOTHING)
    title = f"Klassenscan {class_name}"
    return Written(title, day, opening, tuple(blocks), (CLOSING,) if blocks else ()), tuple(ids)


def _lines(one: Scanned, receiver: Receiver, naming: OneName) -> tuple[tuple[str, str], ...]:
    """At most two lines: what works, and the newest advice."""
    rule = load("kwadrant")["klassenscan"]
    found: dict[str, list[str]] = {WORKS: [], ADVICE: []}
    for line in readable(one.facts, receiver):
        if line.part in rule["parts"] and line.part in found and (line.part != WORKS or one.facts.what_works):
            found[line.part].append(naming.write(line.text))
    said = {WORKS: found[WORKS], ADVICE: found[ADVICE][: rule["most_advice"]]}
    return tuple((LEADS[part], " · ".join(texts)) for part, texts in said.items() if texts)
