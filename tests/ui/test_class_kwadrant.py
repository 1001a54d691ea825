"""The kwadrant of a class: from Casussen to the class, sorted and filtered; values read for it; the klassenscan."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.ui.conftest import Reopen
from tests.ui.screen_text import screen_text
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.kwadrant_rules import Value
from sotdesk.domain.students import Student
from sotdesk.screens import import_base
from sotdesk.screens.class_import import ClassImportScreen
from sotdesk.screens.class_import_form import MeasureColumns, MeasuringForm
from sotdesk.screens.class_kwadrant import ClassKwadrantScreen
from sotdesk.screens.class_kwadrants import ClassKwadrantsScreen
from sotdesk.screens.class_scan import ClassScanScreen
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.import_parts import PathLine
from sotdesk.widgets.lines import Lines, texts

TODAY = date(2026, 11, 25)
FILE = "Stamnr;Motivatie;Welbevinden;BSN\n040123;2;5;111222333\n040124;8;9;111222333\n40125;12;5;111222333\n"


def fill(store: Store) -> None:
    """A class of three, one of whom has a case; and another class."""
    store.students.add(
        [
            Student("yara", "040123", "Yara", "", "Achterberg", "2H1"),
            Student("sem", "040124", "Sem", "", "Bos", "2H1"),
            Student("daan", "040125", "Daan", "van", "Dijk", "2H1"),
            Student("noor", "040126", "Noor", "", "Vonk", "3M2"),
        ]
    )
    case = store.cases.open("yara", question="blijft achter")
    store.cases.edit(case, what_works="een vaste plek vooraan")
    store.kwadrant.say("yara", "doen", Value.STRONG, day=TODAY - timedelta(days=40))
    store.kwadrant.say("yara", "doen", Value.CARE, who="mentor")
    store.kwadrant.say("sem", "willen", Value.CARE, day=TODAY - timedelta(days=400))


async def opened(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    desk.opened(reopen())
    assert desk.store
    fill(desk.store)
    desk.go(("cases",), fresh=True)
    await pilot.pause()
    return desk.store


def rows(desk: SotDesk, part: str = "#class") -> list[str]:
    return [" ".join(text.split()) for text in texts(desk.screen.query_one(part, Lines).options)]


def said(desk: SotDesk, part: str) -> str:
    return str(desk.screen.query_one(part, Static).render())


async def test_from_a_case_to_its_class_sorted_and_filtered(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(desk, reopen, pilot)
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(desk.screen, ClassKwadrantScreen)
        assert desk.screen.query_one("#class", Lines).current == "yara", "on the pupil she came from"
        assert rows(desk) == [
            "▸leerling kunnen willen prest. doen versch. oud vr.",
            "Yara A. ? onb. ? onb. ? onb. ▼!zorg pr? do? < 2 wk 1",
            "Sem B. ? onb. · (zorg) ? onb. ? onb. pr? do? 13 mnd –",
            "Daan van D. ? onb. ? onb. ? onb. ? onb. pr? do? – –",
        ]
        assert "▼! zorg · vandaag · mentor, wo 25 nov" in said(desk, "#detail")
        assert "Doen is ineens gedaald" in said(desk, "#detail")
        await pilot.press("s", "s")
        assert rows(desk)[1].startswith("Sem B.") and "▸willen" in rows(desk)[0]
        await pilot.press("f", *"daling", "enter")
        assert [row.split(" ?")[0] for row in rows(desk)[1:]] == ["Yara A."]
        await pilot.press("escape", "f9")
        assert "Yara" not in screen_text(desk), "F9 hides who it is, also in the pupil below"
        await pilot.press("f9", "right")
        assert rows(desk)[1].startswith("Noor V.")
        await pilot.press("enter")
        await until(pilot, lambda: getattr(desk.screen, "address", ())[:2] == ("kwadrant", "noor"))


async def test_values_for_a_class_from_a_file(
    desk: SotDesk, reopen: Reopen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "saqi.csv").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(import_base, "usual_folders", lambda: (tmp_path,))
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        desk.go(("class_kwadrants",))
        await pilot.pause()
        assert isinstance(desk.screen, ClassKwadrantsScreen)
        assert rows(desk, "#classes")[1] == "2H1 3 leerlingen 2 met een waarde"
        await pilot.press("i")
        await until(pilot, lambda: isinstance(desk.screen, MeasuringForm))
        await pilot.press("f2")
        await pilot.pause()
        desk.screen.query_one("#path", PathLine).value = str(tmp_path / "saqi.csv")
        await pilot.press("enter")
        await until(pilot, lambda: desk.screen.query_one("#rows").has_focus)
        assert "Nooit gelezen BSN" in said(desk, "#about")
        assert "motivatie 1 / 0 / 1 · welbevinden 0 / 1 / 1" in said(desk, "#about")
        assert rows(desk, "#rows")[0] == "Yara Achterberg 2H1 motivatie 2 · welbevinden 5"
        await pilot.press("tab")
        assert rows(desk, "#rows") == ["rij 4 SAQI motivatie: dit getal kan niet; het ligt tussen 1 en 9."]
        await pilot.press("v", "enter")
        await until(pilot, lambda: isinstance(desk.screen, ClassKwadrantsScreen))
        assert store.kwadrant.of_student("yara")["willen.motivatie"].value is Value.CARE
        assert store.kwadrant.of_student("daan").empty, "a refused row changes nothing"
        await pilot.press("u", "u")
        assert not store.kwadrant.of_student("yara").measured


async def test_values_pasted_with_columns_told_by_hand_and_what_is_no_list(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        desk.go(("class_import",))
        await until(pilot, lambda: isinstance(desk.screen, MeasuringForm))
        desk.screen.query_one("#pasted").text = "zomaar een zin"  # type: ignore[attr-defined]
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, MessageDialog))
        await pilot.press("enter")
        assert isinstance(desk.screen, ClassImportScreen) and not store.kwadrant.of_student("noor").measured
        desk.screen.open("what")
        await pilot.pause()
        desk.screen.query_one("#pasted").text = "Stamnr\tQ1\n040126\t7\n"  # type: ignore[attr-defined]
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, MeasureColumns))
        assert isinstance(desk.screen, MeasureColumns)
        desk.screen.field("scale-welbevinden").fill("Q1")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, ClassImportScreen) and rows(desk, "#rows"))
        await until(pilot, lambda: desk.screen.query_one("#rows").has_focus)
        await pilot.press("enter")
        await until(pilot, lambda: store.kwadrant.of_student("noor").measured)
        assert store.kwadrant.of_student("noor")["willen.welbevinden"].value is Value.UNKNOWN, (
            "it only suggests"
        )


async def test_the_klassenscan_goes_out_and_stands_on_the_list(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("k", "k")
        await pilot.pause()
        assert isinstance(desk.screen, ClassScanScreen)
        text = said(desk, "#scan")
        assert "Yara A." in text and "wat werkt: een vaste plek vooraan" in text
        assert "zorg" not in text and "Sem" not in text
        await pilot.press("m")
        await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
        handed = [(one.document.student_id, one.document.receiver) for one in store.handed.all()]
        assert ("yara", "docenten 2H1") in handed and "sem" not in {key for key, _ in handed}
        case = store.cases.of_student("yara")
        assert case is not None
        told = [entry.text for entry in store.cases.get(case.id).timeline]
        assert any("Klassenscan 2H1" in text and "voor docenten 2H1" in text for text in told)
