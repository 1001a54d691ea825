"""Closing a meeting: what is still open, what must still be completed (one list), and what is read back.

Pure: the meeting and its lines come in. Nothing here decides for anyone; it only says what is missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.capture_model import Audience, Kind
from sotdesk.domain.consents import Consent
from sotdesk.domain.item_numbers import group_of, roots
from sotdesk.domain.line_homes import named_here
from sotdesk.domain.meetings import Correction, Item, ItemState, Line, Meeting
from sotdesk.domain.students import Student

RESULTS = (Kind.DECISION, Kind.ADVICE, Kind.ACTION, Kind.OUTCOME, Kind.EVALUATION, Kind.AGREED)
"""A line of one of these kinds means that an item led to something."""


class Lack(StrEnum):
    """What can be missing after a meeting."""

    WHO = "who"
    """a name that is still *nieuw*"""
    NOBODY = "nobody"
    """an agreement without anyone who does it"""
    WHEN = "when"
    """an agreement whose date is nog te bepalen"""
    RESULT = "result"
    """an item that was discussed without a decision or an agreement"""
    NUMBER = "number"
    """a pupil who is not on the school's list yet (voorlopig)"""
    CONSENT = "consent"
    """a consent without purpose, data or proof (domain.md §12)"""
    CASE = "case"
    """a case that `uit: afsluiten` wants closed: with its reason and result (domain.md §5 step 9)"""

    @property
    def stays(self) -> bool:
        """Whether it is no part of the report, and so is completed after it was adopted too."""
        return self in (Lack.CONSENT, Lack.CASE)


@dataclass(frozen=True)
class ToClose:
    """An open case that a line of the meeting wants closed."""

    item_id: str
    student: Student
    case_id: str


@dataclass(frozen=True)
class Missing:
    """One thing to complete: what, at which item, for which agreement or pupil; `words` is what was typed."""

    lack: Lack
    item: Item
    words: str = ""
    action: Action | None = None
    student_id: str = ""
    consent: Consent | None = None
    case_id: str = ""

    @property
    def key(self) -> str:
        """The same thing keeps its key."""
        if self.consent:
            return f"{self.lack.value}:{self.consent.id}:"
        about = self.action.id if self.action else self.student_id or self.item.id
        return f"{self.lack.value}:{about}:{self.words if self.lack is Lack.WHO else ''}"

    @property
    def question(self) -> str:
        """What is asked, in Dutch: `Pietersen: wie is dit?`; of a restricted agreement only what it lacks."""
        if self.action and self.action.audience != Audience.SOT.value:
            return f"besloten afspraak: {'wanneer?' if self.lack is Lack.WHEN else 'wie doet dit?'}"
        if self.consent:
            return f"{self.words}: {', '.join(self.consent.lacks)}"
        if self.lack is Lack.CASE:
            return f"casus sluiten: reden en resultaat{f' · {self.words}' if self.words else ''}"
        if self.lack is Lack.WHO:
            return f"{self.words}: wie is dit?"
        if self.lack is Lack.NOBODY:
            return f"wie doet dit? {self.words}"
        if self.lack is Lack.WHEN:
            typed = self.action.due_words if self.action else ""
            return f"datum voor ‘{typed}’: {self.words}" if typed else f"wanneer? {self.words}"
        return "nog geen besluit of afspraak" if self.lack is Lack.RESULT else "leerlingnummer ontbreekt nog"


def open_items(meeting: Meeting) -> tuple[Item, ...]:
    """Items that were not spoken of and must be put off or dropped; fixed items and parts close by themselves."""
    return tuple(i for i in meeting.items if i.state is ItemState.OPEN and not i.fixed and not i.part_of)


def carried_items(meeting: Meeting) -> tuple[Item, ...]:
    """The items that were put off (doorgeschoven) at this meeting."""
    return tuple(item for item in meeting.items if item.state is ItemState.CARRIED)


def discussed(meeting: Meeting) -> tuple[Item, ...]:
    """The items about a pupil or a class that were spoken of, the one that is busy included; parts are not counted."""
    return tuple(
        item
        for item in roots(meeting.items)
        if not item.fixed and item.state in (ItemState.DISCUSSED, ItemState.BUSY)
    )


def missing(
    meeting: Meeting,
    lines: Sequence[Line],
    consents: Sequence[Consent] = (),
    to_close: Sequence[ToClose] = (),
) -> tuple[Missing, ...]:
    """All that must still be completed, item by item in the order of the agenda.

    `consents` = what was said of consent in this meeting; `to_close` = open cases that `uit: afsluiten` named.
    """
    found: list[Missing] = []
    for item in meeting.items:
        here = [line for line in lines if line.item_id == item.id]
        for line in here:
            if line.kind == Kind.ACTION.value and line.action is not None:
                found += _of_action(item, line.action)
        if item in discussed(meeting) and not any(
            line.kind in RESULTS for line in _about(meeting, item, lines)
        ):
            found.append(Missing(Lack.RESULT, item))
        if item.state is not ItemState.DROPPED and not item.part_of:
            unnumbered = (s for s in item.students if s.provisional and not s.number)
            found += [Missing(Lack.NUMBER, item, student_id=s.id) for s in unnumbered]
        found += [
            _of_consent(item, here, consent)
            for consent in consents
            if consent.item_id == item.id and consent.lacks
        ]
        found += [_of_case(item, case) for case in to_close if case.item_id == item.id]
    return tuple(found)


def _about(meeting: Meeting, item: Item, lines: Iterable[Line]) -> list[Line]:
    """The lines of an item with all its parts, and those typed elsewhere that name its pupils."""
    group = {each.id for each in group_of(meeting.items, item)}
    return [line for line in lines if line.item_id in group or named_here(line, item)]


def _of_consent(item: Item, here: Sequence[Line], consent: Consent) -> Missing:
    """A consent; of a besloten line only that it is one, and whose it is when the item is about several pupils."""
    line = next((line for line in here if line.id == consent.line_id), None)
    secret = line is not None and line.audience != Audience.SOT.value
    words = "besloten toestemming" if secret else consent.words
    name = next((s.first_name for s in item.students if s.id == consent.student_id), "")
    if len(item.students) > 1 and name and not item.anonymous:
        words = f"{words} ({name})"
    return Missing(Lack.CONSENT, item, words, student_id=consent.student_id, consent=consent)


def _of_case(item: Item, case: ToClose) -> Missing:
    name = case.student.first_name if len(item.students) > 1 and not item.anonymous else ""
    return Missing(Lack.CASE, item, name, student_id=case.student.id, case_id=case.case_id)


def _of_action(item: Item, action: Action) -> list[Missing]:
    if action.state is not ActionState.OPEN:
        return []
    found = [Missing(Lack.WHO, item, doer.label, action) for doer in action.doers if doer.new]
    if not action.doers:
        found.append(Missing(Lack.NOBODY, item, action.text, action))
    if action.due is None and not (action.ongoing and action.evaluate):
        found.append(Missing(Lack.WHEN, item, action.text, action))
    return found


@dataclass(frozen=True)
class Told:
    """One line that is read aloud; a correction stands after what it corrects."""

    kind: str
    text: str
    action: Action | None = None
    correction: Correction | None = None


@dataclass(frozen=True)
class ReadBack:
    """What is read aloud of one item: its decisions, advice, agreements, outcome and corrections."""

    item: Item
    told: tuple[Told, ...]


def became(action: Action, day: date) -> tuple[ActionState | None, date | None]:
    """What was said of an earlier agreement on `day`: its state then, or None with the date it was moved to.

    What happened on later days does not count: an old report reads as it was.
    """
    moved = [move.new for move in action.moves if move.at.date() == day]
    if moved and action.settled_on != day:
        return None, moved[-1]
    return action.state, None


AGREED = (Kind.ACTION, Kind.AGREED)
"""Kinds that are read aloud as the agreement they are about; a result of an evaluation is its own words."""

_ORDER = (Kind.EVALUATION, Kind.DECISION, Kind.ADVICE, Kind.AGREED, Kind.ACTION, Kind.OUTCOME)


def read_back(
    meeting: Meeting, lines: Iterable[Line], corrections: Iterable[Correction] = ()
) -> tuple[ReadBack, ...]:
    """What is read aloud before the meeting ends: never a restricted line (product.md, afronden).

    The parts of an item are read with it, as one; a line about several pupils (`&lina`) once, where it was typed.
    """
    shown = [line for line in lines if line.kind in _ORDER and _for_all(line)]
    shown.sort(key=lambda line: _ORDER.index(Kind(line.kind)))
    put_right = list(corrections)
    found = []
    for item in roots(meeting.items):
        group = {each.id for each in group_of(meeting.items, item)}
        here = [line for line in shown if line.item_id in group]
        told = [Told(line.kind, line.text, line.action if line.kind in AGREED else None) for line in here]
        told += [Told("correction", c.text, correction=c) for c in put_right if c.item_id in group]
        if told or item in discussed(meeting):
            found.append(ReadBack(item, tuple(told)))
    return tuple(found)


def _for_all(line: Line) -> bool:
    """Whether everyone at the table reads it; an earlier restricted agreement stays so when it is settled."""
    about = line.action.audience if line.action else line.audience
    return line.audience == about == Audience.SOT.value
