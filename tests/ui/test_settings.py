"""Instellingen: the lock, the colours, the folder for documents, the school's own Word file."""

from datetime import timedelta
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from tests.documents.small_meeting import hold
from tests.ui.conftest import Reopen
from textual.pilot import Pilot

from sotdesk import settings
from sotdesk.app import SotDesk
from sotdesk.commands.documents import _agenda, _minutes
from sotdesk.data.store import Store
from sotdesk.documents.writing import save
from sotdesk.domain.clock import Clock
from sotdesk.palette import PaletteScreen
from sotdesk.paths import export_folder, settings_file
from sotdesk.report_base import SETTING, BaseUnusable, check_base, usable_base
from sotdesk.screens.agenda_paper import AgendaPaper
from sotdesk.screens.dialogs import ConfirmDialog, FormDialog
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.settings import SettingsScreen
from sotdesk.settings import Settings
from sotdesk.widgets.lines import Lines, texts


async def opened(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    desk.opened(reopen())
    await pilot.pause()
    desk.go(("settings",))
    await pilot.pause()
    assert isinstance(desk.screen, SettingsScreen)
    assert desk.store
    return desk.store


def shown(desk: SotDesk) -> list[str]:
    return texts(desk.screen.query_one("#settings", Lines).options)


async def fill(desk: SotDesk, pilot: Pilot[None], row: str, words: str) -> str:
    """Enter on a row, these words in the form, F2; gives what the form says is wrong."""
    desk.screen.query_one(Lines).go_to(row)
    await pilot.press("enter")
    form = desk.screen
    assert isinstance(form, FormDialog)
    control = {"colours": "theme", "copying": "copying"}.get(row, "answer")
    form.field(control).fill(words)
    await pilot.pause()
    await pilot.press("f2")
    await pilot.pause()
    still_there = form.is_attached
    return str(form.field(control)._note.render()) if still_there else ""


@pytest.fixture
def letterhead(tmp_path: Path) -> Path:
    """A school's own file, known by its left margin."""
    document = docx.Document()
    document.sections[0].left_margin = Mm(41)
    path = tmp_path / "huisstijl.docx"
    document.save(str(path))
    return path


@pytest.fixture
def held(reopen: Reopen, clock: Clock) -> str:
    """The id of the small meeting, held and closed in this test's vault."""
    with reopen() as vault:
        return hold(Store(vault.engine, clock)).id


async def test_reached_by_the_list_of_commands_and_left_by_esc(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        desk.opened(reopen())
        await pilot.pause()
        before = desk.screen
        await pilot.press("ctrl+p")
        assert isinstance(desk.screen, PaletteScreen)
        await pilot.press(*"instell", "enter")
        await pilot.pause()
        assert isinstance(desk.screen, SettingsScreen)
        assert "Vergrendelen na 5 minuten zonder toets of klik" in shown(desk)
        assert "Tijdens een overleg na 15 minuten" in shown(desk)
        await pilot.press("escape")
        await pilot.pause()
        assert desk.screen is before


async def test_new_minutes_count_at_once_and_stay(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        assert await fill(desk, pilot, "lock", "30") == ""
        assert await fill(desk, pilot, "meeting_lock", "1") == ""
        assert shown(desk)[1:3] == [
            "Vergrendelen na 30 minuten zonder toets of klik",
            "Tijdens een overleg na 1 minuut",
        ]
        assert desk._limit() == timedelta(minutes=30), "locking.py asks the app's preferences"
        kept = settings.load(settings_file())
        assert (kept.lock_minutes, kept.meeting_lock_minutes) == (30, 1)
        desk.screen.query_one(Lines).go_to("lock")
        await pilot.press("x")
        assert settings.load(settings_file()).lock_minutes == Settings().lock_minutes == 5


async def test_the_clipboard_has_its_seconds_and_can_be_left_out(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        assert "Klembord leeg na 30 seconden" in shown(desk)
        assert "van 10 tot en met 120" in await fill(desk, pilot, "clipboard", "0")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert await fill(desk, pilot, "clipboard", "15") == ""
        await fill(desk, pilot, "copying", "nooit")
        assert {"Kopiëren nooit", "Klembord leeg na 15 seconden"} <= set(shown(desk))
        assert not desk.copy_out("tekst")
        kept = settings.load(settings_file())
        assert (kept.clipboard_seconds, kept.copying) == (15, "nooit")


@pytest.mark.parametrize("typed", ["0", "61", "-5", "5,5", "vijf", "9999999", "²"])
async def test_minutes_that_cannot_be_are_said(desk: SotDesk, reopen: Reopen, typed: str) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        assert "van 1 tot en met 60" in await fill(desk, pilot, "lock", typed)
        assert desk.preferences.lock_minutes == 5


async def test_colours_change_at_once_and_kaal_says_when(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        assert not any("opnieuw start" in row for row in shown(desk))
        await fill(desk, pilot, "colours", "dag")
        assert (desk.theme, settings.load(settings_file()).theme) == ("dag", "dag")
        await fill(desk, pilot, "colours", "kaal")
        assert settings.load(settings_file()).theme == "kaal"
        assert any("opnieuw start" in row for row in shown(desk))


async def test_the_folder_is_made_and_used(desk: SotDesk, reopen: Reopen, tmp_path: Path) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        wanted = tmp_path / "nieuw" / "verslagen"
        assert await fill(desk, pilot, "folder", f' "{wanted}" ') == ""
        assert wanted.is_dir()
        screen = desk.screen
        assert isinstance(screen, SettingsScreen)
        hand_out(screen, "SOT agenda.md", lambda: b"agenda")
        await pilot.pause()
        assert (wanted / "SOT agenda.md").read_bytes() == b"agenda"


async def test_a_folder_that_cannot_be_is_refused(desk: SotDesk, reopen: Reopen, tmp_path: Path) -> None:
    save(tmp_path / "bestand", b"")
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        assert "hele plek" in await fill(desk, pilot, "folder", "verslagen")
        await pilot.press("escape", "escape")
        wrong = await fill(desk, pilot, "folder", str(tmp_path / "bestand" / "map"))
        assert "kan niet worden gemaakt" in wrong
        assert desk.preferences.export_folder == ""


async def test_a_folder_that_is_copied_elsewhere_is_warned_about(
    desk: SotDesk, reopen: Reopen, tmp_path: Path
) -> None:
    """security.md: documents are not encrypted, so a synced folder takes them off this computer."""
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        assert not any(row.strip().startswith("!") for row in shown(desk))
        assert await fill(desk, pilot, "folder", str(tmp_path / "OneDrive - School" / "sot")) == ""
        assert any("naar elders gekopieerd" in row for row in shown(desk))
        link = tmp_path / "gewoon"
        link.symlink_to(tmp_path / "OneDrive - School")
        assert await fill(desk, pilot, "folder", str(link)) == ""
        assert any("naar elders gekopieerd" in row for row in shown(desk))


async def test_a_preference_that_cannot_be_kept_is_not_taken(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError

    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        monkeypatch.setattr(settings, "save", full)
        await fill(desk, pilot, "lock", "30")
        assert not isinstance(desk.screen, SettingsScreen), "it says so"
        assert desk.preferences.lock_minutes == 5


async def test_the_schools_own_file(desk: SotDesk, reopen: Reopen, letterhead: Path) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        assert await fill(desk, pilot, "base", str(letterhead)) == ""
        assert usable_base(store) == letterhead
        await pilot.press("x")
        assert usable_base(store) is None
        await pilot.press("u", "u")
        assert usable_base(store) == letterhead
        letterhead.unlink()
        await pilot.press("escape")
        desk.go(("settings",))
        await pilot.pause()
        assert any("niet (meer) op zijn plek" in row for row in shown(desk))
        assert await fill(desk, pilot, "base", "") == ""
        assert usable_base(store) is None


async def test_a_file_that_is_no_word_document_is_refused(
    desk: SotDesk, reopen: Reopen, tmp_path: Path
) -> None:
    save(tmp_path / "brief.docx", b"geen document")
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        assert "Word-document (.docx)" in await fill(desk, pilot, "base", str(tmp_path / "brief.docx"))
        await pilot.press("escape", "escape")
        assert "geen bestand" in await fill(desk, pilot, "base", str(tmp_path / "weg.docx"))
        assert usable_base(store) is None


def test_a_document_without_a_page_is_no_base(tmp_path: Path) -> None:
    document = docx.Document()
    document.element.body.remove(document.sections[0]._sectPr)
    document.save(str(tmp_path / "x.docx"))
    with pytest.raises(BaseUnusable):
        check_base(tmp_path / "x.docx")


class Paper(AgendaPaper):
    """The keys that write an agenda, without the rest of its screen."""


async def test_gone_means_nothing_is_made_and_settings_are_one_step_away(
    desk: SotDesk, reopen: Reopen, letterhead: Path, held: str
) -> None:
    async with desk.run_test() as pilot:
        desk.opened(reopen())
        await pilot.pause()
        assert desk.store
        desk.store.school.set(SETTING, str(letterhead))
        paper = Paper(desk.store, held)
        desk.push_screen(paper)
        await pilot.pause()
        paper.action_paper()
        await pilot.pause()
        await pilot.press("n")
        (made,) = export_folder().iterdir()
        assert docx.Document(str(made)).sections[0].left_margin == pytest.approx(Mm(41), rel=1e-3)
        made.unlink()
        letterhead.unlink()
        paper.action_paper()
        await pilot.pause()
        assert isinstance(desk.screen, ConfirmDialog)
        assert list(export_folder().iterdir()) == []
        await pilot.press("j")
        await pilot.pause()
        assert isinstance(desk.screen, SettingsScreen)


def test_the_command_line_writes_on_it_too(reopen: Reopen, clock: Clock, letterhead: Path, held: str) -> None:
    with reopen() as vault:
        store = Store(vault.engine, clock)
        store.school.set(SETTING, str(letterhead))
        for make in (_agenda, _minutes):
            save(letterhead.with_name("uit.docx"), make(store, held, "docx"), over=True)
            made = docx.Document(str(letterhead.with_name("uit.docx")))
            assert made.sections[0].left_margin == pytest.approx(Mm(41), rel=1e-3)
        letterhead.write_bytes(b"stuk")
        for make in (_agenda, _minutes):
            with pytest.raises(BaseUnusable):
                make(store, held, "docx")
            assert make(store, held, "md"), "Markdown needs no Word file"
