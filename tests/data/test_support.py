"""Measures on a real encrypted file: kept, evaluated (also by a meeting's line), entered, on Vandaag, on the plan."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest

from sotdesk.data.store import Store
from sotdesk.documents import letters
from sotdesk.domain import attention
from sotdesk.domain.agenda import Because
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Reading, Table
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.dates import Frame
from sotdesk.domain.errors import RuleError
from sotdesk.domain.finding import address_of
from sotdesk.domain.meetings import ItemKind, MeetingKind
from sotdesk.domain.students import Student
from sotdesk.domain.support import Review, Support
from sotdesk.domain.support_plan import plan_sheet

TODAY = date(2026, 11, 25)
YARA = Student("yara", "040123", "Yara", "", "Achterberg", "2H1", date(2012, 5, 1), mentor="M. Bos")


class At(NamedTuple):
    store: Store
    case: str
    support: str


@pytest.fixture
def at(store: Store) -> At:
    """Yara with a measure whose evaluation is today."""
    store.students.add([YARA])
    store.contacts.save(Contact("", "B. Vos", (Role("coordinator", departments=("onderbouw",)),)))
    case = store.cases.open("yara", question="Wat heeft Yara nodig?", question_by="mentor")
    support = Support(
        "", "yara", "faalangsttraining", TODAY, goal="durft een presentatie", level="basisplus",
        aspects=("expertise",), giver="SMW (N. Smit)", starts_on=date(2026, 10, 5), talks=6, evaluate_on=TODAY,
    )  # fmt: skip
    return At(store, case, store.support.save(support))


def test_a_measure_is_kept_changed_evaluated_and_undone(at: At) -> None:
    store = at.store
    kept = store.support.get(at.support)
    assert (kept.case_id, kept.aspects, kept.talks) == (at.case, ("expertise",), 6)
    store.support.save(replace(kept, hours=4.5))
    review = Review(
        TODAY, "deels", "oefent thuis", in_time="ja", student_satisfied="ja", parents_satisfied="nee"
    )
    store.support.evaluate(at.support, review, next_on=date(2026, 12, 16))
    found = store.support.get(at.support)
    assert found.hours == 4.5
    assert found.last and found.last.words == "oefent thuis"
    assert found.evaluate_on == date(2026, 12, 16)
    assert found.to_evaluate
    last = store.desk.to_undo()
    assert last
    store.desk.undo(last.batch)
    assert store.support.get(at.support).reviews == ()


def test_what_is_wrong_changes_nothing(at: At) -> None:
    kept = at.store.support.get(at.support)
    for wrong in (replace(kept, name=" "), replace(kept, ends_on=date(2026, 10, 1))):
        with pytest.raises(RuleError):
            at.store.support.save(wrong)
    with pytest.raises(RuleError):
        at.store.support.stop(at.support, " ")
    assert at.store.support.get(at.support) == kept


def test_entering_marks_what_was_not_entered_yet(at: At) -> None:
    """domain.md §5 step 8: each needs *in Magister gezet op*."""
    store = at.store
    assert store.support.enter(at.support) == ("ondersteuning",)
    store.support.evaluate(at.support, Review(TODAY, "behaald"))
    assert store.support.enter(at.support) == ("opbrengst",)
    last = store.support.get(at.support).last
    assert last and last.entered_on == TODAY


def test_its_evaluation_stands_on_vandaag_and_is_proposed_for_the_agenda(at: At) -> None:
    """domain.md §5 steps 5 and 6: an evaluation date asks for itself."""
    store = at.store
    (row,) = on_vandaag(store)
    assert (row.text, row.address) == ("faalangsttraining", ("student", "yara", at.support))
    meeting = sitting(store)
    store.table.start(meeting, [])
    store.table.keep(item_of(store, meeting), line(store, meeting, "tekst"))
    store.table.close(meeting)
    kind = store.meetings.get(meeting).kind.id
    (proposal,) = store.meetings.proposals(store.meetings.plan(kind, date(2026, 12, 16)))
    assert (proposal.because, proposal.reason) == (Because.EVALUATION, "evaluatie wo 25 nov")
    store.support.evaluate(at.support, Review(TODAY, "behaald"), done=True)
    assert on_vandaag(store) == []


def test_ev_in_a_meeting_is_the_result_of_the_due_measure_and_goes_back_with_its_line(at: At) -> None:
    """domain.md §5 step 6; product.md §4: `ev:` is the result of what this item is about."""
    store = at.store
    meeting = sitting(store)
    store.table.start(meeting, [])
    item = item_of(store, meeting)
    kept = store.table.keep(item, line(store, meeting, "ev: deels, oefent thuis"))
    last = store.support.get(at.support).last
    assert last and (last.result, last.words, last.restricted) == ("deels", "oefent thuis", False)
    assert on_vandaag(store) == []
    (entry,) = [e for e in store.cases.get(at.case).timeline if e.kind == "overleg"]
    assert entry.text == "deels, oefent thuis (faalangsttraining)"
    about = store.table.lines(item)[0].support_id
    assert about == at.support
    store.support.evaluate(at.support, replace(last, in_time="ja"))
    store.table.correct(kept[0].capture_id, line(store, meeting, "ev: behaald", about=about))
    (again,) = store.support.get(at.support).reviews
    assert (again.result, again.in_time) == ("behaald", "ja")
    store.table.remove(kept[0].capture_id)
    assert store.support.get(at.support).reviews == ()
    store.table.keep(item, line(store, meeting, "( ev: niet, vader wil niet"))
    assert store.support.get(at.support).readable.reviews == ()  # besloten stays besloten


def test_the_plan_reads_what_the_records_hold(at: At) -> None:
    store = at.store
    plan = store.support.plan("yara")
    assert (plan.question, plan.mentors, plan.coordinators) == (
        "Wat heeft Yara nodig?",
        ("M. Bos",),
        ("B. Vos",),
    )
    assert [s.name for s in plan.supports] == ["faalangsttraining"]
    store.cases.edit(at.case, confidentiality="alleen OCO")
    assert store.support.plan("yara").own_only


@pytest.mark.parametrize(
    "nasty", ["[b]x[/b] *_#|", "\u202eomgekeerd", "a\x07b\x1b[31m", "👩‍👧 zorg", "x" * 10_000]
)
def test_nasty_text_goes_through_the_plan(at: At, nasty: str) -> None:
    """Brackets, markup, right-to-left, control characters, emoji and 10,000 characters, to both documents."""
    store, kept = at.store, at.store.support.get(at.support)
    store.support.save(replace(kept, name=nasty, goal=nasty, giver=nasty, cost=nasty))
    store.support.evaluate(at.support, Review(TODAY, "niet", nasty))
    sheet = plan_sheet(store.support.plan("yara"), store.support.naming("yara"))
    assert letters.docx(sheet).startswith(b"PK")
    assert not any(sign in letters.markdown(sheet) for sign in "\x07\x1b")


def test_a_measure_and_what_it_brought_are_found(at: At) -> None:
    at.store.support.evaluate(at.support, Review(TODAY, "deels", "oefent thuis met de spiegel"))
    last = at.store.support.get(at.support).last
    assert last
    for words, ref in (("faalangst", at.support), ("spiegel", last.id)):
        (hit,) = at.store.finding.find(words)
        assert address_of(hit) == ("student", "yara", ref)


def on_vandaag(store: Store) -> list[attention.Row]:
    return [r for r in attention.rows(store.attention.open(), TODAY) if r.rule == "evaluation"]


def sitting(store: Store) -> str:
    meeting = store.meetings.plan(store.school.save_kind(MeetingKind("", "SOT", "SOT")), TODAY)
    store.meetings.add_item(meeting, kind=ItemKind.PROGRESS, minutes=10, student_ids=["yara"])
    return meeting


def item_of(store: Store, meeting: str) -> str:
    return store.meetings.get(meeting).items[0].id


def line(store: Store, meeting: str, words: str, about: str = "") -> Reading:
    facts = store.table.facts(item_of(store, meeting), about=about)
    return read(words, Table(Frame(TODAY, store.school.calendar()), (), facts=facts))
