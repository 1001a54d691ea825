"""Aanname: where a candidate stands, until when the school decides, and who he is in the school's list."""

from dataclasses import replace
from datetime import date

import pytest

from sotdesk.domain.candidates import (
    Candidate,
    Term,
    class_wrong,
    decide_by,
    matches,
    missing_words,
    parts,
    shipped_term,
    stand,
    timeline_words,
)
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student

TESS = Candidate("c", "Tess", "van", "Houtem", date(2026, 11, 2), date(2014, 3, 5), "bs De Wilg", "1B4")
FILLED = replace(TESS, need="rust", source="OKR", analysis="a", capacity="b", advice="c")


def test_the_parts_stand_in_the_order_of_the_sources() -> None:
    """domain.md §5 0a (S003, S004): need, information, zorganalyse, draagkracht, advice to the director, decision."""
    assert [part.code for part in parts()] == ["need", "source", "analysis", "capacity", "advice"]
    assert all(part.source and part.hint and part.lacks.endswith("ontbreekt") for part in parts())
    assert "besluit" in load("candidates")["decision"]["source"]


def test_where_it_stands_is_the_first_thing_that_is_missing() -> None:
    """domain.md §5 0a (S003, S004)."""
    assert stand(TESS) == "behoefte ontbreekt"
    assert stand(replace(FILLED, analysis="", advice="")) == "analyse ontbreekt"
    assert missing_words(replace(FILLED, analysis="", advice="")) == "analyse en advies"
    assert stand(FILLED) == "wacht op besluit"
    assert stand(replace(FILLED, decision="aangenomen")) == "aangenomen"


def test_the_term_is_marked_as_unknown_and_is_longer_once_parents_were_told() -> None:
    """Zorgplicht: six weeks and once four more; in no source of domain.md, so [U] and the school's to change."""
    assert (shipped_term(), load("candidates")["term"]["certainty"]) == (Term(6, 4), "U")
    assert decide_by(TESS, shipped_term()) == date(2026, 12, 14)
    assert decide_by(replace(TESS, extended_on=date(2026, 12, 10)), shipped_term()) == date(2027, 1, 11)
    assert decide_by(TESS, Term(8, 0)) == date(2026, 12, 28)


def pupil(first: str, last: str, born: date | None = None, infix: str = "van") -> Student:
    return Student(first + last, "", first, infix, last, "1B4", born)


@pytest.mark.parametrize(
    ("student", "sure"),
    [
        (pupil("Tess", "Houtem"), True),
        (pupil("Tess", "Houtem", TESS.birth_date), True),
        (pupil("tess", "Houtum"), True),
        (pupil("Tessa", "Houtem", TESS.birth_date), True),
        (pupil("Tess", "Houtem", date(2014, 5, 3)), None),
        (pupil("Mila", "Houtem", TESS.birth_date), False),
        (pupil("Mila", "Houtem"), None),
        (pupil("Mila", "Bos", TESS.birth_date), None),
    ],
)
def test_who_he_is_in_the_list(student: Student, sure: bool | None) -> None:
    """Near names and the birth date; a twin is proposed, never assumed."""
    found = matches(TESS, [student])
    assert [match.sure for match in found] == ([] if sure is None else [sure])


def test_what_was_known_goes_to_the_timeline_whole() -> None:
    """Nothing is lost when a candidate becomes a pupil (issue 4 point 12)."""
    said = timeline_words(replace(FILLED, need="rust in\nde klas.", information="rekent vlot"))
    assert said.split("\n") == [
        "aangenomen, van bs De Wilg",
        "Wat is nodig: rust in de klas.",
        "Bron: OKR: rekent vlot",
        "Analyse: a",
        "Draagkracht: b",
        "Advies: c",
    ]


def test_a_class_is_short_because_it_stays() -> None:
    assert class_wrong("1 havo/vwo") == ""
    assert "hooguit 12" in class_wrong("de klas van mevrouw Bos")
