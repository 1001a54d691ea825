"""The whole job in the real program, watched: what was typed and read is in the encrypted file and the documents that
she chose, and nowhere else; only the files named here are written, and no socket is opened (security.md §3, bars 10
and 19). Its last sitting ends by a signal in the middle of a word.
"""

import base64
import os
import re
import shutil
import signal
import sys
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

if sys.platform != "linux" or shutil.which("strace") is None:
    pytest.skip("strace watches on Linux only", allow_module_level=True)

from tests.reliability import test_whole_job as job
from tests.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.timeout(400)]

HALF = "halverwege ging het licht uit"
CANARIES = (
    "Achahbar", "040123", "slaapt slecht sinds", "aanmelden bij het wijkteam", HALF, job.WORDS, job.ASKER, job.ASKED,
)  # fmt: skip
"""A name, a number, lines, what was half typed, the passphrase, and what only a request about the file knows."""

WATCHED = "open,openat,creat,socket"
"""What strace notes of the system calls."""
WRITTEN = (
    r"/kluis\.sotdesk(-journal)?",
    r"/kluis-reservekopie/kopie-[\w-]+\.sotdesk(\.part\w*)?(-journal)?",
    r"\.part\w*(-journal)?",
    r"/(instellingen|settings|gezien|seen)\.\w+(\.part\w*)?",
    r"/[\w -]*(verslag|herstelblad)[\w -]*\.docx(\.part\w*)?",
)
"""Files that may be opened for writing, inside the folder of this test."""
DEVICES = re.compile(r"/dev/(null|tty|pts/\d+|ptmx)|/proc/self/\w+")
OPENED = re.compile(r'open(?:at)?\((?:[\w]+, )?"([^"]+)", ([A-Z_|]+)')


def spellings(text: str) -> Iterator[bytes]:
    """The ways in which a text may lie in a file."""
    raw = text.encode()
    yield raw
    yield text.encode("utf-16-le")
    yield raw.hex().encode()
    for shift in range(3):
        # the letters in the middle do not depend on what stands before and behind
        yield base64.b64encode(bytes(shift) + raw)[4 if shift else 0 : -4].rstrip(b"=")


def contents(path: Path) -> bytes:
    """A file with what is packed in it."""
    data = path.read_bytes()
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            data += b"".join(packed.read(name) for name in packed.namelist())
    return data


def holding(folder: Path) -> set[str]:
    """The files of this folder in which a canary lies, by name."""
    needles = [piece for canary in CANARIES for piece in spellings(canary)]
    found = set()
    for path in folder.rglob("*"):
        if path.is_file() and any(needle in contents(path) for needle in needles):
            found.add(path.name)
    return found


def calls(log: Path) -> str:
    """Every file and socket that was asked of the system."""
    return "\n".join(part.read_text(errors="replace") for part in log.parent.glob(f"{log.name}*"))


def opened_for_writing(said: str) -> set[str]:
    """The files that were opened to write in them."""
    return {path for path, flags in OPENED.findall(said) if re.search("O_WRONLY|O_RDWR|O_CREAT", flags)}


def secrets_of(pid: int) -> bytes:
    """What other programs can read of a running one: its arguments and its environment."""
    return b"".join(Path(f"/proc/{pid}/{name}").read_bytes() for name in ("cmdline", "environ"))


def program_of(watcher: int) -> int:
    """The program that strace runs."""
    return int(Path(f"/proc/{watcher}/task/{watcher}/children").read_text().split()[0])


def test_nothing_leaks(tmp_path: Path) -> None:
    home, watched = tmp_path / "thuis", tmp_path / "gezien"
    for folder in (home, watched, home / "tmp"):
        folder.mkdir()
    file = tmp_path / "leerlingen.csv"
    file.write_text(job.PUPILS, encoding="cp1252")
    log = watched / "calls"
    under = (
        "strace",
        "-ff",
        "-qq",
        "--seccomp-bpf",
        "-s",
        "300",
        "-o",
        str(log),
        "-e",
        "trace=open,openat,creat,socket",
    )
    env = {
        "TMPDIR": str(home / "tmp"), "PYTHONDONTWRITEBYTECODE": "1",
        "TEXTUAL_LOG": str(home / "log.txt"), "TEXTUAL_SCREENSHOT": "1", "TEXTUAL_SCREENSHOT_LOCATION": str(home),
    }  # fmt: skip
    with Terminal([], home=home, env=env, under=under) as t:
        job.first_run(t)
        job.bring_pupils_in(t, file)
        job.open_case(t)
        job.make_agenda(t)
        job.hold_meeting(t)
        job.close_and_export(t)
        job.come_back(t)
        job.ask_to_read(t)
        t.keys("esc")
        t.keys("ctrl+n")
        t.see("Signaal")
        t.type(HALF)
        time.sleep(1.5)
        program = program_of(t.child.pid)
        assert not any(canary.encode() in secrets_of(program) for canary in CANARIES)
        os.kill(program, signal.SIGTERM)
        t.ends()
        raw = t.raw
    assert job.WORDS.encode() not in raw
    assert raw.count(b"\x1b[?1049h") == raw.count(b"\x1b[?1049l"), (
        "the screen with pupils stays on the terminal"
    )
    assert not any(canary.encode() in raw.split(b"\x1b[?1049l")[-1] for canary in CANARIES)
    assert not re.search(rb"\x1b\][012];", raw), "a title of the window"

    reports = {path.name for path in home.rglob("*verslag.docx")}
    assert reports and holding(home) == reports
    assert list((home / "tmp").iterdir()) == []
    assert not (home / "log.txt").exists() and not list(home.rglob("*.svg"))
    said = calls(log)
    written = opened_for_writing(said)
    assert any(path.endswith("kluis.sotdesk") for path in written), "the watch sees the program"
    allowed = [re.compile(re.escape(str(home)) + r"/.*" + name) for name in WRITTEN]
    others = {
        path
        for path in written
        if not DEVICES.fullmatch(path) and not any(one.fullmatch(path) for one in allowed)
    }
    assert others == set()
    assert "socket(" not in said
    private = [path for path in home.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert private == []


def test_the_watch_sees_what_it_should(tmp_path: Path) -> None:
    """Each spelling of a canary is found, also packed; else the test above proves nothing."""
    for number, piece in enumerate(spellings(HALF)):
        (tmp_path / f"{number}.bin").write_bytes(b"voor" + piece + b"na")
    with zipfile.ZipFile(tmp_path / "pak.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.xml", f"<w>{HALF}</w>")
    (tmp_path / "schoon.txt").write_text("niets")
    assert holding(tmp_path) == {path.name for path in tmp_path.iterdir()} - {"schoon.txt"}
    calls_seen = (
        f'openat(AT_FDCWD, "{tmp_path}/x.txt", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3',
        'openat(AT_FDCWD, "/a", O_RDONLY) = 4',
    )
    assert opened_for_writing("\n".join(calls_seen)) == {f"{tmp_path}/x.txt"}
