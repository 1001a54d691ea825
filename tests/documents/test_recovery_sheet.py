"""The herstelblad, read back (issue 2 point 2; product rule: the passphrase is never written to a file)."""

import inspect
import os
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from sotdesk.documents.recovery_sheet import recovery_sheet
from sotdesk.domain.errors import ExportError

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blad") / "herstelblad.docx"
    assert recovery_sheet(path, "Lyceum De Lindehof [/] & <b>", "kluis.sotdesk", TODAY) == path
    return path


def text(sheet: Path) -> str:
    document = docx.Document(str(sheet))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize(
    "words",
    [
        "School: Lyceum De Lindehof [/] & <b>", "Bestand: kluis.sotdesk", "Datum: 25 november 2026",
        "dichte envelop", "kluis van de school", "niemand de kluis openen", "met pen",
    ],
)  # fmt: skip
def test_it_says_what_it_is_for(sheet: Path, words: str) -> None:
    assert words in text(sheet)


def test_five_numbered_empty_lines_for_the_pen(sheet: Path) -> None:
    (table,) = docx.Document(str(sheet)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [[f"{n}.", ""] for n in range(1, 6)]
    for row in table.rows:
        assert row.height is not None
        assert row.height >= Mm(10)
        borders = row.cells[1]._tc.get_or_add_tcPr().find(qn("w:tcBorders"))
        assert borders.find(qn("w:bottom")).get(qn("w:val")) == "single"


def test_cell_properties_are_in_the_order_word_wants(sheet: Path) -> None:
    """ISO 29500 CT_TcPr: width, borders, vertical alignment."""
    (table,) = docx.Document(str(sheet)).tables
    names = [child.tag.rpartition("}")[2] for child in table.rows[0].cells[1]._tc.get_or_add_tcPr()]
    assert names == ["tcW", "tcBorders", "vAlign"]


def test_no_way_in_for_a_passphrase() -> None:
    assert list(inspect.signature(recovery_sheet).parameters) == ["path", "school", "vault_name", "today"]


def test_a4_dutch_and_clean(sheet: Path) -> None:
    document = docx.Document(str(sheet))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    with zipfile.ZipFile(sheet) as package:
        styles = package.read("word/styles.xml").decode()
        everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {"nl-NL"}
    assert "python-docx" not in everything
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "Herstelblad van de kluis"
    assert properties.language == "nl-NL"
    assert properties.created is not None
    assert properties.created.date() == TODAY


def test_headings_are_real_headings(sheet: Path) -> None:
    styles = [p.style.name for p in docx.Document(str(sheet)).paragraphs if p.style is not None]
    assert [name for name in styles if name.startswith("Heading")] == ["Heading 1"] + ["Heading 2"] * 3


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_for_its_owner_only(sheet: Path) -> None:
    assert sheet.stat().st_mode & 0o777 == 0o600


def test_it_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "blad.docx"
    path.write_bytes(b"van haar")
    with pytest.raises(ExportError):
        recovery_sheet(path, "School", "kluis.sotdesk", TODAY)
    assert path.read_bytes() == b"van haar"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        recovery_sheet(tmp_path / "geen" / "blad.docx", "School", "kluis.sotdesk", TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_school_name_with_an_invisible_character(tmp_path: Path) -> None:
    path = recovery_sheet(tmp_path / "blad.docx", "School\x01\x0b Noord", "kluis.sotdesk", TODAY)
    assert "School: School Noord" in text(path)
