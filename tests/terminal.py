"""The real program in a real pseudo-terminal: type, look at the screen as a person sees it, wait for words."""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "backtab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pgdn": "\x1b[6~",
    "pgup": "\x1b[5~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "space": " ",
    "backspace": "\x7f",
    "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B",
    "f2": "\x1bOQ",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f12": "\x1b[24~",
} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}
"""What a plain terminal sends for each key."""

NOT_PASSED_ON = ("SOTDESK", "TEXTUAL", "XDG", "NO_COLOR", "COLUMNS", "LINES")
"""Of the environment of the tests. A test runner sets COLUMNS and LINES: the program would believe them, not `size`."""
SETTLED = 0.12
"""Seconds without output after which a screen has settled."""


class Terminal:
    """`with Terminal(["demo"], home=tmp_path) as t: t.see("Vandaag"); t.keys("2"); t.line("tekst")`."""

    def __init__(
        self,
        args: Sequence[str],
        *,
        home: Path,
        size: tuple[int, int] = (120, 36),
        env: Mapping[str, str] | None = None,
        under: Sequence[str] = (),
    ) -> None:
        """`under` = a program that watches this one, with its own arguments in front."""
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        """Everything the program wrote."""
        names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR", "XDG_CACHE_HOME")
        places = {name: str(home) for name in names}
        kept = {k: v for k, v in os.environ.items() if not k.startswith(NOT_PASSED_ON)}
        command = [*under, sys.executable, "-m", "sotdesk", *args]
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            env={**kept, **places, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})},  # type: ignore[arg-type]
            dimensions=(rows, columns),
            timeout=30,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """The screen as it is now, a line a row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def read(self, seconds: float) -> bool:
        """Takes in what the program writes during `seconds`; True when it wrote something."""
        try:
            found = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            time.sleep(seconds)
            return False
        self.raw += found
        self._stream.feed(found)
        return True

    def settle(self, longest: float = 5) -> None:
        """Reads until the program has been quiet for a moment."""
        end = time.monotonic() + longest
        while time.monotonic() < end and self.read(SETTLED):
            pass

    def see(self, *words: str, seconds: float = 20) -> str:
        """Waits until all these words stand on the screen; fails with the screen when they do not come."""
        end = time.monotonic() + seconds
        while not all(word in self.text for word in words):
            if time.monotonic() > end:
                missing = [word for word in words if word not in self.text]
                raise AssertionError(f"not on the screen: {missing}\n\n{self.text}")
            self.read(0.05)
        return self.text

    def gone(self, *words: str, seconds: float = 10) -> str:
        """Waits until none of these words stands on the screen."""
        end = time.monotonic() + seconds
        while any(word in self.text for word in words):
            if time.monotonic() > end:
                raise AssertionError(
                    f"still on the screen: {[w for w in words if w in self.text]}\n\n{self.text}"
                )
            self.read(0.05)
        return self.text

    def keys(self, *names: str) -> None:
        """Presses keys one after the other; a single sign is itself."""
        for name in names:
            self.child.send(KEYS.get(name, name))
            self.settle(1.0)

    def type(self, text: str) -> None:
        """Types a text."""
        self.child.send(text.encode())
        self.settle(2.0)

    def line(self, text: str) -> None:
        """Types a text and presses Enter."""
        self.type(text)
        self.keys("enter")

    def ends(self, seconds: float = 10) -> int:
        """Waits until the program has ended; its exit code."""
        end = time.monotonic() + seconds
        while self.child.isalive():
            self.read(0.05)
            if time.monotonic() > end:
                raise AssertionError(f"still running\n\n{self.text}")
        while self.read(0.05):
            pass
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)
