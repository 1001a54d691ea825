"""Agreements and earlier agreements as one reader reads them: his own says `jij` or `u`, dates in his words."""

from collections.abc import Iterable
from datetime import date

from sotdesk.domain.actions import Doer
from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.dates_show import show_date
from sotdesk.domain.feedback import Agreement, Said
from sotdesk.domain.feedback_basis import Basis
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.feedback_profiles import Profile
from sotdesk.domain.feedback_readers import Reader
from sotdesk.domain.meetings import Line
from sotdesk.domain.report_agreements import TO_BE_SET, agreed, due_then, settled
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold
from sotdesk.domain.words import full_date, listed


def agreement_of(basis: Basis, reader: Reader, student: Student, line: Line, naming: OneName) -> Agreement:
    """The agreement that a line made, for this reader."""
    action, closed = line.action, basis.meeting.closed_at
    assert action is not None  # noqa: S101  (the caller asks only lines with an agreement)
    doers = basis.doers_for(action, student)
    shown = agreed(line, basis.day, closed)
    when, evaluation = shown.when.text, shown.evaluation.text
    if reader.profile.plain:
        due, _ = due_then(action, closed)
        when = long_day(due) if due else when
        evaluation = long_day(action.evaluate) if action.evaluate else evaluation
    return Agreement(
        who=naming.write(who_does(doers, reader)), what=naming.write(action.text), where=naming.write(action.where),
        when=naming.write(when), evaluation=naming.write(evaluation),
        own=any(reader.does(doer) for doer in doers), line_id=line.id,
    )  # fmt: skip


def settled_of(basis: Basis, reader: Reader, student: Student, line: Line, naming: OneName) -> Said:
    """What became of an earlier agreement: `belt ouders: gedaan`; and whose it was, when it was not his alone."""
    assert line.action is not None  # noqa: S101  (the caller asks only lines with an agreement)
    one = settled(line, basis.day)
    reason = f" ({one.reason.text})" if one.reason else ""
    who = who_does(basis.doers_for(line.action, student), reader)
    who = "" if who == you(reader.profile) else who
    return Said(naming.write(f"{one.what.text}: {one.outcome}{reason}"), naming.write(who), line.id)


def who_does(doers: Iterable[Doer], reader: Reader) -> str:
    """`jij en SMW (N. Smit)`; the field's short words are written out for a family."""
    names = [you(reader.profile) if reader.does(doer) else _doer(doer, reader.profile) for doer in doers]
    return listed(sorted(dict.fromkeys(names), key=lambda name: name != you(reader.profile))) or TO_BE_SET


def you(profile: Profile) -> str:
    """The reader himself as a doer."""
    return "u" if profile.address == "u" else "jij"


def person_of(label: str) -> str:
    """Someone as a text about this pupil names him: of his own people only who they are to him (`moeder`)."""
    short = label.split(" (")[0]
    kin = {fold(kind.name) for kind in role_kinds().values() if kind.relative}
    return short if fold(short) in kin else label


def _doer(doer: Doer, profile: Profile) -> str:
    kind = role_kinds().get(doer.role)
    if not profile.plain or kind is None or kind.relative:
        return person_of(doer.label)
    short, _, name = doer.label.partition(" (")
    word = kind.long if fold(short) in {fold(kind.name), fold(kind.code)} else short
    return f"{word} ({name}" if name else word


def topic_of(topic: str, text: str) -> bool:
    """Whether a text is about a topic (rules/feedback.toml), and about nothing that topic shuts out."""
    words = load("feedback")["topic"].get(topic, {})
    folded = fold(text)
    return any(w in folded for w in words.get("words", ())) and not any(
        w in folded for w in words.get("never", ())
    )


def show_days(days: Iterable[date], today: date, *, plain: bool) -> str:
    """`wo 9 dec en di 26 jan`."""
    return listed([long_day(day) if plain else show_date(day, today) for day in days])


def long_day(day: date) -> str:
    """`dinsdag 1 december`, for who does not read the field's short dates."""
    return full_date(day).removesuffix(f" {day.year}")
