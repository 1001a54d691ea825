"""Agreements in a report: the table of wie, wat, waar, wanneer, evaluatie, and what became of earlier ones.

A report says what was agreed then: a date that was moved after the meeting shows as it was.
"""

from datetime import date, datetime, timedelta

from sotdesk.domain.actions import Action, ActionState, Move
from sotdesk.domain.capture_forms import AGREED
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.dates_show import show_date
from sotdesk.domain.meetings import Line
from sotdesk.domain.report_model import Agreed, Passage, Settled

TO_BE_SET = "nog te bepalen"
_SAME_MOMENT = timedelta(seconds=5)
"""A line and the move it made are stamped this close together."""


def agreed(line: Line, day: date, closed_at: datetime | None) -> Agreed:
    """The agreement that a line made, as it was when the meeting closed."""
    action = line.action
    assert action is not None  # noqa: S101  (the caller asks only lines with an agreement)
    due, words = due_then(action, closed_at)
    restricted = _restricted(line, action)

    def passage(name: str, text: str) -> Passage:
        return Passage(f"action:{action.id}:{name}", text, "afspraak", restricted)

    return Agreed(
        who=passage("who", action.who or TO_BE_SET),
        what=passage("what", action.text),
        where=passage("where", action.where),
        when=passage("when", _when(action, due, words, day)),
        evaluation=passage("evaluation", _moment(action.evaluate, action.evaluate_words, day)),
        restricted=restricted,
    )


def due_then(action: Action, closed_at: datetime | None) -> tuple[date | None, str]:
    """The due date and its words at a moment: before the first move after it."""
    later = [move for move in action.moves if closed_at is not None and move.at > closed_at]
    if not later:
        return action.due, action.due_words
    return later[0].old, ""


def settled(line: Line, day: date) -> Settled:
    """What a line such as `=1`, `=1 >vr` or `=1 x reden` did to an earlier agreement."""
    action = line.action
    assert action is not None  # noqa: S101  (the caller asks only lines with an agreement)
    restricted = _restricted(line, action)
    return Settled(
        what=Passage(f"settled:{line.id}:what", action.text, "vorige afspraak", restricted),
        who=Passage(f"settled:{line.id}:who", action.who, "vorige afspraak", restricted),
        outcome=_outcome(line, action, day),
        reason=Passage(f"settled:{line.id}:reason", line.text, "vorige afspraak", restricted),
        restricted=restricted,
    )


def _outcome(line: Line, action: Action, day: date) -> str:
    form = AGREED.fullmatch(line.raw.strip())
    if form is None:
        return "vervallen" if action.state is ActionState.DROPPED else "gedaan"
    if form[2]:
        return "vervallen"
    if not form[4]:
        return "gedaan"
    move = _move_of(line, action)
    if move is None or move.new is None:
        return "verzet"
    old = f"van {show_date(move.old, day)} " if move.old else ""
    return f"verzet {old}naar {show_date(move.new, day)}"


def _move_of(line: Line, action: Action) -> Move | None:
    """The move that a line made: the first from its moment on that has its words."""
    since = [move for move in action.moves if move.at >= line.at - _SAME_MOMENT]
    worded = [move for move in since if move.words and move.words in line.raw]
    return next(iter(worded or since), None)


def _when(action: Action, due: date | None, words: str, day: date) -> str:
    if due is None and action.ongoing:
        return "doorlopend"
    shown = _moment(due, words, day) or TO_BE_SET
    return f"{shown} {action.due_time:%H:%M}" if due and action.due_time else shown


def _moment(when: date | None, words: str, day: date) -> str:
    """`di 1 dec`; with the typed words when they say more: `ma 4 jan (na de kerstvakantie)`."""
    words = words.strip()
    if when is None:
        return f"{TO_BE_SET} ({words})" if words and words != TO_BE_SET else ""
    telling = len(words.split()) > 1 and not any(c.isdigit() for c in words)
    return f"{show_date(when, day)} ({words})" if telling else show_date(when, day)


def _restricted(line: Line, action: Action) -> bool:
    return Audience.RESTRICTED.value in (line.audience, action.audience)
