"""Which vault a command is about, its passphrase, and opening it. A passphrase is never an argument or a variable."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk.domain.clock import Clock, system_clock
from sotdesk.domain.errors import SotdeskError

if TYPE_CHECKING:
    from sotdesk.data.store import Store

TEST_CLOCK = "SOTDESK_TEST_CLOCK"
STDIN = "-"


@dataclass(frozen=True)
class Chosen:
    """What stood before the verb: the file of the vault and that of the passphrase, when they were named."""

    vault: Path | None = None
    passphrase_file: str = ""

    @property
    def path(self) -> Path:
        """The vault: the one that was named, else the user's own."""
        from sotdesk.paths import default_vault

        return self.vault or default_vault()


def asked_passphrase(chosen: Chosen, *, twice: bool = False) -> str:
    """The passphrase from its file, or typed without showing it; SotdeskError when neither can be."""
    if chosen.passphrase_file:
        return _from_file(chosen.passphrase_file)
    if not sys.stdin.isatty():
        raise SotdeskError("De wachtwoordzin kan hier niet worden gevraagd. Geef hem met --passphrase-file.")
    from getpass import getpass

    typed = getpass("Wachtwoordzin: ")
    if twice and getpass("Nog een keer: ") != typed:
        raise SotdeskError("De twee wachtwoordzinnen zijn niet gelijk. Probeer het opnieuw.")
    return typed


def _from_file(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        return data.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError):
        raise SotdeskError(
            "Het bestand met de wachtwoordzin kan niet worden gelezen. Controleer de naam."
        ) from None


@contextmanager
def open_store(chosen: Chosen) -> "Iterator[Store]":
    """The store of the vault, for one command; a practice school takes its own clock."""
    from sotdesk.safekeeping import look_at_vault, second_place

    look_at_vault(chosen.path)
    passphrase = asked_passphrase(chosen)
    from sotdesk.data.damage import open_or_tell
    from sotdesk.data.demo import MADE_FOR
    from sotdesk.data.keeper import Keeper
    from sotdesk.data.store import Store
    from sotdesk.paths import seen_file

    second = second_place()
    with open_or_tell(chosen.path, passphrase, second) as vault:
        keeper = Keeper(vault, seen_file(), second)
        store = Store(vault.engine)
        practice = store.school.setting(MADE_FOR) is not None
        yield Store(vault.engine, test_clock()) if practice else store
        keeper.end()


def test_clock() -> Clock:
    """The clock of a practice school: the moment in the file that SOTDESK_TEST_CLOCK names, else the machine's.

    The file holds a local date and time (2026-11-25T13:24) and is read anew each time.
    """
    named = os.environ.get(TEST_CLOCK)
    if not named:
        return system_clock()
    file = Path(named)

    def read() -> datetime:
        try:
            return datetime.fromisoformat(file.read_text(encoding="utf-8").strip()).astimezone()
        except (OSError, ValueError):
            raise SotdeskError(
                f"In het bestand van {TEST_CLOCK} staat geen tijd zoals 2026-11-25T13:24."
            ) from None

    return Clock(read)


def clock_for(path: Path) -> Clock:
    """The clock for a vault that is not open yet: only the practice school in its own place has another one."""
    from sotdesk.paths import demo_vault

    return test_clock() if path == demo_vault() else system_clock()


def say(text: str) -> None:
    """A line on standard output, with the encoding that can hold it."""
    write((text + "\n").encode("utf-8"))


def write(data: bytes) -> None:
    """Bytes on standard output, whatever encoding it has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def has_screen() -> bool:
    """Whether there is a terminal to show the program in."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
