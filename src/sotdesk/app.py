"""The app: places, going there and back, undo. No screen's logic; locking.py opens and locks, leaving.py ends,
showing.py hides and shows.

What the unlock screen does not need is imported where it is used: it must stand there at once.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk import settings
from sotdesk.actions import bindings
from sotdesk.domain.clock import Clock, system_clock
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.words import long_date
from sotdesk.locking import FIRST_STYLE
from sotdesk.paths import settings_file
from sotdesk.screens.routes import PLACES, Address, pupil_address
from sotdesk.showing import Showing
from sotdesk.styles import KeptStylesheet
from sotdesk.themes import ANSI, DEFAULT, NAMES, THEMES
from sotdesk.typed_ahead import KeysInOrder
from sotdesk.undoing import Announcing

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.data.vault import Vault


class SotDesk(Announcing, KeysInOrder, Showing):
    """`SotDesk(path).run()`: opens or makes the vault at `path`; `passphrase` only for the demo school."""

    CSS_PATH = FIRST_STYLE
    TITLE = "sotdesk"
    BINDINGS = bindings("app")
    ENABLE_COMMAND_PALETTE = False  # its own commands hold a screenshot; ours is palette.py

    def __init__(self, path: Path, *, clock: Clock | None = None, passphrase: str = "") -> None:
        self.preferences = settings.load(settings_file())
        chosen = self.preferences.theme if self.preferences.theme in NAMES else DEFAULT
        super().__init__(ansi_color=chosen == ANSI or None)
        self.path = path
        self.clock = clock or system_clock()
        self.passphrase_shown = passphrase
        self.vault: Vault | None = None
        self.store: Store | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(SotDesk.theme, chosen)  # its watcher would read all styles a second time
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())

    def on_mount(self) -> None:
        """Signals end the program cleanly, idleness locks it, a chosen theme is remembered."""
        self.end_cleanly()
        self.theme_changed_signal.subscribe(self, lambda _theme: self._keep_theme())
        self.watch_for_idleness()

    # --- what screens ask (screens.base.Desk)

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(name for name, _ in PLACES)

    @property
    def day_and_school(self) -> tuple[str, ...]:
        school = self.store.school.school().name if self.store else ""
        return tuple(filter(None, (long_date(self.clock.today()), school)))

    @property
    def lifted(self) -> str:
        """Says that what is shielded is shown; empty when it is not."""
        return "" if self.shielded else "niet afgeschermd"

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
        self.unless_guest_sees(address[0], lambda: self._go_to(address, fresh=fresh))

    def _go_to(self, address: Address, *, fresh: bool) -> None:
        if self.store is None:
            return
        try:
            screen = self.enter(pupil_address(address, self.store), self.store)
        except SotdeskError as error:
            if here := self.here():
                here.fail(error)
            return
        if fresh:
            self.keep_half_typed()  # the last second of typing goes with the screens that go away now
            while len(self.screen_stack) > 2:
                self.pop_screen()
            self.switch_screen(screen) if len(self.screen_stack) == 2 else self.push_screen(screen)
        else:
            self.push_screen(screen)

    # --- keys that work everywhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before the vault is open there is nothing to lock and no name to hide; while a job uses it, nothing may."""
        if self.at_work and action not in ("lock", "quit", "blank"):
            return False
        return self.store is not None or action not in ("lock", "private", "shield")

    def action_find(self) -> None:
        """/: find anything."""
        self.go(("find",))

    def action_palette(self) -> None:
        """Ctrl+P: all commands."""
        from sotdesk.palette import open_palette

        open_palette(self.screen)

    def action_signal(self) -> None:
        """Ctrl+N: note a signal, on top of whatever is shown."""
        if here := self.here():
            here.open("signal")

    def action_acute(self) -> None:
        """!: the acute card, over whatever is shown, for the pupil who is in view."""
        if (here := self.here()) and here.ROUTE != "acute":
            self.go(("acute", "", *here.in_view))

    def action_undo(self) -> None:
        """u: says what it would undo; pressed again it does, and says what the next one would."""
        here, store = self.here(), self.store
        if here is None or store is None:
            return
        last = store.desk.to_undo()
        if last is None:
            here.tell("Er is niets (meer) om te herstellen.")
        elif not self.said_before(last.batch):
            self.announce(last.batch)
            here.tell(here.undoes(last.label, last.students))
        elif here.attempt(lambda: store.desk.undo(last.batch)):
            here.reload()
            following = store.desk.to_undo()
            self.announce(following.batch if following else "")
            more = here.undoes(following.label, following.students) if following else ""
            here.tell(f"{here.undone(last.label)} {more}".strip())

    def action_saved(self) -> None:
        """Ctrl+S."""
        if here := self.here():
            here.tell("Alles is al bewaard.")

    def _keep_theme(self) -> None:
        self.preferences = replace(self.preferences, theme=self.theme)
        with suppress(OSError):
            settings.save(self.preferences, settings_file())
