"""Roles in typed words, working days, names in a mentor column, and who a role is for one pupil."""

import pytest

from sotdesk.domain.contacts import (
    Contact,
    Role,
    mentors_named,
    missing_mentors,
    role_kinds,
    who_fits,
)
from sotdesk.domain.mentor_names import mentor_names, name_key
from sotdesk.domain.role_words import is_relative, role_of, unknown_in
from sotdesk.domain.students import Student
from sotdesk.domain.working_days import days_of, days_words

DEPARTMENTS = {"onderbouw": ("1*", "2*"), "bovenbouw": ("3*", "4*", "5*", "6*")}
CLASSES = ("1B4", "2H1", "2H2", "4V1")
TOWNS = ("Rotterdam", "Capelle aan den IJssel", "Barendrecht")


def pupil(class_name: str = "2H1", mentor: str = "", town: str = "Rotterdam") -> Student:
    return Student("p", "040123", "Yara", "", "Aziz", class_name, mentor=mentor, municipality=town)


def typed(text: str) -> Role:
    return role_of(text, DEPARTMENTS, CLASSES, TOWNS)


@pytest.mark.parametrize(
    ("text", "role"),
    [  # issue 2 point 4: one or more roles, each with a scope (department, years, classes, municipality)
        ("mentor 2H1", Role("mentor", classes=("2H1",))),
        ("mentor van 2h1 en 2h2", Role("mentor", classes=("2H1", "2H2"))),
        ("Mentor klas 9X", Role("mentor", classes=("9X",))),
        ("mentor 2B7", Role("mentor", classes=("2B7",))),
        ("docent Zon", Role("docent", classes=("Zon",))),
        ("LPA Rotterdam, Capelle", Role("lpa", municipalities=("Rotterdam", "Capelle aan den IJssel"))),
        ("leerplichtambtenaar gemeente barendrecht", Role("lpa", municipalities=("Barendrecht",))),
        ("lpa capelle aan den ijssel", Role("lpa", municipalities=("Capelle aan den IJssel",))),
        ("LPA De Ronde Venen", Role("lpa", municipalities=("De Ronde Venen",))),
        ("LPA Schiedam", Role("lpa", municipalities=("Schiedam",))),
        ("wijkteam: Rotterdam", Role("wijkteam", municipalities=("Rotterdam",))),
        ("coördinator onderbouw", Role("coordinator", ("onderbouw",))),
        ("afdelingsleider voor de bovenbouw", Role("coordinator", ("bovenbouw",))),
        ("teamleider leerjaar 1, 2", Role("coordinator", years=(1, 2))),
        ("coördinator 1-3", Role("coordinator", years=(1, 2, 3))),
        ("coördinator leerjaar 4 t/m 6", Role("coordinator", years=(4, 5, 6))),
        ("coördinator 2H*", Role("coordinator", ("2H*",))),
        ("SVK leerjaar 2 Rotterdam", Role("svk", years=(2,), municipalities=("Rotterdam",))),
        ("SMW", Role("smw")),
        ("zorgcoördinator", Role("oco")),
        ("psych. bovenbouw", Role("psycholoog", ("bovenbouw",))),
        ("anti-pestcoördinator", Role("antipest")),
        ("aandachtsfunctionaris onderbouw", Role("aandachtsfunctionaris", ("onderbouw",))),
        ("dyslexiecoach onderbouw", Role("dyslexiecoach", ("onderbouw",))),
        ("pest coach leerjaar 1", Role("pest coach", years=(1,))),
        ("verzuim medewerker", Role("verzuim medewerker")),
        ("LPA a|b", Role("lpa", municipalities=("a", "b"))),
        ("  ", Role("")),
    ],
)
def test_a_typed_line_is_one_role(text: str, role: Role) -> None:
    assert typed(text) == role
    assert typed(role.words) == role, "its own words read back as the same role"


@pytest.mark.parametrize("code", [kind.code for kind in role_kinds().values() if not kind.relative])
def test_every_role_has_words_that_read_back(code: str) -> None:
    role = Role(code, ("onderbouw",), (1, 2), ("2H1",), ("Capelle aan den IJssel",))
    assert typed(role.words) == role


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("mentor 2H1", ()),
        ("mentor 9X", ("9X",)),
        ("LPA Schiedam, Rotterdam", ("Schiedam",)),
        ("coördinator onderbauw", ("onderbauw",)),
        ("coördinator 2*", ()),
    ],
)
def test_what_the_school_does_not_know_is_named(text: str, unknown: tuple[str, ...]) -> None:
    assert unknown_in(typed(text), DEPARTMENTS, CLASSES, TOWNS) == unknown


def test_a_school_without_pupils_doubts_no_class_and_no_town() -> None:
    role = role_of("LPA 2H1 Schiedam", DEPARTMENTS, (), ())
    assert (role.classes, role.municipalities) == (("2H1",), ("Schiedam",))
    assert unknown_in(role, DEPARTMENTS, (), ()) == ()


@pytest.mark.parametrize(("text", "relative"), [("moeder", True), ("ll", True), ("SMW", False), ("x", False)])
def test_who_is_around_the_pupil_is_no_contact(text: str, relative: bool) -> None:
    assert is_relative(typed(text)) is relative


@pytest.mark.parametrize(
    ("text", "days", "words"),
    [
        ("", (0, 1, 2, 3, 4), "elke dag"),
        ("elke dag", (0, 1, 2, 3, 4), "elke dag"),
        ("ma di do", (0, 1, 3), "ma di do"),
        ("ma t/m wo", (0, 1, 2), "ma t/m wo"),
        ("ma-do", (0, 1, 2, 3), "ma t/m do"),
        ("maandag en vrijdag", (0, 4), "ma vr"),
        ("vr, ma", (0, 4), "ma vr"),
        ("ma, wo t/m vr", (0, 2, 3, 4), "ma wo do vr"),
        ("di", (1,), "di"),
    ],
)
def test_working_days(text: str, days: tuple[int, ...], words: str) -> None:
    assert days_of(text) == days
    assert days_words(days) == words
    assert days_of(words) == days


@pytest.mark.parametrize("text", ["vr-ma", "za", "soms", "ma x", "3 dagen"])
def test_what_is_no_working_day_is_not_guessed(text: str) -> None:
    assert days_of(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("M. Bos / K. Vos", ("M. Bos", "K. Vos")),
        ("M. Bos en K. Vos", ("M. Bos", "K. Vos")),
        ("M. Bos, K. Vos", ("M. Bos", "K. Vos")),
        ("Bos, M.", ("Bos, M.",)),
        ("Bos, M. de", ("Bos, M. de",)),
        ("Bos, M. / Vos, K.", ("Bos, M.", "Vos, K.")),
        ("J. van den Berg-de Vries", ("J. van den Berg-de Vries",)),
        (" / ", ()),
    ],
)
def test_a_mentor_column_names_people(text: str, names: tuple[str, ...]) -> None:
    assert mentor_names(text) == names


@pytest.mark.parametrize("spelling", ["M. Bos", "m.bos", "Bos, M.", "mevr. M. Bos", "dhr M. BOS", "M.  Bós"])
def test_spellings_of_one_person(spelling: str) -> None:
    assert name_key(spelling) == name_key("M. Bos")


def fits(code: str, student: Student, *contacts: Contact) -> list[str]:
    return [c.name for c in who_fits(code, student, contacts, DEPARTMENTS)]


def test_two_coordinators_are_told_apart_by_department() -> None:
    """domain.md §3: the coördinator of the pupil's own department."""
    low, high = (
        Contact(name, name, (Role("coordinator", (department,)),))
        for name, department in (("Anna", "onderbouw"), ("Bram", "bovenbouw"))
    )
    assert fits("coordinator", pupil("2H1"), low, high) == ["Anna"]
    assert fits("coordinator", pupil("4V1"), low, high) == ["Bram"]


def test_two_lpas_are_told_apart_by_municipality() -> None:
    here = Contact("1", "Ria", (Role("lpa", municipalities=("Rotterdam", "Barendrecht")),))
    there = Contact("2", "Sam", (Role("lpa", municipalities=("Capelle aan den IJssel",)),))
    assert fits("lpa", pupil(town="rotterdam"), here, there) == ["Ria"]
    assert fits("lpa", pupil(town="Capelle aan den IJssel"), here, there) == ["Sam"]
    assert fits("lpa", pupil(town="Delft"), here, there) == []


def test_the_narrowest_scope_comes_first_then_the_name() -> None:
    contacts = [
        Contact("1", "Zoë", (Role("svk"),)),
        Contact("2", "Bea", (Role("svk"),)),
        Contact("3", "Kim", (Role("svk", years=(2,)),)),
        Contact("4", "Lou", (Role("svk", years=(2,), municipalities=("Rotterdam",)),)),
        Contact("5", "Weg", (Role("svk", years=(2,)),), gone=True),
    ]
    assert fits("svk", pupil("2H1"), *contacts) == ["Lou", "Kim", "Bea", "Zoë"]


def test_duo_mentors_by_class() -> None:
    duo = [Contact(n, n, (Role("mentor", classes=("2H1",)),)) for n in ("K. Vos", "M. Bos")]
    other = Contact("x", "P. Kok", (Role("mentor", classes=("2H2",)),))
    every = Contact("y", "T. Vaag", (Role("mentor"),))
    assert fits("mentor", pupil("2H1"), *duo, other, every) == ["K. Vos", "M. Bos"]


def test_the_schools_own_list_says_who_the_mentor_is() -> None:
    bos, vos = Contact("1", "M. Bos"), Contact("2", "K. Vos")
    by_class = Contact("3", "P. Kok", (Role("mentor", classes=("2H1",)),))
    assert fits("mentor", pupil("2H1", mentor="M. Bos / K. Vos"), by_class, vos, bos) == ["M. Bos", "K. Vos"]
    assert fits("mentor", pupil("2H1", mentor="Bos, M."), by_class, vos, bos) == ["M. Bos"]
    assert fits("mentor", pupil("2H1", mentor="Onbekend"), by_class, vos, bos) == ["P. Kok"]
    assert mentors_named("", [bos]) == ()


def test_mentors_of_the_list_who_are_no_contact_yet() -> None:
    named = [
        ("M. Bos / K. Vos", "2H1"),
        ("Bos, M.", "2H2"),
        ("M. Bos", "2H1"),
        ("A. Kok", "1B4"),
        ("", "4V1"),
    ]
    known = [Contact("1", "A. Kok"), Contact("2", "K. Vos", gone=True)]
    found = missing_mentors(named, known)
    assert [(c.name, c.roles[0].words) for c in found] == [
        ("K. Vos", "mentor 2H1"),
        ("M. Bos", "mentor 2H1, 2H2"),
    ]
