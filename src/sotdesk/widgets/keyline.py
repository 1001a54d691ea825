"""The bottom line: the keys that work now, at most seven, and none cut in half.

One widget draws the whole line: Textual's Footer makes a widget of every key, and a screen that opens paid for each of
them (2–3 ms), as did every change of focus.
"""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Leave, MouseDown, MouseMove, Resize
from textual.screen import Screen
from textual.widget import Widget

from sotdesk.widgets.pieces import joined, literal

MOST = 7
ELSE = ("find", "signal", "palette")
"""The acts (ids in actions) that are shown where nothing else is: an empty line looks broken."""
KEY, WORDS, OVER = (
    "bold $footer-key-foreground",
    "$footer-description-foreground",
    "on $block-hover-background",
)

Shown = tuple[Binding, bool]
"""A key in the line, and whether it works now."""


class KeyLine(Widget):
    """At most seven keys; what has no room is in help and palette. A click on a key is that key.

    It is filled by `renew`: by the screen before it is first painted, and when other keys work. Textual asks for
    that several times for every focus; only a line that changes is painted anew.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine {
        background: $footer-item-background;
        color: $footer-foreground;
        dock: bottom;
        height: 1;
        padding: 0 1;
        text-wrap: nowrap;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Shown] = []
        self._over: Shown | None = None
        """The key under the mouse."""
        self._asked = False

    def on_mount(self) -> None:
        """Hears when other keys may work."""
        self.screen.bindings_updated_signal.subscribe(self, self.bindings_changed)

    def render(self) -> RenderResult:
        """The keys that `renew` found."""
        said = [self._key(one) for one in self.shown]
        return joined(said, " ")

    def _key(self, one: Shown) -> Content:
        key, words = self._words(one)
        content = Content.assemble((key, KEY), (f" {literal(words).plain}", WORDS))
        if one is self._over:
            content = content.stylize(OVER)
        return content if one[1] else content.stylize("dim")

    def _words(self, one: Shown) -> tuple[str, str]:
        return self.app.get_key_display(one[0]), one[0].description

    def _fitting(self) -> Iterator[Shown]:
        """The keys of the focused part first, one for each action, as many as fit on the line."""
        active = [(each.binding, each.enabled) for each in self.screen.active_bindings.values()]
        shown = [each for each in active if each[0].show] or [each for each in active if each[0].id in ELSE]
        first: dict[str, Shown] = {}
        for binding, works in shown:
            first.setdefault(binding.action, (binding, works))
        room = self.app.size.width - 2
        for one in list(first.values())[:MOST]:
            room -= self._width(one) + 1
            if room < -1:
                return
            yield one

    def _width(self, one: Shown) -> int:
        key, words = self._words(one)
        return cell_len(key) + 1 + cell_len(words)

    def renew(self) -> None:
        """Show the keys that work now; on a screen that goes away nothing works."""
        self._asked = False
        if self.is_attached and not self._pruning and (found := list(self._fitting())) != self.shown:
            self.shown, self._over = found, None
            self.refresh()

    def _renew_soon(self) -> None:
        """Once the focus stands still; asked again before that it stays one time."""
        if not self._asked:
            self._asked = True
            self.call_after_refresh(self.renew)

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Other keys may work."""
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self._renew_soon()

    def on_resize(self, _event: Resize) -> None:
        """A narrower screen holds fewer keys."""
        self._renew_soon()

    # --- the mouse

    def on_mouse_move(self, event: MouseMove) -> None:
        """The key under the mouse stands out, and says what it does."""
        over = self._at(event.x)
        if over is not self._over:
            self._over = over
            self.tooltip = (over[0].tooltip or over[0].description) if over else None
            self.refresh()

    def on_leave(self, _event: Leave) -> None:
        """None stands out."""
        self._over = None
        self.refresh()

    def on_mouse_down(self, event: MouseDown) -> None:
        """The key under the mouse is pressed."""
        if one := self._at(event.x):
            self.app.simulate_key(one[0].key) if one[1] else self.app.bell()

    def _at(self, x: int) -> Shown | None:
        begin = self.styles.padding.left
        for one in self.shown:
            end = begin + self._width(one)
            if begin <= x < end:
                return one
            begin = end + 1
        return None
