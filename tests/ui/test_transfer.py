"""Casussen to another vault as an encrypted file, received there, and the receipt back (issue 4 point 11)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.conftest import FAST_KDF, PASSPHRASE
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened, rows
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.schema import build
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.store.transfer import Load
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import School
from sotdesk.domain.students import Student
from sotdesk.domain.transfer import Wish, reasons
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.receive import ReceiveScreen
from sotdesk.screens.receive_words import WordsForm
from sotdesk.screens.transfer import TransferScreen
from sotdesk.screens.transfer_forms import ReceiptForm, TransferForm
from sotdesk.widgets.panel import Panel


@pytest.fixture
def elsewhere(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """The vault of the colleague who gives."""
    with Vault.create(tmp_path / "ander.sotdesk", PASSPHRASE, build=build, _kdf_iter=FAST_KDF) as made:
        store = Store(made.engine, clock)
        store.school.save_school(School("Lyceum Noord", "H. Vorige"))
        store.students.add(
            [
                Student("y", "040123", "Yara", "", "Achterberg", "2H1", date(2012, 1, 1)),
                Student("o", "1", "Omar", "", "Toma", "3H2"),
            ]
        )
        store.cases.open("y", question="van de collega"), store.cases.open("o")
        store.actions.add(ActionDraft("belt moeder"), student_ids=["y"])
        yield store


def said(desk: SotDesk, name: str) -> str:
    return str(desk.screen.query_one(f"#{name}", Static).render())


async def shown(desk: SotDesk, pilot: Pilot[None], kind: type) -> None:
    await until(pilot, lambda: isinstance(desk.screen, kind))


async def test_given_received_and_the_receipt_back(
    desk: SotDesk, reopen: Reopen, elsewhere: Store, tmp_path: Path
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.school.save_school(School("Lyceum Noord", "M. Visser"))
        mine, desk.store = store, elsewhere  # at the desk of the giver
        await go(desk, pilot, "cases")
        await pilot.press("end")
        await pilot.press("o")
        await shown(desk, pilot, TransferScreen)
        assert [row[:1] for row in rows(desk, "choice") if "intern" in row or "signaal" in row] == ["□", "✓"]
        await pilot.press("home", "space", "m")
        await shown(desk, pilot, TransferForm)
        form = desk.screen
        assert isinstance(form, TransferForm)
        form.field("receiver").fill("M. Visser")
        await pilot.press("f2")
        await shown(desk, pilot, TransferScreen)
        await until(pilot, lambda: "Gaat mee  2 leerlingen" in rows(desk, "going"))
        await pilot.press("m")
        await shown(desk, pilot, ConfirmDialog)
        told = desk.screen
        assert isinstance(told, ConfirmDialog)
        words = told.question
        assert len(words.split()) == 5
        await pilot.press("n")  # not yet: the words stay
        await until(pilot, lambda: desk.screen is not told and isinstance(desk.screen, ConfirmDialog))
        await pilot.press("j")
        await shown(desk, pilot, TransferScreen)
        assert "wacht op ontvangst" in rows(desk, "going")[-1]
        (path,) = tmp_path.rglob("*.sotdesk-overdracht")
        assert not [p for p in tmp_path.rglob("*") if p.is_file() and words.encode() in p.read_bytes()]

        desk.store = mine  # at the desk of the receiver
        await go(desk, pilot, "receive")
        assert isinstance(desk.screen, ReceiveScreen)
        await until(pilot, lambda: path.name in " ".join(rows(desk, "files")))
        await pilot.press("down", "enter")
        await shown(desk, pilot, WordsForm)
        asked = desk.screen
        await pilot.press(*"fout", "enter")
        await until(pilot, lambda: isinstance(desk.screen, WordsForm) and desk.screen is not asked)
        typed = desk.screen
        assert isinstance(typed, WordsForm)
        assert typed.text("words") == "fout", "what was typed may be mended"
        typed.field("words").fill(words)
        assert typed.packed() == "", "the words are not kept while the desk is locked"
        await pilot.press("f2")
        await until(pilot, lambda: rows(desk, "arrivals"))
        assert any(
            "zelfde als" in row and "Yara A. 2H1 (zelfde nummer)" in row for row in rows(desk, "arrivals")
        )
        await pilot.press("space")
        assert any("toch nieuw" in row for row in rows(desk, "arrivals"))
        await pilot.press("space", "enter")
        await until(pilot, lambda: "Code voor de gever" in said(desk, "receipt"))
        case = mine.cases.of_student("yara")
        assert case and mine.cases.get(case.id).question == "van de collega"
        assert [a.text for a in mine.actions.of_student("yara")] == ["belt moeder"]
        code = said(desk, "receipt").split("Code voor de gever")[1].split()[0]
        await pilot.press("t")
        await until(pilot, lambda: list(tmp_path.rglob(f"Ontvangstbewijs {code}*.txt")))
        sheet = next(tmp_path.rglob("Ontvangstbewijs*.txt")).read_text()
        assert code in sheet and "Achterberg" not in sheet, "it names no pupil"
        await pilot.press("n")

        desk.store = elsewhere  # and the receipt back
        await go(desk, pilot, "transfer")
        await pilot.press("o")
        await shown(desk, pilot, ReceiptForm)
        receipt = desk.screen
        assert isinstance(receipt, ReceiptForm)
        receipt.field("code").fill(code)
        await pilot.press("f2")
        await shown(desk, pilot, TransferScreen)
        await until(pilot, lambda: "ontvangen door M. Visser" in rows(desk, "going")[-1])
        desk.store = mine


async def test_the_making_of_a_file_is_shown_made_once_and_stopped_with_esc(
    desk: SotDesk, reopen: Reopen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, begun, pack = Event(), Event(), Load.pack
    times: list[Path] = []

    def slow(load: Load, words: str, path: Path, say: Any) -> Path:
        say("versleutelen …")
        begun.set()
        assert go_on.wait(10)
        times.append(pack(load, words, path))
        return times[-1]

    monkeypatch.setattr(Load, "pack", slow)
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        await go(desk, pilot, "transfer")
        screen = desk.screen
        assert isinstance(screen, TransferScreen)
        chosen = store.cases.all()[0].student.id
        screen._wish = Wish((chosen,), "M. Visser", reasons()[0].word)
        screen.reload()
        await pilot.press("m")
        await until(pilot, begun.is_set)
        await until(
            pilot, lambda: "Esc stopt" in str(screen.query_one("#going-panel", Panel).border_subtitle)
        )
        await pilot.press("m", "space")
        assert screen._wish.student_ids == (chosen,), "the choice stands still meanwhile"
        await pilot.press("escape")
        assert screen._making is None
        assert desk.screen is screen
        go_on.set()
        await until(pilot, lambda: times and not times[0].exists())
        assert len(times) == 1 and not list(tmp_path.rglob("*.sotdesk-overdracht*"))
        assert not store.transfers.given()

        await pilot.press("m")
        await shown(desk, pilot, ConfirmDialog)
        assert len(list(tmp_path.rglob("*.sotdesk-overdracht"))) == 1 and len(store.transfers.given()) == 1
