"""Whom a line can name at an item, best first (product.md §4, "The capture line"; domain.md §3: scopes of roles)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.capture import Reading, read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.dates import Frame
from sotdesk.domain.meetings import Present
from sotdesk.domain.students import Student
from sotdesk.domain.table_people import people_at

YARA = Student("yara", "1", "Yara", "", "Achterberg", "2H1", mentor="M. Bos", municipality="Rotterdam")
DAVI = Student("davi", "2", "Davi", "", "Pinas", "3M2", mentor="K. Kok", municipality="Albrandswaard")
SCHOOL = School("De Linde", "A. Veen", "oco")
PEOPLE = (
    Contact("oco", "A. Veen", (Role("oco"), Role("docent"))),
    Contact("bos", "M. Bos", (Role("mentor", classes=("2H1",)), Role("docent"))),
    Contact("kok", "K. Kok", (Role("mentor", classes=("3M2",)), Role("docent"))),
    Contact("smit", "N. Smit", (Role("smw"),)),
    Contact("wit", "J. de Wit", (Role("smw"), Role("docent"))),
    Contact("lpa1", "R. Aydin", (Role("lpa", municipalities=("Rotterdam",)),), internal=False),
    Contact("lpa2", "T. Mulder", (Role("lpa", municipalities=("Albrandswaard",)),), internal=False),
    Contact("weg", "W. Weg", (Role("svk"),), gone=True),
)
MOTHER = Guardian("g1", "K. Achterberg", "moeder")
GRAN = Guardian("g2", "B. Oud", "oma")
NOW = datetime(2026, 11, 25, 13, 24)  # noqa: DTZ001


def here(label: str, contact_id: str = "", role: str = "") -> Present:
    return Present(label, label, role, contact_id, joined_at=NOW)


def reading(
    line: str, *students: Student, present: tuple[Present, ...] = (), guardians: tuple[Guardian, ...] = ()
) -> Reading:
    people = people_at(students, PEOPLE, SCHOOL, present, guardians)
    return read(line, Table(Frame(date(2026, 11, 25), SchoolCalendar()), people))


def named(line: str, *students: Student, **around: tuple[Present, ...] | tuple[Guardian, ...]) -> list[str]:
    """Everyone that the line's first person may be, the one meant first."""
    found = reading(line, *students, **around)  # type: ignore[arg-type]
    piece = found.pieces[0]
    who = piece.voice or piece.who[0]
    return [person.label for person in who.choices]


@pytest.mark.parametrize(
    "line,student,labels",
    [
        ("@mentor belt", YARA, ["mentor (M. Bos)"]),
        ("@mentor belt", DAVI, ["mentor (K. Kok)"]),
        ("@lpa belt", YARA, ["LPA (R. Aydin)"]),
        ("@lpa belt", DAVI, ["LPA (T. Mulder)"]),
        ("@leerplicht belt", DAVI, ["LPA (T. Mulder)"]),
        ("@smw belt", YARA, ["SMW (J. de Wit)", "SMW (N. Smit)"]),
        ("smw: slaapt slecht", YARA, ["SMW (J. de Wit)", "SMW (N. Smit)"]),
        ("@n. smit belt", YARA, ["SMW (N. Smit)"]),
        ("@smit belt", YARA, ["SMW (N. Smit)"]),
        ("@de wit: belt", YARA, ["SMW (J. de Wit)"]),
        ("@k. kok belt", YARA, ["mentor 3M2 (K. Kok)"]),
        ("@ik belt", YARA, ["OCO (A. Veen)"]),
        ("@oco belt", YARA, ["OCO (A. Veen)"]),
        ("@docent let op", YARA, ["docent"]),
        ("@svk belt", YARA, ["SVK"]),
        ("ll: is bang", YARA, ["leerling"]),
        ("ou: willen rust", YARA, ["ouders"]),
        ("moeder: is moe", YARA, ["moeder"]),
    ],
)
def test_a_word_means_the_person_who_fits_this_pupil(line: str, student: Student, labels: list[str]) -> None:
    assert named(line, student) == labels


@pytest.mark.parametrize("line", ["@jan belt", "@smi belt", "@weg belt", "@w. weg: belt", "@bo belt"])
def test_nobody_is_guessed(line: str) -> None:
    """A name is never cut short, and who left is nobody."""
    assert reading(line, YARA).pieces[0].who[0].person is None


@pytest.mark.parametrize(
    "line,label",
    [
        ("moeder: slaapt slecht", "moeder (K. Achterberg)"),
        ("ma: slaapt slecht", "moeder (K. Achterberg)"),
        ("@achterberg: belt terug", "moeder (K. Achterberg)"),
        ("oma: helpt mee", "oma (B. Oud)"),
        ("vader: komt niet", "vader"),
    ],
)
def test_the_pupils_own_people_have_a_name(line: str, label: str) -> None:
    assert named(line, YARA, guardians=(MOTHER, GRAN)) == [label]


def test_two_with_the_same_word_are_both_found() -> None:
    other = replace(MOTHER, id="g3", name="L. de Groot")
    labels = ["moeder (K. Achterberg)", "moeder (L. de Groot)"]
    assert named("moeder: is het ermee eens", YARA, guardians=(MOTHER, other)) == labels


def test_in_a_talk_about_two_pupils_a_role_means_both_their_people() -> None:
    """product.md §4: `@mentor` in a talk about Lina and Sami is both mentors, named in the preview."""
    both = reading("@mentor belt", DAVI, YARA)
    assert [who.label for who in both.pieces[0].who] == ["mentor (K. Kok)", "mentor (M. Bos)"]
    assert "Tab: alleen mentor (K. Kok)" in both.notes
    assert [who.label for who in reading("@lpa,mentor belt", YARA, DAVI).pieces[0].who] == [
        "LPA (R. Aydin)", "LPA (T. Mulder)", "mentor (M. Bos)", "mentor (K. Kok)",
    ]  # fmt: skip
    assert [who.label for who in reading("@smw belt", YARA, DAVI).pieces[0].who] == ["SMW (J. de Wit)"]


def test_one_of_two_mentors_speaks_comes_in_or_is_named_by_name() -> None:
    for line in ("mentor: hij is moe", "+mentor"):
        assert named(line, YARA, DAVI) == ["mentor (K. Kok)", "mentor (M. Bos)"]
    assert named("@m. bos belt", YARA, DAVI) == ["mentor (M. Bos)"]


def test_pupils_with_one_mentor_have_no_second() -> None:
    sister = replace(YARA, id="zus", first_name="Meryem")
    assert named("@mentor belt", YARA, sister) == ["mentor (M. Bos)"]


def test_without_a_pupil_everyone_with_the_role_is_meant() -> None:
    assert named("@lpa belt") == ["LPA (R. Aydin)", "LPA (T. Mulder)"]
    assert named("@mentor belt") == ["mentor (K. Kok)", "mentor (M. Bos)"]


def test_the_mentor_comes_first_then_who_is_at_the_table() -> None:
    """Issue: completion of people by two letters, this pupil's mentor first."""
    people = people_at([YARA], PEOPLE, SCHOOL, [here("SMW (N. Smit)", "smit", "smw")], [MOTHER])
    labels = [person.label for person in people]
    assert labels[:2] == ["mentor (M. Bos)", "SMW (N. Smit)"]
    assert labels.index("moeder (K. Achterberg)") < labels.index("SVK")
    assert [person.label for person in people if person.present] == ["SMW (N. Smit)"]
    assert named("@smw belt", YARA, present=(here("SMW (N. Smit)", "smit", "smw"),))[0] == "SMW (N. Smit)"


def test_each_role_of_a_person_has_its_own_label() -> None:
    both = (Contact("x", "M. Bos", (Role("smw"), Role("mentor", classes=("2H1",)))),)
    table = Table(Frame(date(2026, 11, 25), SchoolCalendar()), people_at([YARA], both, SCHOOL))
    said = [read(f"@{word} belt", table).pieces[0].who[0].label for word in ("mentor", "smw", "m. bos")]
    assert said == ["mentor (M. Bos)", "SMW (M. Bos)", "mentor (M. Bos)"]


@pytest.mark.parametrize(
    "line,present,label",
    [
        ("-moeder", here("moeder (K. Achterberg)", role="moeder"), "moeder (K. Achterberg)"),
        ("-joris dam", here("Joris Dam"), "Joris Dam"),
        ("-oom henk", here("oom Henk"), "oom Henk"),
        ("-smit", here("SMW (N. Smit)", "smit", "smw"), "SMW (N. Smit)"),
        ("-svk", here("SVK", role="svk"), "SVK"),
    ],
)
def test_who_is_at_the_table_can_leave_at_any_item(line: str, present: Present, label: str) -> None:
    """Under another pupil too, and with a name that is new."""
    assert named(line, DAVI, present=(present,)) == [label]


def test_a_guest_of_another_pupil_does_not_speak_for_this_one() -> None:
    mothers = (Guardian("g9", "S. Pinas", "moeder"),)
    guest = here("moeder (K. Achterberg)", role="moeder")
    assert named("moeder: is moe", DAVI, present=(guest,), guardians=mothers)[0] == "moeder (S. Pinas)"
    assert named("-moeder", DAVI, present=(guest,), guardians=mothers) == ["moeder (K. Achterberg)"]


def test_the_coordinator_is_known_without_being_a_contact() -> None:
    table = Table(
        Frame(date(2026, 11, 25), SchoolCalendar()), people_at([YARA], (), School("De Linde", "A. Veen"))
    )
    who = read("@ik belt", table).pieces[0].who[0]
    assert (who.label, who.is_me) == ("OCO (A. Veen)", True)
