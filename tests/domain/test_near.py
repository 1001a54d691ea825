"""One letter off (issue 4 point 9: wrong, missing, extra or swapped, in words of five letters and more)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotdesk.domain.near import LONG, NameBook, Named, nearly, words_in

NAMES = st.text("abcdeij", min_size=LONG, max_size=9)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("vreis", "vries"),
        ("vrias", "vries"),
        ("vris", "vries"),
        ("vrieis", "vries"),
        ("ahcahbar", "achahbar"),
        ("jansen", "janssen"),
        ("yarra", "yara"),
        ("achaba", "achahbar"),
        ("achhb", "achahbar"),
        ("xries", "vries"),
        ("vriet", "vries"),
        ("vrise", "vriesland"),
    ],
)
def test_one_letter_off(typed: str, name: str) -> None:
    assert nearly(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("vries", "vries"),
        ("vri", "vries"),
        ("vrie", "vriesland"),
        ("noot", "noor"),
        ("smit", "smid"),
        ("sanxx", "sanne"),
        ("sanna", "sannelore"),
        ("vrei", "vries"),
        ("", "vries"),
    ],
)
def test_not_one_letter_off(typed: str, name: str) -> None:
    assert not nearly(typed, name)


@given(
    NAMES,
    st.integers(0, 8),
    st.sampled_from("abcdeijz"),
    st.sampled_from(["wrong", "missing", "extra", "swapped"]),
)
def test_any_single_error_is_seen(name: str, at: int, letter: str, error: str) -> None:
    at = min(at, len(name) - 1)
    typed = {
        "wrong": name[:at] + letter + name[at + 1 :],
        "missing": name[:at] + name[at + 1 :],
        "extra": name[:at] + letter + name[at:],
        "swapped": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    }[error]
    assert typed == name or nearly(typed, name)


@given(NAMES, NAMES)
def test_two_errors_in_whole_words_of_one_length_are_not_one(one: str, other: str) -> None:
    """Beside the definition of Damerau-Levenshtein (restricted): the plain table of distances."""
    if len(one) == len(other):
        assert nearly(one, other) == (_distance(one, other) == 1)


def _distance(a: str, b: str) -> int:
    rows = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cost = a[i - 1] != b[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and (a[i - 1], a[i - 2]) == (b[j - 2], b[j - 1]):
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def test_each_word_counts_and_numbers_are_never_nearly() -> None:
    book = NameBook(
        [
            Named(("student", "s1"), ("Anne", "de", "Vriés"), ("040123", "2H1")),
            Named(("student", "s2"), ("Noor", "van der", "Laan-Bakker"), ("040124", "3M2")),
        ]
    )
    one, two = [("student", "s1")], [("student", "s2")]
    assert book.find(words_in("vri ann")) == (one, [])
    assert book.find(words_in("VREIS anne")) == ([], one)
    assert book.find(words_in("bakkre noor")) == ([], two)
    assert book.find(words_in("0401")) == ([*one, *two], [])
    assert book.find(words_in("040132")) == ([], [])
    assert book.find(words_in("vreis noor")) == ([], [])
    assert book.find([]) == ([], [])


def test_who_has_the_word_whole_comes_before_who_has_it_as_a_beginning() -> None:
    """Issue 4 point 9: `davi p` is Davi Pinto, though David de Pater stands before him."""
    book = NameBook(
        [Named(("student", "1"), ("David", "de", "Pater")), Named(("student", "2"), ("Davi", "Pinto"))]
    )
    assert [ref for _, ref in book.find(["davi", "p"])[0]] == ["2", "1"]
    assert [ref for _, ref in book.find(["dav"])[0]] == ["1", "2"]
