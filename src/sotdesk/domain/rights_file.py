"""The file of one pupil as it is given to who may read it: all of his card, oldest first (domain.md §11). Pure.

`alleen OCO` and besloten limit who reads along in sotdesk, not the pupil's right: such texts are in it, and marked for
who looks it over. There are no secret notes (P72b): a note about the pupil is part of the file. Runs behind the shield
have a file of their own (meldcode_file.py). Nothing is changed in silence: a text with a word of the shield
(shield.py) is printed as it stands or held back with a reason, and which of the two is hers to decide.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import SPOKEN, CaseFile, Entry
from sotdesk.domain.dates import show_date
from sotdesk.domain.initials import Decision, Mention, Naming, third_parties
from sotdesk.domain.letters import Block, Letter, Words, Written, write_out
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.domain.report_model import Passage
from sotdesk.domain.rights import Request
from sotdesk.domain.shield import words_in
from sotdesk.domain.students import Student
from sotdesk.domain.timeline import month_title
from sotdesk.domain.timeline_filter import MARKS
from sotdesk.domain.words import count, full_date

TITLE = "Dossier"
HELD = "[tekst achtergehouden]"
"""What stands for a text that is not given."""
WORDS = "@woorden"
"""Ends the key of what is to be decided about a text with words of the shield in it."""
READERS = {Audience.OWN.value: "alleen OCO", Audience.RESTRICTED.value: "besloten"}


@dataclass(frozen=True)
class Whole:
    """All that the file is made of. `known_names` are never a pupil's."""

    school: str
    today: date
    student: Student
    file: CaseFile | PupilFile
    known_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One text as it is looked over: where it stands (for the log), as it is and as it will be printed, who reads
    along in sotdesk, the names of others in it, and why it is held back (empty: it is given)."""

    key: str
    block: int
    place: str
    before: str
    after: str
    readers: str = ""
    mentions: tuple[Mention, ...] = ()
    held: str = ""


@dataclass(frozen=True)
class Review:
    """The file of a request as it stands now; `open` names still wait for her yes or no."""

    written: Written
    parts: tuple[Part, ...]
    decisions: dict[str, Decision]

    @property
    def open(self) -> tuple[Mention, ...]:
        return tuple(
            m for part in self.parts if not part.held for m in part.mentions if m.key not in self.decisions
        )

    @property
    def open_names(self) -> tuple[Mention, ...]:
        """Those of them that are names, not words of the shield."""
        return tuple(mention for mention in self.open if not about_words(mention))


def about_words(mention: Mention) -> bool:
    """Whether it is not about a name, but about words of the shield: kept as they stand, or the whole text held
    back."""
    return mention.key.endswith(WORDS)


def review(whole: Whole, request: Request, students: tuple[Student, ...]) -> Review:
    """What is printed of this file with what was decided so far; a name that is not decided counts as proposed."""
    held = {one.passage: one.reason for one in request.withheld}
    decisions = {key: Decision(code) for key, code in request.decisions}
    letter = _letter(whole, request, {})
    naming = Naming.of(letter, students, decisions, full=True, literal=True)
    named: dict[str, list[Mention]] = {}
    for mention in third_parties(letter, students):
        named.setdefault(mention.key.rpartition("@")[0], []).append(mention)
    parts = tuple(
        Part(
            p.key, block.number, f"{block.title.text}: {p.where}", p.text, HELD if p.key in held else naming.text(p),
            READERS[p.who] if p.restricted else "", (*_words_of(p), *named.get(p.key, ())),
            held.get(p.key, ""),
        )
        for block, p in letter.passages()
        if p.key and p.key != block.title.key
    )  # fmt: skip
    return Review(_headed(_letter(whole, request, held), naming), parts, decisions)


def _headed(letter: Letter, naming: Naming) -> Written:
    """Written out, each block under its month: whose file it is stands on top of it."""
    written = write_out(letter, naming)
    titled = zip(written.blocks, letter.blocks, strict=True)
    return replace(written, blocks=tuple(replace(made, heading=block.title.text) for made, block in titled))


def _words_of(passage: Passage) -> Iterator[Mention]:
    """The one decision about all words of the shield in a text."""
    if words := words_in(passage.text):
        said = ", ".join(dict.fromkeys(words))
        yield Mention(f"{passage.key}{WORDS}", None, passage.where, said, (), passage.text, doubtful=True)


def _letter(whole: Whole, request: Request, held: dict[str, str]) -> Letter:
    """The file as a letter; `held` texts are not in it."""
    name = whole.student
    opening = (
        ", ".join(filter(None, [name.name.full, name.class_name, whole.school, full_date(whole.today)]))
        + ".",
        f"Gevraagd op {full_date(request.asked_on)}: {request.title}.",
    )
    left = count(len(held), "tekst is", "teksten zijn")
    closing = (
        "Dit is wat sotdesk over deze leerling heeft. Namen van andere leerlingen kunnen zijn afgekort of weggelaten; "
        "verder staat elke tekst er zoals hij is opgeschreven.",
        *([f"{left} achtergehouden; de reden staat in het antwoord op het verzoek."] if held else []),
    )
    blocks = tuple(_blocks(whole, held))
    return Letter(TITLE, whole.today, opening, blocks, closing, full=True, known_names=whole.known_names)


def _blocks(whole: Whole, held: dict[str, str]) -> Iterator[Block]:
    who, file = (whole.student,), whole.file
    head = [_words(key, lead, text, held) for key, lead, text in _head(whole) if text]
    yield Block(1, who, Passage("block:1", "Gegevens", ""), lines=tuple(head))
    entries = sorted(enumerate(reversed(file.timeline)), key=lambda pair: (pair[1].day, pair[0]))
    months = groupby((entry for _, entry in entries), key=lambda entry: (entry.day.year, entry.day.month))
    seen: set[str] = set()
    for number, (_, found) in enumerate(months, start=2):
        rows = list(found)
        title = month_title(rows[0].day, date.min)
        lines = tuple(_entry(entry, whole.today, held, seen) for entry in rows)
        yield Block(number, who, Passage(f"block:{number}", title, ""), lines=lines)


def _head(whole: Whole) -> Iterable[tuple[str, str, str]]:
    """What is known of him, and the head of his case."""
    one, file = whole.student, whole.file
    born = full_date(one.birth_date) if one.birth_date else ""
    yield "born", "Geboren", born
    yield "town", "Woonplaats", one.municipality
    yield "mentor", "Mentor", ", ".join(file.mentors)
    yield "home", "Thuis", ", ".join(f"{g.name} ({g.relation})" for g in file.guardians)
    if isinstance(file, CaseFile):
        yield "question", "Hulpvraag", file.question
        yield "request", "Vraag aan het team", file.request
        yield "works", "Wat werkt", file.what_works
        yield "closed", "Afgesloten", " · ".join(filter(None, [file.close_reason, file.close_result]))


def _entry(entry: Entry, today: date, held: dict[str, str], seen: set[str]) -> Words:
    key = f"text:{entry.id}"
    while key in seen:
        key += "+"  # one row can say two things in a timeline
    seen.add(key)
    place = " ".join(filter(None, [show_date(entry.day, today), entry.kind, entry.place]))
    text = " · ".join(filter(None, [_mark(entry), entry.text]))
    return _words(key, place, text, held, entry.audience)


def _mark(entry: Entry) -> str:
    """What an entry is besides its kind, in a word; of an agreement its text says how it stands."""
    if entry.kind in SPOKEN:
        return MARKS.get(entry.mark, "")
    return "" if entry.kind == "afspraak" else entry.mark


def _words(key: str, lead: str, text: str, held: dict[str, str], audience: str = "sot") -> Words:
    said = Passage(key, text, lead, audience in READERS, audience if audience in READERS else "")
    return Words((HELD if key in held else said,), lead)
