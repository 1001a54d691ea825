"""Leerlingen inlezen: choose, look, take over, undo; columns by hand; a part of the list; after a lock."""

from pathlib import Path

import pytest
from tests.ui.conftest import Reopen
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.contacts import Contact
from sotdesk.screens import import_base
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.import_columns import ColumnsForm
from sotdesk.screens.import_files import candidates, completed, newest_tables, typed_path
from sotdesk.screens.import_parts import PathLine
from sotdesk.screens.import_students import ImportScreen
from sotdesk.widgets.lines import Lines, texts

HEAD = "Stamnr;Roepnaam;Tussenv.;Achternaam;Klas;Mentor;BSN;E-mail\n"
YARA = "040123;Yara;;Aziz;2H1;M. Bos;111222333;y@x.example\n"
SEM = "040124;Sem;de;Boer;1B4;M. Bos;111222333;s@x.example\n"
KEES = "040125;Kees;van der;Laan;4V1;M. Bos;111222333;k@x.example\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with lists; the usual folders are only this one."""
    folder = tmp_path / "lijsten"
    folder.mkdir()
    (folder / "alle.csv").write_text(f"{HEAD}{YARA}{SEM}", encoding="utf-8")
    (folder / "later.csv").write_text(
        f"{HEAD}{YARA.replace('2H1', '3H1')}{KEES};Zonder;;Nummer;2H1;;;\n", encoding="utf-8"
    )
    (folder / "klas.csv").write_text(f"{HEAD}{KEES}", encoding="utf-8")
    (folder / "raar.csv").write_text("Wie;Code X;Groepje\nYara Aziz;040123;2H1\n", encoding="utf-8")
    (folder / "brief.pdf").write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(import_base, "usual_folders", lambda: (folder,))
    return folder


async def opened(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    desk.opened(reopen())
    assert desk.store
    desk.store.contacts.save(Contact("", "M. Bos"))
    await pilot.pause()
    desk.go(("contacts",), fresh=True)
    await pilot.pause()
    await pilot.press("i")
    await pilot.pause()
    assert isinstance(desk.screen, ImportScreen)
    return desk.store


async def read(desk: SotDesk, pilot: Pilot[None], path: Path) -> None:
    desk.screen.query_one("#path", PathLine).value = str(path)
    desk.screen.query_one("#path").focus()
    await pilot.press("enter")
    await settled(desk, pilot)


async def settled(desk: SotDesk, pilot: Pilot[None]) -> None:
    await desk.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def said(desk: SotDesk, part: str) -> str:
    return str(desk.screen.query_one(part, Static).render())


def rows(desk: SotDesk) -> list[str]:
    return texts(desk.screen.query_one("#rows", Lines).options)


async def test_a_first_list(desk: SotDesk, reopen: Reopen, files: Path) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        await read(desk, pilot, files / "alle.csv")
        assert "Stamnr = leerlingnummer" in said(desk, "#about")
        assert "Overgeslagen  E-mail" in said(desk, "#about")
        assert "Nooit gelezen BSN" in said(desk, "#about")
        assert said(desk, "#groups").startswith("‹2 nieuw›")
        assert [row.split(" 04")[0] for row in rows(desk)] == ["Yara Aziz 2H1", "Sem de Boer 1B4"]
        assert store.students.all() == (), "looking changes nothing"
        await pilot.press("enter")
        await settled(desk, pilot)
        assert [s.number for s in store.students.all()] == ["040124", "040123"]
        assert desk.screen.address == ("contacts",)  # type: ignore[attr-defined]
        await pilot.press("u", "u")
        assert store.students.all() == ()


async def test_changed_gone_refused_and_then_nothing(desk: SotDesk, reopen: Reopen, files: Path) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        await read(desk, pilot, files / "alle.csv")
        await pilot.press("enter")
        await settled(desk, pilot)
        await pilot.press("i")
        await read(desk, pilot, files / "later.csv")
        seen = {}
        for _ in range(4):
            seen[said(desk, "#groups").split("‹")[1].split("›")[0]] = rows(desk)
            await pilot.press("tab")
        assert seen["1 gewijzigd"] == ["Yara Aziz 3H1 klas 2H1 → 3H1"]
        assert seen["1 uit de lijst"] == ["Sem de Boer 1B4 uit sinds wo 25 nov"]
        assert seen["1 geweigerd"] == ["rij 4 het leerlingnummer ontbreekt"]
        await pilot.press("enter")
        await settled(desk, pilot)
        assert {s.number: s.gone_since is not None for s in store.students.all(gone=True)} == {
            "040123": False,
            "040124": True,
            "040125": False,
        }
        await pilot.press("i")
        await read(desk, pilot, files / "later.csv")
        assert "Er verandert niets." in said(desk, "#about")


async def test_a_part_of_the_list_asks_or_leaves_the_others(
    desk: SotDesk, reopen: Reopen, files: Path
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        await read(desk, pilot, files / "alle.csv")
        await pilot.press("enter")
        await settled(desk, pilot)
        await pilot.press("i")
        await read(desk, pilot, files / "klas.csv")
        await pilot.press("enter")
        assert isinstance(desk.screen, ConfirmDialog)
        await pilot.press("enter")
        assert len(store.students.all()) == 2, "Enter does no harm"
        await pilot.press("g")
        assert "2 blijven staan" in said(desk, "#groups")
        await pilot.press("enter")
        await settled(desk, pilot)
        assert len(store.students.all()) == 3


async def test_columns_by_hand_are_remembered(desk: SotDesk, reopen: Reopen, files: Path) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        await read(desk, pilot, files / "raar.csv")
        form = desk.screen
        assert isinstance(form, ColumnsForm)
        await pilot.press("f2")
        assert desk.screen is form, "without a number no pupil"
        for field, header in (("number", "Code X"), ("full_name", "Code X"), ("class_name", "Groepje")):
            form.field(field).fill(header)
        await pilot.press("f2")
        assert desk.screen is form, "one column cannot be two things"
        form.field("full_name").fill("Wie")
        await pilot.press("f2")
        await settled(desk, pilot)
        assert rows(desk)[0].startswith("Yara Aziz 2H1 040123")
        await pilot.press("enter")
        await settled(desk, pilot)
        assert store.students.columns() == {"Code X": "number", "Wie": "full_name", "Groepje": "class_name"}
        await pilot.press("i")
        await read(desk, pilot, files / "raar.csv")
        assert "Er verandert niets." in said(desk, "#about"), "no question the second time"


async def test_mentors_are_offered_after_the_list(desk: SotDesk, reopen: Reopen, files: Path) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.contacts.remove(store.contacts.all()[0].id)
        await read(desk, pilot, files / "alle.csv")
        await pilot.press("enter")
        await settled(desk, pilot)
        assert isinstance(desk.screen, ConfirmDialog)
        await pilot.press("j")
        (bos,) = store.contacts.all()
        assert (bos.name, bos.roles[0].words) == ("M. Bos", "mentor 1B4, 2H1")


async def test_names_are_hidden_in_the_preview_too(desk: SotDesk, reopen: Reopen, files: Path) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await opened(desk, reopen, pilot)
        await read(desk, pilot, files / "alle.csv")
        await pilot.press("f9")
        assert "Yara" not in " ".join(rows(desk)) and "Aziz" not in " ".join(rows(desk))


async def test_a_file_that_is_no_list_is_said(desk: SotDesk, reopen: Reopen, files: Path) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await opened(desk, reopen, pilot)
        await read(desk, pilot, files / "brief.pdf")
        assert isinstance(desk.screen, MessageDialog)
        await pilot.press("escape")
        assert desk.screen.query_one("#path").display


async def test_the_preview_is_back_after_a_lock(desk: SotDesk, reopen: Reopen, files: Path) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await opened(desk, reopen, pilot)
        await read(desk, pilot, files / "alle.csv")
        desk.lock()
        await pilot.pause()
        desk.opened(reopen())
        await pilot.pause()
        await pilot.pause()
        await settled(desk, pilot)
        assert isinstance(desk.screen, ImportScreen)
        assert said(desk, "#groups").startswith("‹2 nieuw›")


async def test_the_columns_form_is_back_after_a_lock(desk: SotDesk, reopen: Reopen, files: Path) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await opened(desk, reopen, pilot)
        await read(desk, pilot, files / "raar.csv")
        form = desk.screen
        assert isinstance(form, ColumnsForm)
        form.field("number").fill("Code X")
        desk.lock()
        await pilot.pause()
        desk.opened(reopen())
        await pilot.pause()
        await settled(desk, pilot)
        form = desk.screen
        assert isinstance(form, ColumnsForm)
        assert form.text("number") == "Code X"
        assert [type(s) for s in desk.screen_stack].count(ColumnsForm) == 1
        await pilot.press("escape", "escape")
        assert isinstance(desk.screen, ImportScreen)
        assert desk.screen.query_one("#path").display, "back to the choice of a file"


def test_paths_are_found_and_completed(files: Path) -> None:
    (files / "Klassen").mkdir()
    (files / ".verborgen.csv").write_text("x", encoding="utf-8")
    assert {p.name for p in newest_tables([files, files / "weg"])} == {
        "alle.csv",
        "later.csv",
        "klas.csv",
        "raar.csv",
    }
    assert [p.name for p in candidates(f"{files}/k")] == ["Klassen", "klas.csv"]
    assert completed(f"{files}/k") == f"{files}/Klas", "as far as there is one way"
    assert completed(f"{files}/r") == str(files / "raar.csv")
    assert completed(f"{files}/klasse").startswith(str(files / "Klassen"))
    assert completed(f"{files}/zzz") == f"{files}/zzz"
    assert typed_path(f"'{files}/alle.csv' ") == files / "alle.csv"
