"""Contacten: the list, the form with roles in words, the sociale kaart, mentors of the list."""

import pytest
from tests.ui.conftest import Reopen
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.contacts import Agency, Contact, Role
from sotdesk.domain.students import Student
from sotdesk.screens.contact_forms import ContactForm
from sotdesk.screens.contacts import ContactsScreen
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, texts
from sotdesk.widgets.text_box import TextBox


def fill(store: Store) -> None:
    pupils = (
        ("040123", "2H1", "M. Bos / K. Vos", "Rotterdam"),
        ("040124", "1B4", "A. Kok", "Capelle aan den IJssel"),
    )
    store.students.add(
        [Student("", n, "Yara", "", "Aziz", c, mentor=m, municipality=t) for n, c, m, t in pupils]
    )
    agency = store.contacts.save_agency(Agency("", "Leerplicht Noord", "gemeente", "010-0001"))
    store.contacts.save(Contact("", "M. Bos", (Role("mentor", classes=("2H1",)), Role("docent"))))
    lpa = (Role("lpa", municipalities=("Rotterdam",)),)
    store.contacts.save(Contact("", "R. Pot", lpa, False, "Leerplicht Noord", agency))


def rows(desk: SotDesk) -> list[str]:
    return texts(desk.screen.query_one("#contacts", Lines).options)


async def opened(desk: SotDesk, reopen: Reopen, pilot: Pilot[None], *, filled: bool = True) -> Store:
    desk.opened(reopen())
    assert desk.store
    if filled:
        fill(desk.store)
    await pilot.pause()
    desk.go(("contacts",), fresh=True)
    await pilot.pause()
    assert isinstance(desk.screen, ContactsScreen)
    return desk.store


async def test_people_by_name_with_their_roles(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        shown = rows(desk)
        assert shown[0] == "School  1"
        assert shown[1].startswith("M. Bos mentor 2H1 · docent elke dag")
        assert any(row.startswith("R. Pot LPA Rotterdam") for row in shown)
        assert shown[-1] == "2 mentoren uit de leerlingenlijst zijn nog geen contact: m maakt ze aan."


async def test_a_new_contact_with_roles_in_words(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("n")
        form = desk.screen
        assert isinstance(form, ContactForm)
        form.query_one("#name", Line).value = "J. ten Kate"
        form.query_one("#roles", TextBox).focus()
        form.query_one("#roles", TextBox).text = "LPA Capelle\nmentor 9X"
        await pilot.pause()
        note = form.field("roles")._note.render()
        assert "leerplichtambtenaar · Capelle aan den IJssel" in str(note)
        assert "ken ik hier niet: 9X" in str(note)
        assert form.text("side") == "out", "a new contact of an outside role is of outside"
        form.query_one("#days", Line).value = "ma t/m wo"
        form.query_one("#organisation", Line).value = "leerplicht noord"
        await pilot.press("f2")
        await pilot.pause()
        kate = next(c for c in store.contacts.all() if c.name == "J. ten Kate")
        assert [role.words for role in kate.roles] == ["LPA Capelle aan den IJssel", "mentor 9X"]
        assert (kate.organisation, bool(kate.agency_id), kate.working_days) == (
            "Leerplicht Noord",
            True,
            (0, 1, 2),
        )
        assert desk.screen.query_one("#contacts", Lines).current == kate.id


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("name", "", "Vul een naam in."),
        ("days", "soms", "Typ de dagen"),
        ("roles", "moeder", "horen bij een casus"),
    ],
)
async def test_what_cannot_be_is_said_under_its_field(
    desk: SotDesk, reopen: Reopen, field: str, words: str, sentence: str
) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("enter")
        form = desk.screen
        assert isinstance(form, ContactForm)
        form.field(field).fill(words)
        await pilot.pause()
        await pilot.press("f2")
        assert desk.screen is form
        assert sentence in str(form.field(field)._note.render())
        assert {c.name for c in store.contacts.all()} == {"M. Bos", "R. Pot"}


async def test_removing_asks_and_can_be_undone(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("x")
        assert isinstance(desk.screen, ConfirmDialog)
        await pilot.press("n")
        assert len(store.contacts.all()) == 2
        await pilot.press("x", "j")
        assert [c.name for c in store.contacts.all()] == ["R. Pot"]
        await pilot.press("u", "u")
        assert len(store.contacts.all()) == 2


async def test_the_coordinator_stays(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot, filled=False)
        store.school.save_head("De Linde", "N. Smit", "Magister")
        desk.screen.reload()  # type: ignore[attr-defined]
        assert rows(desk)[1].startswith("N. Smit OCO · jij")
        await pilot.press("x", "j")
        await pilot.press("escape")
        assert [c.name for c in store.contacts.all()] == ["N. Smit"]


async def test_filter_and_sociale_kaart(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        await pilot.press("f", *"lpa")
        assert [row for row in rows(desk) if "Bos" in row] == []
        assert desk.screen.query_one("#contacts", Lines).keys
        await pilot.press("escape", "k")
        assert rows(desk)[0].startswith("Leerplicht Noord gemeente")
        assert desk.screen.address == ("contacts", "kaart")  # type: ignore[attr-defined]
        await pilot.press("escape")
        assert desk.screen.address == ("contacts",)  # type: ignore[attr-defined]


async def test_mentors_of_the_list_are_made_in_one_go(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        store = await opened(desk, reopen, pilot)
        await pilot.press("m")
        assert isinstance(desk.screen, ConfirmDialog)
        await pilot.press("j")
        made = {c.name: c.roles[0].words for c in store.contacts.all() if c.name in ("A. Kok", "K. Vos")}
        assert made == {"A. Kok": "mentor 1B4", "K. Vos": "mentor 2H1"}
        assert "mentoren" not in " ".join(rows(desk))
        await pilot.press("m")
        assert isinstance(desk.screen, ContactsScreen), "the key is only there while someone is missing"


async def test_an_empty_list_says_what_to_do(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot, filled=False)
        assert rows(desk)[0].startswith("Nog geen contacten.")
        await pilot.press("e", "x")
        assert isinstance(desk.screen, ContactsScreen)


async def test_a_half_filled_form_is_back_after_a_lock(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test() as pilot:
        await opened(desk, reopen, pilot)
        await pilot.press("n", *"J. ten")
        desk.lock()
        await pilot.pause()
        desk.opened(reopen())
        await pilot.pause()
        await pilot.pause()
        assert isinstance(desk.screen, ContactForm)
        assert desk.screen.text("name") == "J. ten"
