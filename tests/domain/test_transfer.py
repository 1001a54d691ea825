"""Overdracht: who is who on arrival, and the code of the receipt (domain.md §5 step 11)."""

from datetime import date

import pytest

from sotdesk.domain.students import Student
from sotdesk.domain.transfer import code_of, counted, file_name, known_here, reason, reasons, same_code

BORN = date(2012, 1, 1)
YARA = Student("a", "040123", "Yara", "", "Achterberg", "2H1", BORN)


def here(number: str, first: str, last: str, born: date | None) -> Student:
    return Student("b", number, first, "", last, "3H1", born)


@pytest.mark.parametrize(
    ("other", "same_school", "why", "sure"),
    [
        (here("40123", "Yara", "Achterberg", None), True, "zelfde nummer", True),
        (here("040123", "Piet", "Anders", None), True, "zelfde nummer, andere naam", False),
        (here("040123", "Piet", "Anders", BORN), True, "zelfde nummer", True),
        (here("040123", "Piet", "Anders", BORN), False, "", False),
        (here("9", "yara", "Áchterberg", BORN), False, "zelfde naam en geboortedatum", True),
        (here("9", "Yara", "Achterberg", None), False, "zelfde naam, geboortedatum niet bekend", False),
        (here("9", "Yara", "Achterberg", date(2013, 1, 1)), False, "", False),
    ],
)
def test_he_is_known_by_number_within_a_school_else_by_name_and_birth_date(
    other: Student, same_school: bool, why: str, sure: bool
) -> None:
    """A pupil's number is one school's own; she decides what is not sure."""
    found, said, certain = known_here(YARA, [other], same_school=same_school)
    assert (found is not None, said, certain) == (bool(why), why, sure)


def test_the_code_is_the_files_own_and_forgives_how_it_is_typed() -> None:
    code = code_of("een id")
    assert len(code) == 7 and code[3] == "-" and not set(code) & set("OI01LU")
    assert same_code(code.lower().replace("-", " "), "een id")
    assert not same_code(code, "een ander id") and not same_code("", "een id")


def test_a_file_name_is_safe_and_names_the_receiver_only() -> None:
    assert (
        file_name("../Lyceum: Zuid/", date(2026, 11, 25))
        == "Overdracht 2026-11-25 Lyceum Zuid.sotdesk-overdracht"
    )
    assert len(file_name("x" * 500, date(2026, 11, 25))) < 120


def test_only_another_school_needs_consent_or_a_ground() -> None:
    """domain.md §11 (S004): nothing to third parties without explicit consent, except by legal duty."""
    assert [one.word for one in reasons() if one.outside] == ["andere school"]
    assert all(one.source for one in reasons()) and not reason("iets anders").outside


def test_what_goes_is_counted_in_words() -> None:
    assert counted({"action": 1, "line": 12, "case": 3}) == ((12, "regels in de tijdlijn"), (1, "afspraak"))
