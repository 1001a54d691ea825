"""Choosing who reads it says that inzage stays (domain.md §11, §3: from 16 the pupil himself), in every form alike."""

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened, planned, rows
from tests.ui.screen_text import screen_text
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.domain.confidentiality import INZAGE, INZAGE_LINE
from sotdesk.screens.dialogs import FormDialog
from sotdesk.widgets.capture_box import CaptureBox


async def form(desk: SotDesk, reopen: Reopen, pilot: Pilot[None], *keys: str) -> FormDialog[object]:
    """The form that these keys open on Yara's card."""
    store = await opened(desk, reopen, pilot)
    await go(desk, pilot, "case", store.cases.open("yara"))
    await pilot.press(*keys)
    await pilot.pause()
    assert isinstance(desk.screen, FormDialog)
    return desk.screen


@pytest.mark.parametrize(
    ("keys", "name", "limits", "opens"),
    [
        (("e",), "confidentiality", "alleen OCO", "team"),
        (("n", "a"), "audience", "own", "sot"),
        (("n", "o"), "audience", "restricted", "sot"),
    ],
)
async def test_the_field_says_so_while_it_is_chosen(
    desk: SotDesk, reopen: Reopen, keys: tuple[str, ...], name: str, limits: str, opens: str
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        made = await form(desk, reopen, pilot, *keys)
        made.field(name).control.focus()
        said = " ".join(INZAGE.split()[:6])
        for value, there in ((opens, False), (limits, True), (opens, False)):
            made.field(name).fill(value)
            await pilot.pause()
            await pilot.pause()
            assert (said in screen_text(desk)) is there, value


async def test_an_agreement_of_the_card_keeps_its_readers(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        made = await form(desk, reopen, pilot, "n", "a")
        for name, words in (("who", "mentor"), ("what", "thuis vragen"), ("due", "vr"), ("audience", "own")):
            made.field(name).fill(words)
        await pilot.press("f2")
        await pilot.pause()
        await pilot.pause()
        assert desk.store
        assert [a.audience for a in desk.store.actions.of_student("yara")] == ["own"]
        assert "alleen OCO" in rows(desk, "agreements")[0]


async def test_the_line_of_a_contact_moment_says_so_while_it_is_typed(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(desk, reopen, pilot)
        await go(desk, pilot, "moment", "yara")
        await said_while_typed(desk, pilot)


async def test_the_line_of_a_meeting_says_so_while_it_is_typed(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.table.start(planned(store), [])
        await go(desk, pilot, "meeting", planned(store))
        await said_while_typed(desk, pilot)


async def said_while_typed(desk: SotDesk, pilot: Pilot[None]) -> None:
    """The whole sentence, at 80 cells, for each sign that limits the readers; and nothing once it is away."""
    limits = ("( x", "(( x", "? x", "(@mentor belt >vr")
    for typed in ("slaapt slecht", *limits, "x"):
        desk.screen.query_one("#capture", CaptureBox).line.value = typed
        await pilot.pause()
        await pilot.pause()
        assert (INZAGE_LINE in screen_text(desk)) is (typed in limits), typed
