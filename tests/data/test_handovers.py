"""Overdracht in the store: made, received, undone; in the timeline, on Vandaag, found (domain.md §5 step 11, §12)."""

from datetime import date, datetime

import pytest
from tests.data.test_case_history import in_words

from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.attention import rows
from sotdesk.domain.cases import Entry
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.handover import Receiver, reasons
from sotdesk.domain.students import Student

YEAR, SCHOOL = reasons()["year"], reasons()["school"]
TODAY = date(2026, 11, 25)


@pytest.fixture
def filled(store: Store) -> Store:
    """Yara with a case, her mentor a contact; Sem with a case that is hers alone."""
    store.students.add(
        [
            Student("yara", "1", "Yara", "", "Aydin", "2H1", date(2012, 5, 1), mentor="M. Bos"),
            Student("sem", "2", "Sem", "", "Kuipers", "2H1"),
        ]
    )
    store.contacts.save(Contact("", "M. Bos", (Role("mentor", classes=("2H1",)),)))
    store.cases.open("yara", question="Wat helpt Yara?")
    store.cases.edit(store.cases.open("sem"), confidentiality="alleen OCO")
    return store


def receiver(store: Store, typed: str = "", why: str = "year") -> Receiver:
    around = store.handovers.around("yara")
    return around.receiver(typed or around.first(reasons()[why]), reasons()[why])


def timeline(store: Store) -> list[Entry]:
    case = store.cases.of_student("yara")
    assert case
    return [entry for entry in store.cases.get(case.id).timeline if entry.kind == "overdracht"]


def undo(store: Store) -> None:
    last = store.desk.to_undo()
    assert last
    store.desk.undo(last.batch)


def test_it_is_made_waits_and_is_received_and_stands_in_the_timeline(filled: Store) -> None:
    """domain.md §12: received by/on."""
    key = filled.handovers.give("yara", receiver(filled), YEAR)
    assert filled.handovers.give("yara", receiver(filled), YEAR, restricted=True) == key, (
        "Word and Markdown of one day"
    )
    (one,) = filled.handovers.of_student("yara")
    assert (one.receiver, one.role, one.restricted, one.waits) == ("mentor (M. Bos)", "mentor", True, True)
    assert [e.text for e in timeline(filled)] == ["voor mentor (M. Bos): nieuw schooljaar, met besloten deel"]
    filled.handovers.receive(key, " M. Bos ", TODAY)
    assert {e.text for e in timeline(filled)} >= {"ontvangen door M. Bos"}
    assert all(e.ref == key for e in timeline(filled))
    assert filled.handovers.give("yara", receiver(filled), YEAR) != key, (
        "what was received is another handover"
    )


@pytest.mark.parametrize(
    ("by", "on"), [("", TODAY), ("M. Bos", date(2026, 11, 24)), ("M. Bos", date(2026, 11, 26))]
)
def test_a_receipt_has_a_name_and_a_day_that_can_be(filled: Store, by: str, on: date) -> None:
    key = filled.handovers.give("yara", receiver(filled), YEAR)
    with pytest.raises(RuleError):
        filled.handovers.receive(key, by, on)
    assert filled.handovers.of_student("yara")[0].waits


def test_u_takes_back_the_receipt_then_the_handover_and_x_a_mistake(filled: Store) -> None:
    key = filled.handovers.give("yara", receiver(filled), YEAR)
    filled.handovers.receive(key, "M. Bos", TODAY)
    undo(filled)
    assert filled.handovers.of_student("yara")[0].waits
    filled.handovers.remove(key)
    assert filled.handovers.of_student("yara") == ()
    undo(filled)
    assert [one.id for one in filled.handovers.of_student("yara")] == [key]
    undo(filled)
    assert filled.handovers.of_student("yara") == ()
    with pytest.raises(NotFound):
        filled.handovers.remove(key)


def test_another_school_needs_a_ground_or_a_reason_which_is_kept(filled: Store) -> None:
    """domain.md §11 (S004): nothing to third parties without explicit consent."""
    with pytest.raises(RuleError):
        filled.handovers.give("yara", receiver(filled, "Lyceum Zuid", "school"), SCHOOL)
    filled.handovers.give(
        "yara", receiver(filled, "Lyceum Zuid", "school"), SCHOOL, aside="ouders doen het zelf"
    )
    assert timeline(filled)[0].text.endswith("(zonder toestemming, met reden: ouders doen het zelf)")
    full = Exchange(
        "", "Lyceum Noord", giver="moeder", purpose="overstap", data="ondersteuning", proof="formulier"
    )
    filled.exchanges.save("yara", full)
    key = filled.handovers.give("yara", receiver(filled, "Lyceum Noord", "school"), SCHOOL)
    assert (
        next(o for o in filled.handovers.of_student("yara") if o.id == key).ground == "toestemming van moeder"
    )
    with pytest.raises(RuleError):
        filled.handovers.give("yara", receiver(filled, "moeder"), YEAR)


def test_vandaag_mentions_what_waits_longer_than_two_weeks(filled: Store, vault: Vault) -> None:
    """rules/handover.toml: the term is our own choice."""
    key = filled.handovers.give("yara", receiver(filled), YEAR)

    def today(day: int) -> list[tuple[str, ...]]:
        store = Store(vault.engine, fixed_at(datetime(2026, 12, day, 9)))  # noqa: DTZ001
        found = rows(store.attention.open(), store.clock.today())
        return [(row.text, *row.address) for row in found if row.rule == "handover"]

    assert today(9) == []
    assert today(10) == [("voor mentor (M. Bos)", "handover", "yara", key)]
    filled.handovers.receive(key, "M. Bos", TODAY)
    assert today(10) == []


def test_it_is_found_and_read_back_in_the_history(filled: Store) -> None:
    """Issue 4 points 9 and 10."""
    filled.handovers.give("yara", receiver(filled, "mentor (J. de Wit)", "mentor"), reasons()["mentor"])
    (hit,) = [hit for hit in filled.finding.find("wit") if hit.kind == "handover"]
    assert hit.student and hit.student.id == "yara" and hit.word == "overdracht"
    step = filled.history.of_student("yara")[0]
    assert step.label == "overdracht"
    assert "voor wie mentor (J. de Wit) · waarom nieuwe mentor · leest als mentor" in in_words(step)[0]


def test_a_class_is_handed_over_at_once_and_undone_at_once(filled: Store) -> None:
    """Issue 4 point 11: a class or year at once."""
    arounds = filled.handovers.arounds(["yara", "sem"])
    assert (arounds["yara"].own_only, arounds["sem"].own_only) == (False, True)
    facts = filled.handovers.facts("yara")
    assert facts.question == "Wat helpt Yara?"
    assert facts.mentors == ("M. Bos",) and facts.network is not None
    filled.handovers.give_many([(key, receiver(filled)) for key in ("yara", "sem")], YEAR)
    assert set(filled.handovers.last(["yara", "sem"])) == {"yara", "sem"}
    undo(filled)
    assert filled.handovers.last(["yara", "sem"]) == {}
