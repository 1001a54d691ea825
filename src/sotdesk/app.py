"""The app: places, going there and back, undo, quitting and crashing. Locking is locking.py's. No screen's logic."""

import asyncio
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.app import App, SystemCommand
from textual.screen import Screen

from sotdesk import hygiene, settings
from sotdesk.actions import bindings
from sotdesk.domain.clock import Clock, system_clock
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.words import long_date
from sotdesk.locking import Locking
from sotdesk.palette import open_palette
from sotdesk.paths import settings_file
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.blank import BlankScreen
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.routes import PLACES, Address, pupil_address, screen_for
from sotdesk.themes import DEFAULT, THEMES

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.data.vault import Vault


class SotDesk(Locking, App[None]):
    """`SotDesk(path).run()`: opens or makes the vault at `path`; `passphrase` only for the demo school."""

    CSS_PATH = "sotdesk.tcss"
    TITLE = "sotdesk"
    BINDINGS = bindings("app")
    ENABLE_COMMAND_PALETTE = False  # its own commands hold a screenshot; ours is palette.py

    def __init__(self, path: Path, *, clock: Clock | None = None, passphrase: str = "") -> None:
        self.preferences = settings.load(settings_file())
        chosen = self.preferences.theme or DEFAULT
        super().__init__(ansi_color=True if chosen == "kaal" else None)
        self.path = path
        self.clock = clock or system_clock()
        self.passphrase_shown = passphrase
        self.vault: Vault | None = None
        self.store: Store | None = None
        self.private = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = chosen

    def on_mount(self) -> None:
        """Signals end the program cleanly; then the unlock screen, or the first run."""
        loop = asyncio.get_running_loop()
        hygiene.quiet_loop(loop)
        if sys.platform != "win32":
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.leave)
        self.theme_changed_signal.subscribe(self, lambda _theme: self._keep_theme())
        self.watch_for_idleness()
        self.show_lock_screen()

    # --- what screens ask (screens.base.Desk)

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(name for name, _ in PLACES)

    @property
    def day_and_school(self) -> tuple[str, ...]:
        school = self.store.school.school().name if self.store else ""
        return tuple(filter(None, (long_date(self.clock.today()), school)))

    @property
    def running(self) -> str:
        """The meeting that runs, in words; empty when none does."""
        meeting = self.store.meetings.running() if self.store else None
        if meeting is None:
            return ""
        return f"{meeting.kind.short} {'loopt' if meeting.state == 'bezig' else 'pauze'} {self.clock.now():%H:%M}"

    def action_place(self, place: int) -> None:
        """To a place by its digit; while a meeting runs, Overleg is that meeting."""
        route = PLACES[place - 1][1]
        running = self.store.meetings.running() if self.store and route == "meetings" else None
        self.go(("meeting", running.id) if running else (route,), fresh=True)

    def go(self, address: Address, *, fresh: bool = False) -> None:
        """Shows the screen of an address over this one; `fresh` leaves all others first."""
        if self.store is None:
            return
        try:
            screen = screen_for(pupil_address(address, self.store), self.store)
        except SotdeskError as error:
            self.push_screen(MessageDialog.of(error))
            return
        if fresh:
            while len(self.screen_stack) > 2:
                self.pop_screen()
            self.switch_screen(screen) if len(self.screen_stack) == 2 else self.push_screen(screen)
        else:
            self.push_screen(screen)

    # --- keys that work everywhere

    def action_find(self) -> None:
        """/: find anything."""
        self.go(("find",))

    def action_palette(self) -> None:
        """Ctrl+P: all commands."""
        open_palette(self.screen)

    def action_signal(self) -> None:
        """Ctrl+N: note a signal, on top of whatever is shown."""
        screen = self.screen
        if isinstance(screen, BaseScreen) and self.store:
            screen.open("signal")

    def action_undo(self) -> None:
        """Undoes the last change of this sitting, and says what it was."""
        screen = self.screen
        if self.store is None or not isinstance(screen, BaseScreen):
            return
        last = self.store.desk.to_undo()
        if last is None:
            screen.tell("Er is niets (meer) om te herstellen.")
            return
        store = self.store
        if screen.attempt(lambda: store.desk.undo(last.batch), f"Hersteld: {last.label}."):
            screen.reload()

    def action_saved(self) -> None:
        """Ctrl+S."""
        if isinstance(self.screen, BaseScreen):
            self.screen.tell("Alles is al bewaard.")

    def action_private(self) -> None:
        """F9: names hidden or shown, on every screen."""
        self.private = not self.private
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.reload()
        if isinstance(self.screen, BaseScreen):
            hidden = "Namen verborgen. Vrije tekst kan nog namen bevatten."
            self.screen.tell(hidden if self.private else "Namen zichtbaar.")

    def action_blank(self) -> None:
        """F12: an empty screen at once."""
        if isinstance(self.screen, BlankScreen):
            self.pop_screen()
        else:
            self.push_screen(BlankScreen())

    # --- leaving

    async def action_quit(self) -> None:
        """Ctrl+Q: everything is saved already; what is half typed is kept too."""
        self.leave()

    def leave(self) -> None:
        """Keeps what is half typed, closes the vault and ends."""
        self.keep_half_typed()
        self.close_vault()
        self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None of Textual's own: one of them writes the screen to a file."""
        return ()

    def deliver_screenshot(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """A picture of the screen would be a pupil's data outside the vault."""

    def save_screenshot(self, *args: Any, **kwargs: Any) -> str:
        """A picture of the screen would be a pupil's data outside the vault."""
        return ""

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing is copied behind her back; the clipboard comes with its own clearing (security.md §2.12)."""

    def _keep_theme(self) -> None:
        from dataclasses import replace

        self.preferences = replace(self.preferences, theme=self.theme)
        with suppress(OSError):
            settings.save(self.preferences, settings_file())

    def _handle_exception(self, error: Exception) -> None:
        """A crash shows one sentence: Textual's own report prints local variables, and so pupils."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        record = hygiene.crash_record(error)
        with suppress(Exception):
            self.keep_half_typed()
        self.close_vault()
        self.panic(Text(f"{hygiene.CRASH_SENTENCE}\n\n{record}\n"))
