"""Closing asks what a consent lacks and the reason of a case that is to be closed (issue 3 points 3 and 5)."""

from datetime import date

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, item, opened, planned, rows
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.capture_names import Person
from sotdesk.domain.cases import Guardian
from sotdesk.domain.dates import Frame
from sotdesk.screens.case_forms import CloseForm
from sotdesk.screens.consent_form import ConsentForm
from sotdesk.screens.today import TodayScreen
from sotdesk.widgets.line import Line

MOTHER = Person("role:g1", "moeder (W. Achterberg)", ("moeder",), "moeder")


async def at_closing(desk: SotDesk, reopen: Reopen, pilot: Pilot[None], *lines: str) -> Store:
    """Lines at Yara's item, in a meeting with nothing else open."""
    store = await opened(desk, reopen, pilot)
    store.cases.open("yara")
    store.students.save_guardian("yara", Guardian("", "W. Achterberg", "moeder"))
    store.table.start(planned(store), [])
    for line in lines:
        frame = Frame(date(2026, 11, 25), store.school.calendar())
        store.table.keep(
            item(store, "Yara"), read(line, Table(frame, (MOTHER,), outcomes=store.school.outcomes()))
        )
    await go(desk, pilot, "closing", planned(store), "todo")
    return store


def lacking(desk: SotDesk, word: str) -> list[str]:
    return [row for row in rows(desk, "todo") if word in row]


async def to_row(desk: SotDesk, pilot: Pilot[None], word: str) -> None:
    todo = desk.screen.query_one("#todo")
    while word not in rows(desk, "todo")[todo.highlighted or 0]:  # type: ignore[attr-defined]
        await pilot.press("down")


async def test_a_consent_is_completed_from_the_list(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "! aanmelden", "toest: moeder, wijkteam")
        (row,) = lacking(desk, "toestemming")
        assert row.endswith("waarvoor, welke gegevens, hoe vastgelegd")
        await to_row(desk, pilot, "toestemming")
        await pilot.press("enter")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, ConsentForm)
        assert form.query_one("#proof", Line).value == "mondeling, overleg wo 25 nov"
        assert form.focused and form.focused.id == "purpose"  # the first that is not known yet
        await pilot.press("f2")
        assert isinstance(desk.screen, ConsentForm)  # it says what is missing
        form.query_one("#purpose", Line).value = "aanmelding"
        form.query_one("#data", Line).value = "hulpvraag en verzuim"
        form.query_one("#until", Line).value = "1 jul"
        await pilot.press("f2")
        await pilot.pause()
        assert lacking(desk, "toestemming") == []
        (consent,) = store.consents.of_student("yara")
        assert (consent.complete, consent.purpose, consent.valid_until) == (
            True,
            "aanmelding",
            date(2027, 7, 1),
        )


async def test_a_case_is_closed_from_the_list_with_its_reason(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "uit: afsluiten")
        await to_row(desk, pilot, "casus sluiten: reden en resultaat")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(desk.screen, CloseForm)
        desk.screen.query_one("#reason", Line).value = "doel behaald"
        await pilot.press("f2")
        await pilot.pause()
        assert lacking(desk, "casus sluiten") == []
        case = store.cases.of_student("yara")
        assert case and case.closed_on == date(2026, 11, 25)


async def test_what_is_left_stands_on_vandaag_and_after_adopting_it_can_still_be_done(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "toest: moeder, wijkteam", "uit: afsluiten")
        store.table.close(planned(store))
        store.meetings.adopt(planned(store))
        await go(desk, pilot, "closing", planned(store), "todo")
        assert lacking(desk, "toestemming")
        assert lacking(desk, "casus sluiten")
        await go(desk, pilot, "today")
        assert isinstance(desk.screen, TodayScreen)
        left = " ".join(rows(desk, "attention"))
        assert "Toestemming aanvullen" in left
        assert "Casus sluiten" in left
