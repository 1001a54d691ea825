"""A name typed without capitals gets them; tussenvoegsels stay lower-case, and what is no name stays as typed."""

import pytest

from sotdesk.domain.name_capitals import with_capitals


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("pietersen", "Pietersen"),
        ("van der laan", "van der Laan"),
        ("fenna de groot", "Fenna de Groot"),
        ("'t hart", "'t Hart"),
        ("ijsbrand", "IJsbrand"),
        ("o'neill", "O'Neill"),
        ("d'hondt", "d'Hondt"),
        ("jansen-bakker", "Jansen-Bakker"),
        ("m.j. bos", "M.J. Bos"),
        ("önal", "Önal"),
        ("Pietersen", "Pietersen"),
        ("van Dijk", "van Dijk"),
        ("mcDonald", "mcDonald"),
        ("van", "van"),
        ("n. smit@school.example", "n. smit@school.example"),
        ("wijkteam 3", "wijkteam 3"),
        ("", ""),
        ("李小龙", "李小龙"),
    ],
)
def test_capitals(typed: str, name: str) -> None:
    assert with_capitals(typed) == name
