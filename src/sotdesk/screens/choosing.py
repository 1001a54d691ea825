"""A line whose arrows steer a list under it: for choosing a person by a few letters inside a form."""

from textual.binding import Binding
from textual.message import Message

from sotdesk.widgets.line import Line


class ChooseLine(Line):
    """`ChooseLine(id="about")`: ↑/↓ post `Step`; Enter is an Input's own `Submitted`."""

    BINDINGS = [
        Binding("up", "step(-1)", "vorige keus", show=False, id="choose.up"),
        Binding("down", "step(1)", "volgende keus", show=False, id="choose.down"),
    ]

    class Step(Message):
        """One choice up (-1) or down (1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_step(self, by: int) -> None:
        """By key."""
        self.post_message(self.Step(by))
