"""The line a list is filtered with: hidden until `f` asks for it, so that no key of the list ends up in it.

And the other way round: no letter that is typed right behind `f` is taken for a key of the list.
"""

from textual import events

from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines

OPENS = "f"
"""The key of the act `filter`."""


class FilterLine(Line):
    """`FilterLine("filter: naam of woord")`; its id is `filter`. Show it with `open`, put it away with `close`."""

    DEFAULT_CSS = """
    FilterLine, FilterLine.-textual-compact { padding: 0 2; }
    """

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="filter")
        self.display = False

    def open(self) -> None:
        """Shows it and takes the keys at once: `focus()` would wait until what was typed ahead is done."""
        self.display = True
        self.screen.set_focus(self)

    def close(self) -> None:
        """Empties and hides it."""
        self.value = ""
        self.display = False


class FilteredLines(Lines):
    """A list with a filter line on its screen, whose act `filter` opens it.

    Keys reach the focused part one by one, but an act runs only when its key has come all the way up: by then
    letters typed fast behind it wait here. So this list opens the filter itself, and hands on what comes after.
    """

    async def _on_key(self, event: events.Key) -> None:
        """Keys work in the order in which they were typed."""
        other = self.screen.focused
        if isinstance(other, FilterLine):
            event.stop()
            event.prevent_default()
            other._forward_event(event.copy())
        elif event.key == OPENS:
            event.stop()
            event.prevent_default()
            await self.run_action("screen.filter")
