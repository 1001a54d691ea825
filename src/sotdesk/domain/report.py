"""Makes the report (verslag) of a meeting from what was kept at the table (domain.md §4, "Minutes item").

Pure. Who reads what is decided here and nowhere else: a `((` line stands in no report, a `(` line only in
the coordinator's own copy. How names are written is in initials.py, how it looks in documents/.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from sotdesk.domain.anonymous import Around, there_for, without_names
from sotdesk.domain.capture_model import Audience, Kind
from sotdesk.domain.initials import labels
from sotdesk.domain.item_numbers import group_of, roots
from sotdesk.domain.line_homes import lines_at
from sotdesk.domain.meetings import Correction, Item, ItemState, Line, Meeting, MeetingState
from sotdesk.domain.report_agreements import agreed, settled
from sotdesk.domain.report_model import (
    AgendaDoc,
    AgendaRow,
    Agreed,
    Attendee,
    Corrected,
    Minutes,
    MinutesItem,
    Passage,
    Settled,
    Subject,
)
from sotdesk.domain.report_presence import Stretches, there_at, there_in_all

__all__ = [
    "AgendaDoc", "AgendaRow", "Agreed", "Attendee", "Corrected", "Material", "Minutes", "MinutesItem", "Passage",
    "Settled", "Subject", "compose",
]  # fmt: skip

WHERE = {
    Kind.FACT: "feit",
    Kind.VOICE: "inbreng",
    Kind.DECISION: "besluit",
    Kind.ADVICE: "advies",
    Kind.OPEN: "nog uit te zoeken",
    Kind.EVALUATION: "evaluatie",
    Kind.OUTCOME: "uitkomst",
    Kind.CONSENT: "toestemming",
}
_ONLY_HER = re.compile(r"\s*\(\(")
_TWICE = re.compile(r"^(.+?), \1(?=$|\W)")


@dataclass(frozen=True)
class Material:
    """All that a report is made of. `questions` = hulpvraag and whose, by pupil; `stretches` by item; `around` of each
    anonymous item what may not be said."""

    meeting: Meeting
    lines: Sequence[Line]
    school: str
    now: datetime
    stretches: Mapping[str, Stretches] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    known_names: tuple[str, ...] = ()
    around: Mapping[str, Around] = field(default_factory=dict)


def compose(material: Material, *, own: bool = False) -> Minutes:
    """The report of a meeting; `own` adds the besloten lines and what is still to be looked into."""
    meeting = material.meeting
    named = labels(student for item in meeting.items for student in item.students)
    return Minutes(
        meeting_id=meeting.id, school=material.school, kind=meeting.kind.name, short=meeting.kind.short,
        day=meeting.day, start=(meeting.started_at or datetime.combine(meeting.day, meeting.start)).time(),
        end=_end(meeting), place=Passage("place", meeting.place, "plaats"), state=_state(meeting),
        today=material.now.date(), closed_at=meeting.closed_at, adopted_on=meeting.adopted_on,
        present=there_in_all(meeting, material.now),
        items=tuple(_whole(material, item, n, named, own) for n, item in enumerate(roots(meeting.items), start=1)),
        own=own, known_names=material.known_names,
    )  # fmt: skip


def _end(meeting: Meeting) -> time:
    planned = datetime.combine(meeting.day, meeting.start) + timedelta(minutes=meeting.minutes)
    return (meeting.closed_at or planned).time()


def _state(meeting: Meeting) -> str:
    return (
        meeting.state.value if meeting.state in (MeetingState.CONCEPT, MeetingState.ADOPTED) else "nog bezig"
    )


def _whole(material: Material, item: Item, number: int, named: Mapping[str, str], own: bool) -> MinutesItem:
    """One item with the parts it was split into; they stand under its heading, without saying it again."""
    made = _item(material, item, number, named, own)
    found = (_item(material, p, number, named, own) for p in group_of(material.meeting.items, item)[1:])
    title, request = replace(made.title, text=""), replace(made.request, text="")
    parts = (replace(part, subjects=(), title=title, request=request) for part in found)
    return replace(made, parts=tuple(part for part in parts if part.has_content or part.used))


def _item(material: Material, item: Item, number: int, named: Mapping[str, str], own: bool) -> MinutesItem:
    """One item; discussed anonymously it names nobody: no pupil, no class, no sibling."""
    made = _with_names(material, item, number, named, own)
    if not item.anonymous:
        return made
    title = Passage(f"title:{item.id}", item.anonymous_title, "agendapunt")
    return replace(without_names(made, material.around.get(item.id, Around())), subjects=(), title=title)


def _with_names(
    material: Material, item: Item, number: int, named: Mapping[str, str], own: bool
) -> MinutesItem:
    kept = [line for line in lines_at(item, material.lines) if readable(line, own=own)]
    closed, day = material.meeting.closed_at, material.meeting.day
    title = "" if item.students else item.shown
    return MinutesItem(
        id=item.id, number=number, kind=item.kind.value, state=item.state.value,
        title=Passage(f"title:{item.id}", title, "agendapunt"),
        request=Passage(f"request:{item.id}", item.request, "vraag aan het SOT"),
        subjects=_subjects(material, item, named), present=_present(material, item), planned=item.minutes,
        used=round(item.used_until(material.now).total_seconds() / 60), carried_to=item.carried_to,
        carried=item.state is ItemState.CARRIED, dropped=item.state is ItemState.DROPPED,
        settled=tuple(settled(line, day) for line in kept if line.kind == Kind.AGREED and line.action),
        facts=_said(kept, Kind.FACT), voices=_said(kept, Kind.VOICE), advice=_said(kept, Kind.ADVICE),
        evaluations=_said(kept, Kind.EVALUATION), decisions=_said(kept, Kind.DECISION),
        actions=tuple(agreed(line, day, closed) for line in kept if line.kind == Kind.ACTION and line.action),
        outcomes=_said(kept, Kind.OUTCOME), consents=_consents(kept), open_questions=_said(kept, Kind.OPEN),
        corrections=tuple(
            Corrected(c.on, Passage(f"correction:{c.id}", c.text, "correctie"))
            for c in material.corrections if c.item_id == item.id
        ),
    )  # fmt: skip


def readable(line: Line, *, own: bool) -> bool:
    """Whether a report holds this line. The stricter counts: of the line, and of the agreement it is about.

    A question to look into (`?`) is the coordinator's own work list, so it stands in her copy; behind `((` never.
    """
    if _ONLY_HER.match(line.raw):
        return False
    if line.kind == Kind.OPEN:
        return own
    audiences = {line.audience, line.action.audience if line.action else Audience.SOT.value}
    if Audience.OWN.value in audiences:
        return False
    return own or audiences == {Audience.SOT.value}


def _subjects(material: Material, item: Item, named: Mapping[str, str]) -> tuple[Subject, ...]:
    def subject(key: str, question: str, by: str) -> tuple[Passage, Passage]:
        return (
            Passage(f"question:{item.id}:{key}", question, "hulpvraag"),
            Passage(f"question-by:{item.id}:{key}", by, "van wie de hulpvraag is"),
        )

    return tuple(
        Subject(s, named[s.id], *subject(s.id, *material.questions.get(s.id, ("", ""))))
        for s in item.students
    )


def _present(material: Material, item: Item) -> tuple[Attendee, ...]:
    """Who was there for this point, by its clock; without a clock by the times of its lines."""
    stretches = material.stretches.get(item.id, ())
    times = [line.at for line in material.lines if line.item_id == item.id]
    if not stretches and times:
        stretches = ((min(times), max(times)),)
    present = there_for(material.meeting.present, item, material.lines)
    return there_at(present, item.id, stretches, material.now)


def _said(lines: Iterable[Line], kind: Kind) -> tuple[Passage, ...]:
    return tuple(
        _passage(line, kind, _TWICE.sub(r"\1", line.text, count=1) if kind in _LISTED else line.text)
        for line in lines
        if line.kind == kind and line.text
    )


_LISTED = (Kind.EVALUATION, Kind.OUTCOME)
"""Kinds whose text begins with their list word, and may say it again."""


def _passage(line: Line, kind: Kind, text: str) -> Passage:
    restricted = line.audience == Audience.RESTRICTED
    return Passage(f"line:{line.id}", text, WHERE[kind], restricted, line.voice)


def _consents(lines: Iterable[Line]) -> tuple[Passage, ...]:
    return tuple(_passage(line, Kind.CONSENT, _receiver(line)) for line in lines if line.kind == Kind.CONSENT)


def _receiver(line: Line) -> str:
    """To whom consent is given; a refusal, or a line that names nobody, as it was typed."""
    return f"voor {line.word}" if line.word else line.text
