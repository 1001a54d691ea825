"""`python -m bench`: the figures of the issue ("How good"), each beside its peer or its limit, in one run.

The real program runs in a real pseudo-terminal over the fictional school, with bytecode on. A p95 is that of the
quietest of some rounds (bench.figure); all rounds stand beside it, and what a bare Textual app takes in the same run.
Exit code 1 when a figure is over its limit.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.cards import OPENED, SCROLLED, fill_cards
from bench.figure import ROUNDS, Figure, Rounds
from bench.finding import ENTRIES, FROM_LETTER, TYPED, asked, fill
from bench.kwadrants import CLASS, fill_class
from bench.telling import PUPILS, tell_everyone
from bench.terminal import Terminal, memory
from sotdesk.commands.practice import moment_of
from sotdesk.data.demo import PASSPHRASE, make_school
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import fixed_at

TODAY = "2026-11-25"
STARTS = 7
OPENINGS = 5
KEYS = 60
LINES = 40
CARDS, STEPS = 30, 100
"""So often a card is opened; so many steps go through the long one: past what it lays out at first."""
BEHIND_THE_SCREEN = 2.2
"""Seconds between first paint and typing: what is imported behind the unlock screen is there by then."""
ENTER, DOWN, UP, PAGE, WIPE = "\r", "\x1b[B", "\x1b[A", "\x1b[6~", "\x15"
ESCAPE, LAST_ROW, OTHER_SCREEN = "\x1b", "\x1b[F", "\x14"
VANDAAG = "Eerstvolgend overleg"
PLACES = (("1\t\t", "Vandaag"), ("3", "Casussen"), ("4", "Afspraken"), ("5", "Contacten"))
"""The keys that bring the longest list of a place in front: on Vandaag what needs attention is the third panel."""


def environment(home: Path) -> dict[str, str]:
    """The environment of every measured process: folders of its own, bytecode on."""
    env = {
        k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "SOTDESK", "COLUMNS", "LINES"))
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return {
        **env,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


def desk_command(path: Path) -> list[str]:
    """The real program over the practice school."""
    return [sys.executable, "-m", "sotdesk", "--vault", str(path), "demo", "--today", TODAY]


def first_paint(env: dict[str, str], path: Path) -> Figure:
    """The program's start to the unlock screen against the peer's, one after the other, median of each."""
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(STARTS + 1):  # the first of each fills the disk cache and is left out
        with Terminal([sys.executable, "-m", "bench.peer"], env) as peer:
            theirs.append(peer.wait_for("stoppen") - peer.began)
        with Terminal([sys.executable, "-m", "sotdesk", "--vault", str(path)], env) as desk:
            ours.append(desk.wait_for("Wachtwoordzin") - desk.began)
    mine, other = statistics.median(ours[1:]), statistics.median(theirs[1:])
    beside = f"{mine * 1000:.0f} ms beside {other * 1000:.0f} ms of a bare app"
    return Figure("first paint of the unlock screen", mine / other, 1.35, "x", beside)


@contextmanager
def locked(env: dict[str, str], path: Path) -> Iterator[Terminal]:
    """The real program with the passphrase typed, Enter not yet pressed."""
    with Terminal(desk_command(path), env) as desk:
        desk.wait_for("Wachtwoordzin")
        time.sleep(BEHIND_THE_SCREEN)
        desk.press(PASSPHRASE)
        desk.settle()
        yield desk


def opening(env: dict[str, str], path: Path) -> Figure:
    """Enter on the passphrase until Vandaag stands there: key derivation and both checks included."""

    def once() -> float:
        with locked(env, path) as desk:
            return desk.after(ENTER, VANDAAG)

    taken = Rounds.of(lambda: [once() for _ in range(OPENINGS)])
    alone = Rounds.of(lambda: [bare_opening(path) for _ in range(OPENINGS)])
    beside = f"median; {alone.median:.0f} ms of it the key and both checks alone"
    return Figure("Enter on the passphrase, Vandaag painted", taken.median, 600, "ms", beside)


def bare_opening(path: Path) -> float:
    """Seconds that the vault itself takes: key derivation and both integrity checks."""
    began = time.perf_counter()
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS):
        return time.perf_counter() - began


def bare_key(env: dict[str, str]) -> str:
    """What a key takes in the peer, one line and a footer: what this machine and Textual cost by themselves."""
    with Terminal([sys.executable, "-m", "bench.peer"], env) as peer:
        peer.wait_for("stoppen")
        peer.settle()
        return f"a key in a bare app: {Rounds.of(lambda: pressed(peer, 'x' * KEYS))}"


def pressed(desk: Terminal, keys: Sequence[str]) -> list[float]:
    """Seconds from each of these keys to the first output."""
    times = []
    for key in keys:
        times.append(desk.after(key))
        desk.settle(0.05)
    return times


def keys_in_lists(env: dict[str, str], path: Path, beside: str) -> Iterator[Figure]:
    """A key in the list of each place, and what the open desk weighs."""
    up_and_down = [DOWN if number % 10 < 5 else UP for number in range(KEYS)]
    with locked(env, path) as desk:
        desk.after(ENTER, VANDAAG)
        desk.settle()
        yield Figure("resident memory with the school open", memory(desk.pid), 130, "MiB")
        for place, name in PLACES:
            desk.press(place)
            desk.settle(0.6)
            taken = Rounds.of(lambda: pressed(desk, up_and_down))
            yield Figure(f"a key in the list of {name}, p95", taken.p95, 20, "ms", f"{taken}; {beside}")


def captured_lines(env: dict[str, str], path: Path, beside: str) -> Figure:
    """Enter in the capture line until the output that holds the kept line, in a meeting that runs."""
    start_meeting(path)
    texts = iter(f"meetregel {number:03d} van vandaag" for number in range(ROUNDS * LINES))

    def kept(desk: Terminal) -> float:
        text = next(texts)
        desk.press(text)
        desk.settle(0.3)
        took = desk.after_writing(ENTER, text)
        desk.settle(0.3)
        return took

    with locked(env, path) as desk:
        desk.after(ENTER, VANDAAG)
        desk.settle()
        desk.press("2")
        desk.settle(1.0)
        taken = Rounds.of(lambda: [kept(desk) for _ in range(LINES)])
    return Figure("a captured line kept and shown, p95", taken.p95, 40, "ms", f"{taken}; {beside}")


def telling(path: Path) -> Figure:
    """The report and the feedback of everyone after a meeting about ten pupils."""
    seconds, files = tell_everyone(path)
    return Figure(f"report and feedback of {PUPILS} pupils", seconds, 5, "s", f"{files} files, all as Word")


def cards(env: dict[str, str], path: Path, beside: str) -> Iterator[Figure]:
    """Enter on a case of many entries until its card is painted whole; and the keys that go through a very long one."""
    short, long = fill_cards(path)
    with locked(env, path) as desk:
        desk.after(ENTER, VANDAAG)
        desk.settle()

        def opened() -> float:
            to_case(desk, short)
            return desk.until_still(ENTER)

        taken = Rounds.of(lambda: [opened() for _ in range(CARDS)])
        yield Figure(f"a case of {OPENED} entries opened, p95", taken.p95, 60, "ms", str(taken))
        to_case(desk, long)
        desk.until_still(ENTER)
        for key, what in ((DOWN, "down"), (PAGE, "a page down")):
            taken = Rounds.of(lambda key=key: pressed(desk, [key] * STEPS))
            name = f"{what} in a case of {SCROLLED:,} entries, p95"
            yield Figure(name, taken.p95, 50, "ms", f"{taken}; {beside}")


def kwadrants(env: dict[str, str], path: Path) -> Iterator[Figure]:
    """A class until it is painted whole, and the kwadrant of one pupil after another; beside a bare screen."""
    fill_class(path)
    bare = bare_screen(env)
    with locked(env, path) as desk:
        desk.after(ENTER, VANDAAG)
        desk.settle()
        for keys in ("3", "k", LAST_ROW):
            desk.press(keys)
            desk.settle(0.6)
        yield painted(desk, f"the kwadrant of a class of {CLASS}, p95", 100, bare)
        desk.press(ENTER)
        desk.settle(0.6)
        yield painted(desk, "the kwadrant of a pupil, p95", 60, bare, DOWN)


def painted(desk: Terminal, what: str, limit: float, bare: str, between: str = "") -> Figure:
    """Enter until all is painted, then back and `between`; the first, which puts the screen together, is said apart."""

    def once() -> float:
        took = desk.until_still(ENTER)
        desk.press(ESCAPE)
        desk.settle(0.6)
        if between:
            desk.press(between)
            desk.settle(0.1)
        return took

    first = once()
    taken = Rounds.of(lambda: [once() for _ in range(CARDS)])
    return Figure(what, taken.p95, limit, "ms", f"{taken}; the first {first * 1000:.0f} ms; {bare}")


def bare_screen(env: dict[str, str]) -> str:
    """What a screen with one line of text takes in the peer: what this machine and Textual cost by themselves."""
    with Terminal([sys.executable, "-m", "bench.peer"], env) as peer:
        peer.wait_for("stoppen")

        def once() -> float:
            peer.settle()
            took = peer.until_still(OTHER_SCREEN)
            peer.press(OTHER_SCREEN)
            return took

        return f"a bare screen: {Rounds.of(lambda: [once() for _ in range(CARDS)])}"


def to_case(desk: Terminal, number: str) -> None:
    """From anywhere to the row of this pupil in Casussen."""
    desk.press("3")
    desk.settle()
    desk.press("f")
    desk.press(number)
    desk.settle()
    desk.press(ENTER)
    desk.settle()


def found_keys(env: dict[str, str], path: Path) -> Iterator[Figure]:
    """A key in Zoeken over the entries of ten years, in the store alone and until the hits are painted."""
    fill(path)
    stored = Rounds.of(lambda: asked(path))
    yield Figure(f"find over {ENTRIES:,} entries, in the store, p95", stored.p95, 100, "ms", str(stored))
    with locked(env, path) as desk:
        desk.after(ENTER, VANDAAG)
        desk.settle()
        desk.press("/")
        desk.settle(0.6)
        taken = Rounds.of(lambda: typed(desk))
    yield Figure(f"find over {ENTRIES:,} entries, p95", taken.p95, 100, "ms", str(taken))


def typed(desk: Terminal) -> list[float]:
    """Seconds until the hits of each key are painted, from the third letter on."""
    times = []
    for words in TYPED:
        for number, letter in enumerate(words):
            took = desk.until_still(letter)
            times += [took] if number >= FROM_LETTER - 1 else []
        desk.press(WIPE)
        desk.settle()
    return times


def start_meeting(path: Path) -> None:
    """Today's meeting runs, its first pupil on the table."""
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault:
        store = Store(vault.engine, fixed_at(moment_of(f"{TODAY}T13:00")))
        meeting = store.meetings.next()
        assert meeting is not None
        store.table.start(meeting.id, [])
        store.table.go_to(meeting.items[1].id)


def figures(home: Path) -> Iterator[Figure]:
    """All figures, each as soon as it is known."""
    env, path = environment(home), home / "school" / "oefenschool.sotdesk"
    make_school(path, moment_of(TODAY)).close()
    yield first_paint(env, path)
    yield opening(env, path)
    beside = bare_key(env)
    yield from keys_in_lists(env, path, beside)
    yield captured_lines(env, path, beside)
    make_school(home / "telling.sotdesk", moment_of(TODAY)).close()
    yield telling(home / "telling.sotdesk")
    make_school(home / "cards.sotdesk", moment_of(TODAY)).close()
    yield from cards(env, home / "cards.sotdesk", beside)
    make_school(home / "classes.sotdesk", moment_of(TODAY)).close()
    yield from kwadrants(env, home / "classes.sotdesk")
    yield from found_keys(env, path)


def main() -> int:
    """Prints every figure; gives the exit code."""
    if sys.platform == "win32":
        print("Meten kan alleen op Linux en macOS: er is een pseudo-terminal voor nodig.")
        return 0
    home = Path(tempfile.mkdtemp(prefix="sotdesk-bench-"))
    try:
        within = True
        for figure in figures(home):
            print(figure, flush=True)
            within = within and figure.within
        return 0 if within else 1
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
