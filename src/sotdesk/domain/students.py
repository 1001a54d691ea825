"""Leerlingen: what the school's list says of them, and their age. No BSN, nationality or photo (domain.md §12)."""

from dataclasses import dataclass
from datetime import date

from sotdesk.domain.names import Name


@dataclass(frozen=True)
class Student:
    """One pupil. `number` keeps its leading zeros; `mentor` is the list's own text (two: `M. Bos / K. Vos`).

    `gone_since` (uit sinds) is set when a later list no longer holds the pupil; `provisional` (voorlopig)
    until a list brings the number.
    """

    id: str
    number: str
    first_name: str
    infix: str
    last_name: str
    class_name: str
    birth_date: date | None = None
    mentor: str = ""
    municipality: str = ""
    gone_since: date | None = None
    provisional: bool = False

    @property
    def name(self) -> Name:
        return Name(self.first_name, self.infix, self.last_name)

    def age(self, today: date) -> int | None:
        """Whole years, or None when the birth date is not known."""
        return None if self.birth_date is None else age(self.birth_date, today)


def age(born: date, today: date) -> int:
    """Whole years on a day; someone born on 29 February is a year older on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def year_of(class_name: str) -> int | None:
    """The school year (leerjaar) a class name begins with: `2H1` is 2."""
    return int(class_name[0]) if class_name[:1].isdigit() else None
