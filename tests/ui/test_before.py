"""Before the meeting: the agenda's bottom line, navragen, invitations, sheets per member, proposals by reason."""

from datetime import date
from pathlib import Path

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, item, opened, planned, rows
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import Doer
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.meetings import ItemKind
from sotdesk.paths import export_folder
from sotdesk.screens.agenda_before import ReasonForm, TodoLine
from sotdesk.screens.agenda_cells import Cells
from sotdesk.screens.asking import AskScreen
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.invites import InvitesScreen
from sotdesk.screens.letters import LetterReview, LettersScreen
from sotdesk.screens.prep import PrepScreen
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What went to the clipboard."""
    found: list[str] = []

    def take(_app: SotDesk, text: str) -> bool:
        found.append(text)
        return True

    monkeypatch.setattr(SotDesk, "copy_out", take)
    return found


async def before(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    """A SOT today about Yara and Lina, whose mentor M. Bos has agreements and comes in for both."""
    store = await opened(desk, reopen, pilot)
    bos = store.contacts.save(Contact("", "M. Bos", (Role("mentor", classes=("2H1", "3M2")),)))
    store.contacts.save(Contact("", "R. Kaya", (Role("lpa"),), internal=False))
    store.meetings.add_item(planned(store), kind=ItemKind.EVALUATION, minutes=10, student_ids=["lina"])
    mentor = Doer("mentor (M. Bos)", bos, "mentor")
    store.actions.add(ActionDraft("belt Yara thuis", (mentor,), due=date(2026, 11, 20)), student_ids=["yara"])
    store.actions.add(ActionDraft("let op Sami", (mentor,)), student_ids=["lina"])
    store.actions.add(ActionDraft("in vertrouwen", (mentor,), audience="restricted"), student_ids=["yara"])
    await go(desk, pilot, "agenda", planned(store))
    return store


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Each key when what the one before it did is shown."""
    for key in keys:
        await pilot.press(key)
        for _ in range(3):
            await pilot.pause()


def todo(desk: SotDesk) -> str:
    return desk.screen.query_one(TodoLine).said


def letter(desk: SotDesk) -> str:
    return str(desk.screen.query_one("#letter").visual)


async def invite(desk: SotDesk, pilot: Pilot[None], who: str, words: str) -> None:
    """Types who comes in, in the row's cell."""
    desk.screen.query_one("#items", Lines).go_to(item(desk.store, who))  # type: ignore[arg-type]
    await press(pilot, "w")
    desk.screen.query_one("#cell-invited", Line).value = words
    await press(pilot, "escape")


# --- the bottom line


async def test_the_bottom_line_leads_where_it_says(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await before(desk, reopen, pilot)
        await invite(desk, pilot, "Yara", "mentor, lpa")
        assert todo(desk) == "nog geen vraag: 2 · uit te nodigen: LPA, mentor 2H1 · afspraken navragen bij: 1"
        await press(pilot, "v")
        cells = desk.screen.query_one(Cells)
        assert cells.item and (cells.item.shown, cells.current) == ("Yara A.", "request")
        await press(pilot, "escape", "i")
        assert isinstance(desk.screen, InvitesScreen)
        await press(pilot, "escape", "o")
        assert isinstance(desk.screen, AskScreen) and desk.screen.HERE == 2
        await press(pilot, "escape", "b")
        assert isinstance(desk.screen, PrepScreen)


async def test_a_click_on_the_bottom_line_goes_there_too(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await before(desk, reopen, pilot)
        await pilot.click("#todo-line", offset=(28, 0))
        await until(pilot, lambda: isinstance(desk.screen, AskScreen))


# --- navragen


async def test_a_text_with_only_his_own_agreements(desk: SotDesk, reopen: Reopen, copied: list[str]) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await before(desk, reopen, pilot)
        await press(pilot, "o")
        assert rows(desk, "people") == ["Nog na te vragen  1", "□ mentor (M. Bos) 1 te laat"]
        panel = desk.screen.query_one("#letter-panel")
        assert "1 besloten afspraak niet in deze tekst" in str(panel.border_subtitle)
        await press(pilot, "c")
        assert isinstance(desk.screen, LetterReview)  # Sami is named
        await press(pilot, "enter")
        assert copied == [
            "Open afspraken van M. Bos\n\n"
            "Hoe staat het met deze afspraken? Graag een reactie vóór het overleg van wo 25 nov, 13:00.\n\n"
            "Y.A. (2H1)\n- belt Y.A. thuis: uiterlijk vr 20 nov (voorbij)\n\n"
            "L.K. (3M2)\n- let op S.K.: nog geen datum\n"
        ]


async def test_asked_is_kept_with_the_agreement(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await before(desk, reopen, pilot)
        await press(pilot, "o", "space")
        assert rows(desk, "people") == ["Gevraagd  1", "✓ mentor (M. Bos) gevraagd wo 25 nov"]
        assert [a.asked_on for a in store.actions.all() if a.audience == "sot"] == [date(2026, 11, 25)] * 2
        await press(pilot, "escape")
        assert todo(desk) == "nog geen vraag: 2"
        await press(pilot, "u", "u")
        assert "afspraken navragen bij: 1" in todo(desk)


async def test_from_afspraken_everyone_and_what_was_marked(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await before(desk, reopen, pilot)
        await go(desk, pilot, "actions")
        await press(pilot, "a", "t")
        assert isinstance(desk.screen, AskScreen) and rows(desk, "people")[0] == "Nog na te vragen  1"
        await press(pilot, "space", "escape")
        assert any("gevraagd wo 25 nov" in row for row in rows(desk, "actions"))


@pytest.mark.parametrize(("key", "name"), [("p", "docx"), ("m", "md")])
async def test_a_text_on_paper(desk: SotDesk, reopen: Reopen, key: str, name: str) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await before(desk, reopen, pilot)
        await press(pilot, "o", key, "enter")
        assert isinstance(desk.screen, ConfirmDialog)
        made = (export_folder() / f"2026-11-25 navragen M. Bos.{name}").read_bytes()
        assert made and (key == "p" or (b"Yara" not in made and b"vertrouwen" not in made))


# --- invitations


async def test_one_invitation_with_both_times(desk: SotDesk, reopen: Reopen, copied: list[str]) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await before(desk, reopen, pilot)
        await invite(desk, pilot, "Yara", "mentor")
        await invite(desk, pilot, "Lina", "M. Bos, Jansen")
        assert rows(desk, "items")[1].startswith("13:05 Yara A. · 2H1 mentor nieuw")
        assert "mentor, Jansen?" in rows(desk, "items")[2]
        await press(pilot, "i")
        assert rows(desk, "people")[1:4] == [
            "□ mentor 2H1/3M2 (M. Bos)\nYara A. · 2H1, Lina K. · 3M2 13:05–13:25, 13:25–13:35",
            "□ Jansen\nLina K. · 3M2 13:25–13:35",
        ]
        await press(pilot, "c")
        assert "13:05–13:25 · Y.A. (2H1)\n\n13:25–13:35 · L.K. (3M2)" in copied[0]


async def test_a_changed_time_is_flagged(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await before(desk, reopen, pilot)
        await invite(desk, pilot, "Lina", "lpa")
        await press(pilot, "i", "space", "escape")
        assert "LPA ✓" in rows(desk, "items")[2] and "uit te nodigen" not in todo(desk)
        store.meetings.edit_item(item(store, "Yara"), minutes=30)
        await go(desk, pilot, "agenda", planned(store))
        assert "LPA !" in rows(desk, "items")[2] and "uit te nodigen: LPA (tijd gewijzigd)" in todo(desk)
        await press(pilot, "i")
        await until(pilot, lambda: isinstance(desk.screen, InvitesScreen))
        assert rows(desk, "people") == [
            "Tijd gewijzigd sinds uitnodiging  1",
            "! LPA (R. Kaya)\nLina K. · 3M2  was 13:25–13:35 13:35–13:45",
            " ", "Voorstel  a neem over · A alles",
            "+ mentor (M. Bos)\nYara A. · 2H1: nieuw, de mentor licht de vraag toe",
            "+ mentor (M. Bos)\nLina K. · 3M2: evaluatie, de mentor weet wat het opleverde",
        ]  # fmt: skip
        assert "was 13:25–13:35" in letter(desk) and "L.K." not in letter(desk)


async def test_proposed_people_are_taken_over_or_taken_away(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await before(desk, reopen, pilot)
        await press(pilot, "i", "a")
        assert [i.label for i in store.invites.of(planned(store))] == ["mentor (M. Bos)"]
        await press(pilot, "A")
        assert len(store.invites.of(planned(store))) == 2
        desk.screen.query_one("#people", Lines).go_to(store.invites.people(planned(store))[0].key)
        await press(pilot, "x")
        assert store.invites.of(planned(store)) == ()
        await press(pilot, "u", "u")
        assert len(store.invites.of(planned(store))) == 2


async def test_his_own_times_for_a_calendar(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await before(desk, reopen, pilot)
        await invite(desk, pilot, "Lina", "lpa")
        await press(pilot, "i", "k")
        made = (export_folder() / "SOT 2026-11-25 uitnodiging R. Kaya.ics").read_bytes()
        assert b"T132500" in made and made.count(b"BEGIN:VEVENT") == 1
        for word in (b"Lina", b"L.K.", b"3M2", b"Yara", b"Kaya", b"130500"):
            assert word not in made


async def test_at_the_table_he_is_expected_for_his_slot(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await before(desk, reopen, pilot)
        await invite(desk, pilot, "Yara", "lpa")
        store.table.start(planned(store), [])
        store.table.go_to(item(store, "Yara"))
        await go(desk, pilot, "meeting", planned(store))
        assert "verwacht: LPA 13:05" in rows(desk, "present")
        await press(pilot, *"+lpa", "enter")
        await until(pilot, lambda: "verwacht: LPA 13:05" not in rows(desk, "present"))
        assert any("LPA (R. Kaya)" in row for row in rows(desk, "present"))


# --- sheets


async def test_each_member_his_own_sheet(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await before(desk, reopen, pilot)
        store.meetings.edit_item(item(store, "Yara"), request="wijkteam voor Yara?")
        await press(pilot, "b")
        assert rows(desk, "people") == ["SMW (N. Smit) 4 punten", "SVK (K. Dam) 4 punten"]
        assert "Vraag aan het SOT: wijkteam voor Y.A.?" in letter(desk) and "belt" not in letter(desk)
        await press(pilot, "m", "n")
        assert rows(desk, "people")[0] == "SMW (N. Smit) gemaakt wo 25 nov 4 punten"
        made = Path(export_folder() / "SOT 2026-11-25 voorbereiding N. Smit.md").read_text(encoding="utf-8")
        assert "Y.A. (2H1)" in made and "Yara" not in made


# --- proposals by reason


async def test_proposals_are_taken_over_by_reason(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await before(desk, reopen, pilot)
        store.cases.open("sami")
        store.actions.add(ActionDraft("x", due=date(2026, 11, 20)), student_ids=["sami"])
        await go(desk, pilot, "agenda", planned(store))
        await press(pilot, "r")
        assert isinstance(desk.screen, ReasonForm)
        assert rows(desk, "reasons") == ["2 nieuw"]
        await press(pilot, "enter")
        shown = rows(desk, "items")
        assert any("Sem B." in row for row in shown) and any("Sami K." in row for row in shown)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_names_hide_and_nothing_is_cut_off(
    desk: SotDesk, reopen: Reopen, size: tuple[int, int]
) -> None:
    async with desk.run_test(size=size) as pilot:
        await before(desk, reopen, pilot)
        await invite(desk, pilot, "Yara", "mentor, lpa")
        for key in ("i", "o", "b"):
            await press(pilot, key)
            screen = desk.screen
            assert isinstance(screen, LettersScreen)
            for panel in screen.query("Panel"):
                assert panel.region.right <= size[0] and panel.region.height > 3
            await press(pilot, "f9")
            assert not any("Yara" in row for row in rows(desk, "people"))
            await press(pilot, "f9", "escape")


async def test_the_school_chooses_how_its_own_people_read_a_pupil(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await before(desk, reopen, pilot)
        await go(desk, pilot, "settings")
        desk.screen.query_one("#settings", Lines).go_to("names")
        await press(pilot, "enter", "right", "enter")
        assert "Leerling in teksten hele naam en klas" in rows(desk, "settings")
        await go(desk, pilot, "ask_before", planned(desk.store))  # type: ignore[arg-type]
        await until(pilot, lambda: "Yara Achterberg (2H1)" in letter(desk))
        assert "let op S.K." in letter(desk)
