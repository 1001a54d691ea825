"""The report read from a real encrypted file: who was there when, and an adopted report that no longer changes."""

from dataclasses import replace
from datetime import date, time

import pytest
from tests.documents.small_meeting import Meeting, hold

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.report import Minutes, MinutesItem
from sotdesk.domain.roster import Change, ImportPlan


@pytest.fixture
def held(store: Store) -> Meeting:
    return hold(store)


def item(held: Meeting, name: str, *, own: bool = False) -> MinutesItem:
    minutes = held.store.report.minutes(held.id, own=own)
    return next(one for one in minutes.items if one.id == held.items[name])


def agreements(held: Meeting) -> list[tuple[str, str, str]]:
    return [(a.who.text, a.what.text, a.when.text) for a in item(held, "yara").actions]


AGREED = [
    ("SMW (N. Smit)", "huisbezoek plannen", "di 1 dec"),
    ("mentor (M. Bos)", "gesprek over rooster", "ma 4 jan (na de kerstvakantie)"),
    ("pietersen", "sporten na school", "nog te bepalen (zsm)"),
]


def test_a_planned_meeting_has_no_report(held: Meeting) -> None:
    planned = held.store.meetings.plan(held.store.school.kinds()[0].id, date(2026, 12, 16))
    with pytest.raises(RuleError, match="nog niet gehouden"):
        held.store.report.minutes(planned)
    with pytest.raises(NotFound):
        held.store.report.minutes("weg")


def test_who_was_there_for_which_pupil(held: Meeting) -> None:
    """Story: each pupil's item lists who was there, with times; the mother was not there for the next one."""
    there = [(a.who.text, a.spans) for a in item(held, "yara").present]
    assert there == [
        ("OCO (A. Vermeer)", ()),
        ("SMW (N. Smit)", ()),
        ("moeder van Yara", ((time(13, 7), time(13, 15)),)),
    ]
    assert [a.who.text for a in item(held, "twins").present] == ["OCO (A. Vermeer)", "SMW (N. Smit)"]
    assert item(held, "kees").present == ()


def test_planned_and_used_minutes(held: Meeting) -> None:
    assert [(i.planned, i.used) for i in held.store.report.minutes(held.id).items] == [
        (5, 5), (10, 15), (15, 10), (20, 0), (5, 50),
    ]  # fmt: skip


def test_each_pupil_of_an_item_has_his_own_question(held: Meeting) -> None:
    lina, sami = item(held, "twins").subjects
    assert (lina.question.text, lina.question_by.text, lina.label) == ("Hoe helpt school?", "mentor", "L.K.")
    assert (sami.question.text, sami.label) == ("", "S.K.")


def test_a_date_that_moved_after_the_meeting_shows_as_it_was_agreed(held: Meeting) -> None:
    held.set_time(time(9), date(2026, 11, 30))
    for action in held.store.actions.of_student("yara"):
        if action.text == "huisbezoek plannen":
            held.store.actions.move(action.id, date(2026, 12, 8), "di")
    assert agreements(held) == AGREED


def test_a_concept_takes_what_is_filled_in_afterwards(held: Meeting) -> None:
    """Closing: who is Pietersen and when is completed in the concept."""
    _fill_in(held)
    assert agreements(held)[2] == ("sportclub (T. Pietersen)", "sporten na school", "vr 11 dec")


def test_an_adopted_report_reads_as_it_was_adopted(held: Meeting) -> None:
    """Issue 2 point 8: it changes only by a correction that shows."""
    before = replace(held.store.report.minutes(held.id, own=True), state="", adopted_on=None)
    held.set_time(time(13, 2), date(2026, 12, 16))
    held.store.meetings.adopt(held.id)
    held.set_time(time(9), date(2027, 9, 1))
    _change_everything(held)
    after = held.store.report.minutes(held.id, own=True)
    assert after.adopted_on == date(2026, 12, 16)
    assert _same(after) == _same(before)
    held.store.meetings.correct(held.id, held.items["yara"], "het was dinsdag")
    (correction,) = item(held, "yara").corrections
    assert (correction.on, correction.text.text) == (date(2027, 9, 1), "het was dinsdag")


def _same(minutes: Minutes) -> Minutes:
    return replace(minutes, state="", adopted_on=None, today=date.min)


def _change_everything(held: Meeting) -> None:
    """What goes on in the school year after the meeting: agreements, hulpvraag, another class."""
    store = held.store
    _fill_in(held)
    for action in store.actions.of_student("yara"):
        if action.text == "huisbezoek plannen":
            store.actions.settle(action.id, ActionState.DONE)
    store.cases.edit(store.meetings.get(held.id).items[1].case_ids[0], question="Een heel andere vraag")
    known = next(one for one in store.students.known() if one.id == "yara")
    change = Change(2, known, replace(known.pupil, class_name="3H1"), ())
    store.students.take_over(ImportPlan(changed=(change,)), date(2027, 9, 1))
    assert store.students.get("yara").class_name == "3H1"


def _fill_in(held: Meeting) -> None:
    for action in held.store.actions.of_student("yara"):
        if action.text == "sporten na school":
            doer = Doer("sportclub (T. Pietersen)", "", "sportclub")
            held.store.actions.change(
                action.id, ActionDraft(action.text, (doer,), due=date(2026, 12, 11), due_words="11 dec")
            )


def test_a_running_meeting_shows_so_far(held: Meeting) -> None:
    held.store.table.reopen(held.id)
    assert held.store.report.minutes(held.id).state == "nog bezig"
