"""Verzoeken on the card: kept, looked over name by name, on paper when all is decided (domain.md §11)."""

from pathlib import Path

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, opened, rows
from tests.ui.waiting import until
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.domain.initials import Decision
from sotdesk.domain.rights import Request
from sotdesk.screens import handing_out
from sotdesk.screens.dialogs import AskDialog, ConfirmDialog
from sotdesk.screens.rights import RightsScreen
from sotdesk.screens.rights_file import RightsFileScreen
from sotdesk.screens.rights_forms import AnswerForm, RequestForm

YARA = "yara"


async def test_a_request_becomes_a_file_on_paper_and_an_answer(
    desk: SotDesk, reopen: Reopen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "uit"
    place.mkdir()
    monkeypatch.setattr(handing_out, "folder", lambda: place)
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        other = next(one for one in store.students.all() if one.id != YARA)
        store.cases.add_signal(YARA, "mentor", f"Yara en {other.name.full} kregen ruzie.")
        store.cases.add_signal(YARA, "mentor", "Alleen wij weten dat zij komt.")
        await go(desk, pilot, "case", store.cases.open(YARA))
        await pilot.press("i")
        await until(pilot, lambda: isinstance(desk.screen, RightsScreen))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, RequestForm))
        fill(desk, by="K. Achterberg")
        await pilot.press("f2")
        await until(pilot, lambda: any("inzage, door ouder" in row for row in rows(desk, "requests")))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(desk.screen, RightsFileScreen))
        await pilot.press("p")
        assert not list(place.iterdir()), "a name is not decided yet"
        (request,) = store.rights.of_student(YARA)
        await pilot.press("w")
        await until(pilot, lambda: bool(store.rights.get(request.id).decisions))
        assert store.rights.get(request.id).decisions[0][1] == Decision.CUT.value
        await pilot.press("home", "x")
        await until(pilot, lambda: isinstance(desk.screen, AskDialog))
        fill(desk, answer="gaat over een ander")
        await pilot.press("f2")
        await until(pilot, lambda: bool(store.rights.get(request.id).withheld))
        assert "achtergehouden" in str(desk.screen.query_one("#printed", Static).render())
        await pilot.press("m")
        await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
        (made,) = place.iterdir()
        assert other.name.first not in made.read_text() and "Alleen wij" in made.read_text()
        (listed,) = store.handed.all()
        assert "inzage" in listed.document.receiver and "AVG" in listed.document.ground
        await pilot.press("n", "escape", "a")
        await until(pilot, lambda: isinstance(desk.screen, AnswerForm))
        fill(desk, how="op papier")
        await pilot.press("f2")
        await until(pilot, lambda: bool(store.rights.get(request.id).done_on))
        answered = store.rights.get(request.id)
        assert (answered.outcome, answered.reason) == ("partly", "gaat over een ander")


async def test_a_word_of_the_shield_is_decided_when_it_can_be_read(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.cases.add_signal(YARA, "mentor", "Gebeld met Veilig Thuis.")
        key = store.rights.save(Request("", YARA, "inzage", "parent", "", store.clock.today()))
        await go(desk, pilot, "rights_file", YARA, key)
        await pilot.press("n", "l")
        assert not any("Veilig Thuis" in row for row in rows(desk, "texts"))
        assert not store.rights.get(key).decisions
        await pilot.press("f5")
        await until(pilot, lambda: any("Gebeld met Veilig Thuis" in row for row in rows(desk, "texts")))
        await pilot.press("n", "w")
        assert not store.rights.get(key).decisions, "a word cannot be cut out in silence"
        await pilot.press("l")
        await until(pilot, lambda: bool(store.rights.get(key).decisions))
        assert "Gebeld met Veilig Thuis" in str(desk.screen.query_one("#printed", Static).render())
