"""What the report says in which order, once for Markdown and DOCX: sections of plain lines and tables, names written.

The renderers only give it a form. No rule about readers here: that is domain/report.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from sotdesk.domain.dates_show import show_date
from sotdesk.domain.initials import Naming
from sotdesk.domain.report_model import Agreed, Attendee, Minutes, MinutesItem, Passage, Settled
from sotdesk.domain.words import full_date, listed

COLUMNS = ("Wie", "Wat", "Waar", "Wanneer", "Evaluatie")
RESTRICTED = "(besloten)"
"""Stands before a besloten line in the coordinator's own copy."""
CONFIDENTIAL = "Vertrouwelijk"
NOBODY_TOLD = "–"


@dataclass(frozen=True)
class Entry:
    """One line of a section; `lead` is a short bold word before it (`Hulpvraag`, who said it)."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its lines; without a heading the lines stand by themselves. `rows` is the table of agreements."""

    title: str
    entries: tuple[Entry, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Point:
    """One item of the report."""

    heading: str
    about: str
    sections: tuple[Section, ...]
    parts: tuple["Point", ...] = ()
    """What was split off from it, each with who was there."""


@dataclass(frozen=True)
class Report:
    """The whole report as words."""

    title: str
    status: str
    facts: tuple[Entry, ...]
    points: tuple[Point, ...]
    left_over: tuple[Entry, ...]


def lay_out(minutes: Minutes, naming: Naming) -> Report:
    """The report of a meeting in words, every name as `naming` writes it."""
    own = " · eigen exemplaar" if minutes.own else ""
    return Report(
        title=f"Verslag {minutes.short or minutes.kind}, {full_date(minutes.day)}",
        status=f"{status(minutes)}{own}",
        facts=tuple(_facts(minutes, naming)),
        points=tuple(_point(item, naming) for item in minutes.discussed),
        left_over=tuple(_left(item, naming) for item in minutes.left_over if item.carried or item.dropped),
    )


def status(minutes: Minutes) -> str:
    """`concept van wo 25 nov`, `vastgesteld op wo 16 dec`."""
    if minutes.adopted_on:
        return f"vastgesteld op {show_date(minutes.adopted_on, minutes.day)}"
    closed = minutes.closed_at.date() if minutes.closed_at else minutes.today
    word = minutes.state if minutes.closed_at else "concept, het overleg loopt nog; stand"
    return f"{word} van {show_date(closed, minutes.day)}"


def _facts(minutes: Minutes, naming: Naming) -> Iterable[Entry]:
    place = naming.text(minutes.place)
    when = f"{full_date(minutes.day)}, {minutes.start:%H:%M}–{minutes.end:%H:%M}"
    if minutes.school:
        yield Entry(minutes.school, "School")
    yield Entry(", ".join(filter(None, [minutes.kind, when, place])), "Overleg")
    yield Entry("; ".join(_attendees(minutes.present, naming)) or NOBODY_TOLD, "Aanwezig")


def _attendees(people: Iterable[Attendee], naming: Naming) -> list[str]:
    return [f"{naming.text(p.who)}{_stays(p)}" for p in people]


def _stays(person: Attendee) -> str:
    """` (tot 13:10 en vanaf 13:30)`; nothing for who was there the whole time."""
    spans = [_span(came, left) for came, left in person.spans]
    return f" ({listed(spans)})" if spans else ""


def _span(came: time | None, left: time | None) -> str:
    if came and left:
        return f"{came:%H:%M}–{left:%H:%M}"
    return f"vanaf {came:%H:%M}" if came else f"tot {left:%H:%M}" if left else ""


def _point(item: MinutesItem, naming: Naming, part: int = 0) -> Point:
    """One item; `part` is the number of the part that was split off from it, 0 for the item itself."""
    about = [f"{item.used} min besteed"] if part else [item.kind, _minutes(item)]
    if item.present:
        about.append(f"erbij: {', '.join(_attendees(item.present, naming))}")
    if item.carried:
        about.append(_carried(item))
    sections = (
        Section("", tuple(_opening(item, naming))),
        Section("Vorige afspraken", tuple(_settled(one, naming) for one in item.settled)),
        Section("Feiten", _lines(item.facts, naming)),
        Section("Inbreng", _lines(item.voices, naming)),
        Section("Evaluatie", _lines(item.evaluations, naming)),
        Section("Handelingsadvies", _lines(item.advice, naming)),
        Section("Besluiten", _lines(item.decisions, naming)),
        Section("Afspraken", rows=tuple(_row(one, naming) for one in item.actions)),
        Section("Uitkomst", _lines(item.outcomes, naming)),
        Section("Toestemming", _lines(item.consents, naming)),
        Section("Nog uit te zoeken", _lines(item.open_questions, naming)),
        Section("", tuple(_correction(item, naming))),
    )
    return Point(
        f"Deel {part}" if part else naming.heading(item), " · ".join(filter(None, about)),
        tuple(s for s in sections if s.entries or s.rows),
        tuple(_point(each, naming, number) for number, each in enumerate(item.parts, start=2)),
    )  # fmt: skip


def _minutes(item: MinutesItem) -> str:
    return f"{item.planned} min gepland, {item.used} min besteed"


def _opening(item: MinutesItem, naming: Naming) -> Iterable[Entry]:
    several = len(item.subjects) > 1
    for subject in item.subjects:
        if subject.question:
            asker = naming.text(subject.question_by)
            name = f"Hulpvraag {naming.name(subject.student)}" if several else "Hulpvraag"
            yield Entry(naming.text(subject.question), f"{name} ({asker})" if asker else name)
    if item.request:
        yield Entry(naming.text(item.request), "Vraag aan het SOT")


def _lines(passages: Iterable[Passage], naming: Naming) -> tuple[Entry, ...]:
    return tuple(Entry(_marked(naming.text(p), p.restricted), naming.text(p.speaker)) for p in passages)


def _marked(text: str, restricted: bool) -> str:
    return f"{RESTRICTED} {text}" if restricted else text


def _settled(one: Settled, naming: Naming) -> Entry:
    reason = f" ({naming.text(one.reason)})" if one.reason else ""
    text = f"{naming.text(one.what)}: {one.outcome}{reason}"
    return Entry(_marked(text, one.restricted), naming.text(one.who))


def _row(one: Agreed, naming: Naming) -> tuple[str, ...]:
    who, what, *rest = (naming.text(p) for p in (one.who, one.what, one.where, one.when, one.evaluation))
    return who, _marked(what, one.restricted), *rest


def _correction(item: MinutesItem, naming: Naming) -> Iterable[Entry]:
    for one in item.corrections:
        yield Entry(naming.text(one.text), f"Correctie {show_date(one.on)}")


def _left(item: MinutesItem, naming: Naming) -> Entry:
    return Entry(_carried(item) if item.carried else "vervallen", naming.heading(item))


def _carried(item: MinutesItem) -> str:
    return f"doorgeschoven naar {show_date(item.carried_to)}" if item.carried_to else "doorgeschoven"
