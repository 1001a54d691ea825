"""The acute card: from the line, from anywhere, its call sheet; back to exactly where she was (issue 3 point 3)."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date

import pytest
from tests.ui.conftest import Reopen
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.meetings import FixedItem, ItemKind, MeetingKind, Present
from sotdesk.domain.students import Student
from sotdesk.screens.acute import AcuteScreen
from sotdesk.screens.acute_forms import PupilForm
from sotdesk.screens.meeting import MeetingScreen
from sotdesk.screens.today import TodayScreen
from sotdesk.widgets.lines import Lines, texts
from sotdesk.widgets.panel import Panel

KAI = Student("kai", "041121", "Kai", "", "Vos", "3M2", date(2011, 7, 1))
NOOR = Student("noor", "041120", "Noor", "", "Maas", "3M2", date(2011, 6, 1))
Begin = Callable[[bool], AbstractAsyncContextManager[tuple[Pilot[None], Store]]]


@pytest.fixture
def begin(desk: SotDesk, reopen: Reopen) -> Begin:
    """The desk on Vandaag, or at the table with Noor."""

    @asynccontextmanager
    async def begun(meeting: bool) -> AsyncIterator[tuple[Pilot[None], Store]]:
        async with desk.run_test(size=(120, 36)) as pilot:
            desk.opened(reopen())
            store = desk.store
            assert store
            store.students.add([NOOR])
            await pilot.pause()
            if meeting:
                kind = store.school.save_kind(MeetingKind("", "SOT", "SOT", fixed=(FixedItem("Opening", 5),)))
                meeting_id = store.meetings.plan(kind, store.clock.today())
                store.meetings.add_item(meeting_id, kind=ItemKind.NEW, minutes=10, student_ids=["noor"])
                store.table.start(
                    meeting_id, [Present("", "SMW (N. Smit)", "smw", joined_at=store.clock.now())]
                )
                desk.go(("meeting", meeting_id), fresh=True)
                await pilot.pause()
                await pilot.press("pagedown")
                await pilot.pause()
            yield pilot, store

    return begun


async def typed(desk: SotDesk, pilot: Pilot[None], line: str) -> None:
    assert isinstance(desk.screen, MeetingScreen)
    desk.screen.box.line.value = line
    desk.screen.box.line.cursor_position = len(line)
    await pilot.press("enter")
    await pilot.pause()


def rows(desk: SotDesk) -> list[str]:
    return texts(desk.screen.query_one("#numbers", Lines).options)


def title(desk: SotDesk) -> str:
    return str(desk.screen.query_one("#first-panel", Panel).border_title)


async def test_two_exclamation_marks_open_the_card_for_the_pupil_and_esc_goes_back(
    desk: SotDesk, begin: Begin
) -> None:
    """meeting-story.md 14:26: Noor told at school of being hit: `!!` Enter."""
    async with begin(True) as (pilot, store):
        await typed(desk, pilot, "!!")
        assert isinstance(desk.screen, AcuteScreen)
        assert "Noor M. 3M2" in title(desk)
        assert any("0800-2000" in row and "Veilig Thuis" in row for row in rows(desk))
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(desk.screen, MeetingScreen)
        assert desk.screen.box.line.has_focus
        assert store.table.lines(desk.screen.item_id) == ()
        assert store.cases.pupil("noor").timeline == ()  # looking leaves nothing behind


async def test_an_old_line_that_was_being_corrected_is_still_there(desk: SotDesk, begin: Begin) -> None:
    async with begin(True) as (pilot, _store):
        await typed(desk, pilot, "! huisbezoek")
        await pilot.press("up", "enter")
        await pilot.pause()
        await typed(desk, pilot, "!!")
        assert isinstance(desk.screen, AcuteScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(desk.screen, MeetingScreen)
        assert desk.screen.box.line.value == "! huisbezoek"


async def test_a_half_typed_line_stays_behind_the_key(desk: SotDesk, begin: Begin) -> None:
    """`!` with no field in focus; then back to the panel, with the half line as it was."""
    async with begin(True) as (pilot, _store):
        assert isinstance(desk.screen, MeetingScreen)
        desk.screen.box.line.value = "ll: moeder zegt dat"
        await pilot.press("escape", "exclamation_mark")
        await pilot.pause()
        assert isinstance(desk.screen, AcuteScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(desk.screen, MeetingScreen)
        assert desk.screen.box.line.value == "ll: moeder zegt dat"


async def test_marking_calling_and_answering_keep_their_times(desk: SotDesk, begin: Begin) -> None:
    async with begin(True) as (pilot, store):
        await typed(desk, pilot, "!!")
        await pilot.press("space")
        assert "nog te bellen" in rows(desk)[0]
        await pilot.press("b", "g")
        assert rows(desk)[1].strip() == "gebeld 13:24 · gehoor 13:24"
        await pilot.press("u", "u")
        await pilot.pause()
        assert rows(desk)[1].strip() == "gebeld 13:24"
        await pilot.press("enter", *"Kim", "enter", *"komt", "f2")
        await pilot.pause()
        assert "Kim: komt" in rows(desk)[1]
        (entry,) = store.cases.pupil("noor").timeline
        assert (entry.kind, entry.audience) == ("acuut", "own")
        assert entry.text == "acuutkaart gebruikt 13:24 · 1 keer gebeld (13:24)"


async def test_on_vandaag_without_a_pupil_and_attached_later(desk: SotDesk, begin: Begin) -> None:
    async with begin(False) as (pilot, store):
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert "nog geen leerling" in title(desk)
        await pilot.press("down", "b", "escape")
        await pilot.pause()
        assert isinstance(desk.screen, TodayScreen)
        (row,) = [
            row for row in texts(desk.screen.query_one("#attention", Lines).options) if "Acuutkaart" in row
        ]
        assert "om wie ging het?" in row
        await pilot.press("exclamation_mark", "l", *"noor", "enter", "f2")
        await pilot.pause()
        assert "Noor M. 3M2" in title(desk)
        assert store.cases.pupil("noor").timeline
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(desk.screen, TodayScreen)
        assert not [r for r in texts(desk.screen.query_one("#attention", Lines).options) if "Acuutkaart" in r]
        assert store.acute.card("noor").id == ""  # the next time it opens new


async def test_two_pupils_at_the_table_are_offered_and_f2_takes_the_only_one_who_fits(
    desk: SotDesk, begin: Begin
) -> None:
    async with begin(True) as (pilot, store):
        store.students.add([KAI])
        item = desk.screen.item  # type: ignore[attr-defined]
        store.meetings.set_students(item.id, ("noor", "kai"))
        desk.screen.reload()  # type: ignore[attr-defined]
        await typed(desk, pilot, "!!")
        await pilot.press("l")
        await until(pilot, lambda: isinstance(desk.screen, PupilForm))
        offered = " ".join(texts(desk.screen.query_one("#found", Lines).options))
        assert "Noor Maas" in offered and "Kai Vos" in offered and "nu aan de beurt" in offered
        await pilot.press(*"kai")
        await pilot.pause()
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, AcuteScreen))
        await pilot.pause()
        assert "Kai V." in title(desk) or "Kai Vos" in title(desk)


async def test_with_a_guest_at_the_table_no_name_stands_on_it(desk: SotDesk, begin: Begin) -> None:
    """product.md §4, guests: other pupils are numbers only; the card opens all the same."""
    async with begin(True) as (pilot, _store):
        await typed(desk, pilot, "!!")
        await pilot.press("b", "enter", *"Kim", "f2", "f", *"Noor zegt", "f2", "escape")
        await pilot.pause()
        await typed(desk, pilot, "+Joris Dam")
        await typed(desk, pilot, "!!")
        assert isinstance(desk.screen, AcuteScreen)
        assert title(desk) == "Acuutkaart"
        assert not any(word in " ".join(rows(desk)) for word in ("Kim", "Noor"))
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(desk.screen, AcuteScreen)


async def test_after_a_lock_it_is_the_same_card(desk: SotDesk, begin: Begin, reopen: Reopen) -> None:
    async with begin(True) as (pilot, _store):
        await typed(desk, pilot, "!!")
        await pilot.press("b")
        desk.lock()
        await pilot.pause()
        desk.opened(reopen())
        await pilot.pause()
        await pilot.pause()
        assert isinstance(desk.screen, AcuteScreen)
        assert "gebeld 13:24" in rows(desk)[1]
