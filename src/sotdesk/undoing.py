"""u says first what it undoes: the key pressed again right behind that does it. Any other key or a click forgets it."""

from textual import events
from textual.app import App
from textual.widgets import Input

UNDO = ("u", "ctrl+z")
"""The letter is text where a line has the focus."""
_ELSEWHERE = (events.MouseDown, events.Paste)


class Announcing(App[None]):
    """Remembers which act was named to her, until she does anything else."""

    _named = ""

    def announce(self, batch: str) -> None:
        """This act was named; '' = none."""
        self._named = batch

    def said_before(self, batch: str) -> bool:
        """Whether it is this act that was named, and nothing was done since."""
        return bool(batch) and self._named == batch

    @property
    def _in_a_line(self) -> bool:
        return bool(self._screen_stack) and isinstance(self.focused, Input)

    async def on_event(self, event: events.Event) -> None:
        """What is not the key of undo forgets what was named."""
        undo = isinstance(event, events.Key) and event.key in UNDO[self._in_a_line :]
        if (isinstance(event, events.Key) and not undo) or isinstance(event, _ELSEWHERE):
            self._named = ""
        await super().on_event(event)
