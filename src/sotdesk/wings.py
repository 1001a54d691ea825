"""Screens in the wings: put together before they are wanted, so that they stand there at once.

Textual needs a fifth of a second to put a screen together (parts, styles, where everything goes); filling one that
stands ready takes a fraction of that. So the screens that she comes to again and again are made once, with nobody in
them, while nobody types; coming to one fills it, and left it goes back and waits. A lock takes them all away.

Where the cursor rests on a row, the screen behind that row is filled already, a step at a time. Coming to it looks
whether anything was written or looks otherwise since; then it is filled anew.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.await_remove import AwaitRemove
from textual.screen import Screen
from textual.timer import Timer

from sotdesk.domain.errors import SotdeskError
from sotdesk.opening import empty_store
from sotdesk.screens.routes import Address, screen_for

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.screens.base import BaseScreen

FIRST = "today"
"""What comes on when the vault opens."""
READY = (FIRST, "case")
"""The routes whose screens wait in the wings, in the order in which they are put together."""
STAYS = ("kwadrant", "class_kwadrant")
"""The routes whose screens go to the wings when they are left: pupil after pupil, class after class."""
REST, BREATH = 0.15, 0.02
"""Seconds that the cursor stays on a row before the screen behind it is filled; and between two steps of that."""


class Wings(App[None]):
    """The part of the app that keeps screens ready."""

    _wings: "dict[str, BaseScreen]"
    _soon: Timer | None = None
    _filled: object = None
    """What the screen in the wings that was filled ahead is true of."""

    def dress(self) -> None:
        """Reads the look of the desk."""
        raise NotImplementedError

    @property
    def ready(self) -> "dict[str, BaseScreen]":
        """The screens that were put together, by route, also while one is on."""
        if not hasattr(self, "_wings"):
            self._wings = {}
        return self._wings

    def stand_by(self, route: str) -> bool:
        """Puts the screen of this route together, with nobody in it; False when it stands there, or cannot yet."""
        nobody = empty_store()
        if nobody is None or route in self.ready:
            return False
        self.dress()
        screen = self.ready[route] = screen_for((route,), nobody)
        screen.waits = True
        self.install_screen(screen, route)
        self._get_screen(screen)
        screen.post_message(events.ScreenResume())  # its styles, and where everything goes
        screen._css_update_count = self._css_update_count
        return True

    def next_stands_by(self) -> None:
        """Puts one screen more together; asked for while nobody types."""
        next((route for route in READY if self.stand_by(route)), None)

    def enter(self, address: Address, store: "Store") -> "BaseScreen":
        """The screen of an address: from the wings and filled, else made anew.

        KeyError for a route that does not exist; a SotdeskError says why it cannot be filled.
        """
        screen = self.ready.get(address[0])
        if screen is None or any(screen in stack for stack in self._screen_stacks.values()):
            return self._made(address, store)
        if screen._css_update_count != self._css_update_count:  # another theme was chosen meanwhile
            self.stylesheet.update(screen)
            screen._css_update_count = self._css_update_count
        if self._filled != self._true_of(address, store):
            screen.come_on(store, *address[1:])
        screen.waits, self._filled = False, None
        return screen

    def soon(self, address: Address | None, store: "Store") -> None:
        """She may come to this address: what it shows is read, and its screen filled, if the cursor rests here.

        None: to none that can be filled ahead.
        """
        if self._soon:
            self._soon.stop()
        self._soon = None
        if address:
            self._soon = self.set_timer(REST, partial(self._step, self._fill_ahead(address, store)))

    def _step(self, work: Iterator[None]) -> None:
        """One step; a key that was typed goes first."""
        with suppress(StopIteration, SotdeskError):  # what cannot be read is told when she comes there
            next(work)
            self._soon = self.set_timer(BREATH, partial(self._step, work))

    def _fill_ahead(self, address: Address, store: "Store") -> Iterator[None]:
        screen = self.ready.get(address[0])
        if screen is None:
            return
        yield from screen.ahead(store, *address[1:])
        if any(screen in stack for stack in self._screen_stacks.values()):
            return
        self._filled = None
        screen.come_on(store, *address[1:])
        screen.waits = True
        self._filled = now = self._true_of(address, store)
        yield
        for paint in (partial(screen._refresh_layout, self.size), screen._compositor.render_strips):
            if self._filled != now:
                return
            paint()
            yield

    def _true_of(self, address: Address, store: "Store") -> object:
        """All that decides what a screen shows."""
        looks = [(one.private, one.shielded) for one in [screen.desk for screen in self.ready.values()][:1]]
        return address, store, store.facts, store.clock.today(), self.size, looks

    def _made(self, address: Address, store: "Store") -> "BaseScreen":
        """A new screen; one that is to stay goes to the wings when it is left."""
        route, made = address[0], screen_for(address, store)
        if route in STAYS and route not in self.ready:
            self.ready[route] = made
            self.install_screen(made, route)
        return made

    def delay_update(self, delay: float = 0.05) -> None:
        """Textual waits so long with painting after a change of mode, for screens to be made; ours stand ready."""
        if not self.ready:
            super().delay_update(delay)

    def clear_wings(self, on: Collection[Screen[Any]]) -> list[AwaitRemove]:
        """Takes all of them away; those that were `on` go with their stack, which is gone already."""
        if self._soon:
            self._soon.stop()
        self._soon = self._filled = None
        screens = tuple(self.ready.values())
        self.ready.clear()
        for screen in screens:
            self.uninstall_screen(screen)
        return [screen.remove() for screen in screens if screen not in on]
