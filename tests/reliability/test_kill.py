"""The real program is killed while it saves, again and again: every line that stood on the screen as kept is there
afterwards (security.md §3, bar 2), and the vault opens at once: no lock is left behind (bar 9).

`make test` kills a few times, `make prove` 50 times over 5,000 lines (SOTDESK_PROVE).
"""

import os
import re
import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest
from tests.conftest import PASSPHRASE
from tests.reliability.conftest import Figure
from tests.reliability.full import counts
from tests.reliability.sitting import found_in, prepare

from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.vault import Vault

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is POSIX", allow_module_level=True)

from tests.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.timeout(7200)]

KILLS, LINES = counts(2, 50), counts(12, 101)
"""So many kills, each after about so many lines."""
WIPE = "\x15"
"""Ctrl+U: empties the line."""
MOMENT = 0.06
"""Seconds after Enter within which the kill falls: before, in or just after the save."""


def _keeps_until_killed(path: Path, home: Path, first: int, chance: Random) -> int:
    """Types lines in the running meeting and kills the program while it saves one; how many stood there as kept."""
    with Terminal(["--vault", str(path)], home=home) as t:
        t.see("Wachtwoordzin")
        t.line(PASSPHRASE)
        t.see("Vandaag")
        t.settle()
        t.keys("2")
        t.see("›")
        t.child.send(WIPE)  # what was half typed when the last one was killed came back
        t.see("wat wordt er gezegd")
        kept = LINES + chance.randrange(LINES // 4)
        for number in range(first, first + kept):
            _keep(t, number)
        t.child.send(f"regel {first + kept:05d}\r")
        time.sleep(chance.random() * MOMENT)
        os.kill(t.child.pid, signal.SIGKILL)
        return kept


def _keep(t: Terminal, number: int) -> None:
    """Types a line; done when it stands there with its time, which is when the store has said so."""
    t.child.send(f"regel {number:05d}\r")
    end = time.monotonic() + 20
    while not re.search(rf"\d\d:\d\d +regel {number:05d}", t.text):
        assert time.monotonic() < end, t.text
        t.read(0.02)


def test_a_killed_program_loses_no_line(tmp_path: Path, figure: Figure) -> None:
    path, home, chance = tmp_path / "school.sotdesk", tmp_path / "thuis", Random(9)
    Vault.create(path, PASSPHRASE, build=build).close()
    prepare(path, fast=False)
    kept = there = 0
    for _ in range(KILLS):
        kept = there + _keeps_until_killed(path, home, there, chance)
        with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault:
            there, history, index = found_in(vault)
        assert there == history == index
        assert there in (kept, kept + 1)
    figure("kill -9 of the program while it saves", f"{KILLS} times, {kept} lines kept, 0 lost")
