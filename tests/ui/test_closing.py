"""Closing: open points, one list of what is missing, reading back, adopting, correcting, the report out."""

from datetime import date

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, item, opened, planned, rows, type_in
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.meetings import ItemKind, ItemState, MeetingState
from sotdesk.paths import export_folder
from sotdesk.screens.closing import ClosingScreen
from sotdesk.screens.closing_forms import CorrectionForm, NumberForm, WhenForm, WhoForm
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.export_review import ExportReview
from sotdesk.screens.meeting_forms import PlanForm
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines


async def at_closing(desk: SotDesk, reopen: Reopen, pilot: Pilot[None], *lines: str) -> Store:
    """A running meeting: lines at Yara's item, Sem's still open."""
    store = await opened(desk, reopen, pilot)
    store.meetings.add_item(planned(store), kind=ItemKind.NEW, minutes=10, student_ids=["sem"])
    store.table.start(planned(store), [])
    for line in lines:
        type_in(store, "Yara", line)
    await go(desk, pilot, "closing", planned(store))
    return store


async def close(desk: SotDesk, pilot: Pilot[None]) -> None:
    await pilot.press("x", "a")
    await pilot.pause()
    await pilot.pause()


def left(desk: SotDesk) -> list[str]:
    return rows(desk, "todo")


async def to_report(desk: SotDesk, pilot: Pilot[None]) -> None:
    """The part about the report, which is the last one."""
    while desk.screen.focused is not desk.screen.query_one("#report"):
        await pilot.press("tab")


async def test_open_points_come_first_and_closing_waits_for_them(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "! aanmelden wijkteam")
        assert left(desk)[:2] == [
            "Nog open (1)  d doorschuiven · x vervalt · D alles",
            "Sem B. · 1B4 nieuw 10'",
        ]
        await pilot.press("a")
        await pilot.pause()
        assert store.meetings.get(planned(store)).running
        await pilot.press("escape")
        await close(desk, pilot)
        assert store.meetings.get(planned(store)).state is MeetingState.CONCEPT
        assert isinstance(desk.screen, ClosingScreen)
        assert store.meetings.get(planned(store)).item(item(store, "Sem")).state is ItemState.DROPPED  # type: ignore[union-attr]


async def test_putting_off_plans_the_next_meeting_when_there_is_none(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "! aanmelden")
        await pilot.press("D")
        await pilot.pause()
        assert isinstance(desk.screen, ConfirmDialog)
        await pilot.press("j")
        await pilot.pause()
        assert isinstance(desk.screen, PlanForm)
        await pilot.press("f2")
        await pilot.pause()
        sem = store.meetings.get(planned(store)).item(item(store, "Sem"))
        assert sem and (sem.state, sem.carried_to) == (ItemState.CARRIED, date(2026, 12, 16))
        following = store.meetings.heads()[0].id
        assert [i.shown for i in store.meetings.get(following).items if i.students] == ["Sem B."]


async def test_putting_off_to_the_planned_meeting_asks_nothing(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "! aanmelden")
        store.meetings.plan(store.school.kinds()[0].id, date(2027, 1, 6))
        await pilot.press("d")
        await pilot.pause()
        sem = store.meetings.get(planned(store)).item(item(store, "Sem"))
        assert sem and sem.carried_to == date(2027, 1, 6)
        await pilot.press("u", "u")
        await pilot.pause()
        assert left(desk)[0].startswith("Nog open (1)")


async def test_a_new_name_becomes_a_contact_with_his_role(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "@Pietersen belt moeder >vr")
        asked = next(key for key in desk.screen.query_one("#todo", Lines).keys if key.startswith("who:"))
        desk.screen.query_one("#todo", Lines).go_to(asked)
        await pilot.press("enter")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, WhoForm)
        form.query_one("#role", Line).value = "decaan"
        await pilot.press("f2")
        await pilot.pause()
        (action,) = store.actions.all()
        assert action.who == "decaan (Pietersen)" and not action.undecided
        assert next(c.internal for c in store.contacts.all() if c.name == "Pietersen")
        assert "✓ alles is ingevuld" in left(desk)


async def test_a_known_contact_is_chosen(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "@Smitje belt moeder >vr")
        desk.screen.query_one("#todo", Lines).go_to(
            next(key for key in desk.screen.query_one("#todo", Lines).keys if key.startswith("who:"))
        )
        await pilot.press("enter")
        await pilot.pause()
        desk.screen.query_one("#about", Line).value = "smw"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert store.actions.all()[0].who == "SMW (N. Smit)"


async def test_a_date_that_was_to_be_set_is_filled_in(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "@Pietersen belt moeder >z.s.m.")
        assert "Yara A. · 2H1 datum voor ‘z.s.m.’: belt moeder" in left(desk)
        desk.screen.query_one("#todo", Lines).go_to(
            next(key for key in desk.screen.query_one("#todo", Lines).keys if key.startswith("when:"))
        )
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(desk.screen, WhenForm)
        desk.screen.query_one("#due", DateLine).value = "vr"
        await pilot.press("enter")
        await pilot.pause()
        assert store.actions.all()[0].due == date(2026, 11, 27)


async def test_a_pupil_added_at_the_table_gets_his_number(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        noor = store.students.add_provisional("Noor", "3M2")
        store.meetings.add_item(planned(store), kind=ItemKind.NEW, minutes=5, student_ids=[noor.id])
        store.table.start(planned(store), [])
        await go(desk, pilot, "closing", planned(store))
        assert "Noor · 3M2 leerlingnummer ontbreekt nog" in left(desk)
        desk.screen.query_one("#todo", Lines).go_to(f"number:{noor.id}:")
        await pilot.press("enter")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, NumberForm)
        form.query_one("#number", Line).value = "040123"
        await pilot.press("f2")
        await pilot.pause()
        assert desk.screen is form  # it is Yara's: the form stays, with the sentence
        form.query_one("#number", Line).value = "040131"
        form.query_one("#last", Line).value = "Bakker"
        await pilot.press("f2")
        await pilot.pause()
        found = store.students.get(noor.id)
        assert (found.number, found.last_name) == ("040131", "Bakker")
        assert "Noor B. · 3M2 leerlingnummer ontbreekt nog" not in left(desk)


async def test_tab_goes_round_the_parts_and_the_part_is_kept_by_a_lock(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await at_closing(desk, reopen, pilot, "! aanmelden")
        await pilot.press("tab")
        screen = desk.screen
        assert isinstance(screen, ClosingScreen)
        assert screen.focused is screen.query_one("#read") and not screen.query_one("#todo-panel").display
        assert screen.address == ("closing", screen.meeting_id, "read")
        await pilot.press("shift+tab", "shift+tab")
        assert screen.focused is screen.query_one("#report")


async def test_an_item_without_result_leads_to_the_item(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "slaapt slecht")
        went: list[tuple[str, ...]] = []
        monkeypatch.setattr(desk, "go", lambda address, fresh=False: went.append(address))
        lines = desk.screen.query_one("#todo", Lines)
        lines.go_to(next(key for key in lines.keys if key.startswith("result:")))
        await pilot.press("enter")
        await pilot.pause()
        assert went == [("meeting", planned(store))]
        assert store.meetings.get(planned(store)).current_item == item(store, "Yara")


async def test_read_aloud_hides_what_is_restricted(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await at_closing(
            desk, reopen, pilot, "! aanmelden wijkteam", "( ! geheim besluit", "(( @Jansen stil >vr", "feit"
        )
        assert rows(desk, "read") == ["Yara A. · 2H1  nieuw", "! aanmelden wijkteam"]


async def test_keys_follow_the_state_of_the_meeting(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await at_closing(desk, reopen, pilot, "! aanmelden")
        screen = desk.screen
        assert screen.check_action("close", ()) and not screen.check_action("adopt", ())
        await close(desk, pilot)
        screen = desk.screen
        assert screen.check_action("adopt", ()) and not screen.check_action("close", ())
        assert not screen.check_action("correct", ())


async def test_adopting_asks_and_then_only_a_correction_changes_it(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "! aanmelden")
        await close(desk, pilot)
        await to_report(desk, pilot)
        await pilot.press("v", "enter")
        await pilot.pause()
        assert store.meetings.get(planned(store)).state is MeetingState.CONCEPT  # Enter does no harm
        await pilot.press("v", "j")
        await pilot.pause()
        assert store.meetings.get(planned(store)).state is MeetingState.ADOPTED
        assert not desk.screen.check_action("reopen", ())
        await pilot.press("c")  # from the report: first the row must be marked
        await pilot.pause()
        assert desk.screen.query_one("#read", Lines).has_focus
        await pilot.press("c")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, CorrectionForm) and form.heading == "Correctie bij Yara A. · 2H1"
        form.field("text").fill("het was vader")
        await pilot.press("f2")
        await pilot.pause()
        assert rows(desk, "read")[-1] == "= correctie wo 25 nov: het was vader"
        assert "! aanmelden" in rows(desk, "read")


async def test_a_concept_is_opened_again(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await at_closing(desk, reopen, pilot, "! aanmelden")
        await close(desk, pilot)
        went: list[tuple[str, ...]] = []
        monkeypatch.setattr(desk, "go", lambda address, fresh=False: went.append(address))
        await pilot.press("o")
        await pilot.pause()
        assert store.meetings.get(planned(store)).state is MeetingState.PAUSED
        assert went == [("meeting", planned(store))]


async def test_the_report_shows_names_of_others_before_it_leaves(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await at_closing(desk, reopen, pilot, "! Yara zit niet meer naast Lina Kamal", "( geheim")
        await close(desk, pilot)
        await to_report(desk, pilot)
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(desk.screen, ExportReview)
        (row,) = rows(desk, "mentions")
        assert row.startswith("initialen") and "Lina Kamal" in row
        await pilot.press("w", "enter")
        await pilot.pause()
        text = (export_folder() / "SOT 2026-11-25 verslag.md").read_text(encoding="utf-8")
        assert "Lina" not in text and "weggelaten" in text and "geheim" not in text


async def test_the_own_copy_holds_what_is_restricted(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await at_closing(desk, reopen, pilot, "! aanmelden", "( geheim")
        await close(desk, pilot)
        await to_report(desk, pilot)
        await pilot.press("e")
        await pilot.pause()
        assert (export_folder() / "SOT 2026-11-25 verslag eigen exemplaar.docx").stat().st_size > 1000


async def test_names_hidden(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await at_closing(desk, reopen, pilot, "! Yara's moeder belt", "@Pietersen belt Yara >z.s.m.")
        await pilot.press("f9")
        await pilot.pause()
        shown = " ".join([*left(desk), *rows(desk, "read")])
        assert "Yara" not in shown and "Sem" not in shown and "••• · 2H1" in shown
