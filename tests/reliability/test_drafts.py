"""The real program is killed while she types: at most the last second of it is lost (issue 7 point 6).

`make test` kills a few times, `make prove` often (SOTDESK_PROVE). What a signal or a lock leaves is kept whole:
tests/security/test_crash.py, tests/ui/test_locking.py; every form: tests/ui/test_active_keys.py.
"""

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from tests.conftest import PASSPHRASE
from tests.reliability.conftest import Figure
from tests.reliability.full import counts
from tests.reliability.sitting import prepare

from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.vault import Vault

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is POSIX", allow_module_level=True)

from tests.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.timeout(7200)]

TIMES = counts(1, 15)
"""So many kills in each place."""
LETTERS = "abcdefghijklmnopqrstuvwxyz" * 3
PACE = 0.05
LAST = 1.0
"""The seconds that may be lost."""
PLACES = {
    "the line of Zoeken": (("/",), "Typ minstens"),
    "a form": (("ctrl+n", "Y", "tab", "m", "tab"), "Wat"),
    "the line of a meeting": (("2",), "wat wordt er gezegd"),
}


def _typed_until_killed(
    path: Path, home: Path, way: Sequence[str], there: str, chance: Random
) -> list[float]:
    """Types letter after letter and kills the program: how many seconds before that each letter was typed."""
    with Terminal(["--vault", str(path)], home=home) as t:
        t.see("Wachtwoordzin")
        t.line(PASSPHRASE)
        t.see("Vandaag")
        t.settle()
        t.keys(*way)
        t.see(there)
        end = time.monotonic() + 1.5 + chance.random() * 2
        sent = []
        for letter in LETTERS:
            if time.monotonic() > end:
                break
            t.child.send(letter)
            sent.append(time.monotonic())
            t.read(PACE)
        killed = time.monotonic()
        os.kill(t.child.pid, signal.SIGKILL)
        return [killed - moment for moment in sent]


def _kept(path: Path, letters: int) -> int:
    """How many of the letters stand in the drafts of the vault, at most this many."""
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault, vault.engine.begin() as connection:
        texts = connection.exec_driver_sql("SELECT text FROM draft").scalars().all()
        connection.exec_driver_sql("DELETE FROM draft")
    return max(n for n in range(letters + 1) if n == 0 or any(LETTERS[:n] in text for text in texts))


@pytest.mark.parametrize("place", PLACES)
def test_at_most_the_last_second_of_typing_is_lost(place: str, tmp_path: Path, figure: Figure) -> None:
    path, home, chance = tmp_path / "school.sotdesk", tmp_path / "thuis", Random(place)
    Vault.create(path, PASSPHRASE, build=build).close()
    prepare(path, fast=False)
    way, there = PLACES[place]
    lost = []
    for _ in range(TIMES):
        ages = _typed_until_killed(path, home, way, there, chance)
        kept = _kept(path, len(ages))
        assert kept > 0
        lost.append(max(ages[kept:], default=0.0))
    assert max(lost) <= LAST
    figure(f"kill -9 while typing in {place}", f"{TIMES} times, at most the last {max(lost):.2f} s lost")
