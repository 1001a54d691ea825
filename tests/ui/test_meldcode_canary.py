"""Shielded, at the table and with a guest no screen shows a word of a run; in the unshielded view its screen does.

Issue 6, point 9 and "Proven by"; product.md "Guests and shielding". The documents: test_meldcode_canary.py beside them.
"""

from pathlib import Path

from sqlmodel import Session, select
from tests.documents.canary_run import SIGN, Canaries
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened, planned
from tests.ui.screen_text import screen_text
from tests.ui.waiting import until
from textual.pilot import Pilot
from textual.widgets import Static

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.tables.desk import Draft
from sotdesk.domain.meetings import Present
from sotdesk.domain.shield import words_in
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.meeting import MeetingScreen
from sotdesk.screens.meldcode import MeldcodeScreen
from sotdesk.screens.meldcode_forms import ConsultForm
from sotdesk.screens.unlock import UnlockScreen
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, texts

IN_A_FORM = {
    "aanleiding", "opnieuwzorg", "adviesbelde", "meldingbelde", "bestuurwie", "bestuurnoot", "leidt", "rollen",
    "resultaat", "mentorreden", "mentorook", "weegreden", "wogen", "wogenweer", "besliste",
}  # fmt: skip
"""Words that stand in a form, or whole in the file, and in no row."""


def all_text(desk: SotDesk) -> str:
    """All that can be read: the screen, what is scrolled out of it, toasts, the title of the window."""
    parts = [screen_text(desk), desk.title, desk.sub_title, str(desk.screen.title or "")]
    for screen in desk.screen_stack:
        for lines in screen.query(Lines):
            parts += texts(lines.options)
        parts += [str(static.content) for static in screen.query(Static)]
        parts += [line.value for line in screen.query(Line)]
    return "\n".join([*parts, *(notice.message for notice in desk._notifications)])


async def canaries(desk: SotDesk, reopen: Reopen, pilot: Pilot[None]) -> tuple[Store, str, Canaries]:
    store = await opened(desk, reopen, pilot)
    case_id = store.cases.open("yara", holder="I. Faber")
    return store, case_id, Canaries(store, case_id)


async def seen(desk: SotDesk, pilot: Pilot[None], *address: str, typed: str = "") -> str:
    await go(desk, pilot, *address)
    for line in desk.screen.query("#words").results(Line):
        line.value = typed
    await pilot.pause()
    await pilot.pause()
    return all_text(desk)


def clean(text: str) -> bool:
    return SIGN not in text.casefold() and not words_in(text)


async def test_shielded_no_screen_has_a_word_of_it(desk: SotDesk, reopen: Reopen) -> None:
    """Before a meeting, while one runs, and with a guest; then `u`, a lock and the list of places of drafts."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id, told = await canaries(desk, reopen, pilot)
        meeting_id = planned(store)
        places = (
            ("today",), ("meetings",), ("agenda", meeting_id), ("ask", meeting_id), ("ask_before", meeting_id),
            ("invites", meeting_id), ("prep", meeting_id), ("cases",), ("case", case_id), ("history", "yara"),
            ("actions",), ("find",), ("plan", "yara"), ("gate", "yara"), ("people", "yara"), ("consents", "yara"),
            ("handover", "yara"), ("handovers",), ("kwadrant", "yara"), ("absence", "yara"), ("transfer",),
            ("school_year",), ("class_scan", "2H1"), ("contacts",), ("acute", "", "yara"), ("sisa", "yara"),
            ("meldcode", "yara", told.running_id, "section:team"), ("meldcode", "yara", told.closed_id),
        )  # fmt: skip
        for address in places:
            text = await seen(desk, pilot, *address, typed=SIGN[:4])
            text = text.replace(f"{SIGN[:4]}\n", "")
            found = clean(text) if address[0] != "acute" else SIGN not in text  # its numbers have names
            assert found, (address, [line for line in text.splitlines() if not clean(line)])
        assert "Overleg met casushouder" in await seen(desk, pilot, "today")
        await pilot.press("u")
        await pilot.pause()
        assert "afgeschermde stap" in all_text(desk) and clean(all_text(desk))

        store.table.start(meeting_id, [Present("", "SMW (N. Smit)", "smw", joined_at=store.clock.now())])
        for address in (("meeting", meeting_id), ("today",), ("case", case_id), ("meldcode", "yara")):
            assert clean(await seen(desk, pilot, *address)), address
        await go(desk, pilot, "meeting", meeting_id)
        assert isinstance(desk.screen, MeetingScreen)
        store.table.go_to(next(i.id for i in store.meetings.get(meeting_id).items if i.students))
        desk.screen.reload()
        await pilot.pause()
        desk.screen.box.line.value = "+moeder"
        await pilot.press("enter", "f5")
        await pilot.pause()
        assert "gast" in screen_text(desk) and clean(all_text(desk))
        assert clean(await seen(desk, pilot, "meldcode", "yara"))
        await pilot.press("f5")
        await pilot.pause()
        assert clean(all_text(desk))


async def test_unshielded_the_run_shows_and_a_lock_hides_it(desk: SotDesk, reopen: Reopen) -> None:
    """Also what a document is called, and where a half-typed form waits."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id, told = await canaries(desk, reopen, pilot)
        await go(desk, pilot, "case", case_id)
        await pilot.press("f5")
        shown = ""
        for run_id in (told.closed_id, told.running_id):
            run = store.runs.get(run_id)
            at = [f"phase:{phase.code}" for phase in run.protocol.phases]
            for place in (*at, "section:why", "section:vt", "section:asked", "section:team"):
                await go(desk, pilot, "meldcode", "yara", run_id, place)
                for key in desk.screen.query_one("#items", Lines).keys:
                    desk.screen.query_one("#items", Lines).go_to(key)
                    await pilot.pause()
                    shown += all_text(desk)
        missing = {word.removeprefix(SIGN) for word in told.said if word not in shown}
        assert missing <= IN_A_FORM

        task = store.runs.get(told.running_id).tasks[0]
        for place, row in (("phase:0", "item:0.1"), ("section:team", f"part:{task.id}")):
            await go(desk, pilot, "meldcode", "yara", told.running_id, place)
            desk.screen.query_one("#items", Lines).go_to(row)
            await pilot.pause()
            await pilot.press("p")
            await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
            assert isinstance(desk.screen, ConfirmDialog) and clean(desk.screen.question)
            await pilot.press("escape")
        left = store.handed.all()
        assert len(left) == 2 and clean(repr(left)), "the list of what left is not shielded"
        await pilot.press("o")
        await until(pilot, lambda: isinstance(desk.screen, ConsultForm))
        desk.screen.field("said").fill(f"{SIGN}half")
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(desk.screen, UnlockScreen))
        assert clean(all_text(desk))
        vault = reopen()
        with Session(vault.engine) as session:
            drafts = session.exec(select(Draft)).all()
        assert any(SIGN in draft.text for draft in drafts) and clean(repr([one.place for one in drafts]))
        desk.opened(vault)
        await until(pilot, lambda: isinstance(desk.screen, MeldcodeScreen))
        await pilot.pause()
        assert clean(all_text(desk))
        assert clean(repr([path.name for path in Path(desk.path).parent.rglob("*")])), "names of files"
