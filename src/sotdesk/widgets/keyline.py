"""The bottom line: the keys that work now, at most seven, and none cut in half."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

MOST = 7


class KeyLine(Footer):
    """A Footer with at most seven keys; what has no room is in help and palette."""

    DEFAULT_CSS = """
    KeyLine { background: $background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)

    def compose(self) -> Iterable[Widget]:
        """The keys of the focused part first, as many as fit on the line."""
        room = self.app.size.width - 2
        for count, key in enumerate(super().compose()):
            if isinstance(key, FooterKey):
                room -= cell_len(key.key_display) + 1 + cell_len(key.description) + 1
            if count >= MOST or room < -1:
                return
            yield key

    def on_resize(self, event: Resize) -> None:
        """A narrower screen holds fewer keys."""
        self.call_after_refresh(self.recompose)
