"""A program in a real pseudo-terminal: its keys, what it wrote and when, and the screen that gives (POSIX only)."""

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

import pexpect
import pyte

POLL = 0.0005
"""Seconds a reading waits at most; also how exact a moment is."""
QUIET = 0.25
"""Seconds without output after which the screen counts as settled."""

LONGEST = 1.0
"""Seconds after which waiting for silence ends."""

CONTROL = re.compile(rb"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\].*?(?:\x07|\x1b\\\\)|[()].|.)")
"""What steers a terminal and is no text."""


class Terminal:
    """A running program on a screen of `size` (columns, rows). Times are seconds of `time.perf_counter`."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (120, 36)
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.began = time.perf_counter()
        self._child = pexpect.spawn(
            command[0], list(command[1:]), env={**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            dimensions=(rows, columns), timeout=30,
        )  # fmt: skip
        self._child.delaybeforesend = None

    @property
    def pid(self) -> int:
        """The process."""
        return int(self._child.pid)

    def text(self) -> str:
        """The screen as plain text."""
        return "\n".join(self.screen.display)

    def wait_for(self, words: str, seconds: float = 30) -> float:
        """Reads until the screen holds these words; gives the moment of the output that brought them."""
        return self._until(lambda: words in self.text(), words, seconds)

    def settle(self, quiet: float = QUIET) -> None:
        """Reads until nothing was written for a while; a cursor that blinks may keep it from falling silent."""
        last = began = time.perf_counter()
        while time.perf_counter() - last < quiet and last - began < LONGEST:
            if part := self._take():
                self._see(part[1])
                last = time.perf_counter()

    def press(self, keys: str) -> float:
        """Sends keys as a terminal does; gives the moment."""
        self._child.send(keys)
        return time.perf_counter()

    def after(self, keys: str, words: str = "") -> float:
        """Seconds from these keys to the first output, or to the first screen that holds `words`."""
        sent = self.press(keys)
        if words:
            return self.wait_for(words) - sent
        return self._until(lambda: self._read_something, "uitvoer", 5) - sent

    def until_still(self, keys: str) -> float:
        """Seconds from these keys to the last output before the program falls silent: all they set going is painted.

        Silence counts from the first output on: what comes late is late, not at once.
        """
        last = sent = self.press(keys)
        unseen: list[bytes] = []
        while time.perf_counter() - last < (QUIET if unseen else LONGEST):
            if part := self._take():
                last = part[0]
                unseen.append(part[1])
        for data in unseen:
            self._see(data)
        return last - sent

    def after_writing(self, keys: str, words: str) -> float:
        """Seconds from these keys to the output that holds these words, wherever they stand on the screen."""
        self._written = b""
        sent = self.press(keys)
        return (
            self._until(lambda: words in CONTROL.sub(b"", self._written).decode("utf-8", "ignore"), words, 5)
            - sent
        )

    def close(self) -> None:
        """Ends the program and everything it started."""
        with suppress(OSError, pexpect.ExceptionPexpect):
            self._child.close(force=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    _read_something = False
    _written = b""

    def _until(self, there: Callable[[], bool], what: str, seconds: float) -> float:
        """The moment of the bytes after which `there` is so; they are looked at when the program falls silent,
        so that reading a screen (slow) never keeps the program waiting for its reader."""
        self._read_something = False
        limit = time.perf_counter() + seconds
        unseen: list[tuple[float, bytes]] = []
        while time.perf_counter() < limit:
            if part := self._take():
                unseen.append(part)
                continue
            found = 0.0
            for at, data in unseen:
                self._see(data)
                found = found or (at if there() else 0.0)
            if found:
                return found
            unseen.clear()
        raise TimeoutError(f"niet gezien: {what}\n{self.text()}")

    def _take(self) -> tuple[float, bytes] | None:
        """What was written and the moment it was there; None when there was nothing."""
        try:
            data = self._child.read_nonblocking(65536, timeout=POLL)
        except pexpect.TIMEOUT:
            return None
        except pexpect.EOF:
            raise TimeoutError(f"het programma is gestopt\n{self.text()}") from None
        return time.perf_counter(), data

    def _see(self, data: bytes) -> None:
        self._read_something = True
        self._stream.feed(data)
        self._written += data


def memory(pid: int) -> float:
    """Resident memory of a process in MiB."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
