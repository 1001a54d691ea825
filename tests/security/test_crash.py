"""What a crash, a signal and a closed window leave behind: one sentence, no data (security.md §1.9)."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.hygiene import CRASH_SENTENCE

pexpect = pytest.importorskip("pexpect", reason="POSIX")
pytestmark = pytest.mark.pty

PASSPHRASE = "testzin voor een fictieve school"
SENTINEL = "Sen" + "tinel" + str(7 * 11 * 13)
"""Put together at run time, here and in the child, so that no line of source holds it."""
MADE = "'Sen' + 'tinel' + str(7 * 11 * 13)"

DESK = """
from sotdesk import hygiene; hygiene.before_textual(); hygiene.install_hooks()
import sys
from pathlib import Path
from sotdesk.app import SotDesk
from sotdesk.screens.today import TodayScreen
{break_it}
SotDesk(Path(sys.argv[1])).run()
sys.exit(7)
"""
HANDLER = f"""
def breaks(self):
    pupil = {MADE}; self.name_of = pupil
    raise RuntimeError(pupil)
TodayScreen.action_why = breaks
"""
WORKER = f"""
async def work(self, pupil):
    raise RuntimeError(pupil)
TodayScreen.action_why = lambda self: self.run_worker(work(self, {MADE}))
"""
THREAD = f"""
def work(pupil):
    raise RuntimeError(pupil)
TodayScreen.action_why = lambda self: self.run_worker(lambda: work({MADE}), thread=True)
"""
CLI = f"""
import sotdesk.commands.opening, sotdesk.start, sys
def breaks(text):
    pupil = {MADE}
    raise RuntimeError(pupil)
sotdesk.commands.opening.say = breaks
sys.argv = ["sotdesk", "--version"]
sotdesk.start.main()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kluis.sotdesk"
    Vault.create(path, PASSPHRASE, build=build).close()
    return path


def environment(tmp_path: Path) -> "os._Environ[str] | dict[str, str]":
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path))
    return {**os.environ, **homes, "TERM": "xterm-256color", "LANG": "C.UTF-8"}


def start(path: Path, break_it: str = "") -> "pexpect.spawn[str]":
    """The real program in a pseudo-terminal, its vault opened."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", DESK.format(break_it=break_it), str(path)],
        dimensions=(36, 120),
        env=environment(path.parent),
        encoding="utf-8",
        timeout=60,
    )
    child.logfile_read = StringIO()
    child.expect("achtwoordzin")
    child.send(f"{PASSPHRASE}\r")
    child.expect("aandacht vraagt")
    time.sleep(0.5)
    return child


def drawn(child: "pexpect.spawn[str]") -> str:
    """Everything the terminal was sent."""
    return str(child.logfile_read.getvalue())


def end(child: "pexpect.spawn[str]") -> int | None:
    """Read what is left and give the exit code."""
    child.expect(pexpect.EOF)
    child.close()
    status: int | None = child.exitstatus
    return status


@pytest.mark.parametrize("break_it", [HANDLER, WORKER, THREAD], ids=["handler", "worker", "thread"])
def test_a_crash_prints_one_sentence_and_no_data(path: Path, break_it: str) -> None:
    child = start(path, break_it)
    child.send("w")
    end(child)
    said = drawn(child).split("\x1b[?1049l")[-1]
    assert " ".join(CRASH_SENTENCE.split()) in " ".join(said.split())
    assert "RuntimeError" in said, "the record says what kind and where"
    assert SENTINEL not in drawn(child) and PASSPHRASE not in drawn(child)
    Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS).close()


def test_a_crash_of_the_command_line_prints_no_data(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLI], capture_output=True, text=True, env=environment(tmp_path), timeout=60
    )
    assert done.returncode != 0
    assert done.stderr.strip() == CRASH_SENTENCE
    assert SENTINEL not in done.stdout + done.stderr


@pytest.mark.parametrize("way", ["SIGTERM", "SIGHUP", "window"])
def test_a_signal_keeps_what_is_half_typed_and_ends_cleanly(path: Path, way: str) -> None:
    child = start(path)
    child.send("/")
    child.expect("Typ minstens")
    child.send("hal")
    time.sleep(0.3)
    if way == "window":
        child.ptyproc.fileobj.close()
        os.waitpid(child.pid, 0)
        child.ptyproc.closed = child.closed = child.terminated = True
    else:
        child.kill(getattr(signal, way))
        assert end(child) == 7, "run() came back by itself"
        assert "\x1b[?1049l" in drawn(child), "the screen with the pupils is gone"
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault:
        assert Store(vault.engine).desk.draft("find") == ("hal", 3)


def test_ctrl_z_does_not_suspend(path: Path) -> None:
    child = start(path)
    child.send("\x1a")
    time.sleep(0.5)
    child.send("/")
    child.expect("Typ minstens")
    child.send("\x11")
    assert end(child) == 7


def test_locked_again_it_says_that_everything_was_kept(path: Path) -> None:
    child = start(path)
    child.send("/")
    child.expect("Typ minstens")
    child.send("half")
    time.sleep(0.3)
    child.send("\x0c")
    child.expect("Alles is bewaard")
    child.send(f"{PASSPHRASE}\r")
    child.expect("half")
    child.send("\x11")
    assert end(child) == 7
