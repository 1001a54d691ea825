"""Small Dutch wordings."""

from datetime import date

from sotdesk.domain.words import count, full_date, listed, long_date


def test_dates_in_words() -> None:
    assert long_date(date(2026, 11, 25)) == "wo 25 november"
    assert full_date(date(2027, 3, 1)) == "maandag 1 maart 2027"


def test_counts_and_lists() -> None:
    assert [count(n, "leerling", "leerlingen") for n in (0, 1, 2)] == [
        "0 leerlingen",
        "1 leerling",
        "2 leerlingen",
    ]
    assert [listed(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a en b", "a, b en c"]
