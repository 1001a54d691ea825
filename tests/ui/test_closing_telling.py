"""Closing, parts 3 and 4: everyone told with two keys a text, files in one go, the blocks for the school's system."""

from datetime import date

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, item, opened, planned, rows
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.capture import read
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.meetings import ItemKind
from sotdesk.paths import export_folder
from sotdesk.screens.closing import ClosingScreen
from sotdesk.screens.closing_telling_forms import FilesForm, ToldForm
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.meeting_line import ItemLine
from sotdesk.screens.plain_text import PlainText
from sotdesk.screens.reading import ReadingScreen
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.steps import Steps

ENCRYPTED = bytes.fromhex("d0cf11e0")
"""How an encrypted Office file begins."""


async def held(desk: SotDesk, reopen: Reopen, pilot: Pilot[None], part: str = "telling") -> Store:
    """A meeting about Yara and Lina (one mentor) and Sem (another), with an agreement for the LPA; this part shown."""
    store = await opened(desk, reopen, pilot)
    for name, role in (
        ("M. Bos", Role("mentor", classes=("2H1", "3M2"))),
        ("A. Vink", Role("mentor", classes=("1B4",))),
    ):
        store.contacts.save(Contact("", name, (role,), told_by="in Magister"))
    store.contacts.save(Contact("", "R. de Wit", (Role("lpa"),), internal=False, told_by="veilige mail"))
    for student_id in ("lina", "sem"):
        store.meetings.add_item(planned(store), kind=ItemKind.PROGRESS, minutes=10, student_ids=[student_id])
    store.table.start(planned(store), [])
    said = (
        ("Yara", "! aanmelden wijkteam", "( moeder is ziek", "* naast haar broer zetten"),
        ("Lina", "! extra uitleg wiskunde"),
        ("Sem", "@lpa stuurt brief >vr", "feit over verzuim"),
    )
    for title, *lines in said:
        for line in lines:
            meeting = store.meetings.get(planned(store))
            about = meeting.item(item(store, title))
            assert about
            store.table.keep(about.id, read(line, ItemLine.at(store, meeting, about, [], False).table))
    await go(desk, pilot, "closing", planned(store), part)
    return store


@pytest.fixture
def clipboard(desk: SotDesk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was copied."""
    copied: list[str] = []

    def copy_out(text: str) -> bool:
        copied.append(text)
        return True

    monkeypatch.setattr(desk, "copy_out", copy_out)
    return copied


def far(desk: SotDesk) -> str:
    """How far the parts are."""
    return desk.screen.query_one(Steps).render().plain


def preview(desk: SotDesk) -> str:
    return str(desk.screen.query_one("#preview", Static).render())


async def test_two_keys_a_text_and_what_is_copied_is_what_one_tick_tells(
    desk: SotDesk, reopen: Reopen, clipboard: list[str]
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await held(desk, reopen, pilot)
        assert "Terugkoppeling 0 van 3" in far(desk)
        assert rows(desk, "telling")[0] == "□ M. Bos mentor Yara A., Lina K. in Magister"
        await pilot.press("c")
        assert "aanmelden wijkteam" in clipboard[0] and "uitleg" not in clipboard[0]
        await pilot.press("space")
        assert rows(desk, "telling")[0].startswith("◐ M. Bos")
        await pilot.press("c", "space")
        assert "extra uitleg" in clipboard[1]
        assert rows(desk, "telling")[0] == "✓ M. Bos mentor Yara A., Lina K. in Magister · wo 25 nov"
        await pilot.press("c", "space", "c", "space")  # A. Vink, then the LPA: the cursor goes along
        assert len(clipboard) == 4 and "Terugkoppeling ✓" in far(desk)
        assert all(r.done for r in store.feedback.recipients(planned(store)))
        await pilot.press("space")
        assert "Terugkoppeling 2 van 3" in far(desk)
        await pilot.press("u", "u")
        await pilot.pause()
        assert "Terugkoppeling ✓" in far(desk)


async def test_the_preview_is_exactly_what_is_copied_under_what_to_look_at(
    desk: SotDesk, reopen: Reopen, clipboard: list[str]
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await held(desk, reopen, pilot)
        assert "Dit leest M. Bos (mentor)" in preview(desk)  # once: the frame says who
        assert str(desk.screen.query_one("#preview-panel").border_title) == "M. Bos (mentor)"
        assert "! advies: ‘haar broer’ gaat over iemand anders." in preview(desk)
        assert "moeder is ziek" not in preview(desk)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(desk.screen, ReadingScreen)
        await pilot.press("c")
        await pilot.pause()
        assert clipboard[0].rstrip("\n") in preview(desk) and "Enter" not in clipboard[0]


async def test_whom_when_and_how_can_be_said(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await held(desk, reopen, pilot)
        await pilot.press("e")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, ToldForm)
        form.query_one("#label", Line).value = "K. Vos"
        form.field("about").fill("lina")
        form.field("way").fill("telefonisch")
        form.field("day").fill("gisteren")
        await pilot.press("f2")
        await pilot.pause()
        bos = next(r for r in store.feedback.recipients(planned(store)) if r.label == "M. Bos")
        told = {entry.student_id: entry.told for entry in bos.entries}
        assert told["yara"] is None and told["lina"]
        assert (told["lina"].way, told["lina"].label) == ("telefonisch", "K. Vos")
        assert told["lina"].at.date() == date(2026, 11, 24)


async def test_all_files_in_one_new_folder_encrypted_for_outside(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await held(desk, reopen, pilot)
        await pilot.press("w")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, FilesForm)
        assert rows(desk, "warnings") == [
            "! Yara A. · advies: ‘haar broer’ gaat over iemand anders. (M. Bos)"
        ]
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
        folder = export_folder() / "terugkoppeling 2026-11-25"
        files = {path.name: path.read_bytes()[:4] for path in folder.iterdir()}
        assert set(files) == {
            "01 mentor M. Bos.docx", "02 mentor M. Bos.docx", "03 mentor A. Vink.docx", "04 LPA R. de Wit.docx",
        }  # fmt: skip
        assert [name for name, begin in files.items() if begin == ENCRYPTED] == ["04 LPA R. de Wit.docx"]
        sem = [f"{e.kind}: {e.text}" for e in store.cases.pupil("sem").timeline if e.kind == "bestand"]
        assert sem == ["bestand: A. Vink (Word) en R. de Wit (Word, versleuteld)"]


async def test_the_passphrase_is_shown_on_request_and_stays_the_same(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await held(desk, reopen, pilot)
        assert not desk.screen.check_action("secret", ())
        lines = desk.screen.query_one("#telling", Lines)
        lpa = next(r.key for r in store.feedback.recipients(planned(store)) if r.external)
        lines.go_to(lpa)
        await pilot.press("k")
        await pilot.pause()
        dialog = desk.screen
        assert isinstance(dialog, MessageDialog)
        assert store.feedback.passphrase(lpa) in str(dialog.sentence)


async def test_where_a_terminal_cannot_copy_the_text_stands_alone(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await held(desk, reopen, pilot)
        monkeypatch.setattr(desk, "copy_out", lambda text: False)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(desk.screen, PlainText)


async def test_both_blocks_with_their_own_key_and_one_tick(
    desk: SotDesk, reopen: Reopen, clipboard: list[str]
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await held(desk, reopen, pilot, "system")
        assert "Magister 0 van 3" in far(desk)
        assert rows(desk, "system")[0] == "Yara A. 2H1 □ logboek □ afgeschermd"
        await pilot.press("c")
        assert "aanmelden wijkteam" in clipboard[0] and "moeder is ziek" not in clipboard[0]
        await pilot.press("C")
        assert "moeder is ziek" in clipboard[1]
        await pilot.press("space")
        assert rows(desk, "system")[0] == "Yara A. 2H1 ✓ logboek ✓ afgeschermd ingevoerd wo 25 nov"
        yara = store.feedback.blocks(planned(store))[0]
        assert yara.log_entered and yara.log_entered.date() == date(2026, 11, 25)
        await pilot.press("c")  # the next pupil
        screen = desk.screen
        assert isinstance(screen, ClosingScreen) and screen.rows_of("system").current == "lina"
        await pilot.press("u", "u")
        await pilot.pause()
        assert "Magister 0 van 3" in far(desk)


async def test_names_hidden_in_rows_and_preview(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await held(desk, reopen, pilot)
        await pilot.press("f9")
        await pilot.pause()
        shown = " ".join([*rows(desk, "telling"), *rows(desk, "system"), preview(desk)])
        assert "Yara" not in shown and "Lina" not in shown and "•••" in shown


async def test_vandaag_asks_until_all_is_told_and_entered_and_leads_there(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await held(desk, reopen, pilot)
        meeting_id = planned(store)
        assert not store.attention.open().untold  # it still runs
        store.table.close(meeting_id)
        await go(desk, pilot, "today")
        assert "◐ Terugkoppeling vandaag: SOT, nog 3 personen te vertellen" in rows(desk, "attention")
        desk.screen.query_one("#attention", Lines).go_to(f"magister:{meeting_id}")
        await pilot.press("enter")
        await pilot.pause()
        assert desk.screen.query_one("#system").has_focus
        for one in store.feedback.recipients(meeting_id):
            store.feedback.tell_all(meeting_id, one.key, [e.student_id for e in one.entries])
        (left,) = store.attention.open().untold
        assert (left.people, left.pupils) == (0, 3)
        for blocks in store.feedback.blocks(meeting_id):
            store.feedback.entered_all(meeting_id, blocks.student_id, ["logboek", "afgeschermd"])
        assert not store.attention.open().untold
        await pilot.press("u", "u")
        await pilot.pause()
        assert [left.pupils for left in store.attention.open().untold] == [1]
