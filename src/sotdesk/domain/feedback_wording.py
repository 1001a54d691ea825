"""The words around the lines of a note: heading, opening, titles of its parts, the sentence that says who reads it."""

from collections.abc import Mapping, Sequence

from sotdesk.domain.contacts import School
from sotdesk.domain.feedback_basis import Basis
from sotdesk.domain.feedback_profiles import Profile
from sotdesk.domain.feedback_readers import Reader
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold
from sotdesk.domain.words import full_date, listed

_READS = {
    "facts": "feiten", "voices": "inbreng", "evaluations": "evaluatie", "decisions": "besluiten",
    "advice": "handelingsadvies", "settled": "vorige afspraken", "actions": "afspraken",
    "evaluation_date": "evaluatiedatum", "outcome": "uitkomst",
}  # fmt: skip


def title(basis: Basis) -> str:
    """`Terugkoppeling SOT, woensdag 25 november 2026`: names nobody."""
    return f"Terugkoppeling {basis.meeting.kind.short or basis.meeting.kind.name}, {full_date(basis.day)}"


def heading(pupil: str) -> str:
    """The pupil the note is about."""
    return f"Over {pupil}"


def opening(reader: Reader, student: Student) -> str:
    """`Beste M. Bos,`; a pupil by his call name, and nobody by a role alone."""
    if reader.relation == "leerling":
        return f"Beste {student.name.first},"
    named = reader.contact is not None or (reader.guardian is not None and reader.guardian.name)
    role = fold(reader.role_shown)
    if named or not fold(reader.label).startswith(role):
        return f"Beste {reader.label},"
    return f"Beste {reader.role_shown},"


def intro(basis: Basis, pupil: str, profile: Profile) -> str:
    """One sentence before the parts, for who was not at the table and does not know the word SOT."""
    words = load("feedback")["wording"][_style(profile)]["intro"]
    kind = basis.meeting.kind.name
    return str(words).format(pupil=pupil, meeting=kind, day=full_date(basis.day))


def titles(profile: Profile) -> dict[str, str]:
    """The headings of the parts, in the words of this profile."""
    return dict(load("feedback")["wording"][_style(profile)]["titles"])


def outcome_words(text: str, profile: Profile) -> str:
    """An outcome's list word as a whole sentence, for who does not know the list."""
    if not profile.plain:
        return text
    word, comma, rest = text.partition(", ")
    known: Mapping[str, str] = load("feedback")["wording"]["outcomes"]
    sentence = known.get(fold(word))
    return f"{sentence}{f' ({rest})' if comma else ''}" if sentence else text


def closing(school: School, profile: Profile) -> str:
    """Who writes: her name, and for who does not work at the school the school's."""
    inside = _style(profile) == "staff"
    return ", ".join(filter(None, [school.coordinator, "" if inside else school.name]))


def reads(reader: Reader, pupil: str, parts: Sequence[str]) -> str:
    """`Dit leest M. Bos (mentor): besluiten, handelingsadvies en afspraken.`"""
    words = listed([_READS[part] for part in _READS if part in parts])
    role = (
        ""
        if fold(reader.role_shown) in fold(reader.label)
        else f" ({reader.role_shown})" * bool(reader.role_shown)
    )
    return f"Dit leest {reader.label}{role}: {words or f'alleen dat {pupil} is besproken'}."


def _style(profile: Profile) -> str:
    if not profile.plain:
        return "staff" if profile.address == "je" else "partner"
    return "pupil" if profile.address == "je" else "parents"
