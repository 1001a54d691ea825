"""Finding: é = e, *vries* finds "de Vries", numbers, people, text; each hit leads to its spot (product.md §4)."""

import pytest

from sotdesk.data.store import Store
from sotdesk.domain.cases import Referral, Tried
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.finding import address_of
from sotdesk.domain.students import Student

ANNE = Student("s1", "040123", "Anne", "de", "Vriés", "2H1")
NOOR = Student("s2", "040200", "Noor", "van der", "Laan", "3M2")


@pytest.fixture
def filled(store: Store) -> Store:
    store.students.add([ANNE, NOOR])
    store.contacts.save(Contact("", "N. Smit", (Role("smw"),), note="spreekuur op dinsdag"))
    store.cases.add_signal("s1", "docent", "drie keer weggelopen uit de les")
    case = store.cases.open("s2")
    tried = (Tried("huiswerkklas", "te weinig opgeleverd"),)
    store.cases.refer(case, Referral(store.clock.today(), "mentor", "Wat helpt Noor?", "mentor", tried=tried))
    return store


@pytest.mark.parametrize(
    ("words", "kind", "ref"),
    [
        ("vries", "student", "s1"),
        ("vriés", "student", "s1"),
        ("VRIES an", "student", "s1"),
        ("de vr", "student", "s1"),
        ("040123", "student", "s1"),
        ("0401", "student", "s1"),
        ("laan", "student", "s2"),
        ("3m2", "student", "s2"),
        ("smit", "contact", ""),
        ("spreekuur", "contact", ""),
        ("weggelopen les", "signal", ""),
        ("helpt noor", "case", ""),
        ("huiswerkklas", "tried", ""),
    ],
)
def test_a_few_letters_find_it(filled: Store, words: str, kind: str, ref: str) -> None:
    first = filled.finding.find(words)[0]
    assert first.kind == kind
    assert not ref or first.ref == ref
    assert address_of(first)


@pytest.mark.parametrize("words", ["", " ", "v", "-", "*", '"', "(", "vries laan", "zzz", "' OR 1=1"])
def test_too_little_or_nothing_finds_nothing(filled: Store, words: str) -> None:
    assert filled.finding.find(words) == ()


def test_the_text_of_a_pupil_leads_to_the_pupil(filled: Store) -> None:
    signal = filled.finding.find("weggelopen")[0]
    assert signal.student == ANNE
    assert address_of(signal) == ("student", "s1", signal.ref)
    tried = filled.finding.find("opgeleverd")[0]
    assert tried.student == NOOR


def test_what_was_undone_is_not_found(filled: Store) -> None:
    filled.cases.add_signal("s2", "mentor", "fietst weer naar school")
    assert filled.finding.find("fietst")
    last = filled.desk.to_undo()
    assert last and last.label == "signaal noteren"
    filled.desk.undo(last.batch)
    assert filled.finding.find("fietst") == ()
