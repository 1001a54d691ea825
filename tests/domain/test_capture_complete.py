"""The choices above the capture line (product.md §4; ui.md: own overlay)."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from sotdesk.domain.calendar import Moment, Period, SchoolCalendar
from sotdesk.domain.capture import Person, Table, read
from sotdesk.domain.capture_complete import Choice, completions, next_choice
from sotdesk.domain.capture_pupils import Pupils
from sotdesk.domain.dates import Frame
from sotdesk.domain.outcomes import Outcome
from sotdesk.domain.students import Student

MENTOR = Person("c3", "mentor (M. Bos)", ("mentor", "m. bos", "bos"), "mentor")
DUO = Person("c4", "mentor (J. Vos)", ("mentor", "j. vos", "vos"), "mentor")
TABLE = Table(
    Frame(
        date(2026, 11, 25),
        SchoolCalendar(
            (Period("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),),
            (Moment("rapportvergadering", date(2027, 1, 25)),),
        ),
        date(2026, 12, 16),
    ),
    people=(
        MENTOR,
        DUO,
        Person("c1", "SMW (N. Smit)", ("smw", "n. smit", "smit"), "smw", True),
        Person("c2", "SVK (T. Kuiper)", ("svk", "kuiper"), "svk", True),
        Person("c5", "LPA (R. Hak)", ("lpa", "r. hak"), "lpa"),
        Person("c6", "Renée van der Wal", ("renée van der wal", "van der wal")),
    ),
    items=(("1", "Opening"), ("4", "Davi P. 3M2"), ("12", "Dilan K. 1B4")),
    pupils=Pupils(
        (Student("lina", "1", "Lina", "", "Karimi", "2H1"), Student("sami", "2", "Sami", "", "Karimi", "4V1"))
    ),
)


def inserts(line: str, cursor: int | None = None) -> list[str]:
    return [c.insert for c in completions(line, len(line) if cursor is None else cursor, TABLE)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("@", ["mentor", "J. Vos", "SMW", "SVK", "LPA", "Renée van der Wal"]),
        ("@me", ["mentor", "J. Vos"]),
        ("@sm", ["SMW"]),
        ("@smi", ["SMW"]),
        ("@ren", ["Renée van der Wal"]),
        ("@wal", ["Renée van der Wal"]),
        ("@van der w", ["Renée van der Wal"]),
        ("@smw", []),
        ("@smw belt", []),
        ("@xyz", []),
        ("@smw,sv", ["SVK"]),
        ("@smw,mentor,l", ["LPA"]),
        ("! aanmelden @lp", ["LPA"]),
        ("(@sv", ["SVK"]),
        ("mail naar j@sm", []),
        ("+", ["mentor", "J. Vos", "LPA", "Renée van der Wal"]),
        ("+lp", ["LPA"]),
        ("+1", []),
        ("-sv", ["SVK"]),
        ("-lp", []),
        ("-", []),
        ("/", ["1", "4", "12"]),
        ("/da", ["4"]),
        ("/1", []),
        ("/zoe", []),
        ("samen &l", ["lina"]),
        ("samen &lina", []),
        (">vr", []),
        (">>na de r", ["na de rapportvergadering"]),
        (">9 d", ["9 dec"]),
        (">31 f", []),
        ("tekst", []),
        ("", []),
    ],
)
def test_choices_for_the_word_at_the_cursor(line: str, expected: list[str]) -> None:
    """Written as the label writes them: a name with its capitals."""
    assert inserts(line) == expected


def test_this_pupils_mentor_is_first_also_at_no_letter() -> None:
    """issue 2 point 7: completion of people by two letters, this pupil's mentor first."""
    assert completions("@", 1, TABLE)[0] == Choice("mentor", "mentor (M. Bos)", "", 1)


def test_days_are_shown_with_the_day_they_mean() -> None:
    """ui.md: `vr → vr 27 nov`."""
    days = {choice.insert: choice.detail for choice in completions("@smw belt >", 11, TABLE)}
    assert days["vr"] == "vr 27 nov"
    assert days["volgend overleg"] == "wo 16 dec"
    assert all(choice.start == 11 for choice in completions("@smw belt >", 11, TABLE))


def test_the_cursor_may_stand_in_the_middle() -> None:
    """ui.md: follows the cursor back into a word."""
    assert inserts("@sm belt >vr", 3) == ["SMW"]


@pytest.mark.parametrize("line", ["@", "@me", "@sm", "+lp", "x @ren"])
def test_what_is_inserted_reads_as_the_person_shown(line: str) -> None:
    for choice in completions(line, len(line), TABLE):
        whole = line[: choice.start] + choice.insert
        who = read(whole if line[0] == "+" else f"{whole} belt >vr", TABLE).pieces[0].who[0]
        assert who.person is not None
        assert who.person.label == choice.label


def test_tab_changes_who_is_meant_when_more_than_one_fits() -> None:
    """product.md §4: the preview says which, and Tab changes it; again brings the first back."""
    once = next_choice("@mentor belt >vr", TABLE)
    assert once == "@J. Vos belt >vr"
    assert next_choice(once, TABLE) == "@mentor belt >vr"
    assert read(once, TABLE).pieces[0].who[0].person == DUO
    assert next_choice("mentor: belt later", TABLE) == "J. Vos: belt later"
    assert next_choice("+mentor", TABLE) == "+J. Vos"
    assert next_choice("@smw,mentor belt", TABLE) == "@smw,J. Vos belt"
    assert next_choice("@smw belt >vr", TABLE) is None
    assert next_choice("tekst", TABLE) is None


def test_choices_come_within_a_key() -> None:
    """ui.md budgets: a letter in the line is 5 ms to the first output."""
    lines = ("@smw belt >", "@smw belt >v", "@smw belt >>na", "@", "@me")
    for line in lines:
        completions(line, len(line), TABLE)
    for line in lines:
        assert min(_timed(line) for _ in range(5)) < 0.005


def _timed(line: str) -> float:
    begin = process_time()
    completions(line, len(line), TABLE)
    return process_time() - begin


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("uit: vo", ["volgen"]),
        ("(uit: ", ["volgen", "afsluiten"]),
        ("uit: volgen", []),
        ("uit: volgen, tot maart", []),
        ("ev: ", ["behaald", "deels", "niet"]),
        ("ev: de", ["deels"]),
        ("ev: deels", []),
        ("uit:", []),
        ("buit: vo", []),
    ],
)
def test_words_of_a_list_are_offered_until_one_is_exact(line: str, words: list[str]) -> None:
    table = replace(TABLE, outcomes=(Outcome("volgen", status="volgen"), Outcome("afsluiten")))
    assert [choice.insert for choice in completions(line, len(line), table)] == words
