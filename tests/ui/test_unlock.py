"""Opening the desk (issue 2 point 2): nothing is told before the passphrase, everything wrong in one sentence."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import PASSPHRASE
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from sotdesk import opening, parting
from sotdesk.app import SotDesk
from sotdesk.data.backups import write_backup
from sotdesk.data.backups_found import backup_folder, copies_in
from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.vault import Progress, Vault
from sotdesk.data.warm import nobody
from sotdesk.domain.actions import Doer
from sotdesk.domain.clock import Clock
from sotdesk.screens.contacts import ContactsScreen
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.first_run import FirstRunScreen
from sotdesk.screens.today import TodayScreen
from sotdesk.screens.unlock import UnlockScreen
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines


def shown(screen: Screen[object]) -> str:
    """All text in the box."""
    return "\n".join(str(part.content) for part in screen.query(Static) if part.is_on_screen)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault as the product makes it, with the slow key."""
    path = tmp_path / "kluis.sotdesk"
    Vault.create(path, PASSPHRASE, build=build).close()
    return path


async def try_to_open(pilot: Pilot[None], typed: str) -> None:
    pilot.app.screen.query_one(Line).value = typed
    await pilot.press("enter")


async def test_the_passphrase_opens_vandaag(path: Path, clock: Clock) -> None:
    app = SotDesk(path, clock=clock)
    async with app.run_test() as pilot:
        assert isinstance(app.screen, UnlockScreen)
        field = app.screen.query_one(Line)
        await try_to_open(pilot, PASSPHRASE)
        assert field.value == "", "wiped at once"
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.vault is not None and app.vault.path == path


async def test_a_wrong_passphrase_keeps_the_field_selected(path: Path, clock: Clock) -> None:
    before = path.read_bytes()
    app = SotDesk(path, clock=clock)
    async with app.run_test() as pilot:
        await try_to_open(pilot, "dit is hem niet")
        await until(pilot, lambda: "klopt niet" in shown(app.screen))
        field = app.screen.query_one(Line)
        assert field.has_focus and field.selected_text == field.value == "dit is hem niet"
        assert field.password
        assert "beschadigd" in shown(app.screen), "a damaged first page looks the same"
        await pilot.press("ctrl+t")
        assert not field.password
        await try_to_open(pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        app.lock()
    assert path.read_bytes() == before


async def test_the_right_one_typed_while_a_wrong_one_is_tried_opens_after_it(
    path: Path, clock: Clock
) -> None:
    """Its key takes a second on a slow laptop: who saw her error need not wait for the sentence."""
    app, tried = SotDesk(path, clock=clock), threading.Event()
    async with app.run_test() as pilot:
        unlock = app.screen
        assert isinstance(unlock, UnlockScreen)
        opens = unlock._open_vault

        def slowly(typed: str, progress: Progress) -> Vault:
            assert typed == PASSPHRASE or tried.wait(10)
            return opens(typed, progress)

        unlock._open_vault = slowly
        await try_to_open(pilot, "dit is hem niet")
        await try_to_open(pilot, PASSPHRASE)
        assert unlock.query_one(Line).value == PASSPHRASE, "it waits in the field"
        tried.set()
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_an_empty_field_asks(path: Path, clock: Clock) -> None:
    app = SotDesk(path, clock=clock)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert "Typ je wachtwoordzin." in shown(app.screen)


async def test_no_passphrase_stays_after_opening(path: Path, clock: Clock) -> None:
    app = SotDesk(path, clock=clock)
    spelled = PASSPHRASE.split()
    async with app.run_test() as pilot:
        await try_to_open(pilot, " ".join(spelled))
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.pause()
        gc.collect()
        for thing in gc.get_objects():
            if isinstance(thing, Line):
                assert PASSPHRASE not in (thing.value, thing._initial_value)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", "Het bestand is leeg"),
        (b"SQLite format 3\0" + bytes(4080), "Dit bestand is niet versleuteld"),
        (b"x" * 5000, "De kluis is beschadigd"),
    ],
)
async def test_what_can_be_told_of_the_file_is_told_before_a_passphrase_is_asked(
    tmp_path: Path, content: bytes, title: str
) -> None:
    path = tmp_path / "kluis.sotdesk"
    path.write_bytes(content)
    app = SotDesk(path)
    async with app.run_test() as pilot:
        assert title in shown(app.screen)
        assert not app.screen.query_one(Line).is_on_screen
        await pilot.press("a", "enter")
        assert title in shown(app.screen), "Enter looks again"
        assert path.read_bytes() == content


async def test_enter_looks_again_when_the_file_is_back(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(b"")
    app = SotDesk(path)
    async with app.run_test() as pilot:
        path.write_bytes(whole)
        await pilot.press("enter")
        assert app.focused is app.screen.query_one(Line)
        assert "leeg" not in shown(app.screen)


async def test_a_vault_open_elsewhere_is_told(path: Path, clock: Clock) -> None:
    from sotdesk.data.schema import KNOWN_REVISIONS

    app = SotDesk(path, clock=clock)
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS):
        async with app.run_test() as pilot:
            await try_to_open(pilot, PASSPHRASE)
            await until(pilot, lambda: "al open in een ander venster" in shown(app.screen))


async def test_the_practice_school_shows_its_words(path: Path) -> None:
    async with SotDesk(path, passphrase="vijf woorden van de oefenschool").run_test() as pilot:
        assert "vijf woorden van de oefenschool" in shown(pilot.app.screen)
    async with SotDesk(path).run_test() as pilot:
        assert "oefenschool" not in shown(pilot.app.screen)


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_it_can_be_left(path: Path, key: str) -> None:
    app = SotDesk(path)
    async with app.run_test() as pilot:
        await pilot.press(key)
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


@pytest.mark.parametrize("key", ["ctrl+l", "f9", "ctrl+z", "ctrl+n", "ctrl+p", "f12", "f12"])
async def test_keys_of_the_desk_do_nothing_before_it_is_open(path: Path, key: str) -> None:
    app = SotDesk(path)
    async with app.run_test() as pilot:
        await pilot.press(key)
        assert not app.private and app.store is None
        await pilot.press("escape")
        assert app.return_value is None


async def test_a_file_that_went_away_while_locked_is_told_and_never_made_anew(path: Path) -> None:
    app = SotDesk(path)
    async with app.run_test() as pilot:
        await try_to_open(pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        path.unlink()
        app.lock()
        await pilot.pause()
        assert not isinstance(app.screen, FirstRunScreen)
        assert "De kluis is er niet" in shown(app.screen)


@pytest.fixture
def wings() -> Iterator[None]:
    """All that comes after the passphrase has been imported: Vandaag is put together while the key is derived."""
    kept = opening._nobody[:]
    opening._nobody[:] = [nobody()]
    yield
    opening._nobody[:] = kept


@pytest.mark.usefixtures("wings")
async def test_what_was_put_together_behind_the_lock_screen_shows_the_vault(path: Path, clock: Clock) -> None:
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault:
        Store(vault.engine, clock).actions.add(
            ActionDraft("iets uitzoeken", (Doer("OCO", role="oco"),), due=clock.today())
        )
    app = SotDesk(path, clock=clock)
    async with app.run_test() as pilot:
        await try_to_open(pilot, "dit is hem niet")
        await until(pilot, lambda: "klopt niet" in shown(app.screen))
        ready = app.ready["today"]
        assert ready.is_mounted and ready.waits and isinstance(app.screen, UnlockScreen)
        await try_to_open(pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.screen is ready and ready.store is app.store and not ready.waits
        assert app.screen.query_one("#mine", Lines).option_count == 1
        assert len(app.screen_stack) == 2


@pytest.mark.usefixtures("wings")
async def test_coming_back_elsewhere_leaves_no_vandaag_behind(path: Path, clock: Clock) -> None:
    app = SotDesk(path, clock=clock)
    async with app.run_test() as pilot:
        await try_to_open(pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("5", "ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen) and app.screen.focused is not None)
        await try_to_open(pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        assert [type(screen).__name__ for screen in app.screen_stack] == ["Screen", "ContactsScreen"]


async def test_a_damaged_vault_is_mended_from_here(path: Path, clock: Clock) -> None:
    """The damage reads as a wrong passphrase; the newest reservekopie tells it apart (issue 7 point 2)."""
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault:
        write_backup(vault, clock.now())
    data = bytearray(path.read_bytes())
    data[300] ^= 1
    path.write_bytes(data)
    app = SotDesk(path, clock=clock)
    async with app.run_test() as pilot:
        await try_to_open(pilot, "dit is hem niet")
        await until(pilot, lambda: "klopt niet" in shown(app.screen))
        await pilot.press("ctrl+r")
        assert path.read_bytes() == data
        await try_to_open(pilot, PASSPHRASE)
        await until(pilot, lambda: "Je wachtwoordzin klopt" in shown(app.screen))
        assert "reservekopie van wo 25 nov 13:24 is goed: 0 leerlingen" in shown(app.screen)
        assert path.read_bytes() == data
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        kept = path.with_name("kluis vervangen 2026-11-25 132400.sotdesk")
        assert isinstance(app.screen, MessageDialog) and str(kept) in str(app.screen.sentence)
        await pilot.press("enter")
        assert isinstance(app.screen, TodayScreen)
        app.lock()
    assert kept.read_bytes() == data


async def test_locking_by_hand_makes_a_reservekopie_after_a_change(path: Path, clock: Clock) -> None:
    """Behind the lock screen, once; the idle lock and a signal do not wait for one (issue 7 point 1)."""
    app = SotDesk(path, clock=clock)
    async with app.run_test() as pilot:
        for change, key, copies in (
            (False, "ctrl+l", 0),
            (True, "", 0),
            (False, "ctrl+l", 1),
            (False, "ctrl+l", 1),
        ):
            await try_to_open(pilot, PASSPHRASE)
            await until(pilot, lambda: isinstance(app.screen, TodayScreen))
            if change:
                assert app.store is not None
                app.store.school.set("proef", "een")
            await pilot.press(key) if key else app.lock()
            await until(pilot, lambda: isinstance(app.screen, UnlockScreen))
            parting.wait()
            assert len(copies_in(backup_folder(path))) == copies


async def test_a_copy_that_fails_never_keeps_the_lock_open(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup_folder(path).write_text("geen map")
    app = SotDesk(path, clock=clock)
    async with app.run_test() as pilot:
        told: list[str] = []
        monkeypatch.setattr(app, "notify", lambda text, **_: told.append(text))
        await try_to_open(pilot, PASSPHRASE)
        await until(pilot, lambda: app.store is not None)
        assert app.store is not None
        app.store.school.set("proef", "een")
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await try_to_open(pilot, PASSPHRASE)
        await until(pilot, lambda: told != [])
        assert "reservekopie is niet gemaakt" in told[0]
        app.lock()
