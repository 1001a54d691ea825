"""What the shielded view never shows (product.md §4, "Guests and shielding")."""

import pytest

from sotdesk.domain.shield import hidden_step, hidden_words, lifting_refused


@pytest.mark.parametrize(
    "text,shown",
    [
        ("advies van Veilig Thuis vragen", "advies van [afgeschermd] vragen"),
        ("veiligthuis belt terug", "[afgeschermd] belt terug"),
        ("Veilig\nThuis", "[afgeschermd]"),
        ("MELDCODE stap 2; SISA-signaal gezet", "[afgeschermd] stap 2; [afgeschermd] gezet"),
        ("het meldcodetraject van vorig jaar", "het [afgeschermd] van vorig jaar"),
        ("zij voelt zich niet veilig thuis", "zij voelt zich niet [afgeschermd]"),
        (
            "Marisa belt, de wijkagent komt veilig en wel thuis",
            "Marisa belt, de wijkagent komt veilig en wel thuis",
        ),
        ("", ""),
    ],
)
def test_the_words_are_hidden_and_nothing_else(text: str, shown: str) -> None:
    """`veilig thuis` in another meaning is hidden too: that errs on the safe side."""
    assert hidden_words(text) == shown


@pytest.mark.parametrize(
    "text,shown",
    [
        ("@ik Veilig Thuis bellen voor advies", "Overleg met casushouder"),
        ("mentor belt ouders", "mentor belt ouders"),
    ],
)
def test_a_due_step_reads_as_a_talk_with_the_case_holder(text: str, shown: str) -> None:
    assert hidden_step(text) == shown


def test_never_lifted_with_a_guest_and_it_says_why() -> None:
    assert lifting_refused("") == ""
    assert lifting_refused("moeder") == "Blijft afgeschermd zolang er een gast is: moeder."
