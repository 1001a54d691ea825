"""u says first what it undoes (issue 4 point 10): the act and the pupil; again does it, any other key forgets it."""

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store.actions import ActionDraft


def said(desk: SotDesk) -> str:
    """The last words told in passing."""
    return [str(note.message) for note in desk._notifications][-1]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()


async def test_u_names_the_act_and_the_pupil_and_only_again_undoes_it(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.actions.add(ActionDraft("ouders bellen"), student_ids=["yara"])
        store.actions.add(ActionDraft("mentor bellen"), student_ids=["yara", "sem"])
        await go(desk, pilot, "cases")
        await press(pilot, "u")
        assert said(desk) == "Nog eens u herstelt: afspraak toevoegen (Yara A. 2H1 en Sem B. 1B4)."
        assert len(store.actions.all()) == 2
        await press(pilot, "down", "u")
        assert len(store.actions.all()) == 2, "another key came between"
        await press(pilot, "f9", "u")
        assert "Yara" not in said(desk) and "2H1" in said(desk)
        await press(pilot, "f9", "u", "u")
        assert [a.text for a in store.actions.all()] == ["ouders bellen"]
        assert said(desk) == (
            "Hersteld: afspraak toevoegen. Nog eens u herstelt: afspraak toevoegen (Yara A. 2H1)."
        )
        await press(pilot, "u")
        assert store.actions.all() == (), "it was named already"


async def test_what_was_done_between_is_named_anew(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.actions.add(ActionDraft("ouders bellen"), student_ids=["yara"])
        await go(desk, pilot, "cases")
        await press(pilot, "u")
        store.cases.add_signal("lina", "mentor", "slaapt in de les")
        await press(pilot, "u")
        assert said(desk) == "Nog eens u herstelt: signaal noteren (Lina K. 3M2)."
        assert store.finding.find("slaapt")
