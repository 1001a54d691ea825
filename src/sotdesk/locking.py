"""Opening, locking and coming back: what is half typed is kept in the vault, then nothing of a pupil stays outside.

The desk is a mode of the app apart from the lock screen, so it goes away whole: none of its screens comes up
again on the way out. While locked the app remembers only whereabouts (routes and ids).
"""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen

from sotdesk.clipboard import Copying
from sotdesk.domain.clock import Clock
from sotdesk.domain.errors import SotdeskError
from sotdesk.idle import IdleWatch
from sotdesk.kept_screens import KeepingScreens
from sotdesk.opening import empty_store, first_screen
from sotdesk.screens.routes import screen_for
from sotdesk.settings import Settings
from sotdesk.whereabouts import Whereabouts, keep, kept, look_around, put_back, screens_of

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.data.vault import Vault
    from sotdesk.screens.base import BaseScreen

FIRST_STYLE = Path(__file__).with_name("unlock.tcss")
STYLE = Path(__file__).with_name("sotdesk.tcss")
"""The look of everything behind the unlock screen; reading it before the first paint would cost a tenth of a second."""
SLOT, DESK = "slot", "desk"
START = Whereabouts(("today",))
_HANDS = (events.Key, events.MouseDown, events.Paste, events.MouseScrollDown, events.MouseScrollUp)
"""Events that mean that someone is there."""


class Locking(KeepingScreens, Copying):
    """The part of the app that opens, locks and reopens the vault."""

    path: Path
    clock: Clock
    preferences: Settings
    vault: "Vault | None"
    store: "Store | None"
    _where: tuple[Whereabouts, ...] = ()
    _paused = ""
    """The meeting that the lock paused."""
    _in_wings: "BaseScreen | None" = None
    """Vandaag, put together behind the lock screen."""
    _idle: IdleWatch | None = None
    _counting = False
    _typed = False
    """Something was typed since the last look."""

    def get_default_screen(self) -> Screen[None]:
        """What stands there first: the unlock screen, or the first run when there is no vault yet."""
        return first_screen(self.path, self.clock, again=False)

    def watch_for_idleness(self) -> None:
        """Looks every second whether it is time to lock, and keeps what is being typed."""
        self._idle = IdleWatch.start(self.clock.now())
        self.set_interval(1.0, self._look)

    async def on_event(self, event: events.Event) -> None:
        """A key or click means that someone is there; after sleep it only locks, it changes nothing.

        What was typed last while the desk goes away has nowhere to go.
        """
        if isinstance(event, (events.InputEvent, events.Paste)) and not self._screen_stack:
            return
        if self._idle and self.store is not None and isinstance(event, _HANDS):
            now = self.clock.now()
            if self._idle.slept(now):
                self.lock(since=self._idle.seen)
                return
            self._idle.touch(now)
            self._typed = True
            if self._counting:
                self._count_down(None)
        await super().on_event(event)

    def _look(self) -> None:
        if self._idle is None:
            return
        left = self._idle.look(self.clock.now(), self._limit())
        if self.store is None:
            return
        if left == 0:
            self.lock(since=self._idle.asleep_since)
            return
        if self._typed:
            self.keep_half_typed()
        if left is not None or self._counting:
            self._count_down(left)

    def _limit(self) -> timedelta:
        """How long nobody may type; asks for a running meeting only when that makes a difference."""
        short, long = self.preferences.lock_minutes, self.preferences.meeting_lock_minutes
        quiet = self.clock.now() - self._idle.touched if self._idle else timedelta()
        if self.store is None or quiet < timedelta(minutes=min(short, long) - 1):
            return timedelta(minutes=max(short, long))
        try:
            running = self.store.meetings.running()
        except SotdeskError:
            running = None
        return timedelta(minutes=long if running else short)

    def _count_down(self, seconds: int | None) -> None:
        self._counting = seconds is not None
        for screen, _ in screens_of(self.screen_stack):
            screen.count_down(seconds)

    # --- locking

    def action_lock(self) -> None:
        """Ctrl+L."""
        self.lock()

    def lock(self, since: datetime | None = None) -> None:
        """Keeps what is typed, pauses a running meeting, closes the vault and shows only the lock screen.

        The pause counts from `since` when the machine slept from then on: that time is charged to nobody.
        """
        if self.store is None:
            return
        self._where = look_around(self.screen_stack) or (START,)
        self.put_away(since)
        self.clear_notifications()
        kept = self.let_go()
        self.add_mode(SLOT, partial(first_screen, self.path, self.clock, again=True))
        self.switch_mode(SLOT)
        self.call_later(self._forget, self.remove_mode(DESK), kept)

    def put_away(self, since: datetime | None = None) -> None:
        """Empties the clipboard, keeps what is typed, pauses a running meeting, closes the vault; nothing may fail."""
        self.empty_clipboard()
        self.keep_half_typed()
        with suppress(SotdeskError):  # the disk is full, or gone: the vault closes all the same
            self._pause(since)
        self._typed = self._counting = False
        self._forget_refused()
        self.close_vault()

    def _forget_refused(self) -> None:
        """Candidates who were refused: no u brings them back from here, so nothing of them may stay."""
        with suppress(SotdeskError):  # the next opening does it
            if self.store is not None:
                self.store.candidates.forget()

    def _pause(self, since: datetime | None) -> None:
        from sotdesk.domain.meetings import MeetingState

        meeting = self.store.meetings.running() if self.store else None
        if self.store is not None and meeting is not None and meeting.state is MeetingState.RUNNING:
            self.store.table.pause(meeting.id, since)
            self._paused = meeting.id

    def close_vault(self) -> None:
        """Drops the store and the connection."""
        self.store = None
        vault, self.vault = self.vault, None
        if vault is not None:
            vault.close()

    def keep_half_typed(self) -> None:
        """Every screen and form keeps what stands in its fields."""
        self._typed = False
        if self.store is not None:
            keep(self.screen_stack, self.store)

    async def _forget(self, leaving: AwaitComplete, kept: "list[Screen[None]]") -> None:
        """When the desk's screens are gone, those that were kept too: nothing they painted stays."""
        from sotdesk.forgetting import forget_texts

        await leaving
        for screen in kept:
            await screen.remove()
        forget_texts()

    def dress(self) -> None:
        """Reads the look of the desk, once."""
        if not self.stylesheet.has_source(str(STYLE), ""):
            self.stylesheet.read(STYLE)
            self.refresh_css(animate=False)

    # --- coming back

    def stand_ready(self) -> None:
        """While the key is derived, in a thread: put Vandaag together behind the lock screen, with nobody in it."""
        if self._in_wings is None and (nobody := empty_store()):
            self.dress()
            self.add_mode(DESK, Screen)
            self._init_mode(DESK)
            self._in_wings = screen_for(START.address, nobody)
            self.push_screen(self._in_wings, mode=DESK)
            self._in_wings.post_message(events.ScreenResume())
            self._in_wings._css_update_count = self._css_update_count

    def opened(self, vault: "Vault") -> None:
        """The vault is open: back to where she was, else to a form that was half filled in, else Vandaag."""
        from sotdesk.data.store import Store

        self.vault, self.store = vault, Store(vault.engine, self.clock)
        self._forget_refused()
        if self._idle:
            self._idle = IdleWatch.start(self.clock.now())
        where, self._where = self._where or kept(self.store) or (START,), ()
        self._go_on()
        self.dress()
        before, ready = self.current_mode, self._in_wings
        if ready is None:
            self.add_mode(DESK, Screen)
        self.switch_mode(DESK)
        if before == SLOT:
            self.remove_mode(SLOT)
        self._in_wings = None
        if ready is not None and where[0].address != ready.address:
            self.pop_screen()
            ready = None
        for number, place in enumerate(where):
            if number == 0 and ready is not None:
                screen = ready
                screen.over(self.store)
            else:
                screen = screen_for(place.address, self.store)
                self.push_screen(screen)
            screen.call_later(put_back, screen, place, number)

    def _go_on(self) -> None:
        """A meeting that the lock paused runs again; one that was paused by hand stays paused.

        One that still ran when the program was ended (no power) runs on; the time in between was pause.
        """
        paused, self._paused = self._paused, ""
        if self.store is None:
            return
        with suppress(SotdeskError):  # it stays paused, and says so
            if paused:
                self.store.table.resume(paused)
            elif meeting := self.store.meetings.running():
                self.store.table.take_up_again(meeting.id)
