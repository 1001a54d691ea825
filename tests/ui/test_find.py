"""/: a journey from a name that was nearly typed to the card, and what F9 hides of the hits (issue 4 point 9)."""

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened, rows
from tests.ui.waiting import until

from sotdesk.app import SotDesk
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Guardian
from sotdesk.domain.names import MASK
from sotdesk.screens.case import CaseScreen
from sotdesk.screens.find import FindScreen
from sotdesk.widgets.line import Line


async def test_a_name_with_an_error_leads_to_the_card(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        case_id = store.cases.open("yara")
        store.cases.add_signal("sem", "mentor", "zat met Achterbreg in de kantine")
        await go(desk, pilot, "today")
        await pilot.press("/")
        await until(pilot, lambda: isinstance(desk.screen, FindScreen))
        desk.screen.query_one("#words", Line).value = "achterbreg"
        await until(pilot, lambda: "Bedoelde je …" in rows(desk, "hits"))
        found = rows(desk, "hits")
        assert [row.split()[0] for row in found] == ["signaal", "Bedoelde", "leerling"]
        assert str(desk.screen.query_one("#find-panel").border_subtitle).startswith(
            "1 gevonden · 1 naam lijkt erop"
        )
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(desk.screen, CaseScreen))
        assert desk.screen.ids[0] == case_id  # type: ignore[attr-defined]


async def test_hits_say_who_reads_them_and_f9_hides_every_name_around_them(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.students.save_guardian("lina", Guardian("", "Farida Kamal", "moeder"))
        store.students.set_family(["lina", "sami"])
        store.actions.add(ActionDraft("Farida bellen over Sami", audience=Audience.OWN), student_ids=["lina"])
        await go(desk, pilot, "find")
        desk.screen.query_one("#words", Line).value = "farida"
        await until(pilot, lambda: len(rows(desk, "hits")) > 1)
        assert [row.split()[0] for row in rows(desk, "hits")] == ["thuis", "afspraak"]
        assert "alleen OCO" in rows(desk, "hits")[1]
        await pilot.press("f9")
        await until(pilot, lambda: MASK in rows(desk, "hits")[0])
        shown = " ".join(rows(desk, "hits"))
        assert not any(name in shown for name in ("Farida", "Kamal", "Sami", "Lina"))
        assert "bellen over" in shown and "3M2" in shown
