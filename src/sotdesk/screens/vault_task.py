"""The lock screen while something is done with the closed vault: putting a copy back, another passphrase.

Nothing of a school or a pupil is here, and what is typed is in this file no longer than the work takes.
"""

from pathlib import Path

from sotdesk.actions import bindings
from sotdesk.at_work import Stopped, Work
from sotdesk.data.vault import Progress
from sotdesk.domain.clock import Clock
from sotdesk.domain.errors import BackupError
from sotdesk.opening import Opened, Task, mend_vault
from sotdesk.safekeeping import look_at_vault
from sotdesk.screens.unlock import UnlockScreen

STOPPED = "Gestopt. Er is niets veranderd."


class TaskScreen(UnlockScreen):
    """Asks one passphrase, does the task, opens the desk; Esc leaves it and shows the ordinary lock screen."""

    BINDINGS = bindings("vault_task")
    keys = "Enter doen · Ctrl+T tonen · Esc toch niet"

    def __init__(self, path: Path, clock: Clock, task: Task) -> None:
        super().__init__(
            lambda: look_at_vault(path),
            self._do,
            path,
            again=True,
            mend=lambda copy, *more: mend_vault(path, copy, clock, *more),
        )
        self.heading, self._said = task.heading, task.said
        self._todo: Task | None = task
        self._work: Work[Opened] | None = None

    def _do(self, typed: str, progress: Progress) -> Opened:
        """In a thread."""
        task = self._todo
        if task is None:
            raise BackupError(STOPPED)
        self._work = Work(lambda say: task.work(typed, say), progress, task.final)
        try:
            return self._work.run()
        except Stopped:
            raise BackupError(STOPPED) from None
        finally:
            self._work = None

    def action_leave(self) -> None:
        """Esc: stops what is being done where that is safe, else back to the ordinary lock screen."""
        work = self._work
        if work is not None:
            self._say(
                "Stoppen na deze stap…" if work.stop() else "Dit kan niet meer worden gestopt. Even geduld…"
            )
        elif not self._opening:
            self._field.value = ""
            self._todo = None  # it may hold a new passphrase
            self._desk.lock_again()
