"""Which agreement `ev: …` is about: the one whose evaluation has come (domain.md §5 step 6: met, partly, not)."""

from collections.abc import Iterable
from datetime import date

from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.item_facts import Evaluated


def evaluated(actions: Iterable[Action], today: date, about: str = "") -> tuple[Evaluated, ...]:
    """What the result of an evaluation can be about, the likeliest first.

    First what is due (evaluate ≤ today), the latest date first; then what is still to come, the nearest first.
    Dropped agreements and those with a result already are left out, save `about`: the one that a line which is
    being corrected was about comes first. Support measures join here when they are there.
    """
    waiting = [a for a in actions if a.evaluate and (a.to_evaluate or a.id == about)]
    waiting = [a for a in waiting if a.state is not ActionState.DROPPED or a.id == about]
    due = [a for a in waiting if a.evaluate and a.evaluate <= today]
    later = [a for a in waiting if a not in due]
    due.sort(key=_day, reverse=True)
    later.sort(key=_day)
    found = sorted([*due, *later], key=lambda a: a.id != about)
    return tuple(Evaluated(a.id, a.text, _day(a), a.audience != Audience.SOT.value) for a in found)


def _day(action: Action) -> date:
    return action.evaluate or date.max
