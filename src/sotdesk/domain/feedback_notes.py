"""Makes one reader's note about one pupil from the kept lines: what he may read by his profile, his own part first.

The only place where a line goes into a note. A line behind `(` or `((` never does, nor does `?`: `readable` says so.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sotdesk.domain.capture_model import Kind
from sotdesk.domain.feedback import Agreement, Note, Said
from sotdesk.domain.feedback_basis import Basis
from sotdesk.domain.feedback_lines import agreement_of, person_of, settled_of, show_days, topic_of
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.feedback_readers import Reader, of_reader, there_for
from sotdesk.domain.feedback_warnings import Warning, in_text
from sotdesk.domain.feedback_wording import (
    closing,
    heading,
    intro,
    opening,
    outcome_words,
    reads,
    title,
    titles,
)
from sotdesk.domain.meetings import Line
from sotdesk.domain.report import readable
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold

WHERE = {
    Kind.FACT: "feit", Kind.VOICE: "inbreng", Kind.EVALUATION: "evaluatie", Kind.DECISION: "besluit",
    Kind.ADVICE: "advies", Kind.AGREED: "vorige afspraak", Kind.ACTION: "afspraak", Kind.OUTCOME: "uitkomst",
}  # fmt: skip
PARTS = {
    Kind.FACT: "facts", Kind.VOICE: "voices", Kind.EVALUATION: "evaluations", Kind.DECISION: "decisions",
    Kind.ADVICE: "advice", Kind.AGREED: "settled", Kind.ACTION: "actions", Kind.OUTCOME: "outcome",
}  # fmt: skip
"""The part of a note that a kind of line goes to; what is not here is told to nobody."""


def note_for(basis: Basis, reader: Reader, student: Student) -> Note:
    """What a reader is told about a pupil after this meeting; by his profile, however little that is."""
    return _Composer(basis, reader, student).note()


def tells(basis: Basis, reader: Reader, student: Student) -> bool:
    """Whether the note tells more than that the pupil was spoken of; its words are not made for it."""
    made = _Composer(basis, reader, student)
    return any(line.text or line.action for line in made.lines) or bool(made.evaluation_date())


@dataclass(frozen=True)
class _Composer:
    basis: Basis
    reader: Reader
    student: Student

    @cached_property
    def naming(self) -> OneName:
        return OneName(self.basis.names, self.student, self.reader.profile.name)

    @cached_property
    def there(self) -> frozenset[str]:
        return there_for(self.basis, self.reader, self.student)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that go into this note."""
        hidden = self.basis.anonymous if self.reader.external else frozenset()
        return tuple(
            line
            for line in self.basis.lines_of(self.student)
            if line.item_id not in hidden and readable(line, own=False) and self._reads(line)
        )

    def note(self) -> Note:
        profile, basis = self.reader.profile, self.basis
        made = self._agreements()
        return Note(
            key=self.reader.key, student_id=self.student.id, label=self.reader.label, role=self.reader.role_shown,
            profile=profile.code, pupil=self.naming.with_class, day=basis.day, title=title(basis),
            heading=heading(self.naming.with_class), opening=opening(self.reader, self.student),
            intro=intro(basis, self.naming.pupil, profile), facts=self._said(Kind.FACT),
            voices=self._said(Kind.VOICE), evaluations=self._said(Kind.EVALUATION),
            decisions=self._said(Kind.DECISION), advice=self._said(Kind.ADVICE), settled=self._settled(),
            agreements=made, evaluation_date=self.evaluation_date(), outcome=self._said(Kind.OUTCOME),
            closing=closing(basis.school, profile), external=self.reader.external, titles=titles(profile),
            reads=reads(self.reader, self.naming.pupil, self._parts_used()), warnings=self._warnings(),
        )  # fmt: skip

    # --- which lines

    def _reads(self, line: Line) -> bool:
        """Whether his profile reads this kind of line, in this item."""
        part = PARTS.get(Kind(line.kind))
        how = self.reader.profile.reads.get(part or "", "")
        match how:
            case "":
                return False
            case "own":
                return self._own(line)
            case "there":
                return line.item_id in self.there or self._own(line)
            case "topic":
                return topic_of(self.reader.profile.topic, line.text)
        return line.kind != Kind.VOICE or self._may_hear(line.voice)

    def _own(self, line: Line) -> bool:
        """Whether he does the agreement that a line makes or settles."""
        if line.action is None:
            return False
        return any(self.reader.does(doer) for doer in self.basis.doers_for(line.action, self.student))

    def _may_hear(self, voice: str) -> bool:
        words = self.reader.profile.voices
        said = fold(voice.split(" (")[0])
        return ("self" in words and said == fold(self.reader.role_shown)) or said in {
            fold(word) for word in words
        }

    # --- its parts

    def _of(self, kind: Kind) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind == kind)

    def _said(self, kind: Kind) -> tuple[Said, ...]:
        word: Callable[[str], str] = (
            (lambda text: outcome_words(text, self.reader.profile)) if kind is Kind.OUTCOME else str
        )
        return tuple(
            Said(self.naming.write(word(line.text)), self.naming.write(person_of(line.voice)), line.id)
            for line in self._of(kind)
            if line.text
        )

    def _settled(self) -> tuple[Said, ...]:
        lines = [line for line in self._of(Kind.AGREED) if line.action]
        return tuple(settled_of(self.basis, self.reader, self.student, line, self.naming) for line in lines)

    def _agreements(self) -> tuple[Agreement, ...]:
        made = [
            agreement_of(self.basis, self.reader, self.student, line, self.naming)
            for line in self._of(Kind.ACTION)
            if line.action
        ]
        return tuple(sorted(made, key=lambda agreement: not agreement.own))

    def evaluation_date(self) -> str:
        """When what was agreed is looked at again, as far as he may read it."""
        how = self.reader.profile.reads.get("evaluation_date", "")
        if not how:
            return ""
        days = {
            line.action.evaluate
            for line in self._all_agreements()
            if line.action and line.action.evaluate and (how == "all" or self._own(line))
        }
        return show_days(sorted(days), self.basis.day, plain=self.reader.profile.plain)

    def _all_agreements(self) -> Iterable[Line]:
        lines = self.basis.lines_of(self.student)
        return (li for li in lines if li.kind == Kind.ACTION and readable(li, own=False))

    def _parts_used(self) -> Sequence[str]:
        kinds = {Kind(line.kind) for line in self.lines}
        used = [part for kind, part in PARTS.items() if kind in kinds]
        return [*used, "evaluation_date"] if self.evaluation_date() else used

    # --- what to look at first

    def _warnings(self) -> tuple[Warning, ...]:
        parent = self.reader.relation if self.reader.relation != "leerling" else ""
        found = list(of_reader(self.basis, self.reader, self.student))
        for line in self.lines:
            where = WHERE[Kind(line.kind)]
            for text in _texts(line):
                found += self.naming.warnings(text, where, line.id)
                found += in_text(text, where, line.id, self.student, parent=parent)
        return tuple(dict.fromkeys(found))


def _texts(line: Line) -> Iterable[str]:
    """The free texts of a line that a note can hold."""
    texts = [line.text, line.voice]
    if line.action is not None and line.kind in (Kind.ACTION, Kind.AGREED):
        texts += [line.action.text, line.action.where, line.action.due_words, line.action.evaluate_words]
    return dict.fromkeys(text for text in texts if text)
