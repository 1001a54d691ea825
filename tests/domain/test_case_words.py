"""A case in words: what was tried, how it ended, who is at home, what the list of cases says."""

from dataclasses import replace
from datetime import date

import pytest

from sotdesk.domain.case_words import (
    STATUSES,
    case_words,
    gap_words,
    guardian_words,
    missing_words,
    result_words,
    tried_in,
    tried_words,
    without_effect,
)
from sotdesk.domain.cases import CaseRow, CaseStatus, Guardian, Referral, Tried
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
YARA = Student("s1", "040123", "Yara", "", "Achterberg", "2H1")
ROW = CaseRow("c1", YARA, CaseStatus.INTERNAL, "basisplus", "N. Smit", "Hoe komt zij naar de les?", TODAY)


@pytest.mark.parametrize(
    ("words", "tried"),
    [
        ("", ()),
        ("\n  \n", ()),
        ("gesprek met mentor", (Tried("gesprek met mentor"),)),
        ("gesprek -> even rust", (Tried("gesprek", "even rust"),)),
        ("gesprek → even rust", (Tried("gesprek", "even rust"),)),
        ("gesprek=>rust", (Tried("gesprek", "rust"),)),
        ("plek vooraan -> rust -> later niet meer", (Tried("plek vooraan", "rust -> later niet meer"),)),
        ("time-out  kaart ->\nvaste plek -> ja", (Tried("time-out kaart"), Tried("vaste plek", "ja"))),
    ],
)
def test_what_was_tried_with_its_effect(words: str, tried: tuple[Tried, ...]) -> None:
    """Domain.md §5: wat is geprobeerd, en wat deed het; one a line."""
    assert tried_in(words) == tried


def test_what_is_shown_reads_back_as_itself() -> None:
    tried = (Tried("gesprek", "rust"), Tried("vaste plek"))
    assert tried_words(tried) == "gesprek → rust\nvaste plek"
    assert tried_in(tried_words(tried)) == tried
    assert without_effect(tried) == 1


@pytest.mark.parametrize(
    ("result", "satisfied", "text"),
    [
        ("doel behaald", "", "doel behaald"),
        ("doel behaald", "leerling ja", "doel behaald. Tevreden: leerling ja"),
        ("Doel behaald.", "leerling ja", "Doel behaald. Tevreden: leerling ja"),
        ("", "ouders nee", "Tevreden: ouders nee"),
        ("", "", ""),
    ],
)
def test_how_it_ended(result: str, satisfied: str, text: str) -> None:
    """Domain.md §5 step 9: reason, result, satisfaction of pupil and parents."""
    assert result_words(result, satisfied) == text


@pytest.mark.parametrize(
    ("guardian", "text"),
    [
        (Guardian("g", "A. Achterberg", "moeder"), "moeder A. Achterberg"),
        (Guardian("g", "B. Vos", "vader", authority=False), "vader B. Vos (zonder gezag)"),
        (
            Guardian("g", "C. Haile", "moeder", language="Tigrinya", interpreter=True),
            "moeder C. Haile (Tigrinya, tolk)",
        ),
    ],
)
def test_who_is_at_home(guardian: Guardian, text: str) -> None:
    assert guardian_words(guardian) == text


def test_the_case_behind_a_pupil() -> None:
    closed = replace(ROW, status=CaseStatus.CLOSED, closed_on=date(2026, 8, 25))
    assert case_words(None, TODAY) == ""
    assert case_words(ROW, TODAY) == "casus: intern"
    assert case_words(closed, TODAY) == "afgesloten di 25 aug"
    assert gap_words(closed, TODAY) == "was 3 maanden uit de ondersteuning"
    assert gap_words(ROW, TODAY) == ""


def test_what_is_missing_in_one_sentence() -> None:
    lacking = Referral(TODAY, "mentor", "Wat helpt?", "mentor", request="", tried=(Tried("gesprek"),),
                       parents_informed="ja")  # fmt: skip
    assert missing_words(lacking) == "vraag aan het SOT en of de leerling het weet"


def test_closing_is_not_a_status_to_choose() -> None:
    assert "afgesloten" not in dict(STATUSES)
