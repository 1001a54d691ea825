"""A job on the open vault, over the screen that asked for it: what it does now, and Esc where it can be stopped."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.at_work import Progress, Stopped, Work
from sotdesk.domain.errors import SotdeskError
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import Dialog
from sotdesk.widgets.pieces import literal

Result = TypeVar("Result")


class Works(Protocol):
    """The app, as far as a job on the vault needs it."""

    def begin_work(self, work: "Work[Any]") -> None:
        """From now until `end_work` nothing else touches the vault, and closing it waits."""

    def end_work(self, work: "Work[Any]") -> None:
        """It is done."""


class WorkDialog(Dialog[Callable[[], None] | None]):
    """Dismissed with what is to be done with the result; None when it was stopped."""

    BINDINGS = bindings("work")

    def __init__(
        self,
        title: str,
        job: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[SotdeskError], None],
    ) -> None:
        super().__init__()
        self.heading = title
        self._state = Static(classes="detail", markup=False)
        self._work: Work[Result] = Work(job, self._tell)
        self._done, self._failed = cast(Callable[[Any], None], done), failed
        self._stopping = False

    def compose(self) -> ComposeResult:
        """One line."""
        self._state.update(literal("Even geduld…", "muted"))
        yield self.frame(self._state, title=self.heading, keys="Esc stoppen")

    def on_mount(self) -> None:
        """Begin."""
        self._loop = asyncio.get_running_loop()
        cast(Works, self.app).begin_work(self._work)
        self.run_worker(self._go())

    def _tell(self, sentence: str) -> None:
        self._loop.call_soon_threadsafe(self._show, sentence)

    def _show(self, sentence: str) -> None:
        if not self._stopping:
            self._state.update(literal(sentence, "muted"))

    async def _go(self) -> None:
        after: Callable[[], None] | None = None
        try:
            found = await asyncio.to_thread(self._work.run)
        except Stopped:
            pass
        except SotdeskError as error:
            failed, told = self._failed, error
            after = lambda: failed(told)  # noqa: E731
        else:
            done = self._done
            after = lambda: done(found)  # noqa: E731
        finally:
            cast(Works, self.app).end_work(self._work)
        if self in self.app.screen_stack:  # the desk may have been locked meanwhile
            self.dismiss(after)

    def action_stop(self) -> None:
        """Esc: before its next step."""
        self._stopping = True
        self._work.stop()
        self._state.update(literal("Stoppen na deze stap…", "muted"))


def work(
    screen: BaseScreen, title: str, job: Callable[[Progress], Result], done: Callable[[Result], None]
) -> None:
    """Run `job` in a thread under a dialog that says how far it is; then `done` with what it gave.

    An error is told; nothing happens when it was stopped.
    """
    screen.app.push_screen(
        WorkDialog(title, job, done, screen.fail), lambda after: after() if after else None
    )
