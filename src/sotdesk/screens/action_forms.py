"""The form that moves an agreement to another date: what stood there, how often it was moved, the new date."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.actions import Action
from sotdesk.domain.dates import Frame, show_date, show_moment
from sotdesk.domain.dates_field import read_field
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field

if TYPE_CHECKING:
    from sotdesk.data.store import Store


@dataclass(frozen=True)
class Moved:
    """The new date and the words it was typed in."""

    day: date
    words: str


def frame_of(store: "Store") -> Frame:
    """What typed dates are read against now: today, the school's calendar, the next meeting."""
    following = store.meetings.next()
    return Frame(store.clock.today(), store.school.calendar(), following.day if following else None)


def reader_of(frame: Frame) -> Callable[[str], tuple[date | None, str]]:
    """What a DateLine asks: typed words → (date or None, what to show under the field)."""

    def understood(words: str) -> tuple[date | None, str]:
        if not words.strip():
            return None, "typ bijvoorbeeld vr, 2w, 9 dec of na de kerstvakantie"
        found = read_field(words, frame)
        if found is None:
            return None, "dat lees ik niet als datum"
        return found.day, " · ".join([show_moment(found, frame.today), *found.notes])

    return understood


class MoveForm(FormDialog[Moved]):
    """`MoveForm(store, action_id)` → Moved, or None."""

    heading = "Afspraak verzetten"

    def __init__(self, store: "Store", action_id: str) -> None:
        super().__init__()
        self._action: Action = store.actions.get(action_id)
        self._frame = frame_of(store)

    def fields(self) -> Iterable[Field]:
        """One date, with what stood there."""
        due = self._action.due
        stood = f"was {show_date(due, self._frame.today)}" if due else "nog geen datum"
        moves = len(self._action.moves)
        often = f", {moves} keer verzet" if moves else ""
        yield Field("Nieuwe datum", DateLine(reader_of(self._frame), id="due"), note=f"{stood}{often}")

    def result(self) -> Moved:
        """The date; raises FieldError when it is none."""
        words = self.text("due")
        day, _said = reader_of(self._frame)(words)
        if day is None:
            raise FieldError("due", "Typ een datum, zoals vr, 2w of 9 dec.")
        return Moved(day, words)
