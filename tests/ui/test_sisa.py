"""Samenwerking (issue 6 point 8): one journey by keys; shielded nothing of it shows, on no screen and after no lock."""

from dataclasses import replace
from datetime import date, timedelta

import docx
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, opened, rows
from tests.ui.screen_text import screen_text
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.store.sisa import Weighed
from sotdesk.domain.contacts import Contact
from sotdesk.domain.shield import words_in
from sotdesk.domain.sisa import Match, State, Told
from sotdesk.screens.contact_forms import ContactForm
from sotdesk.screens.contacts import ContactsScreen
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.sisa import SisaScreen
from sotdesk.screens.sisa_forms import CloseSignalForm, MatchForm, RenewForm, ToldForm
from sotdesk.screens.sisa_settings import GuideForm, ModuleForm
from sotdesk.screens.sisa_weighing import WeighForm
from sotdesk.screens.unlock import UnlockScreen
from sotdesk.widgets.pick import Pick

YARA, TODAY = "yara", date(2026, 11, 25)


async def together(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    """Yara's card, then `s` and F5."""
    store = await opened(desk, reopen, pilot)
    await go(desk, pilot, "case", store.cases.open(YARA))
    await pilot.press("s")
    await until(pilot, lambda: isinstance(desk.screen, SisaScreen))
    await pilot.press("f5")
    await pilot.pause()
    return store


async def form(desk: SotDesk, pilot: Pilot[None], kind: type, *keys: str) -> None:
    """The form that these keys open."""
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(desk.screen, kind))


async def back(desk: SotDesk, pilot: Pilot[None]) -> None:
    """Kept, and on the screen again."""
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(desk.screen, SisaScreen))


async def test_from_weighing_to_closing_by_keys(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await together(desk, reopen, pilot)
        # nobody may signal yet: it says where, and Enter goes there
        assert "Contacten" in rows(desk, "log")[1]
        await form(desk, pilot, WeighForm, "n")
        fill(desk, question="more")
        await pilot.press("f2")
        assert desk.screen.field("by")._note.visual and not store.sisa.of_student(YARA).weighings
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(desk.screen, SisaScreen))
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(desk.screen, ContactsScreen))
        smit = next(c for c in store.contacts.all() if c.name == "N. Smit")
        desk.screen.open("contact", smit.id)
        await until(pilot, lambda: isinstance(desk.screen, ContactForm))
        fill(desk, signals="ja")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, ContactsScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(desk.screen, SisaScreen))
        # the advice follows the answers, and the decision follows the advice
        await form(desk, pilot, WeighForm, "n")
        shown = desk.screen
        assert isinstance(shown, WeighForm) and shown.text("set") == "nee"
        fill(desk, abuse="ja")
        await until(pilot, lambda: shown.text("set") == "ja")
        fill(desk, set="nee")
        await pilot.press("f2")
        assert isinstance(desk.screen, WeighForm), "with a suspicion not setting it asks why"
        fill(desk, set="ja", on="ma 2 nov")
        await back(desk, pilot)
        assert [row.strip() for row in rows(desk, "log")[:2]] == [
            "Nu te doen", "□ ouders en leerling vertellen, of zeggen waarom niet",
        ]  # fmt: skip
        # Enter does what is to be done
        await form(desk, pilot, ToldForm, "home", "enter")
        fill(desk, how="telefonisch", what="that|why|where")
        await back(desk, pilot)
        await form(desk, pilot, MatchForm, "m")
        fill(desk, organisation="Wijkteam Noord", person="R. Blom")
        await back(desk, pilot)
        await form(desk, pilot, MatchForm, "home", "enter")
        fill(desk, contact="gisteren", consent="ja", agreement="wijkteam thuis, SMW op school")
        await back(desk, pilot)
        assert "Niets." in rows(desk, "log")[1]
        await form(desk, pilot, RenewForm, "v")
        await back(desk, pilot)
        await form(desk, pilot, CloseSignalForm, "c")
        fill(desk, reason="de school is niet meer betrokken")
        await back(desk, pilot)
        (one,) = store.sisa.of_student(YARA).weighings
        assert (one.abuse, one.by, one.on) == (True, "N. Smit", date(2026, 11, 2))
        assert one.told == Told(TODAY, "telefonisch", True, True, True)
        assert one.matches[0].contact_on == TODAY - timedelta(days=1) and not one.matches[0].due
        assert one.since == TODAY and one.state(None, TODAY) is State.INACTIVE
        await pilot.press("u", "u")
        assert store.sisa.of_student(YARA).active(TODAY) is not None


async def test_who_asks_to_see_it_gets_a_sheet_of_its_own(desk: SotDesk, reopen: Reopen) -> None:
    """domain.md §11 (P72b): a note about the pupil is part of what he may see."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await together(desk, reopen, pilot)
        assert not desk.screen.check_action("paper", ()), "nothing was weighed"
        canary(store)
        desk.screen.reload()
        await pilot.press("p")
        await until(pilot, lambda: store.handed.outside())
        (sheet,) = store.handed.outside()
        words = str([p.text for p in docx.Document(sheet.files[0].path).paragraphs])
        assert all(
            word in words for word in ("zqreden", "zqhoe", "zqpartij", "Zorgradar", "alleen zien dat zij")
        )
        assert "Zorgradar" not in sheet.name and "Yara" not in sheet.name
        await pilot.press("escape", "f5")
        assert not desk.screen.check_action("paper", ()), "shielded there is none"


def canary(store: Store) -> None:
    """A signal with a word of its own in every text, and something due of every kind."""
    store.sisa.save_module(on=True, name="Zorgradar")
    smit = next(c for c in store.contacts.all() if c.name == "N. Smit")
    store.contacts.save(replace(smit, may_signal=True))
    day = TODAY - timedelta(days=720)
    one = store.sisa.weigh(
        YARA, Weighed("worries", True, True, day, smit.id, reason="zqreden", review_on=TODAY)
    )
    store.sisa.tell(one, Told(day, "zqhoe", True))
    store.sisa.keep_match(one, Match("", TODAY, "zqpartij", "zqpersoon", "zqtelefoon"))
    case = store.cases.of_student(YARA)
    case_id = case.id if case else store.cases.open(YARA)
    store.cases.edit(case_id, question="staat in de zorgradar")


async def test_shielded_nothing_of_it_shows_on_any_screen(desk: SotDesk, reopen: Reopen) -> None:
    """product.md "Guests and shielding"; the school's own name for it is hidden too."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        canary(store)
        case = store.cases.of_student(YARA)
        assert case is not None
        seen: dict[str, str] = {}
        for address in (
            ("today",), ("cases",), ("case", case.id), ("student", YARA), ("history", YARA), ("sisa", YARA),
            ("people", YARA), ("consents", YARA), ("settings",), ("contacts",), ("find",), ("meetings",), ("actions",),
        ):  # fmt: skip
            await go(desk, pilot, *address)
            seen[address[0]] = screen_text(desk)
            await pilot.press("f5")
            await pilot.pause()
            seen[f"{address[0]} open"] = screen_text(desk)
            await pilot.press("f5")
        hidden = {name: text for name, text in seen.items() if not name.endswith(" open")}
        for name, text in hidden.items():
            assert "zq" not in text and "adar" not in text and not words_in(text), name
        assert "Overleg met casushouder: gisteren" not in hidden["today"]
        assert hidden["today"].count("Overleg met casushouder") == 5, "told, match, expiry, review, the guide"
        assert "Match, sinds" not in hidden["today"] and "zqpartij" in seen["today open"]
        assert "[afgeschermd]" in hidden["case"] and "F5" in hidden["sisa"]
        assert "samenwerking" not in hidden["history"] and "samenwerking" in seen["history open"]
        assert "Zorgradar" in seen["case open"] and "zqpartij" in seen["case open"]
        assert "Zorgradar" in seen["settings open"] and "Zorgradar" in seen["sisa open"]
        await go(desk, pilot, "sisa", YARA)
        await pilot.press("n", "o", "m", "w")
        assert isinstance(desk.screen, SisaScreen), "no key of it works"
        await pilot.press("u")
        await pilot.pause()
        assert not words_in(screen_text(desk))
        await go(desk, pilot, "today")
        desk.screen.query_one("#attention").focus()
        await pilot.press("home", "w")
        await until(pilot, lambda: isinstance(desk.screen, MessageDialog))
        assert "F5" in screen_text(desk) and "signaal" not in screen_text(desk).lower().split("waarom dit")[1]


async def test_a_half_filled_form_waits_for_f5(desk: SotDesk, reopen: Reopen) -> None:
    """After a lock the view is shielded: what was typed is kept, and comes back when the shield is lifted."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await together(desk, reopen, pilot)
        canary(store)
        await go(desk, pilot, "sisa", YARA)
        await form(desk, pilot, MatchForm, "m")
        fill(desk, organisation="zqhalf")
        await pilot.press("f5")  # someone walks in
        await until(pilot, lambda: isinstance(desk.screen, SisaScreen))
        assert "zq" not in screen_text(desk)
        for _ in range(2):
            await pilot.press("ctrl+l")
            await until(pilot, lambda: isinstance(desk.screen, UnlockScreen))
            desk.opened(reopen())
            await until(pilot, lambda: isinstance(desk.screen, SisaScreen) and desk.screen.waiting)
            assert "zq" not in screen_text(desk)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(desk.screen, MatchForm))
        await until(pilot, lambda: desk.screen.text("organisation") == "zqhalf")


async def test_the_module_is_renamed_switched_off_and_the_guide_ticked(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        canary(store)
        await go(desk, pilot, "settings", "guide")
        await pilot.press("enter")
        assert not isinstance(desk.screen, GuideForm), "shielded it does not open"
        await pilot.press("f5")
        await form(desk, pilot, GuideForm, "enter")
        assert "Zorgradar" in screen_text(desk)
        fill(desk, named="ja")
        await pilot.press("f2")
        await until(pilot, lambda: store.sisa.guide(2026) == TODAY)
        await form(desk, pilot, ModuleForm, "up", "enter")
        fill(desk, on="nee", name="Anders")
        await pilot.press("f2")
        await until(pilot, lambda: not store.sisa.module().on)
        await go(desk, pilot, "sisa", YARA)
        text = screen_text(desk)
        assert "Anders" in text and "zqpartij" in text and "Uitgezet" in text
        await pilot.press("m", "n", "c", "x")
        assert isinstance(desk.screen, SisaScreen) and len(store.sisa.of_student(YARA).weighings) == 1


async def test_the_casushouder_stands_there_first_when_he_may(desk: SotDesk, reopen: Reopen) -> None:
    """S002 (domain.md §6.5, row 4.5): the casushouder sets the signal."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await together(desk, reopen, pilot)
        for name in ("A. Aarts", "Z. Zwart"):
            store.contacts.save(Contact("", name, may_signal=True))
        case = store.cases.of_student(YARA)
        assert case is not None
        store.cases.edit(case.id, holder="Z. Zwart")
        await form(desk, pilot, WeighForm, "n")
        pick = desk.screen.query_one("#by", Pick)
        assert [label for _, label in pick.options] == ["A. Aarts", "Z. Zwart"] and pick.place == 1
