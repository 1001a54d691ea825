"""The bottom line: the keys that work now, at most seven, and none cut in half."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.binding import Binding
from textual.events import Resize
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

MOST = 7
ELSE = ("find", "signal", "palette")
"""The acts (ids in actions) that are shown where nothing else is: an empty line looks broken."""

Shown = tuple[Binding, bool]
"""A key in the line, and whether it works now."""


class KeyLine(Footer):
    """A Footer with at most seven keys; what has no room is in help and palette.

    It is filled by `renew`: by the screen before it is first painted, and when other keys work. Textual asks for
    that several times for every focus; only a line that changes is made anew.
    """

    DEFAULT_CSS = """
    KeyLine { background: $background; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)
        self._shown: list[Shown] = []

    def compose(self) -> Iterable[Widget]:
        """The keys that `renew` found."""
        for binding, works in self._shown:
            yield FooterKey(
                binding.key,
                self.app.get_key_display(binding),
                binding.description,
                binding.action,
                disabled=not works,
                tooltip=binding.tooltip or binding.description,
            )

    def _fitting(self) -> list[Shown]:
        """The keys of the focused part first, one for each action, as many as fit on the line."""
        active = [(each.binding, each.enabled) for each in self.screen.active_bindings.values()]
        shown = [each for each in active if each[0].show] or [each for each in active if each[0].id in ELSE]
        first: dict[str, Shown] = {}
        for binding, works in shown:
            first.setdefault(binding.action, (binding, works))
        room, found = self.app.size.width - 2, list(first.values())[:MOST]
        for count, (binding, _) in enumerate(found):
            room -= cell_len(self.app.get_key_display(binding)) + 1 + cell_len(binding.description) + 1
            if room < -1:
                return found[:count]
        return found

    async def renew(self) -> None:
        """Show the keys that work now; on a screen that goes away nothing works."""
        if not self.is_attached or self._pruning:
            return
        if (found := self._fitting()) != self._shown:
            self._shown = found
            await self.recompose()

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Other keys may work."""
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self.renew)

    def on_resize(self, event: Resize) -> None:
        """A narrower screen holds fewer keys."""
        self.call_after_refresh(self.renew)
