"""A field with a few fixed choices on one line: ←/→ or a first letter chooses."""

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from sotdesk.widgets.pieces import Role, literal, pieces


class Pick(Widget, can_focus=True):
    """`Pick([("nieuw", "nieuw"), ("volgen", "volgen")], value="nieuw", id="kind")`: (value, label) pairs."""

    DEFAULT_CSS = """
    Pick { height: 1; width: 1fr; text-wrap: nowrap; }
    """

    BINDINGS = [
        Binding("left", "step(-1)", "vorige keus", show=False, id="pick.left"),
        Binding("right,space", "step(1)", "volgende keus", show=False, id="pick.right"),
        Binding("enter", "submit", "verder", show=False, id="pick.enter"),
    ]

    place: reactive[int] = reactive(0)

    class Changed(Message):
        """Another choice; read `event.pick.value`."""

        def __init__(self, pick: "Pick") -> None:
            super().__init__()
            self.pick = pick

        @property
        def control(self) -> "Pick":
            """For `@on(Pick.Changed, "#kind")`."""
            return self.pick

    class Submitted(Message):
        """Enter: to the next field."""

        def __init__(self, pick: "Pick") -> None:
            super().__init__()
            self.pick = pick

    def __init__(
        self, options: Sequence[tuple[str, str]], value: str | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        values = [each for each, _ in self.options]
        self.set_reactive(Pick.place, values.index(value) if value in values else 0)

    @property
    def value(self) -> str:
        """The value of the choice."""
        return self.options[self.place][0]

    @value.setter
    def value(self, value: str) -> None:
        self.place = [each for each, _ in self.options].index(value)

    def render(self) -> Content:
        """All choices when they fit, with `‹ ›` around the one that counts; else only that one, short where it must."""
        every = literal(" ").join([self._label(index) for index in range(len(self.options))])
        if every.cell_length <= self.content_size.width:
            return every
        count = f" {self.place + 1} van {len(self.options)}"
        room = max(1, self.content_size.width - len(count) - 2)
        short = literal(self.options[self.place][1]).truncate(room, ellipsis=True).plain
        return pieces(self._chosen(short), (count, "muted"))

    def _label(self, index: int) -> Content:
        label = self.options[index][1]
        return self._chosen(label) if index == self.place else literal(f" {label} ", "muted")

    def _chosen(self, label: str) -> Content:
        edge: Role = "kind" if self.has_focus else "muted"
        return pieces(("‹", edge), (label, "strong"), ("›", edge))

    def watch_place(self) -> None:
        """Tell the form."""
        if self.is_mounted:
            self.post_message(self.Changed(self))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The marks take the accent with the focus."""
        super().watch_has_focus(_has_focus)
        self.refresh()

    def action_step(self, by: int) -> None:
        """To the next or the previous choice, round and round."""
        self.place = (self.place + by) % len(self.options)

    def action_submit(self) -> None:
        """Enter goes to the next field."""
        self.post_message(self.Submitted(self))

    def on_key(self, event: Key) -> None:
        """A letter goes to the next choice that begins with it."""
        if not event.character or not event.character.isalnum():
            return
        count = len(self.options)
        order = [(self.place + by) % count for by in range(1, count + 1)]
        starts = [at for at in order if self.options[at][1].casefold().startswith(event.character.casefold())]
        if starts:
            event.stop()
            self.place = starts[0]

    def on_click(self, event: Click) -> None:
        """A click on a choice takes it."""
        start = 0
        for index in range(len(self.options)):
            end = start + self._label(index).cell_length
            if start <= event.x < end:
                self.place = index
                return
            start = end + 1
