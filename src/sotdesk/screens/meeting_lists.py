"""The lists of the meeting's item: going up from today's first line leads to last time's agreements, and back."""

from textual.message import Message

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
