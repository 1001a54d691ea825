"""Finding: é = e, *vries* finds "de Vries", numbers, people, text; each hit leads to its spot (product.md §4)."""

import pytest

from sotdesk.data.indexing import INDEXED
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Guardian, Referral, Tried
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.finding import KINDS, Found, address_of
from sotdesk.domain.students import Student
from sotdesk.screens.routes import ROUTES

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


def refs(store: Store, words: str) -> list[tuple[str, bool]]:
    return [(hit.ref, hit.near) for hit in store.finding.find(words)]


def test_a_name_one_letter_off_is_asked_about_and_one_typed_well_comes_first(filled: Store) -> None:
    """Issue 4 point 9: one letter wrong, missing, extra or swapped in words of five letters and more."""
    filled.students.add([Student("s3", "040300", "Omar", "", "Vreis", "1H1")])
    assert refs(filled, "vreis") == [("s3", False), ("s1", True)]
    assert refs(filled, "vris") == [("s3", True), ("s1", True)]
    assert refs(filled, "anne vreis") == [("s1", True)]
    assert refs(filled, "040132") == []


def test_names_are_never_old(filled: Store) -> None:
    """A name changes by a form, an import or u; the next key knows it."""
    assert refs(filled, "acahhbar") == []
    filled.students.add([Student("s3", "040300", "Yara", "", "Achahbar", "1H1")])
    assert refs(filled, "acahhbar") == [("s3", True)]
    filled.students.save_guardian("s1", Guardian("g1", "Petra Achahbar", "moeder"))
    assert refs(filled, "acahhbar") == [("s3", True), ("g1", True)]
    last = filled.desk.to_undo()
    assert last
    filled.desk.undo(last.batch)
    assert refs(filled, "acahhbar") == [("s3", True)]


def test_under_a_text_with_the_word_stands_the_name_that_looks_like_it(filled: Store) -> None:
    filled.cases.add_signal("s2", "mentor", "zegt vreis in plaats van reis")
    found = filled.finding.find("vreis")
    assert [(hit.kind, hit.near) for hit in found] == [("signal", False), ("student", True)]


def test_two_letters_look_in_names_and_numbers_only_three_in_all_text(filled: Store) -> None:
    """Issue 4, "How good": fewer letters search names and numbers only."""
    assert filled.finding.find("we") == ()
    assert [hit.kind for hit in filled.finding.find("weg")] == ["signal"]
    assert [hit.kind for hit in filled.finding.find("04")] == ["student", "student"]
    assert [hit.kind for hit in filled.finding.find("uit weg d")] == ["signal"]


def test_texts_come_newest_first_and_letters_that_sqlite_leaves_alone_are_folded(filled: Store) -> None:
    older = filled.cases.add_signal("s1", "mentor", "fietst met Yıldız naar huis")
    newer = filled.cases.add_signal("s2", "mentor", "fietst alleen, Søren loopt")
    assert [hit.ref for hit in filled.finding.find("fietst")] == [newer, older]
    assert [hit.ref for hit in filled.finding.find("yildiz")] == [older]
    assert [hit.ref for hit in filled.finding.find("Yıldız")] == [older]
    assert [hit.ref for hit in filled.finding.find("soren")] == [newer]


def test_what_is_found_says_who_may_read_it(filled: Store) -> None:
    filled.actions.add(ActionDraft("huisbezoek plannen", audience=Audience.OWN), student_ids=["s1"])
    assert [hit.audience for hit in filled.finding.find("huisbezoek")] == ["own"]


@pytest.mark.parametrize("table", INDEXED)
def test_every_table_that_is_found_has_a_word_and_a_spot(table: str) -> None:
    """Issue 4 point 9: all text of ten years; none can be forgotten."""
    assert KINDS[table]
    address = address_of(Found(table, "ref", "tekst", ANNE, "overleg"))
    assert address and address[0] in ROUTES
