"""What a pupil list changes (issue, "Pupils in"; domain.md §12 Leerling)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotdesk.domain.roster import (
    PUPIL_FIELDS,
    Known,
    Pupil,
    RosterRow,
    mentors,
    name_key,
    number_key,
    plan,
)

TODAY = date(2026, 11, 25)
YARA = Pupil("040123", "Yara", "", "Aydin", "2H1", date(2012, 3, 4), "M. Bos", "Rotterdam")
FENNA = Pupil("040124", "Fenna", "de", "Groot", "2H1", date(2012, 9, 1), "M. Bos / K. Vos", "Schiedam")
KEES = Pupil("040125", "Kees", "van der", "Laan", "3V2", None, "K. Vos", "Rotterdam")
CLASS = (YARA, FENNA, KEES)


def rows(*pupils: Pupil) -> list[RosterRow]:
    return [RosterRow(number, pupil) for number, pupil in enumerate(pupils, start=2)]


def known(*pupils: Pupil) -> list[Known]:
    return [Known(f"id-{pupil.last_name}", pupil) for pupil in pupils]


def test_first_import_is_all_new() -> None:
    made = plan(rows(*CLASS), [], TODAY)
    assert [one.pupil for one in made.new] == list(CLASS)
    assert (made.changed, made.gone, made.refused, made.warning) == ((), (), (), "")


def test_the_same_file_twice_changes_nothing() -> None:
    made = plan(rows(*CLASS), known(*CLASS), TODAY)
    assert made.changes_nothing
    assert len(made.unchanged) == 3


def test_a_change_tells_every_field_old_and_new() -> None:
    moved = replace(YARA, class_name="3H1", mentor="K. Vos")
    (change,) = plan(rows(moved, FENNA, KEES), known(*CLASS), TODAY).changed
    assert [(one.field, one.old, one.new) for one in change.fields] == [
        ("class_name", "2H1", "3H1"),
        ("mentor", "M. Bos", "K. Vos"),
    ]
    assert change.pupil == moved


def test_who_is_missing_is_gone_since_the_import() -> None:
    made = plan(rows(YARA, FENNA), known(*CLASS), TODAY)
    assert [(one.known.pupil, one.since) for one in made.gone] == [(KEES, TODAY)]
    assert made.warning == ""


def test_who_was_gone_already_stays_gone_with_the_first_date() -> None:
    left = replace(known(KEES)[0], gone_since=date(2026, 8, 1))
    made = plan(rows(YARA, FENNA), [*known(YARA, FENNA), left], TODAY)
    assert made.changes_nothing


def test_who_returns_is_changed() -> None:
    left = replace(known(KEES)[0], gone_since=date(2026, 8, 1))
    (change,) = plan(rows(*CLASS), [*known(YARA, FENNA), left], TODAY).changed
    assert [(one.field, one.old, one.new) for one in change.fields] == [
        ("gone_since", date(2026, 8, 1), None)
    ]


@pytest.mark.parametrize(
    ("stored", "offered", "kept"),
    [
        ("040123", "40123", "040123"),
        ("40123", "040123", "040123"),
        ("040123", "040123", "040123"),
        ("000123", "0123", "000123"),
    ],
)
def test_a_leading_zero_is_never_lost(stored: str, offered: str, kept: str) -> None:
    made = plan(rows(replace(YARA, number=offered)), known(replace(YARA, number=stored)), TODAY)
    assert (made.new, made.gone) == ((), ())
    now = [one.pupil.number for one in made.changed] or [one.pupil.number for one in made.unchanged]
    assert now == [kept]


def test_what_the_file_does_not_have_stays() -> None:
    bare = replace(YARA, mentor="", municipality="", birth_date=None, class_name="3H1")
    fields = {"number", "first_name", "infix", "last_name", "class_name"}
    (change,) = plan(rows(bare), known(YARA), TODAY, fields).changed
    assert change.pupil == replace(YARA, class_name="3H1")


def test_an_empty_cell_in_a_column_that_is_there_is_a_change() -> None:
    (change,) = plan(rows(replace(YARA, mentor="")), known(YARA), TODAY).changed
    assert [(one.field, one.old, one.new) for one in change.fields] == [("mentor", "M. Bos", "")]


@pytest.mark.parametrize(
    ("pupil", "reason"),
    [
        (replace(YARA, number=""), "het leerlingnummer ontbreekt"),
        (replace(YARA, number="000"), "het leerlingnummer ontbreekt"),
        (replace(YARA, number="Totaal"), "in de kolom met het leerlingnummer staat geen nummer"),
        (replace(YARA, last_name=""), "de achternaam ontbreekt"),
        (replace(YARA, birth_date=date(2026, 11, 26)), "de geboortedatum ligt in de toekomst"),
        (replace(YARA, birth_date=date(2019, 1, 1)), "de geboortedatum past niet bij een leerling"),
        (replace(YARA, birth_date=date(1962, 3, 4)), "de geboortedatum past niet bij een leerling"),
    ],
)
def test_a_wrong_row_is_refused_with_its_number(pupil: Pupil, reason: str) -> None:
    made = plan(rows(FENNA, pupil), [], TODAY)
    assert [one.pupil for one in made.new] == [FENNA]
    assert [(one.row, one.reason.startswith(reason)) for one in made.refused] == [(3, True)]


def test_what_the_reader_found_wrong_is_the_reason() -> None:
    made = plan([RosterRow(7, YARA, "de geboortedatum is geen bestaande datum")], [], TODAY)
    assert [(one.row, one.reason) for one in made.refused] == [
        (7, "de geboortedatum is geen bestaande datum")
    ]


def test_the_ages_at_the_edge_are_read() -> None:
    young, old = replace(YARA, birth_date=date(2018, 11, 25)), replace(FENNA, birth_date=date(1995, 11, 26))
    assert len(plan(rows(young, old), [], TODAY).new) == 2


def test_equal_rows_are_read_once() -> None:
    made = plan(rows(YARA, YARA), [], TODAY)
    assert [one.row for one in made.new] == [2]
    assert [(one.row, one.reason) for one in made.refused] == [(3, "dezelfde leerling staat al in rij 2")]


def test_one_number_for_two_pupils_refuses_both() -> None:
    made = plan(rows(YARA, replace(FENNA, number="40123")), known(YARA), TODAY)
    assert [one.row for one in made.refused] == [2, 3]
    assert made.gone == ()
    assert "rij 3" in made.refused[0].reason


def test_a_pupil_in_a_refused_row_is_not_gone() -> None:
    wrong = [replace(YARA, birth_date=date(2030, 1, 1)), replace(FENNA, number="")]
    assert plan(rows(*wrong, KEES), known(*CLASS), TODAY).gone == ()


@pytest.mark.parametrize(("present", "warned"), [(1, True), (2, False), (3, False), (4, False)])
def test_less_than_half_of_the_pupils_is_a_warning(present: int, warned: bool) -> None:
    four = [replace(YARA, number=str(n), last_name=f"Naam{n}") for n in range(1, 5)]
    made = plan(rows(*four[:present]), known(*four), TODAY)
    assert bool(made.warning) is warned
    if warned:
        assert "1 van de 4" in made.warning


def test_a_list_of_only_strangers_is_a_warning() -> None:
    assert plan(rows(KEES), known(YARA, FENNA), TODAY).warning


PROVISIONAL = Known("voorlopig", Pupil("", "Zoe", "", "Özturk", "2h1"), provisional=True)
ZOE = Pupil("040200", "Zoë", "", "Öztürk", "2H1")


def test_a_provisional_pupil_is_proposed_as_the_one_in_the_list() -> None:
    made = plan(rows(YARA, ZOE), [*known(YARA), PROVISIONAL], TODAY)
    assert [(one.known.id, one.pupil) for one in made.merged] == [("voorlopig", ZOE)]
    assert ("number", "", "040200") in [(one.field, one.old, one.new) for one in made.merged[0].fields]
    assert (made.new, made.gone) == ((), ())
    assert not made.changes_nothing


@pytest.mark.parametrize(
    "others",
    [
        [replace(ZOE, class_name="3V1")],
        [replace(ZOE, first_name="Zora")],
        [ZOE, replace(ZOE, number="040201")],
    ],
    ids=["another class", "another name", "two in the list"],
)
def test_nobody_is_merged_when_it_is_not_certain(others: list[Pupil]) -> None:
    made = plan(rows(*others), [PROVISIONAL], TODAY)
    assert made.merged == ()
    assert len(made.new) == len(others)
    assert made.gone == ()


def test_two_provisional_pupils_of_one_name_are_left_alone() -> None:
    made = plan(rows(ZOE), [PROVISIONAL, replace(PROVISIONAL, id="ander")], TODAY)
    assert (made.merged, len(made.new)) == ((), 1)


def test_without_a_class_the_name_is_enough() -> None:
    classless = replace(PROVISIONAL, pupil=replace(PROVISIONAL.pupil, class_name=""))
    assert len(plan(rows(ZOE), [classless], TODAY).merged) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("M. Bos / K. Vos", ("M. Bos", "K. Vos")),
        ("M. Bos/K. Vos", ("M. Bos", "K. Vos")),
        ("M. Bos en K. Vos", ("M. Bos", "K. Vos")),
        ("M. Bos & K. Vos; J. Os", ("M. Bos", "K. Vos", "J. Os")),
        ("Bos, M.", ("Bos, M.",)),
        ("Vrieden, L. van", ("Vrieden, L. van",)),
        ("M. Bos / M. Bos", ("M. Bos",)),
        (" / ", ()),
    ],
)
def test_two_mentors(text: str, wanted: tuple[str, ...]) -> None:
    assert mentors(text) == wanted


def test_keys() -> None:
    assert number_key("0040123") == number_key("40123")
    assert name_key(Pupil("1", "Zoë", "van  der", "Áé")) == "zoe van der ae"


NAMES = st.text("abcdé", min_size=1, max_size=4)
PUPILS = st.builds(
    Pupil,
    number=st.integers(1, 40).map(str),
    first_name=NAMES,
    infix=st.sampled_from(["", "de"]),
    last_name=NAMES,
    class_name=st.sampled_from(["", "1A", "2B"]),
)


@given(st.lists(PUPILS), st.lists(PUPILS, unique_by=lambda pupil: pupil.number))
def test_every_row_and_every_pupil_gets_one_place(listed: list[Pupil], stored: list[Pupil]) -> None:
    made = plan(rows(*listed), known(*stored), TODAY)
    placed = [*made.new, *made.changed, *made.merged, *made.refused]
    assert len({one.row for one in placed}) == len(placed)
    assert len(placed) + len(made.unchanged) == len(listed)
    after = [one.pupil for one in (*made.new, *made.changed, *made.unchanged)]
    again = plan(
        [row for row in rows(*listed) if row.row not in {r.row for r in made.refused}], known(*after), TODAY
    )
    assert again.changes_nothing
    assert set(PUPIL_FIELDS) == set(Pupil.__dataclass_fields__)
