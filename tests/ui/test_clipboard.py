"""Copying: one choke point, emptied after its time and at a lock; a terminal that cannot copy shows the text alone."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ui.conftest import Reopen
from tests.ui.waiting import until
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.clipboard import ALWAYS, NEVER, copied_words, terminal_copies
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.copying import copy_from
from sotdesk.screens.plain_text import PlainText

TEXT = "Besluit: aanmelden wijkteam.\nSMW (N. Smit): huisbezoek plannen, di 1 dec."


def sent(desk: SotDesk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to the terminal's clipboard, decoded, from now on."""
    found: list[str] = []
    driver = desk._driver
    assert driver is not None
    write = driver.write

    def caught(data: str) -> None:
        if data.startswith("\x1b]52;c;"):
            found.append(base64.b64decode(data[7:-1]).decode())
        else:
            write(data)

    monkeypatch.setattr(driver, "write", caught)
    return found


def here(desk: SotDesk) -> BaseScreen:
    assert isinstance(desk.screen, BaseScreen)
    return desk.screen


async def test_what_is_copied_is_taken_out_after_its_seconds(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test() as pilot:
        desk.opened(reopen())
        await pilot.pause()
        desk.preferences = replace(desk.preferences, copying=ALWAYS, clipboard_seconds=1)
        out = sent(desk, monkeypatch)
        assert copy_from(here(desk), TEXT, "Logboek", "tekst.txt")
        assert out[0] == TEXT
        assert desk.clipboard == ""
        await until(pilot, lambda: out == [TEXT, " ", ""])
        desk.empty_clipboard()
        assert out == [TEXT, " ", ""], "nothing of ours is there any more"


async def test_a_lock_and_the_end_empty_it(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test() as pilot:
        desk.opened(reopen())
        await pilot.pause()
        desk.preferences = replace(desk.preferences, copying=ALWAYS)
        out = sent(desk, monkeypatch)
        assert desk.copy_out("eerste")
        assert desk.copy_out(TEXT)
        desk.lock()
        assert out == ["eerste", TEXT, " ", ""]
        await pilot.pause()


async def test_textuals_own_copying_stays_off(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test() as pilot:
        desk.opened(reopen())
        await pilot.pause()
        out = sent(desk, monkeypatch)
        desk.copy_to_clipboard(TEXT)
        assert (out, desk.clipboard) == ([], "")


async def test_a_terminal_that_cannot_copy_shows_the_text_or_makes_a_file(
    desk: SotDesk, reopen: Reopen, tmp_path: Path
) -> None:
    folder = tmp_path / "uit"
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        await pilot.pause()
        desk.preferences = replace(desk.preferences, copying=NEVER)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sotdesk.screens.handing_out.folder", lambda: folder)
            folder.mkdir()
            assert not copy_from(here(desk), TEXT, "Logboek", "tekst.txt")
            await until(pilot, lambda: isinstance(desk.screen, PlainText))
            assert "rest" not in str(desk.screen.query_one("#keys", Static).render())
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(desk.screen, PlainText))
            desk.push_screen(PlainText("regel\n" * 40))
            await until(pilot, lambda: "↑↓ rest" in str(desk.screen.query_one("#keys", Static).render()))
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(desk.screen, PlainText))
            copy_from(here(desk), TEXT, "Logboek", "tekst.txt")
            await until(pilot, lambda: isinstance(desk.screen, PlainText))
            await pilot.press("b")
            await until(pilot, lambda: (folder / "tekst.txt").exists())
    assert (folder / "tekst.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("setting", "environ", "platform", "can"),
    [
        ("", {"TERM": "xterm-256color"}, "linux", True),
        ("", {"TERM": "linux"}, "linux", False),
        ("", {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "darwin", False),
        ("", {"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "darwin", True),
        ("", {"TERM": "screen-256color"}, "linux", False),
        ("", {"TERM": "screen-256color", "TMUX": "ja"}, "linux", True),
        ("", {}, "win32", False),
        ("", {"WT_SESSION": "1"}, "win32", True),
        (ALWAYS, {"TERM": "linux"}, "linux", True),
        (NEVER, {"TERM": "xterm"}, "linux", False),
    ],
)
def test_what_is_known_of_terminals(setting: str, environ: dict[str, str], platform: str, can: bool) -> None:
    assert terminal_copies(setting, environ, platform) is can


def test_windows_keeps_a_history_and_that_is_said() -> None:
    assert "Win+V" not in copied_words("Logboek", 30, "linux")
    assert "Win+V" in copied_words("Logboek", 30, "win32")
