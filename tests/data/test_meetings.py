"""Meetings in a real encrypted file: planning, the agenda, what is filled in afterwards, adopting."""

from datetime import date, time

import pytest

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import Doer
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.dates import Frame
from sotdesk.domain.errors import RuleError
from sotdesk.domain.meetings import FixedItem, ItemKind, ItemState, MeetingKind, MeetingState
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)
SOT = MeetingKind("", "SOT", "SOT", members=("oco",), every_weeks=3, fixed=(
    FixedItem("Opening", 5), FixedItem("Rondvraag", 5, last=True)))  # fmt: skip


@pytest.fixture
def meeting(store: Store) -> str:
    """A planned SOT with its two fixed items and one about Yara."""
    kind_id = store.school.save_kind(SOT)
    store.students.add([Student("yara", "040123", "Yara", "", "Achterberg", "2H1")])
    meeting_id = store.meetings.plan(kind_id, DAY, place="112")
    store.meetings.add_item(meeting_id, kind=ItemKind.NEW, minutes=20, student_ids=["yara"])
    return meeting_id


def type_in(store: Store, item_id: str, words: str) -> str:
    """Keeps a typed line, read without anyone known; gives the capture's id."""
    frame = Frame(store.clock.today(), store.school.calendar())
    return store.table.keep(item_id, read(words, Table(frame)))[0].capture_id


def item(store: Store, meeting_id: str, title: str) -> str:
    return next(i.id for i in store.meetings.get(meeting_id).items if i.shown.startswith(title))


def test_planning_gives_the_fixed_items_and_new_ones_come_before_the_last(store: Store, meeting: str) -> None:
    assert [i.shown for i in store.meetings.get(meeting).items] == ["Opening", "Yara A.", "Rondvraag"]


def test_heads_count_what_is_on_the_agenda(store: Store, meeting: str) -> None:
    later = store.meetings.plan(store.school.kinds()[0].id, date(2026, 12, 16))
    heads = store.meetings.heads()
    assert [h.id for h in heads] == [later, meeting]
    head = heads[1]
    assert (head.points, head.students, head.planned_minutes, head.place) == (3, 1, 30, "112")
    assert head.state is MeetingState.PLANNED and head.kind.short == "SOT"


def test_a_meeting_is_moved_and_taken_away_with_undo(store: Store, meeting: str) -> None:
    store.meetings.edit(meeting, day=date(2026, 12, 2), start=time(9, 0), minutes=60, place="aula")
    changed = store.meetings.get(meeting)
    assert (changed.day, changed.start, changed.minutes, changed.place) == (
        date(2026, 12, 2),
        time(9),
        60,
        "aula",
    )
    store.meetings.remove(meeting)
    assert store.meetings.heads() == ()
    last = store.desk.to_undo()
    assert last is not None and last.label == "overleg weghalen"
    store.desk.undo(last.batch)
    assert len(store.meetings.get(meeting).items) == 3


def test_a_meeting_that_began_is_not_taken_away(store: Store, meeting: str) -> None:
    store.table.start(meeting, [])
    with pytest.raises(RuleError, match="al begonnen"):
        store.meetings.remove(meeting)


def test_rows_are_edited_moved_and_removed(store: Store, meeting: str) -> None:
    yara = item(store, meeting, "Yara")
    store.meetings.edit_item(yara, kind=ItemKind.PROGRESS, minutes=10, request="wijkteam?")
    found = store.meetings.get(meeting).item(yara)
    assert found and (found.kind, found.minutes, found.request) == (ItemKind.PROGRESS, 10, "wijkteam?")
    store.meetings.move_item(yara, -1)
    assert store.meetings.get(meeting).items[0].shown == "Yara A."
    store.meetings.remove_item(yara)
    assert [i.shown for i in store.meetings.get(meeting).items] == ["Opening", "Rondvraag"]


def test_an_item_with_lines_stays(store: Store, meeting: str) -> None:
    store.table.start(meeting, [])
    yara = item(store, meeting, "Yara")
    type_in(store, yara, "! aanmelden wijkteam")
    with pytest.raises(RuleError, match="staan al regels"):
        store.meetings.remove_item(yara)


def test_a_kind_in_use_stays(store: Store, meeting: str) -> None:
    used = store.school.kinds()[0].id
    unused = store.school.save_kind(MeetingKind("", "MDO", "MDO"))
    with pytest.raises(RuleError, match="van deze soort"):
        store.meetings.remove_kind(used)
    store.meetings.remove_kind(unused)
    assert [k.id for k in store.school.kinds()] == [used]
    assert store.meetings.last_of(used) == DAY
    assert store.meetings.last_of(unused) is None


def test_put_off_is_proposed_for_the_next_agenda_with_its_reason(store: Store, meeting: str) -> None:
    store.cases.open("yara", question="Wat heeft Yara nodig?")
    store.meetings.set_students(item(store, meeting, "Yara"), ["yara"])
    store.table.start(meeting, [])
    store.table.carry(item(store, meeting, "Yara"), date(2026, 12, 16))
    store.table.close(meeting)
    following = store.meetings.plan(store.school.kinds()[0].id, date(2026, 12, 16))
    (proposal,) = store.meetings.proposals(following)
    assert (proposal.student.id, proposal.reason, proposal.carried_times) == (
        "yara",
        "doorgeschoven op wo 25 nov",
        1,
    )


def test_put_off_stands_on_the_next_agenda_when_that_is_planned_and_comes_off_it_again(
    store: Store, meeting: str
) -> None:
    """meeting-story.md: afterwards Ilias and Kees are on the agenda of 16 dec."""
    yara, sixteenth = item(store, meeting, "Yara"), date(2026, 12, 16)
    store.meetings.edit_item(yara, request="wijkteam?", minutes=15)
    following = store.meetings.plan(store.school.kinds()[0].id, sixteenth)

    def on_agenda() -> list[tuple[str, int, str, int]]:
        found = store.meetings.get(following).items
        return [(i.shown, i.minutes, i.request, i.carried_times) for i in found if not i.fixed]

    store.table.start(meeting, [])
    store.table.carry(yara, sixteenth)
    assert on_agenda() == [("Yara A.", 15, "wijkteam?", 1)]
    assert store.meetings.proposals(following) == ()
    store.table.carry(yara, sixteenth)
    assert len(on_agenda()) == 1
    store.table.take_up(yara)
    assert on_agenda() == []
    store.meetings.carry_all([yara], sixteenth)
    last = store.desk.to_undo()
    assert last and last.label == "doorschuiven"
    store.desk.undo(last.batch)
    assert on_agenda() == []


def test_a_line_at_an_item_that_was_put_off_takes_it_off_the_next_agenda(store: Store, meeting: str) -> None:
    yara = item(store, meeting, "Yara")
    following = store.meetings.plan(store.school.kinds()[0].id, date(2026, 12, 16))
    store.table.start(meeting, [])
    store.table.carry(yara, date(2026, 12, 16))
    store.table.keep(yara, read("toch nog besproken", Table(Frame(DAY, store.school.calendar()))))
    assert [i.shown for i in store.meetings.get(following).items if not i.fixed] == []


def test_an_open_item_keeps_the_meeting_from_closing(store: Store, meeting: str) -> None:
    store.table.start(meeting, [])
    with pytest.raises(RuleError, match="nog punten open"):
        store.table.close(meeting)
    store.table.drop(item(store, meeting, "Yara"))
    store.table.close(meeting)
    closed = store.meetings.get(meeting)
    assert closed.state is MeetingState.CONCEPT
    assert [i.state for i in closed.items] == [ItemState.DISCUSSED, ItemState.DROPPED, ItemState.DISCUSSED]


def test_a_new_name_and_a_missing_date_are_filled_in(store: Store, meeting: str) -> None:
    store.table.start(meeting, [])
    yara = item(store, meeting, "Yara")
    type_in(store, yara, "@Pietersen belt moeder >z.s.m.")
    type_in(store, yara, "@Pietersen stuurt brief >vr")
    contact = "c-1"
    store.contacts.save(_contact(contact))
    assert (
        store.meetings.name_doer(meeting, "Pietersen", Doer("decaan (P. Pietersen)", contact, "decaan")) == 2
    )
    first, second = (line.action for line in store.table.lines(yara))
    assert first and second
    assert [a.doers[0].contact_id for a in (first, second)] == [contact, contact]
    assert first.undecided and not second.undecided
    store.meetings.fill_due(first.id, date(2026, 12, 1), None, "di")
    filled = store.actions.get(first.id)
    assert (filled.due, filled.due_words, filled.moves) == (date(2026, 12, 1), "di", ())


def test_an_agreement_without_anyone_gets_a_doer(store: Store, meeting: str) -> None:
    action_id = store.actions.add(ActionDraft("belt moeder", due=DAY))
    store.meetings.add_doer(action_id, Doer("mentor", "", "mentor"))
    assert store.actions.get(action_id).who == "mentor"


def test_adopted_changes_only_by_a_correction(store: Store, meeting: str) -> None:
    store.table.start(meeting, [])
    yara = item(store, meeting, "Yara")
    type_in(store, yara, "@Pietersen belt moeder >z.s.m.")
    with pytest.raises(RuleError, match="concept"):
        store.meetings.adopt(meeting)
    store.table.close(meeting)
    store.meetings.adopt(meeting)
    (line,) = store.table.lines(yara)
    assert line.action
    for change in (
        lambda: store.meetings.edit_item(yara, minutes=5),
        lambda: store.meetings.name_doer(meeting, "Pietersen", Doer("decaan", "", "decaan")),
        lambda: store.meetings.fill_due(line.action.id, DAY, None, "wo"),
        lambda: store.table.reopen(meeting),
    ):
        with pytest.raises(RuleError):
            change()
    store.meetings.correct(meeting, yara, "het was vader")
    (correction,) = store.meetings.corrections(meeting)
    assert (correction.item_id, correction.text, correction.on) == (yara, "het was vader", DAY)
    last = store.desk.to_undo()
    assert last is not None and last.label == "correctie op het verslag"


def _contact(contact_id: str) -> Contact:
    return Contact(contact_id, "P. Pietersen", (Role("decaan"),))
