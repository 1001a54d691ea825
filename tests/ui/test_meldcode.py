"""A run by the keyboard: with a report, help only, help that fails, the other route, acute in a meeting, over a lock.

Issue 6, "Proven by"; the rules themselves are tested in tests/data/test_meldcode.py.
"""

import asyncio
from datetime import date
from typing import Any

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, opened, planned, rows
from tests.ui.screen_text import screen_text
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.clock import Clock
from sotdesk.domain.meetings import Present
from sotdesk.domain.meldcode import Contact, ContactKind, Done, Given, Round, Run, Standing, Task, TaskKind
from sotdesk.domain.protocol_read import shipped
from sotdesk.screens.acute import AcuteScreen
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.meldcode import MeldcodeScreen
from sotdesk.screens.meldcode_around import ContactForm, TaskForm
from sotdesk.screens.meldcode_forms import BoardForm, CloseForm, ConsultForm, ItemForm, StartForm
from sotdesk.screens.meldcode_weighing import AnswerForm, WeighForm
from sotdesk.screens.new_menu import NewMenu
from sotdesk.screens.today import TodayScreen
from sotdesk.screens.unlock import UnlockScreen
from sotdesk.widgets.lines import Lines

YARA, TODAY = "yara", date(2026, 11, 25)
NATIONAL = shipped()["meldcode_landelijk"]


async def protocols(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> Store:
    """Yara's protocols over her card, with the shield lifted."""
    store = await opened(desk, reopen, pilot)
    await go(desk, pilot, "case", store.cases.open(YARA, holder="I. Faber"))
    await pilot.press("f5", "m")
    await until(pilot, lambda: isinstance(desk.screen, MeldcodeScreen) and desk.screen.focused is not None)
    await pilot.pause()
    return store


def run_of(store: Store) -> Run:
    return store.runs.of_student(YARA)[0]


async def on(pilot: Pilot[None], desk: SotDesk, screen: type) -> None:
    await until(pilot, lambda: isinstance(desk.screen, screen))


async def saved(pilot: Pilot[None], desk: SotDesk, screen: type = MeldcodeScreen) -> None:
    """F2, and back on the screen."""
    await pilot.press("f2")
    await on(pilot, desk, screen)
    await pilot.pause()


def stand_on(desk: SotDesk, key: str) -> None:
    desk.screen.query_one("#items", Lines).go_to(key)
    desk.screen.query_one("#items").focus()


def first_now(desk: SotDesk) -> str:
    return str(desk.screen.query_one("#run-next", Static).content)


async def begun(desk: SotDesk, pilot: Pilot[None]) -> None:
    await pilot.press("n")
    await on(pilot, desk, StartForm)
    fill(desk, staff="nee", why="Yara zei: ik durf niet naar huis.")
    await saved(pilot, desk)


async def phase(desk: SotDesk, pilot: Pilot[None], code: str) -> None:
    desk.screen.query_one("#steps", Lines).go_to(f"phase:{code}")
    await pilot.pause()


async def answered(desk: SotDesk, pilot: Pilot[None], step: str, code: str, answer: str, facts: str) -> None:
    """A question of the weighing, by Enter on its row."""
    await asked(desk, pilot, step, code)
    fill(desk, answer=answer, facts=facts)
    await saved(pilot, desk)


async def asked(desk: SotDesk, pilot: Pilot[None], step: str, code: str) -> None:
    """The form of a question, nothing filled in."""
    await phase(desk, pilot, step)
    stand_on(desk, f"question:{code}")
    await pilot.press("enter")
    await on(pilot, desk, AnswerForm)


async def followed(desk: SotDesk, pilot: Pilot[None], words: str) -> None:
    """t, v: somebody keeps following until a day."""
    await pilot.press("t")
    await on(pilot, desk, NewMenu)
    await pilot.press("v")
    await on(pilot, desk, TaskForm)
    fill(desk, who="M. Bos", words=words, due="16 dec")
    await saved(pilot, desk)


async def closed(desk: SotDesk, pilot: Pilot[None], words: str) -> None:
    """a: what is left open is told first."""
    await pilot.press("a")
    await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog | CloseForm))
    if isinstance(desk.screen, ConfirmDialog):
        await pilot.press("j")
    await on(pilot, desk, CloseForm)
    fill(desk, words=words)
    await saved(pilot, desk)


def weighed(desk: SotDesk, store: Store, *given: tuple[str, str], **help_: Any) -> None:
    """The steps before the weighing done, and its first questions answered; `help_` belongs to A4."""
    run = run_of(store)
    for code in ("1.1", "1.2", "2.1", "3.1", "3.2"):
        store.runs.do(run.id, Done(code, Standing.DONE, TODAY))
    store.runs.weigh(run.id, Round(0, TODAY, "SMW", "I. Faber"))
    for code, answer in given:
        more = help_ if code == "A4" else {}
        store.runs.answer(run.id, Given(code, answer, store.clock.now(), "feiten", **more))
    desk.screen.reload()  # type: ignore[attr-defined]


async def test_a_whole_run_with_a_report(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await protocols(desk, reopen, pilot)
        await pilot.press("n")
        await on(pilot, desk, StartForm)
        fill(desk, why="Yara zei: ik durf niet naar huis.")
        await pilot.press("f2")
        assert isinstance(desk.screen, StartForm), "the first question has no answer beforehand"
        fill(desk, staff="nee")
        await saved(pilot, desk)
        assert "Beschrijf de signalen" in first_now(desk)
        await pilot.press("space")
        await on(pilot, desk, ItemForm)  # what settles a step of the law asks by whom, and what was seen
        await saved(pilot, desk)
        assert desk.screen.query_one("#items", Lines).current == "item:1.2", "on to what is first now"
        await pilot.press("j")
        await on(pilot, desk, ItemForm)
        await pilot.press("f2")
        assert isinstance(desk.screen, ItemForm), "n.v.t. asks why"
        fill(desk, reason="geen broers of zussen")
        await saved(pilot, desk)
        assert desk.screen.query_one("#items", Lines).current == "item:2.1", "in the next step"
        await pilot.press("enter")
        await on(pilot, desk, ConsultForm)
        fill(desk, who="R. Vos", role="aandachtsfunctionaris", said="bel Veilig Thuis")
        await saved(pilot, desk)
        await phase(desk, pilot, "3")
        stand_on(desk, "item:3.1")
        await pilot.press("space")
        await on(pilot, desk, ItemForm)  # what the protocol asks with an item is asked, also by the fast key
        fill(desk, **{"field-wie": "I. Faber"})
        await saved(pilot, desk)
        stand_on(desk, "item:3.2")
        await pilot.press("space")
        await on(pilot, desk, ItemForm)
        await saved(pilot, desk)
        await until(pilot, lambda: "3.2" in run_of(store).done)
        await phase(desk, pilot, "4")
        stand_on(desk, "item:4.1")  # the weighing itself: it asks its question
        await pilot.press("space")
        await on(pilot, desk, WeighForm)
        fill(desk, participants="SMW, I. Faber", decider="I. Faber")
        await pilot.press("f2")
        await on(pilot, desk, AnswerForm)
        fill(desk, answer="ja", facts="wat zij zei, en de blauwe plek")
        await saved(pilot, desk)
        assert desk.screen.query_one("#items", Lines).current == "item:5.1", "on to the item that asks A2"
        await answered(desk, pilot, "5", "A2", "twijfel", "vader drinkt, zegt zij")
        assert "Meld nu bij Veilig Thuis" in first_now(desk)
        assert any("melden: ja" in row for row in rows(desk, "items"))
        await pilot.press("v")
        await on(pilot, desk, NewMenu)
        await pilot.press("m")
        await on(pilot, desk, ContactForm)
        fill(desk, said="gemeld", spoke_with="mw. De Wit")
        await saved(pilot, desk)
        assert "vraag A3" in first_now(desk) and first_now(desk).endswith("Enter"), (
            "reported: on to what is next"
        )
        desk.screen.query_one("#steps", Lines).go_to("section:vt")
        await pilot.pause()
        assert first_now(desk).endswith("→ 5 Beslissen"), "Enter would do something else here"
        desk.screen.query_one("#items").focus()
        await pilot.press("enter")
        await on(pilot, desk, ContactForm)
        fill(desk, replied_on="vandaag", reply="onderzoek")
        await saved(pilot, desk)
        await answered(desk, pilot, "5", "A3", "nee", "dit kan de school niet")
        await pilot.press("a")
        await on(pilot, desk, MessageDialog)
        await pilot.press("escape")
        await phase(desk, pilot, "n")
        stand_on(desk, "item:n.1")
        await pilot.press("enter")
        await on(pilot, desk, TaskForm)
        fill(desk, who="M. Bos", words="let op hoe zij binnenkomt", due="9 jul")
        await saved(pilot, desk)
        assert run_of(store).tasks[0].due == date(2027, 7, 9), (
            "a day to come, also more than half a year ahead"
        )
        assert any("Spreek af" in row and "Team en taken" in row for row in rows(desk, "items"))
        assert "De taak van M. Bos is nog niet verteld" in first_now(desk)
        await closed(desk, pilot, "Veilig Thuis doet onderzoek")
        assert not run_of(store).running and run_of(store).path.outcome.value == "melding"
        assert "Afgesloten" in first_now(desk)


async def test_staff_is_another_route_and_no_run_begins(desk: SotDesk, reopen: Reopen) -> None:
    """Point 2; domain.md §6.6."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await protocols(desk, reopen, pilot)
        await pilot.press("n")
        await on(pilot, desk, StartForm)
        fill(desk, staff="ja")
        await saved(pilot, desk)
        assert not store.runs.of_student(YARA)
        assert any("tegen het bestuur" in row for row in rows(desk, "items"))
        await pilot.press("b")
        await on(pilot, desk, BoardForm)
        fill(desk, who="I. Faber")
        await saved(pilot, desk)
        assert store.runs.routes(YARA)[0].board_told_on == TODAY


async def test_shielded_there_is_nothing_of_it(desk: SotDesk, reopen: Reopen) -> None:
    """Point 9; product.md "Guests and shielding"."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await protocols(desk, reopen, pilot)
        await begun(desk, pilot)
        await pilot.press("f5")
        await until(pilot, lambda: "F5" in first_now(desk))
        about = str(desk.screen.query_one("#about", Static).content)
        seen = " ".join([first_now(desk), *rows(desk, "items"), *rows(desk, "steps"), about])
        assert "durf" not in seen and "signalen" not in seen.casefold()
        assert not desk.screen.query_one("#run-grid").display
        await pilot.press("n", "space", "a", "v", "p")
        await pilot.pause()
        assert isinstance(desk.screen, MeldcodeScreen) and not run_of(store).done
        await go(desk, pilot, "today")
        await on(pilot, desk, TodayScreen)


async def test_acute_in_a_meeting_is_marked_and_completed_afterwards(desk: SotDesk, reopen: Reopen) -> None:
    """Point 4: at any phase; nothing has to be filled in first."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        case_id = store.cases.open(YARA)
        store.table.start(planned(store), [Present("", "SMW (N. Smit)", "smw", joined_at=store.clock.now())])
        await go(desk, pilot, "acute", "", YARA)
        await on(pilot, desk, AcuteScreen)
        await pilot.press("v")
        await on(pilot, desk, NewMenu)  # no run yet: the first question of every run (§6.6)
        await pilot.press("n")
        await on(pilot, desk, ConfirmDialog)
        await pilot.press("j")
        await on(pilot, desk, AcuteScreen)
        run = store.runs.of_case(case_id)[0]
        assert run.acute_at and run.path.answer("A2") == "ja" and run.path.at_once
        assert {done.standing for done in run.done.values()} == {Standing.ACUTE}
        assert "Acuut gevaar vastgelegd om" in rows(desk, "numbers")[0]
        await pilot.press("t")
        assert isinstance(desk.screen, AcuteScreen), "shielded there is no way to the run"
        await pilot.press("f5", "t")
        await on(pilot, desk, MeldcodeScreen)
        assert first_now(desk).startswith("Acuut gevaar.")
        await phase(desk, pilot, "1")
        stand_on(desk, "item:1.1")
        await pilot.press("space")
        await on(pilot, desk, ItemForm)  # what was skipped is completed with what was seen, not with a tick


async def test_acute_with_a_colleague_is_the_other_route(desk: SotDesk, reopen: Reopen) -> None:
    """domain.md §6.6; issue 6 point 2: shown, logged, and no run begins."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.cases.open(YARA)
        await go(desk, pilot, "acute", "", YARA)
        await on(pilot, desk, AcuteScreen)
        await pilot.press("v")
        await on(pilot, desk, NewMenu)
        await pilot.press("escape")
        await on(pilot, desk, AcuteScreen)
        assert not store.runs.routes(YARA), "Esc is no answer"
        await pilot.press("v")
        await on(pilot, desk, NewMenu)
        await pilot.press("j")
        await on(pilot, desk, AcuteScreen)
        assert not store.runs.routes(YARA), "shielded the route is not shown, so it is not logged as shown"
        await pilot.press("f5", "v")
        await on(pilot, desk, NewMenu)
        await pilot.press("j")
        await on(pilot, desk, MessageDialog)
        assert "tegen het bestuur" in str(desk.screen.query_one(".detail, Static").render())
        assert store.runs.routes(YARA) and not store.runs.of_student(YARA)


async def test_help_that_fails_later_asks_for_a_report(desk: SotDesk, reopen: Reopen) -> None:
    """Help only, judged on its day, and no: domain.md §6.2 A4, A5."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await protocols(desk, reopen, pilot)
        await begun(desk, pilot)
        weighed(desk, store, ("A1", "ja"), ("A2", "nee"), ("A3", "ja"))
        await asked(desk, pilot, "5", "A4")
        fill(desk, answer="ja", facts="ouders willen")
        await pilot.press("f2")
        assert isinstance(desk.screen, AnswerForm), "help asks its result, its day, its lead, its roles"
        fill(desk, due="16 dec", lead="SMW", roles="SMW elke week", result="thuis geen klappen meer")
        await saved(pilot, desk)
        assert "Hulp loopt. Beoordeel wo 16 dec" in first_now(desk)
        await asked(desk, pilot, "5", "A5")
        assert "afgesproken: thuis geen klappen meer" in screen_text(desk), "what is judged stands in sight"
        fill(desk, answer="nee", facts="het slaan ging door")
        await saved(pilot, desk)
        assert "Meld nu bij Veilig Thuis" in first_now(desk)


async def test_a_task_is_told_in_its_own_words_only(desk: SotDesk, reopen: Reopen) -> None:
    """Point 7: wording approved per task, by word of mouth unless a document is chosen."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await protocols(desk, reopen, pilot)
        await begun(desk, pilot)
        run = run_of(store)
        store.run_parts.task(
            run.id, Task("", TaskKind.TASK, "M. Bos", "vraagt elke ochtend hoe het gaat", due=TODAY)
        )
        store.run_parts.contact(run.id, Contact("", ContactKind.ADVICE, TODAY, said="blijf praten"))
        desk.screen.reload()  # type: ignore[attr-defined]
        desk.screen.query_one("#steps", Lines).go_to("section:team")
        await pilot.pause()
        task = run_of(store).tasks[0]
        stand_on(desk, f"part:{task.id}")
        await pilot.press("d")
        await on(pilot, desk, ConfirmDialog)
        question = desk.screen
        assert isinstance(question, ConfirmDialog)
        assert "vraagt elke ochtend" in str(question.detail) and "praten" not in str(question.detail)
        await pilot.press("j")
        await on(pilot, desk, MeldcodeScreen)
        assert run_of(store).tasks[0].told_on == TODAY


async def test_a_half_filled_answer_waits_for_f5_after_a_lock_and_after_a_crash(
    desk: SotDesk, reopen: Reopen, clock: Clock
) -> None:
    """Resumed after lock and crash: what was typed is kept in the vault, and shows in the unshielded view only."""
    async with desk.run_test(size=(120, 36)) as pilot:
        await protocols(desk, reopen, pilot)
        await begun(desk, pilot)
        await pilot.press("enter")
        await on(pilot, desk, ItemForm)
        fill(desk, note="zij zei: niet naar huis")
        await pilot.press("ctrl+l")
        await on(pilot, desk, UnlockScreen)
        desk.opened(reopen())
        await until(pilot, lambda: isinstance(desk.screen, MeldcodeScreen) and desk.screen.waiting)
        assert "zij zei" not in screen_text(desk)
        await pilot.press("f5")
        await on(pilot, desk, ItemForm)
        await until(pilot, lambda: desk.screen.text("note") == "zij zei: niet naar huis")  # type: ignore[attr-defined]
        desk.keep_half_typed()  # as when typing pauses
        desk.close_vault()  # and then it ends, without a word
    again = SotDesk(desk.path, clock=clock)
    async with again.run_test(size=(120, 36)) as pilot:
        again.opened(reopen())
        await until(pilot, lambda: isinstance(again.screen, MeldcodeScreen) and again.screen.waiting)
        await pilot.press("f5")
        await on(pilot, again, ItemForm)
        await until(pilot, lambda: again.screen.text("note") == "zij zei: niet naar huis")  # type: ignore[attr-defined]


async def test_help_only_that_works_is_closed_with_someone_who_follows(desk: SotDesk, reopen: Reopen) -> None:
    """domain.md §6.2 A5: close with monitoring laid down."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await protocols(desk, reopen, pilot)
        await begun(desk, pilot)
        help_ = {"due": date(2026, 12, 16), "lead": "SMW", "roles": "SMW elke week", "result": "veilig thuis"}
        weighed(desk, store, ("A1", "ja"), ("A2", "nee"), ("A3", "ja"), ("A4", "ja"), **help_)
        await answered(desk, pilot, "5", "A5", "ja", "het gaat goed thuis en op school")
        assert any("Uitkomst: hulp (melden: nee, hulp: ja)" in row for row in rows(desk, "items"))
        await followed(desk, pilot, "vraagt elke maand hoe het gaat")
        await closed(desk, pilot, "de hulp werkt")
        assert not run_of(store).running


async def test_a_run_that_is_left_before_it_stands_leaves_without_an_error(
    desk: SotDesk, reopen: Reopen
) -> None:
    """Its keys are asked for, and it is filled again, while its parts are not there yet."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        run = store.runs.start(store.cases.open(YARA), NATIONAL, why="wat Yara zei")
        desk.shielded = False
        for moments in range(12):
            desk.go(("meldcode", YARA, run), fresh=True)
            for _ in range(moments):
                await asyncio.sleep(0)
            desk.go(("today",), fresh=True)
        desk.go(("meldcode", YARA, run), fresh=True)
        await pilot.pause()
        assert "Beschrijf de signalen" in first_now(desk)
