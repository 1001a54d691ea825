"""One job on the open vault in a thread: it says how far it is, can be stopped where that is safe, and is waited for
before the vault closes. No session may run meanwhile.
"""

from collections.abc import Callable
from threading import Event
from typing import Generic, TypeVar

Result = TypeVar("Result")
Progress = Callable[[str], None]


class Stopped(Exception):
    """She stopped it; nothing has changed. No SotdeskError: nobody is to take it for something that went wrong."""


class Work(Generic[Result]):
    """`Work(job, tell)`: `run` in a thread, `stop` and `wait` from anywhere.

    `job` gets a Progress and calls it at the start of every step; `tell` gets its sentences, in the thread. `final`:
    the sentence of the step from which on it cannot be stopped any more.
    """

    def __init__(
        self, job: Callable[[Progress], Result], tell: Callable[[str], object], final: str = ""
    ) -> None:
        self._job, self._tell, self._final = job, tell, final
        self._stop, self._ended = Event(), Event()
        self._past = False

    def run(self) -> Result:
        """Do it; Stopped when it was stopped, else what the job raises."""
        try:
            self._say("")
            return self._job(self._say)
        finally:
            self._ended.set()

    def stop(self) -> bool:
        """Ask it to stop before its next step; False when it is too late for that."""
        self._stop.set()
        return not self._past

    def wait(self) -> None:
        """Until it has ended."""
        self._ended.wait()

    def _say(self, sentence: str) -> None:
        if self._stop.is_set() and not self._past:
            raise Stopped
        if self._final and sentence == self._final:
            self._past = True
        if sentence:
            self._tell(sentence)
