"""School: the holiday table, departments and the school's own names, edited by hand."""

from datetime import date

from tests.ui.conftest import Reopen
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.ages import SchoolAges
from sotdesk.domain.calendar import Moment, Period
from sotdesk.domain.grounds import Need
from sotdesk.domain.outcomes import shipped
from sotdesk.palette import PaletteScreen
from sotdesk.screens.dialogs import FormDialog, MessageDialog
from sotdesk.screens.school import SchoolScreen
from sotdesk.screens.school_forms import DepartmentForm, EntryForm, HeadForm
from sotdesk.screens.school_lists import NeedForm, OutcomeForm, OwnNumberForm
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, texts


async def opened(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    desk.opened(reopen())
    await pilot.pause()
    desk.go(("school",), fresh=True)
    await pilot.pause()
    assert isinstance(desk.screen, SchoolScreen)
    assert desk.store
    return desk.store


def calendar(desk: SotDesk) -> list[str]:
    return texts(desk.screen.query_one("#calendar", Lines).options)


async def test_a_year_without_holidays_offers_a_proposal_to_check(desk: SotDesk, reopen: Reopen) -> None:
    """domain.md §10: an editable holiday table per school year."""
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        assert calendar(desk)[1].startswith("Neem 8 vakanties over als voorstel: de landelijke vakanties")
        await pilot.press("enter")
        assert (
            Period("herfstvakantie", date(2026, 10, 17), date(2026, 10, 25))
            in store.school.calendar().holidays
        )
        assert calendar(desk)[0] == "2026–2027  controleer met je eigen schoolgids"
        assert calendar(desk)[1] == "herfstvakantie za 17 okt t/m zo 25 okt"
        await pilot.press("c")
        assert calendar(desk)[0] == "2026–2027"
        assert store.school.unchecked_years() == frozenset()
        await pilot.press("u", "u")
        assert store.school.unchecked_years() == {2026}


async def test_a_moment_and_a_holiday_by_hand(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("n")
        form = desk.screen
        assert isinstance(form, EntryForm)
        form.query_one("#name", Line).value = "studiedag"
        form.query_one("#first", Line).value = "3 dec"
        await pilot.press("f2")
        assert store.school.calendar().holidays == (
            Period("studiedag", date(2026, 12, 3), date(2026, 12, 3)),
        )
        await pilot.press("e")
        form = desk.screen
        assert isinstance(form, EntryForm)
        form.field("kind").fill("moment")
        form.query_one("#name", Line).value = "rapportvergadering"
        await pilot.press("f2")
        assert store.school.calendar().moments == (Moment("rapportvergadering", date(2026, 12, 3)),)
        assert store.school.calendar().holidays == ()
        await pilot.press("x", "j")
        assert store.school.calendar().moments == ()


async def test_days_that_cannot_be_are_said(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("n")
        form = desk.screen
        assert isinstance(form, EntryForm)
        form.query_one("#name", Line).value = "vrij"
        for first, last, wrong in (
            ("x", "", "first"),
            ("3 dec", "x", "last"),
            ("3 dec", "1-12-2026", "last"),
            ("3 dec", "1 dec", "last"),
        ):
            form.query_one("#first", Line).value, form.query_one("#last", Line).value = first, last
            await pilot.pause()
            await pilot.press("f2")
            assert desk.screen is form
            assert "✗" in str(form.field(wrong)._note.render()), (first, last)
        assert store.school.calendar().holidays == ()


async def test_departments(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        left = desk.screen.query_one("#school", Lines)
        left.focus()
        left.go_to("department|onderbouw")
        await pilot.press("e")
        form = desk.screen
        assert isinstance(form, DepartmentForm)
        form.query_one("#name", Line).value = "bovenbouw"
        await pilot.press("f2")
        assert desk.screen is form, "there is one of that name"
        form.query_one("#name", Line).value = "brugjaren"
        form.query_one("#classes", Line).value = "1*; 2*"
        await pilot.press("f2")
        assert dict(store.school.school().departments)["brugjaren"] == ("1*", "2*")
        await pilot.press("x", "j")
        assert list(store.school.school().departments) == ["bovenbouw"]
        desk.screen.query_one("#school", Lines).go_to("department|bovenbouw")
        await pilot.press("x", "j")
        assert isinstance(desk.screen, MessageDialog), "a school has at least one department"


async def test_the_schools_name_and_who_coordinates(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        desk.screen.query_one("#school").focus()
        await pilot.press("enter")
        form = desk.screen
        assert isinstance(form, HeadForm)
        form.query_one("#name", Line).value = "Lyceum De Linde"
        form.query_one("#coordinator", Line).value = "N. Smit"
        form.query_one("#system", Line).value = "Profijt"
        await pilot.press("f2")
        school = store.school.school()
        assert (school.name, school.system) == ("Lyceum De Linde", "Profijt")
        assert store.contacts.get(school.coordinator_id).name == "N. Smit"


async def test_school_is_in_the_list_of_all_commands(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        desk.opened(reopen())
        await pilot.pause()
        desk.go(("contacts",), fresh=True)
        await pilot.pause()
        await pilot.press("ctrl+p")
        assert isinstance(desk.screen, PaletteScreen)
        await pilot.press(*"school", "enter")
        await pilot.pause()
        assert isinstance(desk.screen, SchoolScreen)


# ---------------------------------------------------------------- the school's own lists


def school_rows(desk: SotDesk) -> list[str]:
    return texts(desk.screen.query_one("#school", Lines).options)


async def to_list(desk: SotDesk, pilot: Pilot[None], key: str) -> None:
    lines = desk.screen.query_one("#school", Lines)
    lines.focus()
    assert lines.go_to(key)
    await pilot.pause()


async def test_the_words_of_uit_are_the_schools_own(desk: SotDesk, reopen: Reopen) -> None:
    """issue 3 point 3: `uit:` is a list as data."""
    async with desk.run_test(size=(120, 40)) as pilot:
        store = await opened(desk, reopen, pilot)
        await to_list(desk, pilot, "outcome|volgen")
        await pilot.press("n")
        form = desk.screen
        assert isinstance(form, OutcomeForm)
        form.query_one("#word", Line).value = "ambulante hulp"
        form.field("status").fill("intern")
        await pilot.press("f2")
        await pilot.pause()
        assert "ambulante hulp casus: intern" in [" ".join(row.split()) for row in school_rows(desk)]
        assert store.school.outcomes()[-1].status == "intern"
        await to_list(desk, pilot, "outcome|volgen")
        await pilot.press("x", "j")
        await pilot.pause()
        assert "volgen" not in [outcome.word for outcome in store.school.outcomes()]
        await to_list(desk, pilot, "outcomes.reset")
        await pilot.press("enter", "j")
        await pilot.pause()
        assert store.school.outcomes() == shipped()
        assert not any("terugzetten" in row for row in school_rows(desk))


async def test_a_number_of_the_school_stands_on_the_acute_card(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 40)) as pilot:
        store = await opened(desk, reopen, pilot)
        await to_list(desk, pilot, "number|")
        await pilot.press("enter")
        form = desk.screen
        assert isinstance(form, OwnNumberForm)
        form.query_one("#name", Line).value = "crisisdienst jeugd"
        form.query_one("#phone", Line).value = "geen"
        await pilot.press("f2")
        assert isinstance(desk.screen, OwnNumberForm)
        form.query_one("#phone", Line).value = "010-5550123"
        await pilot.press("f2")
        await pilot.pause()
        assert store.acute.numbers()[-1].phone == "010-5550123"
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert any("010-5550123" in row for row in texts(desk.screen.query_one("#numbers", Lines).options))
        await pilot.press("escape")
        await pilot.pause()
        await to_list(desk, pilot, f"number|{store.acute.numbers()[-1].code}")
        await pilot.press("x", "j")
        await pilot.pause()
        assert not any(number.own for number in store.acute.numbers())


async def test_the_school_says_what_a_role_needs(desk: SotDesk, reopen: Reopen) -> None:
    """issue 3 point 9: the ground per role is data."""
    async with desk.run_test(size=(120, 40)) as pilot:
        store = await opened(desk, reopen, pilot)
        await to_list(desk, pilot, "need|svk")
        await pilot.press("enter")
        form = desk.screen
        assert isinstance(form, NeedForm)
        form.field("need").fill("none")
        await pilot.press("f2")
        await pilot.pause()
        assert store.consents.needs()["svk"] is Need.NONE
        assert "SVK hoort bij de school" in [" ".join(row.split()) for row in school_rows(desk)]


async def test_how_absence_counts_and_the_ages_are_the_schools(desk: SotDesk, reopen: Reopen) -> None:
    """domain.md §10, §12: what the sources leave open stands with its source and can be changed."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        school = desk.screen.query_one("#school", Lines)
        for key, words in (
            ("count", {"lesson": "0,75", "duty": "17"}),
            ("ages", {"shared": "0", "opp": "16"}),
        ):
            school.focus()
            school.highlighted = school.get_option_index(f"{key}|")
            await pilot.press("enter")
            form = desk.screen
            assert isinstance(form, FormDialog)
            for name, typed in words.items():
                form.field(name).fill(typed)
            await pilot.press("f2")
            await pilot.pause()
        shown = "\n".join(texts(school.options))
        assert "een lesuur telt voor 0,75 uur; melden tot 17, vrijwillig tot 23" in shown
        assert "handelingsdeel OPP vanaf 16" in shown and "samen beslissen" not in shown
        assert store.school.ages() == SchoolAges(shared=0, opp=16, duty=17)
