"""What is painted of a change is, cell by cell, what Textual itself would paint (widgets/painting.py)."""

import random
from collections.abc import Callable

from rich.console import Console
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import opened, planned
from textual._compositor import Compositor
from textual.geometry import Region
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.screens.base import BaseScreen
from sotdesk.widgets.painting import Sparing

PAINTINGS = 150


async def _meeting(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> None:
    store = await opened(desk, reopen, pilot)
    store.table.start(planned(store), [])
    desk.go(("meeting", planned(store)))
    await pilot.pause()


async def _form(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> None:
    await _meeting(desk, reopen, pilot)
    assert isinstance(desk.screen, BaseScreen)
    desk.screen.open_signal()
    await pilot.pause()


async def _same_as_textual(desk: SotDesk, reopen: Reopen, place: Callable[..., object]) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await place(desk, reopen, pilot)  # type: ignore[misc]
        compositor, chance, console = (
            desk.screen._compositor,
            random.Random(4),
            Console(color_system="truecolor"),
        )
        assert isinstance(compositor, Sparing)
        for _ in range(PAINTINGS):
            regions = [_somewhere(chance) for _ in range(chance.randint(1, 4))]
            painted = []
            for paint in (Sparing.render_partial_update, Compositor.render_partial_update):
                compositor._dirty_regions = set(regions)
                update = paint(compositor)
                assert update is not None
                painted.append(update.render_segments(console))
            assert painted[0] == painted[1], regions


def _somewhere(chance: random.Random) -> Region:
    x, y = chance.randrange(120), chance.randrange(36)
    return Region(x, y, chance.randint(1, 120 - x), chance.randint(1, min(6, 36 - y)))


async def test_a_meeting_with_its_panels(desk: SotDesk, reopen: Reopen) -> None:
    await _same_as_textual(desk, reopen, _meeting)


async def test_a_form_over_a_screen(desk: SotDesk, reopen: Reopen) -> None:
    await _same_as_textual(desk, reopen, _form)
