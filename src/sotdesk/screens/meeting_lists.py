"""The lists of the meeting's item: going up from today's first line leads to last time's agreements, and back."""

from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip

from sotdesk.actions import bindings
from sotdesk.widgets.lines import Lines


class Stacked(Lines):
    """A list with another one above or under it: at its edge it posts `Edge`."""

    class Edge(Message):
        """The cursor wants past the first (`by` -1) or the last row (+1)."""

        def __init__(self, lines: "Stacked", by: int) -> None:
            super().__init__()
            self.lines = lines
            self.by = by

    def action_cursor_up(self) -> None:
        """Up; from the first row to the list above."""
        self._step_or_leave(-1)

    def action_cursor_down(self) -> None:
        """Down; from the last row to the list under it."""
        self._step_or_leave(1)

    def _step_or_leave(self, by: int) -> None:
        before = self.highlighted
        self._step(by)
        if self.highlighted == before:
            self.post_message(self.Edge(self, by))


class Before(Stacked):
    """Last time's agreements."""

    BINDINGS = bindings("meeting.before")


class Sinking(Stacked):
    """Today's lines: they stand at its bottom. Its size is fixed, so that a new row is painted without a new layout."""

    BINDINGS = bindings("meeting.now")

    virtual_size = Reactive(Size(0, 0), layout=False)
    _empty: Strip | None = None

    def render_line(self, y: int) -> Strip:
        """Empty lines above rows that are fewer than there is room for."""
        above = max(0, self.scrollable_content_region.height - len(self._lines))
        return super().render_line(y - above) if y >= above else self._empty_line()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Every empty line of a painting is the same one."""
        self._empty = None
        return super().render_lines(crop)

    def _empty_line(self) -> Strip:
        if self._empty is None:
            self._empty = Strip.blank(self.scrollable_content_region.width, self.rich_style)
        return self._empty
