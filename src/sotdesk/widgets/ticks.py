"""A field with a few choices of which more than one may count: ←/→ goes along them, Spatie ticks."""

from collections.abc import Iterable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Size
from textual.reactive import reactive

from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import Role, literal, pieces

BETWEEN = "|"
"""Between the codes in `value`."""


class Ticks(Pick):
    """`Ticks([("a", "aandacht"), …], ("a",), id="aspects")`: `.ticked` are the codes, in the order of the choices."""

    DEFAULT_CSS = """
    Ticks { height: auto; width: 1fr; text-wrap: nowrap; }
    """

    BINDINGS = [
        Binding("space", "tick", "aan of uit", show=False, id="ticks.tick"),
        Binding("right", "step(1)", "volgende keus", show=False, id="ticks.right"),
    ]

    marked: reactive[frozenset[str]] = reactive(frozenset(), layout=True)

    def __init__(
        self, options: Sequence[tuple[str, str]], ticked: Iterable[str] = (), id: str | None = None
    ) -> None:
        super().__init__(options, id=id)
        self.set_reactive(Ticks.marked, frozenset(ticked))

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes of what is ticked."""
        return tuple(code for code, _ in self.options if code in self.marked)

    @property
    def value(self) -> str:
        """The ticked codes as one text, as a form keeps them while the desk is locked."""
        return BETWEEN.join(self.ticked)

    @value.setter
    def value(self, value: str) -> None:
        self.marked = frozenset(code for code in value.split(BETWEEN) if code)

    def render(self) -> Content:
        """All choices; a tick before what counts, an edge around the one that Spatie works on."""
        lines = (
            literal(" ").join([self._label(i) for i in line]) for line in self._lines(self.content_size.width)
        )
        return literal("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the choices take; none is broken in two."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[list[int]]:
        """Which choices stand on each line, by their place."""
        lines: list[list[int]] = [[]]
        room = width
        for index in range(len(self.options)):
            size = self._label(index).cell_length
            if lines[-1] and size > room:
                lines.append([])
                room = width
            lines[-1].append(index)
            room -= size + 1
        return lines

    def _label(self, index: int) -> Content:
        code, label = self.options[index]
        on = code in self.marked
        text: Role = "strong" if on else "muted"
        edges = ("‹", "›") if index == self.place and self.has_focus else (" ", " ")
        mark: Role = "good" if on else "muted"
        return pieces((edges[0], "kind"), ("✓" if on else "□", mark), (f" {label}", text), (edges[1], "kind"))

    def watch_marked(self) -> None:
        """Tell the form."""
        if self.is_mounted:
            self.post_message(self.Changed(self))

    def action_tick(self) -> None:
        """Ticks the choice under the mark, or not any more."""
        self.marked ^= {self.options[self.place][0]}

    def on_key(self, event: Key) -> None:
        """A letter goes to the next choice that begins with it; Spatie is no letter."""
        if event.character and event.character.isalnum():
            super().on_key(event)

    def on_click(self, event: Click) -> None:
        """A click on a choice ticks it."""
        start, lines = 0, self._lines(self.content_size.width)
        for index in lines[event.y] if event.y < len(lines) else ():
            end = start + self._label(index).cell_length
            if start <= event.x < end:
                self.place = index
                self.action_tick()
                return
            start = end + 1
