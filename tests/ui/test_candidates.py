"""Aanname from a new candidate to a pupil with a case, and a refusal that leaves nothing (issue 4 point 12)."""

from datetime import date

import pytest
from tests.data.test_candidates import WORD, tables_with
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, opened, rows
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.domain.candidates import Candidate
from sotdesk.domain.names import MASK
from sotdesk.screens.candidate import CandidateScreen
from sotdesk.screens.candidate_forms import AdmitForm, PartForm, WhoForm
from sotdesk.screens.candidate_history import CandidateHistoryScreen
from sotdesk.screens.candidates import CandidatesScreen
from sotdesk.screens.case import CaseScreen
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.find import FindScreen
from sotdesk.widgets.line import Line


async def keep(desk: SotDesk, pilot: Pilot[None], **words: str) -> None:
    """Puts these words in the fields of the form and keeps it."""
    fill(desk, **words)
    await pilot.press("f2")
    await pilot.pause()


async def test_from_a_new_candidate_to_a_pupil_with_a_case(desk: SotDesk, reopen: Reopen) -> None:
    """S003, S004 (domain.md §5 0a): every part from its own row, then the decision."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        await go(desk, pilot, "cases")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(desk.screen, CandidatesScreen))
        await pilot.pause()
        assert "n maakt er een" in rows(desk, "candidates")[0]
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, WhoForm))
        await keep(desk, pilot, first_name="Tess", last_name="Houtem", born="morgen")
        assert isinstance(desk.screen, WhoForm)  # that is no day on which one is born
        await keep(desk, pilot, born="5 mrt 2014", from_school="bs De Wilg", for_class="1B4")
        await until(pilot, lambda: isinstance(desk.screen, CandidateScreen))
        await pilot.pause()
        for code in (
            "need",
            "source",
            "analysis",
            "capacity",
            "advice",
        ):  # each time the cursor on what is missing
            await until(pilot, lambda: bool(rows(desk, "parts")))
            desk.screen.query_one("#parts").go_to(code)  # type: ignore[attr-defined]
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(desk.screen, PartForm))
            await keep(desk, pilot, **{code: f"{code} van Tess"})
            await until(pilot, lambda: isinstance(desk.screen, CandidateScreen))
        await pilot.pause()
        assert str(desk.screen.query_one("#who-panel").border_subtitle) == "wacht op besluit"
        await pilot.press("a")
        await until(pilot, lambda: isinstance(desk.screen, AdmitForm))
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(desk.screen, CaseScreen))
        await pilot.pause()
        case = next(c for c in store.cases.all() if c.student.first_name == "Tess")
        assert (case.question, case.status.value) == ("need van Tess", "intake")
        entry = next(row for row in rows(desk, "timeline") if "aanname" in row)
        assert "Analyse: analysis van Tess" in entry and "bs De Wilg" in entry
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(desk.screen, CandidateScreen))
        await pilot.pause()
        assert not desk.screen.check_action("refuse", ())


async def test_a_refusal_leaves_nothing_once_the_desk_is_locked(desk: SotDesk, reopen: Reopen) -> None:
    """domain.md §11; the sentinel word stands in no table any more."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        kept = store.candidates.save_who(
            Candidate("", WORD, "", "Houtem", date(2026, 11, 2), for_class="1B4", from_school=WORD)
        )
        store.candidates.fill(kept, analysis=f"{WORD} tekent veel")
        await go(desk, pilot, "candidates")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, CandidateScreen))
        await pilot.press("g")
        await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
        await pilot.press("j")
        await until(pilot, lambda: isinstance(desk.screen, CandidatesScreen))
        await pilot.pause()
        assert "geweigerd wo 25 nov · voor 1B4 · schooljaar 2026–2027" in rows(desk, "candidates")
        await pilot.press("u", "u")
        await until(pilot, lambda: any(WORD in row for row in rows(desk, "candidates")))
        store.candidates.refuse(kept)
        desk.lock()
        await until(pilot, lambda: desk.store is None)
        desk.opened(reopen())
        assert desk.store
        assert tables_with(desk.store, WORD) == set()


@pytest.mark.parametrize("words", ["houtem", "tekent"])
async def test_a_hit_opens_the_candidate_and_f9_hides_his_name(
    desk: SotDesk, reopen: Reopen, words: str
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store = await opened(desk, reopen, pilot)
        kept = store.candidates.save_who(Candidate("", "Tess", "", "Houtem", date(2026, 11, 2)))
        store.candidates.fill(kept, analysis="Tess tekent veel")
        await go(desk, pilot, "find")
        assert isinstance(desk.screen, FindScreen)
        desk.screen.query_one("#words", Line).value = words
        await until(pilot, lambda: any("kandidaat" in row for row in rows(desk, "hits")))
        await pilot.press("f9", "enter")
        await until(pilot, lambda: isinstance(desk.screen, CandidateScreen))
        await pilot.pause()
        shown = " ".join(
            [
                *rows(desk, "parts"),
                *rows(desk, "facts"),
                str(desk.screen.query_one("#who-panel").border_title),
            ]
        )
        assert MASK in shown and "tekent veel" in shown
        assert "Tess" not in shown and "Houtem" not in shown
        await pilot.press("h")
        await until(pilot, lambda: isinstance(desk.screen, CandidateHistoryScreen))
        await pilot.pause()
        told = " ".join(rows(desk, "steps"))
        assert "aanname: analyse" in told and "tekent veel" in told and "Tess" not in told
