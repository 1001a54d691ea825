"""The one place where a text leaves for the clipboard, and where it is taken out again (security.md §2.12).

A text goes to the terminal (OSC 52), never to another program, and the app itself keeps nothing of it. After the
seconds of the setting, at a lock and at the end the clipboard is emptied. Only texts meant for elsewhere are copied.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress

from textual.app import App
from textual.timer import Timer

from sotdesk.settings import Settings

ALWAYS, NEVER = "altijd", "nooit"
"""What the setting can say; empty: by what is known of the terminal."""
HISTORY = (
    "Windows kan wat je kopieert bewaren in de klembordgeschiedenis (Win+V). "
    "Zet die uit, of haal de tekst daar zelf weg."
)
_CANNOT = frozenset(("linux", "dumb", "cons25", "vt100", "vt220", "screen.linux"))
"""Values of TERM of screens without a clipboard."""


class Copying(App[None]):
    """The part of the app that copies and empties."""

    preferences: Settings
    _emptying: Timer | None = None
    """Runs while something of ours is in the clipboard."""

    @property
    def can_copy(self) -> bool:
        """Whether this terminal takes a text for the clipboard, as far as known."""
        return terminal_copies(self.preferences.copying, os.environ, sys.platform)

    def copy_out(self, text: str) -> bool:
        """Puts a text on the clipboard for the seconds of the setting; False when this terminal cannot."""
        if not self.can_copy:
            return False
        self._to_terminal(text)
        if self._emptying is not None:
            self._emptying.stop()
        self._emptying = self.set_timer(self.preferences.clipboard_seconds, self.empty_clipboard)
        return True

    def empty_clipboard(self) -> None:
        """Takes out what was copied here; nothing when nothing of ours is there any more.

        Some terminals leave the clipboard alone when they are sent nothing, so a space goes first.
        """
        timer, self._emptying = self._emptying, None
        if timer is not None:
            timer.stop()
            with suppress(Exception):  # the terminal is gone: the lock goes on all the same
                self._to_terminal(" ")
                self._to_terminal("")

    def _to_terminal(self, text: str) -> None:
        """Textual keeps a copy for itself, which a crash report or the memory would hold: not here."""
        try:
            App.copy_to_clipboard(self, text)
        finally:
            self._clipboard = ""


def terminal_copies(setting: str, environ: Mapping[str, str], platform: str) -> bool:
    """Whether a terminal understands OSC 52. It never answers, so this goes by its name; the setting decides first.

    Without a clipboard: the bare Linux console, Terminal of macOS, GNU screen, the old Windows console.
    """
    if setting in (ALWAYS, NEVER):
        return setting == ALWAYS
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if term in _CANNOT or program == "Apple_Terminal":
        return False
    if term.startswith("screen") and "TMUX" not in environ:
        return False
    return platform != "win32" or bool(environ.get("WT_SESSION") or program)


def copied_words(what: str, seconds: int, platform: str) -> str:
    """`Logboek gekopieerd; over 30 seconden is het klembord weer leeg.`; on Windows what it keeps besides."""
    said = f"{what} gekopieerd; over {seconds} seconden is het klembord weer leeg."
    return f"{said} {HISTORY}" if platform == "win32" else said
