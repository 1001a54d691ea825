"""How names are written in a text about one pupil: only his own stays; another pupil becomes `een andere leerling`."""

from collections.abc import Iterable
from dataclasses import dataclass

from sotdesk.domain.feedback_warnings import Warning
from sotdesk.domain.initials import short_of
from sotdesk.domain.initials_find import Found, NameIndex
from sotdesk.domain.initials_words import opens_sentence
from sotdesk.domain.shield import hidden_words
from sotdesk.domain.students import Student

ANOTHER, ANOTHERS = "een andere leerling", "andermans"
"""What stands for the name of another pupil, and for his possessive."""
SHOWN, FIRST, INITIALS = "shown", "first", "initials"


@dataclass(frozen=True)
class OneName:
    """Writes texts about one pupil. `style` is how he is named himself: shown, first or initials."""

    index: NameIndex
    student: Student
    style: str = SHOWN

    @property
    def pupil(self) -> str:
        """The pupil as he is named: `Yara A.`, `Yara` or `Y.A.`."""
        name = self.student.name
        if self.style == INITIALS:
            return name.initials
        return name.first if self.style == FIRST else name.shown

    @property
    def with_class(self) -> str:
        """The pupil with his class, but for his own family: `Yara A. (2H1)`."""
        class_name = self.student.class_name
        return self.pupil if self.style == FIRST or not class_name else f"{self.pupil} ({class_name})"

    def write(self, text: str) -> str:
        """A text in which no other pupil is named, nor what stands in no document (product.md §4, shielding)."""
        return hidden_words(self.named(text))

    def named(self, text: str) -> str:
        """A text in which no other pupil is named; the words that are shielded elsewhere still stand in it."""
        written, at = [], 0
        for one in self.index.find(text, (self.student,)):
            words = self._written(text, one)
            written += [text[at : one.start], words]
            at = one.end
            if words.endswith(".") and text[at : at + 1] == ".":
                at += 1
        return "".join((*written, text[at:]))

    def _written(self, text: str, one: Found) -> str:
        if one.doubtful:
            return one.words
        if one.own:
            return self._own(one)
        words = ANOTHERS if one.possessive else ANOTHER
        return words[0].upper() + words[1:] if opens_sentence(text, one.start) and one.start else words

    def _own(self, one: Found) -> str:
        if self.style != INITIALS:
            return one.words
        short = short_of(one) if one.adult else self.pupil
        return f"{short}'s" if one.possessive else short

    def names_only_others(self, text: str, others: Iterable[Student]) -> bool:
        """Whether a text names one of these pupils and not this one: then it is not about him."""
        ids = {student.id for student in others} - {self.student.id}
        found = [one for one in self.index.find(text, (self.student,), tuple(others)) if not one.doubtful]
        if any(one.own for one in found):
            return False
        return any(student.id in ids for one in found for student in one.students)

    def warnings(self, text: str, where: str, line_id: str) -> tuple[Warning, ...]:
        """The names of others in a text: what they become, and which may be a pupil's and stay."""
        return tuple(
            Warning("name", one.words, where, line_id, _sentence(one))
            for one in self.index.find(text, (self.student,))
            if not one.own
        )


def _sentence(one: Found) -> str:
    if one.doubtful:
        return f"‘{one.words}’ kan een leerling zijn en blijft staan."
    return f"‘{one.words}’ wordt ‘{ANOTHERS if one.possessive else ANOTHER}’."
