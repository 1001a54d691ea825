"""Opening, locking and coming back: what is half typed is kept in the vault, then nothing of a pupil stays outside.

The desk is a mode of the app apart from the lock screen, so it goes away whole: none of its screens comes up
again on the way out. While locked the app remembers only whereabouts (routes and ids).
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.await_remove import AwaitRemove
from textual.screen import Screen

from sotdesk import parting
from sotdesk.backdrop import Backdrop
from sotdesk.clipboard import Copying
from sotdesk.domain.clock import Clock
from sotdesk.domain.errors import SotdeskError
from sotdesk.idle import IdleWatch
from sotdesk.opening import first_screen, task_screen
from sotdesk.paths import seen_file
from sotdesk.safekeeping import second_place
from sotdesk.settings import Settings
from sotdesk.whereabouts import Whereabouts, keep, kept, look_around, put_back, screens_of
from sotdesk.wings import FIRST, Wings

if TYPE_CHECKING:
    from sotdesk.at_work import Work
    from sotdesk.data.keeper import Keeper
    from sotdesk.data.store import Store
    from sotdesk.data.vault import Vault
    from sotdesk.opening import Task

FIRST_STYLE = Path(__file__).with_name("unlock.tcss")
STYLE = Path(__file__).with_name("sotdesk.tcss")
"""The look of everything behind the unlock screen; reading it before the first paint would cost a tenth of a second."""
SLOT, DESK = "slot", "desk"
START = Whereabouts((FIRST,))
AFTERMATH = 0.5
"""Seconds after a lock in which the last of what its screens set going ends."""
LOOK, ANSWER = 0.7, 0.1
"""Seconds between two looks, and those a key gets to be answered before what is typed is kept: nobody waits for that.
Together, with what keeping takes, no more than the last second of typing can be lost.
"""
_HANDS = (events.Key, events.MouseDown, events.Paste, events.MouseScrollDown, events.MouseScrollUp)
"""Events that mean that someone is there."""


class Locking(Wings, Backdrop, Copying):
    """The part of the app that opens, locks and reopens the vault."""

    path: Path
    clock: Clock
    preferences: Settings
    vault: "Vault | None"
    store: "Store | None"
    _where: tuple[Whereabouts, ...] = ()
    _paused = ""
    """The meeting that the lock paused."""
    _idle: IdleWatch | None = None
    _counting = False
    _typed = False
    """Something was typed since the last look."""
    _work: "Work[Any] | None" = None
    """A job that uses the open vault in a thread."""
    keeper: "Keeper | None" = None
    """Looks after the open vault: reservekopie, generation, warnings."""
    _by_hand = False
    """She locks or stops by hand: a reservekopie is made then; nothing else that closes the vault waits for one."""

    def get_default_screen(self) -> Screen[None]:
        """What stands there first: the unlock screen, or the first run when there is no vault yet."""
        return first_screen(self.path, self.clock, again=False)

    def watch_for_idleness(self) -> None:
        """Looks again and again whether it is time to lock, and keeps what is being typed."""
        self._idle = IdleWatch.start(self.clock.now())
        self.set_interval(LOOK, self._look)

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
        if self._idle is None or self.at_work:
            return
        left = self._idle.look(self.clock.now(), self._limit())
        if self.store is None:
            return
        if left == 0:
            self.lock(since=self._idle.asleep_since)
            return
        if self._typed:
            self._keep_when_answered()
        else:
            self.next_stands_by()
        if left is not None or self._counting:
            self._count_down(left)

    def _keep_when_answered(self) -> None:
        quiet = self.clock.now() - self._idle.touched if self._idle else timedelta()
        if quiet < timedelta(seconds=ANSWER):
            self.set_timer(ANSWER, self._keep_now)
        else:
            self._keep_now()

    def _keep_now(self) -> None:
        if self._typed and not self.at_work:
            self.keep_half_typed()

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

    # --- a job on the open vault, in a thread

    def begin_work(self, work: "Work[Any]") -> None:
        """From now until `end_work` nothing else touches the vault: no key, no screen that is filled ahead."""
        self._work = work
        if self.store is not None:
            self.soon(None, self.store)

    def end_work(self, work: "Work[Any]") -> None:
        """It is done; one that a lock ended already was forgotten then."""
        if self._work is work:
            self._work = None

    @property
    def at_work(self) -> bool:
        """Does a thread use the vault now?"""
        return self._work is not None

    def finish_work(self) -> None:
        """Before the vault closes: what is being done with it stops, or is finished (a second at most)."""
        work, self._work = self._work, None
        if work is not None:
            work.stop()
            work.wait()

    # --- locking

    def action_lock(self) -> None:
        """Ctrl+L."""
        self._by_hand = True
        self.lock()

    def lock(self, since: datetime | None = None) -> None:
        """Keeps what is typed, pauses a running meeting, closes the vault and shows only the lock screen.

        The pause counts from `since` when the machine slept from then on: that time is charged to nobody.
        """
        if self.store is None:
            return
        self._where = look_around(self.screen_stack) or (START,)
        self._leave_desk(partial(first_screen, self.path, self.clock, again=True), since)

    def lock_for(self, task: "Task") -> None:
        """Locks, and does something with the closed vault before it is opened again: on Kluis."""
        if self.store is None:
            return
        self._where = (START, Whereabouts(("vault",)))
        self._by_hand = task.copy_first
        self._leave_desk(partial(task_screen, self.path, self.clock, task))

    def lock_again(self) -> None:
        """The task on the closed vault is left undone: the ordinary lock screen over it."""
        self.push_screen(first_screen(self.path, self.clock, again=True))

    def _leave_desk(self, slot: Callable[[], Screen[None]], since: datetime | None = None) -> None:
        self.put_away(since)
        self.clear_notifications()
        self.add_mode(SLOT, slot)
        on = tuple(self.screen_stack)
        self.switch_mode(SLOT)
        self.call_later(self._forget, self.remove_mode(DESK), *self.clear_wings(on))

    def put_away(self, since: datetime | None = None) -> None:
        """Empties the clipboard, keeps what is typed, pauses a running meeting, closes the vault; nothing may fail."""
        self.finish_work()
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
        """Drops the store and the connection; after Ctrl+L or Ctrl+Q behind a reservekopie, when one is due."""
        self.store = None
        vault, self.vault = self.vault, None
        keeper, self.keeper = self.keeper, None
        by_hand, self._by_hand = self._by_hand, False
        if keeper is not None:
            parting.close(keeper, self.clock.now() if by_hand else None)
        elif vault is not None:
            vault.close()

    def keep_half_typed(self) -> None:
        """Every screen and form keeps what stands in its fields."""
        self._typed = False
        if self.store is not None:
            keep(self.screen_stack, self.store)

    async def _forget(self, *leaving: AwaitComplete | AwaitRemove) -> None:
        """When the desk's screens are gone: nothing they painted stays. What they had still asked for (such as the
        keys that work) holds them a little longer, so soon after it is done again.
        """
        for screens in leaving:
            await screens
        self.take_back()
        self._forget_texts()
        self.set_timer(AFTERMATH, self._forget_texts)

    def _forget_texts(self) -> None:
        from sotdesk.forgetting import forget_texts

        if self.store is None:
            forget_texts()

    def dress(self) -> None:
        """Reads the look of the desk, once."""
        if not self.stylesheet.has_source(str(STYLE), ""):
            self.stylesheet.read(STYLE)
            self.refresh_css(animate=False)

    # --- coming back

    def stand_ready(self) -> None:
        """Behind the lock screen: the desk and, with nobody in it, Vandaag."""
        if self.store is None and self.stand_by(FIRST):
            self._set_up_desk()

    def _set_up_desk(self) -> None:
        if DESK not in self._modes:
            self.add_mode(DESK, Screen)
            self._init_mode(DESK)

    def opened(self, vault: "Vault", news: "tuple[str, str] | None" = None) -> None:
        """The vault is open: back to where she was, else to a form that was half filled in, else Vandaag.

        `news`: what was done with it while it was closed (a heading and what happened), to be read first.
        """
        from sotdesk.data.keeper import Keeper
        from sotdesk.data.store import Store

        self.keeper = Keeper(vault, seen_file(), second_place())
        self.vault, self.store = vault, Store(vault.engine, self.clock)
        self._forget_refused()
        if self._idle:
            self._idle = IdleWatch.start(self.clock.now())
        where, self._where = self._where or kept(self.store) or (START,), ()
        self._go_on()
        self.dress()
        self._set_up_desk()
        for number, place in enumerate(where):
            screen = self.enter(place.address, self.store)
            self.push_screen(screen, mode=DESK)
            if number == 0:
                self._raise_curtain()
            screen.call_later(put_back, screen, place, number)
        if told := " ".join(filter(None, (parting.trouble(), *self.keeper.warnings.sentences))):
            self.call_after_refresh(self.notify, told, markup=False, severity="warning", timeout=20)
        if news:
            from sotdesk.screens.dialogs import MessageDialog

            self.call_after_refresh(self.push_screen, MessageDialog(*news))

    def _raise_curtain(self) -> None:
        """The desk in the place of the lock screen."""
        before = self.current_mode
        self.switch_mode(DESK)
        if before == SLOT:
            self.remove_mode(SLOT)

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
