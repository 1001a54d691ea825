"""The parts of one piece of work on one line: which there are, how far each is, and where you are.

Where you are is told by weight and underline, never by colour alone; what is done has a ✓. What has no room is
said shorter: first `2/8` for `2 van 8`, then no counts at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from sotdesk.widgets.pieces import Role, literal, pieces

GAP = "   "
NARROW_GAP = "  "


@dataclass(frozen=True)
class Step:
    """One part: its name, how far it is (`3`, `2 van 8`, `concept`), and whether nothing is left to do."""

    label: str
    far: str = ""
    done: bool = False


class Steps(Static):
    """`Steps(id="steps")`; `show(steps, here)` when something changed."""

    DEFAULT_CSS = """
    Steps { height: 1; padding: 0 1; }
    """

    steps: reactive[tuple[Step, ...]] = reactive(())
    here: reactive[int] = reactive(0)

    class Chosen(Message):
        """A part was clicked; `place` is its place, from 0."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)

    def show(self, steps: Sequence[Step], here: int) -> None:
        """These parts, with the mark on the one at place `here`."""
        self.steps, self.here = tuple(steps), here

    def render(self) -> Content:
        """The line at its present width."""
        gap, parts = self._fitting()
        return literal(gap).join(parts)

    def _fitting(self) -> tuple[str, list[Content]]:
        width = self.content_size.width
        for gap, how in ((GAP, "full"), (NARROW_GAP, "short"), (NARROW_GAP, "bare")):
            parts = [self._part(place, how) for place in range(len(self.steps))]
            if sum(part.cell_length for part in parts) + len(gap) * (len(parts) - 1) <= width:
                break
        return gap, parts

    def _part(self, place: int, how: str) -> Content:
        step = self.steps[place]
        here = place == self.here
        label = Content.styled(literal(step.label).plain, "bold underline" if here else "$text-muted")
        far, role = _far(step, how, here=here)
        return pieces(label, (f" {far}" if far else "", role))

    def on_click(self, event: Click) -> None:
        """A click on a part goes there."""
        x = event.x - self.styles.padding.left
        gap, parts = self._fitting()
        start = 0
        for place, part in enumerate(parts):
            end = start + part.cell_length
            if start <= x < end:
                self.post_message(self.Chosen(place))
                return
            start = end + len(gap)


def _far(step: Step, how: str, *, here: bool) -> tuple[str, Role]:
    if step.done:
        return "✓", "good"
    role: Role = "accent" if here else "muted"
    if how == "full":
        return step.far, role
    if how == "short":
        return step.far.replace(" van ", "/") if any(sign.isdigit() for sign in step.far) else "", role
    return "", role
