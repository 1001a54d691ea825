"""What the parts of closing share: the meeting, how it is shown, which part is in front, going to a point."""

from sotdesk.actions import bindings
from sotdesk.domain.closing import Missing
from sotdesk.domain.meetings import Item, Meeting
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.closing_rows import Showing
from sotdesk.widgets.lines import Lines

TODO, READ, TELLING, SYSTEM, REPORT = PARTS = ("todo", "read", "telling", "system", "report")
"""The five parts in their order (product.md, afronden); also the ids of their lists and part of the address."""


class ClosingBase(BaseScreen):
    """Closing one meeting: `ids[0]` is the meeting, `ids[1]` (when there) the part to begin with."""

    _meeting: Meeting
    _show: Showing
    _missing: dict[str, Missing]
    part: str = TODO
    """The part that is in front."""

    @property
    def meeting_id(self) -> str:
        """The meeting that is closed."""
        return self.ids[0]

    def rows_of(self, part: str) -> Lines:
        """The list of a part."""
        return self.query_one(f"#{part}", Lines)

    def to_part(self, part: str) -> None:
        """Brings a part in front and puts the focus on its list."""
        raise NotImplementedError

    def to_item(self, item: Item) -> None:
        """To a point of the running meeting; says what to do when it runs no more."""
        if self._meeting.adopted_on:
            self.tell("Het verslag is vastgesteld. Bij Voorlezen schrijft c een correctie.")
        elif not self._meeting.running:
            self.tell("Het overleg is afgesloten. Met o heropen je het om iets toe te voegen.")
        elif self.attempt(lambda: self.store.table.go_to(item.id)):
            self.desk.go(("meeting", self.meeting_id), fresh=True)


class TodoLines(Lines):
    """Part 1: open points and what is to be completed."""

    BINDINGS = bindings("closing.todo")


class ReadLines(Lines):
    """Part 2: what is read aloud."""

    BINDINGS = bindings("closing.read")


class TellingLines(Lines):
    """Part 3: who is told."""

    BINDINGS = bindings("closing.telling")


class SystemLines(Lines):
    """Part 4: what is entered in the school's own system."""

    BINDINGS = bindings("closing.system")


class ReportLines(Lines):
    """Part 5: the report and what can be done with it."""

    BINDINGS = bindings("closing.report")
