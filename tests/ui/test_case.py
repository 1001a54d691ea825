"""The case card and the card of a pupil without a case: what they show, their keys, hidden names."""

from datetime import date

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import fill, go, item, opened, planned, rows, type_in
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.cases import CaseStatus, Guardian
from sotdesk.domain.dates import Frame
from sotdesk.domain.students import Student
from sotdesk.screens.agreement_form import AgreementForm
from sotdesk.screens.case import CaseScreen
from sotdesk.screens.case_forms import BeginForm, CaseForm, CloseForm
from sotdesk.screens.case_head import edges
from sotdesk.screens.case_rows import Showing
from sotdesk.screens.moment import MomentScreen
from sotdesk.screens.new_menu import NewMenu
from sotdesk.screens.reading import ReadingScreen
from sotdesk.screens.referral import ReferralForm
from sotdesk.screens.signal import SignalForm
from sotdesk.screens.student import StudentScreen
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel


async def card(desk: SotDesk, reopen: Reopen, pilot: Pilot[None], *lines: str) -> tuple[Store, str]:
    """Yara's case on the screen, with these lines kept at her item of today's running meeting."""
    store = await opened(desk, reopen, pilot)
    case_id = store.cases.open("yara", question="Hoe komt Yara weer in de les?", question_by="mentor")
    if lines:
        store.table.start(planned(store), [])
    for line in lines:
        type_in(store, "Yara", line)
    await go(desk, pilot, "case", case_id)
    return store, case_id


async def keys(pilot: Pilot[None], *names: str) -> None:
    await pilot.press(*names)
    await pilot.pause()
    await pilot.pause()


async def test_the_head_says_who_and_where_it_stands(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id = await card(desk, reopen, pilot)
        store.cases.edit(case_id, level="basisplus", holder="N. Smit", what_works="muziek")
        store.students.save_guardian("yara", Guardian("", "A. Kurt", "vader", False, "Turks", True))
        store.students.set_family(["yara", "sem"])
        await go(desk, pilot, "case", case_id)
        head = desk.screen.query_one("#head", Panel)
        assert str(head.border_title) == "Yara A. · 2H1 · mentor niet bekend · stamnr 040123"
        assert str(head.border_subtitle) == "signaal · basisplus · casushouder N. Smit"
        assert rows(desk, "facts") == [
            "Hulpvraag Hoe komt Yara weer in de les? (mentor)",
            "Wat werkt muziek",
            "Thuis vader A. Kurt (zonder gezag, Turks, tolk)",
            "Op school broer of zus: Sem B. 1B4",
        ]


async def test_at_80_columns_the_hulpvraag_is_whole_and_the_number_is_never_half(
    desk: SotDesk, reopen: Reopen
) -> None:
    """Product §4: below 100 columns the head keeps the hulpvraag; nothing of it is cut off."""
    long = "Hoe komt Yara weer in de les, en wie merkt op tijd dat het te veel wordt? Wat doet de docent dan?"
    async with desk.run_test(size=(80, 24)) as pilot:
        store, case_id = await card(desk, reopen, pilot)
        store.cases.edit(case_id, question=long, request="wie vertelt het de docenten?")
        await go(desk, pilot, "case", case_id)
        facts = desk.screen.query_one("#facts", Lines)
        painted = [facts.render_line(y).text.rstrip() for y in range(facts.size.height)]
        assert painted[0].startswith("  Hulpvraag   Hoe komt")
        assert painted[1].startswith(" " * 14), "below its own text, not below its label"
        assert f"{painted[0][14:]} {painted[1][14:]}" == f"{long} (mentor)"
        file = store.cases.get(case_id)
        show = Showing(store.clock.today(), (), hidden=False)
        assert edges(file, show, "signaal", room=40) == (
            "Yara A. · 2H1 · mentor niet bekend",
            "stamnr 040123 · signaal",
        )


async def test_the_timeline_keeps_a_meeting_together_and_says_who_may_read(
    desk: SotDesk, reopen: Reopen
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        await card(desk, reopen, pilot, "! aanmelden wijkteam", "( moeder is ziek", "(( eigen gedachte")
        shown = rows(desk, "timeline")
        assert shown[0] == "Deze maand"
        assert set(shown[1:]) >= {"wo 25 nov geopend", "wo 25 nov overleg ! aanmelden wijkteam SOT"}
        first = shown.index("wo 25 nov overleg ! aanmelden wijkteam SOT")
        assert shown[first + 1 : first + 3] == ["moeder is ziek besloten", "eigen gedachte alleen OCO"]


async def test_enter_on_a_line_goes_to_its_meeting(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store, _ = await card(desk, reopen, pilot, "! aanmelden")
        store.table.drop(item(store, "Opening"))
        store.table.drop(item(store, "Rondvraag"))
        store.table.close(planned(store))
        went: list[tuple[str, ...]] = []
        monkeypatch.setattr(desk, "go", lambda address, fresh=False: went.append(address))
        timeline = desk.screen.query_one("#timeline", Lines)
        await until(pilot, lambda: timeline.keys)
        line = store.table.lines(item(store, "Yara"))[0]
        assert timeline.go_to(line.id)
        timeline.action_select()
        await until(pilot, lambda: went)
        assert went == [("closing", planned(store))]


async def test_agreements_overdue_first_and_settled_by_key(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id = await card(desk, reopen, pilot)
        late = store.actions.add(
            ActionDraft("belt ouders", (Doer("SMW", "", "smw"),), due=date(2026, 11, 20)),
            student_ids=["yara"],
        )
        store.actions.add(
            ActionDraft("gesprek", (Doer("ik", "", "oco"),), due=date(2026, 12, 1)), student_ids=["yara"]
        )
        await go(desk, pilot, "case", case_id, late)
        assert rows(desk, "agreements")[0] == "□ te laat SMW: belt ouders vr 20 nov"
        assert desk.screen.query_one("#agreements").has_focus
        await keys(pilot, "space")
        assert store.actions.get(late).state is ActionState.DONE
        assert rows(desk, "agreements")[-1] == "✓ SMW: belt ouders · gedaan wo 25 nov"
        assert any("✓ SMW: belt ouders" in row for row in rows(desk, "timeline"))


async def test_a_new_agreement_names_people_by_role(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store, _ = await card(desk, reopen, pilot)
        await keys(pilot, "n", "a")
        assert isinstance(desk.screen, AgreementForm)
        fill(desk, who="smw", what="belt moeder", due="vr")
        await keys(pilot, "f2")
        (made,) = store.actions.of_student("yara")
        assert (made.who, made.text, made.due) == ("SMW (N. Smit)", "belt moeder", date(2026, 11, 27))


async def test_the_head_is_edited_as_one_step(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        store, case_id = await card(desk, reopen, pilot)
        await keys(pilot, "e")
        assert isinstance(desk.screen, CaseForm)
        fill(desk, status="intern", level="extra", holder="K. Dam")
        await keys(pilot, "f2")
        case = store.cases.get(case_id)
        assert (case.status, case.level, case.holder) == (CaseStatus.INTERNAL, "extra", "K. Dam")
        await keys(pilot, "u", "u")
        assert store.cases.get(case_id).status is CaseStatus.SIGNAL


async def test_an_aanmelding_says_what_it_lacks(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id = await card(desk, reopen, pilot)
        await keys(pilot, "a")
        assert isinstance(desk.screen, ReferralForm)
        fill(desk, by="mentor", tried="gesprek -> even rust", parents_informed="ja", request="wat nu?")
        await keys(pilot, "f2")
        referral = store.cases.get(case_id).referral
        assert referral and referral.tried[0].effect == "even rust"
        assert referral.missing == ("of de leerling het weet",)
        assert any("ontbreekt: of de leerling het weet" in row for row in rows(desk, "facts"))


async def test_closing_and_reopening_leave_a_gap(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id = await card(desk, reopen, pilot)
        await keys(pilot, "c")
        assert isinstance(desk.screen, CloseForm)
        await keys(pilot, "f2")
        assert isinstance(desk.screen, CloseForm)  # a reason is needed
        fill(desk, reason="doel gehaald", satisfaction="leerling ja, ouders ja")
        await keys(pilot, "f2")
        assert store.cases.get(case_id).closed
        assert not desk.screen.check_action("refer", ())
        await keys(pilot, "o")
        fill(desk, answer="weer zorgen")
        await keys(pilot, "f2")
        assert store.cases.get(case_id).status is CaseStatus.INTAKE
        assert any("⋯ was 0 dagen uit de ondersteuning ⋯" in row for row in rows(desk, "timeline"))


async def test_a_pupil_without_a_case_gets_one(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        signal = store.cases.add_signal("lina", "docent", "slaapt in de les")
        await go(desk, pilot, "student", "lina", signal)
        assert isinstance(desk.screen, StudentScreen)
        assert "slaapt in de les · nog te wegen" in rows(desk, "timeline")[1]
        await keys(pilot, "n", "k")
        assert isinstance(desk.screen, BeginForm)
        await keys(pilot, "f2")
        assert isinstance(desk.screen, CaseScreen)
        case = store.cases.of_student("lina")
        assert case and store.cases.signal(signal).case_id == case.id


async def test_the_menu_of_new_things_opens_a_form_by_its_letter(desk: SotDesk, reopen: Reopen) -> None:
    """Product §4: `n` offers what can be made; no dialog stands on a dialog."""
    async with desk.run_test(size=(80, 24)) as pilot:
        store, case_id = await card(desk, reopen, pilot)
        await keys(pilot, "n", "escape")
        assert isinstance(desk.screen, CaseScreen)
        await keys(pilot, "n", "a")
        assert isinstance(desk.screen, AgreementForm) and isinstance(desk.screen_stack[-2], CaseScreen)
        await keys(pilot, "escape")
        store.cases.close(case_id, "doel behaald", "", "")
        await go(desk, pilot, "case", case_id)
        await keys(pilot, "n")
        assert isinstance(desk.screen, NewMenu)
        offered = desk.screen.query_one(Lines).keys
        assert "signal" in offered and "refer" not in offered, "a closed case gets no aanmelding"
        await keys(pilot, "s")
        assert isinstance(desk.screen, SignalForm)


async def test_undoing_the_opening_leaves_the_card(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store, _ = await card(desk, reopen, pilot)
        await keys(pilot, "u", "u")
        assert store.cases.of_student("yara") is None
        assert not isinstance(desk.screen, CaseScreen)


async def test_names_hidden(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await card(desk, reopen, pilot, "Yara's moeder belt", "@Pietersen belt Achterberg >vr")
        await keys(pilot, "f9")
        head = desk.screen.query_one("#head", Panel)
        shown = " ".join(
            [
                str(head.border_title),
                *(t for part in ("facts", "timeline", "agreements") for t in rows(desk, part)),
            ]
        )
        assert "•••" in shown
        assert not any(word in shown for word in ("Yara", "Achterberg", "040123"))
        assert desk.screen.query_one("#timeline", Lines).option_count > 2


async def test_the_head_says_a_birthday_that_is_near_and_who_leads(desk: SotDesk, reopen: Reopen) -> None:
    """Issue 4 point 1: age flags by their source; regie only when an outside party leads, since when."""
    async with desk.run_test(size=(120, 36)) as pilot:
        store, _ = await card(desk, reopen, pilot)
        store.students.add([Student("kim", "040199", "Kim", "", "Dor", "4V1", date(2010, 12, 25))])
        kim = store.cases.open("kim")
        await go(desk, pilot, "case", kim)
        assert rows(desk, "facts")[0] == (
            "Leeftijd wordt 16 op vr 25 dec: inzage en toestemming gaan naar de leerling zelf · l meer"
        )
        await keys(pilot, "l")
        assert isinstance(desk.screen, ReadingScreen)
        shown = str(desk.screen.query_one("#reading Static").render())
        assert "18 jaar" in shown and "Bron:" in shown
        await keys(pilot, "escape", "e")
        fill(desk, regie_person="J. Peeters")
        await keys(pilot, "f2")
        assert isinstance(desk.screen, CaseForm), "a person without an organisation leads nothing"
        fill(desk, regie="wijkteam Noord", regie_since="12 okt")
        await keys(pilot, "f2")
        assert "Regie wijkteam Noord (J. Peeters) sinds ma 12 okt" in rows(desk, "facts")
        assert any(row.endswith("regie wijkteam Noord heeft de regie") for row in rows(desk, "timeline"))


async def test_a_badge_leads_where_it_says(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store, case_id = await card(desk, reopen, pilot)
        assert not desk.screen.query_one("#facts").can_focus, "no badge: nothing to stand on"
        frame = Frame(store.clock.today(), store.school.calendar())
        moment = store.moments.keep("yara", "", read("merkt niets", Table(frame)))
        await go(desk, pilot, "case", case_id)
        assert "Vertellen 1 contactmoment is nog niet besproken met ouders of leerling" in rows(desk, "facts")
        desk.screen.query_one("#facts").focus()
        await keys(pilot, "enter")
        assert isinstance(desk.screen, MomentScreen) and desk.screen.moment_id == moment
