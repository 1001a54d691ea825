"""History and undo: every write leaves its rows before and after; `u` goes back step by step (product.md §2.3)."""

from datetime import date

import pytest
from sqlmodel import Session, select

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft, delete_action
from sotdesk.data.tables.desk import Change
from sotdesk.data.vault import Vault
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact
from sotdesk.domain.errors import RuleError, SotdeskError
from sotdesk.domain.meeting_presets import presets
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.students import Student

PUPIL = Student("s1", "040123", "Yara", "", "Achahbar", "2H1", date(2012, 3, 4))
TALK = ActionDraft("gesprek ouders", (Doer("mentor", role="mentor"),), due=date(2026, 11, 27))


@pytest.fixture
def action(store: Store) -> str:
    store.students.add([PUPIL])
    return store.actions.add(TALK, student_ids=["s1"])


def undo(store: Store) -> str:
    last = store.desk.to_undo()
    assert last is not None
    store.desk.undo(last.batch)
    return last.label


def test_undo_goes_back_step_by_step_and_says_what(store: Store, action: str) -> None:
    store.actions.settle(action, ActionState.DONE)
    store.actions.move(action, date(2026, 12, 4), "vr 4 dec")
    assert undo(store) == "afspraak verzetten"
    assert store.actions.get(action).state is ActionState.DONE
    assert undo(store) == "afspraak gedaan"
    assert store.actions.get(action).state is ActionState.OPEN
    assert undo(store) == "afspraak toevoegen"
    assert store.actions.all(state=None) == ()
    assert undo(store) == "leerlingen toevoegen"
    assert store.students.all() == ()
    assert store.desk.to_undo() is None


def test_an_undone_step_is_not_undone_again(store: Store, action: str) -> None:
    store.actions.ask_after(action, True)
    batch = store.desk.to_undo()
    assert batch
    store.desk.undo(batch.batch)
    store.desk.undo(batch.batch)
    assert store.actions.get(action).ask_after is False


def test_types_come_back_as_they_were(store: Store, action: str) -> None:
    store.actions.change(action, ActionDraft("iets anders"))
    undo(store)
    found = store.actions.get(action)
    assert (found.text, found.due, found.doers) == (TALK.text, TALK.due, TALK.doers)
    assert found.students == (PUPIL,)


def test_only_this_sitting_can_be_undone(store: Store, action: str, vault: Vault, clock: Clock) -> None:
    later = Store(vault.engine, clock)
    assert later.desk.to_undo() is None


def test_a_failed_write_leaves_nothing_behind(store: Store, vault: Vault) -> None:
    store.students.add([PUPIL])
    store.cases.open("s1")
    with pytest.raises(RuleError):
        store.cases.open("s1")
    with pytest.raises(SotdeskError):
        store.students.add([PUPIL])
    assert len(store.cases.all()) == 1
    assert len(store.students.all()) == 1
    assert store.desk.to_undo().label == "casus openen"  # type: ignore[union-attr]


def test_before_and_after_are_kept_in_the_same_transaction(store: Store, action: str, vault: Vault) -> None:
    store.actions.settle(action, ActionState.DROPPED, "niet meer nodig")
    with Session(vault.engine) as session:
        change = session.exec(select(Change).order_by(Change.number.desc())).first()  # type: ignore[attr-defined]
    assert change is not None
    assert (change.table_name, change.row_id) == ("action", action)
    assert '"open"' in change.before and "niet meer nodig" in change.after


def test_a_half_typed_line_is_no_step(store: Store, action: str) -> None:
    store.desk.keep_draft("line:1", "@smw huis", 9)
    assert store.desk.draft("line:1") == ("@smw huis", 9)
    store.desk.keep_draft("line:1", "", 0)
    assert store.desk.draft("line:1") == ("", 0)
    assert store.desk.to_undo().label == "afspraak toevoegen"  # type: ignore[union-attr]


def test_what_was_deleted_comes_back_with_all_its_types(store: Store, action: str) -> None:
    store.actions.move(action, date(2026, 12, 4), "vr 4 dec")
    before = store.actions.get(action)
    with store.shared.writing("weg") as session:
        delete_action(session, action)
    assert store.actions.all(state=None) == ()
    undo(store)
    assert store.actions.get(action) == before


def test_what_stood_before_an_adopted_report_is_no_longer_undone(store: Store, action: str) -> None:
    """product.md §2.3: adopted minutes are not undone but corrected."""
    kind = store.school.save_kinds(presets()[0].kinds)[0]
    meeting = store.meetings.plan(kind, store.clock.today())
    store.table.start(meeting, [])
    store.table.close(meeting)
    store.meetings.adopt(meeting)
    assert store.desk.to_undo() is None
    store.contacts.save(Contact("", "N. Smit"))
    assert undo(store) == "contact toevoegen"
    assert store.desk.to_undo() is None
    assert store.meetings.get(meeting).state is MeetingState.ADOPTED


def test_drafts_are_kept_together_and_what_did_not_change_is_not_written(store: Store) -> None:
    """Twice a second is looked at what is half typed: a disk must not be asked when nothing changed."""
    typed = {"line:1": ("@smw huis", 9), "form:0": ("", 0), "screen:0": ("Yar", 3)}
    store.desk.keep_drafts(typed)
    before = store.desk.desk.changes
    store.desk.keep_drafts(typed)
    assert store.desk.desk.changes == before
    store.desk.keep_drafts({**typed, "screen:0": ("", 0), "line:1": ("@smw huis", 4)})
    assert [store.desk.draft(place) for place in typed] == [("@smw huis", 4), ("", 0), ("", 0)]
