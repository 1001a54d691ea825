"""Finding a pupil by what someone remembers: first letters, surname without tussenvoegsel, number, class."""

from collections.abc import Iterable

from sotdesk.domain.students import Student
from sotdesk.domain.text import fold

MOST = 6
"""So many pupils are offered at once."""


def find_students(students: Iterable[Student], words: str, most: int = MOST) -> tuple[Student, ...]:
    """The pupils for whom every typed word begins a part of the name, the class or the number; at most `most`.

    é = e, capitals do not count, `vries` finds "de Vries". A first name that begins as typed comes first, then
    a last name; those who left school come last. No words find nobody.
    """
    typed = fold(words).replace("-", " ").split()
    if not typed:
        return ()
    found = [student for student in students if _fits(student, typed)]
    found.sort(key=lambda s: (s.gone_since is not None, _rank(s, typed[0]), s.class_name, s.name.sort_key))
    return tuple(found[:most])


def _fits(student: Student, typed: list[str]) -> bool:
    number = f"{student.number} {student.number.lstrip('0')}"
    text = f"{student.name.full} {student.class_name} {number}"
    parts = [part.strip("'.") for part in fold(text).replace("-", " ").split()]
    parts += [part.rpartition("'")[2] for part in parts if "'" in part]
    return all(any(part.startswith(word) for part in parts) for word in typed)


def _rank(student: Student, first: str) -> int:
    if fold(student.first_name).startswith(first):
        return 0
    return 1 if fold(student.last_name).startswith(first) else 2
