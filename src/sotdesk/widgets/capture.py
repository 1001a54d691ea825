"""The capture line: one Enter keeps one line, always.

It knows nothing of its grammar: a `reader` says what to tint, a `completer` what could stand at the cursor.
What is typed here is posted, never lost: Enter keeps (unless ↑/↓ was used in the choices), Tab takes the
choice and never leaves, Esc closes the choices and then leaves.
"""

from collections.abc import Callable, Sequence

from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input

from sotdesk.widgets.choices import Choice, Choices
from sotdesk.widgets.line import Line
from sotdesk.widgets.tint import Reader, Tint

IN_ORDER = {
    "enter": "submit",
    "ctrl+j": "submit",  # what Enter is to a terminal that was not ready yet
    "tab": "take_or_cycle(1)",
    "shift+tab": "take_or_cycle(-1)",
    "up": "choose(-1)",
    "down": "choose(1)",
    "escape": "leave",
}
"""Keys that the line does itself, at once. As bindings they would be done after the letters typed behind them: what
was typed ahead while the desk was busy would become one line, about one pupil, of what belongs to two."""

Completer = Callable[[str, int], Sequence[Choice]]
"""Given the line and the cursor: what could stand there, the likeliest first."""


class Capture(Line):
    """`Capture(reader=…, completer=…)`; half-typed text by `draft` and `set_draft`."""

    BINDINGS = [
        Binding("tab", "take_or_cycle(1)", "aanvullen", show=False, id="capture.take"),
        Binding("shift+tab", "take_or_cycle(-1)", "aanvullen", show=False, id="capture.take.back"),
        Binding("up", "choose(-1)", "vorige", show=False, id="capture.up"),
        Binding("down", "choose(1)", "volgende", show=False, id="capture.down"),
        Binding("escape", "leave", "toetsen", key_display="Esc", id="capture.leave"),
    ]

    class Kept(Message):
        """Enter: this line is to be kept. When that fails, `capture.give_back(line)`."""

        def __init__(self, capture: "Capture", line: str) -> None:
            super().__init__()
            self.capture = capture
            self.line = line

    class Changed(Input.Changed):
        """The text or the cursor changed: read `event.value` and `event.input.cursor_position`."""

        def can_replace(self, message: Message) -> bool:
            """Only the newest state matters."""
            return isinstance(message, Capture.Changed)

    class Leave(Message):
        """Esc with no choices open: the keys go to the panels."""

    class Cycle(Message):
        """Tab with no choices open: the next person (`by` 1; -1 the one before) for an ambiguous word."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Back(Message):
        """↑ in the empty line: to the last captured line."""

    def __init__(
        self,
        reader: Reader | None = None,
        completer: Completer | None = None,
        placeholder: str = "",
        *,
        id: str | None = None,
    ) -> None:
        super().__init__("", placeholder, id=id)
        self.completer = completer
        self.choices = Choices()
        self.keeper: Callable[[Capture.Kept], object] | None = None
        """Keeps a line at once, before anything is painted; without it `Kept` is posted."""
        self.tint = Tint(self, reader) if reader else None
        self.highlighter = self.tint
        self._closed_for = ""
        """The line for which Esc or Tab closed the choices: they stay away until it changes."""

    def on_mount(self) -> None:
        """The box with choices belongs to the screen: it floats over everything."""
        self.screen.mount(self.choices)

    def give_back(self, line: str) -> None:
        """A line that could not be kept returns, before what was typed since."""
        since = self.value
        self.value = line + (f" {since}" if since else "")
        self.cursor_position = len(self.value) if since else len(line)

    def read_again(self) -> None:
        """What the reader or the completer knows has changed: tint and complete anew."""
        if self.tint:
            self.tint.forget()
        self.refresh()
        self._look()

    def watch_selection(self) -> None:
        """The cursor moved: tint, choices and preview may differ."""
        if self.tint:
            self.tint.cursor = self.cursor_position
        if self.is_mounted:
            self.post_message(self.Changed(self, self.value))
            self._look()

    async def _on_key(self, event: events.Key) -> None:
        """Keys work in the order in which they were typed."""
        if action := IN_ORDER.get(event.key):
            event.stop()
            event.prevent_default()
            await self.run_action(action)

    def _on_blur(self, event: events.Blur) -> None:
        super()._on_blur(event)
        self.choices.close()

    def _look(self) -> None:
        """Open the choices for the word at the cursor, or close them."""
        line = self.value
        if line != self._closed_for:
            self._closed_for = ""
        found = self._found(line)
        if found == self.choices.found and found:
            return
        if not found:
            self.choices.close()
            return
        x, y = self.cursor_screen_offset
        back = self._position_to_cell(self.cursor_position) - self._position_to_cell(found[0].start)
        self.choices.open_at(found, Offset(max(0, x - back - 2), y))

    def _found(self, line: str) -> tuple[Choice, ...]:
        """The choices at the cursor; none when the word is already exactly the only one."""
        if not self.has_focus or not line or not self.completer or self._closed_for == line:
            return ()
        found = tuple(self.completer(line, self.cursor_position))
        return () if len(found) == 1 and found[0].is_there(line) else found

    def action_choose(self, by: int) -> None:
        """↑/↓: move in the choices; ↑ in the empty line goes back to what was captured."""
        if self.choices.display:
            self.choices.move(by)
        elif by < 0 and not self.value:
            self.post_message(self.Back())

    def action_take_or_cycle(self, by: int) -> None:
        """Tab: take the choice; without choices ask for the next person. It never leaves the line."""
        choice = self.choices.current
        if choice is None:
            self.post_message(self.Cycle(by))
            return
        line, cursor = choice.put_in(self.value)
        self._closed_for = line
        self.choices.close()
        self.value = line
        self.cursor_position = cursor

    def action_leave(self) -> None:
        """Esc: close the choices, else leave the line."""
        if self.choices.display:
            self._closed_for = self.value
            self.choices.close()
        else:
            self.post_message(self.Leave())

    async def action_submit(self) -> None:
        """Enter: keep the line; only after ↑/↓ take the choice."""
        if self.choices.display and self.choices.chosen:
            self.action_take_or_cycle(1)
            return
        line = self.value
        if not line.strip():
            return
        self.value = ""
        self._wiped.clear()
        self.choices.close()
        kept = self.Kept(self, line)
        if self.keeper:
            self.keeper(kept)
        else:
            self.post_message(kept)
