"""How the program ends: by a key, a signal, a crash; and what never leaves it: pictures, copies, a stopped screen."""

import asyncio
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from rich.text import Text
from textual._context import active_message_pump
from textual.app import ScreenError, SystemCommand
from textual.dom import DOMNode, NoScreen
from textual.screen import Screen
from textual.worker import WorkerFailed

from sotdesk import hygiene
from sotdesk.locking import Locking


class Leaving(Locking):
    """The part of the app that ends it, and closes the ways out that Textual leaves open."""

    def end_cleanly(self) -> None:
        """A signal (the terminal's window closed) keeps what is half typed and closes the vault first."""
        loop = asyncio.get_running_loop()
        hygiene.quiet_loop(loop)
        if sys.platform != "win32":
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.leave)

    async def action_quit(self) -> None:
        """Ctrl+Q: everything is saved already; what is half typed is kept too, and a reservekopie is made."""
        self._by_hand = True
        self.leave()

    def leave(self) -> None:
        """Keeps what is half typed, closes the vault and ends."""
        self.put_away()
        self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None of Textual's own: one of them writes the screen to a file."""
        return ()

    def deliver_screenshot(self, *args: Any, **kwargs: Any) -> None:
        """A picture of the screen would be a pupil's data outside the vault."""

    def save_screenshot(self, *args: Any, **kwargs: Any) -> str:
        """A picture of the screen would be a pupil's data outside the vault."""
        return ""

    def copy_to_clipboard(self, text: str) -> None:
        """Textual's own copying does nothing: what is copied goes through clipboard.py, which takes it out again."""

    def action_suspend_process(self) -> None:
        """Never: a suspended program would leave the vault open and its screen in the terminal."""

    def _is_leaving(self) -> bool:
        """Whether it went wrong in a part of a screen that is no longer shown in any way."""
        with suppress(LookupError, ScreenError, NoScreen):
            part = active_message_pump.get()
            return isinstance(part, DOMNode) and part is not self and part.screen not in self.screen_stack
        return False

    def _handle_exception(self, error: Exception) -> None:
        """A crash shows one sentence: Textual's own report prints local variables, and so pupils."""
        if self._is_leaving():
            return  # a screen that goes away, because the desk was locked, still asked for something
        if self._exception is not None:
            return  # what breaks on the way out is not news
        self._return_code = 1
        self._exception = error
        self._exception_event.set()
        with suppress(Exception):
            self.put_away()
        self.close_vault()
        broke = error.error if isinstance(error, WorkerFailed) else error
        self.panic(Text(f"{hygiene.CRASH_SENTENCE}\n\n{hygiene.crash_record(broke)}\n"))
