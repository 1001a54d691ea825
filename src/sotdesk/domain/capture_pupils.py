"""Which pupil a line names: `… &lina`, `/+noor 3m2` (product.md §4). Nobody is guessed: who is not unique is asked.

A pupil of this meeting is named by his call name; anyone else of the school by call name and class. The table of
the line says who they are; nothing is looked up here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sotdesk.domain.capture_names import INFIXES
from sotdesk.domain.name_capitals import capital
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold

MOST_NAMED = 3
"""More pupils than this are not listed in a sentence under the line."""

MOST_NAMES = 5
"""A name has no more words than this; more is a sentence."""

CLASS = re.compile(r"(?=\d*[^\W\d])(?=\D*\d)\w{2,6}")
"""What a class looks like that nobody of this school is in yet: letters and a digit, `3M2`."""


@dataclass(frozen=True)
class Pupils:
    """Whom a line can name: `here` are the pupils of this meeting (and of the class an item is about)."""

    here: tuple[Student, ...] = ()
    school: tuple[Student, ...] = ()
    """Everyone else; may be left out while the line names nobody."""

    @cached_property
    def everyone(self) -> tuple[Student, ...]:
        """All of them, those of this meeting first."""
        known = {student.id for student in self.here}
        return (*self.here, *(s for s in self.school if s.id not in known))

    @cached_property
    def by_call_name(self) -> dict[str, list[Student]]:
        """Everyone by his call name as it is compared."""
        return _grouped((_plain(s.first_name), s) for s in self.everyone)

    @cached_property
    def by_wording(self) -> dict[str, list[Student]]:
        """Everyone by each way in which a pupil who is not in this meeting can be named."""
        return _grouped((way, s) for s in self.everyone for way in {_plain(w) for w in _wordings(s)})

    @cached_property
    def classes(self) -> dict[str, str]:
        """How each class is written, by its name as it is compared."""
        return {fold(s.class_name): s.class_name for s in self.everyone if s.class_name}

    @cached_property
    def _parts(self) -> tuple[tuple[Student, tuple[str, ...]], ...]:
        return tuple((s, tuple(_plain(f"{s.name.full} {s.class_name}").split())) for s in self.everyone)

    def beginning(self, words: str) -> Iterator[Student]:
        """Those of whose names and class a part begins with each typed word."""
        typed = _plain(words).split()
        for student, parts in self._parts:
            if all(any(part.startswith(word) for part in parts) for word in typed):
                yield student


@dataclass(frozen=True)
class Named:
    """Who the words mean: `student` when that is certain; `fits` are all who may be meant."""

    student: Student | None = None
    fits: tuple[Student, ...] = ()


def named(words: str, pupils: Pupils) -> Named:
    """Who is meant behind `&`: by call name in this meeting, else by call name and class, or the whole name."""
    wanted = _plain(words)
    called = pupils.by_call_name.get(wanted, [])
    here = tuple(s for s in called if s in pupils.here)
    if here:
        return Named(here[0] if len(here) == 1 else None, here)
    if exact := tuple(pupils.by_wording.get(wanted, ())):
        return Named(exact[0] if len(exact) == 1 else None, exact)
    return Named(None, tuple(called))


def wording(student: Student, pupils: Pupils) -> str:
    """The shortest words that mean this pupil and nobody else; empty when even his whole name does not."""
    ways = (student.first_name, *_wordings(student))
    return next((w.lower() for w in ways if named(w, pupils).student == student), "")


def doubt(words: str, pupils: Pupils) -> str:
    """What is said when the words name nobody in particular; empty when they name one."""
    found = named(words, pupils)
    if found.student:
        return ""
    ways = [way for s in found.fits if (way := wording(s, pupils))]
    if not ways:
        return f"geen leerling heet hier {words}: bewaard als tekst"
    if len(ways) > MOST_NAMED:
        return f"{words}: zet de klas erachter, zoals &{ways[0]}"
    return f"{' of '.join(f'&{way}' for way in ways)}? zo is het tekst"


def following(words: str, pupils: Pupils) -> str:
    """The words for the next pupil who may be meant (Tab); empty when there is nobody else."""
    found = named(words, pupils)
    ring = found.fits
    if found.student:
        ring = _behind(found.student, pupils.by_call_name[_plain(found.student.first_name)])
    return next((way for student in ring if (way := wording(student, pupils))), "")


# --- a pupil added on the spot


@dataclass(frozen=True)
class Newcomer:
    """A pupil to add on the spot (`/+noor 3m2`). `known`: this name in this class is known; he is taken instead.

    `fits` are all who are known by this name in this class; more than one: Tab changes who is meant.
    """

    first_name: str
    infix: str
    last_name: str
    class_name: str
    known: Student | None = None
    fits: tuple[Student, ...] = ()

    @property
    def label(self) -> str:
        """`Noor V. 3M2`."""
        student = self.known or self.student("")
        return f"{student.name.shown} {student.class_name}"

    def student(self, key: str) -> Student:
        """The pupil as he is made: voorlopig, until an import brings his number."""
        return Student(
            key, "", self.first_name, self.infix, self.last_name, self.class_name, provisional=True
        )


def newcomer(words: str, pupils: Pupils) -> Newcomer | None:
    """Reads call name (and surname) and class; None when no class stands at the end."""
    *names, last = words.split() or [""]
    if not 0 < len(names) <= MOST_NAMES or not (fold(last) in pupils.classes or CLASS.fullmatch(last)):
        return None
    class_name = pupils.classes.get(fold(last), last.upper())
    first, infix, surname = _parts(names)
    called = pupils.by_call_name.get(_plain(first), []) + pupils.by_call_name.get(_plain(" ".join(names)), [])
    same_class = (s for s in dict.fromkeys(called) if fold(s.class_name) == fold(class_name))
    fits = tuple(s for s in same_class if _is(s, names))
    return Newcomer(first, infix, surname, class_name, fits[0] if fits else None, fits)


def next_newcomer(words: str, pupils: Pupils) -> str:
    """The words for the next pupil of this call name in this class (Tab); empty when there is nobody else."""
    found = newcomer(words, pupils)
    if found is None or found.known is None:
        return ""
    called = pupils.by_call_name[_plain(found.known.first_name)]
    ring = _behind(found.known, [s for s in called if fold(s.class_name) == fold(found.class_name)])
    return next((f"{s.name.full} {s.class_name}".lower() for s in ring), "")


def _is(student: Student, names: Sequence[str]) -> bool:
    """Whether the typed names are his: the call name, or the whole name, as far as that is known."""
    typed, call = _plain(" ".join(names)), _plain(student.first_name)
    unknown_rest = not student.last_name and typed.startswith(f"{call} ")
    return unknown_rest or typed in (call, _plain(student.name.full))


def _parts(names: Sequence[str]) -> tuple[str, str, str]:
    """Call name, tussenvoegsel and surname; what is typed without capitals gets them."""
    first, rest = names[0], list(names[1:])
    infix: list[str] = []
    while len(rest) > 1 and fold(rest[0]) in INFIXES:
        infix.append(rest.pop(0).lower())
    return capital(first), " ".join(infix), " ".join(map(capital, rest))


def _wordings(student: Student) -> Iterable[str]:
    """How a pupil who is not in this meeting can be named, the shortest first."""
    if student.class_name:
        yield f"{student.first_name} {student.class_name}"
    yield student.name.full
    if student.class_name:
        yield f"{student.name.full} {student.class_name}"


def _behind(student: Student, ring: Sequence[Student]) -> tuple[Student, ...]:
    """The others of a ring, from the one behind this one on."""
    at = ring.index(student)
    return (*ring[at + 1 :], *ring[:at])


def _grouped(pairs: Iterable[tuple[str, Student]]) -> dict[str, list[Student]]:
    found: dict[str, list[Student]] = {}
    for words, student in pairs:
        found.setdefault(words, []).append(student)
    return found


def _plain(words: str) -> str:
    return " ".join(fold(words).split())
