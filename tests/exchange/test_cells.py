"""Numbers, dates and names as lists write them."""

from datetime import date

import pytest

from sotdesk.exchange.cells import date_in, number_in
from sotdesk.exchange.names import surname, whole_name
from sotdesk.exchange.privacy import looks_like_bsn, never_read_columns


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("040123", "040123"),
        (" 040 123\u00a0", "040123"),
        ("'040123", "040123"),
        ("40123.0", "40123"),
        ("40123,00", "40123"),
        ("L-0012", "L-0012"),
        ("", ""),
    ],
)
def test_number(cell: str, wanted: str) -> None:
    assert number_in(cell) == (wanted, "")


@pytest.mark.parametrize("cell", ["4,0123E+04", "4.01E+12", "4E+05", date(2012, 3, 4)])
def test_a_number_that_a_spreadsheet_spoilt_is_told(cell: str | date) -> None:
    number, problem = number_in(cell)
    assert number == ""
    assert problem.startswith("het leerlingnummer is")


@pytest.mark.parametrize(
    "cell",
    [
        "04-03-2012", "4-3-2012", "4/3/2012", "04.03.2012", "4 3 2012", "2012-03-04", "2012/3/4", "20120304",
        "04-03-12", "2012-03-04 00:00:00", "2012-03-04T00:00", "4-3-2012 0:00", "4 mrt 2012", "4 maart 2012",
        "04-mrt-2012", "4 MRT. 2012", " 04-03-2012 ", "40972", date(2012, 3, 4),
    ],
)  # fmt: skip
def test_date(cell: str | date) -> None:
    assert date_in(cell) == (date(2012, 3, 4), "")


@pytest.mark.parametrize(
    "cell",
    [
        "31-02-2012",
        "29-02-2011",
        "3/25/2012",
        "0-0-2012",
        "onbekend",
        "2012",
        "4 xyz 2012",
        "٤-٣-x",
        "1-1-0000",
    ],
)
def test_a_date_that_does_not_exist(cell: str) -> None:
    assert date_in(cell) == (None, "de geboortedatum is geen bestaande datum")


def test_no_date() -> None:
    assert date_in("  ") == (None, "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vries, de, Anna", ("Anna", "de", "Vries")),
        ("Vries, Anna de", ("Anna", "de", "Vries")),
        ("Laan, Kees van der", ("Kees", "van der", "Laan")),
        ("Vries, A.B. de (Anna)", ("Anna", "de", "Vries")),
        ("Vries, A. (Anna) de", ("Anna", "de", "Vries")),
        ("de Vries, Anna", ("Anna", "de", "Vries")),
        ("Aydin, Yara", ("Yara", "", "Aydin")),
        ("Vries, de", ("", "de", "Vries")),
        ("Anna de Vries", ("Anna", "de", "Vries")),
        ("Kees van der Laan", ("Kees", "van der", "Laan")),
        ("Jan Peter van den Berg", ("Jan Peter", "van den", "Berg")),
        ("Íñigo 't Hoen", ("Íñigo", "'t", "Hoen")),
        ("Yusuf El Idrissi", ("Yusuf", "El", "Idrissi")),
        ("Sara Garcia Lopez", ("Sara", "", "Garcia Lopez")),
        ("Roos", ("", "", "Roos")),
        ("Roos de", ("Roos", "", "de")),
        (",", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_whole_name(text: str, wanted: tuple[str, str, str]) -> None:
    name = whole_name(text)
    assert (name.first, name.infix, name.last) == wanted


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("de Vries",), ("de", "Vries")),
        (("Vries, de",), ("de", "Vries")),
        (("Vries", "Anna", "de"), ("de", "Vries")),
        (("de Vries", "Anna", "de"), ("de", "Vries")),
        (("Anna de Vries", "Anna"), ("de", "Vries")),
        (("De Smet",), ("", "De Smet")),
        (("Bakker - de Vries",), ("", "Bakker - de Vries")),
        (("Bos, Kim",), ("", "Bos, Kim")),
        (("de",), ("", "de")),
        (("",), ("", "")),
    ],
)
def test_surname(cells: tuple[str, ...], wanted: tuple[str, str]) -> None:
    assert surname(*cells) == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("111222333", True),
        ("1112.22.333", True),
        ("10000008", True),
        ("111222334", False),
        ("040123", False),
        ("000000000", False),
        ("١١١٢٢٢٣٣٣", False),
        (date(2012, 3, 4), False),
    ],
)
def test_elfproef(cell: str | date, wanted: bool) -> None:
    assert looks_like_bsn(cell) is wanted


def test_a_column_of_bsns_is_dropped_whatever_its_header() -> None:
    bsns = ["111222333", "123456782", "100000009"]
    cells = [(bsn, f"04012{n}") for n, bsn in enumerate(bsns)]
    assert never_read_columns(["Leerlingnummer", "Stamnr"], cells) == (0,)
    assert never_read_columns(["Leerlingnummer", "Stamnr"], cells[:2]) == ()
