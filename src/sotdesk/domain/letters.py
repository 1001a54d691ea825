"""A short text for one person as plain data: blocks about a pupil or a point, each with lines; and written out.

Every free text in it is a `Passage`, so that no name leaves without passing the naming (initials.py). What is in a
letter is decided by who makes it (asking.py, invitations.py, prep.py); documents/letters.py gives it a form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sotdesk.domain.initials import Naming
from sotdesk.domain.report_model import Passage
from sotdesk.domain.students import Student

NOTHING = Passage("", "", "")
FULL_NAMES = "texts.full_names"
"""The setting of the vault that writes a pupil's name in full in texts for the school's own people."""


@dataclass(frozen=True)
class Words:
    """One line: plain words of ours and free texts, one after another; `lead` is a short word before them."""

    parts: tuple[str | Passage, ...]
    lead: str = ""


@dataclass(frozen=True)
class Block:
    """One block: about these pupils, else about `title`. `before` stands before the heading (a time), `about` is a
    quiet line under it."""

    number: int
    students: tuple[Student, ...] = ()
    title: Passage = NOTHING
    before: str = ""
    about: str = ""
    lines: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Letter:
    """All that one person reads. `title` names no pupil; `full` leaves the names of a block's own pupils whole."""

    title: str
    day: date
    opening: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    closing: tuple[str, ...] = ()
    full: bool = False
    known_names: tuple[str, ...] = ()

    @property
    def students(self) -> tuple[Student, ...]:
        """All its pupils, in order, each once."""
        return tuple({student.id: student for block in self.blocks for student in block.students}.values())

    def passages(self) -> Iterator[tuple[Block, Passage]]:
        """Every free text with its block."""
        for block in self.blocks:
            yield block, block.title
            for line in block.lines:
                yield from ((block, part) for part in line.parts if isinstance(part, Passage))


@dataclass(frozen=True)
class WrittenBlock:
    """A block in words: its heading, a quiet line, and each line with its short word."""

    heading: str
    about: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Written:
    """A letter in words, ready for any form."""

    title: str
    day: date
    opening: tuple[str, ...]
    blocks: tuple[WrittenBlock, ...]
    closing: tuple[str, ...]


def write_out(letter: Letter, naming: Naming) -> Written:
    """The letter in words, every name as `naming` writes it."""
    blocks = tuple(
        WrittenBlock(_heading(block, naming), block.about, tuple(_line(line, naming) for line in block.lines))
        for block in letter.blocks
    )
    return Written(letter.title, letter.day, letter.opening, blocks, letter.closing)


def _heading(block: Block, naming: Naming) -> str:
    pupils = " en ".join(naming.pupil(student) for student in block.students)
    return " · ".join(filter(None, [block.before, pupils or naming.text(block.title)]))


def _line(line: Words, naming: Naming) -> tuple[str, str]:
    said = "".join(part if isinstance(part, str) else naming.text(part) for part in line.parts)
    return line.lead, said
