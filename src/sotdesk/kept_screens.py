"""Screens that stay put together after they are left: putting a screen together costs Textual more than showing it.

A kept screen is shown again for another pupil or class as if it were new (`BaseScreen.again`). It goes away with the
desk: after a lock nothing of a pupil may stay (locking.py).
"""

from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from sotdesk.screens.routes import Address, screen_for

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.screens.base import BaseScreen

KEPT = ("kwadrant", "class_kwadrant")
"""Routes that she goes to pupil after pupil, class after class."""


class KeepingScreens(App[None]):
    """The part of the app that makes a screen, or takes the one it kept."""

    _kept: "dict[str, BaseScreen] | None" = None

    def screen_at(self, address: Address, store: "Store") -> "BaseScreen":
        """The screen of an address, ready to be shown; one that is shown already is made once more."""
        route, kept = address[0], self._kept or {}
        if route in kept and kept[route] not in self.screen_stack:
            kept[route].again(store, *address[1:])
            return kept[route]
        made = screen_for(address, store)
        if route in KEPT and route not in kept:
            self._kept = {**kept, route: made}
        return made

    @property
    def screens_kept(self) -> "tuple[BaseScreen, ...]":
        """Those that are put together now."""
        return tuple((self._kept or {}).values())

    def is_screen_installed(self, screen: Screen[object] | str) -> bool:
        """Textual takes a screen apart that is left, but for those that are kept."""
        return screen in self.screens_kept or super().is_screen_installed(screen)

    def let_go(self) -> list[Screen[None]]:
        """None is kept any more; gives those that are not shown, for the caller to remove."""
        kept, self._kept = self.screens_kept, None
        return [screen for screen in kept if screen not in self.screen_stack]
