"""Names hidden in free text (product.md §4, F9): whole words, accents and capitals do not count."""

import pytest

from sotdesk.domain.masking import mask
from sotdesk.domain.names import MASK, Name

NAMES = (Name("Yara", "", "Achterberg"), Name("Zoë", "van der", "Laan-Bos"), Name("Roos", "de", "Vries"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Yara slaapt slecht", f"{MASK} slaapt slecht"),
        ("YARA's moeder", f"{MASK} moeder"),
        ("moeder van zoe", f"moeder van {MASK}"),
        ("mevrouw Laan-Bos belt", f"mevrouw {MASK} belt"),
        ("mevrouw Laan belt", f"mevrouw {MASK} belt"),
        ("familie De Vries", f"familie De {MASK}"),
        ("roosters en Yaratje", "roosters en Yaratje"),
        ("Roos; Yara, Zoë.", f"{MASK}; {MASK}, {MASK}."),
        ("", ""),
    ],
)
def test_known_names_are_hidden(text: str, shown: str) -> None:
    assert mask(text, NAMES) == shown


def test_without_names_nothing_changes() -> None:
    assert mask("Yara slaapt slecht", ()) == "Yara slaapt slecht"
