"""At the table: the line keeps, the panels correct, move, remove and undo (product.md §4; issue: the meeting)."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

import pytest
from tests.ui.conftest import Reopen
from tests.ui.waiting import until
from textual import events
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meeting_presets import presets
from sotdesk.domain.meetings import ItemKind, ItemState, Meeting, MeetingState, Present
from sotdesk.domain.students import Student
from sotdesk.screens.meeting import MeetingScreen
from sotdesk.screens.meeting_move import MoveLineDialog
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, texts

YARA = Student("yara", "040123", "Yara", "", "Achahbar", "2H1", date(2012, 3, 4), mentor="M. Bos")
DAVI = Student("davi", "040124", "Davi", "", "Pinto", "3M2", date(2011, 5, 6), municipality="Albrandswaard")


class AtTable:
    """A running meeting about Yara and Davi, with the keys that a coordinator presses."""

    def __init__(self, desk: SotDesk, pilot: Pilot[None], store: Store, meeting_id: str) -> None:
        self.desk, self.pilot, self.store, self.id = desk, pilot, store, meeting_id

    @property
    def screen(self) -> MeetingScreen:
        assert isinstance(self.desk.screen, MeetingScreen)
        return self.desk.screen

    @property
    def meeting(self) -> Meeting:
        return self.store.meetings.get(self.id)

    def item(self, pupil: str) -> str:
        return next(i.id for i in self.meeting.items if any(s.id == pupil for s in i.students))

    def rows(self, name: str = "now") -> list[str]:
        return texts(self.screen.query_one(f"#{name}", Lines).options)

    @property
    def preview(self) -> str:
        return self.screen.box.preview.plain

    async def line(self, text: str) -> None:
        self.screen.box.line.value = text
        self.screen.box.line.cursor_position = len(text)
        await self.pilot.press("enter")
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()


Begin = Callable[[], "AsyncIterator[AtTable]"]


@pytest.fixture
def begin(desk: SotDesk, reopen: Reopen):  # type: ignore[no-untyped-def]
    @asynccontextmanager
    async def begun(size: tuple[int, int] = (120, 36)) -> AsyncIterator[AtTable]:
        async with desk.run_test(size=size) as pilot:
            desk.opened(reopen())
            assert desk.store
            meeting_id = fill(desk.store)
            desk.go(("meeting", meeting_id), fresh=True)
            await pilot.pause()
            table = AtTable(desk, pilot, desk.store, meeting_id)
            await table.line("/yara")
            yield table

    return begun


def fill(store: Store) -> str:
    store.students.add([YARA, DAVI])
    smw = store.contacts.save(Contact("", "N. Smit", (Role("smw"),)))
    store.contacts.save(Contact("", "M. Bos", (Role("mentor", classes=("2H1",)),)))
    for name, town in (("R. Pot", "Rotterdam"), ("H. Mertens", "Albrandswaard")):
        store.contacts.save(Contact("", name, (Role("lpa", municipalities=(town,)),), internal=False))
    for student in (YARA, DAVI):
        store.cases.open(student.id, question=f"Wat heeft {student.first_name} nodig?", question_by="mentor")
    kind = store.school.save_kinds(presets()[0].kinds)[0]
    before = store.meetings.plan(kind, date(2026, 11, 4))
    store.actions.add(
        ActionDraft("gesprek ouders", (Doer("mentor (M. Bos)", role="mentor"),), due=date(2026, 11, 20)),
        student_ids=["yara"],
    )
    assert before
    meeting = store.meetings.plan(kind, store.clock.today())
    store.meetings.plan(kind, date(2026, 12, 16))
    for student, minutes in ((YARA, 10), (DAVI, 20)):
        store.meetings.add_item(meeting, kind=ItemKind.PROGRESS, minutes=minutes, student_ids=[student.id])
    store.table.start(meeting, [Present("", "SMW (N. Smit)", "smw", smw, joined_at=store.clock.now())])
    return meeting


async def test_every_kind_of_line_is_kept_at_once_in_its_item(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        for line in ("ouders weten van het verzuim", "ou: slaapt slecht", "! aanmelden wijkteam", "* vaste plek",
                     "@smw huisbezoek >di >>9 dec", "? wie belt de huisarts", "( moeder is ziek", "=1"):  # fmt: skip
            await table.line(line)
        assert table.rows() == [
            "13:24 ouders weten van het verzuim",
            "ou slaapt slecht",
            "! aanmelden wijkteam",
            "* vaste plek",
            "□ SMW (N. Smit): huisbezoek di 1 dec → wo 9 dec",
            "? alleen OCO  wie belt de huisarts",
            "13:24 besloten  moeder is ziek",
            "= mentor: gesprek ouders · gedaan",
        ]
        assert table.screen.box.line.value == ""
        assert table.screen.box.line.has_focus
        stored = table.store.table.lines(table.item("yara"))
        assert [line.kind for line in stored] == [
            "fact", "voice", "decision", "advice", "action", "open", "fact", "agreed",
        ]  # fmt: skip


async def test_the_preview_says_what_was_understood_and_who_reads_it(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        assert table.preview.startswith("tekst · ! besluit")
        table.screen.box.line.value = "@smw huisbezoek plannen >di >>9 dec"
        await table.pilot.pause()
        assert table.preview == (
            "Afspraak · SMW (N. Smit) · huisbezoek plannen · uiterlijk di 1 dec · evaluatie wo 9 dec · "
            "leest: SOT, SMW, mentor"
        )


async def test_last_times_agreement_is_moved_or_dropped_and_keeps_its_number(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        assert table.rows("before")[1].startswith("1 □ mentor: gesprek ouders")
        await table.line("=1 >vr")
        action = table.store.actions.of_student("yara")[0]
        assert (action.due, [m.old for m in action.moves]) == (date(2026, 11, 27), [date(2026, 11, 20)])
        await table.line("=1 x niet meer nodig")
        action = table.store.actions.of_student("yara")[0]
        assert (action.state, action.reason) == (ActionState.DROPPED, "niet meer nodig")
        assert table.rows("before")[1].startswith("1 ✗")


async def test_a_bare_date_or_person_completes_the_last_agreement(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("@pietersen: belt ouders")
        await table.line(">vr")
        await table.line("@smw")
        made = table.store.table.lines(table.item("yara"))[-1].action
        assert made is not None
        assert (made.due, made.who) == (date(2026, 11, 27), "SMW (N. Smit)")
        assert len(table.rows()) == 1


async def test_going_to_an_item_by_name_number_or_key(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("/davi")
        assert table.screen.item_id == table.item("davi")
        await table.line("/2")
        assert table.screen.item_id == table.item("yara")
        await table.press("pagedown")
        assert table.screen.item_id == table.item("davi")
        await table.press("f6")
        assert table.screen.item_id == table.item("yara")
        await table.line("/niemand")
        assert table.screen.box.line.value == "/niemand"
        assert "Geen agendapunt" in table.preview
        assert table.rows() == []


async def test_each_item_keeps_its_own_half_typed_line(begin) -> None:  # type: ignore[no-untyped-def]
    """ui.md: a half-typed line may never go along to the next pupil."""
    async with begin() as table:
        table.screen.box.line.value = "slaapt sinds"
        await table.press("pagedown")
        assert table.screen.box.line.value == ""
        await table.press("pageup")
        assert table.screen.box.line.value == "slaapt sinds"


async def test_correcting_puts_the_new_words_in_the_old_place(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("@smw huisbezoke >di")
        await table.line("ouders werken overdag")
        await table.press("up", "up", "enter")
        assert table.screen.box.line.value == "@smw huisbezoke >di"
        await table.line("@smw huisbezoek >di")
        assert table.rows()[0].startswith("□ SMW (N. Smit): huisbezoek")
        assert len(table.rows()) == 2
        assert [a.text for a in table.store.actions.of_student("yara") if a.item_id] == ["huisbezoek"]


async def test_escape_leaves_the_old_line_as_it_was(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("rustig weekend")
        await table.press("up", "enter")
        table.screen.box.line.value = "iets anders"
        await table.press("escape")
        assert table.rows() == ["13:24 rustig weekend"]
        assert table.screen.box.line.value == ""


async def test_moving_a_line_to_another_pupil(begin) -> None:  # type: ignore[no-untyped-def]
    """meeting-story.md 13:49: the line about Sem was typed under Davi: ↑ v sem Enter."""
    async with begin() as table:
        await table.line("@mentor belt de oppas >vr")
        await table.press("up", "v")
        assert isinstance(table.desk.screen, MoveLineDialog)
        table.desk.screen.query_one("#letters", Line).value = "dav"
        await table.press("enter")
        assert table.rows() == []
        assert [line.text for line in table.store.table.lines(table.item("davi"))] == ["belt de oppas"]
        assert [a.text for a in table.store.actions.of_student("davi")] == ["belt de oppas"]
        assert "belt de oppas" not in [a.text for a in table.store.actions.of_student("yara")]


async def test_removing_and_undoing_in_three_keys(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("! aanmelden wijkteam @smw regelt dit >vr")
        assert len(table.rows()) == 2
        await table.press("up", "x")
        assert table.rows() == []
        await table.press("i", "ctrl+z", "ctrl+z")
        assert len(table.rows()) == 2
        await table.press("ctrl+z")
        assert table.rows() == []
        assert table.store.table.lines(table.item("yara")) == ()


async def test_ticking_last_times_agreement_from_the_line(begin) -> None:  # type: ignore[no-untyped-def]
    """meeting-story.md 13:07: `↑` past the lines of today, then Spatie."""
    async with begin() as table:
        await table.line("rustig weekend")
        await table.press("up", "up", "space")
        assert table.store.actions.of_student("yara")[0].state is ActionState.DONE
        await table.press("space")
        assert table.store.actions.of_student("yara")[0].state is ActionState.OPEN


async def test_clocks_go_by_lines_not_by_looking(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.press("pagedown", "pageup")
        assert [i.state for i in table.meeting.items[1:3]] == [ItemState.OPEN, ItemState.OPEN]
        await table.line("eerste regel")
        assert table.meeting.items[0].state is ItemState.DISCUSSED
        assert table.meeting.items[1].state is ItemState.BUSY


async def test_putting_off_and_pausing(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.press("escape", "d")
        item = table.meeting.items[1]
        assert (item.state, item.carried_to) == (ItemState.CARRIED, date(2026, 12, 16))
        await table.press("d")
        assert table.meeting.items[1].state is ItemState.OPEN
        await table.press("p")
        assert table.meeting.state is MeetingState.PAUSED
        await table.press("i")
        await table.line("verder")
        assert table.meeting.state is MeetingState.RUNNING


async def test_coming_and_going_with_the_time(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("/davi")
        table.screen.box.line.value = "+lpa"
        await table.pilot.pause()
        assert "LPA (H. Mertens)" in table.preview
        await table.line("+lpa")
        assert any("LPA (H. Mertens)" in row for row in table.rows("present"))
        await table.line("-smw")
        assert any(row.startswith("– SMW (N. Smit)") and "weg 13:24" in row for row in table.rows("present"))


async def test_lock_and_back_to_the_item_the_half_line_and_the_cursor(begin, reopen: Reopen) -> None:  # type: ignore[no-untyped-def]
    """product.md §4: unlocking returns to the item, the half-typed line and its cursor; locked time is pause."""
    async with begin() as table:
        await table.line("/davi")
        await table.line("een eerste regel")
        table.screen.box.line.value = "@smw huisb"
        table.screen.box.line.cursor_position = 4
        await table.pilot.pause()
        table.desk.lock()
        await table.pilot.pause()
        vault = reopen()
        table.desk.opened(vault)
        await table.pilot.pause()
        await table.pilot.pause()
        assert table.screen.item_id == table.screen.meeting.items[2].id
        assert (table.screen.box.line.value, table.screen.box.line.cursor_position) == ("@smw huisb", 4)
        assert table.screen.meeting.state is MeetingState.RUNNING


async def test_hidden_names(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("Yara's moeder belt Davi")
        await table.press("f9")
        shown = [
            *table.rows("agenda"),
            *table.rows(),
            str(table.screen.query_one("#item-panel").border_title),
        ]
        assert not any("Yara" in row or "Davi" in row or "Achahbar" in row for row in shown)
        assert any("2H1" in row for row in shown)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36), (160, 45)])
async def test_the_newest_line_is_always_in_view(begin, size: tuple[int, int]) -> None:  # type: ignore[no-untyped-def]
    """ui.md: test each screen with more lines than fit, that is where the newest line vanished."""
    async with begin(size) as table:
        for number in range(30):
            table.store.table.keep(table.item("yara"), table.screen._item_line.read(f"feit nummer {number}"))
        table.screen.reload()
        await table.line("het allernieuwste feit")
        now = table.screen.query_one("#now", Lines)
        assert now.scroll_offset.y == now.max_scroll_y
        box = table.screen.query_one("#now-box").content_region
        assert now.region.bottom <= box.bottom


async def test_a_paste_keeps_all_its_lines_and_what_was_wiped_returns(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        table.screen.box.line.value = "half getypt"
        table.screen.box.line.cursor_position = 11
        await table.press("ctrl+u")
        assert table.screen.box.line.value == ""
        await table.press("ctrl+z")
        assert table.screen.box.line.value == "half getypt"


async def test_an_adopted_report_takes_no_line(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        for item in table.meeting.items:
            table.store.table.drop(item.id)
        table.store.table.close(table.id)
        table.store.meetings.adopt(table.id)
        await table.line("nog iets")
        assert table.screen.box.line.value == "nog iets"
        assert "vastgesteld" in table.preview


async def test_keys_typed_ahead_work_in_their_order(begin) -> None:  # type: ignore[no-untyped-def]
    """ui.md: a half-typed line may never go along to the next pupil, however busy the desk is."""
    async with begin() as table:
        signs = {" ": "space", ":": "colon"}
        for part in (
            "rustig weekend",
            "enter",
            "ou: slaapt",
            "enter",
            "half",
            "pagedown",
            "nieuw",
            "enter",
            "pageup",
        ):
            if part in ("enter", "pagedown", "pageup"):
                table.desk.post_message(events.Key(part, None))
            else:
                for sign in part:
                    table.desk.post_message(events.Key(signs.get(sign, sign), sign))
        await until(
            table.pilot, lambda: table.screen.item_id == table.item("yara") and not table.desk._waiting
        )
        assert table.rows() == ["13:24 rustig weekend", "ou slaapt"]
        assert [line.text for line in table.store.table.lines(table.item("davi"))] == ["nieuw"]
        assert (table.screen.item_id, table.screen.box.line.value) == (table.item("yara"), "half")


async def test_what_stood_half_typed_comes_back_after_a_correction(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("rustig weekend")
        for leave in ("escape", "enter"):
            table.screen.box.line.value = "half getypt"
            table.screen.query_one("#now", Lines).focus()
            await table.press("end", "enter")
            assert table.screen.box.line.value == "rustig weekend"
            table.desk.keep_half_typed()
            await table.press(leave)
            assert table.screen.box.line.value == "half getypt"
            assert table.rows() == ["13:24 rustig weekend"]


async def test_leaving_at_once_keeps_the_half_typed_line_as_it_is(begin) -> None:  # type: ignore[no-untyped-def]
    """It is kept every second; who leaves within that second finds the line as it was, also when it is empty."""
    async with begin() as table:
        for keys, stands in ((("a", "b"), "ab"), (("backspace", "backspace"), "")):
            await table.press(*keys, "escape", "1")
            await until(table.pilot, lambda: not isinstance(table.desk.screen, MeetingScreen))
            await table.press("2")
            await until(table.pilot, lambda: isinstance(table.desk.screen, MeetingScreen))
            await table.pilot.pause()
            assert table.screen.box.line.value == stands


async def test_a_line_about_last_times_agreement_is_corrected(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("=1")
        await table.press("up", "enter")
        assert table.screen.box.line.value == "=1"
        await table.line("=1 >vr")
        action = table.store.actions.of_student("yara")[0]
        assert (action.state, action.due) == (ActionState.OPEN, date(2026, 11, 27))


async def test_what_cannot_be_kept_returns_and_says_why(begin, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:

        def full(*_given: object) -> str:
            raise RuleError("De schijf is vol.")

        monkeypatch.setattr(table.store.table, "keep", full)
        await table.line("! stoppen")
        assert table.screen.box.line.value == "! stoppen"
        assert table.preview == "✗ De schijf is vol."
        await table.press("x")
        assert table.preview.startswith("Besluit")


@pytest.mark.parametrize(
    "line,asked", [("@smw belt", "Wanneer?"), ("belt >vr", "Wie doet het?"), ("feit", "tekst ·")]
)
async def test_what_an_agreement_lacks_is_asked_under_the_line(begin, line: str, asked: str) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line(line)
        assert asked in table.preview


async def test_tab_goes_round_the_panels_and_never_into_the_line(begin) -> None:  # type: ignore[no-untyped-def]
    async with begin() as table:
        await table.line("rustig weekend")
        await table.press("escape")
        seen = []
        for _ in range(4):
            await table.press("tab")
            seen.append(table.screen.focused.id if table.screen.focused else "")
        assert seen == ["before", "now", "agenda", "before"]
        await table.press("i")
        assert table.screen.box.line.has_focus


async def test_the_head_hangs_and_what_lacks_fits_at_any_width(begin) -> None:  # type: ignore[no-untyped-def]
    """A long hulpvraag goes on under its own text; `ontbreekt:` drops whole words, never half a one."""
    async with begin() as table:
        table.store.cases.edit(
            next(c.id for c in table.store.cases.all() if c.student.id == "yara"),
            question="Wat heeft Yara nodig om weer elke dag naar de les te gaan?",
        )
        table.screen.reload()
        await table.line("ouders weten van het verzuim")
        await table.line("@smw belt")
        await table.pilot.pause()
        head = table.screen.query_one("#head", Lines)
        first, second = (head.render_line(y).text for y in (0, 1))
        assert first.startswith("  Hulpvraag  Wat heeft")
        assert second.startswith(" " * 13) and second[13] != " "
        said = table.screen.query_one("#lacks").render_line(0).text.strip()
        assert said == "ontbreekt: datum, evaluatiemoment +1"
        await table.pilot.resize_terminal(80, 24)
        lacks = table.screen.query_one("#lacks")
        whole = "erbij: SMW  ontbreekt: datum, evaluatiemoment, stem leerling"
        await until(table.pilot, lambda: lacks.render_line(0).text.strip() == whole)
