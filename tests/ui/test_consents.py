"""Toestemming on the card: given outside a meeting, another ground, taken back with what was already given."""

from dataclasses import replace
from datetime import date

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, opened, planned, rows
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.cases import Guardian
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.meetings import Present
from sotdesk.domain.students import Student
from sotdesk.screens.case import CaseScreen
from sotdesk.screens.consents import ConsentsScreen
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.exchange_forms import ExchangeForm, WithdrawForm

YARA = "yara"
FULL = Exchange(
    "", "SMW (N. Smit)", giver="moeder", purpose="aanmelding", data="verzuim", proof="formulier",
    valid_from=date(2026, 10, 12),
)  # fmt: skip


async def consents(desk: SotDesk, reopen: Reopen, pilot: Pilot[None], *keys: str) -> Store:
    """Yara's card, and what these keys open there."""
    store = await opened(desk, reopen, pilot)
    store.students.save_guardian(YARA, Guardian("", "K. Achterberg", "moeder"))
    case_id = store.cases.open(YARA)
    await go(desk, pilot, "case", case_id)
    await pilot.press(*keys)
    return store


async def shown(desk: SotDesk, pilot: Pilot[None], kind: type) -> None:
    await until(pilot, lambda: isinstance(desk.screen, kind))


async def test_n_t_on_the_card_keeps_a_consent_and_t_shows_it(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await consents(desk, reopen, pilot, "n")
        await pilot.pause()
        await pilot.press("t")
        await shown(desk, pilot, ExchangeForm)
        fill(
            desk, giver="moeder (K. Achterberg)", receiver="n. smit", purpose="aanmelding", proof="formulier"
        )
        await pilot.press("f2")
        assert store.exchanges.of_student(YARA) == (), "which data is not said yet"
        fill(desk, data="verzuim", until="1 jul")
        await pilot.press("f2")
        await shown(desk, pilot, CaseScreen)
        await until(pilot, lambda: any("toestemming" in row for row in rows(desk, "timeline")))
        await pilot.press("t")
        await shown(desk, pilot, ConsentsScreen)
        assert rows(desk, "consents") == [
            "Geldt  1",
            "✓ SMW (N. Smit)  aanmelding\nvan moeder (K. Achterberg) · verzuim · formulier "
            "geldt vanaf wo 25 nov t/m do 1 jul",
        ]
        await pilot.press("f9")
        await until(pilot, lambda: "Achterberg" not in " ".join(rows(desk, "consents")))


async def test_another_ground_asks_no_giver_and_names_its_source(desk: SotDesk, reopen: Reopen) -> None:
    """domain.md §11 (P77): other grounds are chosen per exchange."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await consents(desk, reopen, pilot, "t")
        await shown(desk, pilot, ConsentsScreen)
        assert "n legt vast" in rows(desk, "consents")[0]
        await pilot.press("n")
        await shown(desk, pilot, ExchangeForm)
        form = fill(desk, ground="wettelijke plicht")
        await until(pilot, lambda: not form.field("giver").display)
        assert "AVG artikel 6" in str(form.field("ground").query_one(".note", Static).render())
        fill(desk, receiver="LPA", purpose="melding", data="verzuimfeiten", proof="verzuimregister")
        await pilot.press("f2")
        await shown(desk, pilot, ConsentsScreen)
        (kept,) = store.exchanges.of_student(YARA)
        assert (kept.ground, kept.giver, kept.receiver_role) == ("wettelijke plicht", "", "lpa")


async def test_taken_back_it_says_what_the_receiver_already_has(desk: SotDesk, reopen: Reopen) -> None:
    """Issue 4, point 6: withdrawn shows what was already given."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await consents(desk, reopen, pilot)
        smit = next(c.id for c in store.contacts.all() if c.name == "N. Smit")
        store.exchanges.save(YARA, FULL)
        now = store.clock.now()
        store.table.start(planned(store), [Present(smit, "SMW (N. Smit)", "smw", joined_at=now)])
        await go(desk, pilot, "consents", YARA)
        await pilot.press("i")
        await shown(desk, pilot, WithdrawForm)
        await pilot.press("f2")
        await shown(desk, pilot, MessageDialog)
        said = " ".join(str(each.render()) for each in desk.screen.query(Static))
        assert "wo 25 nov  SOT: zat aan tafel toen dit punt werd besproken" in said
        await pilot.press("escape")
        await shown(desk, pilot, ConsentsScreen)
        assert rows(desk, "consents")[0] == "Telt niet (meer)  1"
        assert rows(desk, "consents")[1].endswith("ingetrokken wo 25 nov")


async def test_at_sixteen_vandaag_leads_to_what_is_asked_again(desk: SotDesk, reopen: Reopen) -> None:
    """domain.md §3 (S004, P73, P74): from 16 the pupil is asked himself."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.students.add([Student("mila", "9", "Mila", "", "Tromp", "4V1", date(2010, 11, 20))])
        store.cases.open("mila")
        key = store.exchanges.save("mila", replace(FULL, receiver="wijkteam"))
        await go(desk, pilot, "today")
        found = [row for row in rows(desk, "attention") if "16" in row]
        assert found == ["◐ Leerling is 16, sinds vr 20 nov: toestemming voor wijkteam Mila T. 4V1"]
        desk.screen._open("attention", f"consent_again:{key}")  # type: ignore[attr-defined]
        await shown(desk, pilot, ConsentsScreen)
        assert rows(desk, "consents")[1].endswith("leerling is 16 sinds vr 20 nov: opnieuw vragen")
