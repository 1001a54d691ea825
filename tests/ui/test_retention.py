"""Bewaren en vernietigen by the keyboard: nobody due, chosen, the wrong word, the right one (domain.md §11)."""

from datetime import date

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, rows
from tests.ui.waiting import until

from sotdesk.app import SotDesk
from sotdesk.domain.retention import Due, Kind, shipped_terms
from sotdesk.domain.students import Student
from sotdesk.screens.retention import NOTHING, DestroyForm, RetentionScreen


async def test_who_is_past_his_term_goes_only_by_the_typed_word(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store
        await go(desk, pilot, "retention")
        assert any(NOTHING in row for row in rows(desk, "due"))
        gone = Student("kees", "4", "Kees", "", "Laan", "5V1", gone_since=date(2024, 7, 10))
        store.students.add([gone, Student("sem", "2", "Sem", "", "Bos", "1B4")])
        await go(desk, pilot, "today")
        await go(desk, pilot, "retention")
        assert any("Kees L." in row and "bewaard t/m" in row for row in rows(desk, "due"))
        await pilot.press("space", "v")
        await until(pilot, lambda: isinstance(desk.screen, DestroyForm))
        await pilot.press("j", "a", "f2")
        assert isinstance(desk.screen, DestroyForm)
        await pilot.press("backspace", "backspace", *"vernietigen", "tab", *"Noor", "f2")
        await until(pilot, lambda: isinstance(desk.screen, RetentionScreen))
        assert [one.id for one in store.students.all(gone=True)] == ["sem"]
        assert any("1 leerling" in row for row in rows(desk, "due"))


async def test_whose_run_is_past_its_term_stands_behind_the_shield(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        assert desk.store
        kees = Student("kees", "4", "Kees", "", "Laan", "5V1")
        due = Due(kees, Kind.RUN, date(2026, 7, 31), shipped_terms()[Kind.RUN])
        monkeypatch.setattr(desk.store.retention, "due", lambda: (due,))
        await go(desk, pilot, "retention")
        assert not any("Kees" in row for row in rows(desk, "due"))
        assert any("1 afgeschermd" in row for row in rows(desk, "due"))
        await pilot.press("f5")
        await until(pilot, lambda: any("Kees" in row for row in rows(desk, "due")))
