"""The report (verslag) and the agenda as plain data: what is in them, in which words; no names shortened yet.

Every free text is a `Passage`, so that no text can reach a document without passing through the naming of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from sotdesk.domain.students import Student


@dataclass(frozen=True)
class Passage:
    """A free text of a report. `key` says which one, `where` in a Dutch word what it is (feit, besluit).

    `restricted` marks a besloten line, which only the coordinator's own copy holds; `who` is who said it.
    """

    key: str
    text: str
    where: str
    restricted: bool = False
    who: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def speaker(self) -> "Passage":
        """Who said it, as a text of its own: it may hold a parent's name."""
        return Passage(f"{self.key}:who", self.who, self.where)


@dataclass(frozen=True)
class Subject:
    """A pupil an item is about, his initials in this report, his hulpvraag and whose question it is."""

    student: Student
    label: str
    question: Passage
    question_by: Passage


@dataclass(frozen=True)
class Attendee:
    """Someone at the table. `spans`: from when until when he was there, for each stay; () when it was the whole time.

    A beginning (or end) that is that of the meeting or the point itself is None.
    """

    who: Passage
    spans: tuple[tuple[time | None, time | None], ...] = ()


@dataclass(frozen=True)
class Agreed:
    """An agreement: wie, wat, waar, wanneer, evaluatie (S003's step plan; domain.md §4)."""

    who: Passage
    what: Passage
    where: Passage
    when: Passage
    evaluation: Passage
    restricted: bool = False


@dataclass(frozen=True)
class Settled:
    """What became of an earlier agreement: done, moved (old → new) or dropped with its reason."""

    what: Passage
    who: Passage
    outcome: str
    reason: Passage
    restricted: bool = False


@dataclass(frozen=True)
class Corrected:
    """A correction to an adopted report, beside what stood there."""

    on: date
    text: Passage


@dataclass(frozen=True)
class MinutesItem:
    """One point of the report. `number` counts the points in order; minutes planned and used."""

    id: str
    number: int
    kind: str
    state: str
    title: Passage
    request: Passage
    subjects: tuple[Subject, ...] = ()
    present: tuple[Attendee, ...] = ()
    planned: int = 0
    used: int = 0
    carried_to: date | None = None
    carried: bool = False
    dropped: bool = False
    settled: tuple[Settled, ...] = ()
    facts: tuple[Passage, ...] = ()
    voices: tuple[Passage, ...] = ()
    evaluations: tuple[Passage, ...] = ()
    advice: tuple[Passage, ...] = ()
    decisions: tuple[Passage, ...] = ()
    actions: tuple[Agreed, ...] = ()
    outcomes: tuple[Passage, ...] = ()
    consents: tuple[Passage, ...] = ()
    open_questions: tuple[Passage, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    parts: tuple["MinutesItem", ...] = ()
    """What was split off from this point, each with its own attendance and time."""

    @property
    def students(self) -> tuple[Student, ...]:
        """The pupils it is about."""
        return tuple(subject.student for subject in self.subjects)

    @property
    def has_content(self) -> bool:
        """Whether anything was written at this point, or at a part of it."""
        if any(part.has_content for part in self.parts):
            return True
        parts = (self.settled, self.facts, self.voices, self.evaluations, self.advice, self.decisions)
        rest = (self.actions, self.outcomes, self.consents, self.open_questions, self.corrections)
        return any((*parts, *rest))


@dataclass(frozen=True)
class Minutes:
    """The report of one meeting. `own` is the coordinator's own copy, with the besloten lines.

    `known_names` are names of contacts, agencies and the school: never taken for a pupil's.
    """

    meeting_id: str
    school: str
    kind: str
    short: str
    day: date
    start: time
    end: time
    place: Passage
    state: str
    today: date
    closed_at: datetime | None = None
    adopted_on: date | None = None
    present: tuple[Attendee, ...] = ()
    items: tuple[MinutesItem, ...] = ()
    own: bool = False
    known_names: tuple[str, ...] = ()

    @property
    def students(self) -> tuple[Student, ...]:
        """All pupils of the report, in order, each once."""
        found = {s.student.id: s.student for item in self.items for s in item.subjects}
        return tuple(found.values())

    @property
    def discussed(self) -> tuple[MinutesItem, ...]:
        """The points with something to read, or that were spoken of."""
        return tuple(
            i for i in self.items if i.has_content or (i.subjects and not i.carried and not i.dropped)
        )

    @property
    def left_over(self) -> tuple[MinutesItem, ...]:
        """The points that were put off or dropped."""
        return tuple(i for i in self.items if i not in self.discussed)

    def passages(self) -> Iterator[tuple[MinutesItem | None, Passage]]:
        """Every free text with its item (None for the head)."""
        yield None, self.place
        for attendee in self.present:
            yield None, attendee.who
        for item in self.items:
            for passage in _passages_in(item):
                yield item, passage


@dataclass(frozen=True)
class AgendaRow:
    """One line of the agenda that leaves: time, initials and class or the title, kind and minutes; nothing more."""

    at: time
    title: str
    kind: str
    minutes: int


@dataclass(frozen=True)
class AgendaDoc:
    """The agenda to hand round: nothing of a case in it. `place` is empty when it names a pupil."""

    meeting_id: str
    school: str
    kind: str
    short: str
    day: date
    start: time
    minutes: int
    place: str
    rows: tuple[AgendaRow, ...] = ()

    @property
    def end(self) -> time:
        """When it ends as planned."""
        return (datetime.combine(self.day, self.start) + timedelta(minutes=self.minutes)).time()


def _passages_in(part: object) -> Iterator[Passage]:
    """All passages inside a part of the report, in the order of its fields."""
    if isinstance(part, Passage):
        yield from (part, part.speaker) if part.who else (part,)
    elif isinstance(part, tuple):
        for one in part:
            yield from _passages_in(one)
    elif isinstance(part, MinutesItem | Subject | Attendee | Agreed | Settled | Corrected):
        for each in fields(part):
            yield from _passages_in(getattr(part, each.name))
