"""The list of documents that left (domain.md §11: exported files are listed), and what a timeline says of it."""

from datetime import date

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.store.handed import Document
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.cases import Entry
from sotdesk.domain.meetings import ItemKind, MeetingKind
from sotdesk.domain.students import Student


def file(store: Store, student_id: str, kind: str) -> list[Entry]:
    case = store.cases.of_student(student_id)
    assert case
    return [e for e in store.cases.get(case.id).timeline if e.kind == kind]


def test_a_document_stands_with_every_pupil_it_is_about(store: Store) -> None:
    store.students.add(
        [Student("yara", "1", "Yara", "", "Aydin", "2H1"), Student("lina", "2", "Lina", "", "Kamal", "3M2")]
    )
    store.cases.open("yara"), store.cases.open("lina")
    meeting = store.meetings.plan(store.school.save_kind(MeetingKind("", "SOT", "SOT")), date(2026, 11, 25))
    store.meetings.add_item(meeting, kind=ItemKind.PROGRESS, minutes=10, student_ids=["yara"])
    store.handed.add(
        Document("SOT 2026-11-25 agenda.docx", meeting_id=meeting),
        Document("SOT 2026-11-25 agenda.ics", meeting_id=meeting),
        Document("plan Y.A. 2H1.docx", "yara", receiver="LPA"),
        Document("terugkoppeling.docx", "yara", meeting, "mentor", told=True),
    )
    assert {e.text for e in file(store, "yara", "bestand")} == {
        "SOT 2026-11-25 agenda (Word)",
        "plan Y.A. 2H1 voor LPA (Word)",
    }, "a calendar file names nobody; what was told stands there already"
    assert file(store, "lina", "bestand") == []
    assert len(store.handed.all()) == 4
    undoable = store.desk.to_undo()
    assert undoable and "documenten" not in undoable.label, "what left cannot be undone"


def test_an_agreement_made_on_the_card_is_in_the_timeline_when_made_and_when_done(store: Store) -> None:
    """Issue 4 point 2: everything in one list."""
    store.students.add([Student("yara", "1", "Yara", "", "Aydin", "2H1")])
    store.cases.open("yara")
    action = store.actions.add(ActionDraft("belt", (Doer("SMW", "", "smw"),)), student_ids=["yara"])
    (made,) = file(store, "yara", "afspraak")
    assert (made.text, made.mark, made.ref) == ("SMW: belt", "", action)
    store.actions.settle(action, ActionState.DONE)
    assert [e.mark for e in file(store, "yara", "afspraak")] == ["gedaan"], (
        "made and done on one day is said once"
    )
