"""The agenda before the meeting: edited in place, proposals, points of every kind, on paper, starting."""

from pathlib import Path

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, item, opened, planned, rows, type_in
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.meetings import ItemKind, MeetingState
from sotdesk.paths import export_folder
from sotdesk.screens.agenda import AgendaScreen
from sotdesk.screens.agenda_before import TodoLine
from sotdesk.screens.agenda_cells import Cells
from sotdesk.screens.agenda_item_form import ItemForm
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.start_form import StartForm
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel


async def agenda(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    store = await opened(desk, reopen, pilot)
    await go(desk, pilot, "agenda", planned(store))
    return store


def edge(desk: SotDesk) -> str:
    return str(desk.screen.query_one("#items-panel", Panel).border_subtitle)


async def on_yara(desk: SotDesk, pilot: Pilot[None], store: Store) -> Cells:
    desk.screen.query_one("#items", Lines).go_to(item(store, "Yara"))
    await pilot.press("enter")
    await pilot.pause()
    return desk.screen.query_one(Cells)


async def test_times_total_and_what_has_no_question(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await agenda(desk, reopen, pilot)
        assert rows(desk, "items") == [
            "13:00 Opening 5 ", "13:05 Yara A. · 2H1 nieuw 20  –", "13:25 Rondvraag 5 "]  # fmt: skip
        assert edge(desk) == "1 leerling · 30 van 90 min"
        assert desk.screen.query_one(TodoLine).said == "nog geen vraag: 1"


async def test_a_row_is_edited_in_place(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        cells = await on_yara(desk, pilot, store)
        assert cells.current == "request"
        await pilot.press("shift+tab", "shift+tab", "right", "tab")
        assert (cells.current, cells.values["minutes"]) == ("minutes", "10")  # the minutes of voortgang
        desk.screen.query_one("#cell-minutes", Line).value = "35"
        await pilot.pause()
        assert rows(desk, "items")[2].startswith("13:40")  # before anything is kept
        await pilot.press("tab")
        desk.screen.query_one("#cell-request", Line).value = "wijkteam?"
        await pilot.press("escape")
        await pilot.pause()
        found = store.meetings.get(planned(store)).items[1]
        assert (found.kind, found.minutes, found.request) == (ItemKind.PROGRESS, 35, "wijkteam?")
        assert edge(desk) == "1 leerling · 45 van 90 min"
        assert not desk.screen.query_one(TodoLine).display
        assert desk.screen.query_one("#items", Lines).has_focus


async def test_enter_goes_down_the_column(desk: SotDesk, reopen: Reopen) -> None:
    """Eight questions are typed one after another: Enter is the next row (meeting-story, 12:49)."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        cells = await on_yara(desk, pilot, store)
        await pilot.press(*"thuis", "enter")
        await pilot.pause()
        assert cells.item and (cells.item.title, cells.current) == ("Rondvraag", "request")
        assert store.meetings.get(planned(store)).items[1].request == "thuis"
        await pilot.press("enter")
        await pilot.pause()
        assert desk.screen.query_one("#items", Lines).has_focus


async def test_questions_typed_ahead_land_in_their_own_row(desk: SotDesk, reopen: Reopen) -> None:
    """What is typed while the desk is still going to the next row belongs to that row, and is never lost."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        await on_yara(desk, pilot, store)
        for sign in ("t", "h", "u", "i", "s", "enter", "t", "o", "t", "up", "f", "f"):
            desk.post_message(events.Key(sign, sign if len(sign) == 1 else None))
        await pilot.pause(0.3)
        await pilot.press("escape")
        await pilot.pause()
        items = store.meetings.get(planned(store)).items
        assert [i.request for i in items[1:]] == ["thuisff", "tot"]


async def test_minutes_that_are_no_number_stay_in_the_cell(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        cells = await on_yara(desk, pilot, store)
        await pilot.press("shift+tab")
        desk.screen.query_one("#cell-minutes", Line).value = "lang"
        await pilot.press("enter")
        assert cells.current == "minutes"
        await pilot.press("escape")
        await pilot.pause()
        assert store.meetings.get(planned(store)).items[1].minutes == 20


async def test_letters_in_a_cell_are_text_and_never_a_key(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        await on_yara(desk, pilot, store)
        await pilot.press("x", "s", "n", "p")
        await pilot.pause()
        assert isinstance(desk.screen, AgendaScreen)
        assert len(store.meetings.get(planned(store)).items) == 3


async def test_a_half_typed_cell_survives_a_lock(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        await on_yara(desk, pilot, store)
        await pilot.press(*"wijk")
        await pilot.press("left")
        desk.lock()
        await pilot.pause()
        desk.opened(reopen())
        for _ in range(4):
            await pilot.pause()
        cells = desk.screen.query_one(Cells)
        assert cells.item and cells.values["request"] == "wijk"
        focused = desk.screen.focused
        assert isinstance(focused, Input)
        assert (focused.id, focused.cursor_position) == ("cell-request", 3)
        assert desk.store and desk.store.meetings.get(planned(desk.store)).items[1].request == ""


async def test_proposals_say_why_and_are_taken_over(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        assert rows(desk, "proposals") == ["Sem B. 1B4  nieuw\nnieuw sinds wo 25 nov"]
        await pilot.press("a")
        await pilot.pause()
        assert rows(desk, "items")[2] == "13:25 Sem B. · 1B4 nieuw 20  –"
        assert rows(desk, "proposals") == ["Niemand wacht op een plek."]
        assert store.meetings.get(planned(store)).items[-1].title == "Rondvraag"


async def test_reorder_remove_and_undo(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        desk.screen.query_one("#items", Lines).go_to(item(store, "Yara"))
        await pilot.press("minus")
        await pilot.pause()
        assert rows(desk, "items")[0].startswith("13:00 Yara")
        await pilot.press("x")
        await pilot.pause()
        assert len(rows(desk, "items")) == 2
        await pilot.press("u", "u", "u")
        await pilot.pause()
        assert rows(desk, "items")[1].startswith("13:05 Yara")


@pytest.mark.parametrize(
    ("typed", "enters", "shown"),
    [
        (["Lina", "Sami"], 1, "Lina K. + Sami K. nieuw 20"),
        (["bos"], 1, "Sem B. · 1B4 nieuw 20"),
        (["3m2"], 0, "3M2 nieuw 20"),
        (["MT-besluiten"], 0, "MT-besluiten 5"),
    ],
)
async def test_a_point_about_pupils_a_class_or_a_title(
    desk: SotDesk, reopen: Reopen, typed: list[str], enters: int, shown: str
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await agenda(desk, reopen, pilot)
        await pilot.press("n")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, ItemForm)
        for words in typed:
            form.query_one("#about", Line).value = words
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert any(shown in row for row in rows(desk, "items"))


async def test_starting_asks_who_is_there(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        went: list[tuple[str, ...]] = []
        monkeypatch.setattr(desk, "go", lambda address, fresh=False: went.append(address))
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(desk.screen, StartForm)
        assert rows(desk, "who") == ["✓ SMW (N. Smit)", "□ SVK (K. Dam) werkt niet op woensdag"]
        await pilot.press("down", "space", "enter")
        await pilot.pause()
        meeting = store.meetings.get(planned(store))
        assert meeting.state is MeetingState.RUNNING
        assert [(p.label, p.here) for p in meeting.present] == [
            ("SMW (N. Smit)", True),
            ("SVK (K. Dam)", True),
        ]
        assert went == [("meeting", meeting.id)]


@pytest.mark.parametrize(("key", "name"), [("p", "agenda.docx"), ("m", "agenda.md"), ("k", "agenda.ics")])
async def test_on_paper_says_where_it_is_and_asks_before_overwriting(
    desk: SotDesk, reopen: Reopen, key: str, name: str
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await agenda(desk, reopen, pilot)
        type_in(store, "Yara", "geheim van Yara")
        await pilot.press(key)
        await pilot.pause()
        path = export_folder() / f"SOT 2026-11-25 {name}"
        written = path.read_bytes()
        assert b"Achterberg" not in written and b"geheim" not in written
        assert isinstance(desk.screen, ConfirmDialog) and "staat klaar" in desk.screen.question
        await pilot.press("n")
        path.write_bytes(b"van iemand anders")
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(desk.screen, ConfirmDialog) and "overschrijven" in desk.screen.question
        await pilot.press("enter")
        await pilot.pause()
        assert Path(path).read_bytes() == b"van iemand anders"


async def test_names_hidden_also_in_the_questions(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await agenda(desk, reopen, pilot)
        store.meetings.edit_item(item(store, "Yara"), request="kan Yara's moeder erbij?")
        await pilot.press("f9")
        await pilot.pause()
        assert rows(desk, "items")[1] == "13:05 ••• · 2H1 nieuw 20  kan ••• moeder erbij?"
        assert "Sem" not in " ".join(rows(desk, "proposals"))


@pytest.mark.parametrize("width", [80, 100, 120])
async def test_a_pupils_name_never_drops(desk: SotDesk, reopen: Reopen, width: int) -> None:
    async with desk.run_test(size=(width, 24)) as pilot:
        await agenda(desk, reopen, pilot)
        row = desk.screen.query_one("#items", Lines)
        assert "Yara A. · 2H1" in row.render_line(1).text
        assert "nieuw" in row.render_line(1).text
