"""Kluis: what there is, a check that finds a damaged copy, putting one back, another passphrase, a second place."""

import gc
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from tests.conftest import PASSPHRASE
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import rows
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk import parting, safekeeping
from sotdesk.app import SotDesk
from sotdesk.at_work import Progress, Stopped, Work
from sotdesk.data.backups_found import backup_folder, copies_in
from sotdesk.data.keeper import Keeper
from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.backups import replaced_name
from sotdesk.domain.clock import Clock
from sotdesk.domain.errors import WrongPassphrase
from sotdesk.domain.students import Student
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.today import SAFE, TodayScreen
from sotdesk.screens.unlock import UnlockScreen
from sotdesk.screens.vault_forms import PassphraseForm
from sotdesk.screens.vault_safe import VaultSafeScreen
from sotdesk.screens.vault_task import TaskScreen
from sotdesk.screens.working import WorkDialog
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines

NEW = "kaars roeiboot vlieger trompet sneeuw"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault as the product makes it, with the slow key: it is opened by the passphrase here."""
    path = tmp_path / "kluis.sotdesk"
    Vault.create(path, PASSPHRASE, build=build).close()
    return path


def opened(path: Path, words: str = PASSPHRASE) -> Vault:
    return Vault.open(path, words, known=KNOWN_REVISIONS)


async def to_kluis(desk: SotDesk, pilot: Pilot[None], vault: Vault) -> VaultSafeScreen:
    desk.opened(vault)
    desk.go(("vault",), fresh=True)
    await until(pilot, lambda: "Laatste kopie" in head(desk))
    assert isinstance(desk.screen, VaultSafeScreen)
    return desk.screen


def head(desk: SotDesk) -> str:
    found = desk.screen.query("#safe")
    return str(found.first(Static).content) if found else ""


def said(desk: SotDesk) -> str:
    """What the dialog or the lock screen says."""
    return "\n".join(str(part.content) for part in desk.screen.query(Static) if part.is_on_screen)


async def message(desk: SotDesk, pilot: Pilot[None]) -> str:
    await until(pilot, lambda: isinstance(desk.screen, MessageDialog))
    told = str(desk.screen.sentence) if isinstance(desk.screen, MessageDialog) else ""
    await pilot.press("enter")
    return told


async def type_passphrase(desk: SotDesk, pilot: Pilot[None], words: str) -> None:
    await until(pilot, lambda: isinstance(desk.screen, UnlockScreen) and desk.screen.focused is not None)
    desk.screen.query_one(Line).value = words
    await pilot.press("enter")


async def test_a_copy_now_and_a_damaged_one_is_found(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await to_kluis(desk, pilot, reopen())
        assert "nog geen" in head(desk) and "Er is geen tweede plek" in head(desk)
        await pilot.press("k")
        await until(pilot, lambda: "daarna is niets veranderd" in head(desk))
        (copy,) = copies_in(backup_folder(desk.path))
        data = bytearray(copy.path.read_bytes())
        data[5000] ^= 1
        copy.path.write_bytes(bytes(data))
        await pilot.press("c")
        assert "reservekopie is beschadigd" in await message(desk, pilot)
        await pilot.press("t")
        assert "beschadigd" in await message(desk, pilot), "nothing is put back from it"
        desk.close_vault()


async def test_putting_back_says_what_would_be_lost_and_where_the_old_file_is(
    path: Path, clock: Clock
) -> None:
    desk = SotDesk(path, clock=clock)
    async with desk.run_test(size=(80, 24)) as pilot:
        await to_kluis(desk, pilot, opened(path))
        assert desk.store
        desk.store.students.add([Student("a", "1", "Ada", "", "Vos", "2H1")])
        await pilot.press("k")
        await until(pilot, lambda: "daarna is niets veranderd" in head(desk))
        desk.store.students.add([Student("b", "2", "Bas", "", "Mol", "2H1")])
        await pilot.press("t")
        await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
        rows = said(desk).splitlines()
        assert next(row.split() for row in rows if row.startswith("leerlingen")) == [
            "leerlingen",
            "1",
            "2",
            "1",
        ]
        await pilot.press("n")
        assert desk.store is not None and len(desk.store.students.all()) == 2
        await pilot.press("t")
        await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
        await pilot.press("j")
        await until(pilot, lambda: isinstance(desk.screen, TaskScreen))
        assert desk.store is None and desk.vault is None and desk.keeper is None
        await type_passphrase(desk, pilot, "dit is hem niet")
        await until(pilot, lambda: "klopt niet" in said(desk))
        await type_passphrase(desk, pilot, PASSPHRASE)
        told = await message(desk, pilot)
        assert isinstance(desk.screen, VaultSafeScreen) and desk.store is not None
        assert [student.id for student in desk.store.students.all()] == ["a"]
        desk.close_vault()
    (kept,) = path.parent.glob("kluis vervangen *.sotdesk")
    assert str(kept) in told
    with opened(kept) as before:
        assert len(Store(before.engine, clock).students.all()) == 2


async def test_a_copy_and_a_replaced_file_can_be_thrown_away_but_not_the_newest(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    desk, stick = SotDesk(path, clock=clock), tmp_path / "stick"
    stick.mkdir()
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = await to_kluis(desk, pilot, opened(path))
        assert not screen.check_action("discard", ())
        assert desk.keeper
        desk.keeper.choose_second(stick, clock.today())
        now = clock.now()
        older = safekeeping.back_up_now(desk.keeper, now - timedelta(days=2)).copy.path
        newest = safekeeping.back_up_now(desk.keeper, now).copy.path
        replaced = path.with_name(f"kluis {replaced_name(now)}.sotdesk")
        replaced.write_bytes(path.read_bytes())
        notes = path.with_name("kluis vervangen.sotdesk")
        notes.write_bytes(b"niet van sotdesk")
        screen.reload()
        await until(pilot, lambda: any("vervangen bestand" in row for row in rows(desk, "copies")))
        assert not any(str(notes) in key for key in desk.screen.query_one(Lines).keys)
        desk.screen.query_one("#copies", Lines).go_to(str(newest))
        await pilot.press("x")
        assert "nieuwste goede kopie" in await message(desk, pilot)
        desk.screen.query_one("#copies", Lines).go_to(str(older))
        await pilot.press("x")
        await until(pilot, lambda: "op beide plekken" in said(desk))
        await pilot.press("escape")
        assert len(list(tmp_path.rglob(older.name))) == 2, "Esc leaves it"
        await pilot.press("x")
        await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
        await pilot.press("j")
        await until(pilot, lambda: not list(tmp_path.rglob(older.name)))
        await until(pilot, lambda: isinstance(desk.screen, VaultSafeScreen))
        desk.screen.query_one("#copies", Lines).go_to(str(replaced))
        assert not screen.check_action("restore", ())
        await pilot.press("x")
        await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
        await pilot.press("j")
        await until(pilot, lambda: not replaced.exists())
        assert notes.exists() and len(list(tmp_path.rglob(newest.name))) == 2
        desk.close_vault()


async def test_another_passphrase_and_what_esc_leaves(path: Path, clock: Clock) -> None:
    desk = SotDesk(path, clock=clock)
    async with desk.run_test(size=(80, 24)) as pilot:
        await to_kluis(desk, pilot, opened(path))

        async def choose(words: str, again: str) -> None:
            await pilot.press("w")
            await until(pilot, lambda: isinstance(desk.screen, PassphraseForm))
            for name, value in (("first", words), ("second", again)):
                desk.screen.query_one(f"#{name}", Line).value = value
            await pilot.press("f2")

        await choose("kort", "kort")
        assert isinstance(desk.screen, PassphraseForm) and "te makkelijk" in said(desk)
        await pilot.press("escape", "escape")
        await choose(NEW, NEW)
        await until(pilot, lambda: isinstance(desk.screen, TaskScreen))
        await pilot.press("escape")
        await until(pilot, lambda: type(desk.screen) is UnlockScreen)
        await type_passphrase(desk, pilot, PASSPHRASE)
        await until(pilot, lambda: isinstance(desk.screen, VaultSafeScreen))
        await choose(NEW, NEW)
        await type_passphrase(desk, pilot, "dit is de oude niet")
        await until(pilot, lambda: "klopt niet" in said(desk))
        await type_passphrase(desk, pilot, PASSPHRASE)
        told = await message(desk, pilot)
        assert "alleen daarmee" in told and "vernietig het" in told and "herstelblad" in told
        desk.close_vault()
        await pilot.pause()
        gc.collect()
        for line in (thing for thing in gc.get_objects() if isinstance(thing, Line)):
            assert PASSPHRASE not in line.value and NEW not in line.value
    with pytest.raises(WrongPassphrase):
        opened(path)
    opened(path, NEW).close()
    for copy in copies_in(backup_folder(path)):
        opened(copy.path, NEW).close()
    assert list(path.parent.rglob("herstelblad*.docx"))


async def test_a_second_place_that_is_away_is_said_and_not_fatal(
    desk: SotDesk, reopen: Reopen, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    async with desk.run_test(size=(120, 36)) as pilot:
        await to_kluis(desk, pilot, reopen())
        await pilot.press("p")
        desk.screen.query_one(Line).value = str(stick)
        await pilot.press("enter")
        await until(pilot, lambda: "nu niet aanwezig" in head(desk))
        await pilot.press("k")
        await until(pilot, lambda: len(copies_in(backup_folder(desk.path))) == 1)
        stick.mkdir()
        await until(pilot, lambda: isinstance(desk.screen, VaultSafeScreen))
        await pilot.press("k")
        await until(pilot, lambda: bool(list(stick.rglob("*.sotdesk"))))
        await until(pilot, lambda: "stick  aanwezig" in head(desk))
        await pilot.press("p")
        desk.screen.query_one(Line).value = ""
        await pilot.press("enter")
        await until(pilot, lambda: "Er is geen tweede plek" in head(desk))
        assert desk.keeper and desk.keeper.second is None and safekeeping.second_place() is None
        desk.close_vault()


async def test_nothing_else_uses_the_vault_during_a_job_and_a_lock_waits_for_it(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, open_at_the_end = Event(), Event(), []
    stop = Work.stop

    def slow(keeper: Keeper, say: Progress) -> None:
        say("Kluis nalezen…")
        begun.set()
        go_on.wait(5)
        open_at_the_end.append(not keeper.vault.closed)
        say("Nog een stap…")

    def stop_and_go_on(work: Work[None]) -> bool:
        asked = stop(work)
        go_on.set()
        return asked

    monkeypatch.setattr(safekeeping, "check_now", slow)
    monkeypatch.setattr(Work, "stop", stop_and_go_on)
    async with desk.run_test(size=(80, 24)) as pilot:
        await to_kluis(desk, pilot, reopen())
        await pilot.press("c")
        await until(pilot, begun.is_set)
        await pilot.press("f9", "ctrl+n", "1")
        assert isinstance(desk.screen, WorkDialog) and not desk.private
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(desk.screen, UnlockScreen))
        assert desk.vault is None and not desk.at_work and open_at_the_end == [True]
    parting.wait()


@pytest.mark.parametrize(("final", "told"), [("", ["een"]), ("een", ["een", "twee"])])
def test_a_job_stops_before_its_next_step_but_not_after_the_last(final: str, told: list[str]) -> None:
    done: list[str] = []

    def job(say: Progress) -> None:
        say("een")
        work.stop()
        say("twee")

    work = Work(job, done.append, final)
    if final:
        work.run()
    else:
        with pytest.raises(Stopped):
            work.run()
    assert done == told


async def test_vandaag_names_the_vault_only_when_something_is_the_matter(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        await until(pilot, lambda: isinstance(desk.screen, TodayScreen))
        rows = desk.screen.query_one("#attention", Lines)
        assert SAFE not in rows.keys
        assert desk.keeper and desk.store and isinstance(desk.screen, TodayScreen)
        desk.store.school.set("proef", "een")
        desk.keeper._memory.keep(desk.keeper.generation.mark.vault, failed=True)
        desk.screen.reload()
        assert SAFE in rows.keys
        rows.focus()
        rows.go_to(SAFE)
        await pilot.press("w")
        assert "Bron:" in await message(desk, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, VaultSafeScreen))
        desk.close_vault()
