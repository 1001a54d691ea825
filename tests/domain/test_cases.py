"""Cases, pure: the words of a gap, what an aanmelding lacks, finding a pupil, a day that has been."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sotdesk.domain.cases import Gap, Referral, Tried
from sotdesk.domain.past_days import past_day
from sotdesk.domain.student_find import find_students
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "was 0 dagen uit de ondersteuning"),
        (1, "was 1 dag uit de ondersteuning"),
        (13, "was 13 dagen uit de ondersteuning"),
        (14, "was 2 weken uit de ondersteuning"),
        (45, "was 6 weken uit de ondersteuning"),
        (61, "was 2 maanden uit de ondersteuning"),
        (92, "was 3 maanden uit de ondersteuning"),
        (365, "was 12 maanden uit de ondersteuning"),
    ],
)
def test_the_words_of_a_gap(days: int, words: str) -> None:
    """S003 (b): see when a pupil left and re-entered support."""
    assert Gap(DAY - timedelta(days=days), DAY).words == words


FULL = Referral(
    DAY, "M. Bos", "Wat heeft Yara nodig?", "mentor", "Denk mee", (Tried("gesprek", "rust"),),
    parents_informed="nee", student_informed="ja",
)  # fmt: skip


def test_a_full_aanmelding_lacks_nothing() -> None:
    """`nee` is an answer too: parents who do not know it yet (domain.md §5)."""
    assert FULL.missing == ()


@pytest.mark.parametrize(
    ("lacks", "word"),
    [
        (replace(FULL, question=""), "hulpvraag"),
        (replace(FULL, question_by=""), "van wie de hulpvraag is"),
        (replace(FULL, tried=()), "wat is geprobeerd"),
        (replace(FULL, request=""), "vraag aan het SOT"),
        (replace(FULL, parents_informed=""), "of ouders het weten"),
        (replace(FULL, student_informed=""), "of de leerling het weet"),
    ],
)
def test_what_an_aanmelding_lacks(lacks: Referral, word: str) -> None:
    assert lacks.missing == (word,)


PUPILS = (
    Student("loua", "004627", "Loua", "de", "Vries", "2H1"),
    Student("jose", "015513", "José", "", "Aziz-Vriend", "2H2"),
    Student("vrida", "022666", "Vrida", "", "Bakker", "4H1"),
    Student("gone", "043778", "Loua", "van", "Vliet", "4H1", gone_since=DAY),
    Student("hondt", "043779", "Bo", "", "d'Hondt", "4H1"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", []),
        ("vries", ["loua"]),
        ("de vries", ["loua"]),
        ("vri", ["vrida", "loua", "jose"]),
        ("vri 2h", ["loua", "jose"]),
        ("jose", ["jose"]),
        ("JOSÉ a", ["jose"]),
        ("loua", ["loua", "gone"]),
        ("0046", ["loua"]),
        ("4627", ["loua"]),
        ("2h1", ["loua"]),
        ("hondt", ["hondt"]),
        ("ries", []),
    ],
)
def test_finding_a_pupil(words: str, found: list[str]) -> None:
    """Issue: first letters, surname without tussenvoegsel, number; é = e."""
    assert [student.id for student in find_students(PUPILS, words)] == found


def test_no_more_than_asked() -> None:
    assert len(find_students(PUPILS, "4h1", 2)) == 2


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("", DAY),
        ("vandaag", DAY),
        ("gisteren", date(2026, 11, 24)),
        ("Eergisteren", date(2026, 11, 23)),
        ("ma", date(2026, 11, 23)),
        ("afgelopen vrijdag", date(2026, 11, 20)),
        ("vr 20 nov", date(2026, 11, 20)),
        ("20-11", date(2026, 11, 20)),
        ("3 mrt", date(2026, 3, 3)),
        ("9 december", date(2025, 12, 9)),
        ("1 okt 2024", date(2024, 10, 1)),
        ("9 dec 2026", None),
        ("31 juni", None),
        ("straks", None),
    ],
)
def test_a_day_that_has_been(words: str, day: date | None) -> None:
    assert past_day(words, DAY) == day
