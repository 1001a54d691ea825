"""The bottom line: the keys that work now, at most seven, and none cut in half.

One widget that draws them all: Textual's Footer has a widget for each key, which cost every screen a twentieth of a
second to put together, and again whenever other keys worked.
"""

from collections.abc import Iterator

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

MOST = 7
ELSE = ("find", "signal", "palette")
"""The acts (ids in actions) that are shown where nothing else is: an empty line looks broken."""
KEY, WORDS = "bold $footer-key-foreground", "$footer-description-foreground"

Shown = tuple[Binding, bool]
"""A key in the line, and whether it works now."""


class KeyLine(Widget):
    """At most seven keys; what has no room is in help and palette. A click on one presses it.

    It is filled by `renew`: by the screen before it is first painted, and when other keys work.
    """

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; padding: 0 1; background: $background; text-wrap: nowrap; }
    """
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Shown] = []
        """What stands there."""
        self._under_mouse: Binding | None = None

    def on_mount(self) -> None:
        """Follows what works."""
        self.screen.bindings_updated_signal.subscribe(self, self.bindings_changed)

    def render(self) -> Content:
        """The keys, each with its word behind it."""
        return Content(" ").join(self._key(binding, works) for binding, works in self.shown)

    def _key(self, binding: Binding, works: bool) -> Content:
        look = ("" if works else " dim") + (
            " on $block-hover-background" if binding is self._under_mouse else ""
        )
        display = self.app.get_key_display(binding)
        return Content.assemble((display, KEY + look), (f" {binding.description}", WORDS + look))

    def _fitting(self) -> list[Shown]:
        """The keys of the focused part first, one for each action, as many as fit on the line."""
        active = [(each.binding, each.enabled) for each in self.screen.active_bindings.values()]
        shown = [each for each in active if each[0].show] or [each for each in active if each[0].id in ELSE]
        first: dict[str, Shown] = {}
        for binding, works in shown:
            first.setdefault(binding.action, (binding, works))
        room, found = self.app.size.width - 2, list(first.values())[:MOST]
        for count, (binding, _) in enumerate(found):
            room -= self._width(binding) + 1
            if room < -1:
                return found[:count]
        return found

    def _width(self, binding: Binding) -> int:
        return cell_len(self.app.get_key_display(binding)) + 1 + cell_len(binding.description)

    def renew(self) -> None:
        """Show the keys that work now; on a screen that goes away nothing works."""
        if not self.is_attached or self._pruning:
            return
        if (found := self._fitting()) != self.shown:
            self.shown = found
            self.refresh()

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Other keys may work."""
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self.renew)

    def on_resize(self, event: events.Resize) -> None:
        """A narrower screen holds fewer keys."""
        self.call_after_refresh(self.renew)

    # --- the mouse

    def _places(self) -> Iterator[tuple[int, int, Shown]]:
        """From which cell to which each key stands, and the key."""
        begin = self.styles.padding.left
        for each in self.shown:
            end = begin + self._width(each[0])
            yield begin, end, each
            begin = end + 1

    def _at(self, x: int) -> Shown | None:
        return next((each for begin, end, each in self._places() if begin <= x < end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The key under the mouse lights up, and says more when the mouse rests on it."""
        there = self._at(event.x)
        binding = there[0] if there else None
        if binding is not self._under_mouse:
            self._under_mouse = binding
            self.tooltip = (binding.tooltip or binding.description) if binding else None
            self.refresh()

    def on_leave(self) -> None:
        """No key lights up."""
        self._under_mouse = self.tooltip = None
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click on a key presses it."""
        there = self._at(event.x)
        if there and there[1]:
            self.app.simulate_key(there[0].key)
        elif there:
            self.app.bell()
