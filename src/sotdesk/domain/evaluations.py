"""What `ev: …` is about: the agreement, else the measure, whose evaluation has come (domain.md §5 step 6)."""

from collections.abc import Iterable
from datetime import date

from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.item_facts import Evaluated
from sotdesk.domain.support import Support


def evaluated(
    actions: Iterable[Action], today: date, about: str = "", supports: Iterable[Support] = ()
) -> tuple[Evaluated, ...]:
    """What the result of an evaluation can be about, the likeliest first.

    First what is due (evaluate ≤ today), the latest date first and agreements before measures; then what is still to
    come, the nearest first. What was dropped or has ended and what has a result already is left out, save `about`:
    the one that a line which is being corrected was about comes first.
    """
    found = [*_agreed(actions, about), *_given(supports, about)]
    due = [one for one in found if one.day <= today]
    later = [one for one in found if one.day > today]
    due.sort(key=lambda one: (one.measure, -one.day.toordinal()))
    later.sort(key=lambda one: (one.day, one.measure))
    return tuple(sorted([*due, *later], key=lambda one: one.id != about))


def _agreed(actions: Iterable[Action], about: str) -> Iterable[Evaluated]:
    for action in actions:
        asked = action.to_evaluate and action.state is not ActionState.DROPPED
        if action.evaluate and (asked or action.id == about):
            yield Evaluated(action.id, action.text, action.evaluate, action.audience != Audience.SOT.value)


def _given(supports: Iterable[Support], about: str) -> Iterable[Evaluated]:
    for support in supports:
        if support.evaluate_on and (support.to_evaluate or support.id == about):
            yield Evaluated(support.id, support.name, support.evaluate_on, support.restricted, measure=True)
