"""Consent at the table: said quietly, settled with `t`, never in the way of typing (issue 3 point 9)."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date

import pytest
from tests.ui.conftest import Reopen
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.meetings import FixedItem, ItemKind, MeetingKind, Present
from sotdesk.domain.students import Student
from sotdesk.screens.ground_form import GroundForm
from sotdesk.screens.meeting import MeetingScreen
from sotdesk.widgets.lines import Lines, texts
from sotdesk.widgets.panel import Panel

LINA = Student("lina", "1", "Lina", "", "Karimi", "2H1", date(2013, 1, 8), mentor="M. Bos")
SAMI = Student("sami", "2", "Sami", "", "Karimi", "4V1", date(2010, 5, 30))
Begin = Callable[..., AbstractAsyncContextManager["Table"]]


class Table:
    """A running SOT at Lina, with the schoolverpleegkundige, who is a standing partner."""

    def __init__(self, desk: SotDesk, pilot: Pilot[None], store: Store, meeting_id: str) -> None:
        self.desk, self.pilot, self.store, self.meeting_id = desk, pilot, store, meeting_id

    @property
    def screen(self) -> MeetingScreen:
        assert isinstance(self.desk.screen, MeetingScreen)
        return self.desk.screen

    def rows(self, name: str) -> list[str]:
        return texts(self.screen.query_one(f"#{name}", Lines).options)

    @property
    def lacks(self) -> str:
        return self.screen.query_one("#lacks").render_line(0).text.strip()

    async def line(self, text: str) -> None:
        self.screen.box.line.value = text
        self.screen.box.line.cursor_position = len(text)
        await self.press("enter")

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def choose(self, how: str) -> None:
        """`t` in the panels, and this way of settling it."""
        await self.press("escape", "t")
        form = self.desk.screen
        assert isinstance(form, GroundForm)
        form.field("how").fill(how)
        await self.pilot.pause()
        await self.press("f2")


@pytest.fixture
def begin(desk: SotDesk, reopen: Reopen) -> Begin:
    @asynccontextmanager
    async def begun(size: tuple[int, int] = (120, 36)) -> AsyncIterator[Table]:
        async with desk.run_test(size=size) as pilot:
            desk.opened(reopen())
            await pilot.pause()
            store = desk.store
            assert store
            store.students.add([LINA, SAMI])
            store.students.set_family(["lina", "sami"])
            store.students.save_guardian("lina", Guardian("", "A. Noori", "moeder"))
            store.contacts.save(Contact("", "M. Bos", (Role("mentor", classes=("2H1",)),)))
            svk = store.contacts.save(Contact("", "R. Vaal", (Role("svk"),), internal=False))
            opening = (FixedItem("Opening", 5),)
            kind = store.school.save_kind(MeetingKind("", "SOT", "SOT", members=("svk",), fixed=opening))
            meeting = store.meetings.plan(kind, store.clock.today())
            for pupil in ("lina", "sami"):
                store.meetings.add_item(meeting, kind=ItemKind.NEW, minutes=10, student_ids=[pupil])
            here = Present("", "SVK (R. Vaal)", "svk", svk, store.clock.now())
            store.table.start(meeting, [here])
            desk.go(("meeting", meeting), fresh=True)
            await pilot.pause()
            await pilot.press("pagedown")
            await pilot.pause()
            yield Table(desk, pilot, store, meeting)

    return begun


async def test_who_has_no_ground_is_said_and_typing_goes_on(begin: Begin) -> None:
    async with begin() as at:
        assert "geen toestemming: SVK (t)" in at.rows("present")
        await at.line("ouders weten het")
        assert at.rows("now")[-1].endswith("ouders weten het")
        await at.line("toest: moeder, svk")
        await at.pilot.pause(0.1)
        assert not any("toestemming" in row for row in at.rows("present"))
        await at.press("ctrl+z", "ctrl+z")
        assert "geen toestemming: SVK (t)" in at.rows("present")


async def test_on_a_small_screen_it_stands_before_what_is_lacking(begin: Begin) -> None:
    async with begin((80, 24)) as at:
        assert at.lacks.startswith("geen toestemming: SVK (t)")
        assert len(at.lacks) <= 74


async def test_asking_makes_an_agreement_for_the_mentor(begin: Begin) -> None:
    async with begin() as at:
        await at.choose("ask")
        row = at.rows("now")[-1]
        assert "mentor (M. Bos): toestemming vragen: SVK" in row
        assert "wo 2 dec" in row
        assert "toestemming gevraagd: SVK (t)" in at.rows("present")
        assert at.screen.box.line.has_focus
        await at.press("up", "x")
        assert "geen toestemming: SVK (t)" in at.rows("present")
        assert at.store.consents.of_student("lina") == ()


async def test_an_agreement_that_asks_still_does_when_it_is_corrected(begin: Begin) -> None:
    async with begin() as at:
        await at.choose("ask")
        await at.press("up", "enter")
        await at.line("@mentor toestemming vragen aan ouders >vr")
        assert "toestemming gevraagd: SVK (t)" in at.rows("present")


async def test_not_at_this_item_and_back(begin: Begin) -> None:
    """The report says who was there: who was sent away before the first line was not."""
    async with begin() as at:
        await at.choose("away")
        assert any("niet bij dit punt" in row for row in at.rows("present"))
        await at.line("besproken zonder SVK")
        at.store.table.pause(at.meeting_id)
        (item,) = [i for i in at.store.report.minutes(at.meeting_id).items if i.students == (LINA,)]
        assert item.present == ()
        await at.press("pagedown")
        assert not any("niet bij dit punt" in row for row in at.rows("present"))
        await at.press("pageup", "escape", "t", "j")
        assert "geen toestemming: SVK (t)" in at.rows("present")


async def test_anonymous_on_screen_agenda_and_report_but_in_the_right_file(begin: Begin) -> None:
    async with begin() as at:
        await at.line("Lina komt te laat uit 2H1, net als Sami")
        await at.choose("anonymous")
        shown = " ".join([*at.rows("agenda")[1:2], *at.rows("now"), *at.rows("before"), at.lacks])
        title = str(at.screen.query_one("#item-panel", Panel).border_title)
        assert "leerling (anoniem)" in title
        assert not any(word in shown + title for word in ("Lina", "Sami", "2H1", "M. Bos"))
        assert "anoniem" in at.rows("agenda")[1]
        assert "Sami K." in at.rows("agenda")[2]
        assert not any("toestemming" in row for row in at.rows("present"))
        await at.line("@mentor belt moeder >vr")
        assert "mentor: belt moeder" in at.rows("now")[-1]
        (action,) = at.store.actions.of_student("lina")
        assert action.who == "mentor (M. Bos)"
        minutes = at.store.report.minutes(at.meeting_id)
        told = " ".join(p.text + p.who for _, p in minutes.passages())
        assert "leerling (anoniem)" in told
        assert not any(word in told for word in ("Lina", "Sami", "2H1", "M. Bos"))
        assert not any(s == LINA for item in minutes.items for s in item.students)
        assert [row.title for row in at.store.report.agenda(at.meeting_id).rows][1] == "leerling (anoniem)"
        await at.press("escape", "t", "j")
        assert "Lina K." in at.rows("agenda")[1]


async def test_another_ground_can_be_recorded_and_everyone_grounded_says_so(begin: Begin) -> None:
    async with begin() as at:
        await at.choose("ground")
        (consent,) = at.store.consents.of_student("lina")
        assert (consent.ground, consent.receiver_role) == ("toestemming", "svk")
        assert not any("toestemming" in row for row in at.rows("present"))
        await at.press("escape", "t")
        assert "grond" in str(at.desk.screen.query_one(".detail", Static).content)
        await at.press("n")


async def test_a_guest_reads_only_that_something_is_to_be_settled(begin: Begin) -> None:
    async with begin() as at:
        await at.line("+Joris Dam")
        assert "grondslag nog te regelen (t)" in at.rows("present")
        assert not any("geen toestemming" in row for row in at.rows("present"))
