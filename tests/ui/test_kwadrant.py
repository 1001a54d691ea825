"""The kwadrant of one pupil: entering by keys, an instrument in one go, samenhang, what a figure rests on."""

from datetime import date, timedelta

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, opened, planned, rows
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.kwadrant_rules import Value
from sotdesk.screens.dialogs import AskDialog
from sotdesk.screens.kwadrant import KwadrantScreen
from sotdesk.screens.kwadrant_cells import KwadrantCells
from sotdesk.screens.kwadrant_forms import BesideForm, InstrumentForm, SinceForm
from sotdesk.screens.reading import ReadingScreen
from sotdesk.screens.support_forms import SupportForm

YARA, TODAY = "yara", date(2026, 11, 25)
CARE, USUAL, STRONG, UNKNOWN = Value


async def kwadrant(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    """Yara's kwadrant, over her card."""
    store = await opened(desk, reopen, pilot)
    await go(desk, pilot, "case", store.cases.open(YARA))
    await pilot.press("k")
    await until(pilot, lambda: isinstance(desk.screen, KwadrantScreen) and desk.screen.focused is not None)
    await pilot.pause()
    return store


def cells(desk: SotDesk) -> KwadrantCells:
    return desk.screen.query_one(KwadrantCells)


def line(desk: SotDesk, words: str) -> str:
    """The line of the four cells that holds these words."""
    return next(line for line in cells(desk).texts if words in line)


async def test_arrows_and_letters_fill_it_in_and_u_takes_it_back(desk: SotDesk, reopen: Reopen) -> None:
    """Issue 5 point 6: arrows, a letter, Enter for the note."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await kwadrant(desk, reopen, pilot)
        assert "│▌ ?  ╌╌╌╌╌╌ oordeel" in line(desk, "oordeel")
        await pilot.press("right", "z", "down", "down", "g", "down", "down", "s")
        found = store.kwadrant.of_student(YARA)
        assert {p: s.value for p, s in found.standings.items() if s.value.known} == {
            "willen": CARE, "willen.motivatie": USUAL, "doen": STRONG,
        }  # fmt: skip
        assert "Willen  · zorg" in line(desk, "Willen")
        await pilot.press("o")
        assert store.kwadrant.of_student(YARA)["doen"].value is UNKNOWN
        await pilot.press("u", "u")
        assert store.kwadrant.of_student(YARA)["doen"].value is STRONG
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, BesideForm))
        fill(desk, note="drie weken op tijd", who="docenten")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, KwadrantScreen))
        now = store.kwadrant.of_student(YARA)["doen"].now
        assert now is not None and (now.note, now.who) == ("drie weken op tijd", "docenten")


async def test_an_instrument_in_one_go_and_where_a_figure_comes_from(desk: SotDesk, reopen: Reopen) -> None:
    """Points 1 and "How good": raw stays raw, a suggestion is ticked, every figure traces to instrument and date."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await kwadrant(desk, reopen, pilot)
        await pilot.press("right", "down", "i")
        await until(pilot, lambda: isinstance(desk.screen, InstrumentForm))
        fill(desk, motivatie="12", welbevinden="8")
        await pilot.press("f2")
        assert isinstance(desk.screen, InstrumentForm) and store.kwadrant.of_student(YARA).empty
        fill(desk, motivatie="2")
        await pilot.press("f4")
        assert set(fill(desk).text("take").split("|")) == {"motivatie", "welbevinden"}, (
            "all that is suggested"
        )
        await pilot.press("f4")
        assert not fill(desk).text("take")
        fill(desk, take="motivatie")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, KwadrantScreen))
        found = store.kwadrant.of_student(YARA)
        assert [(m.scale, m.raw) for m in found.measured] == [("motivatie", "2"), ("welbevinden", "8")]
        assert (found["willen.motivatie"].value, found["willen.welbevinden"].value) == (CARE, UNKNOWN)
        await until(pilot, lambda: "* SAQI: alleen voor wie direct" in "".join(cells(desk).texts))
        assert "motivatie *" in line(desk, "motivatie")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(desk.screen, ReadingScreen))
        said = str(desk.screen.query_one(Static).render())
        assert "gemeten  SAQI welbevinden 8 (norm 1–9, geen cijfer) · wo 25 nov" in said
        assert "stelt voor: sterk" in said and "alleen voor wie direct betrokken is" in said and "P43" in said


async def test_samenhang_asks_and_her_conclusion_becomes_a_measure_or_an_agenda_item(
    desk: SotDesk, reopen: Reopen
) -> None:
    """Points 3 and 4: a sudden fall stands out; a measure or an agenda item in one key."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await kwadrant(desk, reopen, pilot)
        for part, value in (("kunnen", USUAL), ("willen", USUAL), ("presteren", CARE), ("doen", CARE)):
            store.kwadrant.say(YARA, part, value, day=TODAY - timedelta(days=2))
        store.kwadrant.say(YARA, "doen", STRONG, day=TODAY - timedelta(days=50))
        desk.screen.reload()
        asked = rows(desk, "coherence")
        assert asked[0].startswith("? Doen is ineens gedaald") and asked[1].startswith("? Wil het wel")
        assert "Doen  ▼! zorg" in line(desk, "Doen") and "▼! zorg   oordeel" in line(desk, "▼! zorg   ")
        assert "presteren lager dan kunnen" in line(desk, "┆")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(desk.screen, AskDialog))
        fill(desk, answer="eerst een weekplanner")
        await pilot.press("f2")
        await until(pilot, lambda: any("weekplanner" in row for row in rows(desk, "coherence")))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(desk.screen, SupportForm))
        assert desk.screen.text("goal") == "eerst een weekplanner"
        fill(desk, name="Weekplanner met de mentor")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, KwadrantScreen))
        assert [s.goal for s in store.support.of_student(YARA)] == ["eerst een weekplanner"]
        meeting = store.meetings.get(planned(store))
        store.meetings.remove_item(next(i.id for i in meeting.items if i.students))
        await pilot.press("a")
        [item] = [i for i in store.meetings.get(meeting.id).items if i.students]
        assert (item.students[0].id, item.request) == (YARA, "eerst een weekplanner")


async def test_how_it_moved_and_with_which_day_it_is_compared(desk: SotDesk, reopen: Reopen) -> None:
    """Points 3 and 5."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await kwadrant(desk, reopen, pilot)
        for days, value in ((300, CARE), (100, STRONG), (10, USUAL)):
            store.kwadrant.say(YARA, "willen", value, day=TODAY - timedelta(days=days))
        desk.screen.reload()
        assert "Willen  ▼" in line(desk, "Willen")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(desk.screen, SinceForm))
        fill(desk, day="1 jun")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, KwadrantScreen))
        assert "Willen  ▲" in line(desk, "Willen")
        assert "●" not in "".join(cells(desk).texts)
        await pilot.press("h")
        assert "".join(cells(desk).texts).count("●") == 3


async def test_the_next_pupil_is_shown_as_new_and_nothing_stays_after_a_lock(
    desk: SotDesk, reopen: Reopen
) -> None:
    """The screen stays put together (kept_screens.py): nothing chosen for one pupil counts for the next."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await kwadrant(desk, reopen, pilot)
        store.kwadrant.say(YARA, "doen", CARE)
        await pilot.press("h", "down", "right")
        first = desk.screen
        await pilot.press("escape")
        await until(pilot, lambda: desk.screen is not first)
        desk.go(("kwadrant", "sem"))
        await until(pilot, lambda: desk.screen is first and "Sem" in str(whose(desk).render()))
        assert cells(desk).part == "kunnen" and not cells(desk).course_shown and cells(desk).has_focus
        assert "zorg" not in "".join(cells(desk).texts)
        await pilot.press("z", "escape")
        await until(pilot, lambda: desk.screen is not first)
        assert store.kwadrant.of_student("sem")["kunnen"].value is CARE
        desk.lock()
        await until(pilot, lambda: not first.is_attached)
        assert first not in desk.ready.values()


def whose(desk: SotDesk) -> Static:
    return desk.screen.query_one("#whose", Static)
