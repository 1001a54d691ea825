"""How pupils are named in a document that leaves the desk: initials, in headings and in text (domain.md §4).

The vault keeps full names; only what is written out is shortened. Names of other pupils in a text are shown
before export (`third_parties`) and each is decided; without a decision they become initials too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from sotdesk.domain.initials_find import Found, NameIndex, Part
from sotdesk.domain.initials_words import sentence_at
from sotdesk.domain.names import Name
from sotdesk.domain.report_model import MinutesItem, Passage
from sotdesk.domain.shield import hidden_words
from sotdesk.domain.students import Student

CUT = "[naam weggelaten]"
"""What stands for a name that was cut."""


class Decision(StrEnum):
    """What happens to a name in a text."""

    INITIALS = "initialen"
    KEEP = "laten staan"
    CUT = "weglaten"


class Section(Protocol):
    """One part of a document: its number, and the pupils its texts may speak of."""

    @property
    def number(self) -> int: ...

    @property
    def students(self) -> tuple[Student, ...]: ...


class Texts(Protocol):
    """A document whose free texts are to be named: a report, or a letter to one person."""

    @property
    def students(self) -> tuple[Student, ...]: ...

    @property
    def known_names(self) -> tuple[str, ...]: ...

    def passages(self) -> Iterator[tuple[Section | None, Passage]]:
        """Every free text with its part (None for the head)."""


@dataclass(frozen=True)
class Mention:
    """A name in a text that a person decides on before export.

    `item` is the part of the document, with its number; `where` says in a word in what it stands (feit, besluit);
    `words` is the name as written; `students` all pupils it can mean; `doubtful`: it is likelier no pupil at all.
    """

    key: str
    item: Section | None
    where: str
    words: str
    students: tuple[Student, ...]
    sentence: str
    own: bool = False
    doubtful: bool = False

    @property
    def student(self) -> Student:
        """The pupil meant, or the first who can be."""
        return self.students[0]

    @property
    def default(self) -> Decision:
        """Without a decision: initials, but what is likelier no pupil's name stays."""
        return Decision.KEEP if self.doubtful else Decision.INITIALS


def labels(students: Iterable[Student]) -> dict[str, str]:
    """Each pupil's initials by id; equal ones get the class, and the pupil number when still equal."""
    unique = {student.id: student for student in students}
    short = {i: s.name.initials for i, s in unique.items()}
    classed = {i: f"{short[i]} ({s.class_name})" if s.class_name else short[i] for i, s in unique.items()}
    numbered = {i: f"{short[i]} ({_class_and_number(s)})" for i, s in unique.items()}
    twice, still = Counter(short.values()), Counter(classed.values())
    return {
        i: short[i] if twice[short[i]] == 1 else classed[i] if still[classed[i]] == 1 else numbered[i]
        for i in unique
    }


def _class_and_number(student: Student) -> str:
    return ", ".join(filter(None, [student.class_name, f"nr. {student.number}" if student.number else ""]))


def with_class(student: Student, label: str) -> str:
    """A pupil in a heading: initials and class, the class once: `Y.A. (2H1)`."""
    return label if "(" in label or not student.class_name else f"{label} ({student.class_name})"


def index_for(minutes: Texts, students: Iterable[Student]) -> NameIndex:
    """The names to look for in a document: its own pupils and these; contacts and places are protected."""
    everyone = {s.id: s for s in (*students, *minutes.students)}
    towns = {s.municipality for s in everyone.values() if s.municipality}
    return NameIndex(everyone.values(), (*minutes.known_names, *towns))


def third_parties(minutes: Texts, students: Sequence[Student]) -> tuple[Mention, ...]:
    """Every name in the report's texts that is to be decided: of other pupils, and doubtful ones.

    `students` is the whole school (also who left); pupils of the item itself are not asked about.
    """
    index = index_for(minutes, students)
    return tuple(
        Mention(
            _key(passage, one), item, passage.where, one.words, one.students,
            sentence_at(passage.text, one.start, one.end), one.own, one.doubtful,
        )
        for item, passage in minutes.passages()
        for one in index.find(passage.text, _own(minutes, item), minutes.students)
        if not one.own or one.doubtful
    )  # fmt: skip


@dataclass(frozen=True)
class Naming:
    """How names are written in one document. Make it with `Naming.of`; `full` leaves own pupils' names whole,
    `literal` the words of the shield (the pupil's own file: rights_file.py)."""

    labels: Mapping[str, str]
    found: Mapping[str, tuple[Found, ...]]
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    full: bool = False
    literal: bool = False

    @classmethod
    def of(
        cls,
        minutes: Texts,
        students: Iterable[Student] = (),
        decisions: Mapping[str, Decision] | None = None,
        *,
        full: bool = False,
        literal: bool = False,
    ) -> "Naming":
        """The naming of one document. `decisions` by `Mention.key`; `students` is the whole school."""
        index = index_for(minutes, students)
        found = {
            passage.key: index.find(passage.text, _own(minutes, item), minutes.students)
            for item, passage in minutes.passages()
        }
        named = [f.students[0] for all_ in found.values() for f in all_ if len(f.students) == 1]
        return cls(labels((*minutes.students, *named)), found, decisions or {}, full, literal)

    def heading(self, item: MinutesItem) -> str:
        """An item's heading: `Y.A. (2H1)`, `L.K. (2H1) en S.K. (4V1)`, a class, or its title."""
        if item.subjects:
            return " en ".join(self.pupil(subject.student) for subject in item.subjects)
        return self.text(item.title)

    def pupil(self, student: Student) -> str:
        """One pupil with the class."""
        return with_class(student, self.name(student))

    def name(self, student: Student) -> str:
        """One pupil of the report as he is named here."""
        return student.name.full if self.full else self.labels[student.id]

    def text(self, passage: Passage) -> str:
        """A free text with every pupil's name as decided, without the words that no other document has (shield.py)."""
        written, at = [], 0
        for one in self.found.get(passage.key, ()):
            words = self._written(passage, one)
            written += [passage.text[at : one.start], words]
            at = one.end
            if words.endswith(".") and passage.text[at : at + 1] == ".":
                at += 1  # the sentence's full stop is already there
        said = "".join((*written, passage.text[at:]))
        return said if self.literal else hidden_words(said)

    def _written(self, passage: Passage, one: Found) -> str:
        default = Decision.KEEP if one.doubtful or (one.own and self.full) else Decision.INITIALS
        match self.decisions.get(_key(passage, one), default):
            case Decision.KEEP:
                return one.words
            case Decision.CUT:
                return CUT
        short = self._short(one)
        return f"{short}'s" if one.possessive else short

    def _short(self, one: Found) -> str:
        """A known pupil by his initials; a parent, or a name several pupils have, by the words' own initials."""
        if len(one.students) == 1 and not one.adult:
            return self.labels[one.students[0].id]
        return short_of(one)


def short_of(one: Found) -> str:
    """The initials of just the words that stand there: `d.J.` for a parent de Jong, `S.` for one of many Sems."""
    name = one.students[0].name
    if one.part is Part.LAST:
        return Name("", name.infix, name.last).initials
    return Name(name.first).initials if one.part is Part.FIRST else name.initials


def _key(passage: Passage, one: Found) -> str:
    return f"{passage.key}@{one.start}"


def _own(minutes: Texts, item: Section | None) -> tuple[Student, ...]:
    """The pupils a text may speak of: those of its part; in the head those of the whole document."""
    return item.students if item else minutes.students
