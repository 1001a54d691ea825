"""What is pointed out before a text leaves: indirect names, words of judgement and of the shield; and what is not."""

import pytest
from tests.domain.feedback_meeting import BOS, MOTHER, YARA, line, meeting, note

from sotdesk.domain.capture_model import Kind
from sotdesk.domain.feedback_warnings import in_text


def found(text: str, *, parent: str = "") -> list[tuple[str, str]]:
    return [(w.kind, w.words) for w in in_text(text, "besluit", "l1", YARA, parent=parent)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zijn broer haalt hem op", "zijn broer"),
        ("Haar zus zit in de bovenbouw", "Haar zus"),
        ("gesprek met haar beste vriendin", "haar beste vriendin"),
        ("Yara's neef woont er ook", "Yara's neef"),
        ("de stiefvader komt mee", "de stiefvader"),
        ("moeders vriend is weg", "moeders vriend"),
    ],
)
def test_someone_around_the_pupil(text: str, words: str) -> None:
    assert found(text) == [("kin", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ruzie met Roos uit 2H1", "Roos uit 2H1"),
        ("2H1 Roos was erbij", "2H1 Roos"),
        ("Daan van 3vmbo2 filmde", "Daan van 3vmbo2"),
        ("Bram (4H2) keek toe", "Bram (4H2"),
        ("samen met Yara uit 4V1", "Yara uit 4V1"),
    ],
)
def test_a_call_name_with_a_class(text: str, words: str) -> None:
    assert found(text) == [("class", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hij is lui in de les", "lui"),
        ("moeder reageert hysterisch", "hysterisch"),
        ("Brutale houding", "Brutale"),
        ("een aansteller volgens de docent", "aansteller"),
        ("zij is manipulatief", "manipulatief"),
    ],
)
def test_a_word_of_judgement(text: str, words: str) -> None:
    assert found(text) == [("opinion", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Yara uit 2H1 krijgt een vaste plek",
        "mentor luistert en belt ouders",
        "gesprek met moeder over school",
        "drie lesuren gemist in week 48",
        "op 2 dec 10 minuten bellen",
        "verwijst naar het rooster",
        "vriendelijke klas, goede sfeer",
        "huiswerk in de mediatheek van 3 tot 4",
        "Rotterdam van 1 december af",
        "naar leerjaar 2 in augustus",
        "in 2 weken terug",
        "Gesprek van 2 dec besproken",
        "Begin in 4e lesuur",
    ],
)
def test_ordinary_sentences_raise_nothing(text: str) -> None:
    assert found(text) == []


def test_words_of_the_shield_are_pointed_out_and_never_leave() -> None:
    """product.md §4: they stand in no document but the run's own file."""
    assert [kind for kind, _ in found("meldcode gestart, advies van Veilig Thuis")] == [
        "shielded",
        "shielded",
    ]
    made = note(meeting((line(Kind.DECISION, "overleg met Veilig Thuis"),)), YARA, BOS.id)
    assert [said.text for said in made.decisions] == ["overleg met [afgeschermd]"]


def test_the_other_parent_is_someone_else_in_a_parents_text() -> None:
    assert found("vader haalt haar op, moeder brengt", parent="moeder") == [("kin", "vader")]
    assert found("vader haalt haar op, moeder brengt") == []
    lines = (line(Kind.DECISION, "vader wordt gebeld"),)
    made = note(meeting(lines, guardians={"yara": (MOTHER,)}), YARA, f"guardian:{MOTHER.id}")
    assert [(w.kind, w.words, w.where) for w in made.warnings] == [("kin", "vader", "besluit")]


def test_a_warning_says_where_it_stands_and_in_what_line() -> None:
    one = line(Kind.ADVICE, "zij is niet lui")
    made = note(meeting((one,)), YARA, BOS.id).warnings[0]
    assert (made.where, made.line_id, made.sentence) == (
        "advies", one.id, "‘lui’ is een oordeel; beschrijf wat er te zien of te horen was.",
    )  # fmt: skip


def test_letters_that_fold_into_two_do_not_shift_what_is_shown() -> None:
    assert found("ĳverig, maar zijn broer is lui") == [("kin", "zijn broer"), ("opinion", "lui")]
