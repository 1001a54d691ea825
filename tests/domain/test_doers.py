"""Who does an agreement, typed outside a meeting: roles resolved for this pupil, unknown names *nieuw*."""

import pytest

from sotdesk.domain.capture_names import NameBook
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.doers import doers_in, doers_words
from sotdesk.domain.students import Student
from sotdesk.domain.table_people import people_at

YARA = Student("s1", "040123", "Yara", "", "Achterberg", "2H1", mentor="M. Bos")
PEOPLE = [
    Contact("bos", "M. Bos", (Role("mentor", classes=("2H1",)),)),
    Contact("vos", "K. Vos", (Role("mentor", classes=("3M2",)),)),
    Contact("smit", "N. Smit", (Role("smw"),)),
    Contact("loon", "E. van Loon", (Role("oco"),)),
]
BOOK = NameBook.of(people_at([YARA], PEOPLE, School("De Linde", "E. van Loon", "loon")))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("mentor", "mentor (M. Bos)"),
        ("@mentor", "mentor (M. Bos)"),
        ("smw, mentor", "SMW (N. Smit), mentor (M. Bos)"),
        ("mentor en smw", "mentor (M. Bos), SMW (N. Smit)"),
        ("sm", "SMW (N. Smit)"),
        ("n. smit", "SMW (N. Smit)"),
        ("ik", "OCO (E. van Loon)"),
        ("Pietersen", "Pietersen (nieuw)"),
        ("mentor, Pietersen", "mentor (M. Bos), Pietersen (nieuw)"),
        (" , ", ""),
        ("", ""),
    ],
)
def test_who_is_meant(words: str, said: str) -> None:
    assert doers_words(doers_in(words, BOOK)) == said


def test_a_person_keeps_his_contact_and_role() -> None:
    (doer,) = doers_in("mentor", BOOK)
    assert (doer.contact_id, doer.role, doer.new) == ("bos", "mentor", False)


def test_nobody_is_guessed_by_a_part_of_his_name() -> None:
    """A child's story must not go to Jansen because somebody typed Jan (capture_names.py)."""
    (doer,) = doers_in("Smi", BOOK)
    assert doer.new
