"""The gate computed from the case's own records in a real encrypted file (domain.md §5 step 8; S003, S004)."""

from datetime import date

import pytest

from sotdesk.data.store import Store
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.capture_names import Person
from sotdesk.domain.cases import Guardian
from sotdesk.domain.dates import Frame
from sotdesk.domain.errors import RuleError
from sotdesk.domain.feedback import LOG
from sotdesk.domain.meetings import ItemKind, MeetingKind, Present
from sotdesk.domain.referral_gate import Gate, Light
from sotdesk.domain.students import Student
from sotdesk.domain.support import Review, Support

TODAY = date(2026, 11, 25)
YARA = Student("yara", "040123", "Yara", "", "Achterberg", "2H1", date(2012, 5, 1))
MOTHER = Person("role:g1", "moeder (K. Achterberg)", ("moeder",), "moeder")
WIJKTEAM = Person("role:wijkteam", "wijkteam", ("wijkteam",), "wijkteam")


@pytest.fixture
def case(store: Store) -> str:
    store.students.add([YARA])
    store.students.save_guardian("yara", Guardian("", "K. Achterberg", "moeder"))
    return store.cases.open("yara", question="Wat heeft Yara nodig?")


def gate(store: Store, code: str) -> Gate:
    return next(g for g in store.gates.of_student("yara") if g.destination.code == code)


def lacks(store: Store, code: str) -> list[str]:
    return [need.lack("Magister") for need in gate(store, code).missing]


def completed(store: Store) -> str:
    """The one consent there is, with its purpose, data and proof; gives its id."""
    (consent,) = store.consents.of_student("yara")
    store.consents.complete(
        consent.id, giver=consent.giver, receiver=consent.receiver, purpose="aanmelding", data="hulpvraag",
        proof="mondeling",
    )  # fmt: skip
    return consent.id


def meet(store: Store, *lines: str) -> str:
    """A meeting about Yara in which these lines were kept; it is over."""
    meeting = store.meetings.plan(store.school.save_kind(MeetingKind("", "SOT", "SOT")), TODAY)
    item = store.meetings.add_item(meeting, kind=ItemKind.PROGRESS, minutes=10, student_ids=["yara"])
    store.table.start(meeting, [Present("", "SMW (N. Smit)", "smw")])
    table = Table(Frame(TODAY, store.school.calendar()), (MOTHER, WIJKTEAM), facts=store.table.facts(item))
    for words in lines:
        store.table.keep(item, read(words, table))
    store.table.close(meeting)
    return meeting


def test_from_nothing_to_kan_as_the_records_fill(store: Store, case: str) -> None:
    """S004: support, its yield and the advice count only when they are in the logboek; consent toward that receiver."""
    assert lacks(store, "wijkteam") == [
        "interne ondersteuning gegeven", "opbrengst van de ondersteuning", "advies voor het vervolg",
        "toestemming of grondslag",
    ]  # fmt: skip
    support = store.support.save(Support("", "yara", "SMW-gesprekken", TODAY, goal="rust"))
    store.support.evaluate(support, Review(TODAY, "deels"))
    meeting = meet(store, "* rustige plek voorin", "toest: moeder, wijkteam")
    assert gate(store, "wijkteam").light is Light.AMBER  # all there, nothing entered
    assert [text.rpartition(": ")[2] for text in lacks(store, "wijkteam")] == [
        *["nog niet in Magister"] * 3, "waarvoor, welke gegevens en hoe vastgelegd",
    ]  # fmt: skip
    completed(store)
    store.support.enter(support)
    store.feedback.entered(meeting, "yara", LOG)
    assert gate(store, "wijkteam").light is Light.GREEN
    assert "toestemming of grondslag" in lacks(store, "ggz")  # toward another kind of receiver


def test_a_result_of_a_meeting_is_entered_with_the_logboek_of_that_meeting(store: Store, case: str) -> None:
    """The logboek block of a meeting holds its yield (domain.md §5 step 8 (b)): it is not asked twice."""
    support = store.support.save(Support("", "yara", "SMW-gesprekken", TODAY, evaluate_on=TODAY))
    meeting = meet(store, "ev: deels, oefent thuis")
    assert "opbrengst van de ondersteuning: nog niet in Magister" in lacks(store, "bpo")
    store.feedback.entered(meeting, "yara", LOG)
    last = store.support.get(support).last
    assert last and last.entered_on == TODAY
    assert not [text for text in lacks(store, "bpo") if text.startswith("opbrengst")]


def test_besloten_support_and_advice_count_for_nobody(store: Store, case: str) -> None:
    """What may stand on no document cannot be shown to whoever receives the referral."""
    store.support.save(Support("", "yara", "gesprekken", TODAY, audience="restricted"))
    meet(store, "( * niet meer thuis bellen")
    assert {"interne ondersteuning gegeven", "advies voor het vervolg"} <= set(lacks(store, "bpo"))


def test_a_consent_counts_when_it_is_complete_and_until_it_is_withdrawn(store: Store, case: str) -> None:
    """P77, domain.md §11: for one purpose and certain data, and it can be shown that it is there."""
    meet(store, "toest: moeder, wijkteam")
    consent_id = completed(store)
    assert lacks(store, "wijkteam")[-1] == "advies voor het vervolg"
    store.consents.withdraw(consent_id)
    assert lacks(store, "wijkteam")[-1] == "toestemming of grondslag"


def test_advice_of_a_contact_moment_counts_when_that_was_entered(store: Store, case: str) -> None:
    table = Table(Frame(TODAY, store.school.calendar()), (MOTHER,))
    moment = store.moments.keep("yara", "", read("* voorin zetten", table))
    assert "advies voor het vervolg: nog niet in Magister" in lacks(store, "bpo")
    store.gates.enter_moment(moment, TODAY)
    assert not [text for text in lacks(store, "bpo") if text.startswith("advies")]


def test_vso_reads_the_parents_voice_and_asks_the_rest_by_hand(store: Store, case: str) -> None:
    """S004: for vso parents were consulted, decisions have reasons, and the ABT gives advice."""
    meet(store, "moeder: ze slaapt slecht")
    assert "ouders geraadpleegd" not in lacks(store, "vso")
    store.gates.note("yara", "abt", date(2026, 11, 20), "positief")
    assert "advies van de ABT" not in lacks(store, "vso")
    store.gates.note("yara", "abt", None, "")
    assert "advies van de ABT" in lacks(store, "vso")
    with pytest.raises(RuleError):
        store.gates.note("yara", "support", TODAY, "")


def test_set_aside_only_with_a_reason(store: Store, case: str) -> None:
    with pytest.raises(RuleError):
        store.gates.set_aside("yara", "ggz", "  ")
    store.gates.set_aside("yara", "ggz", "huisarts verwees al")
    assert (gate(store, "ggz").light, gate(store, "ggz").aside_on) == (Light.AMBER, TODAY)
    store.gates.take_up("yara", "ggz")
    assert gate(store, "ggz").aside == ""
