"""The acute card: its words and numbers as data, its times, which card is taken up again (issue 3 point 3)."""

from datetime import datetime, timedelta

from sotdesk.domain.acute import (
    Call,
    Card,
    Number,
    call_words,
    first_lines,
    own_numbers,
    packed,
    shipped_numbers,
    timeline_words,
    to_resume,
)

AT = datetime(2026, 11, 25, 14, 26).astimezone()
MINUTE = timedelta(minutes=1)


def test_the_numbers_and_what_to_do_first_are_data() -> None:
    """domain.md §2, §6: Veilig Thuis 0800-2000, free, day and night [C]; §6.6: staff → the board at once [C]."""
    phones = {number.code: number.phone for number in shipped_numbers()}
    assert phones["112"] == "112"
    assert phones["veilig_thuis"] == "0800-2000"
    assert 3 <= len(first_lines()) <= 5
    assert "112" in first_lines()[0]
    assert any("bestuur" in words and "medewerker" in words for words in first_lines())
    assert not any("meldcode" in words.casefold() for words in first_lines())


def test_the_schools_own_numbers_are_kept() -> None:
    crisis = Number("x1", "Crisisdienst jeugd", "010-5550123", "regio", own=True)
    assert own_numbers(packed([*shipped_numbers(), crisis])) == (crisis,)


def test_a_call_says_its_times_and_without_names_only_these() -> None:
    call = Call("c", "112", "112", "112", AT, AT + MINUTE, AT + 2 * MINUTE, "centralist", "komt eraan")
    assert call_words(call) == "gebeld 14:27 · gehoor 14:28 · centralist: komt eraan"
    assert call_words(call, names=False) == "gebeld 14:27 · gehoor 14:28"
    assert call_words(Call("c", "112", "112", "112", AT)) == "nog te bellen"


def test_the_timeline_knows_that_it_was_used_and_when_and_no_more() -> None:
    """Its record is the coordinator's: no number, no name, nothing that was said (product.md, shielding)."""
    call = Call(
        "c", "veilig_thuis", "Veilig Thuis", "0800-2000", AT, AT + MINUTE, AT + 2 * MINUTE, "Kim", "advies"
    )
    card = Card("a", AT, "noor", note="is geslagen", calls=(call,), closed_at=AT + 14 * MINUTE)
    assert timeline_words(card) == "acuutkaart gebruikt 14:26–14:40 · 1 keer gebeld (14:27) · gehoor 14:28"


def test_the_card_in_use_is_taken_up_again() -> None:
    noor, nobody = Card("a", AT, "noor"), Card("b", AT + MINUTE)
    other = Card("c", AT + 2 * MINUTE, "davi")
    every = (noor, nobody, other)
    assert to_resume(every, "noor") == noor
    assert to_resume(every, "yara") == nobody
    assert to_resume(every, "") == other
    assert to_resume((other,), "yara") is None
