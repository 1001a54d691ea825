"""The items at the table, by key and by line: a pupil on the spot, split, one talk about several, `&lina`, pauses."""

from datetime import date, datetime, timedelta

import pytest
from tests.ui.conftest import Reopen
from tests.ui.test_meeting import DAVI, YARA, AtTable, begin, fill  # noqa: F401
from tests.ui.waiting import until

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.item_numbers import numbers
from sotdesk.domain.meetings import ItemState
from sotdesk.domain.students import Student
from sotdesk.screens.meeting import MeetingScreen
from sotdesk.screens.meeting_together import TogetherForm
from sotdesk.screens.signal import SignalForm
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, texts

ROOS = Student("roos", "040125", "Roos", "", "Dam", "3M2")


def agenda(table: AtTable) -> list[str]:
    known = numbers(table.meeting.items)
    return [f"{known[item.id]} {item.shown}" for item in table.meeting.items]


def shown(table: AtTable) -> str:
    item = table.meeting.item(table.screen.item_id)
    return item.shown if item else ""


# ---------------------------------------------------------------- /+noor 3m2


async def test_a_pupil_on_the_spot_in_one_line_and_gone_in_one_step(begin) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """meeting-story.md 14:22: `/+noor 3m2` Enter, go on typing."""
    async with begin() as table:
        table.screen.box.line.value = "/+noor 3m2"
        await table.pilot.pause()
        assert "nieuwe leerling Noor 3M2, voorlopig, met een casus (signaal)" in table.preview
        await table.press("enter")
        assert shown(table) == "Noor"
        assert table.preview == "Noor staat erbij, voorlopig, met een casus (signaal). Ctrl+Z haalt dat weg."
        assert table.screen.box.line.has_focus
        await table.line("verteld aan de mentor")
        assert table.rows() == ["13:24 verteld aan de mentor"]
        table.screen.box.line.value = "half get"
        await table.pilot.pause()
        table.screen.box.line.value = ""
        await table.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert not any("Noor" in row for row in agenda(table))
        assert shown(table) == "Yara A."
        assert not any(s.first_name == "Noor" for s in table.store.students.all())


async def test_what_is_half_typed_about_him_does_not_go_along_when_he_is_undone(begin) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """ui.md: a half-typed line may never go along to another pupil."""
    async with begin() as table:
        await table.line("/+noor 3m2")
        table.screen.box.line.value = "over Noor"
        await table.press("escape", "u", "u")
        assert shown(table) == "Yara A."
        assert table.screen.box.line.value == ""


async def test_who_is_there_already_is_gone_to_and_who_is_known_is_taken(begin) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    async with begin() as table:
        table.store.students.add([ROOS])
        table.screen.reload()
        await table.line("/+davi 3m2")
        assert shown(table) == "Davi P."
        before = len(agenda(table))
        await table.line("/+roos 3m2")
        assert shown(table) == "Roos D."
        assert len(agenda(table)) == before + 1
        assert len(table.store.students.all()) == 3
        await table.line("/+roos")
        assert table.screen.box.line.value == "/+roos"


# ---------------------------------------------------------------- … &davi


async def test_a_line_about_both_stands_with_both_and_is_corrected_where_it_was_typed(begin) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    async with begin() as table:
        await table.line("samen naar school &davi")
        assert table.rows() == ["13:24 samen naar school  ook bij Davi P. 3M2"]
        await table.line("/davi")
        await table.line("iets van Davi zelf")
        assert table.rows() == ["13:24 samen naar school  bij 2 Yara A.", "13:24 iets van Davi zelf"]
        await table.press("up", "up", "x")
        assert "hoort bij 2" in table.preview
        assert len(table.rows()) == 2
        await table.press("enter")
        assert shown(table) == "Yara A."
        assert table.screen.box.line.value == "samen naar school &davi"
        await table.line("alleen naar school")
        assert table.rows() == ["13:24 alleen naar school"]
        await table.line("/davi")
        assert table.rows() == ["13:24 iets van Davi zelf"]


async def test_both_mentors_are_named_before_it_is_kept(begin) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    async with begin() as table:
        table.store.contacts.save(Contact("", "K. Vos", (Role("mentor", classes=("3M2",)),)))
        table.screen.reload()
        table.screen.box.line.value = "@mentor belt >vr &davi"
        await table.pilot.pause()
        assert "mentor (M. Bos) · mentor (K. Vos)" in table.preview
        assert "ook bij Davi P. 3M2" in table.preview


# ---------------------------------------------------------------- s, g, d


async def test_split_goes_to_a_new_part_and_undo_brings_the_line_back(begin) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """meeting-story.md 13:24: `-moeder`, `Esc s` splits."""
    async with begin() as table:
        await table.line("slaapt slecht")
        table.screen.box.line.value = "half over het eerste deel"
        await table.press("escape", "s")
        assert agenda(table)[1:4] == ["2 Yara A.", "2b Yara A.", "3 Davi P."]
        assert table.screen.box.line.has_focus and table.screen.box.line.value == ""
        assert table.preview.startswith("Deel 2b")
        await table.line("zonder moeder")
        assert table.meeting.items[2].state is ItemState.BUSY
        await table.line("/2")
        assert table.screen.box.line.value == "half over het eerste deel"
        table.screen.box.line.value = ""
        await table.line("/2b")
        assert table.rows() == ["13:24 zonder moeder"]
        assert any(row.split()[:2] == ["▸", "2b"] for row in table.rows("agenda"))


async def test_one_talk_siblings_first_with_two_keys_after_g(begin) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    """product.md §4: `g` one talk about several pupils; their own items go into it, u parts them."""
    async with begin() as table:
        table.store.students.add([ROOS])
        table.store.students.set_family(["yara", "roos"])
        await table.line("/davi")
        table.screen.box.line.value = "half over Davi"
        await table.press("pageup", "escape", "g")
        form = table.desk.screen
        assert isinstance(form, TogetherForm)
        rows = texts(form.query_one("#found", Lines).options)
        assert [row.split()[0] for row in rows] == ["Roos", "Davi"]
        assert rows[0].endswith("broer of zus") and rows[1].endswith("punt 3")
        await table.press("down", "enter", "enter")
        await until(table.pilot, lambda: isinstance(table.desk.screen, MeetingScreen))
        assert agenda(table)[1] == "2 Yara A. + Davi P."
        assert not any(row.endswith(" Davi P.") and "+" not in row for row in agenda(table))
        assert table.screen.box.line.value == "half over Davi"
        table.screen.box.line.value = ""
        await table.line("samen besproken")
        assert set(table.store.table.lines(table.screen.item_id)[0].student_ids) == {"yara", "davi"}
        await table.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert agenda(table)[1:3] == ["2 Yara A.", "3 Davi P."]


async def test_put_off_stands_on_the_next_agenda_and_comes_back(begin) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    async with begin() as table:
        following = next(m for m in table.store.meetings.heads() if m.day == date(2026, 12, 16))
        await table.press("escape", "d")
        assert table.preview == "Doorgeschoven naar wo 16 dec."
        assert [i.shown for i in table.store.meetings.get(following.id).items if i.students] == ["Yara A."]
        await table.press("d")
        assert [i.shown for i in table.store.meetings.get(following.id).items if i.students] == []


# ---------------------------------------------------------------- pause


@pytest.mark.parametrize("key", [False, True])
async def test_a_closed_lid_is_pause_from_its_beginning_and_is_said(reopen: Reopen, key: bool) -> None:
    """meeting-story.md 13:50-14:10: same item, same half line, same cursor; pauze 20', charged to nobody."""
    moment = [datetime(2026, 11, 25, 13, 48).astimezone()]
    vault = reopen()
    store = Store(vault.engine, Clock(lambda: moment[0]))
    meeting_id = fill(store)
    vault.close()
    desk = SotDesk(vault.path, clock=Clock(lambda: moment[0]))
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        assert desk.store
        desk.go(("meeting", meeting_id), fresh=True)
        await pilot.pause()
        table = AtTable(desk, pilot, desk.store, meeting_id)
        await table.line("/davi")
        await table.line("vlak voor het alarm")
        moment[0] += timedelta(seconds=40)
        desk._look()
        moment[0] += timedelta(seconds=50)
        table.screen.box.line.value = "@smw huisb"
        await table.press("left")
        moment[0] += timedelta(minutes=20)
        if key:
            await pilot.press("y")
        else:
            desk._look()
        await pilot.pause()
        assert desk.store is None
        moment[0] += timedelta(seconds=5)
        desk.opened(reopen())
        await until(pilot, lambda: isinstance(desk.screen, MeetingScreen) and desk.screen.is_mounted)
        assert desk.store
        table = AtTable(desk, pilot, desk.store, meeting_id)
        await until(pilot, lambda: "pauze 20'" in table.preview)
        assert table.screen.box.line.value == "@smw huisb"
        assert "pauze 20'" in str(table.screen.query_one("#agenda-panel").border_subtitle)
        davi = table.meeting.item(table.item("davi"))
        assert davi and davi.used_until(moment[0]) < timedelta(minutes=2)


async def test_pausing_by_hand_says_how_long(begin) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    async with begin() as table:
        await table.press("escape", "p")
        assert "pauze" in str(table.screen.query_one("#agenda-panel").border_subtitle)
        await table.press("p")
        assert table.preview.startswith("Verder na")


# ---------------------------------------------------------------- Ctrl+N


async def test_a_signal_of_someone_who_is_not_on_the_list(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store
        store.students.add([YARA, DAVI])
        await pilot.press("ctrl+n")
        assert isinstance(desk.screen, SignalForm)
        line = desk.screen.query_one("#student", Line)
        line.value = "noor"
        await pilot.pause()
        assert "Zet de klas erachter" in str(desk.screen.query_one("#found", Lines).empty)
        line.value = "noor 3m2"
        await pilot.pause()
        (row,) = texts(desk.screen.query_one("#found", Lines).options)
        assert row.startswith("Noor") and "voorlopig" in row
        await pilot.press("enter")
        desk.screen.query_one("#what", Line).value = "huilt in de les"
        await pilot.press("f2")
        await until(pilot, lambda: store.cases.signals())
        (signal,) = store.cases.signals()
        assert (signal.student.first_name, signal.student.class_name, signal.student.provisional) == (
            "Noor",
            "3M2",
            True,
        )
        last = store.desk.to_undo()
        assert last is not None
        store.desk.undo(last.batch)
        assert (store.cases.signals(), len(store.students.all())) == ((), 2)
