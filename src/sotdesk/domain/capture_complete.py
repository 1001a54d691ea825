"""The choices above the capture line for the word at the cursor: people, days, items, pupils.

Nothing is chosen here: Enter keeps the line as it is unless the coordinator went into the choices. A word that
is exact already gets none (ui.md).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sotdesk.domain.capture import read as read_line
from sotdesk.domain.capture_forms import items_called
from sotdesk.domain.capture_model import Table
from sotdesk.domain.capture_names import Person
from sotdesk.domain.capture_pupils import following, named, newcomer, next_newcomer, wording
from sotdesk.domain.capture_results import RESULTS
from sotdesk.domain.capture_signs import AFTER_NAME, signs_in
from sotdesk.domain.dates import Frame, read, show_moment
from sotdesk.domain.text import fold

MOST = 8
"""More choices than this are not read at the table."""

AT_CURSOR = re.compile(r"(?<!\S)(>>|[@>&])((?:(?!\s(?:>>|[@>#&])).)*)\Z", re.DOTALL)
"""The last sign before the cursor with what is typed behind it."""

LISTED = re.compile(r"\s*\(*\s*(uit|ev):\s+(.*)\Z", re.IGNORECASE | re.DOTALL)
"""A line whose first word is one of a list."""

ADDS = re.compile(r"\s*/\+\s*")
"""What begins a line that adds a pupil on the spot."""

BETWEEN_WORDS = re.compile(r"[\s(),]+")
"""What stands between the words of a label: `SMW (N. Smit)`."""

SOON = ("morgen", "vr", "volgende week", "1w", "2w", "over 4 weken", "volgend overleg", "zsm")
"""Days offered when nothing is typed behind `>` yet, the commonest first (domain dates.md)."""

DAY_WORDS = (
    *SOON, "vandaag", "overmorgen", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "ma", "di", "wo",
    "do", "over een week", "over 2 weken", "over 3 weken", "over 6 weken", "3w", "4w", "6w", "eind van de week",
    "eind van de maand", "begin volgende week", "volgende maand", "na het weekend", "doorlopend", "n.t.b.",
)  # fmt: skip
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:\s+([a-z]*))?")


@dataclass(frozen=True)
class Choice:
    """One choice: `insert` replaces the line from `start` to the cursor; `label` and `detail` are shown."""

    insert: str
    label: str
    detail: str
    start: int


def completions(line: str, cursor: int, table: Table) -> tuple[Choice, ...]:
    """The choices for the word at the cursor, best first; () when there are none or the word is exact."""
    typed = line[:cursor]
    lead = len(typed) - len(typed.lstrip())
    match typed[lead : lead + 1]:
        case "/":
            return _items(typed[lead + 1 :], lead + 1, table)
        case "+" | "-":
            return _coming_or_going(typed[lead:], lead + 1, table)
    bracket = len(typed[lead:]) - len(typed[lead:].lstrip("(!*?"))
    found = AT_CURSOR.search(typed[lead + bracket :])
    if not found:
        return _words_of_list(typed, table)
    start = lead + bracket + found.start(2)
    match found[1]:
        case "@":
            commas = [match.end() for match in AFTER_NAME.finditer(typed, start)]
            at = len(typed) if typed.endswith(",") else max(commas, default=start)
            return _people(typed[at:], at, table.people, table)
        case "&":
            return _pupils(typed[start:], start, table)
    return _days(typed[start:], start, table.frame)


def _words_of_list(typed: str, table: Table) -> tuple[Choice, ...]:
    """After `uit:` the school's outcomes, after `ev:` the three results; none once the word is exact."""
    match = LISTED.match(typed)
    if match is None:
        return ()
    begin, start = fold(match[2]), match.start(2)
    if fold(match[1]) == "ev":
        words = [(word, "") for word in dict.fromkeys(RESULTS.values())]
    else:
        words = [
            (outcome.word, f"casus: {outcome.status}" if outcome.status else "") for outcome in table.outcomes
        ]
    if "," in begin or any(fold(word) == begin for word, _ in words):
        return ()
    fits = [(word, detail) for word, detail in words if fold(word).startswith(begin)]
    return tuple(Choice(word, word, detail, start) for word, detail in fits)[:MOST]


def next_choice(line: str, table: Table) -> str | None:
    """The line with its first ambiguous person changed to the next who fits (Tab); None when nobody else does.

    The name that takes its place finds that person first, so the line alone still says who is meant. A pupil
    (`&lina`) comes before people while it is not certain who is meant, else after them.
    """
    pupil = _next_pupil(line, table)
    if pupil and not pupil[1]:
        return pupil[0]
    return _next_person(line, table) or (pupil[0] if pupil else None)


def _next_pupil(line: str, table: Table) -> tuple[str, bool] | None:
    """The line with the next pupil behind its `/+` or last `&`, and whether it was certain who was meant."""
    if match := ADDS.match(line):
        way = next_newcomer(line[match.end() :].strip(), table.pupils)
        return (line[: match.end()] + way, True) if way else None
    signs = [sign for sign in signs_in(line, 0, len(line)) if sign.mark == "&"]
    if not signs:
        return None
    words = line[signs[-1].start : signs[-1].end].rstrip()
    way = following(words, table.pupils)
    certain = named(words, table.pupils).student is not None
    end = signs[-1].start + len(words)
    return (line[: signs[-1].start] + way + line[end:], certain) if way else None


def _next_person(line: str, table: Table) -> str | None:
    for span in read_line(line, table).spans:
        if span.role not in ("who", "voice"):
            continue
        words = line[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip("@"))
        end = span.start + len(words.rstrip(":"))
        ring = _ring(line[start:end], table)
        for other in ring[1:]:
            if name := _name_for(other, table):
                return line[:start] + name + line[end:]
    return None


def _ring(name: str, table: Table) -> tuple[Person, ...]:
    """Everyone who may be meant, from the one meant now on."""
    fits = table.book.called(name, together=True) or table.book.shortened(name, together=True)
    if len(fits) != 1:
        return fits
    same = _same_role(fits[0], table)
    at = same.index(fits[0]) if same else 0
    return same[at:] + same[:at]


def _same_role(person: Person, table: Table) -> tuple[Person, ...]:
    fits = table.book.called(person.role, together=True) if person.role else ()
    return fits if person in fits else ()


def _name_for(person: Person, table: Table) -> str:
    """The first of his names that finds him before anyone else, as his label writes it; empty when there is none."""
    found = next((n for n in person.names if table.book.called(n, together=True)[:1] == (person,)), "")
    words = BETWEEN_WORDS.split(person.label)
    runs = (
        " ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    )
    return next((run for run in runs if found and fold(run) == fold(found)), found)


def _people(typed: str, start: int, people: Iterable[Person], table: Table) -> tuple[Choice, ...]:
    """People one of whose names, or a word of it, begins with what is typed; all at nothing typed."""
    begin = fold(typed)
    if typed != typed.lstrip() or (begin and table.book.called(typed)):
        return ()
    fits = [person for person in people if _begins(person, begin)]
    choices = (
        Choice(name, person.label, _where(person), start)
        for person in fits
        if (name := _name_for(person, table))
    )
    return tuple(dict.fromkeys(choices))[:MOST]


def _begins(person: Person, begin: str) -> bool:
    names = (fold(name) for name in (*person.names, person.label))
    return any(
        name.startswith(begin) or any(word.startswith(begin) for word in re.split(r"[\s(]+", name))
        for name in names
    )


def _where(person: Person) -> str:
    return "aan tafel" if person.present else ""


def _coming_or_going(typed: str, start: int, table: Table) -> tuple[Choice, ...]:
    """After `+` who is not here yet, after `-` (from a letter on) who is."""
    words = typed[1:]
    leaving = typed[0] == "-"
    if (leaving and not words) or words[:1].isspace() or words[:1].isdigit():
        return ()
    at = words.rfind(",") + 1
    people = [person for person in table.people if person.present is leaving and not person.all_of]
    return _people(words[at:], start + at, people, table)


def _items(typed: str, start: int, table: Table) -> tuple[Choice, ...]:
    """The items whose number or words begin so; the number is what is inserted: it is never ambiguous."""
    if typed.startswith("+"):
        return _newcomers(typed[1:].lstrip(), start + len(typed) - len(typed[1:].lstrip()), table)
    if typed[:1].isspace():
        return ()
    wanted = typed.strip()
    if wanted.isdecimal():
        found = tuple(item for item in table.items if item[0].startswith(wanted))
    else:
        found = items_called(wanted, table) if wanted else table.items
    exact = any(number == fold(wanted) for number, _ in found)
    return () if exact else tuple(Choice(n, f"{n} {words}", "", start) for n, words in found[:MOST])


def _pupils(typed: str, start: int, table: Table) -> tuple[Choice, ...]:
    """After `&`: the pupils of this meeting; from a letter on also the others of the school, with their class."""
    pupils = table.pupils
    if typed != typed.lstrip() or named(typed, pupils).student:
        return ()
    here = {student.id for student in pupils.here}
    fits = pupils.beginning(typed) if typed else iter(pupils.here)
    choices = (
        Choice(way, s.name.shown, f"{s.class_name}{'' if s.id in here else ', niet op de agenda'}", start)
        for s in fits
        if (way := wording(s, pupils))
    )
    return tuple(islice(choices, MOST))


def _newcomers(typed: str, start: int, table: Table) -> tuple[Choice, ...]:
    """After `/+`, from a letter on: who is on the school's list already."""
    if not typed or newcomer(typed, table.pupils):
        return ()
    fits = (s for s in table.pupils.beginning(typed) if s.class_name)
    return tuple(
        Choice(
            f"{s.name.full} {s.class_name}".lower(), s.name.shown, f"{s.class_name}, staat in de lijst", start
        )
        for s in islice(fits, MOST)
    )


def _days(typed: str, start: int, frame: Frame) -> tuple[Choice, ...]:
    """Words that mean a day and begin so, each with the day it means."""
    begin = fold(typed)
    if typed != typed.lstrip():
        return ()
    words = _day_words(begin, frame)
    if begin in map(fold, words):
        return ()
    shown = ((word, read(word, frame)) for word in words[:MOST])
    return tuple(Choice(word, word, show_moment(day, frame.today), start) for word, day in shown if day)


def _day_words(begin: str, frame: Frame) -> list[str]:
    if not begin:
        return list(SOON)
    if match := DAY_OF_MONTH.fullmatch(begin):
        return _days_of_month(int(match[1]), match[2] or "", frame)
    own = [moment.name for moment in frame.calendar.moments]
    own += [f"na de {moment.name}" for moment in frame.calendar.moments]
    for holiday in frame.calendar.holidays:
        own += [f"na de {holiday.name}", f"voor de {holiday.name}"]
    fits = dict.fromkeys(word for word in (*DAY_WORDS, *own) if fold(word).startswith(begin))
    return [word for word in fits if _is_ahead(word, frame)]


def _days_of_month(day: int, month: str, frame: Frame) -> list[str]:
    """`9` → `9 dec`, the months from this one on; only days that are still to come."""
    ahead = [*MONTHS[frame.today.month - 1 :], *MONTHS[: frame.today.month - 1]]
    words = [f"{day} {name}" for name in ahead if name.startswith(month)]
    return [word for word in words if _is_ahead(word, frame)][:3]


def _is_ahead(word: str, frame: Frame) -> bool:
    """Whether the word reads, and not as a day that is past or does not exist."""
    reading = read(word, frame)
    return reading is not None and (reading.day is not None or reading.open is not None)
