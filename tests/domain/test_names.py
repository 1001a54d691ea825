"""How a name is written: on screen, in full, as initials (product.md §4; domain.md §4 "Initials?")."""

import pytest

from sotdesk.domain.names import Name


@pytest.mark.parametrize(
    ("name", "shown", "full", "initials"),
    [
        (Name("Yara", "", "Achahbar"), "Yara A.", "Yara Achahbar", "Y.A."),
        (Name("Fenna", "de", "Groot"), "Fenna de G.", "Fenna de Groot", "F.d.G."),
        (Name("Kees", "van der", "Laan"), "Kees v. d. L.", "Kees van der Laan", "K.v.d.L."),
        (Name("IJsbrand", "", "IJzer"), "IJsbrand IJ.", "IJsbrand IJzer", "IJ.IJ."),
        (Name("Élodie", "d'", "Ávila"), "Élodie d' Á.", "Élodie d' Ávila", "É.d.Á."),
        (Name("Anne-Marie", "", "Smit-Bakker"), "Anne-Marie S.", "Anne-Marie Smit-Bakker", "A.S."),
        (Name("Omar", "", ""), "Omar", "Omar", "O."),
        (Name("Lotte", "'t", "Hart"), "Lotte 't H.", "Lotte 't Hart", "L.t.H."),
    ],
)
def test_ways_of_writing(name: Name, shown: str, full: str, initials: str) -> None:
    assert (name.shown, name.full, name.initials) == (shown, full, initials)


def test_a_class_list_is_by_surname_without_infix() -> None:
    names = [Name("Bo", "van", "Zanten"), Name("Ali", "", "Mulder"), Name("Cas", "de", "Boer")]
    assert [n.last for n in sorted(names, key=lambda n: n.sort_key)] == ["Boer", "Mulder", "Zanten"]


def test_the_words_that_give_a_pupil_away() -> None:
    assert Name("Kees", "van der", "Laan").words == ("Kees van der Laan", "van der Laan", "Kees", "Laan")
    assert Name("Omar", "", "").words == ("Omar",)
