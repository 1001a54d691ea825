"""The list of one cell of the kwadrant: its arrows go on in the next cell."""

from textual.message import Message

from sotdesk.actions import bindings
from sotdesk.widgets.lines import Lines


class CellLines(Lines):
    """The list of one cell: at its edge the arrows go on in the next one."""

    class Beyond(Message):
        """An arrow at the edge: so many rows and columns further."""

        def __init__(self, cell: "CellLines", down: int, right: int) -> None:
            super().__init__()
            self.cell, self.down, self.right = cell, down, right

    BINDINGS = bindings("kwadrant.cell")

    def action_cursor_up(self) -> None:
        """One row up, then the cell above."""
        self._walk(-1)

    def action_cursor_down(self) -> None:
        """One row down, then the cell below."""
        self._walk(1)

    def _walk(self, by: int) -> None:
        before = self.highlighted
        self._step(by)
        if self.highlighted == before:
            self.post_message(self.Beyond(self, by, 0))

    def action_aside(self, by: int) -> None:
        """← and →: the cell beside it."""
        self.post_message(self.Beyond(self, 0, by))
