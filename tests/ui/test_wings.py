"""Screens in the wings (wings.py): made once with nobody in them, filled when they come on, as if they were new."""

import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from tests.ui import test_locking
from tests.ui.conftest import Reopen
from tests.ui.waiting import until

from sotdesk import opening
from sotdesk.app import SotDesk
from sotdesk.data.warm import nobody
from sotdesk.domain.students import Student
from sotdesk.screens.case import CaseScreen
from sotdesk.widgets.keyline import KeyLine
from sotdesk.widgets.lines import Lines, texts
from sotdesk.widgets.panel import Panel


@pytest.fixture(autouse=True)
def wings() -> Iterator[None]:
    """All that comes after the passphrase has been imported."""
    kept = opening._nobody[:]
    opening._nobody[:] = [nobody()]
    yield
    opening._nobody[:] = kept


async def test_a_card_from_the_wings_begins_anew_with_each_pupil(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        assert desk.store is not None
        desk.store.students.add(
            [Student("s1", "1", "Yara", "", "Aydin", "2H1"), Student("s2", "2", "Sem", "", "Bos", "1B4")]
        )
        first, second = desk.store.cases.open("s1"), desk.store.cases.open("s2")
        for number in range(60):
            desk.store.cases.add_signal("s1", "docent", f"signaal {number} over Yara")
        assert desk.stand_by("case") and not desk.stand_by("case")
        await pilot.pause()
        card = desk.ready["case"]
        assert card.is_mounted and card.waits and card not in desk.screen_stack

        desk.go(("case", first))
        await until(pilot, lambda: desk.screen is card and card.query_one("#timeline", Lines).size.height)
        assert "Yara" in str(card.query_one("#head", Panel).border_title) and card.query_one(KeyLine).shown
        await pilot.press("f", *"signaal 3", "enter", "end")
        assert (
            card.query_one("#timeline", Lines).scroll_offset.y
            or card.query_one("#timeline", Lines).highlighted
        )

        desk.go(("case", second))
        await pilot.pause()
        assert isinstance(desk.screen, CaseScreen) and desk.screen is not card, "it cannot be on twice"
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: card not in desk.screen_stack)

        desk.go(("case", second))
        await until(pilot, lambda: desk.screen is card)
        rows = texts(card.query_one("#timeline", Lines).options)
        assert not any("Yara" in row for row in rows) and "Sem" in str(
            card.query_one("#head", Panel).border_title
        )
        assert (
            desk.focused is card.query_one("#timeline") and not card.filter.display and not card.filter.value
        )
        assert card.query_one("#timeline", Lines).scroll_offset.y == 0

        await pilot.press("ctrl+l")
        await until(pilot, lambda: "case" not in desk.ready)
        await until(pilot, lambda: not card.is_attached)


async def test_the_card_under_a_resting_cursor_stands_ready_and_is_never_old(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[str] = []
    monkeypatch.setattr(CaseScreen, "come_on", _noting(CaseScreen.come_on, filled))
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store is not None
        store.students.add([Student("s1", "1", "Yara", "", "Aydin", "2H1")])
        case_id = store.cases.open("s1")
        desk.stand_by("case")
        await pilot.press("3")
        await until(pilot, lambda: filled == [case_id])
        card = desk.ready["case"]
        assert card not in desk.screen_stack and "Yara" in str(card.query_one("#head", Panel).border_title)

        await pilot.press("enter")
        await until(pilot, lambda: desk.screen is card)
        assert filled == [case_id], "it stood ready"
        await pilot.press("escape")
        await until(pilot, lambda: desk.screen is not card)

        desk.soon(("case", case_id), store)
        await until(pilot, lambda: len(filled) == 2)
        store.cases.add_signal("s1", "docent", "kwam te laat")
        await pilot.press("enter")
        await until(pilot, lambda: desk.screen is card)
        assert len(filled) == 3, "something was written meanwhile"
        assert any("kwam te laat" in row for row in texts(card.query_one("#timeline", Lines).options))
        await pilot.press("escape")

        desk.soon(("case", "gone"), store)
        await until(pilot, lambda: desk._soon is None or not desk._soon._task or desk._soon._task.done())
        await pilot.press("ctrl+l")
        await until(pilot, lambda: not card.is_attached)


async def _filled_ahead(desk: SotDesk, pilot: Any) -> list[weakref.ref[Any]]:
    """The canary's card stands ready; apart, so that the test itself holds nothing of it."""
    store = desk.store
    assert store is not None
    store.students.add([Student("s1", "1", test_locking.CANARY, "", "Aydin", "2H1")])
    case_id = store.cases.open("s1")
    store.cases.add_signal("s1", "docent", f"{test_locking.CANARY} kwam te laat")
    desk.stand_by("case")
    desk.soon(("case", case_id), store)
    await until(pilot, lambda: desk._filled is not None)
    card = desk.ready["case"]
    assert test_locking.CANARY in str(card.query_one("#head", Panel).border_title)
    assert card not in desk.screen_stack
    return [weakref.ref(store), weakref.ref(card)]


async def test_a_card_filled_ahead_and_never_entered_is_gone_after_a_lock(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        used = await _filled_ahead(desk, pilot)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: not any(one() for one in used))
        held = test_locking.holders(test_locking.CANARY)
        assert not held, held[:5]


async def test_a_card_filled_ahead_shows_the_names_only_while_they_may_be_seen(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store is not None
        store.students.add([Student("s1", "1", "Yara", "", "Aydin", "2H1")])
        case_id = store.cases.open("s1")
        desk.stand_by("case")
        for key, seen in (("f9", False), ("f9", True)):
            desk.soon(("case", case_id), store)
            await until(pilot, lambda: desk._filled is not None)
            await pilot.press(key)
            desk.go(("case", case_id))
            await until(pilot, lambda: desk.screen is desk.ready["case"])
            assert ("Yara" in str(desk.screen.query_one("#head", Panel).border_title)) is seen
            await pilot.press("escape")
            await until(pilot, lambda: desk.screen is not desk.ready["case"])


async def test_an_undo_while_a_card_stands_ready_is_on_it(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store is not None
        store.students.add([Student("s1", "1", "Yara", "", "Aydin", "2H1")])
        case_id = store.cases.open("s1")
        store.cases.add_signal("s1", "docent", "kwam te laat")
        desk.stand_by("case")
        desk.soon(("case", case_id), store)
        await until(pilot, lambda: desk._filled is not None)
        undoable = store.desk.to_undo()
        assert undoable is not None
        store.desk.undo(undoable.batch)
        desk.go(("case", case_id))
        await until(pilot, lambda: desk.screen is desk.ready["case"])
        assert not any("te laat" in row for row in texts(desk.screen.query_one("#timeline", Lines).options))


def _noting(come_on: Any, filled: list[str]) -> Any:
    def noted(card: CaseScreen, store: Any, *ids: str) -> None:
        filled.append(ids[0])
        come_on(card, store, *ids)

    return noted
