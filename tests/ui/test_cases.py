"""Casussen: a signal in three lines, weighing it, the list and its filter, search before create."""

from datetime import date

import pytest
from tests.ui.conftest import Reopen
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.cases import Triage
from sotdesk.domain.students import Student
from sotdesk.screens.case_open import OpenCaseForm
from sotdesk.screens.cases import NO_CASES, NO_FIT, NO_PUPILS, CasesScreen
from sotdesk.screens.signal import SignalDetailsForm, SignalForm
from sotdesk.screens.student_picker import StudentField
from sotdesk.screens.triage import TriageForm
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, texts
from sotdesk.widgets.pick import Pick

YARA, LOUA, DAVI = "yara", "loua", "davi"


def fill(store: Store) -> None:
    store.students.add(
        [
            Student(YARA, "040123", "Yara", "", "Aziz", "2H1"),
            Student(LOUA, "004627", "Loua", "de", "Vries", "2H1"),
            Student(DAVI, "040200", "Davi", "", "Pina", "3M2"),
        ]
    )


async def opened(desk: SotDesk, reopen: Reopen, pilot: Pilot[None], *ids: str, filled: bool = True) -> Store:
    desk.opened(reopen())
    assert desk.store
    if filled and not desk.store.students.all():
        fill(desk.store)
    await pilot.pause()
    desk.go(("cases", *ids), fresh=True)
    await pilot.pause()
    assert isinstance(desk.screen, CasesScreen)
    return desk.store


def rows(desk: SotDesk) -> list[str]:
    return texts(desk.screen.query_one("#cases", Lines).options)


async def test_a_signal_in_three_lines(desk: SotDesk, reopen: Reopen) -> None:
    """product.md §1: a signal to note in 20 seconds; issue: from anywhere with Ctrl+N."""
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("1", "ctrl+n", *"vri", "enter")
        form = desk.screen
        assert isinstance(form, SignalForm)
        assert form.query_one(StudentField).ids == (LOUA,)
        assert form.focused is form.query_one("#by"), "Enter takes the pupil and goes on"
        form.query_one("#by", Line).value = "mentor"
        await pilot.press("enter")
        form.query_one("#what", Line).value = "liep weg uit de les"
        await pilot.press("enter")
        await pilot.pause()
        (signal,) = store.cases.signals()
        assert (signal.student.id, signal.by, signal.text) == (LOUA, "mentor", "liep weg uit de les")


async def test_a_signal_needs_a_pupil_and_what(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("ctrl+n", "f2")
        form = desk.screen
        assert isinstance(form, SignalForm)
        assert form.focused is form.query_one("#student")
        await pilot.press(*"yara", "enter", "f2")
        assert desk.screen is form
        assert form.focused is form.query_one("#what")
        assert store.cases.signals() == ()


async def test_arrows_choose_the_pupil(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        await pilot.press("ctrl+n", *"2h", "down", "enter")
        assert desk.screen.query_one(StudentField).ids == (LOUA,)


async def test_weighing_to_the_sot_opens_a_case(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        store.cases.add_signal(YARA, "docent", "Yara slaapt in de les")
        desk.screen.reload()
        await pilot.pause()
        assert rows(desk)[:2] == [
            "Signalen om te wegen  1",
            "Yara A. 2H1 docent: Yara slaapt in de les wo 25 nov",
        ]
        await pilot.press("enter")
        form = desk.screen
        assert isinstance(form, TriageForm)
        form.query_one("#to", Pick).value = Triage.SOT.value
        await pilot.pause()
        assert "Er komt een casus." in str(form.field("to")._note.render())
        await pilot.press("f2")
        await pilot.pause()
        (case,) = store.cases.all()
        assert rows(desk)[0] == "Casussen  1 Klas Status Niveau Hulpvraag Casushouder Afspraken Besproken"
        assert desk.screen.query_one("#cases", Lines).current == case.id


async def test_details_of_a_signal(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        signal_id = store.cases.add_signal(YARA, "", "slaapt in de les")
        desk.screen.reload()
        await pilot.pause()
        await pilot.press("e")
        form = desk.screen
        assert isinstance(form, SignalDetailsForm)
        form.query_one("#seen", Line).value = "9 dec 2026"
        await pilot.press("f2")
        assert desk.screen is form, "a day that has not been yet is refused"
        form.query_one("#seen", Line).value = "gisteren"
        form.query_one("#domain", Pick).value = "welbevinden"
        await pilot.press("f2")
        await pilot.pause()
        signal = store.cases.signal(signal_id)
        assert (signal.seen_on, signal.domain) == (date(2026, 11, 24), "welbevinden")


async def test_weighing_is_only_there_on_a_signal(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        store.cases.open(YARA)
        desk.screen.reload()
        await pilot.pause()
        assert not desk.screen.check_action("weigh", ())
        await pilot.press("w", "e")
        assert isinstance(desk.screen, CasesScreen)


async def test_a_new_case_after_looking(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("n", *"vri", "enter")
        form = desk.screen
        assert isinstance(form, OpenCaseForm)
        assert form.focused is form.query_one("#question")
        form.query_one("#question", Line).value = "Wat heeft Loua nodig?"
        form.query_one("#holder", Line).value = "N. Smit"
        await pilot.press("f2")
        await pilot.pause()
        (case,) = store.cases.all()
        assert (case.student.id, case.question, case.holder) == (LOUA, "Wat heeft Loua nodig?", "N. Smit")


async def test_an_open_case_is_said_and_enter_goes_there(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue: a second open case refused with the way to the first."""
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        case_id = store.cases.open(YARA)
        gone: list[tuple[str, ...]] = []
        monkeypatch.setattr(desk, "go", lambda address, **_: gone.append(address))
        await pilot.press("n", *"yara", "enter")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, OpenCaseForm)
        assert "al een open casus (signaal)" in str(form.query_one(StudentField)._note.render())
        assert not form.field("question").display
        await pilot.press("enter")
        await pilot.pause()
        assert gone == [("case", case_id)]
        assert len(store.cases.all(closed=True)) == 1


async def test_a_closed_case_is_reopened_with_its_gap_said(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """domain.md §5 step 10."""
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        case_id = store.cases.open(YARA, on=date(2026, 1, 12))
        store.cases.close(case_id, "doelen gehaald", on=date(2026, 8, 20))
        monkeypatch.setattr(desk, "go", lambda address, **_: None)
        await pilot.press("n", *"yara", "enter")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, OpenCaseForm)
        assert "was 3 maanden uit de ondersteuning" in str(form.query_one(StudentField)._note.render())
        assert form.focused is form.query_one("#reason")
        await pilot.press("enter")
        await pilot.pause()
        assert [gap.closed_on for gap in store.cases.get(case_id).gaps] == [date(2026, 8, 20)]


async def test_filter_closed_ones_and_names_hidden(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.cases.open(YARA, holder="N. Smit", question="Wat heeft Yara nodig?")
        davi = store.cases.open(DAVI)
        store.cases.close(davi, "klaar")
        desk.screen.reload()
        await pilot.pause()
        assert len(rows(desk)) == 2
        await pilot.press("h")
        await pilot.pause()
        assert rows(desk)[-1].startswith("Davi P. 3M2 afgesloten")
        await pilot.press("f", *"smit")
        await pilot.pause()
        assert [row for row in rows(desk) if "2H1" in row or "3M2" in row] == [
            "Yara A. 2H1 signaal Wat heeft Yara nodig? N. Smit – nog niet"
        ]
        await pilot.press(*"zz")
        await pilot.pause()
        assert rows(desk) == [NO_FIT]
        await pilot.press("escape", "f9")
        await pilot.pause()
        assert not [row for row in rows(desk) if "Yara" in row or "Davi" in row]


async def test_what_is_late_is_said_in_words(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        store.cases.open(YARA)
        store.actions.add(ActionDraft("ouders bellen", due=date(2026, 11, 20)), student_ids=[YARA])
        desk.screen.reload()
        await pilot.pause()
        assert "1 · te laat" in rows(desk)[1]


async def test_the_address_names_a_closed_case_or_a_signal(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        case_id = store.cases.open(YARA)
        store.cases.close(case_id, "klaar")
        store.cases.add_signal(YARA, "", "een")
        second = store.cases.add_signal(DAVI, "", "twee")
        for wanted in (case_id, second):
            desk.go(("cases", wanted), fresh=True)
            await pilot.pause()
            assert desk.screen.query_one("#cases", Lines).current == wanted


async def test_empty_says_what_to_do(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot, filled=False)
        assert rows(desk) == [NO_PUPILS]
        assert desk.screen.check_action("go", ("import",))
        fill(store)
        desk.screen.reload()
        assert rows(desk) == [NO_CASES]
        assert not desk.screen.check_action("go", ("import",))
