"""The card's file from a real encrypted vault: mentors, and what meetings say of older agreements."""

from datetime import date

import pytest

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.cases import Entry
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.dates import Frame
from sotdesk.domain.errors import NotFound
from sotdesk.domain.meetings import ItemKind, MeetingKind
from sotdesk.domain.students import Student


@pytest.fixture
def case_id(store: Store) -> str:
    """Yara with a case and one agreement of before."""
    store.students.add([Student("yara", "1", "Yara", "", "Aydin", "2H1", mentor="M. Bos / K. Vos")])
    case_id = store.cases.open("yara")
    draft = ActionDraft("belt ouders", (Doer("SMW (N. Smit)", "", "smw"),), due=date(2026, 11, 20))
    store.actions.add(draft, student_ids=["yara"])
    return case_id


def say(store: Store, words: str) -> None:
    """A line at her item of today's meeting."""
    kind_id = store.school.save_kind(MeetingKind("", "SOT", "SOT"))
    meeting_id = store.meetings.plan(kind_id, date(2026, 11, 25))
    store.meetings.add_item(meeting_id, kind=ItemKind.PROGRESS, minutes=10, student_ids=["yara"])
    store.table.start(meeting_id, [])
    (item,) = [i for i in store.meetings.get(meeting_id).items if i.students]
    table = Table(Frame(store.clock.today(), store.school.calendar()), agreements=(1,))
    store.table.keep(item.id, read(words, table))


def told(store: Store, case_id: str) -> list[Entry]:
    return [e for e in store.cases.get(case_id).timeline if e.kind in ("overleg", "afspraak")]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("=1", "SMW (N. Smit): belt ouders · gedaan"),
        ("=1 x niet meer nodig", "SMW (N. Smit): belt ouders · vervallen (niet meer nodig)"),
        ("=1 >4 dec", "SMW (N. Smit): belt ouders · verzet naar vr 4 dec"),
    ],
)
def test_what_became_of_an_agreement_is_told_once_in_words(
    store: Store, case_id: str, line: str, text: str
) -> None:
    """capture-lines.md: `=1` and its forms hold no words of their own."""
    say(store, line)
    (entry,) = told(store, case_id)
    assert (entry.kind, entry.mark, entry.text, entry.place) == ("overleg", "agreed", text, "SOT")


def test_an_agreement_settled_outside_a_meeting_tells_it_itself(store: Store, case_id: str) -> None:
    (action,) = store.actions.of_student("yara")
    store.actions.settle(action.id, ActionState.DROPPED, "verhuisd")
    (entry,) = told(store, case_id)
    assert (entry.kind, entry.mark) == ("afspraak", "vervallen")
    assert entry.text == "SMW (N. Smit): belt ouders (verhuisd)"


def test_mentors_are_contacts_when_they_are_known_else_the_lists_words(store: Store, case_id: str) -> None:
    assert store.cases.get(case_id).mentors == ("M. Bos", "K. Vos")
    store.contacts.save(Contact("", "Bos, M.", (Role("mentor"),)))
    assert store.cases.get(case_id).mentors == ("Bos, M.",)


def test_a_case_that_is_gone_says_so(store: Store) -> None:
    with pytest.raises(NotFound):
        store.cases.get("nowhere")
