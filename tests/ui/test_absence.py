"""Verzuim on the card: a snapshot typed, days pasted with their preview, a norm reached and reported."""

from datetime import date

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, opened, rows
from tests.ui.screen_text import screen_text
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.absence import Snapshot
from sotdesk.domain.cases import Guardian
from sotdesk.screens.absence import AbsenceScreen
from sotdesk.screens.absence_forms import DaysForm, ReportForm, StandForm
from sotdesk.screens.case import CaseScreen
from sotdesk.screens.student import StudentScreen
from sotdesk.widgets.panel import Panel

YARA = "yara"
PASTE = (
    "9-11 ongeoorloofd 4\n11-11 ongeoorloofd 4\nTotaal 8\n19-11 ongeoorloofd 4 lesuren\n20-11 ongeoorloofd 4"
)


async def absence(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    """Yara's absence, over her card."""
    store = await opened(desk, reopen, pilot)
    case_id = store.cases.open(YARA, question="Hoe komt Yara weer in de les?")
    await go(desk, pilot, "case", case_id)
    await pilot.press("z")
    await until(pilot, lambda: isinstance(desk.screen, AbsenceScreen))
    return store


async def test_a_snapshot_is_typed_and_shown_on_one_line_against_every_norm(
    desk: SotDesk, reopen: Reopen
) -> None:
    """domain.md §10: 16 hours in 4 school weeks, the youth doctors' norms, 4 weeks."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await absence(desk, reopen, pilot)
        assert "n typt" in rows(desk, "stands")[0]
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, StandForm))
        fill(desk, day="3 nov", hours="2,x", reports="4")
        await pilot.press("f2")
        assert store.absence.of_student(YARA).stands == (), "what is no number is kept nowhere"
        fill(desk, hours="9,5", weeks="4,2")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, AbsenceScreen))
        assert rows(desk, "stands")[:2] == [
            "stand van uur in 4 weken ziekmeldingen ziek op rij weken weg",
            "di 3 nov 9,5 van 16 ! 4 van 4 0 van 7 ! 4,2 van 4",
        ]
        edge = str(desk.screen.query_one("#stands-panel", Panel).border_subtitle)
        assert edge == "stand van di 3 nov: 22 dagen oud"
        assert rows(desk, "reports")[0].startswith(
            "! langer dan 4 weken bereikt di 3 nov · melden uiterlijk di 10 nov"
        )


async def test_pasted_days_are_shown_before_they_are_kept_and_a_reached_norm_is_reported(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await absence(desk, reopen, pilot)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(desk.screen, DaysForm))
        form = fill(desk, days=PASTE)
        note = form.field("days").query_one(".note", Static)
        await until(pilot, lambda: "16 van 16 uur" in str(note.render()))
        assert "niet gelezen: regel 3: geen datum gelezen" in str(note.render())
        assert store.absence.of_student(YARA).days == ()
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, AbsenceScreen))
        assert rows(desk, "reports") == [
            "! 16 uur bereikt vr 20 nov · melden uiterlijk vr 27 nov Enter legt vast"
        ]
        await pilot.press("m")
        await until(pilot, lambda: isinstance(desk.screen, ReportForm))
        fill(desk, reported="19 nov", causes="slaapt slecht, zegt Yara", next="pv")
        await pilot.press("f2")
        assert isinstance(desk.screen, ReportForm), "not before the norm was reached"
        fill(desk, reported="24 nov", by="E. Vos")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, AbsenceScreen))
        assert rows(desk, "reports") == [
            "✓ 16 uur bereikt vr 20 nov · gemeld di 24 nov door E. Vos · proces-verbaal\n"
            "oorzaken  slaapt slecht, zegt Yara"
        ]


async def test_vandaag_and_the_timeline_lead_to_it_and_names_are_hidden(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.students.save_guardian(YARA, Guardian("", "K. Achterberg", "moeder"))
        store.absence.save_stand(YARA, Snapshot(date(2026, 11, 19), 16), "moeder Achterberg belde")
        await go(desk, pilot, "today")
        found = [row for row in rows(desk, "attention") if "Verzuim" in row]
        assert found == ["● Verzuim 16 uur: melden uiterlijk morgen: bereikt do 19 nov Yara A. 2H1"]
        desk.screen._open("attention", f"absence:{YARA}:hours:2026-11-19")  # type: ignore[attr-defined]
        await until(pilot, lambda: isinstance(desk.screen, AbsenceScreen))
        await pilot.press("f9")
        await until(
            pilot, lambda: "Yara" not in str(desk.screen.query_one("#stands-panel", Panel).border_title)
        )
        assert "Achterberg" not in " ".join(rows(desk, "stands"))
        await go(desk, pilot, "student", YARA)
        assert isinstance(desk.screen, StudentScreen)
        assert any("verzuim 16 van 16 uur" in row for row in rows(desk, "timeline"))


async def test_n_v_on_the_card_types_a_snapshot_and_u_takes_it_back(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await absence(desk, reopen, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(desk.screen, CaseScreen))
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("v")
        await until(pilot, lambda: isinstance(desk.screen, StandForm))
        fill(desk, hours="3")
        await pilot.press("f2")
        await until(pilot, lambda: bool(store.absence.of_student(YARA).stands))
        undoable = store.desk.to_undo()
        assert undoable and undoable.label == "stand van het verzuim"


async def test_a_long_note_with_a_snapshot_is_whole_at_80_columns(desk: SotDesk, reopen: Reopen) -> None:
    note = "na het gesprek met de receptie nagekeken, de ochtend van dinsdag telde eerst niet mee"
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await absence(desk, reopen, pilot)
        store.absence.save_stand(YARA, Snapshot(date(2026, 11, 19), 9), note)
        await go(desk, pilot, "absence", YARA)
        assert " ".join(screen_text(desk).replace("│", " ").split()).count(note) == 1
