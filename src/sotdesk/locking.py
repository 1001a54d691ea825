"""Locking the desk and coming back: what is half typed is kept in the vault, then nothing of a pupil stays outside it.

While locked the app remembers only addresses (routes and ids), the part that had the focus and, for a form, how
it was opened. The texts themselves wait in the vault.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

from sotdesk.domain.clock import Clock
from sotdesk.domain.errors import SotdeskError
from sotdesk.idle import IdleWatch
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import FormDialog
from sotdesk.screens.routes import Address, screen_for
from sotdesk.settings import Settings

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.data.vault import Vault


@dataclass(frozen=True)
class Whereabouts:
    """One screen of the stack as it is remembered: its address, its focus, and the form that stood on it."""

    address: Address
    focus: str = ""
    opened: tuple[str, ...] = ()
    form_focus: str = ""


class Locking(App[None]):
    """The part of the app that opens, locks and reopens the vault."""

    path: Path
    clock: Clock
    preferences: Settings
    vault: "Vault | None"
    store: "Store | None"
    _where: tuple[Whereabouts, ...] = ()
    _idle: IdleWatch | None = None

    def watch_for_idleness(self) -> None:
        """Looks every second whether it is time to lock."""
        self._idle = IdleWatch.start(self.clock.now())
        self.set_interval(1.0, self._look)

    async def on_event(self, event: events.Event) -> None:
        """Any key or click means that someone is there; it also stops a countdown."""
        if self._idle and isinstance(
            event, events.Key | events.MouseDown | events.Paste | events.MouseScrollDown
        ):
            self._idle.touch(self.clock.now())
            if isinstance(self.screen, BaseScreen):
                self.screen.count_down(None)
        await super().on_event(event)

    def _look(self) -> None:
        if self._idle is None:
            return
        left = self._idle.look(self.clock.now(), self._limit())
        if self.store is None:
            return
        if left == 0:
            self.lock()
        elif isinstance(self.screen, BaseScreen):
            self.screen.count_down(left)

    def _limit(self) -> timedelta:
        running = self.store is not None and self.store.meetings.running() is not None
        minutes = self.preferences.meeting_lock_minutes if running else self.preferences.lock_minutes
        return timedelta(minutes=minutes)

    # --- locking

    def action_lock(self) -> None:
        """Ctrl+L."""
        self.lock()

    def lock(self) -> None:
        """Keeps what is typed, pauses a running meeting, closes the vault and shows only the lock screen."""
        if self.store is None:
            return
        self._where = tuple(self._whereabouts())
        self.keep_half_typed()
        meeting = self.store.meetings.running()
        if meeting is not None:
            self.store.table.pause(meeting.id)
        self.close_vault()
        self.show_lock_screen()

    def close_vault(self) -> None:
        """Drops the store and the connection."""
        self.store = None
        if self.vault is not None:
            self.vault.close()
            self.vault = None

    def show_lock_screen(self) -> None:
        """Leaves every screen and shows the unlock screen, or the first run when there is no vault yet."""
        from sotdesk.screens.unlock import first_screen

        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.clear_notifications()
        self.push_screen(first_screen(self.path, again=bool(self._where)))

    def keep_half_typed(self) -> None:
        """Every screen and form keeps what stands in its fields."""
        if self.store is None:
            return
        for number, screen in enumerate(self.screen_stack):
            try:
                if isinstance(screen, BaseScreen):
                    screen.keep_draft()
                elif isinstance(screen, FormDialog) and screen.opened_by:
                    self.store.desk.keep_draft(f"form:{number}", screen.packed(), 0)
            except SotdeskError:
                continue

    def _whereabouts(self) -> list[Whereabouts]:
        found: list[Whereabouts] = []
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                found.append(Whereabouts(screen.address, _focused(screen)))
            elif isinstance(screen, FormDialog) and screen.opened_by and found:
                last = found.pop()
                found.append(Whereabouts(last.address, last.focus, screen.opened_by, _focused(screen)))
        return found

    # --- coming back

    def opened(self, vault: "Vault") -> None:
        """The vault is open: back to where she was, or to Vandaag."""
        from sotdesk.data.store import Store

        self.vault = vault
        self.store = Store(vault.engine, self.clock)
        if self._idle:
            self._idle.touch(self.clock.now())
        where, self._where = self._where or (Whereabouts(("today",)),), ()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        for number, place in enumerate(where, start=1):
            self.push_screen(screen_for(place.address, self.store))
            self.call_after_refresh(self._restore, place, number)

    def _restore(self, place: Whereabouts, number: int) -> None:
        screen = self.screen_stack[number] if number < len(self.screen_stack) else None
        if not isinstance(screen, BaseScreen) or self.store is None:
            return
        screen.restore_draft()
        if place.focus and screen.query(f"#{place.focus}"):
            screen.query_one(f"#{place.focus}").focus()
        if place.opened:
            screen.open(*place.opened)
            self.call_after_refresh(self._refill_form, number + 1, place.form_focus)

    def _refill_form(self, number: int, focus: str) -> None:
        form = self.screen
        if isinstance(form, FormDialog) and self.store is not None:
            packed, _ = self.store.desk.draft(f"form:{number}")
            self.store.desk.keep_draft(f"form:{number}", "", 0)
            if packed:
                form.unpack(packed)
            if focus and form.query(f"#{focus}"):
                form.query_one(f"#{focus}").focus()


def _focused(screen: BaseScreen | FormDialog[object]) -> str:
    return (screen.focused.id or "") if screen.focused else ""
