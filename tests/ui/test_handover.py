"""Overdracht on the screen (domain.md §5 step 11): a sheet with its besloten page and receipt; a class at once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import cast

import msoffcrypto
import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, rows
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import Doer
from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.grounds import Need
from sotdesk.domain.students import Student
from sotdesk.screens.case import CaseScreen
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.handover import HandoverScreen
from sotdesk.screens.handover_forms import HandoverForm, ManyForm, ReceiptForm
from sotdesk.screens.handovers import HandoversScreen

OPENED = tuple[Pilot[None], Store]


@pytest.fixture
async def card(desk: SotDesk, reopen: Reopen) -> AsyncIterator[OPENED]:
    """Yara's card; Sem is in her class, Lina's case is for the coordinator alone."""
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store
        store.students.add(
            [
                Student("yara", "1", "Yara", "", "Achterberg", "2H1", mentor="M. Bos"),
                Student("sem", "2", "Sem", "", "Kuipers", "2H1", mentor="M. Bos"),
                Student("lina", "3", "Lina", "", "Kamal", "2V1"),
            ]
        )
        store.contacts.save(Contact("", "M. Bos", (Role("mentor", classes=("2H1",)),)))
        store.students.save_guardian("yara", Guardian("", "K. Achterberg", "moeder"))
        case = store.cases.open("yara", question="Wat helpt Yara?")
        store.cases.edit(case, what_works="rust; de meldcode loopt")
        store.cases.open("sem")
        store.cases.edit(store.cases.open("lina"), confidentiality="alleen OCO")
        secret = ActionDraft("belt de oom", (Doer("SMW"),), audience="restricted")
        store.actions.add(secret, student_ids=["yara"])
        await go(desk, pilot, "case", case)
        yield pilot, store


async def shown(desk: SotDesk, pilot: Pilot[None], kind: type) -> None:
    await until(pilot, lambda: isinstance(desk.screen, kind) and desk.screen.is_mounted)
    await pilot.pause()


def sheet(desk: SotDesk) -> str:
    return str(desk.screen.query_one("#sheet", Static).render())


def files(tmp_path: Path) -> dict[str, Path]:
    return {path.name: path for path in tmp_path.rglob("*") if path.suffix in (".md", ".docx")}


async def test_a_sheet_leaves_with_its_besloten_page_and_is_received(
    desk: SotDesk, card: OPENED, tmp_path: Path
) -> None:
    """domain.md §12: what works, restricted part, received by/on."""
    pilot, store = card
    await pilot.press("n")
    await pilot.pause()
    await pilot.press("d")
    await shown(desk, pilot, HandoverScreen)
    assert "Voor mentor (M. Bos) · nieuw schooljaar" in sheet(desk) and "belt de oom" not in sheet(desk)
    await pilot.press("e")
    await shown(desk, pilot, HandoverForm)
    fill(desk, reason="mentor", receiver="J. de Wit")
    await pilot.pause()
    fill(desk, restricted="ja")
    await pilot.press("f2")
    await shown(desk, pilot, HandoverScreen)
    assert "belt de oom" in sheet(desk) and "meldcode" not in sheet(desk), (
        "the shield holds on the screen (F5)"
    )
    await pilot.press("f9")
    await until(pilot, lambda: "Yara" not in sheet(desk) and "Achterberg" not in sheet(desk))
    await pilot.press("f9", "m")
    await shown(desk, pilot, ConfirmDialog)
    left = files(tmp_path)["Overdracht Y.A 2H1 2026-11-25.md"]
    text = left.read_text(encoding="utf-8")
    assert text.index("\n---\n") < text.index("belt de oom") and "de meldcode loopt" in text.split("---")[1]
    assert left.stat().st_mode & 0o777 == 0o600
    (listed,) = store.handed.all()
    assert listed.document.receiver == "J. de Wit"
    await pilot.press("escape")
    await shown(desk, pilot, HandoverScreen)
    assert "wacht op ontvangst" in rows(desk, "given")[0]
    await pilot.press("g")
    await shown(desk, pilot, ReceiptForm)
    fill(desk, on="morgen")
    await pilot.press("f2")
    assert isinstance(desk.screen, ReceiptForm), "a day that is still to come"
    fill(desk, on="vandaag")
    await pilot.press("f2")
    await shown(desk, pilot, HandoverScreen)
    assert "ontvangen door J. de Wit wo 25 nov" in rows(desk, "given")[0]
    await pilot.press("escape")
    await shown(desk, pilot, CaseScreen)
    told = [row for row in rows(desk, "timeline") if "J. de Wit" in row]
    assert "overdracht" in told[0] and "ontvangen door J. de Wit" in told[0], "the newest first"
    assert "voor J. de Wit: nieuwe mentor, met besloten deel" in told[1]


async def test_another_school_waits_for_consent_or_a_reason(
    desk: SotDesk, card: OPENED, tmp_path: Path
) -> None:
    """domain.md §11 (S004)."""
    pilot, store = card
    await pilot.press("d")
    await shown(desk, pilot, HandoverScreen)
    await pilot.press("e")
    await shown(desk, pilot, HandoverForm)
    fill(desk, reason="school", receiver="Lyceum Zuid")
    await pilot.press("f2")
    await pilot.pause()
    assert isinstance(desk.screen, HandoverForm), "why without consent?"
    fill(desk, aside="ouders belden zelf")
    await pilot.press("f2")
    await shown(desk, pilot, HandoverScreen)
    assert "Y.A. (2H1)" in sheet(desk) and "met reden: ouders belden zelf" in sheet(desk)
    await pilot.press("p")
    await shown(desk, pilot, ConfirmDialog)
    assert "Overdracht Y.A 2H1 2026-11-25.docx" in files(tmp_path)
    assert store.handovers.of_student("yara")[0].ground.endswith("ouders belden zelf")

    (made,) = tmp_path.rglob("Overdracht Y.A*.docx")
    assert made.read_bytes().startswith(b"\xd0\xcf\x11\xe0"), (
        "what leaves the school is encrypted (domain.md §11)"
    )
    phrase = store.feedback.passphrase("handover:lyceum zuid")
    office = msoffcrypto.OfficeFile(BytesIO(made.read_bytes()))
    office.load_key(password=phrase)
    office.decrypt(opened := BytesIO())
    assert opened.getvalue().startswith(b"PK")
    await pilot.press("escape", "k")
    await shown(desk, pilot, MessageDialog)
    assert phrase in str(cast(MessageDialog, desk.screen).sentence)
    await pilot.press("escape", "m")
    await pilot.pause()
    assert isinstance(desk.screen, HandoverScreen) and not list(tmp_path.rglob("*.md")), (
        "Markdown is readable"
    )
    await pilot.press("e")
    await shown(desk, pilot, HandoverForm)
    fill(desk, file="readable")
    await pilot.press("f2")
    await shown(desk, pilot, HandoverScreen)
    await pilot.press("m")
    await shown(desk, pilot, ConfirmDialog)
    assert len(list(tmp_path.rglob("*.md"))) == 1


async def test_a_year_is_handed_over_at_once_without_who_is_left_out(
    desk: SotDesk, card: OPENED, tmp_path: Path
) -> None:
    """Issue 4 point 11: a class or year at once; besloten never goes along here."""
    pilot, store = card
    await go(desk, pilot, "cases")
    await pilot.press("d")
    await shown(desk, pilot, HandoversScreen)
    await pilot.press("enter")
    found = rows(desk, "pupils")
    assert [row[:7] for row in found] == ["✓ Sem K", "✓ Yara ", "– Lina "] and "alleen voor jou" in found[2]
    await pilot.press("space", "e")
    await shown(desk, pilot, ManyForm)
    fill(desk, receiver="mentor (J. de Wit)")
    await pilot.press("f2")
    await shown(desk, pilot, HandoversScreen)
    await pilot.press("m")
    await shown(desk, pilot, ConfirmDialog)
    (left,) = files(tmp_path).values()
    assert left.parent.name == "overdracht leerjaar 2 2026-11-25" and left.name == "Overdracht Y.A 2H1.md"
    assert "belt de oom" not in left.read_text(encoding="utf-8")
    assert list(store.handovers.last(["yara", "sem", "lina"])) == ["yara"]
    await pilot.press("escape")
    await shown(desk, pilot, HandoversScreen)
    waits = next(row for row in rows(desk, "pupils") if "Yara" in row)
    assert waits.startswith("□") and "wacht sinds" in waits, "not a second time unless she ticks it"
    await pilot.press("u", "u")
    await until(pilot, lambda: store.handovers.last(["yara"]) == {})


async def test_a_class_that_goes_outside_the_school_goes_encrypted(
    desk: SotDesk, card: OPENED, tmp_path: Path
) -> None:
    """domain.md §11: as the sheet of one pupil; k shows the same wachtwoordzin."""
    pilot, store = card
    await go(desk, pilot, "cases")
    await pilot.press("d")
    await shown(desk, pilot, HandoversScreen)
    screen = cast(HandoversScreen, desk.screen)
    inside = screen.receiver(screen.along()[0])
    assert not screen.outside() and not screen.phrase(inside) and not screen.check_action("secret", ())
    there = replace(inside, label="Lyceum Zuid", need=Need.DUTY)
    screen.receiver = lambda case: there  # type: ignore[method-assign]
    screen._hindered = lambda case, receiver: ""  # type: ignore[method-assign]
    await pilot.press("m")
    await pilot.pause()
    assert isinstance(desk.screen, HandoversScreen) and not files(tmp_path), "Markdown is readable"
    await pilot.press("p")
    await shown(desk, pilot, ConfirmDialog)
    phrase = store.feedback.passphrase("handover:lyceum zuid")
    assert files(tmp_path)
    for made in files(tmp_path).values():
        office = msoffcrypto.OfficeFile(BytesIO(made.read_bytes()))
        office.load_key(password=phrase)
        office.decrypt(opened := BytesIO())
        assert opened.getvalue().startswith(b"PK")
    await pilot.press("escape")
    await shown(desk, pilot, HandoversScreen)
    screen._turned = frozenset(case.student.id for case in screen._in(screen.group))
    await pilot.press("k")
    await shown(desk, pilot, MessageDialog)
    assert phrase in str(cast(MessageDialog, desk.screen).sentence)
