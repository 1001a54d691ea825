"""h on the card: the history of a pupil, read whole with Enter; an old text stays readable (issue 4 point 10)."""

from datetime import date

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened, rows
from tests.ui.waiting import until

from sotdesk.app import SotDesk
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.capture_model import Audience
from sotdesk.screens.history import HistoryScreen
from sotdesk.screens.reading import ReadingScreen


async def test_from_the_card_to_what_changed_and_back(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        case_id = store.cases.open("yara", question="Wat helpt?")
        action = store.actions.add(ActionDraft("Yara bellen", audience=Audience.OWN), student_ids=["yara"])
        for day in range(1, 45):
            store.actions.move(action, date(2026, 12, 1 + day % 28), "")
        store.cases.edit(case_id, question="Wat helpt Yara?")
        await go(desk, pilot, "case", case_id)
        await pilot.press("h")
        await until(pilot, lambda: isinstance(desk.screen, HistoryScreen))
        shown = rows(desk, "steps")
        assert "casus wijzigen" in shown[0] and "hulpvraag Wat helpt? → Wat helpt Yara?" in shown[0]
        assert "alleen OCO" in shown[1] and shown[-1] == "eerdere stappen · Enter toont ze"
        await pilot.press("end", "enter")
        await until(pilot, lambda: "leerlingen toevoegen" in rows(desk, "steps")[-1])
        await pilot.press("home", "f9", "enter")
        await until(pilot, lambda: isinstance(desk.screen, ReadingScreen))
        text = str(desk.screen._text.plain)  # type: ignore[attr-defined]
        assert "hulpvraag: Wat helpt? → Wat helpt" in text and "Yara" not in text
