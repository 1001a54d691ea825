"""What was read and is still so: the card of a pupil is asked for again and again, and mostly nothing was written.

Only for answers that cannot be changed by who gets them (frozen, tuples). They go with the desk: at a lock.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from sotdesk.data.store.base import Part

PartT = TypeVar("PartT", bound="Part")
P = ParamSpec("P")
T = TypeVar("T")
MOST = 96
"""So many answers are kept, those asked for last: a handful of cards."""


class Remembered:
    """Answers by question, each with the state of the vault of which it is true."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()

    def get(self, question: Hashable, state: Hashable, read: Callable[[], T]) -> T:
        """The answer while `state` is the same, else what `read` gives. Its errors pass, and are not remembered."""
        kept = self._kept.get(question)
        if kept is None or kept[0] != state:
            kept = self._kept[question] = (state, read())  # `state` is from before the reading
        self._kept.move_to_end(question)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return cast(T, kept[1])


def remembered(method: Callable[Concatenate[PartT, P], T]) -> Callable[Concatenate[PartT, P], T]:
    """A reading by ids that is done anew only after a write, or on another day."""

    @wraps(method)
    def asked(part: PartT, /, *args: P.args, **named: P.kwargs) -> T:
        question = (method.__qualname__, *args, *sorted(named.items()))
        return part.desk.remembered(question, lambda: method(part, *args, **named))

    return asked
