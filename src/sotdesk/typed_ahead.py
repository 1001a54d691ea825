"""Keys work in the order in which they were typed, also when she types faster than the screen follows.

Textual gives a key at once to what has the focus. What the key sets going (a line is kept, a form opens, the focus
goes to the next field) comes later, and letters typed behind it would land in the old place: a passphrase twice in
one field, a name as keys of the list under it. Here a key waits until the one before it has done its work.
"""

import asyncio
from collections import deque

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget

ROUNDS = 8
"""A form that opens a form that moves the focus: each needs two rounds."""
QUIET = 2
"""Rounds in which the focus must stand still. Behind the key itself one is not enough: a binding is done when the key
has come up to the app, and what that sets going (a line says that Enter was pressed) goes all the way once more."""
LONGEST = 1.0
"""Seconds that a key waits at most for what came before it."""
_Typed = events.Key | events.Paste


class KeysInOrder(App[None]):
    """Hands out what is typed one by one."""

    _ahead: deque[_Typed]
    _next: _Typed | None = None
    _settling: "asyncio.Task[None] | None" = None

    class Round(Message):
        """Goes the way of a key, from what has the focus up to the app, behind all that the key set going."""

        def __init__(self, back: "asyncio.Future[None]") -> None:
            super().__init__()
            self.back = back

    async def on_event(self, event: events.Event) -> None:
        """A key is taken when the one before it is done; all else at once."""
        if not isinstance(event, _Typed) or event.is_forwarded:
            await super().on_event(event)
        elif self._settling is None or event is self._next:
            self._next = None
            await super().on_event(event)
            self._settling = asyncio.create_task(self._settle())
        else:
            self._waiting.append(event)

    @property
    def _waiting(self) -> deque[_Typed]:
        """Typed, not yet taken."""
        if not hasattr(self, "_ahead"):
            self._ahead = deque()
        return self._ahead

    async def _settle(self) -> None:
        """Until the focus stands still; then the next key."""
        quiet = 0
        for _ in range(ROUNDS):
            here = self._here
            if here is None:
                break
            await self._round(here)
            quiet = quiet + 1 if self._here is here else 0
            if quiet == QUIET:
                break
        if self._waiting:
            self._next = self._waiting.popleft()
            self.post_message(self._next)
        else:
            self._settling = None

    @property
    def _here(self) -> Widget | None:
        """What a key typed now would reach."""
        return (self.focused or self.screen) if self._screen_stack else None

    async def _round(self, here: Widget) -> None:
        """Until a message has gone from here to the app behind all others, or `here` is no more."""
        back = asyncio.get_running_loop().create_future()
        if here._task is not None and here.call_later(here.post_message, self.Round(back)):
            await asyncio.wait({back, here._task}, timeout=LONGEST, return_when=asyncio.FIRST_COMPLETED)

    def on_keys_in_order_round(self, message: Round) -> None:
        """Here it is; what was asked of the app on the way, such as moving the focus, comes first."""
        self.call_later(_done, message.back)


def _done(back: "asyncio.Future[None]") -> None:
    if not back.done():
        back.set_result(None)
