"""Betrokkenen on the card: parents, siblings, partners; who keeps contact; what the head of the card says of it."""

from datetime import date

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, opened, rows
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.absence import Snapshot
from sotdesk.domain.absence_reports import Report
from sotdesk.domain.cases import Guardian
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.network import Partner
from sotdesk.screens.absence import AbsenceScreen
from sotdesk.screens.case import CaseScreen
from sotdesk.screens.contacts import ContactsScreen
from sotdesk.screens.people import PeopleScreen
from sotdesk.screens.people_forms import GuardianForm, PartnerForm, SiblingForm
from sotdesk.screens.student_picker import StudentField
from sotdesk.widgets.lines import Lines

YARA = "yara"


async def people(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    """Who is around Yara, over her card."""
    store = await opened(desk, reopen, pilot)
    case_id = store.cases.open(YARA, holder="E. Vos")
    await go(desk, pilot, "case", case_id)
    await pilot.press("b")
    await until(pilot, lambda: isinstance(desk.screen, PeopleScreen))
    return store


async def test_a_parent_without_authority_is_said_in_words_and_f9_hides_him(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await people(desk, reopen, pilot)
        assert any("o voegt een ouder" in row for row in rows(desk, "people"))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(desk.screen, GuardianForm))
        fill(desk, relation="vader", name="A. Kurt", authority="nee", language="Turks", interpreter="ja")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, PeopleScreen))
        said = "zonder gezag: geeft geen toestemming · Turks · tolk nodig mentor nog geen contact"
        assert f"vader A. Kurt\n{said}" in rows(desk, "people")
        await pilot.press("f9")
        await until(pilot, lambda: "Kurt" not in " ".join(rows(desk, "people")))


async def test_a_sibling_is_linked_and_enter_goes_to_his_card(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await people(desk, reopen, pilot)
        store.network.save_guardian(YARA, Guardian("", "K. Achterberg", "moeder"))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(desk.screen, SiblingForm))
        desk.screen.query_one(StudentField)._taken = ["sem"]
        fill(desk, share="ja")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, PeopleScreen))
        assert [g.name for g in store.students.guardians("sem")] == ["K. Achterberg"]
        desk.screen.query_one("#people", Lines).go_to("sem")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, CaseScreen) and desk.screen.student_id == "sem")


async def test_a_partner_leads_to_his_contact_and_stops_with_a_last_day(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await people(desk, reopen, pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, PartnerForm))
        fill(desk, label="N. Smit", since="12 okt")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, PeopleScreen))
        (partner,) = store.network.of_student(YARA).partners
        assert "SMW (N. Smit)\nsinds ma 12 okt E. Vos nog geen contact" in rows(desk, "people")
        desk.screen.query_one("#people", Lines).go_to(partner.id)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(desk.screen, PartnerForm))
        fill(desk, until="20 nov")
        await pilot.press("f2")
        await until(pilot, lambda: "Niet meer betrokken" in rows(desk, "people"))
        desk.screen.query_one("#people", Lines).go_to(partner.id)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, ContactsScreen))


async def test_the_head_of_the_card_leads_to_consent_and_absence(desk: SotDesk, reopen: Reopen) -> None:
    """product.md §4, casus: toestemming and verzuim stand in the head, and each leads there."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await people(desk, reopen, pilot)
        full = Exchange("", "N. Smit", giver="moeder", purpose="gesprek", data="verzuim", proof="formulier",
                        valid_from=date(2026, 10, 12))  # fmt: skip
        store.exchanges.save(YARA, full)
        store.network.save_partner(YARA, Partner("", "wijkteam", role="wijkteam"))
        store.absence.save_stand(YARA, Snapshot(date(2026, 11, 24), 9))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(desk.screen, CaseScreen))
        await until(pilot, lambda: "Verzuim 9 van 16 u" in rows(desk, "facts"))
        assert "Toestemming ✓ moeder ma 12 okt (SMW) · ontbreekt: wijkteam" in rows(desk, "facts")
        facts = desk.screen.query_one("#facts", Lines)
        facts.focus()
        facts.go_to(facts.keys[-1])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, AbsenceScreen))


NASTY = "Ana [née Li] [/] [@click=app.quit]x[/] 李小龙 \u202egnaal\u202c \x1b[2J :smile: 👩‍👧"


async def test_nasty_text_stands_as_it_was_typed_on_every_part_of_the_file(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await people(desk, reopen, pilot)
        store.network.save_guardian(YARA, Guardian("", NASTY, "moeder", language=NASTY, email=NASTY))
        store.network.save_partner(YARA, Partner("", NASTY, organisation=NASTY, note=NASTY * 200))
        store.exchanges.save(YARA, Exchange("", NASTY, giver=NASTY, purpose=NASTY, data=NASTY, proof=NASTY))
        store.absence.save_stand(YARA, Snapshot(date(2026, 11, 24), 16), NASTY)
        report = Report("", "hours", date(2026, 11, 24), None, NASTY, NASTY * 200, NASTY, NASTY)
        store.absence.save_report(YARA, report)
        for route, name in (("people", "people"), ("consents", "consents"), ("absence", "reports")):
            await go(desk, pilot, route, YARA)
            assert any("[née Li] [/] [@click=app.quit]x[/] 李小龙" in row for row in rows(desk, name)), route
        await go(desk, pilot, "student", YARA)
        assert any("[@click=app.quit]" in row for row in rows(desk, "timeline"))
