"""The two blocks of a pupil for the school's own system (Magister): logboek and the shielded heading (SOT smal).

Logboek: what the mentor may read of it, short and factual, and what the gate for outside help asks for (S004;
domain.md §5 step 8). Shielded: what is confidential, for those involved only (S003; domain.md §3); so a besloten line
(`(`) stands there and nowhere else. What is behind `((`, and what is still to be looked into, stands in neither.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sotdesk.domain.capture_model import Audience, Kind
from sotdesk.domain.feedback import LOG, SHIELDED, PupilBlocks
from sotdesk.domain.feedback_basis import Basis, CaseFacts
from sotdesk.domain.feedback_lines import agreement_of, person_of, settled_of, show_days
from sotdesk.domain.feedback_naming import FIRST, OneName
from sotdesk.domain.feedback_notes import WHERE
from sotdesk.domain.feedback_profiles import Profile
from sotdesk.domain.feedback_readers import Reader
from sotdesk.domain.feedback_text import line_of
from sotdesk.domain.feedback_warnings import Warning, in_text
from sotdesk.domain.meetings import Line
from sotdesk.domain.report import readable
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold
from sotdesk.domain.words import full_date


def blocks_for(basis: Basis, student: Student) -> PupilBlocks:
    """Both blocks of one pupil, with when they were entered."""
    return _Blocks(basis, student).made()


def to_enter(basis: Basis, student: Student) -> tuple[str, ...]:
    """Which of his blocks have a text; their words are not made for it. The logboek always has one."""
    return (LOG, SHIELDED) if _Blocks(basis, student).has_shielded else (LOG,)


@dataclass(frozen=True)
class _Blocks:
    basis: Basis
    student: Student

    @cached_property
    def naming(self) -> OneName:
        return OneName(self.basis.names, self.student, FIRST)

    @cached_property
    def case(self) -> CaseFacts:
        return self.basis.cases.get(self.student.id, CaseFacts())

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What the team reads, and besloten lines."""
        return tuple(
            line for line in self.basis.lines_of(self.student)
            if readable(line, own=True) and line.kind != Kind.OPEN
        )  # fmt: skip

    def made(self) -> PupilBlocks:
        system, rules = self.basis.school.system, load("feedback")["blocks"]
        log, shielded = "\n".join(self._log()), "\n".join(self._shielded())
        return PupilBlocks(
            self.student.id, self.student, log, shielded,
            log_title=f"{system}: logboek", shielded_title=f"{system}: {rules['shielded_heading']}",
            log_entered=self._entered(LOG), shielded_entered=self._entered(SHIELDED),
            lacks=self._lacks(), warnings=self._warnings(),
        )  # fmt: skip

    def _entered(self, which: str) -> datetime | None:
        told = self.basis.told.get((which, self.student.id))
        return told.at if told else None

    # --- logboek

    def _log(self) -> Iterator[str]:
        """Always at least that he was spoken of: the logboek says that it was done."""
        rows = tuple(self._results())
        yield self._head()
        yield from rows or ("Besproken, zonder nieuwe besluiten of afspraken.",)

    def _results(self) -> Iterator[str]:
        if self._gate:
            yield from _row("Ingezette ondersteuning", self._tried())
        yield from _row("Opbrengst", self._texts(Kind.EVALUATION))
        yield from _row("Vorige afspraken", self._earlier())
        yield from _row("Besluit", self._texts(Kind.DECISION))
        yield from _row("Handelingsadvies", self._texts(Kind.ADVICE))
        yield from _row("Afspraken", self._agreed(self._open))
        yield from _row("Evaluatie", [self._evaluation()])
        yield from _row("Uitkomst", self._texts(Kind.OUTCOME))

    def _head(self) -> str:
        kind = self.basis.meeting.kind
        return f"{kind.short or kind.name}, {full_date(self.basis.day)}."

    @cached_property
    def _open(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if readable(line, own=False))

    @cached_property
    def _restricted(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not readable(line, own=False))

    def _texts(self, kind: Kind) -> list[str]:
        return [self.naming.write(line.text) for line in self._open if line.kind == kind and line.text]

    def _agreed(self, lines: Iterable[Line]) -> list[str]:
        found = [line for line in lines if line.kind == Kind.ACTION and line.action]
        return [line_of(agreement_of(self.basis, _NOBODY, self.student, line, self.naming)) for line in found]

    def _earlier(self) -> list[str]:
        found = [line for line in self._open if line.kind == Kind.AGREED and line.action]
        return [line_of(settled_of(self.basis, _NOBODY, self.student, line, self.naming)) for line in found]

    def _evaluation(self) -> str:
        days = {line.action.evaluate for line in self._open if line.kind == Kind.ACTION and line.action}
        return show_days(sorted(day for day in days if day), self.basis.day, plain=False)

    def _tried(self) -> list[str]:
        return [
            self.naming.write(f"{one.what} ({one.effect})" if one.effect else one.what)
            for one in self.case.tried
        ]

    @cached_property
    def _gate(self) -> bool:
        """Whether this meeting leads to help from outside the school."""
        rules = load("feedback")["blocks"]
        said = [fold(line.text) for line in self._open if line.kind in (Kind.DECISION, Kind.OUTCOME)]
        said += [fold(line.action.text) for line in self._open if line.kind == Kind.ACTION and line.action]
        return self.case.status in rules["gate_status"] or any(
            w in text for text in said for w in rules["gate_words"]
        )

    def _lacks(self) -> tuple[str, ...]:
        """What the logboek must say before outside help starts and does not say yet (S004)."""
        if not self._gate:
            return ()
        kinds = {line.kind for line in self._open}
        effects = any(one.effect for one in self.case.tried)
        checks = (
            (bool(self.case.tried), "ingezette ondersteuning"),
            (effects or Kind.EVALUATION in kinds, "opbrengst"),
            (not kinds.isdisjoint({Kind.ADVICE, Kind.DECISION}), "advies voor het vervolg"),
        )
        return tuple(word for there, word in checks if not there)

    # --- the shielded heading

    def _shielded(self) -> Iterator[str]:
        rows = [
            *_row("Feiten", self._texts(Kind.FACT)),
            *_row("Inbreng", self._voices(self._open)),
            *_row("Toestemming", self._texts(Kind.CONSENT)),
            *_row("Besloten", self._confidential()),
        ]
        if rows:
            yield self._head()
            yield from rows

    @property
    def has_shielded(self) -> bool:
        """Whether anything stands under the shielded heading."""
        team = (Kind.FACT, Kind.VOICE, Kind.CONSENT)
        restricted = Audience.RESTRICTED.value in load("feedback")["blocks"]["shielded_audiences"]
        said = (*team, Kind.DECISION, Kind.ADVICE, Kind.EVALUATION, Kind.OUTCOME)
        return any(line.text and line.kind in team for line in self._open) or (
            restricted and any((line.text and line.kind in said) or line.action for line in self._restricted)
        )

    def _voices(self, lines: Iterable[Line]) -> list[str]:
        found = [line for line in lines if line.kind == Kind.VOICE and line.text]
        return [
            f"{self.naming.write(person_of(line.voice))}: {self.naming.write(line.text)}" for line in found
        ]

    def _confidential(self) -> list[str]:
        if Audience.RESTRICTED.value not in load("feedback")["blocks"]["shielded_audiences"]:
            return []
        said = (Kind.FACT, Kind.DECISION, Kind.ADVICE, Kind.EVALUATION, Kind.OUTCOME, Kind.CONSENT)
        texts = [self.naming.write(line.text) for line in self._restricted if line.kind in said and line.text]
        return [*texts, *self._voices(self._restricted), *self._agreed(self._restricted)]

    # --- what to look at

    def _warnings(self) -> tuple[Warning, ...]:
        found: list[Warning] = []
        for line in self.lines:
            if Kind(line.kind) in (*WHERE, Kind.CONSENT):
                where = WHERE.get(Kind(line.kind), "toestemming")
                agreed = line.action if line.kind in (Kind.ACTION, Kind.AGREED) else None
                text = agreed.text if agreed else line.text
                found += self.naming.warnings(text, where, line.id)
                found += in_text(text, where, line.id, self.student)
        return tuple(dict.fromkeys(found))


def _row(word: str, texts: Iterable[str]) -> Iterator[str]:
    """`Besluit: aanmelden wijkteam; rooster aanpassen.` Nothing when there is nothing."""
    said = "; ".join(text.rstrip(" .;") for text in texts if text)
    if said:
        yield f"{word}: {said}."


_NOBODY = Reader("", "", "", Profile("", (), "", {}, (), "", "", "", "", ""))
"""Nobody in particular reads a block: everyone in it is named as he is."""
