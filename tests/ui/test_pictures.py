"""How the screens look: each is drawn again and laid beside the picture that was looked at and approved.

A look that changed on purpose: `python -m pytest tests/ui/test_pictures.py --snapshot-update`, then look at what
changed in tests/ui/__snapshots__ (a browser shows the pictures) and commit it with the change. Without that
option a changed look fails with the rows that differ, and snapshot_report.html shows both pictures side by side.

A picture holds nothing of one machine or one moment: the clock stands still, ids are counted (small_school.py),
cursors do not blink, and what Rich adds of its own (fonts from elsewhere, a number for each picture) is left out.
"""

import re
import shutil
from collections.abc import Awaitable, Callable
from difflib import unified_diff
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from bench.screenshots import offline
from pytest_textual_snapshot import SVGImageExtension
from tests.ui import kwadranten
from tests.ui import small_school as school
from tests.ui.conftest import Reopen
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Input

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock
from sotdesk.locking import STYLE

SVGImageExtension.file_extension = "svg"  # what it sets itself is how an older syrupy called this

UPDATE = "python -m pytest tests/ui/test_pictures.py --snapshot-update"
CELL = 12.2
"""How wide Rich draws one cell (rich.console.Console.export_svg)."""


class Scene:
    """The app with a pilot, over the small school."""

    def __init__(self, desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> None:
        self.desk, self.reopen, self.pilot = desk, reopen, pilot

    @cached_property
    def vault(self) -> Vault:
        """Open from when it is first asked for."""
        return self.reopen()

    async def open(self, *address: str) -> None:
        """The vault open in the app, and the screen of an address."""
        self.desk.opened(self.vault)
        self.desk.go(address, fresh=True)
        await self.settle()

    async def keys(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Until all that was asked for is shown."""
        await self.pilot.pause()
        await self.pilot.pause()


async def unlock(scene: Scene) -> None:
    """Nothing of the school is told."""


async def today(scene: Scene) -> None:
    await scene.open("today")


async def today_empty(scene: Scene) -> None:
    scene.desk.path.unlink()  # a new vault
    await scene.open("today")


async def cases(scene: Scene) -> None:
    await scene.open("cases")


async def case(scene: Scene) -> None:
    await scene.open("student", school.YARA)


async def moment(scene: Scene) -> None:
    await scene.open("moment", school.YARA)
    for line in ("moeder: slaapt slecht", "( vader is weg"):
        await scene.keys(*line, "enter")
    await scene.keys(*"@mentor belt ouders >vr")


async def agenda(scene: Scene) -> None:
    await scene.open("agenda", school.today(scene.vault.engine))


async def meeting(scene: Scene) -> None:
    await scene.open("meeting", school.run(scene.vault.engine))


async def closing(scene: Scene) -> None:
    await scene.open("closing", school.run(scene.vault.engine))


async def review(scene: Scene) -> None:
    meeting_id = school.run(scene.vault.engine)
    school.end(scene.vault.engine, meeting_id)
    await scene.open("closing", meeting_id, "report")
    await scene.keys("m")


async def actions(scene: Scene) -> None:
    await scene.open("actions")


async def help_(scene: Scene) -> None:
    await scene.open("cases")
    await scene.keys("?")


async def find(scene: Scene) -> None:
    await scene.open("find")
    await scene.keys(*"yara")


async def kwadrant(scene: Scene, fill: Callable[[Store], None], *keys: str) -> None:
    fill(Store(scene.vault.engine, scene.desk.clock))
    await scene.open("kwadrant", school.YARA)
    await scene.keys(*keys)


async def kwadrant_full(scene: Scene) -> None:
    await kwadrant(scene, kwadranten.full, "right", "down")


async def kwadrant_course(scene: Scene) -> None:
    await kwadrant(scene, kwadranten.full, "h")


async def kwadrant_sparse(scene: Scene) -> None:
    await kwadrant(scene, kwadranten.sparse)


async def kwadrant_stale(scene: Scene) -> None:
    await kwadrant(scene, kwadranten.stale)


async def kwadrant_empty(scene: Scene) -> None:
    await kwadrant(scene, lambda store: None)


Play = Callable[[Scene], Awaitable[None]]
SMALL, WIDE = (80, 24), (120, 36)
SCENES: dict[str, tuple[tuple[int, int], Play]] = {
    "ontgrendelen": (SMALL, unlock),
    "vandaag": (WIDE, today),
    "vandaag-leeg": (SMALL, today_empty),
    "casussen": (WIDE, cases),
    "casus": (WIDE, case),
    "contactmoment": (SMALL, moment),
    "agenda": (WIDE, agenda),
    "overleg": (WIDE, meeting),
    "overleg-gevouwen": (SMALL, meeting),
    "afronden": (WIDE, closing),
    "nakijken": (WIDE, review),
    "afspraken": (SMALL, actions),
    "hulp": (WIDE, help_),
    "zoeken": (SMALL, find),
    "kwadrant-vol": (WIDE, kwadrant_full),
    "kwadrant-verloop": (SMALL, kwadrant_course),
    "kwadrant-deels": (SMALL, kwadrant_sparse),
    "kwadrant-oud": (SMALL, kwadrant_stale),
    "kwadrant-leeg": (SMALL, kwadrant_empty),
}
"""Name of the picture → size in cells, how to get there."""

Looks = Callable[[SotDesk, tuple[int, int], Callable[[Pilot[None]], Awaitable[None]]], None]
"""What `looks` gives: the app, the size, how to get to the screen."""


@pytest.fixture(autouse=True)
def nothing_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids in one order, and colours whatever the terminal of this machine is."""
    school.count_ids(monkeypatch)
    for name in ("NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", SCENES)
def test_a_screen_looks_as_approved(
    name: str, desk: SotDesk, reopen: Reopen, small_school: Path, looks: Looks
) -> None:
    shutil.copy(small_school, desk.path)
    size, play = SCENES[name]
    looks(desk, size, lambda pilot: play(Scene(desk, reopen, pilot)))


def test_the_first_run_looks_as_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock, looks: Looks
) -> None:
    monkeypatch.chdir(tmp_path)  # it shows where the vault will stand: a bare name is the same everywhere
    looks(SotDesk(Path("kluis.sotdesk"), clock=clock), SMALL, lambda pilot: pilot.pause())


@pytest.fixture
def looks(
    snap_compare: Callable[..., bool], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Looks:
    """Plays the app to a screen and lays its picture beside the approved one."""

    def compare(desk: SotDesk, size: tuple[int, int], play: Callable[[Pilot[None]], Awaitable[None]]) -> None:
        drawn: list[str] = []
        named = f"terminal-{crc32(request.node.name.encode())}"  # Rich's own number hangs on all it drew
        export = desk.export_screenshot

        def draw(**how: Any) -> str:
            drawn.append(re.sub(r"terminal-\d+", named, offline(export(**how))))
            return drawn[-1]

        async def to_screen(pilot: Pilot[None]) -> None:
            await until(pilot, lambda: desk.stylesheet.has_source(str(STYLE), ""))
            await play(pilot)
            for line in desk.screen.query(Input):
                line.cursor_blink = False
            await pilot.pause()

        monkeypatch.setattr(desk, "export_screenshot", draw)
        approved = _approved(request)
        try:
            same = snap_compare(desk, terminal_size=size, run_before=to_screen)
        finally:
            desk.close_vault()
        if not same:
            pytest.fail(_differences(approved, drawn[-1]), pytrace=False)

    return compare


def _approved(request: pytest.FixtureRequest) -> str:
    """The picture that is kept for this test; '' when there is none yet."""
    file = request.path.parent / "__snapshots__" / request.path.stem / f"{request.node.name}.svg"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _rows(svg: str) -> list[str]:
    """The text of a picture, row by row."""
    rows: dict[int, str] = {}
    for x, line, text in re.findall(r'<text [^>]*x="([\d.]+)"[^>]*#terminal-\d+-line-(\d+)\)">([^<]*)<', svg):
        before = rows.get(int(line), "").ljust(round(float(x) / CELL))
        rows[int(line)] = before + unescape(text).replace("\N{NO-BREAK SPACE}", " ")
    return [rows.get(line, "").rstrip() for line in range(max(rows, default=-1) + 1)]


def _styles(svg: str) -> list[str]:
    """The colours of a picture, in the order in which they come up."""
    return re.findall(r"-r\d+ \{ (.*?) \}", svg)


def _differences(approved: str, drawn: str) -> str:
    """What changed, for a person: the rows and colours that differ."""
    if not approved:
        return f"there is no picture yet: {UPDATE}"
    before, now = ([*_rows(svg), *_styles(svg)] for svg in (approved, drawn))
    changed = "\n".join(unified_diff(before, now, "approved", "now", n=1, lineterm=""))
    return f"{changed or 'the same colours elsewhere: see snapshot_report.html'}\n\nIs this meant? {UPDATE}"
