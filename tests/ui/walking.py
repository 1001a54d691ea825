"""A walk over the screens of the small school, as a user goes: an address, the keys on it, the forms it opens."""

from typing import Any

from tests.ui.half_typed import lost_from_form
from tests.ui.shadowed import shadowed
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from sotdesk.app import SotDesk
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import FormDialog
from sotdesk.widgets.lines import Lines


class Walk:
    """Goes everywhere in the small school and writes down which act is shadowed where."""

    def __init__(self, desk: SotDesk, pilot: Pilot[None]) -> None:
        self.desk, self.pilot = desk, pilot
        self.found: set[str] = set()
        self.lost: set[str] = set()
        self.seen: set[type[Screen[Any]]] = set()

    def look(self) -> None:
        """What is shown now: each part with the focus, each row of a list; then all as it was."""
        screen, before = self.desk.screen, self.desk.screen.focused
        self.seen.add(type(screen))
        for part in (None, *screen.focus_chain):
            screen.set_reactive(Screen.focused, part)  # nobody looks: no style has to follow
            self._listen(screen, part)
            if isinstance(part, Lines):
                row = part.highlighted
                for each in range(part.option_count):
                    part.set_reactive(Lines.highlighted, each)
                    self._listen(screen, part)
                part.set_reactive(Lines.highlighted, row)
        screen.set_reactive(Screen.focused, before)

    def _listen(self, screen: Screen[Any], part: Widget | None) -> None:
        here = f"{type(screen).__name__} {part.id or type(part).__name__ if part else 'without focus'}"
        self.found |= {f"{here}: {words}" for words in shadowed(screen)}

    async def visit(self, address: tuple[str, ...], *ways: str) -> None:
        """An address as it opens, then one way after another: keys, or `#part` to put the focus there."""
        self.desk.go(address, fresh=True)
        await self.take("", *ways)

    async def take(self, *ways: str) -> None:
        """The ways on the screen that is shown."""
        for way in ways:
            for step in way.split():
                if step.startswith("#"):
                    self.desk.screen.query_one(step).focus()
                    await self.pilot.pause()
                else:
                    await self.pilot.press(step)
            await self._look_and_close()

    async def open(self, opener: str, *args: str) -> None:
        """A form of the screen that is shown."""
        screen = self.desk.screen
        assert isinstance(screen, BaseScreen)
        screen.open(opener, *args)
        await self._look_and_close()

    async def _look_and_close(self) -> None:
        await self.pilot.pause()
        await self.desk.workers.wait_for_complete()
        await self.pilot.pause()
        self.look()
        if isinstance(self.desk.screen, FormDialog):
            self.lost |= await lost_from_form(self.desk, self.pilot)
        while isinstance(self.desk.screen, ModalScreen):
            await self.desk.pop_screen()
