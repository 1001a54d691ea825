"""The DOCX itself: A4, Dutch, header rows, page fields, clean properties, and a school's own file as base."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from tests.documents.small_meeting import Meeting

from sotdesk.documents import agenda_docx, minutes_docx
from sotdesk.domain.errors import ExportError
from sotdesk.domain.initials import Naming
from sotdesk.domain.report_model import Minutes

SAMPLE = "Voorbeeldtekst die nergens mag blijven staan"


@pytest.fixture
def report(held: Meeting) -> tuple[Minutes, Naming]:
    minutes = held.store.report.minutes(held.id)
    return minutes, Naming.of(minutes, held.store.report.students())


def opened(content: bytes) -> "docx.document.Document":
    return docx.Document(io.BytesIO(content))


def test_a4_with_margins_of_two_to_two_and_a_half_centimetres(report: tuple[Minutes, Naming]) -> None:
    section = opened(minutes_docx.render(*report)).sections[0]
    assert (section.page_width, section.page_height) == (
        pytest.approx(Mm(210), rel=1e-3),
        pytest.approx(Mm(297), rel=1e-3),
    )
    for margin in (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin):
        assert margin is not None
        assert 19.9 < margin.mm < 25.1


def test_dutch_everywhere(report: tuple[Minutes, Naming]) -> None:
    styles = opened(minutes_docx.render(*report)).styles.element
    assert {lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))} == {"nl-NL"}


def test_the_table_repeats_its_header_and_keeps_its_widths(report: tuple[Minutes, Naming]) -> None:
    document = opened(minutes_docx.render(*report))
    (table,) = document.tables
    assert table.autofit is False
    marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert marked == [True, False, False, False]
    widths = [cell.width for cell in table.rows[0].cells]
    assert all(width is not None and width > Mm(15) for width in widths)
    assert abs(sum(width or 0 for width in widths) - Mm(160)) < Mm(1)
    assert all(
        cell.width == width for row in table.rows for cell, width in zip(row.cells, widths, strict=True)
    )


def test_pages_in_the_footer_and_what_it_is_in_the_header(report: tuple[Minutes, Naming]) -> None:
    section = opened(minutes_docx.render(*report)).sections[0]
    codes = [e.text.strip() for e in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert [p.text for p in section.header.paragraphs] == ["Vertrouwelijk · concept van wo 25 nov"]


def test_clean_properties(report: tuple[Minutes, Naming], tmp_path: Path) -> None:
    content = minutes_docx.render(*report)
    core = opened(content).core_properties
    assert core.title == "Verslag SOT, woensdag 25 november 2026"
    assert (core.author, core.last_modified_by, core.comments, core.keywords) == ("", "", "", "")
    assert core.created is not None
    assert core.created.year == 2026
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert not [name for name in file.namelist() if "thumbnail" in name or name == "docProps/app.xml"]
        everything = b"".join(file.read(name) for name in file.namelist())
    for trace in (b"python-docx", b"Macintosh", b"2013-12"):
        assert trace not in everything


def test_what_a_document_cannot_hold_is_taken_out(held: Meeting) -> None:
    """Design, text boundary: a stored control character once broke the export, in the meeting."""
    held.store.cases.edit(
        held.store.meetings.get(held.id).items[1].case_ids[0], question="a\x01b\x0b c\ufffe"
    )
    minutes = held.store.report.minutes(held.id)
    text = "\n".join(p.text for p in opened(minutes_docx.render(minutes, Naming.of(minutes))).paragraphs)
    assert "ab c" in text


def png() -> bytes:
    """A picture of one dark pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00\x10\x20\x30")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def other_png() -> bytes:
    return png().replace(b"IEND", b"IEND") + b"ander plaatje uit de voorbeeldtekst"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A school's own file: letterhead with a logo, own margins and styles, two sections of sample text."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(30)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Mm(20))
    section.footer.paragraphs[0].text = "Lindelaan 1, Rotterdam"
    heading = document.styles["Heading 1"]
    heading.font.color.rgb = RGBColor(0xC0, 0x10, 0x30)  # type: ignore[attr-defined]
    document.core_properties.author = "J. Maker"
    document.core_properties.title = SAMPLE
    document.add_heading(SAMPLE, 1)
    document.add_paragraph(SAMPLE).add_run().add_picture(io.BytesIO(other_png()))
    document.add_table(1, 1).rows[0].cells[0].text = SAMPLE
    document.add_section()
    document.add_paragraph(SAMPLE)
    document.add_comment(document.paragraphs[0].runs[0], text=SAMPLE, author="J. Maker", initials="JM")
    path = tmp_path / "huisstijl.docx"
    document.save(str(path))
    return path


def test_a_schools_own_file_gives_its_look(report: tuple[Minutes, Naming], base: Path) -> None:
    document = opened(minutes_docx.render(*report, base))
    (section,) = document.sections
    assert section.left_margin == pytest.approx(Mm(30), rel=1e-3)
    heading = next(p for p in document.paragraphs if p.text == "Y.A. (2H1)")
    assert heading.style is not None
    assert heading.style.font.color.rgb == RGBColor(0xC0, 0x10, 0x30)
    blip = next(section.header._element.iter(qn("a:blip")))
    assert section.header.part.related_parts[blip.get(qn("r:embed"))].blob == png()
    assert [p.text for p in section.footer.paragraphs] == ["Lindelaan 1, Rotterdam", "1 van 1"]
    assert [p.text for p in section.header.paragraphs][-1] == "Vertrouwelijk · concept van wo 25 nov"


def test_nothing_of_its_sample_stays(report: tuple[Minutes, Naming], base: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(minutes_docx.render(*report, base))) as file:
        everything = b"".join(file.read(name) for name in file.namelist())
        pictures = [file.read(name) for name in file.namelist() if "/media/" in name]
    assert SAMPLE.encode() not in everything
    assert b"Maker" not in everything
    assert pictures == [png()]


def bare(path: Path) -> Path:
    """A base with hardly any styles, no language, another first page and even pages, and a coloured page."""
    document = docx.Document()
    styles = document.styles.element
    for found in list(styles.iter(qn("w:lang"))):
        found.getparent().remove(found)
    for found in list(styles.iter(qn("w:style"))):
        if found.find(qn("w:name")).get(qn("w:val")) in ("List Bullet", "heading 1", "Title", "header"):
            styles.remove(found)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Briefhoofd"
    document.settings.odd_and_even_pages_header_footer = True
    document.element.insert(0, OxmlElement("w:background"))
    document.settings.element.append(OxmlElement("w:documentProtection"))
    document.save(str(path))
    return path


def test_a_bare_base_and_a_first_page_of_its_own(report: tuple[Minutes, Naming], tmp_path: Path) -> None:
    document = opened(minutes_docx.render(*report, bare(tmp_path / "kaal.docx")))
    section = document.sections[0]
    for header in (section.header, section.first_page_header, section.even_page_header):
        assert header.paragraphs[-1].text == "Vertrouwelijk · concept van wo 25 nov"
    assert section.first_page_header.paragraphs[0].text == "Briefhoofd"
    for footer in (section.footer, section.first_page_footer, section.even_page_footer):
        assert [e.text.strip() for e in footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    title = document.paragraphs[0]
    assert (title.text[:7], title.runs[0].bold) == ("Verslag", True)
    assert "• slaapt" in "\n".join(p.text for p in document.paragraphs).replace("ouders: ", "")
    assert {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    assert document.element.find(qn("w:background")) is None
    assert document.settings.element.find(qn("w:documentProtection")) is None


def test_a_base_that_is_far_too_large(report: tuple[Minutes, Naming], tmp_path: Path) -> None:
    path = tmp_path / "groot.docx"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(ExportError, match="te groot"):
        minutes_docx.render(*report, path)


def test_the_agenda_takes_the_base_too(held: Meeting, base: Path) -> None:
    document = opened(agenda_docx.render(held.store.report.agenda(held.id), base))
    assert document.sections[0].left_margin == pytest.approx(Mm(30), rel=1e-3)
    assert document.paragraphs[0].text == "Agenda SOT, woensdag 25 november 2026"


@pytest.mark.parametrize(
    "content", [b"", b"geen document", b"\xd0\xcf\x11\xe0 oud .doc", "zip", "dotx", None]
)
def test_a_base_that_is_no_docx(
    report: tuple[Minutes, Naming], tmp_path: Path, content: bytes | str | None
) -> None:
    path = tmp_path / "sjabloon.docx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "zip":
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("brief.txt", "tekst")
    elif content == "dotx":
        _as_template(path)
    with pytest.raises(ExportError, match="Word-bestand"):
        minutes_docx.write(*report, tmp_path / "uit.docx", path)
    assert not (tmp_path / "uit.docx").exists()


def _as_template(path: Path) -> None:
    """The same file with the content type of a Word template."""
    made = io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(b"document.main+xml", b"template.main+xml")
            target.writestr(name, content)
