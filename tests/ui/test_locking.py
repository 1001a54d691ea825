"""Locking and coming back (issue 2 point 2; security.md §2.5): nothing typed is lost, nothing of a pupil stays."""

import gc
import weakref
from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from tests.conftest import NOW
from tests.ui.conftest import Reopen
from tests.ui.waiting import until
from textual import events
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock
from sotdesk.domain.meeting_presets import presets
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.students import Student
from sotdesk.forgetting import forget_texts
from sotdesk.screens.contacts import ContactsScreen
from sotdesk.screens.dialogs import FormDialog
from sotdesk.screens.find import FindScreen
from sotdesk.screens.today import TodayScreen
from sotdesk.screens.unlock import UnlockScreen
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, option, texts
from sotdesk.widgets.places import PlacesBar
from sotdesk.widgets.row import flex
from sotdesk.widgets.text_box import TextBox

CANARY = "".join(reversed("dlohcsreoorK"))
"""A name that stands nowhere else; put together at run time."""


class Probe(FormDialog[str]):
    """A form with a line and a text."""

    heading = "Proef"

    def fields(self) -> Iterable[Field]:
        yield Field("Regel", Line(id="line"))
        yield Field("Tekst", TextBox(rows=3, id="text"))

    def result(self) -> str:
        return self.text("line")


@pytest.fixture(autouse=True)
def probe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place can open the probe."""
    monkeypatch.setattr(TodayScreen, "open_probe", lambda self: self.app.push_screen(Probe()), raising=False)


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = NOW.astimezone()
        self.clock = Clock(lambda: self.now)

    def wait(self, **by: int) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def app(reopen: Reopen, hands: Hands) -> SotDesk:
    vault = reopen()
    vault.close()
    return SotDesk(vault.path, clock=hands.clock)


async def open_desk(pilot: Pilot[None], vault: Vault) -> None:
    app = pilot.app
    assert isinstance(app, SotDesk)
    app.opened(vault)
    await pilot.pause()
    await pilot.pause()


async def lock(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+l")
    await until(pilot, lambda: isinstance(pilot.app.screen, UnlockScreen))


async def test_the_same_screens_rows_line_and_cursor_come_back(app: SotDesk, reopen: Reopen) -> None:
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        assert app.store is not None
        pupils = [
            Student(key, key, first, "", "Vries", "2H1") for key, first in (("1", "Yara"), ("2", "Noor"))
        ]
        app.store.students.add(pupils)
        app.go(("find",))
        await pilot.pause()
        line = app.screen.query_one(Line)
        line.value = "vries"
        await pilot.pause()
        line.cursor_position = 3
        app.screen.query_one(Lines).go_to(app.screen.query_one(Lines).keys[1])
        row = app.screen.query_one(Lines).current
        await lock(pilot)
        assert app.store is None and app.vault is None
        await open_desk(pilot, reopen())
        await until(pilot, lambda: isinstance(app.screen, FindScreen) and app.screen.query_one(Line).value)
        line = app.screen.query_one(Line)
        assert (line.value, line.cursor_position, line.has_focus) == ("vries", 3, True)
        await until(pilot, lambda: app.screen.query_one(Lines).current == row)
        assert [type(screen).__name__ for screen in app.screen_stack] == [
            "Screen",
            "TodayScreen",
            "FindScreen",
        ]


async def test_a_form_comes_back_with_what_was_typed_in_it(app: SotDesk, reopen: Reopen) -> None:
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        assert isinstance(app.screen, TodayScreen)
        app.screen.open("probe")
        await pilot.pause()
        app.screen.query_one("#line", Line).value = "belde met"
        box = app.screen.query_one("#text", TextBox)
        box.text = "een\ntwee"
        box.focus()
        box.move_cursor((1, 2))
        await pilot.pause()
        await lock(pilot)
        await open_desk(pilot, reopen())
        await until(pilot, lambda: isinstance(app.screen, Probe) and app.screen.text("line"))
        box = app.screen.query_one("#text", TextBox)
        assert app.screen.text("line") == "belde met" and box.text == "een\ntwee"
        assert box.has_focus and box.cursor_location == (1, 2)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Probe), "it is known to be touched: Esc asks first"


async def test_after_a_crash_the_form_is_there_again(app: SotDesk, reopen: Reopen, hands: Hands) -> None:
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        app.screen.open("probe")  # type: ignore[attr-defined]
        await pilot.pause()
        await pilot.press("h", "o", "i")
        hands.wait(seconds=1)
        app._look()
        app.close_vault()  # the power went off: nothing more is kept
    again = SotDesk(app.path, clock=hands.clock)
    async with again.run_test() as pilot:
        await open_desk(pilot, reopen())
        await until(pilot, lambda: isinstance(again.screen, Probe) and again.screen.text("line") == "hoi")
        assert isinstance(again.screen, Probe)
        again.screen.dismiss("saved")
        await pilot.press("down")
        again._look()
        again.leave()
    third = SotDesk(app.path, clock=hands.clock)
    async with third.run_test() as pilot:
        await open_desk(pilot, reopen())
        assert isinstance(third.screen, TodayScreen), "a form that was saved does not come back"


async def test_nothing_of_a_pupil_stays(
    app: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        assert app.store is not None
        used = [weakref.ref(app.store), weakref.ref(app.screen)]
        app.store.students.add([Student("s1", "1", CANARY, "", "Vries", "2H1")])
        app.notify(f"{CANARY} is bewaard", markup=False)
        app.go(("find",))
        await pilot.pause()
        app.screen.query_one(Line).value = CANARY.lower()
        await pilot.pause()
        assert CANARY in texts(app.screen.query_one(Lines).options)[0]
        assert holders(CANARY), "the canary sings while the desk is open"
        used.append(weakref.ref(app.screen))
        forgot: list[bool] = []
        monkeypatch.setattr("sotdesk.forgetting.forget_texts", lambda: forgot.append(True) or forget_texts())
        await lock(pilot)
        await until(pilot, lambda: len(forgot) == 2)
        assert not [one() for one in used if one() is not None]
        found = holders(CANARY) + holders(CANARY.lower())
        assert not found, found[:5]


def holders(text: str) -> list[str]:
    """What holds a text with these letters; this module itself left out."""
    gc.unfreeze()  # what forgetting.py set aside is not left out
    gc.collect()
    found = []
    for thing in gc.get_objects():
        if thing is globals():
            continue
        for part in gc.get_referents(thing):
            if isinstance(part, str) and text in part:
                found.append(f"{type(thing).__name__}: {str(thing)[:80]}")
    return found


async def test_a_meeting_paused_by_the_lock_goes_on_and_one_paused_by_hand_does_not(
    app: SotDesk, reopen: Reopen, hands: Hands
) -> None:
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        store = app.store
        assert store is not None
        kind = store.school.save_kinds(presets()[0].kinds)[0]
        meeting = store.meetings.plan(kind, hands.now.date())
        store.table.start(meeting, [])
        await lock(pilot)
        with reopen() as vault:
            assert Store(vault.engine).meetings.get(meeting).state is MeetingState.PAUSED
        await open_desk(pilot, reopen())
        assert app.store is not None
        assert app.store.meetings.get(meeting).state is MeetingState.RUNNING
        app.store.table.pause(meeting)
        await lock(pilot)
        await open_desk(pilot, reopen())
        assert app.store is not None
        assert app.store.meetings.get(meeting).state is MeetingState.PAUSED


def counted(app: SotDesk) -> str:
    return app.screen_stack[1].query_one(PlacesBar).meeting


async def test_idle_minutes_lock_after_a_countdown_that_any_key_stops(
    app: SotDesk, reopen: Reopen, hands: Hands
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await open_desk(pilot, reopen())
        for _ in range(29):  # 4 minutes and 50 seconds, never asleep
            hands.wait(seconds=10)
            app._look()
        assert app.store is not None and "over 10 s" in counted(app)
        await pilot.press("down")
        assert counted(app) == ""
        for _ in range(29):
            hands.wait(seconds=10)
            app._look()
        assert app.store is not None
        app.screen.open("probe")  # type: ignore[attr-defined]
        await pilot.pause()
        app._look()
        assert "over 10 s" in counted(app), "also under a form"
        hands.wait(seconds=10)
        app._look()
        assert app.store is None
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen))


async def test_in_a_running_meeting_it_takes_fifteen_minutes(
    app: SotDesk, reopen: Reopen, hands: Hands
) -> None:
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        assert app.store is not None
        kind = app.store.school.save_kinds(presets()[0].kinds)[0]
        app.store.table.start(app.store.meetings.plan(kind, hands.now.date()), [])
        for _ in range(29):
            hands.wait(seconds=30)
            app._look()
        assert app.store is not None
        hands.wait(seconds=30)
        app._look()
        assert app.store is None


async def test_a_closed_lid_locks_at_once_and_the_first_key_changes_nothing(
    app: SotDesk, reopen: Reopen, hands: Hands
) -> None:
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        app.go(("find",))
        await pilot.pause()
        hands.wait(seconds=60)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await open_desk(pilot, reopen())
        await until(pilot, lambda: isinstance(app.screen, FindScreen))
        assert app.screen.query_one(Line).value == ""


async def test_a_screen_that_cannot_keep_its_draft_does_not_stop_the_lock(
    app: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(self: TodayScreen) -> None:
        raise RuntimeError

    monkeypatch.setattr(TodayScreen, "keep_draft", breaks)
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        await lock(pilot)
        assert app.vault is None


async def test_ctrl_z_never_suspends(app: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(SotDesk, "suspend", lambda self: asked.append(True))
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        await pilot.press("ctrl+z")
        await app.run_action("suspend_process")
        assert not asked and app.store is not None


async def test_locking_twice_and_opening_at_once(app: SotDesk, reopen: Reopen) -> None:
    async with app.run_test() as pilot:
        await open_desk(pilot, reopen())
        app.lock()
        app.lock()
        app.opened(reopen())
        app.lock()
        app.opened(reopen())
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        app.screen.query_one("#attention", Lines).refill([option("a", flex("x"))])
        await pilot.press("down")
        assert app.store is not None and app.is_running


async def test_a_key_without_a_screen_to_send_it_to_does_no_harm(desk: SotDesk, reopen: Reopen) -> None:
    """While the desk goes away its screens are gone before the last keys that were typed are read."""
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        await pilot.pause()
        screens = desk.screen_stack
        desk._screen_stack.clear()
        await desk.on_event(events.Key("3", "3"))
        await desk.on_event(events.MouseMove(None, 1, 1, 0, 0, 0, False, False, False))
        desk._screen_stack.extend(screens)


async def test_a_place_that_is_left_before_it_stands_there_is_not_filled(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        await pilot.pause()
        assert desk.store
        left = ContactsScreen(desk.store)
        left._pruning = True
        await left.on_event(events.Mount())
