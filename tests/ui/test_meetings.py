"""Overleg, place 2: the list, planning with the next date, the kinds of meeting."""

from datetime import date

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened, planned, rows

from sotdesk.app import SotDesk
from sotdesk.domain.calendar import Period, SchoolCalendar
from sotdesk.domain.meeting_presets import presets
from sotdesk.screens.agenda import AgendaScreen
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.meeting_forms import PlanForm
from sotdesk.screens.meeting_kinds import KindForm, KindsScreen
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines


async def test_planned_first_then_held_with_the_state_of_the_report(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        held = planned(store)
        store.table.start(held, [])
        store.meetings.carry_all([i.id for i in store.meetings.get(held).items if not i.fixed], None)
        store.table.close(held)
        store.meetings.plan(store.school.kinds()[0].id, date(2026, 12, 16))
        await go(desk, pilot, "meetings")
        assert rows(desk, "meetings") == [
            "Gepland",
            "wo 16 dec 13:00 SOT 0 leerlingen · 10 van 90 min",
            " ",
            "Gehouden",
            "wo 25 nov 13:00 SOT lokaal 112 1 leerling verslag in concept",
        ]


async def test_enter_opens_the_agenda(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await opened(desk, reopen, pilot)
        await go(desk, pilot, "meetings")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(desk.screen, AgendaScreen)


async def test_the_next_date_is_proposed_and_the_skipped_holiday_said(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        autumn = Period("bijzondere vakantie", date(2026, 12, 14), date(2026, 12, 18))
        store.school.save_calendar(SchoolCalendar((autumn,)))
        await go(desk, pilot, "meetings")
        await pilot.press("n")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, PlanForm)
        assert form.text("day") == "wo 23 dec"
        note = str(form.field("day")._note.render())
        assert note == "wo 23 dec · bijzondere vakantie overgeslagen"
        form.query_one("#start", Line).value = "9.30"
        await pilot.press("f2")
        await pilot.pause()
        (new,) = [h for h in store.meetings.heads() if h.day == date(2026, 12, 23)]
        assert (f"{new.start:%H:%M}", new.minutes, new.place) == ("09:30", 90, "lokaal 112")
        assert desk.screen.query_one("#meetings", Lines).current == new.id


async def test_a_wrong_time_is_said_at_its_field(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        await go(desk, pilot, "meetings")
        await pilot.press("e")
        await pilot.pause()
        desk.screen.query_one("#start", Line).value = "straks"
        await pilot.press("f2")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, PlanForm)
        assert str(form.field("start")._note.render()) == "✗ Typ een tijd, zoals 13:00."
        assert f"{store.meetings.get(planned(store)).start:%H:%M}" == "13:00"


async def test_removing_asks_and_enter_does_no_harm(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        await go(desk, pilot, "meetings")
        await pilot.press("x", "enter")
        await pilot.pause()
        assert len(store.meetings.heads()) == 1
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(desk.screen, ConfirmDialog)
        await pilot.press("j")
        await pilot.pause()
        assert store.meetings.heads() == ()


async def test_without_kinds_the_examples_of_both_schools_are_offered(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot, filled=False)
        await go(desk, pilot, "meetings")
        assert rows(desk, "meetings")[0].startswith("Nog geen soort overleg")
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(desk.screen, KindsScreen)
        heads = [row for row in rows(desk, "kinds") if row.startswith("Voorbeeld")]
        assert len(heads) == len(presets()) == 2
        await pilot.press("enter")
        await pilot.pause()
        (kind,) = store.school.kinds()
        assert (kind.name, kind.every_weeks, kind.members[0]) == ("SOT", 3, "oco")


async def test_an_own_kind_in_one_dialog(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot, filled=False)
        await go(desk, pilot, "kinds")
        await pilot.press("n")
        await pilot.pause()
        form = desk.screen
        assert isinstance(form, KindForm)
        form.query_one("#name", Line).value = "MDO"
        form.query_one("#members", Line).value = "oco, smw, zorgboerin"
        form.field("fixed").fill("Opening 5\nSluiting 5 laatst")
        await pilot.press("f2")
        await pilot.pause()
        (kind,) = store.school.kinds()
        assert (kind.name, kind.short, kind.members) == ("MDO", "MDO", ("oco", "smw", "zorgboerin"))
        assert [(f.title, f.minutes, f.last) for f in kind.fixed] == [
            ("Opening", 5, False),
            ("Sluiting", 5, True),
        ]
        assert kind.minutes_by_kind["nieuw"] == 20
