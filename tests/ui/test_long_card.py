"""A card with hundreds of entries opens as quickly as a short one: the newest first, older ones as she gets there."""

from datetime import date, timedelta

import pytest
from tests.ui.conftest import Reopen
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import ActionState
from sotdesk.domain.students import Student
from sotdesk.screens.card_agreements import EARLIER, SETTLED
from sotdesk.screens.card_timeline import FIRST, MORE, OLDER
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, texts

YARA = Student("s1", "040123", "Yara", "", "Achterberg", "2H1", date(2012, 3, 4))
MANY = FIRST + MORE + 15


async def start(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> list[str]:
    """The ids of the signals, the newest first; the card is not open yet."""
    desk.opened(reopen())
    store = desk.store
    assert store
    store.students.add([YARA])
    today = store.clock.today()
    ids = [
        store.cases.add_signal("s1", "docent", f"zorg nummer {n}", seen_on=today - timedelta(days=n))
        for n in range(MANY)
    ]
    await pilot.pause()
    return ids


def timeline(desk: SotDesk) -> Lines:
    return desk.screen.query_one("#timeline", Lines)


async def test_the_newest_first_and_older_ones_when_the_cursor_comes_there(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        ids = await start(desk, reopen, pilot)
        desk.go(("student", "s1"))
        await pilot.pause()
        assert timeline(desk).keys == [*ids[:FIRST], OLDER]
        timeline(desk).go_to(OLDER)
        await pilot.pause()
        assert timeline(desk).keys == [*ids[: FIRST + MORE], OLDER]
        assert timeline(desk).current == ids[FIRST], "the cursor stands on the first that came"
        await pilot.press("end")
        await pilot.pause()
        assert timeline(desk).keys == ids and timeline(desk).current == ids[-1]
        laid_out = texts(timeline(desk).options)
        desk.screen.reload()  # type: ignore[attr-defined]
        assert texts(timeline(desk).options) == laid_out, "row by row as all at once: each month headed once"


@pytest.mark.parametrize("place", [0, FIRST - 1, FIRST, MANY - 1])
async def test_what_was_looked_for_is_under_the_cursor_however_old(
    desk: SotDesk, reopen: Reopen, place: int
) -> None:
    """Issue: / find, Enter goes to the spot."""
    async with desk.run_test(size=(80, 24)) as pilot:
        ids = await start(desk, reopen, pilot)
        desk.go(("student", "s1", ids[place]))
        await pilot.pause()
        assert timeline(desk).current == ids[place]


async def test_the_filter_looks_in_all_of_them(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        ids = await start(desk, reopen, pilot)
        desk.go(("student", "s1"))
        await pilot.pause()
        await pilot.press("f")
        desk.screen.query_one("#filter", Line).value = f"nummer {MANY - 1}"
        await pilot.pause()
        assert timeline(desk).keys == ids[-1:]


async def test_settled_agreements_beyond_the_first_come_when_the_cursor_does(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await start(desk, reopen, pilot)
        store = desk.store
        assert store
        made = [store.actions.add(ActionDraft(f"bel {n}"), student_ids=["s1"]) for n in range(SETTLED + 3)]
        for action_id in made[1:]:
            store.actions.settle(action_id, ActionState.DONE)
        desk.go(("student", "s1"))
        await pilot.pause()
        agreements = desk.screen.query_one("#agreements", Lines)
        assert agreements.keys[0] == made[0] and len(agreements.keys) == 1 + SETTLED + 1
        agreements.go_to(EARLIER)
        await pilot.pause()
        assert sorted(agreements.keys) == sorted(made)
        assert (
            agreements.highlighted_option and agreements.keys.index(agreements.current or "") == 1 + SETTLED
        )
