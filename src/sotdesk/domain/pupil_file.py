"""What the card of a pupil without a case shows. With a case: CaseFile (cases.py)."""

from dataclasses import dataclass

from sotdesk.domain.actions import Action
from sotdesk.domain.cases import Entry, Guardian
from sotdesk.domain.students import Student


@dataclass(frozen=True)
class PupilFile:
    """A pupil, his people, and what was ever noted or agreed about him, newest first."""

    student: Student
    timeline: tuple[Entry, ...] = ()
    mentors: tuple[str, ...] = ()
    guardians: tuple[Guardian, ...] = ()
    siblings: tuple[Student, ...] = ()
    actions: tuple[Action, ...] = ()
