"""The first run (issue 2 point 2): what is asked and refused, what stands then, and that Esc leaves nothing."""

import zipfile
from pathlib import Path

import pytest
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock
from sotdesk.domain.meeting_presets import presets
from sotdesk.domain.passphrase import WORDS_PROPOSED
from sotdesk.screens.first_run import FirstRunScreen
from sotdesk.screens.first_run_pages import DonePage
from sotdesk.screens.today import TodayScreen
from sotdesk.strength import dutch_words
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.pick import Pick

OWN = "xylofoon kast paardenbloem vrede 9 tuin"


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> SotDesk:
    return SotDesk(tmp_path / "nieuw" / "kluis.sotdesk", clock=clock)


def everything(app: SotDesk) -> list[Path]:
    """All files this run left anywhere it may write."""
    return [path for path in app.path.parents[1].rglob("*") if path.is_file()]


def page(app: SotDesk) -> str:
    """The text of the page that is shown."""
    return "\n".join(str(part.content) for part in app.screen.query(Static) if part.is_on_screen)


async def fill(pilot: Pilot[None], *lines: str) -> None:
    """Each line in the field with the focus, then Enter."""
    for line in lines:
        field = pilot.app.focused
        assert field is not None
        field.value = line  # type: ignore[attr-defined]
        await pilot.press("enter")


async def to_passphrase(pilot: Pilot[None]) -> None:
    await fill(pilot, "OSG De Linde", "E. Vos")
    await pilot.press("enter", "enter")


async def to_sheet(pilot: Pilot[None]) -> None:
    await to_passphrase(pilot)
    await fill(pilot, OWN, OWN)


async def make(pilot: Pilot[None]) -> None:
    await pilot.press("enter", "enter")
    await until(pilot, lambda: pilot.app.screen.query_one(DonePage).display)


async def test_it_makes_the_vault_with_school_coordinator_holidays_and_kinds(app: SotDesk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, FirstRunScreen)
        await fill(pilot, "OSG De Linde", "E. Vos")
        app.screen.query_one(Lines).go_to("S004")
        await pilot.press("enter", "enter")
        await fill(pilot, OWN, OWN)
        assert everything(app) == []
        await make(pilot)
        assert "herstelblad 2026-11-25.docx" in page(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        store = app.store
        assert store is not None
        school = store.school.school()
        assert (school.name, school.coordinator) == ("OSG De Linde", "E. Vos")
        assert store.contacts.get(school.coordinator_id).has_role("oco")
        s004 = next(each for each in presets() if each.code == "S004")
        assert [kind.name for kind in store.school.kinds()] == [kind.name for kind in s004.kinds]
        assert "kerstvakantie" in {period.name for period in store.school.calendar().holidays}
        assert store.desk.to_undo() is None, "the set-up itself cannot be undone"
        app.leave()
    Vault.open(app.path, OWN, known=KNOWN_REVISIONS).close()
    sheet = next(path for path in everything(app) if path.suffix == ".docx")
    text = zipfile.ZipFile(sheet).read("word/document.xml").decode()
    assert "OSG De Linde" in text and "kluis.sotdesk" in text
    assert not any(word in text for word in OWN.split() if len(word) > 5)


async def test_without_a_sheet(app: SotDesk) -> None:
    async with app.run_test() as pilot:
        await to_sheet(pilot)
        app.screen.query_one(Pick).value = "no"
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one(DonePage).display)
    assert [path.name for path in everything(app)] == ["kluis.sotdesk"], "stopped here, it is closed"


async def test_five_words_are_proposed_and_r_gives_others(app: SotDesk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_passphrase(pilot)
        await pilot.press("escape")

        def proposed() -> list[str]:
            return str(app.screen.query_one("#proposed", Static).content).split()

        first = proposed()
        assert len(first) == WORDS_PROPOSED and set(first) <= set(dutch_words())
        assert "Niemand kan deze zin terughalen" in page(app)
        await pilot.press("r")
        assert proposed() != first
        await pilot.press("enter")
        await fill(pilot, " ".join(proposed()), " ".join(proposed()))
        assert app.screen.query_one(Pick).has_focus, "the proposal is strong enough"


async def test_a_weak_phrase_is_told_while_typing_and_refused(app: SotDesk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_passphrase(pilot)
        first = app.focused
        first.value = "juf marieke"  # type: ignore[union-attr]
        await until(pilot, lambda: "van 52 bits" in page(app))
        await pilot.press("enter")
        assert app.focused is first and "✗ Nog te makkelijk" in page(app)
        first.value = "de linde e. vos de linde"  # type: ignore[union-attr]
        await pilot.press("enter")
        assert app.focused is first, "names of the school are guessed first"
        await fill(pilot, OWN, OWN + "x")
        assert "niet gelijk" in page(app)
        assert all(line.password for line in app.screen.query("#first, #second"))  # type: ignore[attr-defined]
        await pilot.press("ctrl+t")
        assert not any(line.password for line in app.screen.query("#first, #second"))  # type: ignore[attr-defined]


async def test_names_are_needed(app: SotDesk) -> None:
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert app.focused is not None and app.focused.id == "school"
        assert "Vul de naam van de school in." in page(app)
        await fill(pilot, "OSG De Linde", " ")
        assert app.focused.id == "coordinator" and "Vul je eigen naam in." in page(app)


@pytest.mark.parametrize("pages", range(5))
async def test_leaving_at_any_page_leaves_nothing(app: SotDesk, pages: int) -> None:
    steps = (("OSG De Linde", "E. Vos"), (), (), (OWN, OWN))
    async with app.run_test(size=(80, 24)) as pilot:
        for lines in steps[:pages]:
            await fill(pilot, *lines)
            if not lines:
                await pilot.press("enter")
        for _ in range(pages):
            await pilot.press("escape")
        assert app.is_running and app.screen.query_one("#school-page").display
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_running)
    assert everything(app) == [] and not app.path.parent.exists()


async def test_esc_keeps_what_was_filled_in(app: SotDesk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_sheet(pilot)
        await pilot.press("escape", "escape", "escape", "escape")
        assert app.screen.query_one("#school").value == "OSG De Linde"  # type: ignore[attr-defined]


async def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_left(app: SotDesk, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_sheet(pilot)
        app.screen.query_one("#folder").value = str(tmp_path / "bestand" / "map")  # type: ignore[attr-defined]
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Kies een andere map" in page(app))
        assert not app.path.exists()
        app.screen.query_one("#folder").value = str(tmp_path / "map")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one(DonePage).display)


async def test_when_the_vault_cannot_be_made_the_sheet_goes_too(app: SotDesk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_sheet(pilot)
        app.path.parent.write_text("")  # a file where the folder must come
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "✗" in page(app))
        assert not [path for path in everything(app) if path.suffix == ".docx"]


async def test_the_passphrase_does_not_stay(app: SotDesk) -> None:
    async with app.run_test() as pilot:
        await to_sheet(pilot)
        await make(pilot)
        assert [line.value for line in app.screen.query("#first, #second")] == ["", ""]  # type: ignore[attr-defined]
