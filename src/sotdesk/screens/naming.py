"""How a screen writes a pupil: call name and initial, or a mask while names are hidden (F9)."""

from sotdesk.domain.names import MASK
from sotdesk.domain.students import Student


def pupil(student: Student | None, *, hidden: bool) -> str:
    """`Yara A.`, or the mask."""
    if student is None:
        return ""
    return MASK if hidden else student.name.shown


def pupil_and_class(student: Student | None, *, hidden: bool) -> str:
    """`Yara A. 2H1`; the class stays while names are hidden."""
    if student is None:
        return ""
    return f"{pupil(student, hidden=hidden)} {student.class_name}".strip()
