"""Values of an instrument in a file or a paste (issue 5 point 6): columns recognised, told by hand, never read."""

from pathlib import Path

import pytest
from tests.exchange.files import write_csv, write_xlsx

from sotdesk.domain.errors import ImportFileError
from sotdesk.domain.kwadrant_rules import instruments
from sotdesk.exchange.limits import MAX_FILE_BYTES
from sotdesk.exchange.measures_file import PASTED, read_measures, read_pasted_measures

SAQI, GRADES = instruments()["saqi"], instruments()["cijfers"]
ROWS = [
    ("Klas:", "2H1", "", "", ""),
    ("Stamnr", "Naam", "BSN", "SAQI motivatie", "Zelfbeeld"),
    ("040123", "Achterberg, Yara", "111222333", "4", "5"),
    ("040124", "Boer, Sem de", "111222333", "", "7"),
]


def test_columns_are_recognised_by_name_and_a_bsn_is_never_read(tmp_path: Path) -> None:
    for path in (write_csv(tmp_path / "a.csv", ROWS), write_xlsx(tmp_path / "a.xlsx", Blad1=ROWS)):
        found = read_measures(path, SAQI)
        assert (found.header_row, found.missing, found.never_read) == (2, (), ("BSN",))
        assert dict(found.mapping.by_header) == {
            "Stamnr": "number", "Naam": "full_name",
            "SAQI motivatie": "scale-motivatie", "Zelfbeeld": "scale-zelfvertrouwen",
        }  # fmt: skip
        first, second = found.rows
        assert (first.row, first.number, first.full_name) == (3, "040123", "Yara Achterberg")
        assert first.values == {"motivatie": "4", "zelfvertrouwen": "5"}
        assert (second.full_name, second.values["motivatie"]) == ("Sem de Boer", "")
        assert "111222333" not in repr(found)


def test_a_column_is_told_by_hand() -> None:
    text = "Stamnr\tA\tB\n040123\t4\t5\n"
    found = read_pasted_measures(text, SAQI)
    assert (found.name, found.missing, found.rows) == (PASTED, ("een kolom met waarden",), ())
    assert found.samples == (("040123",), ("4",), ("5",))
    told = read_pasted_measures(text, SAQI, {"B": "scale-welbevinden"})
    assert told.rows[0].values == {"welbevinden": "5"} and told.ignored == ("A",)


def test_without_a_number_a_whole_name_will_do() -> None:
    assert read_pasted_measures("Roepnaam;Achternaam;Wiskunde\nSem;de Boer;6,5", GRADES).rows[
        0
    ].full_name == ("Sem de Boer")
    assert read_pasted_measures("Roepnaam;Wiskunde\nSem;6,5", GRADES).missing == ("leerlingnummer",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "niets geplakt"), ("040123\t4\t5\t6", "geen leerlingen"),
        ("040123\t4\t5\t6\n040124\t1\t2\t3", "Zet boven de kolommen hoe ze heten"),
        ("x" * (MAX_FILE_BYTES + 1), "meer dan 20 MB"),
    ],
)  # fmt: skip
def test_a_paste_that_is_no_list_is_refused(text: str, said: str) -> None:
    with pytest.raises(ImportFileError, match=said):
        read_pasted_measures(text, SAQI)


def test_a_value_that_a_spreadsheet_made_a_day_is_said(tmp_path: Path) -> None:
    import datetime as dt

    path = write_xlsx(
        tmp_path / "a.xlsx", B=[("Stamnr", "Gemiddelde"), ("040123", dt.date(2026, 6, 5)), ("040124", 6.5)]
    )
    bad, good = read_measures(path, GRADES).rows
    assert bad.problem == "een waarde is in het bestand een datum geworden"
    assert good.values == {"gemiddeld": "6.5"}
