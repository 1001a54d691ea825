"""The screens behind the one that is painted: lent to Textual, and taken back at a lock.

Textual puts their list in the context of whatever paints, and every clock or worker that begins after it keeps that
context: the clock of the lock screen would hold a pupil's card for as long as it ticks.
"""

from typing import Any
from weakref import WeakSet

from textual.app import App
from textual.screen import Screen


class Behind(list[Screen[Any]]):
    """The screens behind, in a list that can be emptied from outside."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class Backdrop(App[None]):
    """The part of the app that knows what it lent."""

    _lent: WeakSet[Behind]

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        behind = Behind(super()._background_screens)
        if not hasattr(self, "_lent"):
            self._lent = WeakSet()
        self._lent.add(behind)
        return behind

    def take_back(self) -> None:
        """Nobody knows any more what stood behind anything."""
        for behind in self._lent:
            behind.clear()
