"""Copying a text from a screen: to the clipboard, else shown alone, else as a file; and saying which."""

import sys
from typing import Protocol, cast

from sotdesk.clipboard import copied_words
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.plain_text import PlainText
from sotdesk.settings import Settings


class Copier(Protocol):
    """The app, as far as copying goes."""

    preferences: Settings

    def copy_out(self, text: str) -> bool:
        """Puts a text on the clipboard; False when this terminal cannot."""


def copy_from(screen: BaseScreen, text: str, what: str, name: str) -> bool:
    """Copies a text and says so (`what` begins that sentence); True when it is on the clipboard.

    Where the terminal cannot, the text is shown alone, from where it can go to a file called `name`.
    """
    app = cast(Copier, screen.app)
    if app.copy_out(text):
        screen.tell(copied_words(what, app.preferences.clipboard_seconds, sys.platform))
        return True
    screen.app.push_screen(
        PlainText(text), lambda wanted: hand_out(screen, name, text.encode) if wanted else None
    )
    return False
