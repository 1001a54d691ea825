"""The words of the shield stand on no screen and in no document while shielded (product.md §4)."""

from datetime import date

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened, planned, type_in
from tests.ui.screen_text import screen_text

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.documents import agenda_md, minutes_md
from sotdesk.domain.actions import Doer
from sotdesk.domain.initials import Naming
from sotdesk.domain.meetings import ItemKind, MeetingKind, Present
from sotdesk.domain.shield import words_in
from sotdesk.domain.students import Student
from sotdesk.widgets.line import Line

SAID = "Veilig Thuis gebeld over meldcode en SISA"


def fill(store: Store) -> tuple[str, str, str]:
    """Everywhere where words can be typed, these are; gives the case, the meeting and Sem's item."""
    case = store.cases.of_student("sem")
    assert case is not None
    store.cases.edit(case.id, question=SAID, request=SAID, what_works=SAID)
    store.cases.add_signal("sami", seen_on=date(2026, 11, 24), by="docent", text=SAID)
    meeting_id = planned(store)
    store.meetings.add_item(meeting_id, kind=ItemKind.GENERAL, minutes=5, title=SAID)
    item_id = store.meetings.add_item(
        meeting_id, kind=ItemKind.NEW, minutes=5, student_ids=["sem"], request=SAID
    )
    draft = ActionDraft(SAID, (Doer("SMW", role="smw"),), due=date(2026, 11, 20), evaluate=date(2026, 11, 25))
    store.actions.add(draft, student_ids=["sem"])
    store.table.start(meeting_id, [Present("", "SMW", "smw", joined_at=store.clock.now())])
    for line in (SAID, f"! {SAID}", f"@smw: {SAID} >vr", f"ou: {SAID}", f"? {SAID}", f"* {SAID}"):
        type_in(store, "Sem", line)
    return case.id, meeting_id, item_id


async def test_no_screen_shows_the_words_until_f5(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        case_id, meeting_id, item_id = fill(store)
        store.table.go_to(item_id)
        seen: dict[str, str] = {}
        for address in (
            ("today",), ("meetings",), ("agenda", meeting_id), ("ask", meeting_id), ("ask_before", meeting_id),
            ("invites", meeting_id), ("prep", meeting_id), ("cases",), ("case", case_id), ("student", "sami"),
            ("actions",), ("find",), ("school",), ("contacts",), ("closing", meeting_id, "read"),
            ("meeting", meeting_id),
        ):  # fmt: skip
            await go(desk, pilot, *address)
            for line in desk.screen.query("#words").results(Line):
                line.value = "geb"
            await pilot.pause()
            await pilot.pause()
            seen[address[0]] = screen_text(desk)
        assert {name: words_in(text) for name, text in seen.items() if words_in(text)} == {}
        assert "[afgeschermd] gebeld over" in seen["case"]
        assert "Overleg met casushouder" in seen["today"] and "Overleg met casushouder" in seen["actions"]
        await pilot.press("f5")
        await pilot.pause()
        assert "Veilig Thuis gebeld" in screen_text(desk)


def test_no_document_has_the_words(store: Store) -> None:
    """Whether the shield is lifted or not: agenda and report, her own copy too."""
    store.students.add(
        [
            Student("sem", "040124", "Sem", "", "Bos", "1B4"),
            Student("sami", "040126", "Sami", "", "Kamal", "1B4"),
        ]
    )
    store.cases.open("sem")
    kind_id = store.school.save_kind(MeetingKind("", "SOT", "SOT"))
    store.meetings.plan(kind_id, date(2026, 11, 25), place=SAID)
    _case, meeting_id, _item = fill(store)
    agenda = agenda_md.render(store.report.agenda(meeting_id))
    own = store.report.minutes(meeting_id, own=True)
    written = minutes_md.render(own, Naming.of(own, store.report.students(), full=True))
    assert words_in(agenda) == words_in(written) == ()
    assert "afgeschermd\\] gebeld over" in agenda
    assert written.count("afgeschermd\\] gebeld over") >= 7
