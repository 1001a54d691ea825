"""School: the list of protocols, and a file of the school itself (issue 6, point 1)."""

from pathlib import Path

import pytest
from tests.ui.conftest import Reopen
from tests.ui.test_school import opened
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.school import SchoolScreen
from sotdesk.screens.school_protocols import ProtocolForm
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, texts

GOOD = Path(__file__).parents[1] / "domain" / "protocol_good.toml"


def protocols(desk: SotDesk) -> list[str]:
    rows = texts(desk.screen.query_one("#school", Lines).options)
    return rows[rows.index("Protocollen  Enter: wat het is") + 1 :]


async def test_a_file_of_the_school_comes_in_and_a_broken_one_changes_nothing(
    desk: SotDesk, reopen: Reopen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sotdesk.screens.school_protocols.usual_folders", lambda: (tmp_path,))
    broken = tmp_path / "eigen.toml"
    text = GOOD.read_text(encoding="utf-8")
    broken.write_text(text.replace('["mentor", "oco"]', '["meldcode"]'), encoding="utf-8")
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        assert protocols(desk)[0] == "[afgeschermd]: landelijk v1", "shielded, the word stands nowhere"
        desk.screen.query_one("#school", Lines).focus()
        desk.screen.query_one("#school", Lines).go_to("protocol|")
        await pilot.press("enter")
        form = desk.screen
        assert isinstance(form, ProtocolForm)
        assert not form.text("path"), "the newest file is no protocol, so it is not proposed"
        form.query_one("#path", Line).value = str(broken)
        await pilot.press("f2")
        assert desk.screen is form
        said = str(form.field("path").query_one(".note", Static).render())
        assert "Regel 44: de rol '[afgeschermd]' bij onderdeel a.1 is niet bekend." in said
        assert not any(one.own for one in store.protocols.all())

        broken.write_text(text, encoding="utf-8")
        await pilot.press("f2")
        assert isinstance(desk.screen, SchoolScreen)
        assert protocols(desk)[2] == "Korte [afgeschermd] eigen · v3"

        desk.screen.query_one("#school", Lines).go_to("protocol|kort")
        await pilot.press("enter")
        assert isinstance(desk.screen, MessageDialog)
        assert "Versie 3, van je school, gecontroleerd ma 2 nov." in str(desk.screen.sentence)
        await pilot.press("escape", "x", "j")
        assert not any(one.own for one in store.protocols.all())
        await pilot.press("u", "u")
        assert store.protocols.get("kort").own


async def test_a_protocol_that_ships_stays(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        desk.screen.query_one("#school", Lines).focus()
        desk.screen.query_one("#school", Lines).go_to("protocol|pesten")
        await pilot.press("x")
        assert isinstance(desk.screen, SchoolScreen)
        assert len(store.protocols.all()) == 5
