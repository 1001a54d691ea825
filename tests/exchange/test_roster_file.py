"""From a file to rows of the roster, and on to a plan (issue, "Pupils in")."""

import datetime as dt
import pickle
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exchange.files import HEADER, PUPILS, write_csv, write_xlsx

from sotdesk.domain.errors import ImportFileError
from sotdesk.domain.roster import PUPIL_FIELDS, Known, Pupil, plan
from sotdesk.exchange.roster_file import read_roster

TODAY = dt.date(2026, 11, 25)
WANTED = [
    Pupil("040123", "Yara", "", "Aydin", "2H1", dt.date(2012, 3, 4), "M. Bos", "Rotterdam"),
    Pupil("040124", "Zoë", "van der", "Grôot", "2H1", dt.date(2012, 9, 1), "M. Bos / K. Vos", "Schiedam"),
    Pupil("000125", "Íñigo", "'t", "Hoen", "3V2", dt.date(2011, 12, 31), "K. Vos", "Rotterdam"),
]


def test_csv_and_xlsx_give_the_same_pupils(tmp_path: Path) -> None:
    for path in (
        write_csv(tmp_path / "lijst.csv", [HEADER, *PUPILS], ",", "cp1252"),
        write_xlsx(tmp_path / "lijst.xlsx", Blad1=[HEADER, *PUPILS]),
    ):
        file = read_roster(path)
        assert [row.pupil for row in file.rows] == WANTED
        assert [row.row for row in file.rows] == [2, 3, 4]
        assert [row.problem for row in file.rows] == ["", "", ""]
        assert file.fields == set(PUPIL_FIELDS)
        assert (file.ignored, file.never_read, file.unmatched, file.samples) == ((), (), (), ())
        assert file.name == path.name


def test_the_whole_name_and_two_mentor_columns(tmp_path: Path) -> None:
    rows = [("Stamnr", "Naam", "Mentor 1", "Mentor 2"), ("1", "Vries, de, Anna", "M. Bos", "K. Vos")]
    (row,) = read_roster(write_csv(tmp_path / "lijst.csv", rows)).rows
    assert row.pupil == Pupil("1", "Anna", "de", "Vries", mentor="M. Bos / K. Vos")


def test_texts_come_in_clean_and_on_one_line(tmp_path: Path) -> None:
    rows = [
        ("Stamnr", "Roepnaam", "Achternaam", "Klas"),
        (" 1 ", " Zoe\u0308 ", "van\u00a0den\nBerg", "  2  H1 "),
    ]
    (row,) = read_roster(write_csv(tmp_path / "lijst.csv", rows)).rows
    assert row.pupil == Pupil("1", "Zoë", "van den", "Berg", "2 H1")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (("1", "Yara", "Aydin", "31-02-2012"), "de geboortedatum is geen bestaande datum"),
        (("4,01E+05", "Yara", "Aydin", ""), "het leerlingnummer is door Excel afgerond"),
        (("1", "Yara" * 60, "Aydin", ""), "een cel is te lang"),
        (("1", "Yara", "Aydin", "", "x"), "de rij heeft meer kolommen dan de kop"),
    ],
)
def test_a_row_with_something_wrong_is_refused(tmp_path: Path, cells: tuple[str, ...], problem: str) -> None:
    path = write_csv(tmp_path / "lijst.csv", [("Stamnr", "Roepnaam", "Achternaam", "Geb.datum"), cells])
    file = read_roster(path)
    assert [row.problem for row in file.rows] == [problem]
    assert [one.reason for one in plan(file.rows, [], TODAY, file.fields).refused] == [problem]


def test_a_column_that_is_empty_or_absent_says_nothing(tmp_path: Path) -> None:
    rows = [("Stamnr", "Roepnaam", "Achternaam", "Mentor", "Klas"), ("40123", "Yara", "Aydin", "", "3H1")]
    file = read_roster(write_csv(tmp_path / "lijst.csv", rows))
    assert file.fields == {"number", "first_name", "last_name", "class_name"}
    (change,) = plan(file.rows, [Known("a", WANTED[0])], TODAY, file.fields).changed
    assert [(one.field, one.new) for one in change.fields] == [("class_name", "3H1")]


def test_twice_the_same_file_changes_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lijst.csv", [HEADER, *PUPILS])
    first = plan(read_roster(path).rows, [], TODAY)
    stored = [Known(one.pupil.number, one.pupil) for one in first.new]
    file = read_roster(path)
    assert len(stored) == 3
    assert plan(file.rows, stored, TODAY, file.fields).changes_nothing


def test_numbers_without_zeros_from_excel_are_the_same_pupils(tmp_path: Path) -> None:
    numbers = [(float(cells[0]), *cells[1:]) for cells in PUPILS]
    file = read_roster(write_xlsx(tmp_path / "lijst.xlsx", Blad1=[HEADER, *numbers]))
    assert [row.pupil.number for row in file.rows] == ["40123", "40124", "125"]
    assert plan(file.rows, [Known(one.number, one) for one in WANTED], TODAY, file.fields).changes_nothing


def test_an_unknown_list_is_mapped_by_hand_and_remembered(tmp_path: Path) -> None:
    rows = [("Code", "Wie", "Waar"), ("040123", "Yara Aydin", "2H1"), ("040124", "Zoë van der Groot", "2H1")]
    path = write_csv(tmp_path / "lijst.csv", rows)
    unread = read_roster(path)
    assert unread.mapping.missing == ("leerlingnummer", "roepnaam", "achternaam")
    assert unread.rows == ()
    assert unread.samples == (("040123", "040124"), ("Yara Aydin", "Zoë van der Groot"), ("2H1",))
    file = read_roster(path, {"Code": "number", "Wie": "full_name", "Weg": "mentor"})
    assert [row.pupil.last_name for row in file.rows] == ["Aydin", "Groot"]
    assert (file.ignored, file.unmatched) == (("Waar",), ("Weg",))
    assert read_roster(path, dict(file.mapping.by_header)).rows == file.rows


def test_progress_ends_at_the_last_row(tmp_path: Path) -> None:
    rows = [("Stamnr", "Naam"), *((str(n), "Yara Aydin") for n in range(1, 251))]
    seen: list[tuple[int, int]] = []
    read_roster(
        write_csv(tmp_path / "lijst.csv", rows), progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(100, 250), (200, 250), (250, 250)]


BSNS = ["111222333", "123456782", "100000009"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("header", ["BSN", "Onderwijsnummer", "Opmerking", "", "Telefoon", BSNS[0]])
@pytest.mark.parametrize("known_list", [True, False], ids=["recognised", "to be mapped"])
def test_no_bsn_is_anywhere_in_what_was_read(
    tmp_path: Path, kind: str, header: str, known_list: bool
) -> None:
    """domain.md §12: no BSN; also when its column has another name, or no header row stands above it."""
    head = ("Stamnr", "Roepnaam", "Achternaam") if known_list else ("Code", "Wie", "Waar")
    rows = [(*head, header), *((f"04012{n}", "Yara", "Aydin", bsn) for n, bsn in enumerate(BSNS))]
    path = tmp_path / f"lijst.{kind}"
    file = read_roster(write_csv(path, rows) if kind == "csv" else write_xlsx(path, Blad1=rows))
    kept = pickle.dumps(file.rows) + repr(file).encode()
    assert [bsn for bsn in BSNS if bsn.encode() in kept] == []
    assert len(file.never_read) == 1
    assert (len(file.rows) == 3) is known_list


def test_a_few_bsns_under_an_unknown_header_are_not_shown_as_samples(tmp_path: Path) -> None:
    rows = [("Code", "Wie"), (BSNS[0], "Yara Aydin"), (BSNS[1], "Zoë Groot")]
    assert read_roster(write_csv(tmp_path / "lijst.csv", rows)).samples[0] == ("•••",)


def test_samples_show_days_as_people_write_them(tmp_path: Path) -> None:
    rows = [("Code", "Dag"), ("a", dt.date(2012, 3, 4)), ("b", None)]
    assert read_roster(write_xlsx(tmp_path / "lijst.xlsx", Blad1=rows)).samples[1] == ("04-03-2012",)


def test_nationality_and_photo_are_named_as_not_read(tmp_path: Path) -> None:
    rows = [("Nationaliteit", *HEADER, "Foto", "Fiets"), ("XSENTINELX", *PUPILS[0], "XSENTINELX", "rood")]
    file = read_roster(write_csv(tmp_path / "lijst.csv", rows))
    assert (file.never_read, file.ignored) == (("Nationaliteit", "Foto"), ("Fiets",))
    assert b"XSENTINELX" not in pickle.dumps(file.rows) + repr(file).encode()
    with pytest.raises(TypeError):
        Pupil("1", "Yara", "", "Aydin", bsn="111222333")  # type: ignore[call-arg]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
WORDS = st.text("abcXYZéëøĳ-", min_size=1, max_size=12).map(lambda text: f"A{text}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 99_999).map(lambda n: f"{n:06}"),
            WORDS,
            st.sampled_from(["", "de", "van der"]),
            WORDS,
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda cells: cells[0],
    ),
    TEXTS,
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_read(
    tmp_path: Path, pupils: list[tuple[str, ...]], remark: str, delimiter: str, encoding: str
) -> None:
    rows = [
        ("Stamnr", "Roepnaam", "Tussenv.", "Achternaam", "Opm"),
        *((*cells, f"x{remark}") for cells in pupils),
    ]
    file = read_roster(write_csv(tmp_path / "lijst.csv", rows, delimiter, encoding))
    read = [
        (row.pupil.number, row.pupil.first_name, row.pupil.infix, row.pupil.last_name) for row in file.rows
    ]
    assert read == pupils
    assert [row.problem for row in file.rows] == [""] * len(pupils)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    st.binary(max_size=300) | st.text(st.sampled_from('Stamnr;Naam\n",=1é\t'), max_size=80).map(str.encode)
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(content)
    try:
        file = read_roster(path)
    except ImportFileError as error:
        assert error.sentence.endswith(".")
    else:
        plan(file.rows, [], TODAY, file.fields)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_school_s_list_is_read_and_planned_in_a_blink(tmp_path: Path, kind: str) -> None:
    rows = [HEADER, *((f"{n:06}", f"Zoë{n}", "van der", f"Grôot{n}", *PUPILS[1][4:]) for n in range(1, 901))]
    path = tmp_path / f"lijst.{kind}"
    _ = write_csv(path, rows) if kind == "csv" else write_xlsx(path, Blad1=rows)
    stored = [Known(row.pupil.number, row.pupil) for row in read_roster(path).rows]
    took = []
    for _ in range(3):
        start = time.process_time()
        file = read_roster(path)
        made = plan(file.rows, stored, TODAY, file.fields)
        took.append(time.process_time() - start)
        assert len(made.unchanged) == 900
    assert min(took) < (0.2 if sys.gettrace() is None else 1)  # being traced for coverage costs four times
