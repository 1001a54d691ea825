"""`f` opens the filter of a list, and all that is typed behind it goes there, however fast."""

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened
from tests.ui.waiting import until
from textual import events

from sotdesk.app import SotDesk
from sotdesk.screens.filtering import FilteringScreen


@pytest.mark.parametrize("place", ["cases", "actions", "contacts", "case"])
async def test_what_is_typed_right_behind_f_never_reaches_the_list(
    desk: SotDesk, reopen: Reopen, place: str
) -> None:
    """n, x, w, v, h, a, e, c and 3 would open a form, remove, or go to another place."""
    async with desk.run_test(size=(100, 30)) as pilot:
        store = await opened(desk, reopen, pilot)
        case_id = store.cases.of_student("sem")
        assert case_id
        await go(desk, pilot, *([place, case_id.id] if place == "case" else [place]))
        screen = desk.screen
        assert isinstance(screen, FilteringScreen)
        for sign in "fnxwvhaec3f":
            desk.post_message(events.Key(sign, sign))
        await until(pilot, lambda: len(screen.filter.value) == 10)
        assert (desk.screen, screen.filter.value) == (screen, "nxwvhaec3f")
        desk.post_message(events.Key("escape", None))
        await until(pilot, lambda: not screen.filter.display)
        assert screen.focused is screen.query_one(f"#{screen.LIST}")


async def test_enter_behind_the_words_goes_to_the_list_and_f_back(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(100, 30)) as pilot:
        await opened(desk, reopen, pilot)
        await go(desk, pilot, "contacts")
        screen = desk.screen
        assert isinstance(screen, FilteringScreen)
        lines = screen.query_one("#contacts")
        for key in ("f", "s", "m"):
            desk.post_message(events.Key(key, key))
        desk.post_message(events.Key("enter", None))
        await until(pilot, lambda: screen.filter.value == "sm" and screen.focused is lines)
        await pilot.press("f", "i")
        assert screen.filter.value == "smi"
