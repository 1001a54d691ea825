"""Terugkoppeling as plain data: who is told, what each is told about one pupil, and the blocks for the school's system.

Who reads which kinds of lines is data (feedback_profiles.py, rules/feedback.toml; domain.md §3). No line behind `(` or
`((` is ever part of a note.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from sotdesk.domain.feedback_warnings import Warning
from sotdesk.domain.students import Student

LOG, SHIELDED = "logboek", "afgeschermd"
"""The two blocks of a pupil, as they are kept in `told`."""


@dataclass(frozen=True)
class Told:
    """That someone was told: how and when; `label` who it was, when that was someone else (his colleague)."""

    way: str
    at: datetime
    label: str = ""


@dataclass(frozen=True)
class Entry:
    """One pupil a recipient is told about: in which role and by which profile, and whether it was done.

    `expected` is False for who may be told but need not be (a team member who was there himself).
    """

    student_id: str
    student: Student
    told: Told | None = None
    role: str = ""
    profile: str = ""
    expected: bool = True


@dataclass(frozen=True)
class Recipient:
    """Someone to tell. `key`: `contact:<id>`, `guardian:<id>`, `student:<id>`, else `named:<role>:<label>` for who
    is no contact (yet). `role` is the word on screen (`mentor`), `way` how he is usually told, `external` outside
    the school.
    """

    key: str
    label: str
    role: str
    profile: str
    way: str
    external: bool
    email: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def expected(self) -> bool:
        """Whether any of it must be told."""
        return any(entry.expected for entry in self.entries)

    @property
    def done(self) -> bool:
        """Whether all that must be told was told."""
        return all(entry.told for entry in self.entries if entry.expected)


@dataclass(frozen=True)
class Said:
    """One line of a note; `who` is who said it, or a short word before it."""

    text: str
    who: str = ""
    line_id: str = ""


@dataclass(frozen=True)
class Agreement:
    """An agreement in a note; `own` when the reader does it, himself or with others."""

    who: str
    what: str
    where: str
    when: str
    evaluation: str = ""
    own: bool = False
    line_id: str = ""


@dataclass(frozen=True)
class Note:
    """What one recipient reads about one pupil after one meeting. Every part may be empty.

    `reads` is the sentence for her own eyes: `Dit leest M. Bos (mentor): besluiten, advies en afspraken.`
    """

    key: str
    student_id: str
    label: str
    role: str
    profile: str
    pupil: str
    day: date
    title: str
    heading: str
    opening: str
    intro: str = ""
    facts: tuple[Said, ...] = ()
    voices: tuple[Said, ...] = ()
    evaluations: tuple[Said, ...] = ()
    decisions: tuple[Said, ...] = ()
    advice: tuple[Said, ...] = ()
    settled: tuple[Said, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    evaluation_date: str = ""
    outcome: tuple[Said, ...] = ()
    closing: str = ""
    reads: str = ""
    external: bool = False
    warnings: tuple[Warning, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    """The heading of each part in this profile's words, by the part's name."""

    @property
    def has_content(self) -> bool:
        """Whether it tells anything but that the pupil was spoken of."""
        said = (self.facts, self.voices, self.evaluations, self.decisions, self.advice, self.settled)
        return any((*said, self.agreements, self.outcome, self.evaluation_date))


@dataclass(frozen=True)
class PupilBlocks:
    """The two texts for the school's own system about one pupil, ready to paste, and when each was entered.

    `lacks` names what the logboek must still say before outside help may start (domain.md §5 step 8).
    """

    student_id: str
    student: Student
    log: str
    shielded: str
    log_title: str
    shielded_title: str
    log_entered: datetime | None = None
    shielded_entered: datetime | None = None
    lacks: tuple[str, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @property
    def entered(self) -> bool:
        """Whether all that has a text was entered."""
        return bool((self.log_entered or not self.log) and (self.shielded_entered or not self.shielded))
