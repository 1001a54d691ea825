"""A contact moment (issue 4, 2): a call with mother, kept line by line; a version; what only works in a meeting."""

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened, rows
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.cases import Guardian
from sotdesk.domain.moments import GOES_NOWHERE
from sotdesk.screens.case import CaseScreen
from sotdesk.screens.dialogs import FormDialog
from sotdesk.screens.moment import MomentScreen
from sotdesk.screens.reading import ReadingScreen
from sotdesk.screens.unlock import UnlockScreen
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.capture_box import CaptureBox
from sotdesk.widgets.lines import Lines, texts


async def calling(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> tuple[Store, str]:
    """Yara's card, and `n` `c` on it."""
    store = await opened(desk, reopen, pilot)
    store.students.save_guardian("yara", Guardian("", "K. Achterberg", "moeder", True))
    case_id = store.cases.open("yara")
    await go(desk, pilot, "case", case_id)
    await pilot.press("n", "c")
    await until(pilot, lambda: isinstance(desk.screen, MomentScreen) and isinstance(desk.focused, Capture))
    return store, case_id


def box(desk: SotDesk) -> CaptureBox:
    return desk.screen.query_one(CaptureBox)


async def typed(desk: SotDesk, pilot: Pilot[None], *lines: str) -> None:
    """Each line with its own Enter."""
    for line in lines:
        box(desk).line.value = line
        await pilot.press("enter")
        await pilot.pause()


async def test_a_call_with_mother_from_first_line_to_filter(desk: SotDesk, reopen: Reopen) -> None:
    """Issue 4, the journey of point 2: three lines with Enter, an agreement, a restricted line, a version, a filter."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id = await calling(desk, reopen, pilot)
        assert not any(e.kind == "gesprek" for e in store.cases.get(case_id).timeline), (
            "looking keeps nothing"
        )
        await typed(
            desk, pilot, "moeder: slaapt slecht sinds de zomer", "( vader is weg", "@smw belt moeder >vr",
            "(( eigen gedachte",
        )  # fmt: skip
        assert rows(desk, "said") == [
            "moeder slaapt slecht sinds de zomer",
            "13:24 besloten  vader is weg",
            "□ SMW (N. Smit): belt moeder vr 27 nov",
            "13:24 alleen OCO  eigen gedachte",
        ]
        assert "Besproken ouders ja · nog niet gezegd: leerling" in rows(desk, "about")
        await pilot.press("up", "up", "up", "up", "enter")
        assert box(desk).line.value == "moeder: slaapt slecht sinds de zomer"
        await typed(desk, pilot, "moeder: slaapt slecht sinds april")
        assert rows(desk, "said")[0] == "moeder slaapt slecht sinds april"
        await pilot.press("escape", "h")
        await until(pilot, lambda: isinstance(desk.screen, ReadingScreen))
        shown = str(desk.screen.query_one("#reading Static").render())
        assert (
            "13:24 moeder: slaapt slecht sinds de zomer" in shown and "besloten 13:24 ( vader is weg" in shown
        )
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(desk.screen, CaseScreen))
        assert [row for row in rows(desk, "timeline") if "gesprek" in row or "besloten" in row] == [
            "wo 25 nov gesprek moeder (K. Achterberg): slaapt slecht sinds april tel.",
            "vader is weg besloten",
        ]
        assert rows(desk, "agreements") == ["□ SMW: belt moeder vr 27 nov"]
        await pilot.press("f")
        desk.screen.query_one("#filter").value = "gesprek vader"  # type: ignore[attr-defined]
        await until(pilot, lambda: len(desk.screen.query_one("#timeline", Lines).keys) == 1)


async def test_what_works_only_in_a_meeting_says_so_and_changes_nothing(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id = await calling(desk, reopen, pilot)
        await typed(desk, pilot, "/davi")
        assert box(desk).line.value == "/davi" and GOES_NOWHERE in box(desk).preview.plain
        box(desk).line.value = "uit: volgen "
        await until(pilot, lambda: "bewaard als tekst" in box(desk).preview.plain)
        assert "leest: SOT" in box(desk).preview.plain
        await typed(desk, pilot, "uit: volgen")
        assert store.cases.get(case_id).status.value == "signaal"
        assert rows(desk, "said") == ["13:24 uit: volgen"]


async def test_a_file_for_the_coordinator_alone_says_so_while_typing(desk: SotDesk, reopen: Reopen) -> None:
    """Issue 4 point 7."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id = await calling(desk, reopen, pilot)
        store.cases.edit(case_id, confidentiality="alleen OCO")
        await go(desk, pilot, "moment", "yara")
        box(desk).line.value = "moeder: belt zelf "
        await until(pilot, lambda: "leest: alleen OCO" in box(desk).preview.plain)


async def test_why_nobody_was_told_is_asked(desk: SotDesk, reopen: Reopen) -> None:
    """domain.md §11: besproken met leerling/ouders ja/nee + waarom niet."""
    async with desk.run_test(size=(120, 36)) as pilot:
        await calling(desk, reopen, pilot)
        await typed(desk, pilot, "mentor: merkt niets")
        await pilot.press("f2")
        form = desk.screen
        assert isinstance(form, FormDialog)
        form.field("channel").fill("huisbezoek")
        form.field("parents").fill("nee")
        await pilot.press("f2")
        assert desk.screen is form, "a reason is asked"
        form.field("why").fill("eerst met SMW")
        await pilot.press("f2")
        await until(pilot, lambda: desk.screen is not form)
        assert rows(desk, "about")[0].startswith("Hoe huisbezoek")
        assert "Besproken ouders nee: eerst met SMW · nog niet gezegd: leerling" in rows(desk, "about")


async def test_half_typed_waits_and_undo_gives_a_new_moment(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store, case_id = await calling(desk, reopen, pilot)
        box(desk).line.value = "moeder: half"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(desk.screen, CaseScreen))
        await pilot.press("n", "c")
        await until(
            pilot, lambda: isinstance(desk.screen, MomentScreen) and box(desk).line.value == "moeder: half"
        )
        await pilot.press("enter", "ctrl+z", "ctrl+z")
        await until(pilot, lambda: rows(desk, "said")[0].startswith("Typ wat"))
        assert not [e for e in store.cases.get(case_id).timeline if e.kind == "gesprek"]


async def test_after_a_lock_a_line_that_was_being_corrected_is_still_that_line(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await calling(desk, reopen, pilot)
        await typed(desk, pilot, "moeder: belt")
        await pilot.press("up", "enter")
        box(desk).line.value = "moeder: belt morg"
        await pilot.pause()
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(desk.screen, UnlockScreen))
        vault = reopen()
        desk.opened(vault)
        await until(
            pilot,
            lambda: isinstance(desk.screen, MomentScreen) and box(desk).line.value == "moeder: belt morg",
        )
        await typed(desk, pilot, "moeder: belt morgen")
        assert rows(desk, "said") == ["moeder belt morgen"]


async def test_names_are_hidden_in_what_was_said_and_in_what_it_said_before(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await calling(desk, reopen, pilot)
        await typed(desk, pilot, "moeder: Yara slaapt niet")
        await pilot.press("up", "enter")
        await typed(desk, pilot, "moeder: Yara Achterberg slaapt weer")
        await pilot.press("escape", "f9", "h")
        await until(pilot, lambda: isinstance(desk.screen, ReadingScreen))
        shown = str(desk.screen.query_one("#reading Static").render())
        under = desk.screen_stack[-2].query_one("#said", Lines)
        said = " ".join([shown, *texts(under.options)])
        assert "•••" in said and "Yara" not in said and "Achterberg" not in said


async def test_a_line_about_another_pupil_stands_in_his_file_and_leads_to_the_moment(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await calling(desk, reopen, pilot)
        await typed(desk, pilot, "moeder: past op Lina &lina 3m2")
        assert rows(desk, "said") == ["moeder past op Lina  ook bij Lina K. 3M2"]
        await go(desk, pilot, "student", "lina")
        assert "wo 25 nov gesprek moeder (K. Achterberg): past op Lina tel." in rows(desk, "timeline")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, MomentScreen))
        assert desk.screen.in_view == ("yara", "")  # type: ignore[attr-defined]
