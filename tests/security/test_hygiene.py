"""Before the first screen and after a crash nothing leaks (security.md §1.9, §2.10, §2.11)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sotdesk.hygiene import CRASH_SENTENCE, crash_record

SENTINEL = "Sen" + "tinel" + str(7 * 11 * 13)
"""Put together at run time, so that a line of source in a traceback does not hold it."""


def run(program: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run in a process of its own: these functions change the whole process."""
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
    )


def test_textual_gets_none_of_its_variables(tmp_path: Path) -> None:
    log = tmp_path / "log"
    done = run(
        "import os; os.environ['textual_driver'] = 'os:system'\n"
        "from sotdesk.hygiene import before_textual; before_textual()\n"
        "assert 'textual' not in __import__('sys').modules\n"
        "print([n for n in os.environ if n.upper().startswith('TEXTUAL')])\n"
        "import textual.constants as c; print(c.LOG_FILE, c.SCREENSHOT_DELAY < 0, c.DRIVER)",
        TEXTUAL_LOG=str(log),
        TEXTUAL_SCREENSHOT="1",
        TEXTUAL_DRIVER="os:system",
        TEXTUAL="devtools",
    )
    assert done.stdout.splitlines() == ["[]", "None True None"]
    assert not log.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
def test_no_core_and_private_files(tmp_path: Path) -> None:
    done = run(
        "import os, resource, sys; os.umask(0o022)\n"
        "from sotdesk.hygiene import before_textual; before_textual(); before_textual()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))\n"
        f"open({str(tmp_path / 'x')!r}, 'w').close()\n"
        "if sys.platform == 'linux':\n"
        "    import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    assert done.stdout.splitlines()[0] == "(0, 0)"
    assert done.stdout.splitlines()[1:] == (["0"] if sys.platform == "linux" else [])
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600


LOGGED = """
import logging, sys, sqlalchemy as sa
{hygiene}
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
engine = sa.create_engine("sqlite://")
with engine.begin() as c:
    c.execute(sa.text("create table n(t)"))
    c.execute(sa.text("insert into n values (:t)"), {{"t": {sentinel!r}}})
    list(c.execute(sa.text("select t from n")))
logging.getLogger("asyncio").error({sentinel!r})
"""


@pytest.mark.parametrize("hygiene", [True, False])
def test_no_row_reaches_a_log(hygiene: bool) -> None:
    """Without it the row is in the log, whatever hide_parameters says (security.md §1.8)."""
    call = "from sotdesk.hygiene import before_textual; before_textual()" if hygiene else ""
    done = run(LOGGED.format(hygiene=call, sentinel=SENTINEL))
    assert done.returncode == 0
    assert (SENTINEL in done.stderr) is not hygiene


def failing(text: str) -> None:
    try:
        int(text)
    except ValueError as error:
        raise LookupError(text) from error


def test_a_crash_record_holds_types_and_places_only() -> None:
    try:
        failing(SENTINEL)
    except LookupError as error:
        record = crash_record(error)
    lines = record.splitlines()
    assert lines[0] == "LookupError"
    assert "ValueError" in lines
    places = [line for line in lines if line.startswith("  ")]
    assert len(places) == 3
    assert all(__name__ in place and place.rpartition(":")[2].isdigit() for place in places)
    assert SENTINEL not in record


def test_a_crash_record_of_a_group_and_of_a_circle() -> None:
    one, other = ValueError(SENTINEL), KeyError(SENTINEL)
    one.__context__, other.__context__ = other, one
    record = crash_record(BaseExceptionGroup(SENTINEL, [one, OSError(SENTINEL)]))
    assert {"BaseExceptionGroup", "ExceptionGroup"} & {record.splitlines()[0]}
    assert {"ValueError", "KeyError", "OSError"} <= set(record.splitlines())
    assert SENTINEL not in record
    assert len(record.splitlines()) < 40


def test_a_crash_record_hides_what_was_hidden() -> None:
    try:
        try:
            raise ValueError(SENTINEL)
        except ValueError:
            raise LookupError from None
    except LookupError as error:
        assert "ValueError" not in crash_record(error)


CRASH = """
import asyncio, sys, threading
from sotdesk.hygiene import install_hooks, quiet_loop
kept = []
install_hooks(kept.append)
word = "Sen" + "tinel" + str(7 * 11 * 13)
def fail(value):
    local = [value]
    raise RuntimeError(value)
class Broken:
    def __repr__(self): return word
    def __del__(self): fail(word)
{how}
print(len(kept), "RuntimeError" in "".join(kept), word in "".join(kept))
"""


@pytest.mark.parametrize(
    ("how", "told", "kept"),
    [
        ("t = threading.Thread(target=fail, args=(word,)); t.start(); t.join()", True, "1 True False"),
        ("sys.excepthook(*(lambda e: (type(e), e, None))(RuntimeError(word)))", True, "1 True False"),
        ("Broken()", False, "0 False False"),
        ("t = threading.Thread(target=sys.exit); t.start(); t.join()", False, "0 False False"),
        (
            "async def main():\n    loop = asyncio.get_running_loop(); quiet_loop(loop, kept.append)\n"
            "    loop.call_soon(fail, word); await asyncio.sleep(0.05)\nasyncio.run(main())",
            False,
            "1 True False",
        ),
    ],
    ids=["thread", "main", "finaliser", "thread that ends", "asyncio"],
)
def test_a_crash_prints_one_sentence_and_no_data(how: str, told: bool, kept: str) -> None:
    done = run(CRASH.format(how=how))
    assert done.stdout.strip() == kept
    assert done.stderr.strip() == (CRASH_SENTENCE if told else "")


def test_an_error_nobody_caught_ends_the_program_with_one_sentence() -> None:
    done = run(CRASH.format(how="fail(word)"))
    assert (done.returncode, done.stdout, done.stderr.strip()) == (1, "", CRASH_SENTENCE)


def test_ctrl_c_prints_nothing() -> None:
    done = run(CRASH.format(how="raise KeyboardInterrupt"))
    assert done.returncode != 0
    assert done.stderr == ""
