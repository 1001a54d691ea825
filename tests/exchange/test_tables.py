"""Kinds of files, their encodings, and where the header stands (issue, "Pupils in")."""

import datetime as dt
from itertools import product
from pathlib import Path

import pytest
from tests.exchange.files import HEADER, PUPILS, csv_text, repack, write_csv, write_xlsx

from sotdesk.domain.errors import ImportFileError
from sotdesk.exchange.tables import read_table

ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 bom": lambda text: text.encode("utf-8-sig"),
    "utf-16-le": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16 without bom": lambda text: text.encode("utf-16-le"),
    "utf-16-be without bom": lambda text: text.encode("utf-16-be"),
    "cp1252": lambda text: text.encode("cp1252"),
}


@pytest.mark.parametrize(
    ("encoding", "delimiter", "end"), list(product(ENCODINGS, [";", ",", "\t"], ["\r\n", "\n", "\r"]))
)
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    path = tmp_path / "lijst.csv"
    rows = [HEADER, *PUPILS[:2], ("000125", "Íñigo", "'t", 'Hoen; "de, jonge"', "3V2", "", "K. Vos", "")]
    path.write_bytes(ENCODINGS[encoding](csv_text(rows, delimiter, end)))
    table = read_table(path)
    assert table.headers == HEADER
    assert [row.cells for row in table.rows] == rows[1:]
    assert [row.number for row in table.rows] == [2, 3, 4]


def test_xlsx_keeps_text_and_turns_numbers_and_days_into_what_they_were(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "lijst.xlsx",
        Blad1=[
            ["Stamnr", "Roepnaam", "Achternaam", "Geb.datum", "Klas", "Opm"],
            ["040123", "Yara", "Aydin", dt.date(2012, 3, 4), "2H1", True],
            [40124.0, "Zoë", "Groot", dt.datetime(2012, 9, 1, 0, 0), 2, 1.5],  # noqa: DTZ001 - as a sheet has it
            [40125, None, "#N/B", "1-9-2012", " 3V2 ", None],
        ],
    )
    assert [row.cells for row in read_table(path).rows] == [
        ("040123", "Yara", "Aydin", dt.date(2012, 3, 4), "2H1", "True"),
        ("40124", "Zoë", "Groot", dt.date(2012, 9, 1), "2", "1.5"),
        ("40125", "", "", "1-9-2012", "3V2", ""),
    ]


def test_a_formula_gives_its_last_value(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "lijst.xlsx", Blad1=[["Stamnr", "Klas"], ["040123", "KLASCEL"]])
    with_formula = b'<c r="B2" t="str"><f>CONCATENATE("2","H1")</f><v>2H1</v></c>'
    import zipfile

    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    start = sheet.index(b'<c r="B2"')
    end = sheet.index(b"</c>", start) + 4
    repack(path, {"xl/worksheets/sheet1.xml": sheet[:start] + with_formula + sheet[end:]})
    assert read_table(path).rows[0].cells == ("040123", "2H1")


def test_titles_empty_rows_and_the_file_s_row_numbers(tmp_path: Path) -> None:
    rows = [
        ("Leerlingenlijst 2026",),
        (),
        ("Klas:", "2H1", "Mentor:", "M. Bos"),
        HEADER,
        (),
        PUPILS[0],
        HEADER,
        PUPILS[1],
    ]
    for table in (
        read_table(write_csv(tmp_path / "lijst.csv", rows)),
        read_table(write_xlsx(tmp_path / "lijst.xlsx", Blad1=rows)),
    ):
        assert table.header_row == 4
        assert [row.number for row in table.rows] == [6, 8]
        assert [row.cells for row in table.rows] == [PUPILS[0], PUPILS[1]]


def test_a_sheet_that_does_not_begin_at_a1(tmp_path: Path) -> None:
    rows = [[], [], [None, None, *HEADER[:4]], [None, None, *PUPILS[0][:4]]]
    table = read_table(write_xlsx(tmp_path / "lijst.xlsx", Blad1=rows))
    assert (table.header_row, table.headers) == (3, HEADER[:4])
    assert [(row.number, row.cells) for row in table.rows] == [(4, PUPILS[0][:4])]


def test_the_sheet_with_the_list_is_found(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "lijst.xlsx", Leeg=[], Uitleg=[["Let op", "vraag het na"]], Lijst=[HEADER, PUPILS[0]]
    )
    assert read_table(path).headers == HEADER


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Stamnr", "Roepnaam"])
    book.active.append(["1", "Yara"])
    hidden = book.create_sheet("oud", 0)
    hidden.append(HEADER)
    hidden.append(PUPILS[1])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "lijst.xlsx")
    assert read_table(tmp_path / "lijst.xlsx").headers == ("Stamnr", "Roepnaam")


def test_headers_get_names_of_their_own_and_empty_columns_go(tmp_path: Path) -> None:
    rows = [("Naam", "", "Naam", "", "040123"), ("a", "", "b", "x", "c"), ("d", "", "e", "", "f")]
    table = read_table(write_csv(tmp_path / "lijst.csv", rows))
    assert table.headers == ("Naam", "Naam (2)", "kolom 4", "kolom 5")


def test_excel_s_own_tricks_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(
        'sep=,\r\nStamnr,Roepnaam,Klas\r\n="040123","Ya\r\nra",2H1\r\n"=""000124""",Zoë,2H1\r\n', "utf-8"
    )
    table = read_table(path)
    assert (table.header_row, table.headers) == (2, ("Stamnr", "Roepnaam", "Klas"))
    assert [row.cells[:2] for row in table.rows] == [("040123", "Ya\nra"), ("000124", "Zoë")]


def test_unknown_headers_are_split_by_the_sign_in_the_header(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Lijst, 2026\nCode;Wie;Waar\n1;Vries, de, Anna, x, y;2H1\n2;Bos, Kim;2H1\n")
    assert read_table(path).headers == ("Code", "Wie", "Waar")


def test_a_row_longer_than_the_header_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Stamnr,Achternaam,Klas\n1,Bos,2H1\n2,Vries, de,2H1\n3,Os,2H1,,\n")
    assert [row.spilled for row in read_table(path).rows] == [False, True, False]


XLSX = "een echt xlsx-bestand"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is leeg"),
        (b" \r\n\t ", "is leeg"),
        (b";;;\n;;\n", "is leeg"),
        (b"\xff\xfe", "is leeg"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"\xd0\xcf\x11\xe0" + bytes(60) + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (b"<html><table><tr><td>Stamnr</td></tr></table>", "webpagina"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><EDEX/>", "XML"),
        (bytes(range(256)) * 20, "geen tabel"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5000), "geen tabel"),
        (b"zomaar een brief\nzonder kolommen\n", "één kolom"),
        (b"Stamnr;Roepnaam;Achternaam\n\n;;\n", "geen leerlingen"),
        (b'Stamnr;Roepnaam\n1;"Yara\n2;Zoe\n', "aanhalingstekens"),
        ("Stamnr;Roepnaam\n1;Zoë\n2;Íñigo\n3;Chloë".encode()[:-1], "niet compleet"),
        ("Stamnr;Roepnaam\n1;Zoë\n2;Íñigo\n".encode() + b"3;Chlo\xe9\n", "accenten"),
        (b"Stamnr;Roepnaam\n1;Zo\x81\n", "accenten"),
        (b"\xff\xfe" + "Stamnr;Roepnaam\n1;Yara".encode("utf-16-le")[:-1], "niet compleet"),
    ],
)
def test_what_is_no_list_gets_its_own_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "geheime naam.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFileError) as caught:
        read_table(path)
    assert words in caught.value.sentence
    assert "geheime" not in caught.value.sentence


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="bestaat niet"):
        read_table(tmp_path / "weg.csv")
    with pytest.raises(ImportFileError, match="map"):
        read_table(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv(tmp_path / "lijst.csv", [HEADER, PUPILS[0]])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ImportFileError, match="niet te lezen"):
        read_table(path)


def test_one_accent_in_windows_text_at_the_very_end(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes("Stamnr;Roepnaam\n1;Renè".encode("cp1252"))
    assert read_table(path).rows[0].cells == ("1", "Renè")
