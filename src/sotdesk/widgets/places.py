"""The top line: the places by their digit, where you are, the meeting that runs, the day, the way to help.

The place you are in is told by weight and underline, never by colour alone. What has no room goes: first the
school, then the day, then the word *hulp*; the running meeting stays, at least as its clock. That what is shielded is
shown stays longest: others may be looking on.
"""

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from sotdesk.widgets.pieces import literal, pieces


class PlacesBar(Static):
    """`PlacesBar(("Vandaag", "Overleg"), here=1, right=("wo 25 november", "OSG De Linde"))`."""

    DEFAULT_CSS = """
    PlacesBar { height: 1; padding: 0 1; }
    """

    meeting: reactive[str] = reactive("")
    """What runs, such as `overleg loopt 13:24`; empty when nothing does."""
    lifted: reactive[str] = reactive("")
    """Says that the shield is lifted; empty when it is not."""
    right: reactive[tuple[str, ...]] = reactive(())
    """Quiet texts at the right, the most important first: the day, the school."""

    class Chosen(Message):
        """A place was clicked; `place` is its digit."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class HelpWanted(Message):
        """The question mark was clicked."""

    def __init__(
        self,
        places: Sequence[str],
        here: int = 0,
        right: tuple[str, ...] = (),
        meeting: str = "",
        lifted: str = "",
    ) -> None:
        super().__init__(markup=False)
        self.places = tuple(places)
        self.here = here
        self.set_reactive(PlacesBar.right, right)
        self.set_reactive(PlacesBar.meeting, meeting)
        self.set_reactive(PlacesBar.lifted, lifted)

    def render(self) -> Content:
        """The line at its present width."""
        left = self._left()
        width = self.content_size.width
        for tail in self._tails():
            room = width - left.cell_length - tail.cell_length
            if room >= 1:
                return pieces(left, " " * room, tail)
        return left.truncate(width, ellipsis=True)

    def _left(self) -> Content:
        names = []
        for number, place in enumerate(self.places, 1):
            here = number == self.here
            label = Content.styled(literal(place).plain, "bold underline" if here else "$text-muted")
            names.append(pieces((f"{number} ", "accent" if here else "muted"), label))
        return literal("  ").join(names)

    def _tails(self) -> list[Content]:
        """Right ends, from full to bare."""
        running = self._meeting_piece(self.meeting)
        clock = self._meeting_piece(self.meeting.split()[-1] if self.meeting else "")
        long, short = pieces(("? ", "kind"), ("hulp", "muted")), literal("?", "kind")
        counts = range(len(self.right), 0, -1)
        said = [pieces(running, (" · ".join(self.right[:count]) + "   ", "muted"), long) for count in counts]
        close = pieces(running.rstrip(), " ", short)
        tails = [*said, pieces(running, long), pieces(running, short), close, pieces(clock, short), clock]
        if not self.lifted:
            return tails
        return [
            *(pieces((f"{self.lifted}   ", "warn"), tail) for tail in tails if tail),
            pieces((f"{self.lifted} ", "warn"), short),
            literal(self.lifted, "warn"),
        ]

    @staticmethod
    def _meeting_piece(meeting: str) -> Content:
        return pieces((f"● {meeting}", "kind"), "   ") if meeting else literal("")

    def on_click(self, event: Click) -> None:
        """A click on a place goes there, one on the question mark gives help."""
        x = event.x - self.styles.padding.left
        start = 0
        for number, place in enumerate(self.places, 1):
            end = start + 2 + literal(place).cell_length
            if start <= x < end:
                self.post_message(self.Chosen(number))
                return
            start = end + 2
        if x >= self.content_size.width - 6:
            self.post_message(self.HelpWanted())
