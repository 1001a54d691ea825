"""Which pupil a line names (product.md §4: `… &lina`, `/+noor 3m2`): never guessed, always said."""

from datetime import date

import pytest

from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.capture import Table, read
from sotdesk.domain.capture_complete import completions, next_choice
from sotdesk.domain.capture_pupils import Newcomer, Pupils, newcomer
from sotdesk.domain.dates import Frame
from sotdesk.domain.students import Student


def pupil(key: str, first: str, last: str, class_name: str, infix: str = "") -> Student:
    return Student(key, key, first, infix, last, class_name)


LINA = pupil("lina", "Lina", "Karimi", "2H1")
SAMI = pupil("sami", "Sami", "Karimi", "4V1")
OTHER_LINA = pupil("lina2", "Lina", "Bos", "3M2")
NOOR = pupil("noor", "Noor", "Vermeer", "3M2")
NOOR_DE_WIT = pupil("noor2", "Noor", "Wit", "3M2", "de")
NOOR_4V1 = pupil("noor3", "Noor", "Aydin", "4V1")
ROOS = pupil("roos", "Roos", "Dam", "1B4")
TWIN_A, TWIN_B = pupil("a", "Ali", "Can", "2H1"), pupil("b", "Ali", "Can", "2H1")
SCHOOL = (LINA, SAMI, OTHER_LINA, NOOR, NOOR_DE_WIT, NOOR_4V1, ROOS, TWIN_A, TWIN_B)
TABLE = Table(Frame(date(2026, 11, 25), SchoolCalendar()), pupils=Pupils((LINA, SAMI), SCHOOL))


@pytest.mark.parametrize(
    ("line", "also"),
    [
        ("samen &lina", ["lina"]),
        ("samen &Lína", ["lina"]),
        ("samen &sami &lina", ["sami", "lina"]),
        ("samen &lina 3m2", ["lina2"]),
        ("samen &roos 1b4", ["roos"]),
        ("samen &roos dam", ["roos"]),
        ("samen &noor vermeer", ["noor"]),
        ("samen &noor de wit 3m2", ["noor2"]),
        ("@mentor belt &lina 3m2 >vr", ["lina2"]),
        ("samen &roos", []),
        ("samen &noor", []),
        ("samen &noor 3m2", []),
        ("samen &ali can 2h1", []),
        ("samen &niemand", []),
        ("Rock &roll is leuk", []),
    ],
)
def test_a_pupil_of_this_meeting_by_call_name_anyone_else_by_call_name_and_class(
    line: str, also: list[str]
) -> None:
    piece = read(line, TABLE).pieces[0]
    assert [student.id for student in piece.also] == also


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("samen &roos", "&roos 1b4? zo is het tekst"),
        ("samen &noor", "&noor vermeer of &noor de wit of &noor 4v1? zo is het tekst"),
        ("samen &noor 3m2", "&noor vermeer of &noor de wit? zo is het tekst"),
        ("samen &niemand", "geen leerling heet hier niemand: bewaard als tekst"),
        ("samen &ali", "geen leerling heet hier ali: bewaard als tekst"),
    ],
)
def test_who_is_not_unique_is_said_with_the_words_that_are(line: str, said: str) -> None:
    assert said in read(line, TABLE).notes


def test_two_pupils_of_this_meeting_with_one_call_name_are_told_apart() -> None:
    table = Table(TABLE.frame, pupils=Pupils((LINA, OTHER_LINA), SCHOOL))
    assert "&lina 2h1 of &lina 3m2? zo is het tekst" in read("samen &lina", table).notes
    once = next_choice("samen &lina", table)
    assert once == "samen &lina 2h1"
    twice = next_choice(once, table)
    assert twice == "samen &lina 3m2"
    assert [s.id for s in read(twice, table).pieces[0].also] == ["lina2"]


def test_tab_gives_the_class_of_who_is_not_in_this_meeting() -> None:
    assert next_choice("samen &roos", TABLE) == "samen &roos 1b4"
    assert next_choice("samen &roos >vr", TABLE) == "samen &roos 1b4 >vr"


@pytest.mark.parametrize(
    ("typed", "inserts"),
    [
        ("samen &", ["lina", "sami"]),
        ("samen &ro", ["roos 1b4"]),
        ("samen &noor v", ["noor vermeer"]),
        ("samen &lina", []),
        ("/+no", ["noor vermeer 3m2", "noor de wit 3m2", "noor aydin 4v1"]),
        ("/+noor 3m2", []),
        ("/+", []),
    ],
)
def test_choices(typed: str, inserts: list[str]) -> None:
    assert [c.insert for c in completions(typed, len(typed), TABLE)] == inserts


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("fatima 3m2", ("Fatima", "", "", "3M2")),
        ("fatima 9X9", ("Fatima", "", "", "9X9")),
        ("ijsbrand de jong 1b4", ("IJsbrand", "de", "Jong", "1B4")),
        ("Anna van der McCoy 2h1", ("Anna", "van der", "McCoy", "2H1")),
    ],
)
def test_someone_new_has_a_name_and_a_class(words: str, made: tuple[str, ...]) -> None:
    found = newcomer(words, TABLE.pupils)
    assert found is not None
    assert (found.first_name, found.infix, found.last_name, found.class_name) == made
    assert found.known is None
    assert found.student("x").provisional


@pytest.mark.parametrize("words", ["noor", "noor 3", "moeder belt over 5 weken in 2027 nog eens", "3m2"])
def test_without_a_class_nobody_is_added(words: str) -> None:
    assert newcomer(words, TABLE.pupils) is None
    reading = read(f"/+{words}", TABLE)
    assert not reading.found
    assert any("zet de klas erachter" in note for note in reading.notes)


def known(words: str, pupils: Pupils = TABLE.pupils) -> Newcomer:
    found = newcomer(words, pupils)
    assert found is not None
    return found


def test_who_is_known_by_this_name_in_this_class_is_taken() -> None:
    assert known("noor 4v1").known == NOOR_4V1
    assert known("noor de wit 3m2").known == NOOR_DE_WIT
    assert known("noor jansen 3m2").known is None
    provisional = Newcomer("Femke", "", "", "3M2").student("f")
    assert known("femke 3m2", Pupils((), (provisional,))).known == provisional
    assert known("femke kok 3m2", Pupils((), (provisional,))).known == provisional


def test_of_several_the_preview_says_which_and_tab_changes() -> None:
    reading = read("/+noor 3m2", TABLE)
    assert reading.pieces[0].text == "Noor V. 3M2"
    assert "Tab: Noor de Wit 3M2" in reading.notes
    other = next_choice("/+noor 3m2", TABLE)
    assert other == "/+noor de wit 3m2"
    assert read(other, TABLE).pieces[0].text == "Noor de W. 3M2"
    assert next_choice(other, TABLE) == "/+noor vermeer 3m2"
